"""How long after its time a dose is told, with a desktop that shows popups and with every way in which there is none.

One tendd for each, in one run, their doses taking turns, so that all of them meet the same machine. The line is read where
tendd writes it when no journal collects it.
"""
import contextlib
import os
import re
import selectors
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from . import document
from .agenda import HERE, TEND

# Of the median to that of a tendd that has no channel but the journal, and how much of a difference is none, in seconds.
PROMISE = 1.5
NOISE = 0.002
SETTINGS = '[remind.high]\nchannels = ["%s"]\n'
BUS = """<busconfig><type>session</type><listen>unix:path=%s</listen><policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""


def run(options):
    doses = options.doses
    with tempfile.TemporaryDirectory(prefix="tb-") as folder, contextlib.ExitStack() as stack:
        daemons = [Daemon(stack, Path(folder), *scene) for scene in scenes(stack, Path(folder))]
        begin = datetime.now().replace(microsecond=0) + timedelta(seconds=5)
        for place, daemon in enumerate(daemons):
            daemon.start([begin + timedelta(seconds=place + len(daemons) * number) for number in range(doses)])
        listen(daemons, begin + timedelta(seconds=len(daemons) * doses + 5))
    base = statistics.median(daemons[0].delays)
    rows, kept = [], True
    for daemon in daemons:
        middle = statistics.median(daemon.delays)
        is_kept = len(daemon.delays) == doses and middle <= max(PROMISE * base, base + NOISE)
        kept = kept and is_kept
        rows.append([daemon.name, len(daemon.delays), f"{1000 * middle:.1f}", f"{1000 * max(daemon.delays):.1f}",
                     f"{middle / base:.2f}" + ("" if is_kept else " !")])
    text = (f"The line of a dose, from its time to where it is read, {doses} doses each, all in one run and taking turns. "
            "The ratio is that of the medians to the first row.\n\n"
            + document.table(["with", "told", "median ms", "longest ms", "ratio"], rows))
    document.write("latency", "The journal does not wait for the desktop", text)
    print(text)
    return kept


def scenes(stack, folder):
    """The name, the channel and the address of the bus of each."""
    found = [("the journal alone", "journal", None), ("no bus", "desktop", None)]
    silent = str(folder / "silent")
    listener = stack.enter_context(socket.socket(socket.AF_UNIX))
    listener.bind(silent)
    listener.listen()
    found.append(("a bus that hangs", "desktop", f"unix:path={silent}"))
    if shutil.which("dbus-daemon"):
        for name, behaviour in [("a bus without a server", None), ("a server that shows", "shows"),
                                ("a server that hangs", "hangs")]:
            address = bus(stack, folder / (behaviour or "empty"))
            if behaviour:
                server = start(stack, [sys.executable, HERE / "peers/notification_server.py", address, behaviour],
                               stdout=subprocess.PIPE)
                server.stdout.readline()
            found.append((name, "desktop", address))
    return found


def start(stack, command, **more):
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, **more)
    stack.callback(process.wait)
    stack.callback(process.kill)
    return process


def bus(stack, path):
    path.mkdir()
    (path / "conf").write_text(BUS % (path / "bus"))
    process = start(stack, ["dbus-daemon", f"--config-file={path}/conf", "--nofork", "--nopidfile", "--print-address=1"],
                    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    process.stdout.readline()
    return f"unix:path={path}/bus"


class Daemon:
    def __init__(self, stack, folder, name, channel, address):
        self.stack, self.name = stack, name
        self.path = folder / re.sub("[^a-z]", "-", name)
        self.config = self.path / ".config/tend"
        self.config.mkdir(parents=True, mode=0o700)
        self.environment = {"HOME": str(self.path), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
        if address:
            self.environment["DBUS_SESSION_BUS_ADDRESS"] = address
        self.write("settings.toml", SETTINGS % channel)
        self.delays = []
        self.rest = b""

    def write(self, name, text):
        (self.config / name).write_text(text)
        (self.config / name).chmod(0o600)

    def start(self, times):
        self.times = {f"Dose {number}": time.timestamp() for number, time in enumerate(times)}
        self.write("plan.toml", "".join(
            f'[medication.dose-{number}]\nname = "Dose {number}"\ndose = "1 mg"\nat = "{time:%H:%M:%S}"\n'
            for number, time in enumerate(times)))
        program = self.path / "tendd"
        program.symlink_to(TEND)
        self.process = start(self.stack, [program], env=self.environment, stderr=subprocess.PIPE)
        os.set_blocking(self.process.stderr.fileno(), False)

    def read(self, now):
        *lines, self.rest = (self.rest + (self.process.stderr.read() or b"")).split(b"\n")
        for line in lines:
            found = re.search(rb"(Dose [0-9]+) 1 mg", line)
            due = found and self.times.pop(found[1].decode(), None)
            if due:
                self.delays.append(now - due)


def listen(daemons, end):
    with selectors.DefaultSelector() as selector:
        for daemon in daemons:
            selector.register(daemon.process.stderr, selectors.EVENT_READ, daemon)
        while any(daemon.times for daemon in daemons) and time.time() < end.timestamp():
            for key, _ in selector.select(0.5):
                key.data.read(time.time())
