"""Signs of life at their interval, which is a minute at least: households that live beside the other tests."""

import contextlib
import datetime
import sqlite3
import time
import unittest

import home
from home import Home

# For what comes with the third sign of life, two minutes after the first, on a machine that has much else to do.
PATIENCE = 400
ALIVE = 'read -r up _ </proc/uptime; echo "$up" >>"$HOME/beats"'
RELEASE = "2026-11-22 01:00:00"


def uptime():
    """Seconds since the boot."""
    with open("/proc/uptime", encoding="utf-8") as numbers:
        return float(numbers.read().split()[0])


class Household:
    """One with a channel that tells a dead-man switch every minute that Tend is well."""

    def __init__(self, name, script=ALIVE, due=None, clock=None):
        """
        due: when a dose is due, in seconds from now; without it, the plan is empty.
        clock: by how many seconds the clock of tendd is before the day of its release.
        """
        self.place = Home(f"heartbeat-{name}", "Europe/Berlin", self.plan(due))
        config = self.place.root / "config/tend"
        (config / "alive").write_text(f"#!/bin/sh\n{script}\n")
        (config / "alive").chmod(0o700)
        (config / "settings.toml").write_text(
            '[channel.alive]\ncommand = ["./alive"]\nheartbeat = "1m"\ntimeout = "10m"\n')
        variables = {key: value for key, value in self.place.variables.items() if key != "TZ"}
        if clock:
            start = datetime.datetime.fromisoformat(RELEASE) - datetime.timedelta(seconds=clock)
            variables = self.place.clock(f"{start:%Y-%m-%d %H:%M:%S}")
        with open(self.place.root / "said", "w", encoding="utf-8") as said:
            self.daemon = self.place.daemon_saying(variables, said)

    @staticmethod
    def plan(due):
        if due is None:
            return ""
        at = datetime.datetime.now() + datetime.timedelta(seconds=due)
        return ('[person.maria]\nname = "Maria"\n[medication.cromolyn]\nperson = "maria"\nname = "Cromolyn"\n'
                f'dose = "200 mg"\nat = "{at:%H:%M:%S}"\n')

    @property
    def beats(self):
        """When each came, in seconds since the boot."""
        path = self.place.root / "beats"
        return [float(line) for line in path.read_text().split()] if path.exists() else []

    @property
    def says(self):
        return [line for line in (self.place.root / "said").read_text().splitlines() if "of life" in line]

    def until(self, what, probe):
        deadline = time.monotonic() + PATIENCE
        while not (found := probe()):
            if self.daemon.process.poll() is not None:
                raise AssertionError(f"tendd ended: {(self.place.root / 'said').read_text()}")
            if time.monotonic() > deadline:
                raise AssertionError(f"waited in vain for {what}: {(self.place.root / 'said').read_text()}")
            time.sleep(0.1)
        return found

    def end(self):
        with self.daemon:
            pass


def begin():
    """Starts them all, before the other tests."""
    Heartbeat.well = Household("well", due=12 * 3600)
    Heartbeat.empty = Household("empty")
    Heartbeat.early = Household("early", due=12 * 3600, clock=86_400)
    Heartbeat.failing = Household("failing", script=ALIVE + "; echo no route >&2; exit 6", due=12 * 3600)
    Heartbeat.hanging = Household("hanging", script=ALIVE + "; exec sleep 3600", due=15)
    Heartbeat.well.until("a first sign of life", lambda: Heartbeat.well.beats)
    # From now on nothing can be recorded there, for as long as it takes to be noticed.
    Heartbeat.lock = sqlite3.connect(
        Heartbeat.well.place.root / "state/tend/ledger.sqlite", isolation_level=None, timeout=home.PATIENCE)
    Heartbeat.lock.execute("BEGIN IMMEDIATE")


def end():
    for household in vars(Heartbeat).values():
        if isinstance(household, Household):
            household.end()


class Heartbeat(unittest.TestCase):
    def test_none_goes_out_while_nothing_can_be_recorded_and_then_they_come_back(self):
        said = self.well.until("a word that none goes out", lambda: self.well.says)
        self.assertIn("no sign of life goes out through alive: nothing can be recorded", said[0])
        self.assertEqual(len(self.well.beats), 1)
        with contextlib.closing(self.lock):
            self.lock.execute("ROLLBACK")
        self.well.until("them to come back", lambda: len(self.well.beats) > 1)
        said = self.well.until("a word of that", lambda: self.well.says[1:])
        self.assertIn("signs of life go out through alive again", said[0])

    def test_none_goes_out_while_the_clock_is_before_the_release(self):
        said = self.early.until("a word that none goes out", lambda: self.early.says)
        self.assertIn("no sign of life goes out through alive: the clock is earlier than this release", said[0])
        self.assertEqual(self.early.beats, [])

    def test_a_plan_without_entries_is_no_trouble(self):
        self.empty.until("a second sign of life", lambda: len(self.empty.beats) > 1)
        self.assertEqual(self.empty.says, [])

    def test_one_that_hangs_holds_up_no_dose_and_none_starts_beside_it(self):
        household = self.hanging
        told = household.until("the dose to be told", lambda: household.place.events("told"))[0]
        # It hangs for ten minutes, which is what it may take.
        self.assertLess(told["recorded"] - told["facts"]["instant"], 500)
        household.until("another one to have had its turn", lambda: household.beats and uptime() > household.beats[0] + 65)
        for earlier, later in zip(household.beats, household.beats[1:]):
            self.assertGreater(later - earlier, 590)

    def test_one_that_fails_is_tried_at_every_interval_and_said_once(self):
        beats = self.failing.until("three tries", lambda: self.failing.beats[2:] and self.failing.beats)
        for earlier, later in zip(beats, beats[1:]):
            self.assertGreater(later - earlier, 55)
        said = self.failing.says
        self.assertEqual(len(said), 1, said)
        self.assertIn("ended with exit code 6: no route", said[0])
