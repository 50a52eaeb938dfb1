"""Appointments: when to leave, what prepares for them, what becomes of them, and what is to be arranged or asked."""

import unittest

from household import Household

CLINIC = """[appointment.hematology]
person = "maria"
title = "Hematology clinic"
with = "dr-okafor"
when = "2027-03-01 09:40"
lasts = "40m"
place = "Ward 7"
travel = "45m"
follow-up = "6 weeks"
prepare = [{ step = "Blood draw, fasting", before = "0d", at = "07:30" }]
"""

TRIAL = """[appointment.day-28]
person = "maria"
title = "Trial visit, day 28"
when = "2027-03-03"
window = "2d"
"""


class Appointments(unittest.TestCase):
    def test_it_is_told_to_leave_and_its_questions_come_along(self):
        house = Household(self, CLINIC)
        self.begin(house)
        number = house.say("2027-03-01 06:00:00", "ask", "Is the rash from the new dose?", "--for",
                           "hematology").split()[0]
        told = house.look("2027-03-01 07:30:00", "2027-03-01 08:55:00", "2027-03-01 09:40:00")
        # A machine that is slow to start tendd says when it was to be.
        self.assertRegex(told, r"Leave now( \(you were to leave at 08:55\))? for Hematology clinic for Maria, 09:40")
        self.assertIn("To ask: Is the rash from the new dose?", told)
        self.assertEqual(house.told("hematology.blood-draw-fasting"), ["2027-03-01 07:30"])
        answers = house.say("2027-03-01 10:30:00", "done", "hematology")
        self.assertIn("Attended: Hematology clinic", answers)
        self.assertIn(number, answers)
        house.say("2027-03-01 10:31:00", "ask", "--done", number, "--answer", "No; watch it")
        self.assertEqual(house.items("2027-03-01 10:32:00", "ask"), [])
        asked, = house.items("2027-03-01 10:32:00", "ask", "--all")
        self.assertEqual((asked["state"], asked["answer"]), ("asked", "No; watch it"))
        # The one that follows is to be arranged.
        house.look("2027-03-01 11:40:00")
        due, = [item for item in house.items("2027-03-01 11:50:00", "due") if "follow-up" in item["entry"]]
        self.assertEqual(due["name"], "Hematology clinic: arrange the next one, about Mon 12 Apr")

    def test_it_is_told_as_often_ahead_as_the_plan_says(self):
        house = Household(self, CLINIC.replace("2027-03-01 09:40", "2027-03-02 09:40").replace(
            'travel', 'remind = ["1d", "2h"]\ntravel'))
        self.begin(house)
        listed, = [item for item in house.items("2027-03-01 06:00:00", "agenda", "2027-03-02")
                   if item["entry"] == "hematology"]
        self.assertEqual((listed["with"], listed["place"]), ("Dr Okafor", "Ward 7"))
        told = house.look("2027-03-01 09:40:00")
        self.assertIn("Hematology clinic for Maria in ", told)
        told = house.look("2027-03-02 07:40:00")
        self.assertIn("Hematology clinic for Maria in ", told)
        self.assertIn("Leave at 08:55", told)

    def test_a_cancelled_one_is_silent_with_all_that_prepares_for_it(self):
        house = Household(self, CLINIC)
        self.begin(house)
        house.say("2027-03-01 07:00:00", "cancel", "hematology", "--by", "dr-okafor", "--reason", "the doctor is ill")
        house.look("2027-03-01 07:30:00", "2027-03-01 09:40:00")
        self.assertEqual(house.told(), [])
        visit, = house.items("2027-03-01 10:00:00", "today")
        self.assertEqual((visit["outcome"], visit["by"], visit["reason"]),
                         ("cancelled", "dr-okafor", "the doctor is ill"))

    def test_a_moved_one_rings_at_its_new_time_only_and_one_undo_takes_it_back(self):
        house = Household(self, CLINIC)
        self.begin(house)
        house.say("2027-03-01 07:00:00", "move", "hematology", "2027-03-01 11:00")
        moved = [line for line in house.items("2027-03-01 07:01:00", "history", "hematology")
                 if line["outcome"] == "moved"]
        self.assertEqual([line["reason"] for line in moved], ["to 2027-03-01 11:00"])
        house.look("2027-03-01 09:40:00")
        self.assertEqual(house.told("hematology"), [])
        house.say("2027-03-01 09:55:00", "undo")
        self.assertIn('when = "2027-03-01 09:40"',
                      (house.home.root / "config/tend/plan.toml").read_text())

    def test_a_visit_is_arranged_in_its_window_and_nowhere_else(self):
        house = Household(self, TRIAL)
        house.look("2027-03-01 09:50:00", "2027-03-01 10:00:00")
        asked, = house.items("2027-03-01 10:20:00", "due")
        self.assertEqual(asked["name"], "Trial visit, day 28: arrange it for Mon 1 Mar to Fri 5 Mar")
        self.assertIn("[to-arrange]", house.say("2027-03-01 10:20:00", "check"))
        self.assertIn("outside the window", house.say("2027-03-01 10:20:00", "move", "day-28", "2027-03-06 09:40",
                                                      code=4))
        house.say("2027-03-01 10:20:00", "move", "day-28", "2027-03-04 09:40")
        self.assertEqual(house.items("2027-03-01 10:21:00", "due"), [])
        visit, = house.items("2027-03-01 10:21:00", "agenda", "2027-03-04")
        self.assertEqual(visit["nominal"], "2027-03-04T09:40:00+01:00")
        self.assertNotIn("[to-arrange]", house.say("2027-03-01 10:21:00", "check"))

    def begin(self, house):
        """tendd has looked once, so that there is a record."""
        house.look("2027-03-01 06:00:00")
