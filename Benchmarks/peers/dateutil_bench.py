"""dateutil_bench START RRULE OCCURRENCES SECONDS: what recurrence-bench does, by python-dateutil and zoneinfo.

It expands local times and converts each, which is how it is faster and, in a gap, right.
"""
import datetime as dt
import itertools
import sys
import time
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

start, rule, wanted, seconds = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
first = dt.datetime.strptime(start, "%Y%m%dT%H%M%S")
zone, utc = ZoneInfo("Europe/Berlin"), dt.timezone.utc
found, total, begin = 0, 0, time.monotonic()
while time.monotonic() - begin < seconds:
    for moment in itertools.islice(rrulestr(rule, dtstart=first), wanted):
        total += moment.replace(tzinfo=zone).astimezone(utc).toordinal()
        found += 1
print(f"{found / (time.monotonic() - begin):.0f} 0 {total}")
