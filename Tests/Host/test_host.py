"""The ground the other tests stand on: is the host what they take it for?"""

import time
import unittest

from host import Host, until


class TheHost(unittest.TestCase):
    def setUp(self):
        self.host = Host(self._testMethodName)
        self.addCleanup(self.host.remove)
        self.host.boot()

    def test_a_user_without_privilege_reads_a_journal_that_outlives_the_host(self):
        self.assertEqual(self.host.run("systemctl", "is-system-running").stdout, "running\n")
        carer = self.host.new_user("carer")
        self.assertEqual(carer.run("systemctl", "--user", "is-system-running").stdout, "running\n")

        def lines():
            return carer.run("journalctl", "--user", "-t", "tend", "-o", "cat").stdout.splitlines()

        carer.run("systemd-cat", "-t", "tend", "echo", "before")
        until(5, "the line in the journal", lambda: lines() == ["before"])
        self.host.stop()
        self.host.boot()
        until(5, "the user's manager, started by lingering alone", lambda: carer.run(
            "systemctl", "--user", "is-system-running", check=False).stdout == "running\n")
        self.assertEqual(lines(), ["before"])

    def test_the_host_reaches_no_network(self):
        links = self.host.run("ls", "/sys/class/net").stdout.split()
        self.assertEqual(links, ["lo"])
