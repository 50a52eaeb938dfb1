"""A household of its own for one test, and tendd in it with a clock of our choosing."""

import datetime
import json
import os
import pathlib
import signal
import sqlite3
import subprocess
import time
import zoneinfo

FOLDER = LIBRARY = None  # set by `run`
PATIENCE = 60


class Home:
    def __init__(self, name, zone, plan):
        self.root = FOLDER / name
        self.zone = zoneinfo.ZoneInfo(zone)
        for folder in ("config/tend", "state", "run"):
            (self.root / folder).mkdir(mode=0o700, parents=True)
        (self.root / "config/tend/plan.toml").write_text(plan)
        self.variables = {
            "PATH": "/usr/bin:/bin", "HOME": str(self.root), "LANG": "C.UTF-8", "TZ": zone,
            "XDG_CONFIG_HOME": f"{self.root}/config", "XDG_STATE_HOME": f"{self.root}/state",
            "XDG_RUNTIME_DIR": f"{self.root}/run", "SWIFT_BACKTRACE": "enable=no"}

    def clock(self, start, speed=1):
        """The environment in which now is the wall clock `start` of this zone, and time runs `speed` times as fast."""
        moment = datetime.datetime.fromisoformat(start).replace(tzinfo=self.zone).astimezone(datetime.timezone.utc)
        return self.variables | {
            "LD_PRELOAD": LIBRARY, "TZ": "UTC", "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "FAKETIME": f"@{moment:%Y-%m-%d %H:%M:%S} x{speed}"}

    def run(self, start, until, speed=1):
        """Runs tendd from one wall clock of this zone to the other, as its own clock shows them."""
        begin, end = (datetime.datetime.fromisoformat(text).replace(tzinfo=self.zone) for text in (start, until))
        with self.daemon(start, speed) as daemon:
            daemon.sleep((end.timestamp() - begin.timestamp()) / speed)
        return daemon

    def daemon(self, start, speed=1, **variables):
        return Daemon(subprocess.Popen(
            [FOLDER / "tendd"], env=self.clock(start, speed) | variables, text=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE))

    def daemon_saying(self, variables, file):
        """tendd in this environment, with what it says in a file."""
        return Daemon(subprocess.Popen(
            [FOLDER / "tendd"], env=variables, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=file))

    def in_real_time(self, etc=None):
        """tendd by the machine's own clock; with `etc` in a mount namespace that has this folder for /etc."""
        command = [str(FOLDER / "tendd")]
        if etc:
            command = ["unshare", "--mount", "--propagation", "private", "sh", "-c",
                       'mount --bind "$1" /etc && exec "$2"', "sh", str(etc), *command]
        return Daemon(subprocess.Popen(
            command, env={name: value for name, value in self.variables.items() if name != "TZ"}, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE))

    def etc(self, zone):
        """An /etc with nothing in it but who there is, and where this computer is."""
        folder = self.root / "etc"
        folder.mkdir()
        for name in ("passwd", "group", "machine-id"):
            if pathlib.Path("/etc", name).exists():
                (folder / name).write_bytes(pathlib.Path("/etc", name).read_bytes())
        (folder / "localtime").symlink_to(f"/usr/share/zoneinfo/{zone}")
        return folder

    def move_to(self, zone):
        """As timedated does it: the link is replaced under tendd's eyes."""
        link = self.root / "etc/localtime.new"
        link.symlink_to(f"/usr/share/zoneinfo/{zone}")
        link.rename(self.root / "etc/localtime")

    def tend(self, now, *arguments):
        return subprocess.run([FOLDER / "tend", *arguments], env=self.clock(now), text=True, capture_output=True,
                              stdin=subprocess.DEVNULL, timeout=PATIENCE, check=False)

    def events(self, kind, entry=None):
        """The payloads of a kind's events with their occurrence's nominal instant, oldest first."""
        with sqlite3.connect(f"file:{self.root}/state/tend/ledger.sqlite?mode=ro", uri=True) as database:
            facts = {}
            found = []
            for event, occurrence, of, recorded, payload in database.execute(
                    "SELECT kind, occurrence, entry, recordedAt, payload FROM event ORDER BY number"):
                body = json.loads(payload)
                if event in ("scheduled", "rescheduled"):
                    facts[occurrence] = body
                if event == kind and entry in (None, of):
                    found.append(body | {"of": of, "recorded": recorded,
                                         "facts": facts.get(occurrence, {}), "occurrence": occurrence})
            return found

    def local(self, instant):
        """An instant as the wall clock of this zone shows it, with its offset."""
        return datetime.datetime.fromtimestamp(instant, self.zone).strftime("%Y-%m-%d %H:%M %z")


class Daemon:
    def __init__(self, process):
        self.process = process
        self.told = None

    def sleep(self, seconds):
        """Lets real time pass; fails when tendd ends meanwhile."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return
        raise AssertionError(f"tendd ended: {self.process.returncode}: {self.process.stderr.read()}")

    def signal(self, number):
        os.kill(self.process.pid, number)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.told = self.process.communicate(timeout=PATIENCE)[1]
        finally:
            self.process.kill()
            self.process.wait()
