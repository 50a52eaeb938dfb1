"""The main job, end to end: what a carer does from the first install to the last uninstall."""

import time
import unittest

from carer import (LEDGER, PLAN, TELLING, TOLD_LATE, UNIT, Carer, arrival, delay, message_ids, nominal_of,
                   soon)
from host import Host, until

# Told this many seconds after its time, a reminder counts as told late.
PUNCTUALITY = 10

MARIA = """\
# What Dr Okafor wrote down in October.
[person.maria]
name = "Maria"   # not "Mary"
"""


class ANewCarer(unittest.TestCase):
    """From nothing to a first reminder, and back to nothing."""

    def setUp(self):
        self.host = Host(self._testMethodName)
        self.addCleanup(self.host.remove)
        self.host.boot()

    def test_a_new_user_installs_and_has_a_first_reminder(self):
        carer = Carer(self.host)
        said = carer.install_service()
        self.assertIn("tend add medication", said)
        self.assertNotIn("enable-linger", said)
        self.assertEqual(carer.systemctl("is-enabled", "tend.service").stdout, "enabled\n")
        carer.daemon()
        self.assertTrue(carer.show("StatusText"))
        self.assertIn("active", carer.tend("service", "status").stdout)
        self.assertIn(f"\nExecStart={carer.user.home}/.local/bin/tendd\n", carer.user.file(UNIT).read_text())
        self.assertEqual(carer.listing("list"), [])

        nominal = soon(3)
        carer.add_medication("Cetirizine", nominal)
        line = carer.wait_for("reminder", "cetirizine")
        self.assertEqual(nominal_of(line), nominal)

    def test_whoever_is_not_lingering_is_told_how(self):
        carer = Carer(self.host, linger=False)
        self.assertIn("loginctl enable-linger", carer.install_service())

    def test_uninstalling_removes_what_was_installed_and_keeps_plan_and_ledger(self):
        carer = Carer(self.host)
        carer.make("uninstall")
        before = self.files(carer)
        carer.make("install")
        carer.install_service()
        carer.add_medication("Cetirizine", soon(3600))
        carer.wait_for("plan-accepted")
        plan = carer.plan()

        carer.tend("service", "uninstall")
        carer.make("uninstall")

        self.assertEqual(carer.systemctl("is-active", "tend.service", check=False).stdout, "inactive\n")
        units = carer.systemctl("list-unit-files", "--no-legend", "tend.service", check=False).stdout
        self.assertEqual(units, "")
        left = self.files(carer) - before
        self.assertEqual({path for path in left if not path.startswith((LEDGER, ".config/tend"))}, set())
        self.assertTrue([path for path in left if path.startswith(LEDGER)])
        self.assertEqual(carer.plan(), plan)

    def test_nobody_else_can_read_plan_or_ledger(self):
        carer = Carer(self.host)
        carer.install_service()
        carer.add_medication("Cromolyn", soon(3))
        carer.wait_for("reminder", "cromolyn")
        carer.tend("take", "cromolyn")
        found = carer.user.run(
            "find", ".config/tend", LEDGER, "-printf", "%y %m %p\n").stdout.splitlines()
        self.assertIn(f"f 600 {PLAN}", found)
        self.assertGreater(len(found), 3)
        for line in found:
            self.assertIn(line.split()[:2], (["f", "600"], ["d", "700"]), line)

    def files(self, carer):
        found = carer.user.run("find", ".", "!", "-type", "d", "-printf", "%P\n").stdout
        return set(found.splitlines())


