"""Each test is a stretch of somebody's life, run through the real tendd."""

import collections
import ctypes
import datetime
import os
import shutil
import signal
import subprocess
import time
import unittest
import zoneinfo

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


ADJ_SETOFFSET, ADJ_NANO = 0x0100, 0x2000


def set_the_clock_to_what_it_shows():
    """Sets the clock on by one nanosecond, the least at which the kernel tells the timers that asked for it."""
    class Timex(ctypes.Structure):
        _fields_ = [("modes", ctypes.c_uint), ("skipped", ctypes.c_long * 8), ("seconds", ctypes.c_long),
                    ("nanoseconds", ctypes.c_long), ("rest", ctypes.c_char * 160)]
    step = Timex(modes=ADJ_SETOFFSET | ADJ_NANO, nanoseconds=1)
    return ctypes.CDLL(None, use_errno=True).adjtimex(ctypes.byref(step)) >= 0


class TheRealClock(unittest.TestCase):
    """Without libfaketime: the kernel's own word that the clock was set, with the clock where it was."""

    def dose_in(self, seconds):
        """A plan with one dose so many seconds from now, and that moment."""
        moment = datetime.datetime.now(zoneinfo.ZoneInfo("Europe/Berlin")).replace(microsecond=0) \
            + datetime.timedelta(seconds=seconds)
        plan = (f'[person.maria]\nname = "Maria"\nzone = "Europe/Berlin"\n[medication.cromolyn]\nperson = "maria"\n'
                f'name = "Cromolyn"\ndose = "200 mg"\nat = "{moment:%H:%M:%S}"\n')
        return plan, int(moment.timestamp())

    def test_a_clock_that_is_set_wakes_tendd_and_costs_no_reminder(self):
        if shutil.which("strace") is None:
            self.skipTest("strace shows what the kernel answered")
        plan, moment = self.dose_in(8)
        home = Home(self._testMethodName, "Europe/Berlin", plan)
        with home.in_real_time() as daemon:
            daemon.sleep(2)
            calls = home.root / "calls"
            watcher = subprocess.Popen(["strace", "-qq", "-f", "-e", "trace=read,timerfd_settime", "-o", calls, "-p",
                                        str(daemon.process.pid)], stderr=subprocess.DEVNULL)
            try:
                time.sleep(1)
                if not set_the_clock_to_what_it_shows():
                    self.skipTest("the clock may not be set here, not even by a nanosecond")
                daemon.sleep(max(0.0, moment + 2 - time.time()))
            finally:
                watcher.terminate()
                watcher.wait()
            traced = calls.read_text()
            self.assertIn("ECANCELED", traced, "the timer did not hear of it")
            self.assertIn("timerfd_settime", traced.split("ECANCELED")[1], "the timer was not set again")
        told = home.events("told")
        self.assertEqual([(event["facts"]["instant"], event["attempt"], event["isToldLate"]) for event in told],
                         [(moment, 1, False)])
        self.assertLessEqual(told[0]["recorded"] - moment, 1)

    def test_a_computer_that_is_carried_to_another_zone_takes_its_floating_times_along(self):
        if os.geteuid() != 0:
            self.skipTest("an /etc of its own wants root")
        home = Home(self._testMethodName, "Europe/Berlin", """[medication.cromolyn]
name = "Cromolyn"
dose = "200 mg"
at = ["08:00", "20:00"]
""")
        with home.in_real_time(etc=home.etc("Europe/Berlin")) as daemon:
            daemon.sleep(1.5)
            home.move_to("Asia/Tokyo")
            daemon.sleep(2.5)
        self.assertIn(("Europe/Berlin", "Asia/Tokyo"),
                      [(event["from"], event["to"]) for event in home.events("zone-changed")])
        tokyo = zoneinfo.ZoneInfo("Asia/Tokyo")
        moved = [datetime.datetime.fromtimestamp(event["instant"], tokyo) for event in home.events("rescheduled")]
        self.assertGreaterEqual(len(moved), 2)
        self.assertEqual({f"{moment:%H:%M}" for moment in moved} - {"08:00", "20:00"}, set())
