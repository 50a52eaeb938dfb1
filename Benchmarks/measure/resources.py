"""What a daemon costs that has nothing to do, beside its peers, and what a year of reminders leaves in its memory."""
import glob
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from . import document, household
from .agenda import TEND, ZONE, Home

# systemd asks for a sign of life within this time; tendd gives one after half of it, as sd_event does for it.
WATCHDOG = 20
SPEED = 400_000


def run(options):
    with tempfile.TemporaryDirectory(prefix="tend-bench-") as folder:
        parts = [idle(Path(folder) / "idle", options.idle)]
        flat, text = year(Path(folder) / "year")
        parts.append(text)
    document.write("resources", "A daemon at rest, and a year of it", "\n\n".join(parts))
    print("\n\n".join(parts))
    return flat


def at_rest(path):
    """A household whose only reminder is twelve hours away, for each of the programs."""
    found = household.entries(100, household.next_month(date.today()))
    for entry in found:
        entry.time = f"{(datetime.now() + timedelta(hours=12)):%H:%M}"
    path.mkdir()
    return Home(path, found)


def idle(path, seconds):
    home = at_rest(path)
    for name in ("conf", "keys"):
        (path / "calcurse" / name).touch()
    mark = path / "calcurse" / ".daemon.pid"
    rows = []
    ready = str(path / "ready")
    tendd = path / "tendd"
    tendd.symlink_to(TEND)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        channel.bind(ready)
        watchdog = {"NOTIFY_SOCKET": ready, "WATCHDOG_USEC": str(WATCHDOG * 1_000_000)}
        for name, command, variables in [
            ("tendd", [tendd], {}), (f"tendd, watchdog {WATCHDOG} s", [tendd], watchdog),
            ("remind -z", ["remind", "-z", "-f", path / "reminders"], {}),
            ("calcurse --daemon", ["calcurse", "-D", path / "calcurse", "--daemon"], {}),
        ]:
            if shutil.which(command[0]):
                rows.append([name, *watch(command, home.environment | variables, seconds, mark)])
    return (f"Nothing falls due for twelve hours, 100 entries. Wake-ups are voluntary context switches of all threads "
            f"within {seconds} s, KiB is the resident set and what of it is private.\n\n"
            + document.table(["daemon", "wake-ups", "a minute", "KiB", "private"], rows))


def watch(command, environment, seconds, mark):
    """Wake-ups, those of a minute, and the memory of a process that has settled, or of the one it left its mark of."""
    process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(4)
    pid = process.pid if process.poll() is None else int(mark.read_text())
    try:
        before = switches(pid)
        time.sleep(seconds)
        count = switches(pid) - before
        resident, private = memory(pid)
    finally:
        os.kill(pid, signal.SIGTERM)
        process.wait()
    return count, f"{count * 60 / seconds:.1f}", f"{resident:,}", f"{private:,}"


def switches(pid):
    return sum(int(line.split()[1]) for status in glob.glob(f"/proc/{pid}/task/*/status")
               for line in Path(status).read_text().splitlines() if line.startswith("voluntary_ctxt_switches"))


def memory(pid):
    rollup = {line.split(":")[0]: int(line.split()[1]) for line in
              Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]}
    return rollup["Rss"], rollup["Private_Clean"] + rollup["Private_Dirty"]


def year(path):
    """The same tendd under libfaketime: a year in minutes, its memory at the end of each month."""
    library = next(iter(glob.glob("/usr/lib/*/faketime/libfaketime.so.1")), None)
    if library is None:
        return True, "The year was not measured: it wants libfaketime."
    path.mkdir()
    found = [entry for entry in household.entries(100, household.next_month(date.today()))
             if entry.kind in ("daily", "weekly")][:12]
    for entry in found:
        entry.first = date(2026, 12, 1)
    home = Home(path, found)
    start = datetime(2027, 1, 1, tzinfo=timezone.utc)
    clock = {"LD_PRELOAD": library, "TZ": "UTC", "FAKETIME_DONT_FAKE_MONOTONIC": "1",
             "FAKETIME": f"@{start:%Y-%m-%d %H:%M:%S} x{SPEED}"}
    tendd = path / "tendd"
    tendd.symlink_to(TEND)
    figures = []
    process = subprocess.Popen([tendd], env=home.environment | clock, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    begun = time.monotonic()
    try:
        for month in range(1, 13):
            time.sleep(max(0, begun + month * 30.4 * 86_400 / SPEED - time.monotonic()))
            figures.append(memory(process.pid)[1])
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()
    ledger = next(path.rglob("ledger.sqlite"))
    ratio = figures[-1] / figures[2]
    text = (f"Twelve medicines for a year that nobody answers, {SPEED:,} times as fast under libfaketime. Private memory "
            f"at the end of each month, KiB: {', '.join(f'{figure:,}' for figure in figures)}. December to March: "
            f"{ratio:.2f}. The ledger is {ledger.stat().st_size / 1e6:.1f} MB by then.")
    return ratio < 1.15, text
