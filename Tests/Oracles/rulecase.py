"""A recurrence rule with its DTSTART, zone and dates, drawn at random, and how tend is asked for it."""
import dataclasses
import datetime as dt

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
FREQUENCIES = ["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"]
SUBDAILY = FREQUENCIES[4:]
ZONES = [
    "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Santiago",
    "Europe/Dublin", "Pacific/Apia", "America/St_Johns", "Africa/Cairo",
]
# Where the clocks leave out a time, or show it twice, or a whole day is missing.
AWKWARD = [
    ("Europe/Berlin", "2026-03-29T02:30"), ("Europe/Berlin", "2026-10-25T02:30"), ("Europe/Berlin", "2026-03-28T02:00"),
    ("America/New_York", "2026-03-08T02:15"), ("America/New_York", "2026-11-01T01:59"),
    ("Australia/Lord_Howe", "2026-10-04T02:15"), ("Australia/Lord_Howe", "2026-04-05T01:45"),
    ("America/Santiago", "2026-09-06T00:00"), ("America/Santiago", "2026-04-04T23:30"),
    ("Pacific/Apia", "2011-12-30T09:00"), ("Pacific/Apia", "2011-12-29T23:30"), ("Africa/Cairo", "2026-04-24T00:30"),
]
EDGE_YEARS = [1583, 1899, 1900, 1999, 2000, 2099, 2100, 2101, 2399, 2400, 9960, 9990, 9998]


@dataclasses.dataclass(frozen=True)
class Case:
    start: dt.datetime
    # How DTSTART is written: "local", "utc" or "date".
    form: str
    zone: str | None
    parts: dict
    # How UNTIL is written.
    until_form: str = "local"
    rdate: tuple = ()
    exdate: tuple = ()
    # Whole days taken away.
    exdays: tuple = ()

    def without(self, name):
        return dataclasses.replace(self, parts={key: value for key, value in self.parts.items() if key != name})

    def with_part(self, name, value):
        return dataclasses.replace(self, parts={**self.parts, name: value})

    @property
    def is_elapsed(self):
        """Whether it counts elapsed time, which a zone does not move."""
        return bool(self.zone) and self.form == "local" and self.parts["FREQ"] in SUBDAILY

    @property
    def rule(self):
        return text({name: self.until if name == "UNTIL" else value for name, value in self.parts.items()})

    @property
    def until(self):
        until = self.parts["UNTIL"]
        return basic(until, self.until_form)

    def request(self, **bounds):
        request = {"start": basic(self.start, self.form), "zone": self.zone, "rrule": self.rule, **bounds}
        if self.rdate:
            request["rdate"] = [basic(moment, self.form) for moment in self.rdate]
        if self.exdate or self.exdays:
            request["exdate"] = [basic(moment, self.form) for moment in self.exdate]
            request["exdate"] += [basic(day, "date") for day in self.exdays]
        return request

    def __str__(self):
        request = self.request()
        words = [request["start"], self.zone or "floating", request["rrule"]]
        for name in ("rdate", "exdate"):
            if name in request:
                words.append(f"{name} {','.join(request[name])}")
        return " ".join(words)


def text(parts):
    return ";".join(f"{name}={','.join(map(str, value)) if isinstance(value, list) else value}"
                    for name, value in parts.items())


def basic(moment, form="local"):
    date = f"{moment.year:04}{moment:%m%d}"
    return date if form == "date" else f"{date}{moment:T%H%M%S}{'Z' if form == 'utc' else ''}"


def draw(random):
    frequency = random.choices(FREQUENCIES, [4, 5, 5, 5, 2, 1, 1])[0]
    form = "local" if random.random() < 0.8 or frequency in SUBDAILY else random.choice(["date", "utc"])
    parts = {"FREQ": frequency}
    if random.random() < 0.5:
        parts["INTERVAL"] = random.choice([1, 2, 3, 4, 5, 6, 7, 10, 12, 13, 25, 90])
    draw_days(random, frequency, parts)
    if form != "date":
        draw_times(random, parts)
    if random.random() < 0.25:
        parts["WKST"] = random.choice(DAYS)
    if random.random() < 0.2 and any(part.startswith("BY") for part in parts):
        parts["BYSETPOS"] = some(random, [1, 2, 3, -1, -2, -3, 5])
    zone, start = draw_start(random, form, frequency in SUBDAILY and not set(parts) <= {"FREQ", "INTERVAL"})
    end = random.random()
    until_form = form
    if end < 0.25:
        parts["COUNT"] = random.randint(1, 30)
    elif end < 0.4:
        parts["UNTIL"] = later(random, start)
        until_form = "date" if form == "date" else random.choice(["local", "utc", "date"])
    case = Case(start, form, zone, parts, until_form)
    return draw_dates(random, case) if random.random() < 0.25 else case


def draw_start(random, form, is_floating):
    """A zone, None for floating, and DTSTART in it."""
    zone = random.choice(ZONES) if form == "local" and not is_floating and random.random() < 0.5 else None
    if zone and random.random() < 0.3:
        zone, start = random.choice(AWKWARD)
        return zone, dt.datetime.fromisoformat(start)
    year = random.randint(1990, 2060) if random.random() < 0.9 else random.choice(EDGE_YEARS)
    start = dt.datetime(year, random.randint(1, 12), random.randint(1, 28))
    if random.random() < 0.2:
        start = start.replace(day=1) + dt.timedelta(days=random.randint(27, 30))
    if form != "date":
        start = start.replace(hour=random.choice([0, 1, 2, 8, 9, 20, 23]), minute=random.choice([0, 0, 15, 30, 59]),
                              second=random.choice([0, 0, 0, 30]))
    return zone, start


def later(random, start):
    try:
        return start + dt.timedelta(days=random.choice([0, 1, 30, 400, 4000]), hours=random.randint(0, 48))
    except OverflowError:
        return dt.datetime.max.replace(microsecond=0)


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


def draw_times(random, parts):
    if random.random() < 0.25:
        parts["BYHOUR"] = some(random, range(24))
    if random.random() < 0.15:
        parts["BYMINUTE"] = some(random, range(60))
    if random.random() < 0.1:
        parts["BYSECOND"] = some(random, range(60))


def draw_dates(random, case):
    """RDATE and EXDATE: some of them where a daily or weekly rule has its times."""
    def moments():
        count = random.choice([0, 1, 1, 3])
        days = [random.choice([*range(0, 15), 28, 31, 365, 366]) for _ in range(count)]
        return tuple(case.start + dt.timedelta(days=n) for n in days if case.start.year < 9998)

    exdays = () if case.form == "date" else tuple(moment.date() for moment in moments())
    return dataclasses.replace(case, rdate=moments(), exdate=moments(), exdays=exdays)


def some(random, values, most=4):
    return random.sample(list(values), random.randint(1, most))
