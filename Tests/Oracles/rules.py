"""Random recurrence rules, judged by python-dateutil."""
import dataclasses

from dateutil_reading import LENGTH, Unanswered, expected
from rulecase import draw


def compare(batch, random, count):
    failures = unanswered = occurrences = compared = 0
    while compared < count:
        case = draw(random)
        try:
            wanted = expected(case)
        except Unanswered:
            unanswered += 1
            failures += not answers(batch, case)
            continue
        compared += 1
        occurrences += len(wanted)
        if disagreement(batch, case, wanted, random):
            failures += 1
            print("RULE", show(batch, shrink(batch, case)))
    print(f"rules: {compared} compared with dateutil, {occurrences} occurrences, {unanswered} more it did not answer, "
          f"{failures} differ")
    return failures


def answers(batch, case):
    """Whether tend has an answer in order where there is nothing to compare it with."""
    found = batch.ask(**case.request(limit=LENGTH))
    if isinstance(found, list) and all(a < b for a, b in zip(found, found[1:])):
        return True
    print("RULE", f"{case}\n  tend {found}")
    return False


def disagreement(batch, case, wanted, random=None):
    """Whether tend says otherwise; with `random`, also when it starts somewhere in the middle."""
    wanted = [instant(moment) for moment in wanted]
    if batch.ask(**case.request(limit=LENGTH)) != wanted:
        return True
    if not random or not wanted:
        return False
    cut_at = random.randrange(len(wanted))
    later = batch.ask(**case.request(limit=len(wanted) - cut_at - 1, after=wanted[cut_at]))
    return later != wanted[cut_at + 1:]


def instant(moment):
    return f"{moment.year:04}{moment:-%m-%dT%H:%M:%SZ}"


def shrink(batch, case):
    """The smallest case found that still differs."""
    shrunk = True
    while shrunk:
        shrunk = False
        for smaller in smaller_cases(case):
            try:
                differs = disagreement(batch, smaller, expected(smaller))
            except (Unanswered, ValueError):
                continue
            if differs:
                case, shrunk = smaller, True
                break
    return case


def smaller_cases(case):
    for name in ("rdate", "exdate", "exdays"):
        if getattr(case, name):
            yield dataclasses.replace(case, **{name: getattr(case, name)[1:]})
    if case.zone:
        yield dataclasses.replace(case, zone=None)
    for name, value in case.parts.items():
        if name == "FREQ":
            continue
        smaller = case.without(name)
        # BYSETPOS must have something to choose from.
        if "BYSETPOS" not in smaller.parts or sum(part.startswith("BY") for part in smaller.parts) > 1:
            yield smaller
        if isinstance(value, list) and len(value) > 1:
            for index in range(len(value)):
                yield case.with_part(name, value[:index] + value[index + 1:])
    simple = case.start.replace(hour=0, minute=0, second=0)
    if simple != case.start:
        yield dataclasses.replace(case, start=simple)


def show(batch, case):
    try:
        wanted = [instant(moment) for moment in expected(case)][:6]
    except Unanswered:
        wanted = "no answer"
    found = batch.ask(**case.request(limit=6))
    return f"{case}\n  dateutil {wanted}\n  tend     {found}"
