"""Programs that hang, crash, flood and multiply, all at once, while tendd tells and answers its watchdog."""

import contextlib
import os
import shutil
import socket
import subprocess
import threading
import time
import unittest

import home
from home import Home, until

# The deadline that the service manager would set; tendd answers well before it or would be killed.
WATCHDOG = 3
# Nobody else sleeps for so long: what is left of a program is found by it.
MARK = "sleep 31.4159"

PROGRAMS = {
    "fine": 'cat >"$HOME/fine.said"',
    "crash": "kill -SEGV $$",
    "flood": "exec yes",
    "hang": f"trap '' TERM; setsid -f {MARK} </dev/null >/dev/null 2>&1; {MARK}; {MARK}",
    "children": f"i=0; while [ $i -lt 200 ]; do {MARK} & i=$((i+1)); done; wait",
}


class Manager:
    """What a service manager hears from its service: when it was ready, and each sign of life."""

    def __init__(self, path):
        self.signs = []
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(path))
        path.chmod(0o777)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        with contextlib.suppress(OSError):
            while text := self.socket.recv(4096).decode():
                if "READY=1" in text or "WATCHDOG=1" in text:
                    self.signs.append(time.monotonic())

    def longest_silence(self):
        signs = self.signs + [time.monotonic()]
        return max(later - earlier for earlier, later in zip(signs, signs[1:]))


def left_over():
    """The processes that programs of channels have left behind."""
    found = []
    for process in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError):
            words = open(f"/proc/{process}/cmdline", "rb").read().split(b"\0")
            if b"31.4159" in words:
                found.append(process)
    return found


class Misbehaviour(unittest.TestCase):
    def test_programs_that_hang_crash_flood_and_multiply_hold_up_nothing(self):
        place = Home(self._testMethodName, 'command = ["true"]')
        for name, script in PROGRAMS.items():
            (place.config / name).write_text(f"#!/bin/sh\n{script}\n")
            (place.config / name).chmod(0o755)
        (place.config / "settings.toml").write_text(
            '[remind.high]\nrepeat = "1m"\nchannels = [' + ", ".join(f'"{name}"' for name in PROGRAMS) + "]\n"
            + "".join(f'[channel.{name}]\ncommand = ["./{name}"]\ntimeout = "3s"\n' for name in PROGRAMS))
        manager = Manager(place.root / "notify")
        # An ordinary user: root has no limit of processes.
        as_user = []
        if os.geteuid() == 0:
            home.FOLDER.chmod(0o711)
            shutil.copy(home.FOLDER / "tend", place.root / "tendd")
            as_user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"]
            subprocess.run(["chown", "-R", "65534:65534", place.root], check=True)
        limit = ["prlimit", f"--nproc={len(self.processes()) + 80}", "--"]
        variables = place.variables | {
            "NOTIFY_SOCKET": str(place.root / "notify"), "WATCHDOG_USEC": str(WATCHDOG * 1_000_000)}
        program = place.root / "tendd" if as_user else home.FOLDER / "tendd"
        with place.tendd(command=[*limit, *as_user, program], variables=variables):
            reports = until("a report of every channel", lambda: self.reports(place))
            # A few more signs of life.
            until("the watchdog", lambda: len(manager.signs) > 3)
            silence = manager.longest_silence()
        self.assertEqual(reports["fine"]["result"], "told")
        self.assertIn("Midostäurin", (place.root / "fine.said").read_text())
        self.assertEqual(reports["hang"]["result"], "timed-out")
        self.assertRegex(reports["crash"]["detail"], "signal 11")
        self.assertRegex(reports["flood"]["detail"], "wrote too much")
        self.assertEqual(reports["children"]["result"], "refused")
        self.assertRegex(reports["children"]["detail"], "[Cc]annot fork|fork")
        self.assertLess(silence, WATCHDOG, "the service manager would have killed it")
        self.assertIn("Midostäurin 100 mg for Maria, due", place.log)
        # Whatever left its session is beyond a process that is nobody's service; in a unit of its own it is not.
        self.assertLessEqual(len(left_over()), 1)

    def processes(self):
        """Those of the ordinary user."""
        user = 65534 if os.geteuid() == 0 else os.geteuid()
        found = []
        for process in filter(str.isdigit, os.listdir("/proc")):
            with contextlib.suppress(OSError):
                if os.stat(f"/proc/{process}").st_uid == user:
                    found.append(process)
        return found

    def reports(self, place):
        first = {}
        for report in place.reports():
            first.setdefault(report["route"]["channel"], report)
        return first if len(first) == len(PROGRAMS) else None

    def tearDown(self):
        for process in left_over():
            with contextlib.suppress(OSError):
                os.kill(int(process), 9)
