"""What python-dateutil makes of a rule, with its departures from RFC 5545 put right in the open.

What remains are differences nobody has explained.
"""
import datetime as dt
import itertools
import signal
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from rulecase import DAYS, text

UTC = dt.timezone.utc
# So many occurrences are compared; a few more are worked out, for those that fall together in a spring gap.
LENGTH, SPARE = 30, 10


class Unanswered(Exception):
    """dateutil did not answer in time."""


def expected(case):
    """What a case means, as UTC instants; raises Unanswered where dateutil takes longer than a tenth of a second."""
    with Deadline(0.1):
        try:
            taken = {to_utc(moment, case.zone) for moment in case.exdate}
            left = (moment for moment in occurrences(case) if is_left(moment, case, taken))
            added = (to_utc(moment, case.zone) for moment in case.rdate)
            found = {moment for moment in added if is_left(moment, case, taken)}
            return sorted(found.union(itertools.islice(left, LENGTH + SPARE)))[:LENGTH]
        except OverflowError:
            raise Unanswered() from None  # At the end of year 9999 its zones cannot count on.


def occurrences(case):
    """The rule's own instants; in a spring gap some may come twice or out of order."""
    parts = dict(case.parts)
    count = parts.pop("COUNT", None)
    has_until = parts.pop("UNTIL", None) is not None
    if case.is_elapsed:
        # dateutil steps the wall clock; hours and less are elapsed time (recurrence.md).
        step = {"HOURLY": 3600, "MINUTELY": 60, "SECONDLY": 1}[parts["FREQ"]] * parts.get("INTERVAL", 1)
        first = to_utc(case.start, case.zone)
        until = until_instant(case) if has_until else None
        found = (first + dt.timedelta(seconds=step * n) for n in itertools.count())
        return itertools.takewhile(lambda moment: until is None or moment <= until, itertools.islice(found, count))
    local = itertools.islice(matching(case, parts), count)
    if not has_until:
        return (to_utc(moment, case.zone) for moment in local)
    if case.until_form == "utc":
        until = case.parts["UNTIL"].replace(tzinfo=UTC)
        # A time in a gap comes late, so what follows may still be in time.
        near = itertools.takewhile(lambda moment: moment.replace(tzinfo=UTC) <= until + dt.timedelta(days=2), local)
        return (instant for moment in near if (instant := to_utc(moment, case.zone)) <= until)
    until = until_wall(case)
    return (to_utc(moment, case.zone) for moment in itertools.takewhile(lambda moment: moment <= until, local))


def matching(case, parts):
    """The local times of a rule without end, from DTSTART on."""
    first = case.start
    if "BYWEEKNO" in parts and not {"BYDAY", "BYMONTHDAY", "BYYEARDAY"} & set(parts):
        # dateutil gives seven days where the RFC means DTSTART's weekday.
        parts["BYDAY"] = [DAYS[first.weekday()]]
    if parts["FREQ"] == "WEEKLY" and "BYSETPOS" in parts:
        # dateutil counts the first week from DTSTART on: start it at the week's beginning.
        parts.setdefault("BYDAY", [DAYS[first.weekday()]])
        first -= dt.timedelta(days=(first.weekday() - DAYS.index(parts.get("WKST", "MO"))) % 7)
    try:
        yield from (moment for moment in rrulestr(text(parts), dtstart=first) if moment >= case.start)
    except ValueError as error:
        if "empty" not in str(error):
            raise


def until_wall(case):
    """UNTIL on the wall clock; a date is the midnight that begins it."""
    until = case.parts["UNTIL"]
    return until if case.until_form == "local" else dt.datetime.combine(until.date(), dt.time())


def until_instant(case):
    return case.parts["UNTIL"].replace(tzinfo=UTC) if case.until_form == "utc" else to_utc(until_wall(case), case.zone)


def to_utc(local, zone):
    """The instant Tend means: the offset before a gap, the first of two."""
    return local.replace(tzinfo=ZoneInfo(zone) if zone else UTC, fold=0).astimezone(UTC)


def is_left(instant, case, taken):
    """Whether no EXDATE takes it away."""
    return instant not in taken and not (case.exdays and local_day(instant, case) in case.exdays)


def local_day(instant, case):
    return (instant.astimezone(ZoneInfo(case.zone)) if case.zone else instant).date()


class Deadline:
    """Measured in processor time, so that a busy machine does not change which rules are compared."""

    def __init__(self, seconds):
        self.seconds = seconds

    def __enter__(self):
        def expire(*_):
            raise Unanswered()

        signal.signal(signal.SIGVTALRM, expire)
        signal.setitimer(signal.ITIMER_VIRTUAL, self.seconds)

    def __exit__(self, *_):
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
