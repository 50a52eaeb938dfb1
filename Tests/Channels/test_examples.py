"""What the other examples do, step by step as their heads say it: the sign of life, sendmail, speech, panels."""

import os
import subprocess
import unittest

import home
from home import Home, HTTPServer, until

TITLE = "Midostäurin 100 mg for Maria, due "
PANEL = home.EXAMPLES.parent / "panels/panel"


class MoreExamples(unittest.TestCase):
    def test_a_sign_of_life_reaches_its_switch_and_names_its_address_in_no_argument(self):
        server = HTTPServer()
        self.addCleanup(server.close)
        place = Home(self._testMethodName, 'command = ["true"]', settings=(
            '[channel.alive]\ncommand = ["channels/alive", "alive.url"]\nheartbeat = "5m"\n'))
        place.secret("alive.url", f'url = "{server.url}/ping/1234"\n')
        with place.tendd():
            until("a sign of life", lambda: server.requests)
        self.assertEqual(server.requests[0][0], "/ping/1234")
        self.assertEqual(server.requests[0][2], b"")

        place = Home(self._testMethodName + "-2", 'command = ["true"]', settings=(
            '[channel.alive]\ncommand = ["channels/alive", "alive.url"]\nheartbeat = "5m"\n'))
        place.secret("alive.url", 'url = "http://127.0.0.1/ping/1234"\n')
        place.stand_in("curl")
        with place.tendd():
            said = until("a sign of life", lambda: place.said("curl"))
        self.assertNotIn("1234", "\n".join(said))

    def test_a_switch_that_refuses_is_said_in_the_journal(self):
        place = Home(self._testMethodName, 'command = ["true"]', settings=(
            '[channel.alive]\ncommand = ["channels/alive", "alive.url"]\nheartbeat = "5m"\n'))
        place.secret("alive.url", 'url = "http://127.0.0.1:1/ping"\n', mode=0o644)
        with place.program(place.variables):
            until("a word in the journal", lambda: "no sign of life" in (place.root / "journal").read_text())
        self.assertIn("others may read", (place.root / "journal").read_text())

    def test_a_mail_goes_through_sendmail(self):
        # Without another word, the mailer is sendmail, and the address that of the contact.
        place = Home(self._testMethodName, 'command = ["channels/mail"]',
                     plan='[contact.jonas]\nname = "Jonas"\nemail = "jonas@example.org"\nchannels = ["told"]\n')
        (place.config / "settings.toml").write_text(
            '[remind.high]\nchannels = ["journal"]\nescalate = [ { after = "1s", contact = "jonas" } ]\n'
            '[channel.told]\ncommand = ["channels/mail"]\n')
        place.stand_in("sendmail")
        self.assertEqual(place.told()["result"], "told")
        self.assertEqual(place.said("sendmail"), ["sendmail", "-i", "jonas@example.org"])
        mail = (place.root / "sendmail.read").read_text()
        self.assertIn("To: jonas@example.org\n", mail)
        self.assertIn("Midostäurin", mail)

    def test_what_is_said_aloud_is_in_no_argument(self):
        place = Home(self._testMethodName, 'command = ["channels/speak"]')
        place.stand_in("spd-say")
        self.assertEqual(place.told()["result"], "told")
        self.assertEqual(place.said("spd-say"), ["spd-say", "--wait", "--pipe-mode"])
        spoken = (place.root / "spd-say.read").read_text()
        self.assertTrue(spoken.startswith(f" {TITLE}"), spoken)
        self.assertEqual(spoken.count("\n"), 1)

    def test_a_panel_says_in_one_line_what_the_bus_says(self):
        # What busctl prints of the status object, as Tests/Host reads it from the real one.
        place = Home(self._testMethodName, 'command = ["true"]')
        for numbers, line in ((("0", "0", "0", "0"), "nothing due"), (("0", "2", "1", "1"), "2 due"),
                              (("0", "0", "3", "1"), "1 flagged"), (("0", "0", "3", "0"), "3 missed"),
                              (("1795305600", "0", "0", "0"), "next 01:00")):
            lines = "\\n".join(f"{kind} {number}" for kind, number in zip("xuuu", numbers))
            (place.stand_ins / "busctl").write_text(f"#!/bin/sh\nprintf '{lines}\\n'\n")
            (place.stand_ins / "busctl").chmod(0o755)
            self.assertEqual(self.panel(place), line)
        (place.stand_ins / "busctl").write_text("#!/bin/sh\nexit 1\n")
        self.assertEqual(self.panel(place), "Tend is off")

    @staticmethod
    def panel(place):
        return subprocess.run([PANEL], env=place.variables | {"TZ": "Europe/Berlin"}, text=True, capture_output=True,
                              stdin=subprocess.DEVNULL, timeout=home.PATIENCE, check=True).stdout.strip()

    def test_every_example_is_a_script_that_reads_well(self):
        for folder in ("channels", "panels"):
            for path in sorted((home.EXAMPLES.parent / folder).iterdir()):
                if path.suffix:
                    continue
                self.assertTrue(os.access(path, os.X_OK), path)
                subprocess.run(["sh", "-n", path], check=True)
