"""Random calendar events, judged by `systemd-analyze calendar` on this machine."""
import datetime as dt
import re
import subprocess
from zoneinfo import ZoneInfo

ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "America/Santiago"]
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
# Instants near which their clocks change.
CHANGES = [
    ("Europe/Berlin", "2026-03-29T01:00"), ("Europe/Berlin", "2026-10-25T01:00"),
    ("America/New_York", "2026-03-08T07:00"), ("America/New_York", "2026-11-01T06:00"),
    ("Australia/Lord_Howe", "2026-04-04T15:00"), ("Australia/Lord_Howe", "2026-10-03T15:30"),
    ("America/Santiago", "2026-04-05T03:00"), ("America/Santiago", "2026-09-06T04:00"),
    ("Africa/Cairo", "2026-04-23T22:00"), ("Africa/Cairo", "2026-10-29T21:00"), ("Pacific/Apia", "2011-12-30T10:00"),
]
LENGTH = 8
UTC_LINE = re.compile(r"\(in UTC\): \w+ (\S+ \S+) UTC")
PLAIN_LINE = re.compile(r"(?:Next elapse|Iter\. #\d+): \w+ (\S+ \S+) UTC")


def compare(batch, random, count):
    failures = refused = loops = occurrences = 0
    for _ in range(count):
        event, zone, base = draw_near_change(random) if random.random() < 0.4 else draw(random)
        # Asked in an hour that comes a second time, systemd names its times again, but not when it comes from before
        # that hour; Tend gives the same times from wherever it is asked (recurrence.md).
        while any(is_repeated(base, name) for name in (zone, event[3] or zone)):
            base -= dt.timedelta(minutes=30)
        wanted = systemd(event, zone, base)
        if wanted == "loop":
            loops += 1
            continue
        refused += wanted is None
        occurrences += len(wanted or [])
        if ask(batch, event, zone, base) != wanted:
            failures += 1
            event = shrink(batch, event, zone, base)
            print(f"EVENT {' '.join(filter(None, event))!r} in {zone} after {base}Z\n"
                  f"  systemd {systemd(event, zone, base)}\n  tend    {ask(batch, event, zone, base)}")
    print(f"events: {count} compared with systemd, {occurrences} occurrences, {refused} refused by it, "
          f"{loops} on which it gave up, {failures} differ")
    return failures


def is_repeated(base, zone):
    return base.replace(tzinfo=dt.timezone.utc).astimezone(ZoneInfo(zone)).fold == 1


def draw(random):
    """An event, the zone it is read in and the time it is read at."""
    base = dt.datetime(random.randint(2020, 2035), random.randint(1, 12), random.randint(1, 28),
                       random.randint(0, 23), random.randint(0, 59), random.randint(0, 59))
    return draw_event(random), random.choice(ZONES), base


def draw_near_change(random):
    """The same within some hours of a change of the clock, at the times of day that it touches."""
    zone, change = random.choice(CHANGES)
    base = dt.datetime.fromisoformat(change) + dt.timedelta(minutes=15 * random.randint(-16, 12))
    hour = random.choice(["*", str(random.randint(0, 3)), "23", "0..3", "1,2", f"0/{random.randint(1, 3)}"])
    return ["", "", f"{hour}:{chain(random, 0, 59, endless=False)}", ""], zone, base


def draw_event(random):
    """Weekdays, date, time and zone, each possibly empty."""
    return [
        weekdays(random) if random.random() < 0.4 else "",
        date(random) if random.random() < 0.6 else "",
        time(random) if random.random() < 0.8 else "",
        random.choice(["UTC", "Asia/Tokyo", "America/New_York"]) if random.random() < 0.15 else "",
    ] if random.random() < 0.95 else [random.choice(
        ["minutely", "hourly", "daily", "weekly", "monthly", "quarterly", "semiannually", "yearly"]), "", "", ""]


def weekdays(random):
    if random.random() < 0.5:
        first, last = sorted(random.sample(range(7), 2))
        return f"{DAYS[first]}..{DAYS[last]}"
    return ",".join(random.sample(DAYS, random.randint(1, 3)))


def date(random):
    year = random.choice(["*", "*", "*", "2026", "2024,2028", "2025..2030", "2024/4", "2027..2035/3"])
    separator = "~" if random.random() < 0.2 else "-"
    month = chain(random, 1, 12)
    day = chain(random, 1, 28 if separator == "~" else 31, endless=False)
    return random.choice([f"{year}-{month}{separator}{day}", f"{month}{separator}{day}"])


def time(random):
    clock = f"{chain(random, 0, 23, endless=False)}:{chain(random, 0, 59, endless=False)}"
    if random.random() < 0.4:
        clock += f":{chain(random, 0, 59, endless=False)}"
    return clock


def chain(random, low, high, endless=True):
    """One part; without `endless` no open step such as 9/34.

    With one in the minutes systemd 252 loses times: from 23:43 it steps to minute 77, which mktime makes 00:17 of
    the next day, and so misses 00:09. With one in the seconds it loses some at the hour, with one in the hours some at
    the turn of the month: `0/20:16` misses 00:16 on 1 October, which `0..23/20:16` and `0,20:16`, the same hours, both
    have. With one in the days it loses some at the turn of the year: `*-6/20` misses 6 January in the same way.
    """
    shape = random.random() * (1 if endless else 0.9)
    if shape < 0.3:
        return "*"
    if shape < 0.6:
        return str(random.randint(low, high))
    if shape < 0.7:
        return f"{random.randint(low, high):02},{random.randint(low, high)}"
    first, last = sorted([random.randint(low, high), random.randint(low, high)])
    if shape < 0.8:
        return f"{first}..{last}"
    if shape < 0.9:
        return f"{first}..{last}/{random.randint(1, 7)}"
    return f"{first}/{random.randint(1, max(1, high - first))}"


def systemd(event, zone, base):
    """The next elapses in UTC; None where systemd refuses the text, "loop" where it gives up counting."""
    command = ["systemd-analyze", "calendar", f"--iterations={LENGTH}", f"--base-time={base} UTC", "--",
               " ".join(filter(None, event))]
    done = subprocess.run(command, env={"TZ": zone, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
                          capture_output=True, text=True)
    # Where the event has a zone of its own, a child does the counting: of its complaint only the errno arrives (EDEADLK).
    if "Infinite loop" in done.stderr or "Resource deadlock avoided" in done.stderr:
        return "loop"
    if done.returncode != 0:
        return None
    # Where the shown zone is UTC there are no extra lines for it.
    found = UTC_LINE.findall(done.stdout) or PLAIN_LINE.findall(done.stdout)
    return [text.replace(" ", "T") + "Z" for text in found]


def ask(batch, event, zone, base):
    answer = batch.ask(calendar=" ".join(filter(None, event)), zone=zone,
                       after=base.strftime("%Y-%m-%dT%H:%M:%SZ"), limit=LENGTH)
    return None if isinstance(answer, str) else answer


def shrink(batch, event, zone, base):
    for index in range(len(event)):
        smaller = event[:index] + [""] + event[index + 1:]
        if any(smaller) and ask(batch, smaller, zone, base) != systemd(smaller, zone, base):
            event = smaller
    return event
