"""Medicines: food, stock, and labs that hang on them."""

import unittest

from household import Household

MIDOSTAURIN = """[medication.midostaurin]
person = "maria"
name = "Midostaurin"
dose = "100 mg"
take = "4 capsules"
at = ["breakfast", "dinner"]
food = "with food"
ordered-by = "dr-okafor"
stock = { on-hand = 48, per-dose = 4, unit = "capsules", refill-at = "3 days", lead = "1 day", closed = "sun" }
"""


class Medications(unittest.TestCase):
    def test_midostaurin_twice_daily_with_food(self):
        house = Household(self, MIDOSTAURIN)
        house.look("2027-03-01 07:00:00", "2027-03-01 07:30:00")
        self.assertEqual(house.told("midostaurin"), ["2027-03-01 07:30"])
        house.say("2027-03-01 07:50:00", "take", "midostaurin", "--basis", "saw")
        stock, = house.items("2027-03-01 08:00:00", "stock")
        self.assertEqual((stock["on_hand"], stock["lasts_until"]), (44, "2027-03-06"))
        self.assertEqual((stock["refill_from"], stock["refill_by"]), ("2027-03-03", "2027-03-05"))
        self.assertFalse(stock["low"])
        self.assertNotIn("Stock:", house.say("2027-03-01 08:00:00", "today"))
        house.say("2027-03-03 07:00:00", "stock", "midostaurin", "set", "24", "--reason", "two boxes went to the clinic")
        self.assertIn("refill by Thu 4 Mar", house.say("2027-03-03 07:00:00", "today"))
        self.assertIn("[stock]", house.say("2027-03-03 07:00:00", "check"))
        house.say("2027-03-03 09:00:00", "stock", "midostaurin", "refill", "112", "--expires", "2028-08")
        self.assertEqual(house.items("2027-03-03 09:00:00", "stock")[0]["on_hand"], 136)
        house.say("2027-03-03 09:01:00", "undo", "midostaurin")
        self.assertEqual(house.items("2027-03-03 09:02:00", "stock")[0]["on_hand"], 24)

    def test_a_dose_at_stock_zero_is_recorded_and_flagged(self):
        house = Household(self, MIDOSTAURIN)
        house.look("2027-03-01 07:00:00", "2027-03-01 07:30:00")
        house.say("2027-03-01 07:40:00", "stock", "midostaurin", "set", "0", "--reason", "lost the box")
        self.assertIn("more taken than counted", house.say("2027-03-01 07:50:00", "take", "midostaurin"))
        stock, = house.items("2027-03-01 08:00:00", "stock")
        self.assertEqual((stock["on_hand"], stock["beyond"], stock["out"]), (0, 4, True))
        self.assertEqual(house.items("2027-03-01 08:00:00", "today")[0]["outcome"], "taken")

    def test_avapritinib_on_an_empty_stomach(self):
        house = Household(self, """[medication.avapritinib]
person = "maria"
name = "Avapritinib"
dose = "200 mg"
at = "08:00"
food = "empty stomach"
not-within = "8h"
""")
        self.assertIn("at 08:00: it lies within 2 h after breakfast (07:30)",
                      house.say("2027-03-01 06:00:00", "check"))
        house.say("2027-03-01 06:00:00", "set", "avapritinib", "at=10:00")
        self.assertNotIn("[food]", house.say("2027-03-01 06:00:00", "check"))
        house.look("2027-03-01 09:00:00", "2027-03-01 10:00:00")
        item, = [item for item in house.items("2027-03-01 10:30:00", "due") if item["kind"] == "medication"]
        self.assertEqual(item["food"], "empty stomach, nothing to eat from 08:00 to 11:00")

    def test_platelets_every_two_weeks_for_eight(self):
        house = Household(self, """[medication.avapritinib]
person = "maria"
name = "Avapritinib"
dose = "200 mg"
at = "10:00"
from = "2027-03-02"

[appointment.platelets]
person = "maria"
title = "Platelet count"
at = "08:15"
after-start-of = "avapritinib"
every = "2 weeks"
for = "8 weeks"
""")
        def days():
            return [item["next"] for item in house.items("2027-03-01 06:00:00", "show", "platelets")][0]
        self.assertEqual([day[:16] for day in days()],
                         ["2027-03-16T08:15", "2027-03-30T08:15", "2027-04-13T08:15", "2027-04-27T08:15"])
        self.assertIn("platelets: time now", house.say("2027-03-01 06:00:00", "move", "avapritinib", "2027-03-09",
                                                       "--dry-run"))
        house.say("2027-03-01 06:00:00", "move", "avapritinib", "2027-03-09")
        self.assertEqual(days()[0][:16], "2027-03-23T08:15")

    def test_cladribine_five_days_in_twenty_eight(self):
        house = Household(self, """[medication.cladribine]
person = "maria"
name = "Cladribine"
dose-text = "per infusion protocol"
at = "10:00"
cycle = { day1 = "2027-03-02", days = 5, of = 28, cycles = 2 }

[check-in.temperature]
person = "maria"
at = "wake"
ask = ["temperature"]
with-cycle-of = "cladribine"
days = ["-1", "1..5"]
""")
        house.look("2027-03-01 06:30:00", "2027-03-01 07:00:00", "2027-03-02 07:00:00", "2027-03-02 10:00:00")
        self.assertEqual(house.told("temperature"), ["2027-03-01 07:00", "2027-03-02 07:00"])
        self.assertEqual(house.told("cladribine"), ["2027-03-02 10:00"])
        listed = [item["nominal"][:10] for item in house.items("2027-03-02 11:00:00", "agenda", "2027-03-28", "9d")
                  if item["entry"] == "temperature"]
        self.assertEqual(listed, [f"2027-03-{day}" for day in (29, 30, 31)] + ["2027-04-01", "2027-04-02",
                                                                                "2027-04-03"])

    def test_transplant_countdown(self):
        house = Household(self, """[appointment.transplant]
person = "maria"
title = "Transplant"
at = "09:00"
countdown = { day0 = "2027-03-10", days = "0" }

[appointment.trough]
person = "maria"
title = "Tacrolimus trough level, before the morning dose"
at = "07:15"
with-cycle-of = "transplant"
days = ["2", "5"]

[medication.tacrolimus]
person = "maria"
name = "Tacrolimus"
dose = "2 mg"
at = ["08:00", "20:00"]
from = "2027-03-09"
""")
        house.say("2027-03-01 06:00:00", "move", "transplant", "2027-03-12")
        shown, = house.items("2027-03-01 06:00:00", "show", "trough")
        self.assertEqual([day[:16] for day in shown["next"]], ["2027-03-14T07:15", "2027-03-17T07:15"])

    def test_cromolyn_four_times_a_day(self):
        house = Household(self, """[medication.cromolyn]
person = "maria"
name = "Cromolyn"
dose = "200 mg"
at = ["breakfast-30m", "lunch-30m", "dinner-30m", "bedtime"]
""")
        house.look(*(f"2027-03-01 {time}:00" for time in ("06:30", "07:00", "12:00", "18:00", "22:30")))
        self.assertEqual([when[11:] for when in house.told("cromolyn")], ["07:00", "12:00", "18:00", "22:30"])

    def test_prednisone_taper(self):
        house = Household(self, """[medication.prednisone]
person = "maria"
name = "Prednisone"
at = "breakfast"
from = "2027-03-01"
taper = [
  { dose = "40 mg", take = "2 tablets", days = 2, per-dose = 2 },
  { dose = "10 mg", take = "half a tablet", days = 2, per-dose = "0.5" },
]
stock = { on-hand = 5, unit = "tablets of 20 mg" }
""")
        house.look("2027-03-01 07:00:00", "2027-03-01 07:30:00")
        agenda = house.items("2027-03-01 08:00:00", "agenda", "2027-03-01", "7d")
        self.assertEqual([item["amount"] for item in agenda], ["40 mg", "40 mg", "10 mg", "10 mg"])
        stock, = house.items("2027-03-01 08:00:00", "stock")
        self.assertEqual((stock["on_hand"], stock["lasts_until"], stock["low"]), (5, None, False))
        house.say("2027-03-01 08:00:00", "take", "prednisone")
        self.assertEqual(house.items("2027-03-01 08:01:00", "stock")[0]["on_hand"], 3)

    def test_auto_injectors_have_a_place_and_an_expiry_each(self):
        house = Household(self, """[medication.epipen]
person = "maria"
name = "Adrenaline auto-injector"
as-needed = { min-interval = "5m" }
[medication.epipen.stock]
places = [{ place = "handbag", expires = "2028-03" }, { place = "kitchen", expires = "2027-03" }]
practice = "2027-03-02"
""")
        house.look("2027-03-01 06:00:00")
        stock, = house.items("2027-03-01 07:00:00", "stock")
        self.assertEqual(stock["on_hand"], 2)
        self.assertEqual([(place["place"], place["expires"]) for place in stock["places"]],
                         [("handbag", "2028-03"), ("kitchen", "2027-03")])
        self.assertEqual(stock["warnings"], ["expires after 2027-03 (kitchen)"])
        house.say("2027-03-01 07:00:00", "stock", "epipen", "set", "1", "--place", "kitchen", "--expires", "2028-09")
        self.assertEqual(house.items("2027-03-01 07:01:00", "stock")[0]["warnings"], [])

    def test_each_time_of_the_day_has_its_own_amount(self):
        house = Household(self, """[medication.loratadine]
person = "maria"
name = "Loratadine"
at = [{ time = "breakfast", dose = "10 mg" }, { time = "dinner", dose = "5 mg" }]
""")
        house.begin()
        told = house.look("2027-03-01 07:30:00")
        self.assertIn("Loratadine 10 mg for Maria, due 07:30", told)
        house.say("2027-03-01 07:50:00", "take", "loratadine")
        self.assertEqual([(item["amount"], item["outcome"]) for item in house.items("2027-03-01 07:51:00", "today")],
                         [("10 mg", "taken"), ("5 mg", None)])

    def test_a_cycle_moves_with_one_command_that_shows_the_diff_first(self):
        house = Household(self, """[medication.cladribine]
person = "maria"
name = "Cladribine"
dose-text = "per infusion protocol"
at = "10:00"
cycle = { day1 = "2027-03-02", days = 2, of = 28, cycles = 1 }

[medication.hydration]
person = "maria"
name = "Hydration"
dose-text = "2 litres"
at = "09:00"
with-cycle-of = "cladribine"
days = "-1"

[check-in.temperature]
person = "maria"
at = "wake"
ask = "temperature"
with-cycle-of = "cladribine"
days = "3"
""")
        house.begin()

        def days():
            return [(item["entry"], item["nominal"][:10])
                    for item in house.items("2027-03-01 07:10:00", "agenda", "2027-03-01", "12d")]
        old, new = 'day1 = "2027-03-02"', 'day1 = "2027-03-09"'
        words = ("2027-03-01 07:00:00", "move", "cladribine", "2027-03-09")
        shown = house.at_a_terminal(*words, answers=[("Move it?", "n\n")], code=1)
        for line in (f"-cycle = {{ {old}", f"+cycle = {{ {new}", "hydration: time now", "temperature: time now"):
            self.assertIn(line, shown)
        self.assertEqual(days(), [("hydration", "2027-03-01"), ("cladribine", "2027-03-02"),
                                  ("cladribine", "2027-03-03"), ("temperature", "2027-03-04")])
        house.at_a_terminal(*words, answers=[("Move it?", "y\n")])
        house.look("2027-03-01 07:05:00")
        self.assertEqual(days(), [("hydration", "2027-03-08"), ("cladribine", "2027-03-09"),
                                  ("cladribine", "2027-03-10"), ("temperature", "2027-03-11")])

    def test_food_is_held_against_the_meals_as_the_plan_says_it(self):
        house = Household(self, """[medication.midostaurin]
person = "maria"
name = "Midostaurin"
at = "10:00"
food = "with food"

[medication.alendronate]
person = "maria"
name = "Alendronate"
at = "11:00"
food = { rule = "empty stomach", before = "2h" }
""")
        found = house.items("2027-03-01 06:00:00", "check")
        self.assertEqual([(item["entry"], item["rule"]) for item in found],
                         [("midostaurin", "food"), ("alendronate", "food")])
        house.say("2027-03-01 06:00:00", "set", "midostaurin", "at=breakfast")
        house.say("2027-03-01 06:00:00", "set", "alendronate", "food.before=1h")
        self.assertEqual(house.items("2027-03-01 06:00:00", "check"), [])

    def test_refill_expiry_and_practice_are_asked_for(self):
        house = Household(self, MIDOSTAURIN.replace("on-hand = 48", "on-hand = 20") + """
[medication.epipen]
person = "maria"
name = "Adrenaline auto-injector"
as-needed = { min-interval = "5m" }
[medication.epipen.stock]
places = [{ place = "handbag", expires = "2028-03" }, { place = "kitchen", expires = "2027-03" }]
practice = "2027-03-01"
""")
        house.begin()
        house.look("2027-03-01 10:00:00")
        due = {item["entry"]: item for item in house.items("2027-03-01 10:20:00", "due")
               if item["kind"] == "step"}
        self.assertEqual(set(due), {"midostaurin.refill", "epipen.expiry", "epipen.practice"})
        house.say("2027-03-01 10:21:00", "done", due["epipen.practice"]["id"])
        house.say("2027-03-01 10:22:00", "stock", "midostaurin", "refill", "112")
        left = {item["entry"] for item in house.items("2027-03-01 10:23:00", "due") if item["kind"] == "step"}
        self.assertEqual(left, {"epipen.expiry"})

    def test_a_pharmacy_that_is_closed_is_asked_earlier(self):
        house = Household(self, MIDOSTAURIN)
        house.begin()

        def refill_by():
            return house.items("2027-03-01 06:00:00", "stock")[0]["refill_by"]
        self.assertEqual(refill_by(), "2027-03-05")
        house.say("2027-03-01 06:00:00", "set", "midostaurin", "stock.closed=sat,sun,2027-03-05")
        self.assertEqual(refill_by(), "2027-03-03")


if __name__ == "__main__":
    raise SystemExit("run Tests/Acceptance/run")