class WithTheDaemonRunning(unittest.TestCase):
    """A carer whose service runs and whose plan knows Maria."""

    def setUp(self):
        self.host = Host(self._testMethodName)
        self.addCleanup(self.host.remove)
        self.host.boot()
        self.carer = Carer(self.host)
        self.carer.write_plan(MARIA)
        self.carer.install_service()
        self.carer.wait_for("plan-accepted")

    def add(self, name, nominal, *options):
        """Adds a medication for Maria and returns when the daemon goes by it."""
        accepted = len(self.carer.journal(TEND_EVENT="plan-accepted"))
        self.carer.add_medication(name, nominal, "--person", "maria", *options)
        self.carer.wait_for("plan-accepted", after=accepted)

    def tellings(self, entry):
        return [line for line in self.carer.events(entry) if line["TEND_EVENT"] in TELLING]

    def test_a_dose_is_told_in_full_within_a_second_and_taken(self):
        nominal = soon(4)
        self.add("Midostaurin", nominal, "--dose", "100 mg", "--take", "4 capsules")
        self.assertTrue(self.carer.plan().startswith(MARIA))

        line = self.carer.wait_for("reminder", "midostaurin")
        expected = {
            "MESSAGE_ID": message_ids()["reminder"], "SYSLOG_IDENTIFIER": "tend",
            "TEND_EVENT": "reminder", "TEND_KIND": "medication", "TEND_ENTRY": "midostaurin",
            "TEND_PERSON": "maria", "TEND_NOMINAL": nominal.isoformat(), "TEND_STATE": "due",
            "TEND_ATTEMPT": "1", "TEND_RUNG": "0",
        }
        self.assertEqual({key: line.get(key) for key in expected}, expected)
        self.assertRegex(line["TEND_OCCURRENCE"], r"^[a-z][2-9][a-z2-9]+$")
        self.assertLessEqual(int(line["PRIORITY"]), 5)
        for word in ("Midostaurin", "100 mg", "4 capsules"):
            self.assertIn(word, line["MESSAGE"])
        self.assertGreaterEqual(delay(line), 0)
        self.assertLess(delay(line), 1)

        due = self.carer.listing("due")
        self.assertEqual([item["id"] for item in due], [line["TEND_OCCURRENCE"]])
        self.carer.tend("take", "midostaurin")
        answered = self.carer.wait_for("answered", "midostaurin")
        self.assertEqual(answered["TEND_OCCURRENCE"], line["TEND_OCCURRENCE"])
        self.assertEqual(answered["MESSAGE_ID"], message_ids()["answered"])
        self.assertEqual(self.carer.listing("due"), [])
        taken = [item for item in self.carer.listing("history") if item["id"] == line["TEND_OCCURRENCE"]]
        self.assertEqual([(item["entry"], item["person"], item["outcome"]) for item in taken],
                         [("midostaurin", "maria", "taken")])
        self.assertEqual(len(self.tellings("midostaurin")), 1)

    def test_a_dose_nobody_answers_is_late_then_missed_and_listed(self):
        nominal = soon(4)
        self.add("Famotidine", nominal, "--late-after", "2s", "--missed-after", "4s")
        missed = self.carer.wait_for("missed", "famotidine", seconds=15)
        self.assertEqual(self.carer.kinds("famotidine"), ["reminder", "late", "missed"])
        late = self.carer.wait_for("late", "famotidine")
        self.assertEqual((late["TEND_STATE"], missed["TEND_STATE"]), ("late", "missed"))
        for line, seconds in ((late, 2), (missed, 4)):
            self.assertGreaterEqual(delay(line), seconds)
            self.assertLess(delay(line), seconds + 1)
        listed = self.carer.listing("missed")
        self.assertEqual([(item["entry"], item["id"], item["state"]) for item in listed],
                         [("famotidine", missed["TEND_OCCURRENCE"], "missed")])

        self.carer.tend("skip", missed["TEND_OCCURRENCE"], "--reason", "asleep; the nurse line agreed")
        self.carer.wait_for("answered", "famotidine")
        self.assertEqual(self.carer.listing("missed"), [])

    def test_a_killed_daemon_comes_back_and_tells_nothing_twice(self):
        self.add("Cromolyn", soon(3))
        first = self.carer.wait_for("reminder", "cromolyn")
        self.add("Montelukast", soon(7))
        killed = self.carer.daemon()
        self.host.run("kill", "-KILL", killed)
        until(10, "another tendd", lambda: self.carer.daemon() != killed)

        self.assertLess(delay(self.carer.wait_for("reminder", "montelukast")), 1)
        self.assertEqual([line["TEND_OCCURRENCE"] for line in self.tellings("cromolyn")],
                         [first["TEND_OCCURRENCE"]])
        self.assertEqual({item["entry"] for item in self.carer.listing("due")}, {"cromolyn", "montelukast"})
        self.carer.tend("take", first["TEND_OCCURRENCE"])
        self.carer.wait_for("answered", "cromolyn")

    def test_a_dose_due_while_the_daemon_was_dead_is_told_once_and_marked(self):
        nominal = soon(4)
        self.add("Cromolyn", nominal)
        self.carer.systemctl("stop", "tend.service")
        wait_until(nominal, PUNCTUALITY + 1)
        self.carer.systemctl("start", "tend.service")
        line = self.carer.wait_for("reminder", "cromolyn")
        self.assertEqual((line["TEND_STATE"], line["TEND_ATTEMPT"]), ("due", "1"))
        self.assertEqual(line.get(TOLD_LATE[0]), TOLD_LATE[1])
        self.carer.systemctl("restart", "tend.service")
        self.carer.daemon()
        time.sleep(1)
        self.assertEqual(len(self.tellings("cromolyn")), 1)

    def test_a_hung_daemon_is_ended_by_its_watchdog_and_comes_back(self):
        self.carer.user.run("sh", "-c", f"mkdir ~/{UNIT}.d; cat > ~/{UNIT}.d/hurry.conf",
                            stdin="[Service]\nWatchdogSec=2s\n")
        self.carer.systemctl("daemon-reload")
        self.carer.systemctl("restart", "tend.service")
        alive = self.carer.daemon()
        time.sleep(5)
        self.assertEqual(self.carer.daemon(), alive, "an idle daemon must answer its watchdog")
        self.host.run("kill", "-STOP", alive)
        until(15, "another tendd", lambda: self.carer.daemon() != alive)

    def test_a_second_daemon_on_the_same_ledger_refuses(self):
        self.carer.daemon()
        second = self.carer.user.run("timeout", "5", "tendd", check=False)
        self.assertNotIn(second.returncode, (0, 124))
        self.assertTrue(second.stderr)

    def test_what_came_due_while_the_host_was_off_is_told_once_each(self):
        nominal = soon(4)
        self.add("Famotidine", nominal, "--late-after", "1s", "--missed-after", "2s")
        self.add("Cladribine", nominal, "--late-after", "1s", "--missed-after", "1h")
        self.host.stop()
        self.assertLess(time.time(), nominal.timestamp(), "the host must be down before they are due")
        wait_until(nominal, 3 + PUNCTUALITY)
        self.host.boot()
        booted = time.time()

        missed = self.carer.wait_for("missed", "famotidine")
        late = self.carer.wait_for("late", "cladribine")
        self.carer.daemon()
        time.sleep(1)
        self.assertEqual(self.carer.kinds("famotidine"), ["missed"])
        self.assertEqual(self.carer.kinds("cladribine"), ["late"])
        self.assertEqual((missed["TEND_STATE"], late["TEND_STATE"]), ("missed", "late"))
        self.assertEqual((late["TEND_ATTEMPT"], late["TEND_NOMINAL"]), ("1", nominal.isoformat()))
        for line in (missed, late):
            self.assertEqual(line.get(TOLD_LATE[0]), TOLD_LATE[1])
            self.assertLess(abs(arrival(line) - booted), 10)
        self.assertEqual([item["entry"] for item in self.carer.listing("missed")], ["famotidine"])

        # And not again, whenever the host starts next.
        self.host.stop()
        self.host.boot()
        self.carer.daemon()
        time.sleep(1)
        self.assertEqual(self.carer.kinds("famotidine"), ["missed"])
        self.assertEqual(self.carer.kinds("cladribine"), ["late"])

    def test_a_power_cut_loses_no_answer(self):
        self.add("Cromolyn", soon(3))
        told = self.carer.wait_for("reminder", "cromolyn")
        self.carer.tend("take", "cromolyn")
        self.host.cut_power()
        self.host.boot()
        self.carer.daemon()
        self.carer.wait_for("answered", "cromolyn")
        self.assertEqual([item["outcome"] for item in self.carer.listing("history")
                          if item["id"] == told["TEND_OCCURRENCE"]], ["taken"])
        self.assertEqual(self.carer.kinds("cromolyn"), ["reminder", "answered"])

    def test_a_broken_plan_is_reported_with_its_place_and_the_good_one_runs_on(self):
        self.add("Cromolyn", soon(6))
        good = self.carer.plan()
        broken = good + '\n[medication.yogurt]\nname = "Yogurt"\nat = "25:99"\n'
        self.carer.write_plan(broken)
        rejected = self.carer.wait_for("plan-rejected")
        self.assertEqual(rejected["PRIORITY"], "3")
        self.assertRegex(rejected["MESSAGE"], rf"plan\.toml:{len(broken.splitlines())}:[0-9]+")
        self.assertNotEqual(self.carer.tend("check", check=False).returncode, 0)
        self.assertLess(delay(self.carer.wait_for("reminder", "cromolyn")), 1)

        accepted = len(self.carer.journal(TEND_EVENT="plan-accepted"))
        nominal = soon(3)
        self.carer.write_plan(broken.replace("25:99", nominal.strftime("%H:%M:%S")))
        self.carer.wait_for("plan-accepted", after=accepted)
        self.assertEqual(self.carer.tend("check").returncode, 0)
        self.assertLess(delay(self.carer.wait_for("reminder", "yogurt")), 1)
        self.assertEqual(len(self.tellings("cromolyn")), 1)

    def test_an_answer_given_while_the_daemon_is_stopped_reaches_the_journal_later(self):
        self.add("Cromolyn", soon(3))
        told = self.carer.wait_for("reminder", "cromolyn")
        self.carer.systemctl("stop", "tend.service")
        self.carer.tend("take", told["TEND_OCCURRENCE"], "--note", "with soup")
        self.assertEqual(self.carer.kinds("cromolyn"), ["reminder"])
        self.assertEqual([item["outcome"] for item in self.carer.listing("history")
                          if item["id"] == told["TEND_OCCURRENCE"]], ["taken"])
        self.carer.systemctl("start", "tend.service")
        self.carer.wait_for("answered", "cromolyn")
        self.assertEqual(self.carer.kinds("cromolyn"), ["reminder", "answered"])

    def test_a_new_zone_of_the_machine_moves_what_has_no_zone_of_its_own(self):
        zone = "Asia/Kathmandu"  # a quarter of an hour ahead of the host's
        nominal = soon(6, zone)
        self.add("Cromolyn", nominal)
        self.host.run("timedatectl", "set-timezone", zone)
        changed = self.carer.wait_for("zone-changed")
        self.assertIn(zone, changed["MESSAGE"])
        line = self.carer.wait_for("reminder", "cromolyn", seconds=15)
        self.assertEqual(line["TEND_NOMINAL"], nominal.isoformat())
        self.assertLess(delay(line), 1)


def wait_until(nominal, seconds):
    """Lets real time pass until so many seconds after `nominal`."""
    time.sleep(max(0, nominal.timestamp() + seconds - time.time()))
