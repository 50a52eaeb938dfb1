"""`tend doctor` on a real system: each thing broken in turn, and mended with the very command it names."""

import json
import re
import unittest

from carer import UNIT, Carer
from host import Host, until


class TheDoctor(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.host = Host(cls.__name__)
        cls.addClassCleanup(cls.host.remove)
        cls.host.boot()
        cls.carer = Carer(cls.host, linger=False)

    def findings(self):
        """The checks by name."""
        answer = self.carer.tend("doctor", "--json", check=False)
        items = {item["check"]: item for item in json.loads(answer.stdout)["items"]}
        problems = [item for item in items.values() if item["state"] == "problem"]
        self.assertEqual(answer.returncode, 1 if problems else 0, answer.stdout)
        return items

    def shell(self, command):
        """As the carer types it; what begins with sudo, as root."""
        name, home = self.carer.user.name, str(self.carer.user.home)
        if command.startswith("sudo "):
            words = command.replace("sudo ", "").replace("$USER", name).replace("~", home)
            return self.host.run("sh", "-c", words)
        return self.carer.user.run("sh", "-c", command)

    def is_found(self, check, state, text):
        """What is said to mend it."""
        item = self.findings()[check]
        self.assertEqual(item["state"], state, item)
        self.assertRegex(item["text"], text)
        return item["fix"]

    def is_well(self, *checks):
        def all_well():
            items = self.findings()
            return all(items[check]["state"] == "ok" for check in checks)
        until(60, f"{checks} to be well", all_well)

    def served(self):
        """tendd as it is on a computer where all is well."""
        if self.findings()["service"]["state"] != "ok":
            self.carer.write_plan('[person.maria]\nname = "Maria"\n')
            self.carer.install_service()
        self.is_well("ledger")

    def test_1_the_service(self):
        self.carer.write_plan('[person.maria]\nname = "Maria"\n')
        items = self.findings()
        fix = items["service"]["fix"]
        self.assertIn("not installed", items["service"]["text"])
        self.assertIn("nothing is recorded yet", items["ledger"]["text"])
        self.assertEqual(items["ledger"]["fix"], fix)
        self.shell(fix)
        self.is_well("service", "tendd", "ledger", "backup")

        for breaking, check, state, text in (
                ("systemctl --user disable tend.service", "service", "problem", "does not start by itself"),
                ("systemctl --user stop tend.service", "tendd", "problem", "does not run"),
                (f"sed -i s,^ExecStart=.*,ExecStart=/opt/old/tendd, {UNIT}", "service", "warning", "not that of this"),
                (f"echo '# mine' >>{UNIT}", "service", "warning", "not that of this"),
                (f"rm {UNIT} && systemctl --user mask tend.service && systemctl --user daemon-reload", "service",
                 "problem", "masked")):
            with self.subTest(breaking):
                self.shell(breaking)
                for command in re.split("; |, then ", self.is_found(check, state, text)):
                    if not command.startswith("if "):
                        self.shell(command)
                self.is_well("service", "tendd")

        # A newer program is installed over the one that runs.
        self.carer.make("install")
        self.shell(self.is_found("tendd", "warning", "before the last installation"))
        self.is_well("tendd")

    def test_2_lingering(self):
        own, _, by_root = self.is_found("lingering", "warning", "stop when you log out").partition("; where that is denied: ")
        if self.carer.user.run("sh", "-c", own, check=False).returncode != 0:
            self.shell(by_root)
        self.is_well("lingering")

    def test_3_the_bus(self):
        self.carer.systemctl("stop", "dbus.socket", "dbus.service", check=False)
        fix = self.is_found("bus", "warning", "no message bus")
        self.shell(fix.partition(" (Debian")[0])
        self.is_well("bus")
        self.is_found("desktop", "warning", "no notification server answers")

    def test_4_the_record(self):
        self.served()
        state = f"{self.carer.user.home}/.local/state/tend"
        for breaking in (f"chmod a-w {state}", f"chmod a-w {state}/ledger.sqlite"):
            with self.subTest(breaking):
                self.shell(breaking)
                self.shell(self.is_found("ledger", "problem", "nothing can be recorded"))
                self.is_well("ledger")
        for breaking in (f"chown root {state}/ledger.sqlite", f"chown root {state}", f"chmod 777 {state}"):
            with self.subTest(breaking):
                self.host.run("sh", "-c", breaking)
                fix = self.is_found("ledger", "problem", "belongs to another user|others may write|cannot look at")
                self.shell(fix.partition("if all of it is yours: ")[2])
                self.is_well("ledger")

    def test_5_the_journal(self):
        self.is_well("journal")
        settings = "/run/systemd/journald.conf.d/test.conf"
        restart = "systemctl restart systemd-journald"
        self.host.run("sh", "-c", f"mkdir -p $(dirname {settings}); printf '[Journal]\\nStorage=volatile\\n' >{settings}; {restart}")
        fix = self.is_found("journal", "warning", "in memory only")
        self.assertIn("Storage=persistent", fix)
        self.host.run("sh", "-c", f"sed -i s/volatile/persistent/ {settings}; {restart}")
        self.carer.user.run("logger", "-t", "somebody", "a line")
        self.is_well("journal")
        # One that never was kept.
        self.host.run("sh", "-c", f"rm {settings}; {restart}")
        # At once: a journald that still runs makes anew what it finds half removed.
        self.host.run("sh", "-c", f"mv /var/log/journal /var/log/journal.away; {restart}")
        fix = self.is_found("journal", "warning", "in memory only")
        self.shell(fix.partition("; if it stays so")[0])
        self.carer.user.run("logger", "-t", "somebody", "a line")
        self.is_well("journal")

    def test_6_the_zone(self):
        self.host.run("ln", "-sfn", "/usr/share/zoneinfo/Nowhere/Land", "/etc/localtime")
        self.assertIn("timedatectl set-timezone", self.is_found("zone", "problem", "Nowhere"))
        self.host.link_zone("Asia/Kolkata")
        self.is_well("zone")

    def test_7_channels_and_the_plan(self):
        self.served()
        write = "umask 077; cat >~/.config/tend/{0}"
        settings = '[channel.mail]\ncommand = ["channels/mail"]\n'
        self.carer.user.run("sh", "-c", write.format("settings.toml"), stdin=settings)
        fix = self.is_found("channel mail", "problem", "there is no file")
        self.shell(fix.partition(" brings")[0])
        self.is_well("channel mail")
        self.shell("chmod -x .config/tend/channels/mail")
        self.shell(self.is_found("channel mail", "problem", "may not be run"))
        self.is_well("channel mail")
        self.carer.write_plan("garbage = [\n")
        self.assertIn("tend check", self.is_found("plan", "problem", "plan.toml:1:"))
        self.carer.write_plan('[person.maria]\nname = "Maria"\n')
        self.is_well("plan")


if __name__ == "__main__":
    unittest.main()
