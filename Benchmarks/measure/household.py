"""One synthetic household, written as a plan of Tend, as reminders of remind and as appointments of calcurse."""
import random
from dataclasses import dataclass
from datetime import date, timedelta

WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
KINDS = {"daily": 40, "weekly": 25, "every few days": 10, "monthly": 10, "once": 15}


@dataclass
class Entry:
    number: int
    kind: str
    time: str
    # The first day; of a weekly entry one of its weekdays.
    first: date
    # Of a weekly entry both, 0 for Monday; of one every few days how many.
    weekdays: tuple = ()
    step: int = 0

    @property
    def name(self):
        return f"Medicine {self.number}"

    @property
    def dose(self):
        return f"{5 * (1 + self.number % 40)} mg"


def next_month(today):
    """The first and the last day of the month after `today`, so that all of it is to come."""
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def entries(count, month, seed=3):
    """`count` entries that have all begun before `month`, but for those that happen once, in it."""
    chance = random.Random(seed)
    begin, end = month
    found = []
    kinds = [kind for kind, share in KINDS.items() for _ in range(count * share // 100)]
    chance.shuffle(kinds)
    for number, kind in enumerate(kinds):
        time = f"{chance.randrange(6, 23):02}:{chance.randrange(0, 60, 5):02}"
        first = begin - timedelta(days=chance.randrange(1, 29))
        entry = Entry(number, kind, time, first)
        if kind == "weekly":
            entry.weekdays = tuple(sorted(chance.sample(range(7), 2)))
            entry.first -= timedelta(days=(first.weekday() - entry.weekdays[0]) % 7)
        elif kind == "every few days":
            entry.step = chance.randrange(2, 8)
        elif kind == "monthly":
            entry.first = (begin - timedelta(days=1)).replace(day=chance.randrange(1, 29))
        elif kind == "once":
            entry.first = begin + timedelta(days=chance.randrange((end - begin).days + 1))
        found.append(entry)
    return found


def plan(found, zone):
    """The household as Tend's plan: everything for one person, who lives in `zone`."""
    lines = ["[person.maria]", 'name = "Maria"', f'zone = "{zone}"', ""]
    for entry in found:
        lines += [f"[medication.medicine-{entry.number}]", 'person = "maria"', f'name = "{entry.name}"',
                  f'dose = "{entry.dose}"']
        if entry.kind == "once":
            lines.append(f'when = "{entry.first} {entry.time}"')
        else:
            lines += [f'at = "{entry.time}"', f'from = "{entry.first}"']
        if entry.kind == "weekly":
            days = ", ".join(f'"{WEEKDAYS[day].lower()}"' for day in entry.weekdays)
            lines.append(f"on = [{days}]")
        elif entry.kind == "every few days":
            lines.append(f'every = "{entry.step} days"')
        elif entry.kind == "monthly":
            lines.append(f'on = "{entry.first.day}"')
        lines.append("")
    return "\n".join(lines)


def reminders(found):
    def when(entry):
        match entry.kind:
            case "daily": return ""
            case "weekly": return " ".join(WEEKDAYS[day] for day in entry.weekdays) + " "
            case "every few days": return f"{entry.first} *{entry.step} "
            case "monthly": return f"{entry.first.day} "
            case "once": return f"{entry.first} "
    return "".join(f"REM {when(entry)}AT {entry.time} MSG {entry.name} {entry.dose}\n" for entry in found)


def appointments(found):
    def repeat(entry):
        match entry.kind:
            case "daily": return " {1D} "
            case "weekly": return " {1W " + " ".join(f"w{(day + 1) % 7}" for day in entry.weekdays) + "} "
            case "every few days": return f" {{{entry.step}D}} "
            case "monthly": return " {1M} "
            case "once": return ""

    def line(entry):
        start = f"{entry.first:%m/%d/%Y} @ {entry.time}"
        return f"{start} -> {start}{repeat(entry)}|{entry.name} {entry.dose}\n"
    # calcurse keeps its file in the order of the start.
    return "".join(line(entry) for entry in sorted(found, key=lambda entry: (entry.first, entry.time)))
