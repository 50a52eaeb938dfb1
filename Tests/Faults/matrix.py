"""Lets every call that changes a file go wrong, one by one and in every way, and looks at what is left.

No state after it may be worse than before the command or after it: the ledger opens and is whole, an answer that was
confirmed is there, one that was not can be given again, and what was due has been told.
"""

import copy
import datetime
import itertools
import pathlib
import shutil
import sqlite3
import time

from household import Household

KILLS = ("before", "torn", "after")
# A ledger of the first version, with this many events.
VERSION1 = pathlib.Path(__file__).resolve().parents[1] / "LedgerTests/Fixtures/version1.sqlite"
EVENTS = 25
FAILURES = ("ENOSPC", "EIO", "EROFS")


class Matrix:
    def __init__(self, folder, binary, shim, first, step):
        """Meets every `step`th call from `first` on; of the short commands, every one."""
        self.folder, self.binary, self.shim = pathlib.Path(folder), binary, shim
        self.first, self.step = first, step
        self.tries = 0
        self.findings = []
        self._make_templates()

    def _make_templates(self):
        """`due`: a dose that was told and waits for its answer. `waiting`: one that comes due while tendd is down."""
        self.due = self._new("due")
        moment = soon(5)
        self.due.write_plan(moment, "Midostaurin")
        code, _ = self.due.run_daemon(until="Midostaurin")
        assert code == 0, f"tendd ended {code}"
        self.waiting = self._new("waiting", self.due)
        wait_until(moment)
        code, told = self.due.run_daemon()
        assert code == 0 and "Midostaurin" in told, told
        self.waiting.write_plan(moment, "Midostaurin", "Cromolyn")
        self._make_older()

    def _make_older(self):
        """`old`: a ledger of version 1. `copied`: a copy was made, and the dose answered since."""
        self.old = self._new("old")
        self.old.write_plan(soon(3600), "Midostaurin")
        self.old.ledger.parent.mkdir(mode=0o700)
        shutil.copy(VERSION1, self.old.ledger)
        self.copied = self._new("copied", self.due)
        for words in (("backup",), ("take", "midostaurin")):
            answer = self.copied.tend(*words)
            assert answer.returncode == 0, answer.stderr

    def _new(self, name, template=None):
        shutil.rmtree(self.folder / name, ignore_errors=True)
        return Household(self.folder / name, self.binary, self.shim, template)

    def run(self):
        self._cross("take", self.due, itertools.count(1), self._take)
        self._cross("set", self.due, itertools.count(1), self._set)
        self._cross("reload", self.waiting, itertools.count(self.first, self.step), self._reload)
        self._cross("first run", None, itertools.count(self.first, self.step), self._first_run)
        self._cross("migration", self.old, itertools.count(self.first, self.step), self._migrate)
        self._cross("backup", self.due, itertools.count(self.first, self.step), self._back_up)
        self._cross("restore", self.copied, itertools.count(self.first, self.step), self._restore)
        return self.findings

    def _cross(self, what, template, calls, operate):
        """Runs `operate(household, fault)` for those calls in every mode, until one is never reached."""
        for mode in KILLS + FAILURES:
            for number in copy.copy(calls):
                home = self._new("try", template)
                self.tries += 1
                try:
                    operate(home, (number, mode))
                    problems = home.check_ledger(may_have_gaps=what == "restore")
                except AssertionError as error:
                    problems = [str(error)]
                self.findings += [f"{what}, call {number} {mode}: {problem}" for problem in problems]
                if not home.met.exists() or len(self.findings) > 20:
                    break

    def _take(self, home, fault):
        answer = home.tend("take", "midostaurin", fault=fault)
        is_said = answer.returncode == 0
        assert is_said or answer.returncode < 0 or answer.stderr, f"exit {answer.returncode} without a word"
        taken = len(home.events("answered")) if home.check_ledger() == [] else 0
        assert taken == 1 or not is_said, "an answer was confirmed and is not there"
        again = home.tend("take", "midostaurin")
        assert again.returncode == 0 or taken, f"the answer cannot be given again: {again.stderr}"
        answers = home.events("answered")
        assert len(answers) == 1, f"{len(answers)} answers to one dose"

    def _set(self, home, fault):
        before = (home.config / "plan.toml").read_text()
        answer = home.tend("set", "midostaurin", "dose=150 mg", fault=fault)
        after = (home.config / "plan.toml").read_text()
        is_new = after == before.replace("100 mg", "150 mg")
        assert is_new or after == before, f"the plan is neither the old nor the new one:\n{after}"
        assert is_new or answer.returncode != 0, "a change was confirmed and is not there"
        assert answer.returncode == 0 or answer.returncode < 0 or answer.stderr, "failed without a word"
        check = home.tend("check")
        assert check.returncode == 0, f"the plan does not load: {check.stdout}{check.stderr}"
        assert is_new or home.tend("set", "midostaurin", "dose=150 mg").returncode == 0, "cannot be set again"

    def _reload(self, home, fault):
        code, told = home.run_daemon(fault)
        is_killed = code == -9
        assert is_killed or "Midostaurin" in told, f"tendd ended {code} and did not tell what was due:\n{told}"
        again, later = home.run_daemon()
        assert again == 0, f"tendd does not start any more: exit {again}:\n{later}"
        assert "Midostaurin" in told + later, f"what was due was never told:\n{told}{later}"
        tellings = [body["attempt"] for entry, body in home.events("told") if entry == "midostaurin"]
        assert tellings == sorted(set(tellings)) and tellings, f"attempts recorded: {tellings}"
        assert "Cromolyn" in home.plan_texts()[-1], "the new plan is not in force"

    def _first_run(self, home, fault):
        home.write_plan(soon(3600), "Midostaurin")
        code, told = home.run_daemon(fault)
        assert code in (0, -9) or told, f"tendd ended {code} without a word"
        again, later = home.run_daemon()
        assert again == 0, f"tendd does not start any more: exit {again}:\n{later}"
        assert len(home.plan_texts()) == 1, "the plan was accepted more than once"

    def _migrate(self, home, fault):
        code, told = home.run_daemon(fault)
        assert code in (0, -9), f"tendd ended {code}:\n{told}"
        again, later = home.run_daemon()
        assert again == 0, f"tendd does not start any more: exit {again}:\n{later}"
        self.hold_migrated(home)

    @staticmethod
    def hold_migrated(home):
        assert home.version() > 1, "the ledger is still an old one"
        with sqlite3.connect(f"file:{home.ledger}?mode=ro", uri=True) as database:
            kept = database.execute("SELECT count(*) FROM event WHERE number <= ?", (EVENTS,)).fetchone()[0]
        assert kept == EVENTS, f"{EVENTS - kept} events are lost"
        assert not home.events("record-lost"), "the record was taken for lost"
        copies = [path for path in home.records() if "migration" in path.name]
        assert copies, "there is no copy of the ledger as it was"
        for path in copies:
            assert is_whole(path), f"{path.name} is not whole"

    def _back_up(self, home, fault):
        answer = home.tend("backup", fault=fault)
        copies = [path for path in home.records() if "manual" in path.name]
        assert answer.returncode < 0 or answer.stderr or copies, "neither a copy nor a word"
        assert answer.returncode != 0 or copies, "a copy was confirmed and is not there"
        for path in home.records():
            assert is_whole(path), f"{path.name} is not whole"
        again = home.tend("backup", str(home.root / "copy.sqlite"))
        assert again.returncode == 0, f"no copy can be made any more: {again.stderr}"

    def _restore(self, home, fault):
        answer = home.tend("restore", str(next(iter(home.records()))), fault=fault)
        self.hold_restored(home, answer.returncode == 0)
        assert answer.returncode <= 0 or answer.stderr, "failed without a word"
        code, told = home.run_daemon()
        assert code == 0, f"tendd does not start any more: exit {code}:\n{told}"
        assert home.events("answered") or "check before giving" in told, f"told as plainly due:\n{told}"

    @staticmethod
    def hold_restored(home, is_confirmed):
        """It is the one record or the other, and the answer is in one of those that are kept."""
        is_answered, is_restored = bool(home.events("answered")), bool(home.events("record-lost"))
        assert is_answered != is_restored, "neither the one record nor the other"
        assert is_restored or not is_confirmed, "it was confirmed and is not done"
        kept = [path for path in home.records() if is_whole(path)]
        assert is_answered or any(home.events("answered", path) for path in kept), "the answer is lost"


def is_whole(path):
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
            return database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    except sqlite3.DatabaseError:
        return False


def soon(seconds):
    now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
    return now + datetime.timedelta(seconds=seconds)


def wait_until(moment):
    time.sleep(max(0, (moment - datetime.datetime.now(datetime.timezone.utc)).total_seconds() + 0.1))
