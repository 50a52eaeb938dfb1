"""A program of a discreet channel is a unit that everybody who looks may look at: nothing in it names anybody."""

import json
import unittest

from carer import Carer, clock, soon
from host import Host, until

PLAN = """\
[person.maria]
name = "Maria Unmistakable"
[contact.jonas]
name = "Jonas Neighbour"
channels = ["hushed", "open"]
"""

MEDICATION = """\
[medication.midostaurin]
person = "maria"
name = "Midostaurin"
dose = "100 mg"
take = "4 capsules"
if-missed = "Mastocytosis: call the team"
at = "{}"
"""

SETTINGS = """\
privacy = "discreet"
[remind.high]
channels = ["hushed", "open"]
escalate = [ { after = "2s", contact = "jonas" } ]
[channel.hushed]
command = ["./wait"]
[channel.open]
command = ["./wait"]
privacy = "full"
"""

# Runs until somebody has looked.
WAIT = '#!/bin/sh\ncat >/dev/null\nuntil [ -e "$HOME/looked" ]; do sleep 0.1; done\n'
WORDS = ("unmistakable", "maria", "midostaurin", "100 mg", "4 capsules", "mastocytosis", "jonas", "neighbour")


class Discreet(unittest.TestCase):
    def setUp(self):
        self.host = Host(self._testMethodName)
        self.addCleanup(self.host.remove)
        self.host.boot()
        self.carer = Carer(self.host)
        self.carer.write_plan(PLAN)
        for name, text, mode in (("settings.toml", SETTINGS, 600), ("wait", WAIT, 700)):
            self.carer.user.run("sh", "-c", f"umask 077; cat >.config/tend/{name}; chmod {mode} .config/tend/{name}",
                                stdin=text)
        self.carer.install_service()
        self.carer.wait_for("plan-accepted", seconds=60)

    def unit(self, channel):
        """Everything that the manager says of the unit of a channel while it runs."""
        def names():
            listed = self.carer.systemctl("list-units", "--all", "--plain", "--no-legend", f"tend-channel-{channel}-*")
            return listed.stdout.split()[:1]
        name = until(60, f"a unit of {channel}", names)[0]
        return name, self.carer.systemctl("show", "--all", name).stdout + self.carer.systemctl("status", name, check=False).stdout

    def says_nothing(self, text, what):
        for word in WORDS:
            self.assertNotIn(word, text.lower(), what)

    def test_no_property_and_no_line_of_its_unit_says_who_or_what(self):
        nominal = soon(4)
        self.carer.write_plan(PLAN + MEDICATION.format(clock(nominal)))
        told = self.carer.wait_for("reminder", seconds=60)
        name, hushed = self.unit("hushed")
        self.says_nothing(hushed, name)
        for part in ("Description=", "Environment=", "ExecStart=", "TEND_OCCURRENCE=", "TEND_TITLE=Something is due"):
            self.assertIn(part, hushed)
        # The same of one that may be told shows that this would be seen.
        _, full = self.unit("open")
        self.assertIn("midostaurin", full.lower())
        self.carer.wait_for("escalated", seconds=60)
        self.carer.user.run("touch", "looked")
        self.carer.tend("take", told["TEND_OCCURRENCE"])
        self.carer.wait_for("answered", seconds=60)

        def ended():
            lines = self.carer.user.run("journalctl", "--user", "--quiet", "-o", "json", "--all").stdout.splitlines()
            ours = [line for line in lines if name in line]
            return lines if any("Finished" in line or "Deactivated" in line for line in ours) else None
        lines = until(60, "the end of the unit in the journal", ended)
        for line in lines:
            self.says_nothing(line, line)
        self.says_nothing(self.carer.show("StatusText"), "the status of tend.service")
        json.loads(lines[0])


if __name__ == "__main__":
    unittest.main()
