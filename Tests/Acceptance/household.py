"""A household whose days are lived one step at a time."""

import json

from home import Home

# The years lie after Tend was made: before that it takes no clock at its word (rule 11 of the design).
MARIA = """[person.maria]
name = "Maria"
zone = "Europe/Berlin"
day = { wake = "07:00", breakfast = "07:30", lunch = "12:30", dinner = "18:30", bedtime = "22:30" }

[contact.dr-okafor]
name = "Dr Okafor"
phone = "+49 30 5550 0101"

"""


class Household:
    """One home with its plan; `at` says what time it is for each word to tend."""

    def __init__(self, test, plan):
        self.home = Home(test._testMethodName, "Europe/Berlin", MARIA + plan)

    def begin(self):
        """tendd has looked once in the small hours, so that whatever comes due later is told, if late on a slow machine."""
        self.live("2027-03-01 01:00:00", "2027-03-01 05:00:00")

    def live(self, start, until):
        """Lets tendd run from one wall clock to the other, an hour in about a second."""
        self.home.run(start, until, speed=3600)

    def say(self, at, *words, code=0):
        """What tend prints; fails unless it ends with `code`."""
        ran = self.home.tend(at, *words)
        assert ran.returncode == code, f"tend {' '.join(words)}: {ran.returncode}\n{ran.stdout}{ran.stderr}"
        return ran.stdout + ran.stderr

    def items(self, at, *words):
        """The items that tend lists with --json."""
        ran = self.home.tend(at, *words, "--json")
        assert ran.returncode == 0, f"tend {' '.join(words)}: {ran.returncode}\n{ran.stdout}{ran.stderr}"
        return json.loads(ran.stdout)["items"]

    def told(self, entry=None):
        """When each occurrence was told first, as the wall clock shows its nominal time."""
        return [self.home.local(event["facts"]["instant"])[:16] for event in self.home.events("told", entry)
                if event["attempt"] == 1]
