"""The plan's own rules in `tend check`, what is let be with a reason, and what a change of the plan is said to do."""

import json
import time
import unittest

import home
from household import Household

# What is wrong with each is in its id; of two that belong together, the second is named.
PLAN = """[contact.ana]
name = "Ana"

[medication.two-entries]
person = "maria"
name = "Cetirizine"
at = "08:00"

[medication.two-entries-too]
person = "maria"
name = "Cetirizine, 10 mg"
at = "08:00"

[medication.daily-total]
person = "maria"
name = "Paracetamol"
dose = "1 g"
at = ["08:00", "14:00", "20:00"]
max-per-day = "2 g"

[medication.apart-from]
person = "maria"
name = "Calcium"
at = "09:00"
apart-from = { entry = "apart-from-too", by = "2h" }

[medication.apart-from-too]
person = "maria"
name = "Zinc"
at = "10:00"

[medication.taper]
person = "maria"
name = "Prednisone"
at = "08:00"
from = "2027-03-01"
taper = [{ dose = "20 mg", days = 20 }, { dose = "10 mg", days = 10 }]

[medication.after-taper]
person = "maria"
name = "Prednisone"
dose = "5 mg"
at = "08:00"
from = "2027-04-05"

[medication.end-near]
person = "maria"
name = "Doxycycline"
at = "08:00"
until = "2027-03-04"

[activity.not-approved]
person = "maria"
name = "Sauna"
at = "17:00"

[activity.review-overdue]
person = "maria"
name = "Yoga"
at = "17:00"
approval = { status = "approved", by = "dr-okafor", review = "2027-02-01" }

[appointment.past-appointment]
person = "maria"
title = "Scan"
when = "2027-02-01 10:00"

[medication.stock]
person = "maria"
name = "Iron"
at = "10:00"
stock = { on-hand = 3 }

[medication.food]
person = "maria"
name = "Avapritinib"
at = "08:00"
food = "empty stomach"

[appointment.to-arrange]
person = "maria"
title = "Trial visit"
when = "2027-03-02"
window = "3d"

[medication.circle]
person = "maria"
name = "Vitamin C"
after = { entry = "circle-too", delay = "1h" }

[medication.circle-too]
person = "maria"
name = "Vitamin D"
after = { entry = "circle", delay = "1h" }

[medication.escalation-late]
person = "maria"
name = "Magnesium"
at = "08:00"
missed-after = "1h"
escalate = [{ after = "2h", contact = "dr-okafor" }]

[medication.no-contact]
person = "maria"
name = "Tacrolimus"
at = "08:00"
importance = "critical"
ordered-by = "ana"
"""


class Rules(unittest.TestCase):
    def test_every_rule_has_a_name_a_severity_and_can_be_let_be_with_a_reason(self):
        house = Household(self, PLAN)
        house.begin()
        rules = {item["rule"]: item["severity"] for item in house.items("2027-03-01 06:00:00", "check", "--rules")}
        found = self.found(house, code=4)
        self.assertEqual({(rule, severity, silenced) for _, rule, severity, silenced in found},
                         {(rule, severity, None) for rule, severity in rules.items()})
        house.say("2027-03-01 06:01:00", "set", "stock", "silence=stock: agreed with Dr Okafor")
        plan = house.home.root / "config/tend/plan.toml"
        text = plan.read_text()
        for entry, rule, _, _ in found:
            if entry != "stock":
                because = f'silence = {{ rule = "{rule}", because = "agreed with Dr Okafor" }}'
                text = text.replace(f".{entry}]\n", f".{entry}]\n{because}\n")
        plan.write_text(text)
        self.assertEqual({item[3] for item in self.found(house, code=0)}, {"agreed with Dr Okafor"})
        said = house.say("2027-03-01 06:02:00", "check")
        self.assertEqual([rule for rule in rules if f"[{rule}]" in said], [])

    def found(self, house, code):
        ran = house.home.tend("2027-03-01 06:02:00", "check", "--json")
        self.assertEqual(ran.returncode, code, ran.stderr)
        return [(item["entry"], item["rule"], item["severity"], item["silenced"])
                for item in json.loads(ran.stdout)["items"] if item["rule"]]

    def test_a_change_says_what_was_added_what_changed_and_which_next_time_moved(self):
        house = Household(self, """[medication.iron]
person = "maria"
name = "Iron"
at = "dinner"
""")
        house.begin()
        said = house.say("2027-03-01 07:00:00", "set", "person.maria", "day.dinner=19:00")
        # The terminal shows UTC.
        self.assertIn("iron: next is now 18:00 (was 17:30)", said)
        with house.running("2027-03-01 07:10:00"):
            known = len(house.home.events("plan-accepted"))
            plan = house.home.root / "config/tend/plan.toml"
            plan.write_text(plan.read_text().replace('dinner = "19:00"', 'dinner = "18:00"')
                            + '\n[medication.zinc]\nname = "Zinc"\nat = "12:00"\n')
            limit = time.monotonic() + home.PATIENCE
            while len(house.home.events("plan-accepted")) == known and time.monotonic() < limit:
                time.sleep(0.05)
            said = house.say("2027-03-01 07:10:30", "reload")
        for words in ("tendd goes by the plan: 2 entries", "zinc: new, Zinc", "iron: next is now"):
            self.assertIn(words, said)


if __name__ == "__main__":
    raise SystemExit("run Tests/Acceptance/run")
