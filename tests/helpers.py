"""Building blocks of the tests: small calendars, rules and offices, written out by hand."""

from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

from sla_service.core.calendar import DatedDay, DayKind, OfficeHours, Session, Week, WorkingCalendar
from sla_service.core.due_date import due_date
from sla_service.core.explanation import Moment
from sla_service.core.law import Citation, EffectivePeriod, Text
from sla_service.core.rules import Receipt, Rule, RuleKind, Suspension, Version
from sla_service.core.term import Distance, Term, Unit
from sla_service.core.timeline import Timeline
from sla_service.core.trials import Office

SAIGON = ZoneInfo("Asia/Ho_Chi_Minh")
NEW_YORK = ZoneInfo("America/New_York")
ALWAYS = EffectivePeriod(date.min, None)
OFFICE_DAY = "07:30-11:30 13:30-17:00"
TITLE = Text("Cam kết", "Promise")
SOURCE = Citation("Thông báo", None, None, None, is_read=True)


def second(clock):
    """Turn `HH:MM` or `HH:MM:SS` into seconds after midnight."""
    hours, minutes, seconds = (*map(int, clock.split(":")), 0)[:3]
    return hours * 3600 + minutes * 60 + seconds


def hours(text):
    """Turn `07:30-11:30 13:30-17:00` into sessions."""
    return tuple(Session(*map(second, pair.split("-"))) for pair in text.split())


def week(*days, receives_only=()):
    """Make a week from seven texts of hours, Monday first; days left out at the end are days of rest."""
    texts = (*days, *[""] * (7 - len(days)))
    return Week(tuple(hours(text) for text in texts), frozenset(receives_only))


OFFICE_WEEK = week(*[OFFICE_DAY] * 5)


def day(text):
    """Read a date."""
    return date.fromisoformat(text)


def at(text, zone=SAIGON):
    """Read a clock time of a date in a zone: `2026-03-06 16:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def off(*days, kind=DayKind.HOLIDAY):
    """Make dated days off."""
    return {day(text): DatedDay(day(text), kind, TITLE, SOURCE) for text in days}


def worked(*days):
    """Make days that are worked although the week rests."""
    return off(*days, kind=DayKind.SWAPPED_WORKING)


def calendar(regular=OFFICE_WEEK, zone=SAIGON, **more):
    """Make a calendar of the year 2026; office hours from Monday to Friday where nothing else is said."""
    usual = {
        "first": date(2026, 1, 1),
        "last": date(2026, 12, 31),
        "hours": (OfficeHours(ALWAYS, regular),),
    }
    return WorkingCalendar(zone, **{**usual, **more})


def timeline(regular=OFFICE_WEEK, zone=SAIGON, **more):
    """Compile such a calendar."""
    return Timeline(calendar(regular, zone, **more))


def term(amount, unit):
    """Make a term from plain words."""
    return Term(Decimal(str(amount)), Unit(unit))


def version(granted, **more):
    """Make a version that is always in force."""
    return Version(**{"in_force": ALWAYS, "term": granted, **more})


def promise(id_, granted, **more):
    """Make a commitment of one version."""
    return Rule(id_, RuleKind.COMMITMENT, TITLE, (version(granted, **more),), model="fast")


def procedure(id_, *versions, field="justice"):
    """Make a procedure."""
    return Rule(id_, RuleKind.STATUTORY, TITLE, versions, field=field)


def office(line=None, *commitments):
    """Make an office; commitments are pairs of distance and rule."""
    return Office("office", line or timeline(), tuple(commitments))


def find(received, shop=None, **more):
    """Find a due date at an office."""
    return due_date(Receipt(received, **more), shop or office())


def due(received, granted, line=None, **more):
    """Find when a caller's term ends."""
    return find(received, office(line), term=granted, **more).due


def under(granted, received, line=None, **more):
    """Find the due date under a single promise, without any other term."""
    return find(received, office(line, (0, promise("office.fast", granted, **more))))


def codes(found):
    """List the codes of the rules that were looked at."""
    return {candidate.rule.id: candidate.code for candidate in found.candidates}


def assert_chained(steps, first, last):
    """Hold steps to each other: no step begins elsewhere than where the one before ended."""
    assert steps[0].before == first
    assert steps[-1].after == last
    assert all(earlier.after == later.before for earlier, later in pairwise(steps))


def since(start, until=None):
    """Make a period in force."""
    return EffectivePeriod(day(start), day(until) if until else None)


def moment(text, zone=SAIGON, on=None):
    """Read a moment: the day it belongs to is its own date unless another is named."""
    instant = at(text, zone)
    return Moment(instant, day(on) if on else instant.date())


def distance(amount, unit):
    """Make a distance from plain words."""
    return Distance(Decimal(str(amount)), Unit(unit))


def suspensions(text):
    """Make suspensions of 2026 from `03-10 09:00 > 03-10 11:00; 03-11 10:00 >`; the last of these lasts."""
    return tuple(
        Suspension(at(f"2026-{since.strip()}"), at(f"2026-{until.strip()}") if until.strip() else None, None)
        for since, until in (pair.split(">") for pair in text.split(";") if pair.strip())
    )
