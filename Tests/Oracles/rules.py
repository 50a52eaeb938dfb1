"""Random recurrence rules, judged by python-dateutil.

dateutil departs from RFC 5545 in places; each is put right here in the open, so that what remains are differences
nobody has explained.
"""
import datetime as dt
import itertools
import signal
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
FREQUENCIES = ["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"]
ZONES = [
    "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Santiago",
    "Europe/Dublin", "Pacific/Apia", "America/St_Johns", "Africa/Cairo",
]
UTC = dt.timezone.utc
LENGTH = 40


class Unanswered(Exception):
    """dateutil did not answer in time, or stops at its year 9999."""


def compare(batch, random, count):
    failures = unanswered = occurrences = compared = 0
    while compared < count:
        case = draw(random)
        try:
            wanted = expected(case)
        except Unanswered:
            unanswered += 1
            continue
        compared += 1
        occurrences += len(wanted)
        if disagreement(batch, case, wanted, random):
            failures += 1
            print("RULE", show(batch, shrink(batch, case)))
    print(f"rules: {compared} compared with dateutil, {occurrences} occurrences, {unanswered} more it did not answer, "
          f"{failures} differ")
    return failures


# Drawing


def draw(random):
    """A rule as a dictionary of its parts, with DTSTART and zone."""
    frequency = random.choices(FREQUENCIES, [4, 5, 5, 5, 2, 1, 1])[0]
    subdaily = frequency in FREQUENCIES[4:]
    start = dt.datetime(random.randint(1990, 2060), random.randint(1, 12), random.randint(1, 28),
                        random.choice([0, 1, 2, 8, 9, 20, 23]), random.choice([0, 0, 15, 30, 59]),
                        random.choice([0, 0, 0, 30]))
    if random.random() < 0.2:
        start = start.replace(day=1) + dt.timedelta(days=random.randint(27, 30))
    parts = {"FREQ": frequency}
    if random.random() < 0.5:
        parts["INTERVAL"] = random.choice([1, 2, 3, 4, 5, 6, 7, 10, 12, 13, 25, 90])
    draw_days(random, frequency, parts)
    draw_times(random, frequency, parts)
    if random.random() < 0.25:
        parts["WKST"] = random.choice(DAYS)
    if random.random() < 0.2 and any(part.startswith("BY") for part in parts):
        parts["BYSETPOS"] = some(random, [1, 2, 3, -1, -2, -3, 5])
    case = {"start": start, "zone": None, "parts": parts}
    if random.random() < 0.4 and (not subdaily or set(parts) <= {"FREQ", "INTERVAL"}):
        case["zone"] = random.choice(ZONES)
    end = random.random()
    if end < 0.25:
        parts["COUNT"] = random.randint(1, LENGTH)
    elif end < 0.4:
        parts["UNTIL"] = start + dt.timedelta(days=random.choice([1, 30, 400, 4000]), hours=random.randint(0, 48))
    return case


def draw_days(random, frequency, parts):
    if random.random() < 0.3:
        parts["BYMONTH"] = some(random, range(1, 13))
    if frequency != "WEEKLY" and random.random() < 0.25:
        parts["BYMONTHDAY"] = some(random, [*range(1, 32), *range(-31, 0)])
    if frequency not in ("WEEKLY", "MONTHLY", "DAILY") and random.random() < 0.1:
        parts["BYYEARDAY"] = some(random, [*range(1, 367), *range(-366, 0)], 8)
    weeks = frequency == "YEARLY" and random.random() < 0.2
    if weeks:
        # Not 52 and 53, nor as many from the end: for the days of a neighbouring year's week dateutil takes the length
        # of the wrong year (rrule.py, lnumweeks), and so misses 1 January 2059 as WE of week 52 with WKST=FR, and it
        # knows the next year's first week only as 1, and so misses 31 December 2046 as MO of week -52.
        parts["BYWEEKNO"] = some(random, [*range(1, 52), *range(-51, 0)])
        # Years of weeks or of months: a reading, not an error (recurrence.md).
        parts.pop("INTERVAL", None)
    if random.random() < 0.4:
        days = some(random, DAYS)
        if frequency in ("YEARLY", "MONTHLY") and not weeks and random.random() < 0.5:
            ordinals = [1, 2, 3, 4, 5, -1, -2, -5]
            if frequency == "YEARLY" and "BYMONTH" not in parts:
                ordinals += [10, 20, 53, -10, -53]
            days = [f"{random.choice(ordinals)}{day}" for day in days]
        parts["BYDAY"] = days


def draw_times(random, frequency, parts):
    if random.random() < 0.25:
        parts["BYHOUR"] = some(random, range(24))
    if random.random() < 0.15:
        parts["BYMINUTE"] = some(random, range(60))
    if random.random() < 0.1:
        parts["BYSECOND"] = some(random, range(60))


def some(random, values, most=4):
    return random.sample(list(values), random.randint(1, most))


# Judging


def expected(case):
    """What the rule means, as UTC instants; raises Unanswered where dateutil takes longer than a second."""
    with Deadline(1):
        return corrected(case)


