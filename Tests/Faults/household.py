"""A carer's files in a folder of their own, and tend and tendd working on them under the fault shim."""

import datetime
import json
import os
import pathlib
import shutil
import signal
import socket
import sqlite3
import subprocess

ENTRY = """[medication.{id}]
name = "{name}"
dose = "100 mg"
at = "{at}"
importance = "critical"
"""

# What a whole answer of the daemon takes at most on a machine that is busy with other tests.
PATIENCE = 60


class Household:
    """The plan and the ledger below `root`; `template` is copied where given, so that each try begins alike."""

    def __init__(self, root, binary, shim, template=None):
        self.root = pathlib.Path(root)
        self.binary, self.shim = binary, shim
        if template:
            shutil.copytree(template.root, self.root, symlinks=True)
        else:
            self.root.mkdir(mode=0o700, parents=True)
            for name in ("config/tend", "state", "run"):
                (self.root / name).mkdir(mode=0o700, parents=True)
        # Beside the root, so that the shim does not count it.
        self.met = self.root.parent / (self.root.name + ".met")
        self.config = self.root / "config/tend"
        self.ledger = self.root / "state/tend/ledger.sqlite"

    def environment(self, **more):
        return {
            "PATH": "/usr/bin:/bin", "HOME": str(self.root), "LANG": "C.UTF-8", "TZ": "UTC",
            "XDG_CONFIG_HOME": str(self.root / "config"), "XDG_STATE_HOME": str(self.root / "state"),
            "XDG_RUNTIME_DIR": str(self.root / "run"), "SWIFT_BACKTRACE": "enable=no", **more}

    def write_plan(self, due, *names):
        """One daily critical medicine of each name at the clock time of `due`."""
        texts = [ENTRY.format(id=name.lower(), name=name, at=due.strftime("%H:%M:%S")) for name in names]
        (self.config / "plan.toml").write_text("\n".join(texts))

    def faulty(self, fault=None, log=None):
        """The environment in which one call goes wrong: `fault` is (number, mode)."""
        more = {"LD_PRELOAD": str(self.shim), "FAULT_ROOT": str(self.root)}
        if fault:
            self.met.unlink(missing_ok=True)
            more |= {"FAULT_AT": str(fault[0]), "FAULT_MODE": fault[1], "FAULT_MET": str(self.met)}
        if log:
            more["FAULT_LOG"] = str(log)
        return more

    def tend(self, *arguments, fault=None, log=None):
        more = self.faulty(fault, log) if fault or log else {}
        return subprocess.run([self.binary, *arguments], env=self.environment(**more), text=True,
                              capture_output=True, stdin=subprocess.DEVNULL, timeout=PATIENCE, check=False)

    def listing(self, *arguments):
        answer = self.tend(*arguments, "--json")
        assert answer.returncode == 0, f"tend {' '.join(arguments)}: exit {answer.returncode}: {answer.stderr}"
        return json.loads(answer.stdout)["items"]

    def run_daemon(self, fault=None, log=None, until="READY=1"):
        """Runs tendd until it says `until` to its service manager, then asks it to stop.

        Returns its exit code (negative for a signal) and what it told.
        """
        name = str(self.root / "run/notify")
        pathlib.Path(name).unlink(missing_ok=True)
        more = self.faulty(fault, log) if fault or log else {}
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as inbox:
            inbox.bind(name)
            inbox.settimeout(0.02)
            daemon = subprocess.Popen(
                [self.binary.parent / "tendd"], env=self.environment(NOTIFY_SOCKET=name, **more), text=True,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            try:
                self._wait(inbox, daemon, until)
                daemon.send_signal(signal.SIGTERM)
                told = daemon.communicate(timeout=PATIENCE)[1]
            finally:
                daemon.kill()
                daemon.wait()
                pathlib.Path(name).unlink(missing_ok=True)
        return daemon.returncode, told

    @staticmethod
    def _wait(inbox, daemon, word):
        deadline = datetime.datetime.now() + datetime.timedelta(seconds=PATIENCE)
        while daemon.poll() is None:
            try:
                if word in inbox.recv(4096).decode():
                    return
            except TimeoutError:
                assert datetime.datetime.now() < deadline, f"tendd did not say {word}"

    def check_ledger(self, may_have_gaps=False):
        """What sqlite3 itself and the numbering of events say of the ledger; an empty list when all is well.

        After a restore numbers go on from those that were given out.
        """
        if not self.ledger.exists():
            return []
        copy = self.root.parent / (self.root.name + ".copy")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.ledger.parent, copy)
        try:
            with sqlite3.connect(copy / "ledger.sqlite") as database:
                found = [row[0] for row in database.execute("PRAGMA integrity_check") if row[0] != "ok"]
                tables = {row[0] for row in database.execute("SELECT name FROM sqlite_master")}
                if "event" in tables:
                    numbers = [row[0] for row in database.execute("SELECT number FROM event ORDER BY number")]
                    if numbers != list(range(1, len(numbers) + 1)) and not may_have_gaps:
                        found.append(f"event numbers have gaps: {numbers}")
                return found
        except sqlite3.DatabaseError as error:
            return [str(error)]
        finally:
            shutil.rmtree(copy)

    def records(self):
        """Every ledger that is kept beside the present one: copies, and those that were set aside."""
        return [path for folder in ("backups", "set-aside") for path in (self.ledger.parent / folder).rglob("*.sqlite")]

    def version(self):
        with sqlite3.connect(f"file:{self.ledger}?mode=ro", uri=True) as database:
            return database.execute("PRAGMA user_version").fetchone()[0]

    def events(self, kind, ledger=None):
        """What the ledger holds of a kind, oldest first: (entry, payload)."""
        with sqlite3.connect(f"file:{ledger or self.ledger}?mode=ro", uri=True) as database:
            rows = database.execute("SELECT entry, payload FROM event WHERE kind = ? ORDER BY number", (kind,))
            return [(entry, json.loads(payload)) for entry, payload in rows]

    def plan_texts(self):
        """The plan texts that were ever in force, oldest first."""
        with sqlite3.connect(f"file:{self.ledger}?mode=ro", uri=True) as database:
            return [row[0] for row in database.execute("SELECT files FROM planText ORDER BY revision")]
