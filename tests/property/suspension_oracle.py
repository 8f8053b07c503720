"""A slow second opinion on suspensions: every second, closing and date looked at one after the other.

It shares nothing with the core, and of `oracle` only the plan, its minutes and when a clock time shows. An
instant is a number of seconds since 1970 UTC; an end is an instant and the date to which it belongs. A
suspension is a pair `(from, until)`, `until` being None while it lasts, and takes out every instant with
from < instant ≤ until.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import oracle
from oracle import MINUTE, ONE_DAY, Plan

CLOCK, WORKING = {"minutes": 60, "hours": 3600}, {"working_minutes": 60, "working_hours": 3600}
BEYOND = "beyond the calendar"
Pair = tuple[int, int | None]


@dataclass(frozen=True)
class Ask:
    """A term from a start: an amount of a unit, and where on the due day it is due if not at closing.

    `due_second` is in seconds after midnight. `suspended` are the suspensions that are looked at.
    """

    plan: Plan
    start: tuple[int, date]
    amount: Fraction
    unit: str
    due_second: int | None = None
    suspended: tuple[Pair, ...] = ()


@dataclass(frozen=True)
class Held:
    """A term that an open suspension stops: since when, and how much is left.

    In seconds for minutes and hours, in working days, or in dates for days and longer.
    """

    since: int
    left: Fraction


def laid_together(suspensions):
    """Lay overlapping and touching suspensions together, until no two do."""
    laid = sorted(suspensions, key=lambda pair: pair[0])
    for number, (first, second) in enumerate(pairwise(laid)):
        if first[1] is None or second[0] <= first[1]:
            ends = (first[1], second[1])
            one = (first[0], None if None in ends else max(ends))
            return laid_together([*laid[:number], one, *laid[number + 2 :]])
    return tuple(laid)


def is_suspended(at, suspensions):
    """Is an instant taken out?"""
    return any(since < at and (until is None or at <= until) for since, until in suspensions)


def due(ask):
    """Find a due moment as a clerk would who hears of each suspension when it begins.

    What begins when the result is due already no longer matters. Gives an end, what is held, or BEYOND.
    """
    known = ()
    for since, until in laid_together(ask.suspended):
        end = _due_of(replace(ask, suspended=known))
        if end is BEYOND or end[0] <= since:
            return end
        if until is None:
            return Held(since, _left(replace(ask, suspended=known), since))
        known = (*known, (since, until))
    return _due_of(replace(ask, suspended=known))


def extended(ask, further):
    """Find every due moment of a term and its extensions; the last is BEYOND or held where they end there."""
    ends = [due(ask)]
    for amount, unit in further:
        if ends[-1] is BEYOND or isinstance(ends[-1], Held):
            break
        ends.append(due(replace(ask, start=ends[-1], amount=amount, unit=unit, due_second=None)))
    return ends


def entry(plan, second, *, is_same_day=False):
    """Find where a term starts: the deemed receipt, or the receipt as it came; BEYOND where there is none."""
    deemed = oracle.admit(plan, second)
    if deemed is None:
        return BEYOND
    start = second if is_same_day else deemed
    return start, _date(plan, start)


def _due_of(ask):
    """Run a term out, roll its end off a day off, set the due time, and go on out of suspended time."""
    end = _run(ask)
    if end is not BEYOND and ask.unit not in WORKING and ask.unit != "working_days":
        end = _rolled(ask.plan, end)
    if end is BEYOND:
        return BEYOND
    found = _within_day(ask, end)
    while found is not BEYOND and is_suspended(found[0], ask.suspended):
        if ask.unit == "working_days" and ask.amount % 1:
            own = closing(ask.plan, found[1])
            if own is not None and own > found[0] and not is_suspended(own, ask.suspended):
                return own, found[1]
        on = _next_working_day(ask.plan, found[1])
        found = BEYOND if on is None else _within_day(ask, _end_on(ask, on))
    return found


def _run(ask):
    if ask.unit in WORKING or ask.unit in CLOCK:
        return _run_seconds(ask)
    if ask.unit == "working_days":
        return _run_working_days(ask)
    return _run_dates(ask)


def _seconds(ask):
    """Say a term in minutes or hours in whole seconds, halves rounded up."""
    return int(ask.amount * (CLOCK | WORKING)[ask.unit] + Fraction(1, 2))


def _run_seconds(ask):
    needed = _seconds(ask)
    for since, length in _usable(ask):
        if length >= needed:
            return since + needed, _date(ask.plan, since + needed - 1)
        needed -= length
    return BEYOND


def _usable(ask):
    """Go through the seconds in which a term runs: whole minutes, and single seconds where one is cut."""
    start, _ = ask.start
    if ask.unit in WORKING:
        minutes = oracle.working_minutes(ask.plan)
    else:
        minutes = range(start // 60, max(midnights(ask.plan).values()) // 60)
    marks = {start, *(mark for pair in ask.suspended for mark in pair if mark is not None)}
    cut = {mark // 60 for mark in marks}
    for minute in minutes:
        if minute in cut:
            for second in range(minute * 60, minute * 60 + 60):
                if second >= start and not is_suspended(second + 1, ask.suspended):
                    yield second, 1
        elif minute * 60 >= start and not is_suspended(minute * 60 + 60, ask.suspended):
            yield minute * 60, 60


def _run_working_days(ask):
    """Count working days whose closing is not suspended; a part of a day is its moment on the next."""
    whole, on = int(ask.amount), ask.start[1]
    if ask.amount == 0:
        return _first_closing(ask)
    for _ in range(whole):
        on = _next_counted(ask, on)
    if ask.amount % 1:  # where its moment is suspended, its day's closing stands for it
        on = _next_working_day(ask.plan, on)
    return BEYOND if on is None else _end_on(ask, on)


def _first_closing(ask):
    """Find the first closing at which a term of 0 runs: the office's own that day, or a working day's."""
    start, on = ask.start
    own = _last_minutes(ask.plan, working=False).get(on)
    # the closing before a receipt after hours that is taken as that day's is past, suspended or not
    if own is not None and (own < start or not is_suspended(own, ask.suspended)):
        return own, on
    on = _next_counted(ask, on)
    return BEYOND if on is None else (closing(ask.plan, on), on)


def _next_counted(ask, on):
    on = _next_working_day(ask.plan, on)
    while on is not None and is_suspended(closing(ask.plan, on), ask.suspended):
        on = _next_working_day(ask.plan, on)
    return on


def _run_dates(ask):
    """Count dates whose 24:00 is not suspended: as many as lead from the start to its corresponding date."""
    on, last = ask.start[1], _corresponding(ask.start[1], int(ask.amount), ask.unit)
    ends = midnights(ask.plan)
    for _ in range((last - on).days):
        on += ONE_DAY
        while on in ends and is_suspended(ends[on], ask.suspended):
            on += ONE_DAY
        if on not in ends:
            return BEYOND
    return closing(ask.plan, on) or ends[on], on


def _corresponding(on, amount, unit):
    """Walk to the date so many days or weeks later, or to the corresponding one so many months later."""
    if unit in ("days", "weeks"):
        return on + timedelta(days=amount * (7 if unit == "weeks" else 1))
    months = on.year * 12 + on.month - 1 + amount * (12 if unit == "years" else 1)
    day = on.day
    while True:
        try:
            return date(months // 12, months % 12 + 1, day)
        except ValueError:  # the month is shorter: its last date
            day -= 1


def _left(ask, since):
    """Tell how much of a term has not run when an open suspension begins."""
    start, first = ask.start
    if ask.unit in WORKING or ask.unit in CLOCK:
        used = sum(length for second, length in _usable(_cut_at(ask, since)) if start <= second < since)
        return Fraction(max(_seconds(ask) - used, 0))
    if ask.unit == "working_days":
        ends, length = _last_minutes(ask.plan, working=True), int(ask.amount)
    else:
        ends = midnights(ask.plan)
        length = (_corresponding(first, int(ask.amount), ask.unit) - first).days
    used = sum(on > first and at <= since and not is_suspended(at, ask.suspended) for on, at in ends.items())
    share = ask.amount % 1 if ask.unit == "working_days" else 0
    return max(length - used, 0) + share


def _cut_at(ask, second):
    """Make a minute be looked at second by second; an empty suspension takes nothing out."""
    return replace(ask, suspended=(*ask.suspended, (second, second)))


def _rolled(plan, end):
    if closing(plan, end[1]) is not None:
        return end
    on = _next_working_day(plan, end[1])
    return BEYOND if on is None else (closing(plan, on), on)


def _within_day(ask, end):
    """Set the due time within the day of an end; never before the start."""
    start, plan = ask.start[0], ask.plan
    if ask.due_second is not None:
        at = _shows(plan, end[1], ask.due_second // 60) + ask.due_second % 60
        if at >= start:
            return at, end[1]
    if end[0] >= start:
        return end
    on = _next_working_day(plan, end[1])
    return BEYOND if on is None else (closing(plan, on), on)


def _end_on(ask, on):
    share = ask.amount % 1 if ask.unit == "working_days" else 0
    return (_part_of(ask.plan, on, share) if share else closing(ask.plan, on)), on


def _part_of(plan, on, share):
    """Find the moment a part of a day stands for, by its sessions' minutes."""
    sessions = _sessions(plan, on)
    if len(sessions) == 2:
        first, last = sessions
        if share == Fraction(1, 2):
            return first[-1] * 60 + 60
        half, share = (first if share < Fraction(1, 2) else last), Fraction(1, 2)
        sessions = (half,)
    minutes = [minute for session in sessions for minute in session]
    seconds = int(len(minutes) * 60 * share)
    return minutes[(seconds - 1) // 60] * 60 + (seconds - 1) % 60 + 1


def _sessions(plan, on):
    """List the minutes of each session of a date, none of them twice."""
    shown, found, seen = oracle._showings(plan.zone, plan.first, plan.last), [], set()
    midnight = datetime(on.year, on.month, on.day)  # noqa: DTZ001 - a clock time
    for pair in plan.sessions(on):
        walls = [midnight + MINUTE * end for end in pair]
        if any(wall in shown for wall in walls):
            minutes = [
                minute
                for minute in range(*(oracle._when(wall, shown) for wall in walls))
                if minute not in seen
            ]
            seen.update(minutes)
            found += [minutes] if minutes else []
    return found


def _shows(plan, on, minute):
    """Find when the clock shows so many minutes after midnight on a date."""
    wall = datetime(on.year, on.month, on.day) + MINUTE * minute  # noqa: DTZ001 - a clock time
    return oracle._when(wall, oracle._showings(plan.zone, plan.first, plan.last)) * 60


def _date(plan, second):
    return datetime.fromtimestamp(second, ZoneInfo(plan.zone)).date()


@lru_cache(maxsize=32)
def _dates(zone, first, last):
    """Walk through the minutes of a span, and some before and after, and note the date of each."""
    place, start = ZoneInfo(zone), datetime(first.year, first.month, first.day, tzinfo=UTC) - ONE_DAY
    minutes = (start + MINUTE * number for number in range(((last - first).days + 4) * 1440))
    return {int(minute.timestamp()) // 60: minute.astimezone(place).date() for minute in minutes}


@lru_cache(maxsize=32)
def _midnights(zone, first, last):
    ends = {on: minute * 60 + 60 for minute, on in _dates(zone, first, last).items()}
    return {on: at for on, at in ends.items() if first <= on <= last}


def midnights(plan):
    """Find each date's 24:00: where its last minute ends."""
    return _midnights(plan.zone, plan.first, plan.last)


@lru_cache(maxsize=64)
def _last_minutes(plan, *, working):
    """Find where the last minute of each date ends, of work or of receipt, in order."""
    dates = _dates(plan.zone, plan.first, plan.last)
    return {dates[minute]: minute * 60 + 60 for minute in oracle._minutes(plan, working=working)}


def closing(plan, on):
    """Find a working day's closing; None on a day off."""
    return _last_minutes(plan, working=True).get(on)


def _next_working_day(plan, on):
    """Find the next working day; None where there is none, or was none before."""
    return next((day for day in _last_minutes(plan, working=True) if on is not None and day > on), None)
