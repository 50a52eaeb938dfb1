"""Five hundred doses at one instant, told through nine channels, of whose programs eight may run at once."""

import collections
import contextlib
import datetime
import shutil
import sqlite3
import time
import unittest

from home import Home, until
from test_misbehaviour import Manager

DOSES = 500
AT_ONCE = 8
# The deadline that the service manager would set: two minutes in tend.service.
WATCHDOG = 20
LADDERS = ("critical", "high", "normal")

# It notes when it begins and ends. The first ones wait until as many run as may, and a moment for one too many.
PROGRAM = """#!/bin/sh
[ -e "$HOME/told" ] || grep -c 'for Maria, due' "$HOME/journal" >"$HOME/told"
echo "+ $TEND_CHANNEL $TEND_OCCURRENCE $TEND_EVENT" >>"$HOME/runs"
if [ ! -e "$HOME/full" ]; then
  until [ "$(grep -c '^+' "$HOME/runs")" -ge %d ]; do sleep 0.05; done
  sleep 0.5
  : >"$HOME/full"
fi
echo "- $TEND_CHANNEL $TEND_OCCURRENCE $TEND_EVENT" >>"$HOME/runs"
""" % AT_ONCE


class Crowd(unittest.TestCase):
    def test_five_hundred_at_one_instant_are_all_told_and_no_more_than_eight_at_once(self):
        place = Home("crowd", 'command = ["true"]')
        (place.config / "tell").write_text(PROGRAM)
        (place.config / "tell").chmod(0o755)
        channels = {ladder: [f"{ladder}-{number}" for number in range(3)] for ladder in LADDERS}
        (place.config / "settings.toml").write_text(
            "".join(f'[remind.{ladder}]\nrepeat = "1h"\nchannels = {names}\n'.replace("'", '"')
                    for ladder, names in channels.items())
            + "".join(f'[channel.{name}]\ncommand = ["./tell"]\n' for names in channels.values() for name in names))
        manager = Manager(place.root / "notify")
        variables = place.variables | {
            "NOTIFY_SOCKET": str(place.root / "notify"), "WATCHDOG_USEC": str(WATCHDOG * 1_000_000)}
        with self.ready(place, variables):
            until("the first program", lambda: (place.root / "runs").exists(), patience=300)
            begin = time.monotonic()
            try:
                until("all to be told", lambda: self.count(place) >= 3 * DOSES, patience=900)
            except AssertionError as error:
                raise AssertionError(f"{error}\n{self.summary(place)}") from None
            took = time.monotonic() - begin
            silence = manager.longest_silence()
        # Each by each of its channels, once.
        reports = place.reports()
        told = collections.Counter((report["route"]["channel"], report["message"]) for report in reports)
        self.assertEqual(set(told.values()), {1})
        self.assertEqual({report["result"] for report in reports}, {"told"})
        runs = [line.split() for line in (place.root / "runs").read_text().splitlines()]
        begun = collections.Counter(occurrence for sign, _, occurrence, _ in runs if sign == "+")
        self.assertEqual((len(begun), set(begun.values())), (DOSES, {3}))
        most, running = 0, 0
        for sign, *_ in runs:
            running += 1 if sign == "+" else -1
            most = max(most, running)
        self.assertEqual(most, AT_ONCE)
        # The journal had every line before the first program ran.
        self.assertEqual(int((place.root / "told").read_text()), DOSES)
        self.assertLess(silence, WATCHDOG, "the service manager would have killed it")
        print(f"({took:.0f} s, longest silence {silence:.1f} s of {WATCHDOG}) ", end="")

    @contextlib.contextmanager
    def ready(self, place, variables):
        """tendd with a plan that it has read well before its doses are due, however slow this machine is just now."""
        for lead in (8, 40, 200):
            due = datetime.datetime.now() + datetime.timedelta(seconds=lead)
            entries = "".join(
                f'[medication.dose-{number}]\nperson = "maria"\nname = "Dose {number}"\n'
                f'importance = "{LADDERS[number % 3]}"\nat = "{due:%H:%M:%S}"\n' for number in range(DOSES))
            (place.config / "plan.toml").write_text('[person.maria]\nname = "Maria"\n' + entries)
            with place.program(variables):
                until("the plan to be read", lambda: "Plan in force" in (place.root / "journal").read_text(), patience=300)
                if datetime.datetime.now() < due - datetime.timedelta(seconds=lead / 4):
                    yield
                    return
            shutil.rmtree(place.root / ".local")
            for name in ("runs", "full", "told"):
                (place.root / name).unlink(missing_ok=True)
        self.fail("this machine takes minutes to read a plan")

    @staticmethod
    def count(place):
        """How many reports there are: to be asked often, and cheaply."""
        with contextlib.closing(sqlite3.connect(f"file:{place.ledger}?mode=ro", uri=True)) as database:
            return database.execute("SELECT count(*) FROM event WHERE kind = 'delivery'").fetchone()[0]

    @staticmethod
    def summary(place):
        """What there is to see when not all was told."""
        results = collections.Counter((report["route"]["channel"], report["result"]) for report in place.reports())
        lines = (place.root / "journal").read_text().splitlines()
        return f"{results}\n{len(lines)} lines, the last: {lines[-5:]}"
