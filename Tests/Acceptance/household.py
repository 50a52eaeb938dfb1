"""A household whose days are lived from one moment to the next."""

import contextlib
import json
import os
import pty
import select
import socket
import subprocess

import home
from home import Home

# The years lie after Tend was made: before that it takes no clock at its word (rule 11 of the design).
MARIA = """[person.maria]
name = "Maria"
zone = "Europe/Berlin"
day = { wake = "07:00", breakfast = "07:30", lunch = "12:30", dinner = "18:30", bedtime = "22:30" }

[contact.dr-okafor]
name = "Dr Okafor"
phone = "+49 30 5550 0101"

"""


class Household:
    """One home with its plan; `at` says what time it is for each word to tend."""

    def __init__(self, test, plan):
        self.home = Home(test._testMethodName, "Europe/Berlin", MARIA + plan)

    def begin(self):
        """tendd has looked once in the small hours, so that whatever comes due later is told."""
        self.look("2027-03-01 05:00:00")

    @contextlib.contextmanager
    def running(self, at):
        """tendd by a clock as quick as ours, once it has looked for the first time."""
        path = home.FOLDER / "notify"
        path.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
            notify.bind(str(path))
            notify.settimeout(home.PATIENCE)
            with self.home.daemon(at, NOTIFY_SOCKET=str(path)) as daemon:
                while b"READY=1" not in notify.recv(4096):
                    pass
                yield daemon

    def look(self, *times):
        """What tendd tells when it is started at each of these moments and looks once.

        So what is told does not depend on how quick this machine is, but for seconds in its words, and no time passes in
        which nothing happens.
        """
        told = ""
        for at in times:
            with self.running(at) as daemon:
                pass
            told += daemon.told
        return told

    def say(self, at, *words, code=0):
        """What tend prints; fails unless it ends with `code`."""
        ran = self.home.tend(at, *words)
        assert ran.returncode == code, f"tend {' '.join(words)}: {ran.returncode}\n{ran.stdout}{ran.stderr}"
        return ran.stdout + ran.stderr

    def at_a_terminal(self, at, *words, answers=(), code=0):
        """What tend shows to somebody at a terminal who types the answers, each once its question is there."""
        main, other = pty.openpty()
        process = subprocess.Popen([home.FOLDER / "tend", *words], env=self.home.clock(at) | {"TERM": "dumb"},
                                   stdin=other, stdout=other, stderr=other)
        os.close(other)
        shown, answers = b"", list(answers)
        read = 0
        while True:
            try:
                ready = select.select([main], [], [], home.PATIENCE)[0]
                part = os.read(main, 4096) if ready else b""
            except OSError:
                break
            if not part:
                break
            shown += part
            if answers and answers[0][0].encode() in shown[read:]:
                read = len(shown)
                os.write(main, answers.pop(0)[1].encode())
        os.close(main)
        try:
            ended = process.wait(home.PATIENCE)
        finally:
            process.kill()
        text = shown.decode()
        assert ended == code and not answers, f"tend {' '.join(words)}: {ended}, not asked {answers}\n{text}"
        return text

    def items(self, at, *words):
        """The items that tend lists with --json."""
        ran = self.home.tend(at, *words, "--json")
        assert ran.returncode == 0, f"tend {' '.join(words)}: {ran.returncode}\n{ran.stdout}{ran.stderr}"
        return json.loads(ran.stdout)["items"]

    def told(self, entry=None):
        """When each occurrence was told first, as the wall clock shows its nominal time."""
        return [self.home.local(event["facts"]["instant"])[:16] for event in self.home.events("told", entry)
                if event["attempt"] == 1]
