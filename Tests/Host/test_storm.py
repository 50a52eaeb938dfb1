"""A reminder every second while tendd is killed again and again and two carers answer: none lost, none doubled."""

import collections
import datetime
import json
import os
import random
import sqlite3
import threading
import time
import unittest

from carer import LEDGER, Carer, clock, soon
from host import CommandFailed, Host, until

# `KILLS=500 Tests/Host/run -k storm` is the long form.
KILLS = int(os.environ.get("KILLS", "40"))

ENTRY = """[medication.medicine-{number}]
name = "Medicine {number}"
dose = "1 mg"
at = "{at}"
importance = "critical"
"""


class AKillStorm(unittest.TestCase):
    def setUp(self):
        self.host = Host(self._testMethodName)
        self.addCleanup(self.host.remove)
        self.host.boot()
        self.carer = Carer(self.host)
        self.seed = int(os.environ.get("SEED", random.SystemRandom().randrange(1 << 32)))
        self.chance = random.Random(self.seed)
        self.answers = collections.Counter()

    def test_no_kill_in_a_storm_loses_or_doubles_a_reminder(self):
        self.carer.install_service()
        self.carer.user.run("sh", "-c", "mkdir -p ~/.config/systemd/user/tend.service.d; "
                            "cat > ~/.config/systemd/user/tend.service.d/storm.conf",
                            stdin="[Unit]\nStartLimitIntervalSec=0\n[Service]\nRestartSec=0\n")
        self.carer.systemctl("daemon-reload")
        self.carer.daemon()
        first = soon(8)
        self.nominal = [first + datetime.timedelta(seconds=number) for number in range(max(20, KILLS))]
        self.carer.write_plan("\n".join(ENTRY.format(number=number, at=clock(nominal))
                                        for number, nominal in enumerate(self.nominal)))
        self.carer.wait_for("plan-accepted", after=1)

        is_over = threading.Event()
        carers = [threading.Thread(target=self.answer, args=(is_over, seed)) for seed in (1, 2)]
        for thread in carers:
            thread.start()
        for _ in range(KILLS):
            time.sleep(self.chance.uniform(0.1, 1.5))
            self.carer.systemctl("kill", "--signal=KILL", "tend.service", check=False)
        last = self.nominal[-1].timestamp()
        time.sleep(max(0, last + 2 - time.time()))
        is_over.set()
        for thread in carers:
            thread.join()

        self.carer.daemon()
        self.carer.add_medication("Afterwards", soon(3))
        self.carer.wait_for("reminder", "afterwards", seconds=20)
        self.carer.systemctl("stop", "tend.service")
        print(f"    seed {self.seed}: {KILLS} kills, {len(self.nominal)} reminders, {dict(self.answers)}")
        self.compare()

    def answer(self, is_over, seed):
        """What two carers do meanwhile, each in their own order, to what is due by now."""
        chance = random.Random(f"{self.seed} {seed}")
        while not is_over.is_set():
            due = [number for number, nominal in enumerate(self.nominal) if nominal.timestamp() < time.time()]
            if not due:
                time.sleep(0.2)
                continue
            entry = f"medicine-{chance.choice(due)}"
            words = chance.choice([
                ("take", entry), ("skip", entry, "--reason", "asleep"), ("snooze", entry, "5s"),
                ("set", entry, f"dose={chance.randrange(1, 99)} mg")])
            result = self.carer.tend(*words, check=False)
            self.answers[f"{words[0]} {result.returncode}"] += 1
            if result.returncode != 0 and not result.stderr:
                raise CommandFailed(result)

    def compare(self):
        """Ledger against journal, and both against the plan."""
        ledger = f"{self.carer.user.file(LEDGER)}/ledger.sqlite"
        with sqlite3.connect(f"file:{ledger}?mode=ro", uri=True) as database:
            self.assertEqual(database.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
            events = database.execute(
                "SELECT number, kind, occurrence, entry, payload FROM event ORDER BY number").fetchall()
        self.assertEqual([event[0] for event in events], list(range(1, len(events) + 1)), "numbers have gaps")

        lines = collections.defaultdict(list)
        for line in until(10, "the journal", self.carer.events):
            lines[int(line.get("TEND_NUMBER", 0))].append(line)
        rows = collections.defaultdict(set)
        told, answered = collections.defaultdict(list), {}
        for number, kind, occurrence, entry, payload in events:
            body = json.loads(payload)
            if kind == "scheduled":
                rows[entry, body["key"]["day"]].add(occurrence)
            if kind == "told":
                self.assertNotIn(occurrence, answered, f"{entry} told after its answer")
                told[occurrence].append(body["attempt"])
            if kind == "answered":
                self.assertNotIn(occurrence, answered, f"{entry} answered twice")
                answered[occurrence] = number
            if kind in ("told", "answered", "snoozed", "missed"):
                self.assertTrue(lines[number], f"event {number}, {kind} of {entry}, is not in the journal")
        for attempts in told.values():
            self.assertEqual(attempts, list(range(1, len(attempts) + 1)))

        for number, nominal in enumerate(self.nominal):
            ids = rows[f"medicine-{number}", nominal.strftime("%Y-%m-%d")]
            self.assertEqual(len(ids), 1, f"rows of medicine-{number}")
            occurrence = ids.pop()
            self.assertTrue(told[occurrence] or occurrence in answered, f"medicine-{number} was never told")
        # A line told again after a kill is the same line: same number, attempt and occurrence.
        repeated = 0
        for number, copies in lines.items():
            if number:
                repeated += len(copies) - 1
                self.assertEqual(len({(line.get("TEND_OCCURRENCE"), line.get("TEND_ATTEMPT"), line["MESSAGE"])
                                      for line in copies}), 1, f"event {number} told in two ways")
        print(f"    {len(events)} events, {repeated} lines told again")


if __name__ == "__main__":
    unittest.main()
