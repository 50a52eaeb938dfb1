"""tend.service, as a user manager really applies it."""

import pathlib
import shutil
import unittest

from carer import message_ids
from host import Host, until

HERE = pathlib.Path(__file__).parent
UNIT = HERE.parent.parent / "systemd/tend.service.in"
CATALOG = HERE.parent.parent / "systemd/tend.catalog"


class TheUnit(unittest.TestCase):
    def setUp(self):
        self.host = Host(self._testMethodName)
        self.addCleanup(self.host.remove)
        self.host.boot()
        self.carer = self.host.new_user("carer")
        bindir = self.host.root / "opt/probe"
        bindir.mkdir()
        shutil.copy(HERE / "sandbox_probe.py", bindir)
        (bindir / "tendd").write_text("#!/bin/sh\nexec /usr/bin/python3 /opt/probe/sandbox_probe.py\n")
        (bindir / "tendd").chmod(0o755)
        unit = self.host.root / "etc/systemd/user/tend.service"
        unit.write_text(UNIT.read_text().replace("@bindir@", "/opt/probe"))
        self.carer.run("systemctl", "--user", "daemon-reload")
        self.carer.run("systemctl", "--user", "start", "tend.service")

    def show(self, setting):
        return self.carer.run(
            "systemctl", "--user", "show", "tend.service", "--value", "-P", setting).stdout.strip()

    def test_every_hardening_line_takes_hold_and_nothing_tend_needs_is_lost(self):
        output = self.carer.run("journalctl", "--user", "-t", "tend", "-o", "cat").stdout
        found = dict(line.split(": ", 1) for line in output.splitlines() if ": " in line)
        self.assertEqual(found, {
            **dict.fromkeys([
                "internet", "writable_code", "new_user_namespace", "other_personality",
                "realtime_scheduling", "set_user_id_file", "privileged_call", "resource_call",
                "debugging_call", "core_dump", "gaining_privilege", "file_for_others"], "forbidden"),
            **dict.fromkeys(
                ["session_bus", "native_journal", "watching_the_zone", "home_directory"], "allowed"),
        })

    def test_no_number_of_crashes_keeps_it_down(self):
        first = self.show("MainPID")
        for _ in range(7):  # one more than systemd's own limit would bear
            pid = until(10, "the daemon", lambda: self.show("ActiveState") == "active" and self.show("MainPID"))
            self.host.run("kill", "-KILL", pid)
            until(5, "its end", lambda: self.show("MainPID") != pid)
        until(10, "the daemon", lambda: self.show("ActiveState") == "active")
        self.assertNotEqual(self.show("MainPID"), first)


class TheCatalog(unittest.TestCase):
    def test_it_explains_a_line_with_the_words_of_that_line(self):
        host = Host(self._testMethodName)
        self.addCleanup(host.remove)
        host.boot()
        carer = host.new_user("carer")
        shutil.copy(CATALOG, host.root / "usr/lib/systemd/catalog")
        host.run("journalctl", "--update-catalog")
        fields = {"MESSAGE": "Midostaurin, 100 mg", "MESSAGE_ID": message_ids()["late"],
                  "SYSLOG_IDENTIFIER": "tend", "TEND_ENTRY": "midostaurin", "TEND_OCCURRENCE": "k7f"}
        carer.run("logger", "--journald",
                  stdin="".join(f"{key}={value}\n" for key, value in fields.items()))
        said = until(5, "the line", lambda: carer.run(
            "journalctl", "--user", "-t", "tend", "--catalog", "--no-pager", "--quiet").stdout)
        self.assertIn("Subject: midostaurin is late", said)
        self.assertIn("tend take k7f --at HH:MM", said)
