"""Every installed zone from 1970 to 2100, judged by zdump, which asks the C library.

zdump gives each zone's stretches of constant offset. What a local time near a change means follows from them by
definition, without anybody's reading of the zone files: the first instant that shows it, and where none does, the one
that the offset before the gap gives.
"""
import bisect
import datetime as dt
import hashlib
import re
import subprocess
from pathlib import Path

DIRECTORY = Path("/usr/share/zoneinfo")
YEARS = (1970, 2101)
EPOCH = dt.datetime(1970, 1, 1)
WEEK = 7 * 86_400
FIRST_NOON, LAST_NOON = 4 * 86_400 + 43_200, 47_846 * 86_400 + 43_200  # Mondays: 1970-01-05, 2100-12-27.


def compare(batch):
    failures = changes = 0
    contents = {}
    names = sorted(str(path.relative_to(DIRECTORY)) for path in DIRECTORY.rglob("*") if path.is_file())
    refused = [name for name in names if is_zone(name) and name.startswith("right/")]
    # Factory is no zone but the want of one.
    names = [name for name in names if is_zone(name) and not name.startswith("right/")
             and name not in ("Factory", "posix/Factory")]
    for name in names:
        content = hashlib.sha256((DIRECTORY / name).read_bytes()).digest()
        known = contents.setdefault(content, name)
        if known == name:
            stretches = Stretches(name)
            changes += len(stretches.starts) - 1
            difference = judge(batch, name, stretches)
        else:
            difference = other_name(batch, name, known)
        if difference:
            failures += 1
            print(f"ZONE {difference}")
    for name in refused:
        # Leap seconds are refused, and taken for granted where a file of this folder has none.
        if counts_leap_seconds(name) and isinstance(batch.ask(start="20260301T080000", zone=name), list):
            failures += 1
            print(f"ZONE {name} counts leap seconds, and tend uses it")
    print(f"zones: {len(names)} names, {len(contents)} different, {changes} changes of offset compared with zdump, "
          f"{len(refused)} with leap seconds refused, {failures} differ")
    return failures


def is_zone(name):
    return (DIRECTORY / name).read_bytes()[:4] == b"TZif"


def counts_leap_seconds(name):
    """Whether the first header says so (RFC 9636 §3.1)."""
    return int.from_bytes((DIRECTORY / name).read_bytes()[28:32], "big") > 0


class Stretches:
    """The offsets of a zone: `offsets[n]` holds from instant `starts[n]` on."""

    LINE = re.compile(r"(\S+)\t(\S+)\t([-+]\d+)")

    def __init__(self, name):
        command = ["zdump", "-i", "-c", f"{YEARS[0]},{YEARS[1]}", name]
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
        self.starts, self.offsets = [], []
        for line in lines:
            if found := self.LINE.match(line):
                date, time, offset = found.groups()
                offset = seconds(offset)
                if date == "-":
                    start = float("-inf")
                else:
                    start = int((dt.datetime.fromisoformat(date) - EPOCH).total_seconds()) + clock(time) - offset
                # A change of the abbreviation alone is none here.
                if not self.offsets or offset != self.offsets[-1]:
                    self.starts.append(start)
                    self.offsets.append(offset)

    def instant(self, wall):
        """What a local time in seconds means, by definition."""
        # No zone is more than a day and a half from UTC.
        first = max(bisect.bisect_right(self.starts, wall - 130_000) - 1, 0)
        gap = None
        for index in range(first, len(self.starts)):
            start, offset = self.starts[index], self.offsets[index]
            if start > wall + 130_000:
                break
            end = self.starts[index + 1] if index + 1 < len(self.starts) else float("inf")
            if start <= wall - offset < end:
                return wall - offset
            if gap is None and end <= wall - offset and wall - self.offsets[index + 1] < end:
                gap = wall - offset
        return gap

    def awkward_times(self):
        """Local times at, beside and between the two ends of every change."""
        for index in range(1, len(self.starts)):
            ends = [self.starts[index] + self.offsets[index - 1], self.starts[index] + self.offsets[index]]
            yield from (end + beside for end in ends for beside in (-1, 0, 1))
            yield sum(ends) // 2


def clock(text):
    """`02`, `02:30` or `02:30:15` in seconds; zdump leaves out what is zero."""
    parts = [int(part) for part in text.split(":")]
    return sum(part * unit for part, unit in zip(parts, (3600, 60, 1)))


def seconds(text):
    """`+01`, `-0330` or `+005328` in seconds."""
    digits = text[1:]
    size = sum(int(digits[at:at + 2]) * unit for at, unit in zip(range(0, len(digits), 2), (3600, 60, 1)))
    return -size if text[0] == "-" else size


def judge(batch, name, stretches):
    """Where tend and zdump differ, as one line; None where they agree."""
    walls = sorted(set(stretches.awkward_times()))
    answer = batch.ask(start="19700101T120000", zone=name, rrule="FREQ=DAILY;COUNT=1", limit=len(walls) + 1,
                       rdate=[basic(wall) for wall in walls])
    if answer != texts({stretches.instant(wall) for wall in [43_200, *walls]}):
        return answer if isinstance(answer, str) else smallest(batch, name, stretches, [43_200, *walls])
    # In between nothing else may have happened: a noon in every week.
    noons = range(FIRST_NOON, LAST_NOON + 1, WEEK)
    answer = batch.ask(start=basic(FIRST_NOON), zone=name, rrule=f"FREQ=WEEKLY;COUNT={len(noons)}", limit=len(noons))
    if answer != texts({stretches.instant(wall) for wall in noons}):
        return answer if isinstance(answer, str) else smallest(batch, name, stretches, noons)
    return None


def smallest(batch, name, stretches, walls):
    """The first local time on which they differ."""
    for wall in walls:
        answer = batch.ask(start=basic(wall), zone=name)
        wanted = texts({stretches.instant(wall)})
        if answer != wanted:
            return f"{name} {basic(wall)}: zdump {wanted}, tend {answer}"
    return f"{name}: one by one the local times agree, together they do not"


def other_name(batch, name, known):
    """A second name of the same bytes need only be found."""
    request = {"start": "20260701T120000"}
    answers = [batch.ask(zone=zone, **request) for zone in (name, known)]
    return None if answers[0] == answers[1] else f"{name}: {answers[0]}, and as {known}: {answers[1]}"


def basic(wall):
    return f"{EPOCH + dt.timedelta(seconds=wall):%Y%m%dT%H%M%S}"


TEXTS = {}


def texts(instants):
    found = []
    for instant in sorted(instants):
        if instant not in TEXTS:
            TEXTS[instant] = f"{EPOCH + dt.timedelta(seconds=instant):%Y-%m-%dT%H:%M:%SZ}"
        found.append(TEXTS[instant])
    return found
