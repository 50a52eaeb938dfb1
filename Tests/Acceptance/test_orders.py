"""What the care team ordered: limits, missed doses, holds, changes, food, and who is brought in when nobody answers."""

import unittest

from household import Household

CARERS = """[contact.ana]
name = "Ana"
duty = "06:00-20:00"

[contact.jonas]
name = "Jonas"
duty = "20:00-06:00"

"""

MIDOSTAURIN = """[medication.midostaurin]
person = "maria"
name = "Midostaurin"
dose = "100 mg"
take = "4 capsules"
at = ["08:00", "20:00"]
if-missed = "Skip it. Next dose at its usual time."
if-not-kept = "Do not repeat it."
not-within = "8h"
missed-after = "6h"
"""


class Orders(unittest.TestCase):
    def test_as_needed_ondansetron_is_refused_too_early_and_a_fact_never(self):
        house = Household(self, """[medication.ondansetron]
person = "maria"
name = "Ondansetron"
dose = "8 mg"
as-needed = { min-interval = "8h", max-per-24h = 3 }
""")
        house.live("2027-03-01 05:00:00", "2027-03-01 06:00:00")
        house.say("2027-03-01 08:00:00", "take", "ondansetron")
        # The terminal shows UTC: 16:00 in Berlin.
        refused = house.say("2027-03-01 10:00:00", "take", "ondansetron", code=4)
        self.assertIn("next allowed 15:00 (in 6 h); 1 of 3 used in 24 h", refused)
        house.say("2027-03-01 10:05:00", "take", "ondansetron", "--override", "Dr Okafor by telephone")
        fact = house.say("2027-03-01 12:00:00", "take", "ondansetron", "--at", "10:30")
        self.assertIn("AGAINST THE PLAN", fact)
        self.assertIn("3 of 3 used in 24 h", house.say("2027-03-01 12:00:00", "list"))
        given = [line for line in house.items("2027-03-01 12:00:00", "history", "ondansetron")
                 if line["outcome"] == "taken"]
        self.assertEqual([line["override"] for line in given], [None, "Dr Okafor by telephone", None])
        self.assertEqual([bool(line["against"]) for line in given], [False, True, True])

    def test_a_late_dose_says_until_when_and_one_not_kept_says_what_to_do(self):
        house = Household(self, MIDOSTAURIN)
        house.begin()
        told = house.home.run("2027-03-01 07:00:00", "2027-03-01 11:00:00", speed=3600).told
        self.assertIn("Skip it. Next dose at its usual time", told)
        self.assertIn("12:00", told.split("Late: ")[1])
        refused = house.say("2027-03-01 12:30:00", "take", "midostaurin", code=4)
        self.assertIn("not within 8 h of the next dose", refused)
        taken = house.say("2027-03-01 08:55:00", "take", "midostaurin", "--not-kept", "--by", "dr-okafor")
        self.assertIn("Do not repeat it", taken)
        dose = house.items("2027-03-01 09:00:00", "today")[0]
        self.assertEqual((dose["outcome"], dose["by"]), ("taken-not-kept", "dr-okafor"))

    def test_two_carers_do_not_give_it_twice(self):
        house = Household(self, CARERS + MIDOSTAURIN)
        house.begin()
        house.say("2027-03-01 08:10:00", "take", "midostaurin", "--by", "ana", "--basis", "saw")
        refused = house.say("2027-03-01 08:20:00", "take", "midostaurin", "--by", "jonas", code=4)
        self.assertIn("by Ana (saw)", refused)

    def test_a_hold_is_silent_and_visible_and_a_change_shows_old_and_new(self):
        house = Household(self, MIDOSTAURIN)
        house.begin()
        house.say("2027-03-01 07:00:00", "hold", "midostaurin", "--by", "dr-okafor", "--reason", "platelets low")
        house.live("2027-03-01 07:10:00", "2027-03-01 11:10:00")
        self.assertEqual(house.told(), [])
        self.assertEqual(house.items("2027-03-01 11:10:00", "today")[0]["outcome"], "held")
        self.assertIn("On hold: Midostaurin by Dr Okafor", house.say("2027-03-01 11:10:00", "today"))
        house.say("2027-03-01 12:00:00", "release", "midostaurin", "--by", "dr-okafor", "--dose", "50 mg",
                  "--take", "2 capsules")
        told = house.home.run("2027-03-01 19:00:00", "2027-03-01 23:10:00", speed=3600).told
        self.assertIn("Dose changed", told)
        self.assertIn("100 mg → 50 mg", told)
        words = " ".join(item["text"] for item in house.items("2027-03-01 23:10:00", "changes", "midostaurin"))
        for part in ("on hold: platelets low", "released", "dose 100 mg → 50 mg"):
            self.assertIn(part, words)

    def test_what_is_not_kept_apart_is_found_before_and_refused_then(self):
        house = Household(self, """[medication.iron]
person = "maria"
name = "Iron"
dose = "80 mg"
at = "09:00"
apart-from = { entry = "doxycycline", by = "2h" }

[medication.doxycycline]
person = "maria"
name = "Doxycycline"
dose = "100 mg"
at = "08:00"
""")
        house.begin()
        self.assertIn("[apart-from]", house.say("2027-03-01 09:10:00", "check", code=4))
        house.say("2027-03-01 09:10:00", "set", "doxycycline",
                  "silence=apart-from: agreed with Dr Okafor until the new box comes")
        self.assertNotIn("[apart-from]", house.say("2027-03-01 09:10:00", "check"))
        house.say("2027-03-01 09:10:00", "take", "doxycycline")
        self.assertIn("2 h apart from Doxycycline", house.say("2027-03-01 09:20:00", "take", "iron", code=4))

    def test_when_to_stop_eating_and_when_it_is_allowed_again_are_told(self):
        house = Household(self, """[medication.avapritinib]
person = "maria"
name = "Avapritinib"
dose = "200 mg"
at = "10:00"
food = { rule = "empty stomach", notices = true }
""")
        house.begin()
        house.live("2027-03-01 07:30:00", "2027-03-01 13:30:00")
        self.assertEqual([(entry, house.told(entry)[0][11:]) for entry in
                          ("avapritinib.stop-eating", "avapritinib", "avapritinib.may-eat")],
                         [("avapritinib.stop-eating", "08:00"), ("avapritinib", "10:00"),
                          ("avapritinib.may-eat", "11:00")])

    def test_whoever_is_on_duty_is_brought_in_by_name(self):
        house = Household(self, CARERS + """[medication.midostaurin]
person = "maria"
name = "Midostaurin"
dose = "100 mg"
at = ["08:00", "20:00"]
escalate = [{ after = "20m", contact = "on-duty" }]
""")
        # The hours of duty are read on the clock of this computer, which shows UTC: the morning
        # in Berlin is Ana's there as well.
        house.begin()
        told = house.home.run("2027-03-01 07:30:00", "2027-03-01 11:30:00", speed=3600).told
        self.assertIn("Ana: please call or look in", told)
        self.assertEqual([event["contact"] for event in house.home.events("escalated")], ["ana"])

    def test_a_renamed_entry_goes_on_under_its_new_id(self):
        house = Household(self, MIDOSTAURIN + """
[medication.iron]
person = "maria"
name = "Iron"
after = { entry = "midostaurin", delay = "1h" }
""")
        house.begin()
        house.live("2027-03-01 07:30:00", "2027-03-01 11:00:00")
        due, = house.items("2027-03-01 11:00:00", "due")
        house.say("2027-03-01 11:01:00", "rename", "midostaurin", "mido")
        again, = house.items("2027-03-01 11:02:00", "due")
        self.assertEqual((again["id"], again["entry"]), (due["id"], "mido"))
        house.say("2027-03-01 11:03:00", "take", "mido")
        house.live("2027-03-01 11:10:00", "2027-03-01 15:00:00")
        # Told once, under the id of then.
        self.assertEqual((house.told("midostaurin"), house.told("mido")), (["2027-03-01 08:00"], []))
        self.assertEqual(house.told("iron"), ["2027-03-01 12:03"])
        self.assertIn("midostaurin is called mido from now on", house.say("2027-03-01 15:00:00", "history", "mido"))
        self.assertIn("called mido (was midostaurin)", house.say("2027-03-01 15:00:00", "changes", "mido"))


if __name__ == "__main__":
    raise SystemExit("run Tests/Acceptance/run")
