"""The sample plan, read day by day by nothing but tomllib, zoneinfo, dateutil and systemd, against `tend agenda`."""
import datetime as dt
import glob
import json
import re
import subprocess
import tempfile
import tomllib
from pathlib import Path
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

PLAN = Path(__file__).resolve().parent.parent.parent / "Config" / "plan.toml"
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAY = dt.timedelta(days=1)
# Two months over the turn of the year, both changes of the clock, and the weeks around the transplant.
STRETCHES = [("2026-11-22", 60), ("2027-02-20", 45), ("2027-06-05", 60), ("2027-10-25", 14)]
NOTICE = dt.time(10)


def compare(program):
    plan = tomllib.loads(PLAN.read_text())
    failures = total = 0
    for start, days in STRETCHES:
        wanted = Reader(plan, dt.date.fromisoformat(start)).agenda(days)
        found = asked(program, start, days)
        total += len(wanted)
        for line in sorted(wanted ^ found):
            failures += 1
            print(f"PLAN {start} {days}d {'only here' if line in wanted else 'only tend'}: {' '.join(line)}")
    print(f"plans: {total} occurrences of the sample plan, {failures} differ")
    return failures


def asked(program, start, days):
    """What `tend agenda` says when it is midnight, on a computer that is in UTC."""
    [library, *_] = glob.glob("/usr/lib/*/faketime/libfaketime.so.1")
    midnight = dt.datetime.fromisoformat(start).replace(tzinfo=ZoneInfo("Europe/Berlin"))
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / ".config" / "tend"
        folder.mkdir(parents=True)
        (folder / "plan.toml").write_text(PLAN.read_text())
        environment = {"HOME": home, "PATH": "/usr/bin:/bin", "TZ": "Europe/Berlin", "LD_PRELOAD": library,
                       "FAKETIME": f"@{midnight:%Y-%m-%d %H:%M:%S}"}
        output = subprocess.run([program, "agenda", start, f"{days}d", "--json"], env=environment,
                                capture_output=True, text=True, check=True).stdout
    return {(at(dt.datetime.fromisoformat(item["nominal"])), item["entry"], item["amount"] or "")
            for item in json.loads(output)["items"]}


def at(moment):
    return moment.astimezone(dt.timezone.utc).isoformat()


