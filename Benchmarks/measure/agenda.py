"""`tend agenda` of a month and of a day, whole process, beside `remind` and `calcurse` on the same household."""
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from . import document, household

HERE = Path(__file__).resolve().parents[1]
TEND = Path(os.environ.get("TEND_BENCH_BINARY", HERE.parent / ".build-release" / "release" / "tend"))
ZONE = "Europe/Berlin"
PHASES = ["loader", "arguments", "plan", "ledger", "expansion", "output"]
SIZES = [100, 10_000]


@dataclass
class Home:
    """A household on disk, for each of the programs."""
    path: Path
    environment: dict

    def __init__(self, path, found):
        self.path = path
        self.environment = {"HOME": str(path), "TZ": ZONE, "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
        plan = path / ".config" / "tend" / "plan.toml"
        plan.parent.mkdir(parents=True, mode=0o700)
        plan.write_text(household.plan(found, ZONE))
        (path / "reminders").write_text(household.reminders(found))
        (path / "calcurse").mkdir()
        (path / "calcurse" / "apts").write_text(household.appointments(found))
        (path / "calcurse" / "todo").touch()

    def commands(self, first, last):
        """The same listing by each program; a month of remind is a calendar, a day is what is on it."""
        calendar = ["-s1"] if first != last else []
        return {
            "tend": [TEND, "agenda", f"{first}..{last}"],
            "remind": ["remind", *calendar, "-q", self.path / "reminders", str(first)],
            "calcurse": ["calcurse", "-D", self.path / "calcurse", "-Q", "--from", f"{first:%m/%d/%Y}", "--to",
                         f"{last:%m/%d/%Y}"],
        }

    def record(self):
        """Lets tendd write the ledger that a household of this size has."""
        ready = str(self.path / "ready")
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
            channel.bind(ready)
            channel.settimeout(300)
            daemon = self.path / "tendd"
            daemon.symlink_to(TEND)
            with subprocess.Popen([daemon], env=self.environment | {"NOTIFY_SOCKET": ready},
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
                while b"READY=1" not in channel.recv(4096):
                    pass
                process.send_signal(signal.SIGTERM)


@dataclass
class Runs:
    """What the runs of one command took: seconds, and kibibytes at the peak."""
    seconds: list = field(default_factory=list)
    peak: int = 0
    phases: dict = field(default_factory=lambda: defaultdict(list))

    @property
    def time(self):
        return statistics.median(self.seconds)

    def phase(self, name):
        return statistics.median(self.phases[name])


def once(command, environment, runs=None, output="/dev/null"):
    """One run, from the call that starts it until it is over."""
    traced = {"TEND_TRACE": "phases"} if command[0] == TEND and runs is not None else {}
    trace, trace_end = os.pipe()
    actions = [(os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0),
               (os.POSIX_SPAWN_OPEN, 1, output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
               (os.POSIX_SPAWN_DUP2, trace_end, 2)]
    program = shutil.which(command[0])
    begin = time.monotonic()
    process = os.posix_spawn(program, list(map(str, command)), environment | traced, file_actions=actions)
    _, status = os.waitpid(process, 0)
    end = time.monotonic()
    os.close(trace_end)
    with os.fdopen(trace) as pipe:
        said = pipe.read()
    if status != 0:
        sys.exit(f"{command}: {said}")
    if runs is None:
        return
    runs.seconds.append(end - begin)
    for line in said.splitlines():
        if line.startswith("trace: "):
            _, phase, at = line.split()
            runs.phases[phase].append(float(at) - begin)
            begin = float(at)


def measure(home, commands, rounds):
    """Rounds go through the programs in turn, so that noise hits all alike."""
    runs = {program: Runs() for program in commands}
    for program, command in commands.items():
        once(command, home.environment)
        runs[program].peak = peak(home, command)
    for _ in range(rounds):
        for program, command in commands.items():
            once(command, home.environment, runs[program])
    return runs


def peak(home, command):
    """The peak memory in kibibytes; asked of time(1), as a child of ours would begin with our own."""
    said = home.path / "peak"
    subprocess.run(["/usr/bin/time", "-f", "%M", "-o", said, *command], env=home.environment, check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return int(said.read_text())


def count(home, commands):
    """How many occurrences each program lists, which has to be the same."""
    counts = set()
    for command in commands.values():
        once(command, home.environment, output=str(home.path / "listing"))
        counts.add((home.path / "listing").read_text().count(" mg"))
    if len(counts) != 1:
        sys.exit(f"the programs do not list the same occurrences: {counts}")
    return counts.pop()


def milliseconds(seconds):
    return f"{1000 * seconds:,.1f}"


def report(results):
    heads = ["listing", "lines", "tend ms", "remind ms", "calcurse ms", "ratio", "tend MiB", "remind MiB",
             "calcurse MiB"]
    programs = ["tend", "remind", "calcurse"]
    rows = [[name, f"{lines:,}", *(milliseconds(runs[program].time) for program in programs), f"{ratio(runs):.2f}",
             *(f"{runs[program].peak / 1024:.1f}" for program in programs)] for name, (lines, runs) in results.items()]
    phases = [[name, *(milliseconds(runs["tend"].phase(phase)) for phase in PHASES)]
              for name, (_, runs) in results.items()]
    rounds = {name: len(runs["tend"].seconds) for name, (_, runs) in results.items()}
    return "\n".join([
        "One household written as a plan of Tend, as reminders and as appointments: of 100 entries 40 daily, 25 on two",
        "days of the week, 10 every few days, 10 monthly, 15 once. The next month, and one day of it, with `tend agenda`,",
        "`remind -s1 -q` (`-q` for the day) and `calcurse -Q`; output to /dev/null, with the ledger that tendd has written.",
        "From the start of the process to its end, median of "
        + ", ".join(f"{count} runs ({name})" for name, count in rounds.items()) + ".",
        "The ratio is to the faster of the two peers; the memory is the peak.",
        "",
        document.table(heads, rows),
        "",
        "Where the time of `tend` goes, in milliseconds, as `TEND_TRACE=phases` says it: the loader up to the first line of",
        "ours, the arguments, reading and resolving the plan, the ledger, finding the occurrences, and writing them out.",
        "",
        document.table(["listing", *PHASES], phases)])


def ratio(runs):
    return runs["tend"].time / min(runs["remind"].time, runs["calcurse"].time)


def run(options):
    """Whether every promise was kept."""
    month = household.next_month(date.today())
    day = month[0].replace(day=15)
    results = {}
    for size in SIZES:
        with tempfile.TemporaryDirectory(prefix="tend-bench.") as path:
            home = Home(Path(path), household.entries(size, month))
            home.record()
            for name, (first, last) in {"month": month, "day": (day, day)}.items():
                commands = home.commands(first, last)
                rounds = options.rounds * (20 if size < 1000 else 5 if first == last else 2)
                results[f"{name} of {size:,}"] = (count(home, commands), measure(home, commands, rounds))
    text = report(results)
    print(text)
    document.write("agenda", "A month and a day of a household", text)
    (_, large), (_, small), (_, large_day) = (results[name] for name in ("month of 10,000", "month of 100",
                                                                         "day of 10,000"))
    kept = {
        "a month of 10,000 entries is no slower than the faster peer": ratio(large) <= 1,
        "a month of 100 entries is within twice the faster peer": ratio(small) <= 2,
        "a day of 10,000 entries is within 0.1 s": large_day["tend"].time <= 0.1,
        "its expansion is under remind's whole run": large_day["tend"].phase("expansion") < large_day["remind"].time,
    }
    for promise, isKept in kept.items():
        print(f"{'kept' if isKept else 'NOT KEPT'}: {promise}")
    return all(kept.values())
