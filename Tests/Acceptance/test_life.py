"""Wellness and life: activities, check-ins, the diary, carers and their duty, a stay in hospital, the day's maximum."""

import json
import unittest

from household import Household

CARER = """[contact.ana]
name = "Ana"
phone = "+49 30 5550 0102"
duty = "mon-fri 06:00-20:00"
"""


class Life(unittest.TestCase):
    def test_an_activity_waits_for_the_care_team_and_a_carers_own_does_not(self):
        house = Household(self, CARER + """
[activity.yoga]
person = "maria"
name = "Gentle yoga"
at = "09:00"

[activity.swim]
carer = "ana"
name = "Swimming"
at = "09:00"
zone = "Europe/Berlin"
""")
        house.look("2027-03-01 08:00:00", "2027-03-01 09:00:00")
        self.assertEqual([item["entry"] for item in house.items("2027-03-01 09:10:00", "due")], ["swim"])
        self.assertIn("[not-approved]", house.say("2027-03-01 09:10:00", "check"))
        house.say("2027-03-01 09:10:00", "approve", "yoga", "--by", "dr-okafor")
        house.look("2027-03-02 09:00:00")
        self.assertIn("Done: Gentle yoga for Maria", house.say("2027-03-02 09:10:00", "done", "yoga"))
        self.assertIn("Swimming for Ana", house.say("2027-03-02 09:10:00", "done", "swim"))

    def test_a_check_in_raises_a_flag_that_the_next_carer_is_told_of(self):
        house = Household(self, CARER + """
[check-in.evening]
person = "maria"
at = "18:00"
ask = ["pain", "mood"]
flag = { if = "pain >= 7", say = "Call the nurse line" }
""")
        house.look("2027-03-01 17:00:00", "2027-03-01 18:00:00")
        house.say("2027-03-01 18:10:00", "check-in", "evening", "pain=8", "mood=4")
        house.say("2027-03-01 18:12:00", "note", "flushing after the shower", "--symptom", "flush=6",
                  "--trigger", "heat")
        flag, = house.items("2027-03-01 18:15:00", "flags")
        self.assertEqual((flag["state"], flag["say"]), ("open", "Call the nurse line"))
        notes = house.say("2027-03-01 18:15:00", "handover")
        for words in ("Ana, +49 30 5550 0102", "Call the nurse line", "flush 6"):
            self.assertIn(words, notes)
        handover = json.loads(house.say("2027-03-01 18:15:00", "handover", "--json").splitlines()[0])
        self.assertEqual(handover["on_duty"], ["ana"])
        house.say("2027-03-01 18:20:00", "flags", "close", str(flag["number"]), "called; blood test tomorrow")
        self.assertEqual(house.items("2027-03-01 18:21:00", "flags"), [])

    def test_a_stay_in_hospital_rests_what_is_done_at_home_until_the_walk_home(self):
        house = Household(self, CARER + """
[medication.cetirizine]
person = "maria"
name = "Cetirizine"
dose = "10 mg"
at = "08:00"

[medication.prednisone]
person = "maria"
name = "Prednisone"
dose = "20 mg"
at = "08:00"
""")
        house.look("2027-03-01 06:00:00")
        house.say("2027-03-01 07:00:00", "admit", "maria", "--reason", "fever")
        house.look("2027-03-01 08:00:00")
        self.assertEqual(house.told(), [])
        self.assertEqual({item["outcome"] for item in house.items("2027-03-01 08:10:00", "today")}, {"held"})
        house.say("2027-03-01 20:00:00", "discharge", "maria", "--by", "dr-okafor", "--keep", "cetirizine",
                  "--stop", "prednisone")
        house.look("2027-03-02 08:00:00")
        self.assertEqual(house.told(), ["2027-03-02 08:00"])
        # One command is one deed.
        house.say("2027-03-02 08:20:00", "take", "cetirizine")
        house.say("2027-03-02 08:21:00", "undo")
        house.say("2027-03-02 08:22:00", "undo")
        self.assertEqual([item["in_hospital"] for item in house.items("2027-03-02 08:23:00", "list")], [True, True])

    def test_the_walk_home_asks_for_the_new_orders_entry_by_entry(self):
        house = Household(self, CARER + "".join(f"""
[medication.{name.lower()}]
person = "maria"
name = "{name}"
dose = "10 mg"
at = "08:00"
""" for name in ("Cetirizine", "Prednisone", "Iron", "Zinc")))
        house.begin()
        house.say("2027-03-01 09:00:00", "admit", "maria", "--from", "2027-03-01 07:00", "--by", "ana")
        house.look("2027-03-01 09:10:00")
        # She was there from before the morning doses on.
        self.assertEqual(house.told(), [])
        self.assertEqual({item["outcome"] for item in house.items("2027-03-01 09:20:00", "today")}, {"held"})
        house.at_a_terminal("2027-03-02 20:00:00", "discharge", "maria", "--by", "dr-okafor", answers=[
            ("[q] quit", "k"), ("[q] quit", "c"), ("New dose", "20 mg\n"), ("What the hand does", "\n"),
            ("New times", "\n"), ("[q] quit", "s"), ("[q] quit", "n")])
        entries = {item["entry"]: item for item in house.items("2027-03-02 20:01:00", "list")}
        self.assertEqual({name: (entry["amount"], entry["in_hospital"]) for name, entry in entries.items()},
                         {"cetirizine": ("10 mg", False), "prednisone": ("20 mg", False), "zinc": ("10 mg", True)})
        house.look("2027-03-03 08:00:00")
        self.assertEqual({event["of"] for event in house.home.events("told")}, {"cetirizine", "prednisone"})

    def test_the_next_carer_reads_what_is_missed_and_asked_to_wait_and_allowed(self):
        house = Household(self, CARER + """
[medication.cetirizine]
person = "maria"
name = "Cetirizine"
at = ["08:00", "09:30"]
missed-after = "1h"

[medication.ondansetron]
person = "maria"
name = "Ondansetron"
as-needed = { min-interval = "2h", max-per-24h = 3 }
""")
        house.begin()
        house.say("2027-03-01 06:00:00", "take", "ondansetron")
        house.look("2027-03-01 08:00:00", "2027-03-01 09:00:00", "2027-03-01 09:30:00")
        house.say("2027-03-01 09:40:00", "snooze", "cetirizine", "20m")
        words = ("2027-03-01 09:41:00", "handover", "--since", "3h", "--json")
        notes = json.loads(house.say(*words).splitlines()[0])
        self.assertEqual([item["nominal"][11:16] for item in notes["missed"]], ["08:00"])
        self.assertEqual([(item["nominal"][11:16], item["state"]) for item in notes["open"]], [("09:30", "snoozed")])
        self.assertEqual([room["used"] for room in notes["as_needed"]], [1])
        # Taken before the three hours that are looked back on.
        self.assertEqual((notes["done"], notes["on_duty"]), ([], ["ana"]))

    def test_the_maximum_of_a_day_is_held_against_what_was_taken(self):
        house = Household(self, """[medication.paracetamol]
person = "maria"
name = "Paracetamol"
dose = "1 g"
max-per-day = "2 g"
as-needed = { min-interval = "1h" }
""")
        house.look("2027-03-01 06:00:00")
        for time in ("08:00", "10:00"):
            house.say(f"2027-03-01 {time}:00", "take", "paracetamol")
        refused = house.say("2027-03-01 12:00:00", "take", "paracetamol", code=4)
        # The terminal shows UTC: she wakes at 07:00 in Berlin.
        self.assertIn("next allowed Tue 2 Mar 06:00", refused)
        self.assertIn("at most 2 g a day, and this dose makes it 3 g", refused)
        self.assertIn("AGAINST THE PLAN", house.say("2027-03-01 12:00:00", "take", "paracetamol", "--already"))

    def test_the_plans_line_says_what_was_added_what_changed_and_what_moved(self):
        house = Household(self, """[medication.cetirizine]
person = "maria"
name = "Cetirizine"
dose = "10 mg"
at = "20:00"
""")
        house.look("2027-03-01 06:00:00")
        house.say("2027-03-01 08:10:00", "set", "cetirizine", "at=21:00")
        house.say("2027-03-01 08:11:00", "add", "medication", "Iron", "--at", "12:00")
        told = house.look("2027-03-01 08:20:00")
        self.assertIn("cetirizine: time now every day at 21:00", told)
        self.assertIn("iron: new, Iron", told)
        # On the clock of this computer, which shows UTC.
        self.assertIn("cetirizine: next is now 20:00 (was 19:00)", told)
