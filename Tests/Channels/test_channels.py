"""Each test is one of the examples, from a dose that is due to what arrived at the other end."""

import email
import email.header
import email.policy
import json
import unittest

from home import Broker, Home, HTTPServer, SMTPServer, until

TITLE = "Midostäurin 100 mg for Maria, due "


class Examples(unittest.TestCase):
    def home(self, channel, **more):
        return Home(self._testMethodName, channel, **more)

    def server(self, server):
        self.addCleanup(server.close)
        return server

    def test_a_mail_goes_through_msmtp(self):
        server = self.server(SMTPServer())
        home = self.home('command = ["channels/mail", "msmtp", "jonas@example.org"]')
        (home.root / ".msmtprc").write_text(
            f"account default\nhost 127.0.0.1\nport {server.port}\nfrom tend@example.org\n")
        (home.root / ".msmtprc").chmod(0o600)
        self.assertEqual(home.told()["result"], "told")
        mail = server.mails[0]
        self.assertEqual(mail["to"], ["<jonas@example.org>"])
        message = email.message_from_bytes(mail["text"], policy=email.policy.default)
        self.assertTrue(message["Subject"].startswith(TITLE), message["Subject"])
        self.assertEqual(message["To"], "jonas@example.org")
        body = message.get_content()
        self.assertIn("Take 4 capsules, with food", body)
        self.assertIn("Missed from", body)

    def test_a_mailer_that_fails_is_recorded_with_what_it_said(self):
        home = self.home('command = ["channels/mail", "msmtp", "jonas@example.org"]')
        (home.root / ".msmtprc").write_text("account default\nhost 127.0.0.1\nport 1\nfrom tend@example.org\n")
        (home.root / ".msmtprc").chmod(0o600)
        report = home.told()
        self.assertEqual(report["result"], "refused")
        self.assertRegex(report["detail"], "exit code [0-9]+: .*cannot connect|exit code [0-9]+: .*msmtp")

    def test_home_assistant_gets_the_whole_message_through_mosquitto(self):
        home = self.home('command = ["true"]')
        broker = self.server(Broker(home.root))
        home = Home(self._testMethodName + "-2",
                    f'command = ["channels/mqtt", "tend/kitchen", "-h", "127.0.0.1", "-p", "{broker.port}"]')
        self.assertEqual(home.told()["result"], "told")
        topic, text = until("a message", lambda: broker.messages)[0]
        self.assertEqual(topic, "tend/kitchen")
        message = json.loads(text)
        self.assertEqual(message["version"], 1)
        self.assertEqual(message["event"], "reminder")
        self.assertEqual((message["person"], message["name"], message["amount"]), ("maria", "Midostäurin", "100 mg"))
        self.assertEqual((message["attempt"], message["told_late"], message["try"]), (1, False, 1))

    def test_discreet_says_nothing_but_the_id(self):
        home = self.home('command = ["true"]')
        broker = self.server(Broker(home.root))
        home = Home(self._testMethodName + "-2", 'privacy = "discreet"\n'
                    f'command = ["channels/mqtt", "tend", "-h", "127.0.0.1", "-p", "{broker.port}"]')
        self.assertEqual(home.told()["result"], "told")
        text = until("a message", lambda: broker.messages)[0][1]
        message = json.loads(text)
        self.assertEqual(message["title"], f"Something is due — {message['occurrence']}")
        for word in ("idost", "aria", "100", "capsule", "medication"):
            self.assertNotIn(word, text)

    def test_ntfy_through_curl(self):
        server = self.server(HTTPServer())
        home = self.home(f'command = ["channels/ntfy", "{server.url}/topic", "ntfy.header"]')
        home.secret("ntfy.header", "Authorization: Bearer tk_secret\n")
        self.assertEqual(home.told()["result"], "told")
        path, headers, body = server.requests[0]
        self.assertEqual(path, "/topic")
        self.assertEqual(headers["Authorization"], "Bearer tk_secret")
        title = str(email.header.make_header(email.header.decode_header(headers["Title"])))
        self.assertTrue(title.startswith(TITLE), title)
        self.assertEqual((headers["Priority"], headers["Tags"]), ("3", "pill"))
        self.assertIn("Take 4 capsules", body.decode())

    def test_a_topic_that_is_a_secret_comes_from_a_file(self):
        server = self.server(HTTPServer())
        home = self.home('command = ["channels/ntfy", "ntfy.curl"]')
        home.secret("ntfy.curl", f'url = "{server.url}/topic"\nheader = "Authorization: Bearer tk_secret"\n')
        self.assertEqual(home.told()["result"], "told")
        path, headers, body = server.requests[0]
        self.assertEqual((path, headers["Authorization"], headers["Tags"]), ("/topic", "Bearer tk_secret", "pill"))
        self.assertIn("Take 4 capsules", body.decode())

    def test_a_secret_is_handed_over_as_a_credential(self):
        server = self.server(HTTPServer())
        home = self.home('command = ["channels/ntfy", "topic"]\ncredentials = { topic = "ntfy.curl" }')
        home.secret("ntfy.curl", f'url = "{server.url}/topic"\n')
        runtime = home.root / "run"
        runtime.mkdir(mode=0o700)
        with home.tendd(variables=home.variables | {"XDG_RUNTIME_DIR": str(runtime)}):
            report = until("a report of the channel", home.reports)[0]
        self.assertEqual(report["result"], "told", report)
        self.assertEqual(server.requests[0][0], "/topic")
        self.assertEqual(list(runtime.glob("tend-credentials-*")), [])

    def test_no_argument_of_curl_says_what_is_told(self):
        # Everybody on the computer sees the arguments of a process.
        for words in ('"channels/ntfy", "http://127.0.0.1/a"', '"channels/gotify", "http://127.0.0.1", "token"'):
            home = Home(f"{self._testMethodName}-{len(words)}", f"command = [{words}]")
            home.secret("token", "X-Gotify-Key: Abc\n")
            home.stand_in("curl")
            self.assertEqual(home.told()["result"], "told")
            said = "\n".join(home.said("curl"))
            self.assertIn("http://127.0.0.1", said)
            for word in ("idost", "aria", "capsule", "pill", "UTF-8", "Abc"):
                self.assertNotIn(word, said)

    def test_a_discreet_message_through_ntfy_is_not_marked_as_a_medicine(self):
        server = self.server(HTTPServer())
        home = self.home(f'command = ["channels/ntfy", "{server.url}/topic"]\nprivacy = "discreet"')
        self.assertEqual(home.told()["result"], "told")
        _, headers, body = server.requests[0]
        self.assertNotIn("Tags", headers)
        for word in ("idost", "aria", "pill"):
            self.assertNotIn(word, f"{headers} {body.decode()}")

    def test_a_secret_that_others_may_read_is_not_used(self):
        server = self.server(HTTPServer())
        home = self.home(f'command = ["channels/ntfy", "{server.url}/topic", "ntfy.header"]')
        home.secret("ntfy.header", "Authorization: Bearer tk_secret\n", mode=0o644)
        report = home.told()
        self.assertEqual(report["result"], "refused")
        self.assertIn("others may read", report["detail"])
        self.assertEqual(server.requests, [])

    def test_gotify_through_curl(self):
        server = self.server(HTTPServer())
        home = self.home(f'command = ["channels/gotify", "{server.url}", "gotify.token"]')
        home.secret("gotify.token", "X-Gotify-Key: Abc\n")
        self.assertEqual(home.told()["result"], "told")
        path, headers, body = server.requests[0]
        self.assertEqual(path, "/message")
        self.assertEqual(headers["X-Gotify-Key"], "Abc")
        self.assertIn(TITLE, body.decode())

    def test_a_server_in_trouble_is_asked_again_until_it_takes_it(self):
        server = self.server(HTTPServer())
        server.status = 503
        home = self.home(f'command = ["channels/ntfy", "{server.url}/topic"]')
        with home.tendd():
            until("a refusal", home.reports)
            server.status = 200
            reports = until("a second try", lambda: home.reports()[1:] and home.reports())
        self.assertEqual([report["result"] for report in reports], ["refused", "told"])
        self.assertEqual({report["message"] for report in reports}, {reports[0]["message"]})

    def test_a_sound_is_played(self):
        # It needs no loudspeaker to be called rightly: what stands in for it notes how it was called.
        home = self.home('command = ["channels/sound", "pw-play"]')
        home.stand_in("pw-play")
        self.assertEqual(home.told()["result"], "told")
        self.assertEqual(home.said("pw-play")[1:], ["/usr/share/sounds/freedesktop/stereo/message.oga"])

    def test_a_program_that_is_not_there_is_a_refusal(self):
        report = self.home('command = ["channels/no-such"]').told()
        self.assertEqual(report["result"], "refused")
        self.assertIn("there is no program channels/no-such", report["detail"])
