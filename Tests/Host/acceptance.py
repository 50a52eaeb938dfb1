"""Runs every test of this folder and counts. Started by `Tests/Host/run`."""

import pathlib
import subprocess
import sys
import time
import unittest


class Reporter(unittest.TextTestResult):
    """One line a test: its name in words and how long it took."""

    def startTest(self, test):
        unittest.TestResult.startTest(self, test)
        self._began = time.monotonic()

    def _line(self, mark, test):
        name = test.id().rpartition(".")[2].removeprefix("test_").replace("_", " ")
        self.stream.writeln(f"  {mark} {name} ({time.monotonic() - self._began:.1f} s)")
        self.stream.flush()

    def addSuccess(self, test):
        unittest.TestResult.addSuccess(self, test)
        self._line("ok  ", test)

    def addFailure(self, test, err):
        unittest.TestResult.addFailure(self, test, err)
        self._line("FAIL", test)

    def addError(self, test, err):
        unittest.TestResult.addError(self, test, err)
        self._line("FAIL", test)


def main(arguments):
    here = pathlib.Path(__file__).parent
    # A /run of our own: nspawn keeps notes there, and a disk's folders need a place.
    subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=0755", "tmpfs", "/run"], check=True)

    loader = unittest.TestLoader()
    loader.testNamePatterns = [f"*{word}*" for flag, word in zip(arguments, arguments[1:])
                               if flag == "-k"] or None
    suite = loader.discover(str(here), pattern="test_*.py")
    began = time.monotonic()
    result = unittest.TextTestRunner(stream=sys.stdout, resultclass=Reporter, verbosity=0).run(suite)
    failed = len(result.failures) + len(result.errors)
    passed = result.testsRun - failed
    print(f"Tests/Host: {passed} passed, {failed} failed in {time.monotonic() - began:.0f} s")
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
