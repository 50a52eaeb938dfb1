"""Each test is a stretch of somebody's life, run through the real tendd."""

import collections
import datetime
import signal
import unittest

from home import Home

# The years lie after Tend was made: before that it takes no clock at its word (rule 11 of the design).
PLAN = """[person.maria]
name = "Maria"
zone = "Europe/Berlin"

[medication.cromolyn]
person = "maria"
name = "Cromolyn"
dose = "200 mg"
at = ["02:30", "08:00", "20:00"]
"""


class FastTime(unittest.TestCase):
    def home(self, plan=PLAN, zone="Europe/Berlin"):
        return Home(self._testMethodName, zone, plan)

    def first_tellings(self, home):
        """When each occurrence was told first: nominal wall clock and the seconds from then to the record."""
        return [(home.local(event["facts"]["instant"]), event["recorded"] - event["facts"]["instant"])
                for event in home.events("told") if event["attempt"] == 1]

    def hold(self, home, nominal):
        """Every nominal time was told once and in order, by a clock that is at most a few of its minutes behind."""
        told = self.first_tellings(home)
        self.assertEqual([when for when, _ in told], nominal)
        for when, delay in told:
            self.assertGreaterEqual(delay, 0, f"{when} was told before its time")

    def test_the_night_without_half_past_two(self):
        home = self.home()
        home.run("2027-03-27 19:00:00", "2027-03-28 21:00:00", speed=12_000)
        self.hold(home, ["2027-03-27 20:00 +0100", "2027-03-28 03:30 +0200", "2027-03-28 08:00 +0200",
                         "2027-03-28 20:00 +0200"])

    def test_the_night_with_half_past_two_twice(self):
        home = self.home()
        home.run("2027-10-30 19:00:00", "2027-10-31 21:00:00", speed=12_000)
        self.hold(home, ["2027-10-30 20:00 +0200", "2027-10-31 02:30 +0200", "2027-10-31 08:00 +0100",
                         "2027-10-31 20:00 +0100"])

    def test_a_leap_day_has_its_doses(self):
        home = self.home()
        home.run("2028-02-28 19:00:00", "2028-03-01 09:00:00", speed=16_000)
        self.hold(home, [f"2028-{day} +0100" for day in (
            "02-28 20:00", "02-29 02:30", "02-29 08:00", "02-29 20:00", "03-01 02:30", "03-01 08:00")])

    def test_thirty_five_days_have_every_dose_once(self):
        home = self.home()
        home.run("2027-02-20 00:00:00", "2027-03-27 00:00:00", speed=200_000)
        days = [datetime.date(2027, 2, 20) + datetime.timedelta(days=day) for day in range(35)]
        rows = collections.Counter(
            (event["facts"]["key"]["day"], event["facts"]["key"]["slot"]) for event in home.events("scheduled"))
        self.assertEqual(set(rows.values()), {1}, "a dose has more than one row")
        told = {home.local(event["facts"]["instant"])[:16] for event in home.events("told")}
        missed = {home.local(event["facts"]["instant"])[:16] for event in home.events("missed")}
        for day in days:
            for time in ("02:30", "08:00", "20:00"):
                if f"{day} {time}" <= "2027-03-26 15:00":
                    self.assertIn(f"{day} {time}", missed)
                    self.assertIn(f"{day} {time}", told | missed)

    def test_a_start_after_three_days_off_finds_what_was_missed(self):
        home = self.home()
        home.run("2027-06-01 07:59:58", "2027-06-01 08:00:02")
        answer = home.tend("2027-06-01 08:05:00", "take", "cromolyn")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        home.run("2027-06-04 08:10:00", "2027-06-04 08:10:02")
        told = self.first_tellings(home)
        self.assertEqual(told[0], ("2027-06-01 08:00 +0200", 0))
        self.assertEqual([when for when, _ in told[1:]][-1:], ["2027-06-04 08:00 +0200"])
        late = [event for event in home.events("told") if event["isToldLate"]]
        self.assertIn("2027-06-04 08:00 +0200", [home.local(event["facts"]["instant"]) for event in late])
        known = {home.local(event["facts"]["instant"]) for kind in ("told", "missed") for event in home.events(kind)}
        for day in ("01 20:00", "02 02:30", "02 08:00", "02 20:00", "03 02:30", "03 08:00", "03 20:00", "04 02:30"):
            self.assertIn(f"2027-06-{day} +0200", known)

    def test_a_clock_a_year_behind_at_the_start_misses_nothing(self):
        home = self.home()
        home.run("2027-06-01 07:59:58", "2027-06-01 08:00:02")
        before = len(home.events("missed"))
        home.run("2026-06-01 12:00:00", "2026-06-01 12:00:02")
        self.assertEqual(len(home.events("missed")), before)
        daemon = home.run("2027-06-01 08:10:00", "2027-06-01 08:10:03")
        tellings = [event["attempt"] for event in home.events("told", "cromolyn")
                    if home.local(event["facts"]["instant"]).startswith("2027-06-01 08:00")]
        self.assertEqual(tellings, sorted(set(tellings)), daemon.told)
        self.assertEqual(home.events("missed"), [])

    def test_a_suspended_computer_tells_at_once_when_it_wakes_and_says_late(self):
        home = self.home()
        with home.daemon("2027-06-01 07:59:58", speed=1) as daemon:
            daemon.sleep(0.7)
            daemon.signal(signal.SIGSTOP)
            daemon.sleep(13.5)
            daemon.signal(signal.SIGCONT)
            daemon.sleep(1)
        told = [event for event in home.events("told")]
        self.assertEqual([(home.local(event["facts"]["instant"]), event["isToldLate"]) for event in told],
                         [("2027-06-01 08:00 +0200", True)])
