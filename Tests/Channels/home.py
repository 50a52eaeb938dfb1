"""A household of its own for one test, with tendd in it, and what listens at the other end of its channels."""

import contextlib
import datetime
import http.server
import json
import os
import pathlib
import shutil
import socket
import socketserver
import sqlite3
import subprocess
import threading
import time

FOLDER = None  # set by `run`
EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "Config/channels"
# Much more than it takes: on a busy machine everything may.
PATIENCE = 120


class Home:
    """A plan with one dose, due a moment after tendd starts, told through the channel of the settings."""

    def __init__(self, name, channel, plan="", settings=""):
        self.root = FOLDER / name
        self.config = self.root / ".config/tend"
        self.config.mkdir(mode=0o700, parents=True)
        shutil.copytree(EXAMPLES, self.config / "channels")
        self.stand_ins = self.root / "bin"
        self.stand_ins.mkdir()
        self.extra = plan
        (self.config / "settings.toml").write_text(
            f'[remind.high]\nrepeat = "1m"\nchannels = ["told"]\n{settings}\n[channel.told]\n{channel}\n')
        (self.config / "settings.toml").chmod(0o600)

    @property
    def ledger(self):
        return self.root / ".local/state/tend/ledger.sqlite"

    @property
    def variables(self):
        return {"PATH": f"{self.stand_ins}:/usr/local/bin:/usr/bin:/bin", "HOME": str(self.root), "LANG": "C.UTF-8",
                "SWIFT_BACKTRACE": "enable=no"}

    def secret(self, name, text, mode=0o600):
        path = self.config / name
        path.write_text(text)
        path.chmod(mode)

    def stand_in(self, name):
        """A program that only notes how it was called, and what it was given to read."""
        (self.stand_ins / name).write_text(
            f'#!/bin/sh\ncat >"$HOME/{name}.read"\nprintf "%s\\n" {name} "$@" >"$HOME/{name}.said"\n')
        (self.stand_ins / name).chmod(0o755)

    def said(self, name):
        path = self.root / f"{name}.said"
        return path.read_text().splitlines() if path.exists() else None

    @contextlib.contextmanager
    def tendd(self, command=None, variables=None):
        due = datetime.datetime.now() + datetime.timedelta(seconds=2)
        (self.config / "plan.toml").write_text(
            '[person.maria]\nname = "Maria"\n' + self.extra
            + '[medication.midostaurin]\nperson = "maria"\nname = "Midostäurin"\ndose = "100 mg"\n'
            + f'take = "4 capsules"\nfood = "with food"\nat = "{due:%H:%M:%S}"\n')
        with subprocess.Popen(command or [FOLDER / "tendd"], env=variables or self.variables, stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
            try:
                yield process
            finally:
                process.terminate()
                self.log = process.communicate(timeout=PATIENCE)[1]

    @contextlib.contextmanager
    def program(self, variables):
        """tendd with the plan that is there; what it says goes to the file `journal`."""
        with open(self.root / "journal", "w", encoding="utf-8") as journal:
            with subprocess.Popen([FOLDER / "tendd"], env=variables, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.DEVNULL, stderr=journal) as process:
                try:
                    yield process
                finally:
                    process.terminate()
                    process.wait(PATIENCE)

    def reports(self):
        """What the channels said of each try, oldest first."""
        if not self.ledger.exists():
            return []
        with contextlib.closing(sqlite3.connect(f"file:{self.ledger}?mode=ro", uri=True)) as database:
            return [json.loads(payload) for payload, in database.execute(
                "SELECT payload FROM event WHERE kind = 'delivery' ORDER BY number")]

    def told(self):
        """Lets tendd tell, and returns the first report of the channel."""
        with self.tendd():
            return until("a report of the channel", self.reports)[0]


def until(what, probe, patience=PATIENCE):
    deadline = time.monotonic() + patience
    while True:
        found = probe()
        if found:
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {patience} s in vain for {what}")
        time.sleep(0.05)


class SMTPServer:
    """Takes mail, and keeps it."""

    def __init__(self):
        mails = self.mails = []

        class Handler(socketserver.StreamRequestHandler):
            def handle(self):
                def say(line):
                    self.wfile.write(line.encode() + b"\r\n")

                envelope = {"to": []}
                say("220 here")
                while line := self.rfile.readline():
                    word = line.split(b":")[0].split()[0].upper()
                    if word in (b"EHLO", b"HELO"):
                        say("250 here")
                    elif word == b"RCPT":
                        envelope["to"].append(line.split(b":", 1)[1].strip().decode())
                        say("250 ok")
                    elif word == b"DATA":
                        say("354 go on")
                        text = b""
                        while (line := self.rfile.readline()) != b".\r\n":
                            text += line
                        mails.append(envelope | {"text": text})
                        say("250 kept")
                    elif word == b"QUIT":
                        say("221 bye")
                        return
                    else:
                        say("250 ok")

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class HTTPServer:
    """Keeps every request, and answers with `status`."""

    def __init__(self):
        self.requests = []
        self.status = 200
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                outer.requests.append((self.path, dict(self.headers), body))
                self.send_response(outer.status)
                self.end_headers()

            do_GET = do_POST

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Broker:
    """A real mosquitto, and one who listens to everything on it."""

    def __init__(self, folder):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        settings = folder / "mosquitto.conf"
        settings.write_text(f"listener {self.port} 127.0.0.1\nallow_anonymous true\npersistence false\nuser root\n"
                            if os.geteuid() == 0 else
                            f"listener {self.port} 127.0.0.1\nallow_anonymous true\npersistence false\n")
        program = shutil.which("mosquitto", path="/usr/sbin:/usr/bin")
        self.broker = subprocess.Popen([program, "-c", settings], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until("the broker", self._listens)
        self.listener = subprocess.Popen(
            ["stdbuf", "-oL", "mosquitto_sub", "-h", "127.0.0.1", "-p", str(self.port), "-t", "#", "-F", "%t %p", "-d"],
            stdout=subprocess.PIPE, text=True)
        self.messages = []
        self.is_subscribed = threading.Event()
        threading.Thread(target=self._listen, daemon=True).start()
        if not self.is_subscribed.wait(PATIENCE):
            raise AssertionError("nobody listens to the broker")

    def _listens(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def _listen(self):
        for line in self.listener.stdout:
            if "SUBACK" in line:
                self.is_subscribed.set()
            elif not line.startswith("Client ") and not line.startswith("Subscribed"):
                self.messages.append(tuple(line.rstrip("\n").split(" ", 1)))

    def close(self):
        for process in (self.listener, self.broker):
            process.terminate()
            process.wait()
        self.listener.stdout.close()
