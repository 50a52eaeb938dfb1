"""Wellness looked back on: a session in the terminal, a review that comes up, what went before a symptom; two people."""

import json
import os
import pty
import subprocess
import unittest

import home
from household import Household

YOGA = """[activity.breathing]
person = "maria"
name = "Breathing exercise"
at = "09:00"
phases = [{ name = "breathe in", lasts = "1s" }, { name = "breathe out", lasts = "1s" }]
approval = { status = "approved", by = "dr-okafor", dated = "2026-10-28", review = "2027-03-08" }
"""


def on_a_terminal(house, at, *words):
    """What tend shows to somebody who sits at a terminal and types nothing."""
    main, other = pty.openpty()
    process = subprocess.Popen([home.FOLDER / "tend", *words], env=house.home.clock(at) | {"TERM": "dumb"}, stdin=other,
                               stdout=other, stderr=other)
    os.close(other)
    shown = b""
    while True:
        try:
            part = os.read(main, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
    assert process.wait(home.PATIENCE) == 0, shown
    os.close(main)
    return shown.decode()


class Wellness(unittest.TestCase):
    def test_a_session_is_recorded_with_its_length_and_its_scores(self):
        house = Household(self, YOGA)
        house.begin()
        shown = on_a_terminal(house, "2027-03-01 09:10:00", "start", "breathing", "--before", "4", "--after", "7")
        self.assertIn("breathe out", shown)
        self.assertIn("\a", shown)
        done, = [item for item in house.items("2027-03-01 09:11:00", "history", "breathing") if item["outcome"] == "done"]
        self.assertEqual({reading["question"]: reading["value"] for reading in done["readings"]},
                         {"length": "0", "before": "4", "after": "7"})

    def test_a_review_that_comes_up_is_a_reminder_of_its_own(self):
        house = Household(self, YOGA)
        house.begin()
        house.live("2027-03-01 09:30:00", "2027-03-01 13:20:00")
        self.assertEqual(house.told("breathing.review"), ["2027-03-01 10:00"])
        review, = [item for item in house.items("2027-03-01 13:20:00", "due") if item["entry"] == "breathing.review"]
        house.say("2027-03-01 13:20:00", "approve", "breathing", "--by", "dr-okafor", "--review", "2027-09-01")
        # It was told, so somebody has to say that it is done.
        house.say("2027-03-01 13:20:30", "done", review["id"])
        self.assertNotIn("breathing.review", [item["entry"] for item in house.items("2027-03-01 13:21:00", "due")])

    def test_what_went_before_a_symptom_is_laid_beside_it_and_counted_honestly(self):
        house = Household(self, """[medication.midostaurin]
person = "maria"
name = "Midostaurin"
dose = "100 mg"
at = "08:00"
""")
        house.begin()
        house.say("2027-03-01 08:50:00", "take", "midostaurin")
        house.say("2027-03-01 10:00:00", "trigger", "heat")
        number = house.say("2027-03-01 11:00:00", "note", "after the shower", "--symptom", "flush=6").split()[0]
        before = house.items("2027-03-01 11:01:00", "context", number, "--back", "12h")
        self.assertEqual([item["kind"] for item in before], ["late", "exposure", "symptom"])
        counted = house.say("2027-03-01 11:01:00", "triggers")
        self.assertIn("1 of 1", counted)
        self.assertIn("it is no proof", counted)

    def test_of_two_people_each_listing_can_show_one(self):
        house = Household(self, """[person.otto]
name = "Otto"

[medication.midostaurin]
person = "maria"
name = "Midostaurin"
at = "08:00"

[medication.iron]
person = "otto"
name = "Iron"
at = "07:00"
zone = "Europe/Berlin"
""")
        house.begin()
        house.live("2027-03-01 06:30:00", "2027-03-01 10:10:00")
        for verb in ("today", "due", "list"):
            self.assertEqual({item["entry"] for item in house.items("2027-03-01 10:10:00", verb, "--person", "Otto")},
                             {"iron"}, verb)
        # tendd does not run just now, which is what the exit code says.
        status = json.loads(house.say("2027-03-01 10:10:00", "status", "--person", "otto", "--json", code=69))
        self.assertEqual((status["person"], status["due"]), ("otto", 1))
        self.assertIn("Iron", status["next"])


if __name__ == "__main__":
    raise SystemExit("run Tests/Acceptance/run")