def corrected(case):
    """dateutil's answer with its departures put right."""
    parts = dict(case["parts"])
    start, zone = case["start"], case["zone"]
    until, count = parts.pop("UNTIL", None), parts.pop("COUNT", None)
    frequency = parts["FREQ"]
    if zone and frequency in FREQUENCIES[4:]:
        # dateutil steps the wall clock; hours and less are elapsed time (recurrence.md).
        step = {"HOURLY": 3600, "MINUTELY": 60, "SECONDLY": 1}[frequency] * parts.get("INTERVAL", 1)
        first = to_utc(start, zone)
        found = (first + dt.timedelta(seconds=step * n) for n in itertools.count())
        return cut(found, count, until and to_utc(until, zone))
    first = start
    if "BYWEEKNO" in parts and not {"BYDAY", "BYMONTHDAY", "BYYEARDAY"} & set(parts):
        # dateutil gives seven days where the RFC means DTSTART's weekday.
        parts["BYDAY"] = [DAYS[start.weekday()]]
    if frequency == "WEEKLY" and "BYSETPOS" in parts:
        # dateutil counts the first week from DTSTART on: start it at the week's beginning.
        parts.setdefault("BYDAY", [DAYS[start.weekday()]])
        first = start - dt.timedelta(days=(start.weekday() - DAYS.index(parts.get("WKST", "MO"))) % 7)
    if zone is None:
        found = (moment.replace(tzinfo=UTC) for moment in expand(first, parts) if moment >= start)
        return cut(found, count, until and until.replace(tzinfo=UTC))
    local = (moment for moment in expand(first, parts) if moment >= start)
    chosen = list(itertools.islice(local, count or LENGTH + 10))
    # In a spring gap two times may become one instant, or change places: a set has neither.
    instants = sorted({to_utc(moment, zone) for moment in chosen})
    return cut(instants, None, until and to_utc(until, zone))[: count or LENGTH]


def expand(start, parts):
    text = ";".join(f"{name}={text_of(value)}" for name, value in parts.items())
    try:
        yield from rrulestr(text, dtstart=start)
    except ValueError as error:
        if "empty" not in str(error):
            raise


def cut(found, count, until):
    """At most LENGTH instants of `found`, ended by COUNT and UNTIL."""
    result = []
    for moment in found:
        if until and moment > until or len(result) == (count or LENGTH):
            break
        result.append(moment)
    return result


class Deadline:
    def __init__(self, seconds):
        self.seconds = seconds

    def __enter__(self):
        def expire(*_):
            raise Unanswered()

        signal.signal(signal.SIGALRM, expire)
        signal.setitimer(signal.ITIMER_REAL, self.seconds)

    def __exit__(self, *_):
        signal.setitimer(signal.ITIMER_REAL, 0)


def to_utc(local, zone):
    """The instant Tend means: the offset before a gap, the first of two."""
    return local.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def disagreement(batch, case, wanted, random=None):
    """Whether tend says otherwise; with `random`, also when it starts somewhere in the middle."""
    wanted = [instant(moment) for moment in wanted]
    if batch.ask(**request(case, limit=LENGTH)) != wanted:
        return True
    if not random or not wanted:
        return False
    cut_at = random.randrange(len(wanted))
    later = batch.ask(**request(case, limit=len(wanted) - cut_at - 1, after=wanted[cut_at]))
    return later != wanted[cut_at + 1:]


def request(case, **bounds):
    return {"start": basic(case["start"]), "zone": case["zone"], "rrule": rule(case), **bounds}


def rule(case):
    parts = dict(case["parts"])
    if "UNTIL" in parts:
        until = parts["UNTIL"]
        parts["UNTIL"] = basic(to_utc(until, case["zone"])) + "Z" if case["zone"] else basic(until)
    return ";".join(f"{name}={text_of(value)}" for name, value in parts.items())


def text_of(value):
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def basic(moment):
    return f"{moment.year:04}{moment:%m%dT%H%M%S}"


def instant(moment):
    return f"{moment.year:04}{moment:-%m-%dT%H:%M:%SZ}"


# Shrinking


def shrink(batch, case):
    """The smallest case found that still differs."""
    shrunk = True
    while shrunk:
        shrunk = False
        for smaller in smaller_cases(case):
            if "BYSETPOS" in smaller["parts"] and sum(name.startswith("BY") for name in smaller["parts"]) == 1:
                continue
            try:
                differs = disagreement(batch, smaller, expected(smaller))
            except (Unanswered, ValueError):
                continue
            if differs:
                case, shrunk = smaller, True
                break
    return case


def smaller_cases(case):
    parts = case["parts"]
    if case["zone"]:
        yield {**case, "zone": None}
    for name, value in parts.items():
        if name != "FREQ":
            yield {**case, "parts": {key: kept for key, kept in parts.items() if key != name}}
        if isinstance(value, list) and len(value) > 1:
            for index in range(len(value)):
                yield {**case, "parts": {**parts, name: value[:index] + value[index + 1:]}}
    simple = case["start"].replace(hour=0, minute=0, second=0)
    if simple != case["start"]:
        yield {**case, "start": simple}


def show(batch, case):
    try:
        wanted = [instant(moment) for moment in expected(case)][:6]
    except Unanswered:
        wanted = "no answer"
    found = batch.ask(**request(case, limit=6))
    return f"{basic(case['start'])} {case['zone'] or 'floating'} {rule(case)}\n  dateutil {wanted}\n  tend     {found}"
