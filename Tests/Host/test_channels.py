"""Told where they look: a second carer, a panel, and whoever is there when tendd cannot stay up. One host for all."""

import email
import email.policy
import json
import unittest

from carer import UNIT, Carer, message_ids, soon
from host import Host, until

PLAN = """\
[person.maria]
name = "Maria"
[contact.jonas]
name = "Jonas"
email = "jonas@example.org"
channels = ["mail"]
"""

SETTINGS = """\
[remind.high]
escalate = [ { after = "2s", contact = "jonas" } ]
[channel.mail]
command = ["channels/mail", "./.config/tend/post"]
credentials = { token = "post.token" }
"""

# What the example `mail` hands a mail to: one file each, of whoever has the secret.
POST = '#!/bin/sh\ngrep -q s3cret "$CREDENTIALS_DIRECTORY/token" && cat >"$HOME/new-mail" && mv "$HOME/new-mail" "$HOME/mail-$(date +%s.%N)"\n'


class WhereTheyLook(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.host = Host(cls.__name__)
        cls.addClassCleanup(cls.host.remove)
        cls.host.boot()
        cls.carer = Carer(cls.host)
        cls.carer.write_plan(PLAN)
        cls.write(".config/tend/settings.toml", SETTINGS)
        cls.write(".config/tend/post", POST, mode=700)
        cls.write(".config/tend/post.token", "s3cret")
        cls.carer.user.run("cp", "-r", ".local/share/tend/channels", ".config/tend/channels")
        cls.carer.install_service()
        cls.carer.wait_for("plan-accepted")

    @classmethod
    def write(cls, path, text, mode=600):
        cls.carer.user.run("sh", "-c", f"umask 077; mkdir -p $(dirname {path}); cat >{path}; chmod {mode} {path}",
                           stdin=text)

    def mails(self):
        found = sorted(self.carer.user.file(".").glob("mail-*"))
        return [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in found]

    def bus(self, name):
        """A property of the status object, as a panel reads it."""
        said = self.carer.user.run("busctl", "--user", "--json=short", "get-property", "org.tend.Tend1",
                                   "/org/tend/Tend1", "org.tend.Tend1", name).stdout
        return json.loads(said)["data"]

    def test_a_second_carer_is_brought_in_and_hears_that_it_is_settled(self):
        nominal = soon(3)
        self.carer.add_medication("Midostaurin", nominal, "--person", "maria", "--dose", "100 mg")
        until(5, "a time to be due", lambda: self.bus("NextDue") == int(nominal.timestamp()))
        told = self.carer.wait_for("reminder", "midostaurin")
        self.assertEqual((self.bus("OpenCount"), self.bus("MissedCount"), self.bus("Flags")), (1, 0, 0))
        self.carer.wait_for("escalated", "midostaurin")
        alarm = until(10, "a mail to the second carer", self.mails)[0]
        self.assertEqual(alarm["To"], "jonas@example.org")
        for word in ("Midostaurin", "Maria"):
            self.assertIn(word, str(alarm["Subject"]) + alarm.get_content())

        self.carer.tend("take", told["TEND_OCCURRENCE"])
        settled = until(10, "a mail that it is settled", lambda: self.mails()[1:])[0]
        self.assertIn("taken", (str(settled["Subject"]) + settled.get_content()).lower())
        until(5, "nothing to be due", lambda: self.bus("OpenCount") == 0)
        # Each try is in the record, and says to whom.
        said = self.carer.tend("why", told["TEND_OCCURRENCE"]).stdout
        self.assertIn("Jonas", said)

    def test_the_doctor_finds_nothing_amiss_but_what_a_host_without_a_screen_lacks(self):
        answer = self.carer.tend("doctor", "--json")
        found = {item["check"]: item for item in json.loads(answer.stdout)["items"]}
        states = {check: item["state"] for check, item in found.items()}
        for check in ("tendd", "service", "lingering", "bus", "journal", "zone", "plan", "ledger", "disk",
                      "channel mail"):
            self.assertEqual(states.pop(check), "ok", found[check])
        self.assertEqual(states.pop("desktop"), "warning")
        # Whether the clock of this machine is synchronised is its own affair, and the first copy may be still to come.
        self.assertLessEqual(set(states), {"clock", "backup"})
        self.assertEqual(self.carer.tend("test-channels", "mail", check=False).returncode, 5)

    def test_whoever_is_there_is_told_when_tendd_cannot_stay_up(self):
        self.carer.daemon()
        failure = UNIT.replace("tend.service", "tend-failure.service")
        # The units as they are installed, only in a hurry.
        self.write(f"{UNIT}.d/hurry.conf", "[Service]\nRestartSec=100ms\n")
        self.write(failure, self.carer.user.file(failure).read_text().replace("sleep 60", "sleep 2"))
        self.carer.systemctl("daemon-reload")
        program = ".local/bin/tendd"
        self.host.run("mv", f"/home/carer/{program}", f"/home/carer/{program}.away")
        self.carer.systemctl("kill", "--signal=KILL", "tend.service")
        line = self.carer.wait_for("daemon-failed", seconds=20)
        self.assertEqual((line["PRIORITY"], line["MESSAGE_ID"]), ("0", message_ids()["daemon-failed"]))
        self.assertIn("NOBODY IS REMINDED", line["MESSAGE"])
        self.assertEqual(self.carer.tend("doctor", check=False).returncode, 1)
        # And it is tried again, with nobody doing anything.
        self.host.run("mv", f"/home/carer/{program}.away", f"/home/carer/{program}")
        self.carer.daemon()
        self.assertEqual(self.carer.tend("doctor", check=False).returncode, 0)


if __name__ == "__main__":
    unittest.main()
