"""Occurrences a second beside python-dateutil and libical, and how far a seek may reach."""
import os
import statistics
import subprocess
import sys
import venv
from pathlib import Path

from . import document

HERE = Path(__file__).resolve().parents[1]
BUILD = Path(os.environ.get("TEND_BENCH_BUILD", HERE / ".build"))
RULES = [
    ("daily", "20260101T080000", "FREQ=DAILY"),
    ("daily at 8 and 20", "20260101T080000", "FREQ=DAILY;BYHOUR=8,20"),
    ("weekly on three days", "20260105T080000", "FREQ=WEEKLY;BYDAY=MO,WE,FR"),
    ("last Friday", "20260130T080000", "FREQ=MONTHLY;BYDAY=-1FR"),
    ("the 31st", "20260131T080000", "FREQ=MONTHLY;BYMONTHDAY=31"),
    ("yearly", "20260101T080000", "FREQ=YEARLY"),
    ("29 February", "20240229T080000", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"),
    ("every 6 hours", "20260101T080000", "FREQ=HOURLY;INTERVAL=6"),
    ("daily, BYMONTH and BYDAY", "20260102T080000", "FREQ=DAILY;BYMONTH=1;BYDAY=FR"),
    ("weekly, WKST and interval", "20260104T080000", "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,SU"),
]



def build():
    subprocess.run(["swift", "build", "-c", "release", "--package-path", HERE, "--scratch-path", BUILD], check=True,
                   stdout=subprocess.DEVNULL)
    driver = BUILD / "libical_bench"
    subprocess.run(["cc", "-O2", "-o", driver, HERE / "peers" / "libical_bench.c", "-lical"], check=True)
    python = BUILD / "venv" / "bin" / "python3"
    if not python.exists():
        venv.create(BUILD / "venv", with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "python-dateutil", "tzdata"], check=True)
    return {
        "tend": [BUILD / "release" / "recurrence-bench"],
        "dateutil": [python, HERE / "peers" / "dateutil_bench.py"],
        "libical": [driver],
    }


def rate(command, *arguments):
    done = subprocess.run([*command, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{command[0]} {arguments}: {done.stderr}")
    rate, allocations, _ = done.stdout.split()
    return float(rate), int(allocations)


def measure(programs, options):
    """Median rates by rule and program; rounds go through the programs in turn, so that noise hits all alike."""
    rows = []
    for name, start, rule in RULES:
        rates = {program: [] for program in programs}
        allocations = 0
        for _ in range(options.rounds):
            for program, command in programs.items():
                found, made = rate(command, start, rule, options.occurrences, options.seconds)
                rates[program].append(found)
                allocations = max(allocations, made if program == "tend" else 0)
        middle = {program: statistics.median(values) for program, values in rates.items()}
        rows.append((name, middle, middle["tend"] / max(middle["dateutil"], middle["libical"]), allocations))
    return rows


def report(rows, far, options):
    ratios = [ratio for _, _, ratio, _ in rows]
    heads = ["rule", "tend", "dateutil", "libical", "ratio", "allocations"]
    cells = [[name, *(f"{rates[program] / 1000:,.0f}" for program in ("tend", "dateutil", "libical")), f"{ratio:.0f}",
              allocations] for name, rates, ratio, allocations in rows]
    return "\n".join([
        f"Occurrences a second, thousands, local times in Europe/Berlin turned into UTC, {options.occurrences:,} at a time,",
        f"median of {options.rounds} rounds. The ratio is to the better of the two peers. Allocations are those of the whole",
        "process between the first occurrence and the last.",
        "",
        document.table(heads, cells),
        "",
        f"Median ratio {statistics.median(ratios):.0f}; the smallest {min(ratios):.0f}.",
        "",
        f"One occurrence a hundred years after DTSTART of `FREQ=DAILY`: {far:,.0f} ns."])


def run(options):
    """Whether every promise was kept: 30 times the better peer on the median rule, 5 times on each, 5 µs far away."""
    programs = build()
    rows = measure(programs, options)
    far, _ = rate(programs["tend"], "far", RULES[0][1], RULES[0][2], options.seconds)
    text = report(rows, far, options)
    print(text)
    document.write("recurrence", "Recurrence", text)
    ratios = [ratio for _, _, ratio, _ in rows]
    allocated = any(allocations for _, _, _, allocations in rows)
    return statistics.median(ratios) >= 30 and min(ratios) >= 5 and far < 5000 and not allocated
