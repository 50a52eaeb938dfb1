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
        house.look("2027-03-01 06:00:00")
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
        told = house.look("2027-03-01 08:00:00", "2027-03-01 08:30:00")
        self.assertIn("Skip it. Next dose at its usual time", told)
        self.assertIn("12:00", told.split("Late: ")[1])
        refused = house.say("2027-03-01 12:30:00", "take", "midostaurin", code=4)
        self.assertIn("not within 8 h of the next dose", refused)
        taken = house.say("2027-03-01 08:55:00", "take", "midostaurin", "--not-kept", "--by", "dr-okafor")
        self.assertIn("Do not repeat it", taken)
        dose = house.items("2027-03-01 09:00:00", "today")[0]
        self.assertEqual((dose["outcome"], dose["by"]), ("taken-not-kept", "dr-okafor"))

    def test_a_missed_dose_is_listed_with_its_rule_and_when_its_window_closes(self):
        house = Household(self, MIDOSTAURIN.replace('missed-after = "6h"', 'missed-after = "1h"'))
        house.begin()
        house.look("2027-03-01 08:00:00", "2027-03-01 09:00:00")
        missed, = house.items("2027-03-01 09:10:00", "missed")
        self.assertEqual((missed["if_missed"], missed["take_until"]),
                         ("Skip it. Next dose at its usual time.", "2027-03-01T12:00:00+01:00"))
        shown = house.say("2027-03-01 09:10:00", "missed")
        self.assertIn("Skip it. Next dose at its usual time", shown)
        # The terminal shows UTC.
        self.assertIn("11:00", shown)

    def test_two_carers_do_not_give_it_twice(self):
        house = Household(self, CARERS + MIDOSTAURIN)
        house.begin()
        for evening, basis in (("2027-03-01 08", "saw"), ("2027-03-01 20", "told"), ("2027-03-02 08", "assumed")):
            house.say(f"{evening}:10:00", "take", "midostaurin", "--by", "ana", "--basis", basis)
            refused = house.say(f"{evening}:20:00", "take", "midostaurin", "--by", "jonas", code=4)
            self.assertRegex(refused, rf"taken at .*\d\d:10 by Ana \({basis}\)")
        self.assertEqual([(item["by"], item["basis"]) for item in
                          house.items("2027-03-01 20:21:00", "today")], [("ana", "saw"), ("ana", "told")])

    def test_a_hold_is_silent_and_visible_and_a_change_shows_old_and_new(self):
        house = Household(self, MIDOSTAURIN)
        house.begin()
        house.say("2027-03-01 07:00:00", "hold", "midostaurin", "--by", "dr-okafor", "--reason", "platelets low")
        house.look("2027-03-01 08:00:00")
        self.assertEqual(house.told(), [])
        self.assertEqual(house.items("2027-03-01 11:10:00", "today")[0]["outcome"], "held")
        self.assertIn("On hold: Midostaurin by Dr Okafor", house.say("2027-03-01 11:10:00", "today"))
        house.say("2027-03-01 12:00:00", "release", "midostaurin", "--by", "dr-okafor", "--dose", "50 mg",
                  "--take", "2 capsules")
        told = house.look("2027-03-01 20:00:00")
        self.assertIn("Dose changed", told)
        self.assertIn("100 mg → 50 mg", told)
        words = " ".join(item["text"] for item in house.items("2027-03-01 23:10:00", "changes", "midostaurin"))
        for part in ("on hold: platelets low", "released", "dose 100 mg → 50 mg"):
            self.assertIn(part, words)

    def test_a_pause_is_the_households_and_stands_beside_a_hold(self):
        house = Household(self, MIDOSTAURIN)
        house.begin()
        house.say("2027-03-01 07:00:00", "pause", "midostaurin", "--until", "2027-03-03 12:00", "--reason", "nausea",
                  "--by", "jonas")
        house.look("2027-03-01 08:00:00")
        house.say("2027-03-01 09:00:00", "hold", "midostaurin", "--by", "dr-okafor", "--reason", "platelets low",
                  "--until", "2027-03-02 06:00")
        house.look("2027-03-01 20:00:00")
        self.assertEqual(house.told(), [])
        self.assertEqual([(item["outcome"], item["reason"]) for item in
                          house.items("2027-03-01 20:10:00", "today")],
                         [("skipped", "paused by jonas: nausea"), ("held", "platelets low")])
        # Each ends for itself.
        house.say("2027-03-01 20:11:00", "resume", "midostaurin")
        entry, = house.items("2027-03-01 20:12:00", "show", "midostaurin")
        self.assertEqual((entry["paused"], entry["held"], entry["held_because"], entry["reminds"]),
                         (False, True, "platelets low", False))
        house.look("2027-03-02 08:00:00")
        self.assertEqual(house.told(), ["2027-03-02 08:00"])

    def test_a_change_is_kept_with_who_ordered_it_and_said_in_the_alert(self):
        house = Household(self, MIDOSTAURIN)
        house.begin()
        house.say("2027-03-01 07:00:00", "set", "midostaurin", "dose=50 mg", "take=2 capsules", "--ordered-by",
                  "dr-okafor", "--on", "2027-02-28")
        told = house.look("2027-03-01 08:00:00")
        self.assertIn("Dose changed Sun 28 Feb by Dr Okafor: 100 mg → 50 mg", told)
        change = house.items("2027-03-01 08:10:00", "changes", "midostaurin")[-1]
        self.assertEqual((change["ordered_by"], change["ordered_on"]), ("dr-okafor", "2027-02-28"))
        self.assertIn({"label": "dose", "old": "100 mg", "new": "50 mg"}, change["parts"])

    def test_what_is_left_of_a_medicine_as_needed_is_shown_wherever_it_is(self):
        house = Household(self, """[medication.ondansetron]
person = "maria"
name = "Ondansetron"
dose = "8 mg"
as-needed = { min-interval = "2h", max-per-24h = 3 }
""")
        house.begin()
        house.say("2027-03-01 08:00:00", "take", "ondansetron")
        # The warning comes one dose early.
        self.assertIn("only 1 more before Tue 2 Mar", house.say("2027-03-01 10:10:00", "take", "ondansetron"))
        for words in (["list"], ["show", "ondansetron"], ["today"], ["handover"]):
            self.assertIn("2 of 3 used in 24 h", house.say("2027-03-01 10:11:00", *words), words)
        # tendd does not run just now, which is what the exit code says.
        self.assertIn("2 of 3 used in 24 h", house.say("2027-03-01 10:11:00", "status", code=69))
        room = house.items("2027-03-01 10:11:00", "show", "ondansetron")[0]["as_needed"]
        self.assertEqual((room["used"], room["left"], room["next_allowed"]), (2, 1, "2027-03-01T12:10:00+01:00"))

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
        house.look("2027-03-01 08:00:00", "2027-03-01 10:00:00", "2027-03-01 11:00:00")
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
        told = house.look("2027-03-01 08:00:00", "2027-03-01 08:21:00")
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
        house.look("2027-03-01 08:00:00")
        due, = house.items("2027-03-01 11:00:00", "due")
        house.say("2027-03-01 11:01:00", "rename", "midostaurin", "mido")
        again, = house.items("2027-03-01 11:02:00", "due")
        self.assertEqual((again["id"], again["entry"]), (due["id"], "mido"))
        house.say("2027-03-01 11:03:00", "take", "mido")
        house.look("2027-03-01 11:10:00", "2027-03-01 12:04:00")
        # Told once, under the id of then.
        self.assertEqual((house.told("midostaurin"), house.told("mido")), (["2027-03-01 08:00"], []))
        self.assertEqual(house.told("iron"), ["2027-03-01 12:03"])
        self.assertIn("midostaurin is called mido from now on", house.say("2027-03-01 15:00:00", "history", "mido"))
        self.assertIn("called mido (was midostaurin)", house.say("2027-03-01 15:00:00", "changes", "mido"))


if __name__ == "__main__":
    raise SystemExit("run Tests/Acceptance/run")