class Reader:
    """A plan on the morning of a day, before anything was answered."""

    def __init__(self, plan, today):
        self.plan, self.today = plan, today
        self.entries = {name: entry | {"kind": kind}
                        for kind in ("medication", "appointment", "activity", "check-in")
                        for name, entry in plan.get(kind, {}).items()}

    def agenda(self, days):
        until = self.today + days * DAY
        lines = set()
        for name, entry in self.entries.items():
            for moment, amount in self.occurrences(entry):
                lines.add((moment, name, amount))
            for word, moment in self.steps(name, entry):
                lines.add((moment, f"{name}.{word}", ""))
        begin, end = (dt.datetime.combine(day, dt.time(), ZoneInfo("Europe/Berlin")) for day in (self.today, until))
        return {(at(moment), name, amount) for moment, name, amount in lines if begin <= moment < end}

    def person(self, entry):
        return self.plan["person"].get(entry.get("person"), {})

    def zone(self, entry):
        return ZoneInfo(self.person(entry).get("zone", "UTC"))

    def occurrences(self, entry):
        """Each (instant, amount), by looking at one day after the other."""
        if "as-needed" in entry or "after" in entry:
            return
        if "window" in entry:
            for text in listed(entry.get("arranged", [])):
                yield dt.datetime.fromisoformat(text).replace(tzinfo=self.zone(entry)), amount(entry)
            return
        if entry["kind"] == "activity" and "carer" not in entry and entry.get("approval", {}).get("status") != "approved":
            return
        zone = self.zone(entry)
        if "when" in entry:
            for text in listed(entry["when"]):
                yield dt.datetime.fromisoformat(text).replace(tzinfo=zone), amount(entry)
            return
        if "rrule" in entry or "calendar" in entry:
            for local in self.rule(entry):
                yield local.replace(tzinfo=zone), amount(entry)
            return
        if re.fullmatch(r"\d+h", entry.get("every", "")):
            yield from self.elapsed(entry, zone)
            return
        counted = 0
        first = date(entry.get("from", "2026-09-01"))
        day = min(first, self.today - 40 * DAY) if "count" not in entry else first
        while day < self.today + 130 * DAY:
            if self.falls_on(entry, day):
                for item in listed(entry["at"]):
                    counted += 1
                    if counted > entry.get("count", counted):
                        return
                    own = item if isinstance(item, dict) else {}
                    local = self.moment(entry, own.get("time", item), day)
                    if f"{day}" in listed(entry.get("except", [])):
                        continue
                    yield local.replace(tzinfo=zone), amount(self.tapered(entry, day) | own)
            day += DAY

    def falls_on(self, entry, day):
        if "from" in entry and day < date(entry["from"]) or "until" in entry and day > date(entry["until"]):
            return False
        if "on" in entry and not any(falls_on(word, day) for word in listed(entry["on"])):
            return False
        if "taper" in entry and self.tapered(entry, day) is None:
            return False
        if "after-start-of" in entry:
            start = self.start(self.entries[entry["after-start-of"]])
            past, step = (day - start).days, span(entry.get("every", "1 day"))
            return 0 < past <= span(entry.get("for", "9999 days")) and past % step == 0
        if "with-cycle-of" in entry:
            return self.goes_with(self.entries[entry["with-cycle-of"]], entry["days"], day)
        if "cycle" in entry:
            cycle = entry["cycle"]
            past = (day - date(cycle["day1"])).days
            return 0 <= past < cycle["of"] * cycle["cycles"] and past % cycle["of"] < cycle["days"]
        if "countdown" in entry:
            return within(entry["countdown"]["days"], (day - date(entry["countdown"]["day0"])).days)
        if "every" in entry:
            past, step = (day - date(entry["from"])).days, span(entry["every"])
            if entry["every"].endswith("weeks") and "on" in entry:
                past = (monday(day) - monday(date(entry["from"]))).days
            return past >= 0 and past % step == 0
        return True

    @staticmethod
    def start(entry):
        if "cycle" in entry:
            return date(entry["cycle"]["day1"])
        return date(entry["countdown"]["day0"] if "countdown" in entry else entry["from"])

    @staticmethod
    def goes_with(other, days, day):
        if "countdown" in other:
            return within(days, (day - date(other["countdown"]["day0"])).days)
        cycle = other["cycle"]
        for number in range(cycle["cycles"]):
            past = (day - date(cycle["day1"])).days - number * cycle["of"]
            if within(days, past + 1 if past >= 0 else past):
                return True
        return False

    @staticmethod
    def tapered(entry, day):
        """The entry with what its taper says on a day; None outside it."""
        if "taper" not in entry:
            return entry
        past = (day - date(entry["from"])).days
        for step in entry["taper"]:
            if 0 <= past < step["days"]:
                return entry | step
            past -= step["days"]
        return None

    def moment(self, entry, text, day):
        word, sign, shift = re.fullmatch(r"([a-z]+|\d\d:\d\d)(?:([+-])(\w+))?", text).groups()
        time = dt.time.fromisoformat(self.person(entry).get("day", {}).get(word, word))
        local = dt.datetime.combine(day, time)
        if shift:
            local += length(shift) if sign == "+" else -length(shift)
        return local

    def elapsed(self, entry, zone):
        moment = dt.datetime.combine(
            date(entry["from"]), dt.time.fromisoformat(entry["at"]), zone).astimezone(dt.timezone.utc)
        while moment.astimezone(zone).date() <= date(entry["until"]):
            start, end = entry.get("between", "00:00-24:00").split("-")
            if start <= f"{moment.astimezone(zone):%H:%M}" <= end:
                yield moment, amount(entry)
            moment += length(entry["every"])

    def rule(self, entry):
        end = dt.datetime.combine(self.today + 130 * DAY, dt.time())
        if "rrule" in entry:
            return rrulestr(entry["rrule"], dtstart=dt.datetime.combine(date(entry["from"]), dt.time())).between(
                end - 170 * DAY, end)
        output = subprocess.run(
            ["systemd-analyze", "calendar", "--iterations=20", f"--base-time={self.today - DAY} 00:00:00",
             entry["calendar"]], env={"PATH": "/usr/bin:/bin", "TZ": "UTC"}, capture_output=True, text=True,
            check=True).stdout
        return [dt.datetime.fromisoformat(text) for text in
                re.findall(r"(?:Next elapse|Iter\. #\d+): \w+ (\S+ \S+) UTC", output)]

    def steps(self, name, entry):
        """Each (word, instant) of what is derived from an entry."""
        zone = self.zone(entry)
        times = [moment for moment, _ in self.occurrences(entry)]
        for item in entry.get("prepare", []):
            step = item if isinstance(item, dict) else {"step": item}
            for moment in times:
                yield word(step["step"]), before(moment, step.get("before", "1d"), step.get("at", "18:00"))
        if "window" in entry:
            reach = int(entry["window"].removesuffix("d"))
            day = self.today - 40 * DAY
            while day < self.today + 130 * DAY:
                if self.falls_on(entry, day) and not any(abs(moment.date() - day) <= reach * DAY for moment in times):
                    yield "arrange", dt.datetime.combine(day - reach * DAY, NOTICE, zone)
                day += DAY
        if entry.get("approval", {}).get("status") == "approved" and "review" in entry["approval"]:
            yield "review", dt.datetime.combine(date(entry["approval"]["review"]) - 7 * DAY, NOTICE, zone)
        food = entry.get("food")
        if isinstance(food, dict) and food.get("notices"):
            for moment in times:
                instant = moment.astimezone(dt.timezone.utc)
                yield "stop-eating", instant - length(food.get("after", "2h"))
                yield "may-eat", instant + length(food.get("before", "1h"))
        if "stock" in entry:
            for step, day in self.errands(entry, entry["stock"]):
                yield step, dt.datetime.combine(day, NOTICE, zone)

    def errands(self, entry, stock):
        if "practice" in stock:
            for year in range(10):
                yield "practice", date(stock["practice"]).replace(year=date(stock["practice"]).year + year)
        expiries = [place["expires"] for place in stock.get("places", [stock]) if "expires" in place]
        if expiries:
            year, month = map(int, min(expiries).split("-"))
            last = dt.date(year + month // 12, month % 12 + 1, 1) - DAY
            yield "expiry", max(last - 30 * DAY, self.today)
        if "on-hand" not in stock:
            return
        left, full = stock["on-hand"], self.today - DAY
        for moment, _ in sorted(self.occurrences(entry)):
            day = moment.date()
            if day < self.today:
                continue
            if left < stock["per-dose"]:
                full = min(full, day - DAY)
                break
            left, full = left - stock["per-dose"], day

        def is_open(day):
            return DAYS[day.weekday()] not in stock["closed"] and f"{day}" not in stock["closed"]

        def open_day(day):
            while not is_open(day):
                day -= DAY
            return day
        order = open_day(full)
        for _ in range(span(stock["lead"])):
            order = open_day(order - DAY)
        yield "refill", max(min(order, open_day(full - span(stock["refill-at"]) * DAY)), self.today)


def listed(value):
    return value if isinstance(value, list) else [value]


def date(text):
    return dt.date.fromisoformat(text)


def monday(day):
    return day - day.weekday() * DAY


def amount(entry):
    return entry.get("dose", entry.get("dose-text", ""))


def span(text):
    """Days and weeks, in days."""
    number, unit = text.split()
    return int(number) * (7 if unit.startswith("week") else 1)


def length(text):
    seconds = {"w": 604800, "d": 86400, "h": 3600, "m": 60, "s": 1}
    return dt.timedelta(seconds=sum(int(n) * seconds[unit] for n, unit in re.findall(r"(\d+)([wdhms])", text)))


def before(moment, text, time):
    if text.endswith("d"):
        day = moment.date() - int(text[:-1]) * DAY
        return dt.datetime.combine(day, dt.time.fromisoformat(time), moment.tzinfo)
    return moment.astimezone(dt.timezone.utc) - length(text)


def within(days, number):
    for text in listed(days):
        first, _, last = text.partition("..")
        if int(first) <= number <= int(last or first):
            return True
    return False


def falls_on(text, day):
    if text in DAYS:
        return day.weekday() == DAYS.index(text)
    ordinal, weekday = text.split()
    return day.weekday() == DAYS.index(weekday) and (day.day - 1) // 7 == int(ordinal[0]) - 1


def word(text):
    """The word of a step's id: whole words of its text, up to 24 letters."""
    stem = ""
    for part in re.findall(r"[a-z0-9]+", text.lower()):
        if stem and len(stem) + len(part) >= 24:
            break
        stem += f"-{part}" if stem else part[:24]
    return stem
