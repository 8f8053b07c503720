"""Suspended time, counted by hand on a Monday's dossier: what is lost, what is held, what changes nothing."""

from datetime import date
from decimal import Decimal

import pytest
from helpers import (
    OFFICE_DAY,
    SOURCE,
    assert_chained,
    at,
    codes,
    due,
    find,
    off,
    office,
    procedure,
    promise,
    second,
    suspensions,
    term,
    timeline,
    version,
    week,
    worked,
)

from sla_service.core.due_date import due_date
from sla_service.core.errors import BeyondHorizon, InvalidEvent
from sla_service.core.explanation import Moment
from sla_service.core.rules import (
    DueTime,
    DueTimeKind,
    Extension,
    ExtensionLimit,
    OutsideHours,
    Receipt,
    Restart,
    Suspension,
)
from sla_service.core.suspended import suspended_times

# March 2026: Monday 9, Tuesday 10, Wednesday 11, Thursday 12, Friday 13, Saturday 14, Sunday 15, Monday 16,
# Tuesday 17; the office works from 07:30 to 11:30 and from 13:30 to 17:00, seven and a half hours a day
MONDAY = at("2026-03-09 09:00")
TET = timeline(dated=off(*[f"2026-02-{number}" for number in range(16, 21)]))  # Monday to Friday
SWAPPED = timeline(dated=off("2026-01-01", "2026-01-02") | worked("2026-01-10"))  # Friday 2 for Saturday 10
TO_2027 = timeline(last=date(2027, 12, 31))
EVENINGS = timeline(week(*["18:00-24:00"] * 5))
SATURDAY_RECEIPT = timeline(week(*[OFFICE_DAY] * 5, "08:00-11:00", receives_only=[5]))
SAME_CLOCK = DueTime(DueTimeKind.SAME_CLOCK_TIME)
END_OF_DAY = DueTime(DueTimeKind.END_OF_DAY)


def clock(text):
    """Make a due time at a clock time."""
    return DueTime(DueTimeKind.CLOCK, second(text))


def rows(table):
    """Read rows of `amount unit | suspensions | due or left | the count in words`, one a line."""
    cells = [tuple(map(str.strip, line.split("|"))) for line in table.strip().splitlines()]
    return [pytest.param(*row, id=f"{row[0]}: {row[-1]}") for row in cells]


def granted(text):
    """Read `3 working_days`."""
    amount, unit = text.split()
    return term(amount, unit)


def ends(received, length, pauses, line=None, **more):
    """Find a caller's due date, and hold its steps to each other, ends to ends."""
    found = find(received, office(line), term=granted(length), suspensions=suspensions(pauses), **more)
    assert not found.is_held
    assert_chained(found.steps, found.received_at, found.due.at)
    return found


def on_clock(moment):
    """Write an instant of 2026 as the tables do."""
    return f"{moment:%m-%d %H:%M:%S}".removesuffix(":00")


def table(text):
    """Run a test over a table of rows."""
    return pytest.mark.parametrize(("length", "pauses", "expected", "why"), rows(text))


class TestWorkingTime:
    """Working minutes and hours lose the working time that is suspended. Received on Monday at 09:00."""

    @table("""
2 working_hours | 03-09 10:00 > 03-09 10:30 | 03-09 11:30 | 1 h, then 1 h from 10:30: closing at noon exactly
2 working_hours | 03-09 10:00 > 03-09 10:31 | 03-09 13:31 | 1 h, 59 min up to noon, 1 min of the afternoon
2 working_hours | 03-09 10:00 > 03-09 13:30 | 03-09 14:30 | 1 h, then 1 h from the opening at which it ends
2 working_hours | 03-09 10:00 > 03-09 12:30 | 03-09 14:30 | ending at lunch is ending at the opening
2 working_hours | 03-09 11:00 > 03-09 12:00 | 03-09 11:00 | used up at the very instant it begins
2 working_hours | 03-09 10:59:59 > 03-09 11:00 | 03-09 11:00:01 | the last second comes after it
3 working_hours | 03-09 11:30 > 03-09 13:30 | 03-09 14:00 | lunch alone: 2.5 h up to noon, 0.5 h
3 working_hours | 03-09 11:00 > 03-09 13:30 | 03-09 14:30 | half an hour before noon: 2 h, then 1 h
2.5 working_hours | 03-09 11:30 > 03-10 07:30 | 03-09 11:30 | used up at noon, where it begins
6 working_hours | 03-09 17:00 > 03-10 17:00 | 03-09 17:00 | 2.5 + 3.5 h used up at closing, where it begins
6 working_hours | 03-09 16:59 > 03-09 17:00 | 03-10 07:31 | the last minute of Monday is Tuesday's first
8 working_hours | 03-09 17:00 > 03-10 07:30 | 03-10 09:30 | a night from closing to opening: 6 h, 2 h
8 working_hours | 03-09 16:00 > 03-10 08:30 | 03-10 11:30 | 2.5 + 2.5 h on Monday, 3 h from 08:30
8 working_hours | 03-09 09:00 > 03-09 17:00 | 03-11 08:00 | from the receipt on: 7.5 h on Tuesday, 0.5 h
8 working_hours | 03-09 13:30 > 03-09 17:00 | 03-10 15:00 | \
an afternoon: 2.5 h, 4 h on Tuesday's morning, 1.5 h
40 working_hours | 03-14 00:00 > 03-16 00:00 | 03-16 11:30 | a weekend costs nothing: 36 h by Friday, 4 h
30 working_hours | 03-12 08:00 > 03-16 07:30 | 03-17 08:30 | 21.5 h by Thursday 08:00, 7.5 h, 1 h
30 working_minutes | 03-09 09:10 > 03-09 09:20 | 03-09 09:40 | 10 min, then 20 min
30 working_minutes | 03-09 11:29 > 03-09 13:31 | 03-09 09:30 | used up long before
2 working_hours | 03-09 09:30 > 03-09 10:00; 03-09 10:30 > 03-09 11:00 | 03-09 14:00 | \
0.5 + 0.5 + 0.5 h, 0.5 h
2 working_hours | 03-09 10:30 > 03-09 11:00; 03-09 09:30 > 03-09 10:00 | 03-09 14:00 | in whatever order
2 working_hours | 03-09 09:30 > 03-09 10:15; 03-09 10:00 > 03-09 11:00 | 03-09 14:30 | \
overlapping: 0.5 + 0.5 + 1 h
2 working_hours | 03-09 09:30 > 03-09 11:00; 03-09 10:00 > 03-09 10:15 | 03-09 14:30 | nested: 0.5 + 0.5 + 1 h
2 working_hours | 03-09 09:30 > 03-09 10:15; 03-09 10:15 > 03-09 11:00 | 03-09 14:30 | \
touching: 0.5 + 0.5 + 1 h
2 working_hours | 03-09 09:30 > 03-09 10:30; 03-09 09:30 > 03-09 10:30 | 03-09 14:00 | \
twice the same: 0.5 + 1 + 0.5 h
2 working_hours | 03-09 10:00 > 03-09 10:00 | 03-09 11:00 | an empty one
2 working_hours | 03-09 10:00 > 03-09 10:30; 03-09 11:30 > 03-10 11:30 | 03-09 11:30 | \
the second begins when due
8 working_hours | 03-09 10:00 > 03-09 11:00; 03-09 15:00 > 03-09 16:00; 03-10 08:00 > 03-10 09:00 | \
03-10 14:30 | \
\
three: 1 + 0.5 + 1.5 + 1 h on Monday, 0.5 + 2.5 h on Tuesday's morning, 1 h
""")
    def test_suspended_working_time_is_made_up(self, length, pauses, expected, why):
        """Lunch, nights and weekends are no working time, so that their suspension takes nothing."""
        assert on_clock(ends(MONDAY, length, pauses).due.at) == expected, why


class TestClockTime:
    """Minutes and hours lose clock time, nights and weekends too. Received on Monday at 09:00."""

    @table("""
2 hours | 03-09 10:00 > 03-09 10:30 | 03-09 11:30 | 1 h, half an hour out, 1 h
8 hours | 03-09 11:30 > 03-09 13:30 | 03-09 19:00 | lunch runs by the clock, so that it is lost: 17:00 + 2 h
90 minutes | 03-09 09:00 > 03-09 09:45 | 03-09 11:15 | from the receipt on: 90 min from 09:45
24 hours | 03-09 17:00 > 03-10 07:30 | 03-10 23:30 | a night of 14.5 h after Tuesday 09:00
24 hours | 03-10 09:00 > 03-10 12:00 | 03-10 09:00 | used up at the very instant it begins
24 hours | 03-10 08:59:59 > 03-10 12:00 | 03-10 12:00:01 | one second is left
4 hours | 03-09 10:00 > 03-09 11:00; 03-09 12:00 > 03-09 15:00 | 03-09 17:00 | 1 + 1 + 2 h
4 hours | 03-09 10:00 > 03-09 12:00; 03-09 11:00 > 03-09 15:00 | 03-09 18:00 | \
overlapping: 1 h, then 3 h from 15:00
111 hours | 03-09 10:00 > 03-09 10:00 | 03-14 00:00 | Friday's 24:00 is still Friday
111 hours | 03-09 10:00 > 03-09 10:00:01 | 03-16 17:00 | a second later is Saturday, which rolls to Monday
110 hours | 03-13 22:00 > 03-13 23:30 | 03-16 17:00 | 1 h from Friday 23:30 is Saturday 00:30, which rolls
120 hours | 03-12 09:00 > 03-14 09:00 | 03-16 09:00 | Saturday 09:00 + 48 h is Monday: no roll, so earlier
120 hours | 03-14 09:00 > 03-16 12:00 | 03-16 17:00 | used up on Saturday where it begins, the roll passes it
120 hours | 03-14 12:00 > 03-16 12:00 | 03-16 17:00 | used up on Saturday before it begins, likewise
120 hours | 03-15 00:00 > 03-16 16:59:59 | 03-16 17:00 | it ends before the rolled end
120 hours | 03-15 00:00 > 03-16 17:00 | 03-17 17:00 | Monday's close is its last instant: Tuesday
120 hours | 03-16 09:00 > 03-18 18:00 | 03-19 17:00 | \
Monday's, Tuesday's, Wednesday's close lie in it: Thursday
120 hours | 03-16 17:00 > 03-18 09:00 | 03-16 17:00 | it begins at the rolled end
120 hours | 03-14 08:00 > 03-14 10:00 | 03-16 17:00 | Saturday 11:00 rolls to Monday as Saturday 09:00 does
120 hours | 03-15 09:00 > 03-15 10:00; 03-16 16:00 > 03-16 18:00 | \
03-17 17:00 | \
the second holds the rolled end
""")
    def test_suspended_clock_time_is_made_up(self, length, pauses, expected, why):
        """The end that comes of it rolls off a day off (148(5)), and on where that is suspended."""
        assert on_clock(ends(MONDAY, length, pauses).due.at) == expected, why


class TestWorkingDays:
    """A working day counts unless its closing is suspended. Received on Monday at 09:00, day 0."""

    @table("""
3 working_days | 03-10 09:00 > 03-10 18:00 | 03-13 17:00 | without Tuesday: Wed, Thu, Fri
3 working_days | 03-10 09:00 > 03-10 16:59:59 | 03-12 17:00 | Tuesday's closing runs: Tue, Wed, Thu
3 working_days | 03-10 09:00 > 03-10 17:00 | 03-13 17:00 | \
Tuesday's closing is its last instant: Wed, Thu, Fri
3 working_days | 03-10 16:59:59 > 03-11 17:00 | 03-16 17:00 | without Tue and Wed: Thu, Fri, Mon
3 working_days | 03-10 17:00 > 03-11 17:00 | 03-13 17:00 | Tuesday closes as it begins: Tue, Thu, Fri
3 working_days | 03-10 17:00 > 03-11 16:00 | 03-12 17:00 | no closing lies in it: Tue, Wed, Thu
3 working_days | 03-10 07:30 > 03-10 11:30 | 03-12 17:00 | a morning from opening to closing at noon: nothing
3 working_days | 03-12 17:00 > 03-20 17:00 | 03-12 17:00 | it begins at the due moment
3 working_days | 03-12 16:59:59 > 03-12 17:00 | 03-13 17:00 | without Thursday: Tue, Wed, Fri
3 working_days | 03-09 09:00 > 03-09 18:00 | 03-12 17:00 | day 0 counts for nothing anyway
3 working_days | 03-09 09:00 > 03-11 07:30 | 03-13 17:00 | without Tuesday, up to an opening: Wed, Thu, Fri
5 working_days | 03-13 12:00 > 03-16 12:00 | 03-17 17:00 | without Friday: Tue, Wed, Thu, Mon, Tue
5 working_days | 03-13 17:00 > 03-16 07:30 | 03-16 17:00 | a weekend: Tue, Wed, Thu, Fri, Mon
3 working_days | 03-10 16:00 > 03-10 17:00; 03-12 16:00 > 03-12 17:00 | 03-16 17:00 | Wed, Fri, Mon
3 working_days | 03-12 16:00 > 03-12 17:00; 03-10 16:00 > 03-10 17:00 | 03-16 17:00 | in whatever order
3 working_days | 03-10 16:00 > 03-10 17:00; 03-12 16:00 > 03-12 17:00; 03-16 16:00 > 03-16 18:00 | \
03-17 17:00 | \
\
three: Wed, Fri, Tue
3 working_days | 03-10 08:00 > 03-11 12:00; 03-11 08:00 > 03-11 18:00 | 03-16 17:00 | \
overlapping: Thu, Fri, Mon
3 working_days | 03-10 08:00 > 03-10 12:00; 03-10 12:00 > 03-10 17:00 | 03-13 17:00 | \
touching at lunch: Wed, Thu, Fri
3 working_days | 03-10 08:00 > 03-11 17:00; 03-11 17:00 > 03-12 17:00 | 03-17 17:00 | \
touching at closing: Fri, Mon, Tue
3 working_days | 03-10 08:00 > 03-12 18:00; 03-11 08:00 > 03-11 09:00 | 03-17 17:00 | nested: Fri, Mon, Tue
3 working_days | 03-10 17:00 > 03-10 17:00 | 03-12 17:00 | an empty one at a closing
""")
    def test_day_with_its_closing_suspended_does_not_count(self, length, pauses, expected, why):
        """The closing alone decides, however much of the day was suspended."""
        found = ends(MONDAY, length, pauses)
        assert on_clock(found.due.at) == expected, why

    def test_first_day_of_the_calendar(self):
        """Suspended on Thursday 2026-01-01, before the first closing that there is: Friday all the same."""
        found = ends(at("2026-01-01 09:00"), "1 working_days", "01-01 09:30 > 01-01 10:00")
        assert on_clock(found.due.at) == "01-02 17:00"

    @table("""
0.25 working_days | 03-09 16:00 > 03-10 09:30 | 03-10 17:00 | Tuesday 09:30 is its last instant: the closing
0.25 working_days | 03-09 16:00 > 03-10 09:29:59 | 03-10 09:30 | Tuesday 09:30 runs
0.5 working_days | 03-10 09:00 > 03-10 11:30 | 03-10 17:00 | Tuesday's noon is its last instant: the closing
0.5 working_days | 03-10 09:00 > 03-10 17:00 | 03-11 11:30 | Tuesday's closing too: Wednesday's noon
0.5 working_days | 03-10 09:00 > 03-10 16:59:59 | 03-10 17:00 | Tuesday's closing runs
0.5 working_days | 03-10 09:00 > 03-10 12:00; 03-10 16:00 > 03-10 18:00 | 03-11 11:30 | \
Tuesday's noon is in one, its closing in another
0.5 working_days | 03-10 09:00 > 03-10 11:29:59 | 03-10 11:30 | Tuesday's noon runs
0.5 working_days | 03-10 11:30 > 03-12 09:00 | 03-10 11:30 | due as it begins
0.5 working_days | 03-10 16:00 > 03-10 18:00 | 03-10 11:30 | due before Tuesday's closing is suspended
0.75 working_days | 03-10 09:00 > 03-10 12:00 | 03-10 15:15 | the middle of Tuesday's afternoon runs
0.75 working_days | 03-10 15:00 > 03-10 15:30 | 03-10 17:00 | it does not: the closing
1.5 working_days | 03-10 16:00 > 03-10 18:00 | 03-12 11:30 | without Tuesday: Wednesday, then Thursday's noon
1.5 working_days | 03-10 09:00 > 03-10 12:00 | 03-11 11:30 | \
a whole day goes by its closing: Tue, Wednesday's noon
1.5 working_days | 03-11 11:00 > 03-11 12:00 | 03-11 17:00 | Tuesday, then Wednesday's closing
1.5 working_days | 03-10 16:00 > 03-11 12:00 | 03-12 11:30 | \
Wednesday's closing runs: Wed, then Thursday's noon
1.5 working_days | 03-11 11:00 > 03-12 12:00 | 03-12 17:00 | Tuesday, without Wednesday Thursday's closing
1.5 working_days | 03-11 11:00 > 03-13 12:00 | 03-13 17:00 | Tuesday, without Wed and Thu Friday's closing
1.5 working_days | 03-11 11:00 > 03-13 18:00 | 03-16 11:30 | Tuesday, then over the weekend Monday's noon
1.5 working_days | 03-11 11:00 > 03-11 12:00; 03-12 11:00 > 03-12 12:00 | 03-11 17:00 | \
due on Wednesday before the second begins
2.25 working_days | 03-10 16:00 > 03-10 18:00; 03-13 09:00 > 03-13 10:00 | 03-13 17:00 | \
Wed, Thu, without its quarter Friday's closing
""")
    def test_part_of_a_day_goes_by_the_moment_it_stands_for(self, length, pauses, expected, why):
        """Whole days go by their closings, the last part by its own moment."""
        assert on_clock(ends(MONDAY, length, pauses).due.at) == expected, why

    @table("""
0 working_days | 03-09 10:00 > 03-09 16:00 | 03-09 17:00 | Monday's closing runs
0 working_days | 03-09 17:00 > 03-12 09:00 | 03-09 17:00 | Monday closes as it begins
0 working_days | 03-09 16:00 > 03-09 17:00 | 03-10 17:00 | the first closing that runs is Tuesday's
0 working_days | 03-09 10:00 > 03-10 16:59 | 03-10 17:00 | Tuesday's, just
0 working_days | 03-09 10:00 > 03-11 17:00 | 03-12 17:00 | Thursday's
0 working_days | 03-09 16:00 > 03-09 18:00; 03-10 16:00 > 03-10 18:00 | 03-11 17:00 | Wednesday's
0 working_days | 03-09 16:00 > 03-14 12:00 | 03-16 17:00 | over the weekend, Monday's
""")
    def test_no_day_at_all_is_the_first_closing_that_runs(self, length, pauses, expected, why):
        """A term of 0 is due on the day of receipt, unless it is suspended when the office closes."""
        assert on_clock(ends(MONDAY, length, pauses).due.at) == expected, why

    @pytest.mark.parametrize(
        ("length", "pauses", "expected"),
        [
            ("0 working_days", "03-07 09:30 > 03-07 10:00", "03-07 11:00"),  # Saturday's closing of receipt
            ("0 working_days", "03-07 10:00 > 03-07 12:00", "03-09 17:00"),  # not so: the next working day's
            ("1 working_days", "03-07 10:00 > 03-07 12:00", "03-09 17:00"),  # Saturday is no working day
        ],
    )
    def test_day_of_mere_receipt(self, length, pauses, expected):
        """Received on Saturday 2026-03-07 at 09:00, where the office only receives until 11:00."""
        found = ends(at("2026-03-07 09:00"), length, pauses, SATURDAY_RECEIPT)
        assert on_clock(found.due.at) == expected


class TestDates:
    """A date counts unless its 24:00 is suspended. Received on Monday 2026-03-09 at 09:00, day 0."""

    @table("""
3 days | 03-10 09:00 > 03-10 18:00 | 03-12 17:00 | Tuesday's 24:00 runs: Tue, Wed, Thu
3 days | 03-10 09:00 > 03-10 23:59:59 | 03-12 17:00 | up to a second before Tuesday's 24:00, likewise
3 days | 03-10 09:00 > 03-11 00:00 | 03-13 17:00 | Tuesday's 24:00 is its last instant: Wed, Thu, Fri
3 days | 03-11 00:00 > 03-11 23:00 | 03-12 17:00 | Tuesday ends as it begins: Tue, Wed, Thu
3 days | 03-10 23:59:59 > 03-12 00:00 | 03-16 17:00 | without Tue and Wed: Thu, Fri, Saturday rolls
3 days | 03-09 12:00 > 03-10 00:00 | 03-12 17:00 | day 0 counts for nothing anyway
3 days | 03-12 17:00 > 03-20 09:00 | 03-12 17:00 | it begins at the due moment, though before its 24:00
3 days | 03-12 16:00 > 03-12 18:00 | 03-13 17:00 | Thursday counts, but 17:00 lies in it: the next working day
3 days | 03-12 16:00 > 03-13 08:00 | 03-13 17:00 | without Thursday: Tue, Wed, Fri
3 days | 03-12 16:00 > 03-13 18:00 | 03-16 17:00 | Friday is the third, but its 17:00 lies in it: Monday
3 days | 03-10 12:00 > 03-11 12:00; 03-12 12:00 > 03-13 12:00 | 03-16 17:00 | Wed, Fri, Saturday rolls
3 days | 03-10 12:00 > 03-11 00:00; 03-11 00:00 > 03-11 12:00 | 03-13 17:00 | touching at 24:00: Wed, Thu, Fri
3 days | 03-10 12:00 > 03-12 12:00; 03-11 00:00 > 03-11 06:00 | 03-16 17:00 | nested: Thu, Fri, Saturday rolls
5 days | 03-11 08:00 > 03-12 08:00 | 03-16 17:00 | without Wednesday the fifth is Sunday: the same Monday
5 days | 03-11 08:00 > 03-13 08:00 | 03-16 17:00 | without Wed and Thu it is Monday itself
5 days | 03-11 08:00 > 03-14 08:00 | 03-17 17:00 | without Wed, Thu, Fri: Tue, Sat, Sun, Mon, Tue
5 days | 03-14 12:00 > 03-15 12:00 | 03-16 17:00 | without Saturday the fifth is Sunday, which rolls
5 days | 03-15 00:00 > 03-16 16:00 | 03-16 17:00 | Saturday ends as it begins; the roll passes it
5 days | 03-15 00:00 > 03-16 18:00 | 03-17 17:00 | the roll ends in it: the next working day
5 days | 03-14 12:00 > 03-16 18:00 | 03-17 17:00 | \
without Sat and Sun Monday is the fifth, and 17:00 lies in it
1 weeks | 03-10 12:00 > 03-12 12:00 | 03-18 17:00 | two dates after Monday 16
2 weeks | 03-12 12:00 > 03-17 12:00 | 03-30 17:00 | five dates after Monday 23 is Saturday 28, which rolls
1 months | 03-10 00:00 > 03-20 00:00 | 04-20 17:00 | ten dates after 9 April is Sunday 19, which rolls
1 months | 03-10 00:00 > 03-19 23:59:59 | 04-20 17:00 | nine dates after is Saturday 18, which rolls as far
1 months | 03-10 00:00 > 03-18 00:00 | 04-17 17:00 | eight dates after is Friday 17
1 months | 04-09 16:00 > 04-11 09:00 | 04-13 17:00 | 9 and 10 April are out: Saturday 11 rolls
1 months | 04-09 17:00 > 04-11 09:00 | 04-09 17:00 | due as it begins
""")
    def test_date_with_its_24_00_suspended_does_not_count(self, length, pauses, expected, why):
        """The end moves by as many dates, then rolls; what has no closing to offer goes on."""
        assert on_clock(ends(MONDAY, length, pauses).due.at) == expected, why

    @pytest.mark.parametrize(
        ("until", "expected"),
        [
            ("02-11 12:00", "03-02 17:00"),  # one date after Saturday 28 February is Sunday 1 March: Monday
            ("02-12 12:00", "03-02 17:00"),  # two dates after is Monday 2 March
            ("02-13 12:00", "03-03 17:00"),  # three dates after is Tuesday
        ],
    )
    def test_month_without_the_corresponding_day(self, until, expected):
        """A month from Friday 30 January ends on 28 February (148(3)), and moves from there."""
        found = ends(at("2026-01-30 09:00"), "1 months", f"02-10 12:00 > {until}")
        assert on_clock(found.due.at) == expected

    def test_year(self):
        """A year from Friday 2026-03-06 is Saturday 2027-03-06; five dates more are Thursday 11."""
        found = ends(at("2026-03-06 09:00"), "1 years", "03-10 12:00 > 03-15 12:00", TO_2027)
        assert found.due.at == at("2027-03-11 17:00")


class TestHolidays:
    """Tết from Monday 16 to Friday 20 February 2026. Received on Friday 13 at 09:00."""

    @table("""
2 working_days | 02-16 08:00 > 02-20 18:00 | 02-24 17:00 | no working day lies in it: Mon 23, Tue 24
2 working_days | 02-18 08:00 > 02-23 17:00 | 02-25 17:00 | without Monday 23: Tue 24, Wed 25
0.5 working_days | 02-19 08:00 > 02-23 12:00 | 02-23 17:00 | without Monday's noon: its closing
4 working_hours | 02-13 10:00 > 02-23 08:00 | 02-23 11:00 | 1 h, then 3 h from Monday 08:00
4 working_hours | 02-13 17:00 > 02-23 08:00 | 02-13 15:00 | 2.5 + 1.5 h: due before it begins
7 working_hours | 02-14 00:00 > 02-22 00:00 | 02-23 08:30 | \
2.5 + 3.5 h on Friday, 1 h; the feast costs nothing
24 hours | 02-13 10:00 > 02-22 10:00 | 02-23 09:00 | 1 h, then 23 h from Sunday 22: Monday at 09:00
24 hours | 02-14 12:00 > 02-23 12:00 | 02-23 17:00 | Saturday 09:00 rolls over the feast, past it
24 hours | 02-14 12:00 > 02-23 17:00 | 02-24 17:00 | where the roll ends it still lasts: Tuesday
3 days | 02-14 12:00 > 02-18 12:00 | 02-23 17:00 | four dates after Monday 16 is Friday 20, which rolls
3 days | 02-14 12:00 > 02-23 12:00 | 02-25 17:00 | nothing counts before Monday: 23, 24, 25
1 weeks | 02-17 00:00 > 02-20 00:00 | 02-23 17:00 | 17, 18, 19 are out: three dates after Friday 20
""")
    def test_tet(self, length, pauses, expected, why):
        """Holidays are dates and clock time, but no working time; an end in them rolls to Monday 23."""
        assert on_clock(ends(at("2026-02-13 09:00"), length, pauses, TET).due.at) == expected, why

    @table("""
2 working_days | 01-10 09:00 > 01-10 18:00 | 01-12 17:00 | Fri 9, not the worked Saturday, Mon 12
2 working_days | 01-09 12:00 > 01-09 17:00 | 01-12 17:00 | not Friday: Saturday 10, Mon 12
1 working_days | 01-09 12:00 > 01-09 17:00 | 01-10 17:00 | not Friday: Saturday 10
1.5 working_days | 01-10 09:00 > 01-10 12:00 | 01-10 17:00 | Fri 9, then not Saturday's noon but its closing
2 days | 01-10 16:00 > 01-10 17:30 | 01-12 17:00 | Saturday counts, but its 17:00 lies in it: Monday
16 working_hours | 01-10 08:00 > 01-12 07:30 | 01-12 09:30 | 6 + 7.5 h, 0.5 h on Saturday, 2 h
48 hours | 01-10 08:00 > 01-10 09:00 | 01-10 10:00 | \
47 h by Saturday 08:00, 1 h from 09:00; worked, so no roll
""")
    def test_worked_saturday(self, length, pauses, expected, why):
        """Saturday 10 January 2026 is worked for Friday 2. Received on Thursday 8 at 09:00."""
        assert on_clock(ends(at("2026-01-08 09:00"), length, pauses, SWAPPED).due.at) == expected, why


class TestMidnight:
    """An office open from 18:00 to 24:00. Received on Monday 2026-03-09 at 19:00."""

    @pytest.mark.parametrize(
        ("length", "pauses", "expected", "on"),
        [
            ("1 working_days", "03-10 20:00 > 03-11 00:00", "03-12 00:00", 11),  # Tuesday's 24:00: Wednesday
            ("1 working_days", "03-10 20:00 > 03-10 23:59:59", "03-11 00:00", 10),  # Tuesday's 24:00 runs
            ("1 working_days", "03-11 00:00 > 03-11 20:00", "03-11 00:00", 10),  # Tuesday closes as it begins
            ("0 working_days", "03-09 23:00 > 03-10 00:00", "03-11 00:00", 10),  # Tuesday's is the first
            ("0 working_days", "03-10 00:00 > 03-10 23:00", "03-10 00:00", 9),  # Monday closes as it begins
            ("6 working_hours", "03-09 23:00 > 03-10 00:00", "03-10 20:00", 10),  # 4 h, 2 h
            ("5 working_hours", "03-10 00:00 > 03-10 19:00", "03-10 00:00", 9),  # used up as it begins
            ("5 working_hours", "03-09 19:00 > 03-09 20:00", "03-10 19:00", 10),  # 4 h, 1 h
            ("5 hours", "03-09 20:00 > 03-09 21:00", "03-10 01:00", 10),  # 24:00 + 1 h, Tuesday
            ("5 hours", "03-10 00:00 > 03-10 05:00", "03-10 00:00", 9),  # used up as it begins
            ("1 days", "03-10 20:00 > 03-11 00:00", "03-12 00:00", 11),  # Tuesday's 24:00: Wednesday
            ("1 days", "03-09 20:00 > 03-10 00:00", "03-11 00:00", 10),  # Monday is day 0
        ],
    )
    def test_closing_at_24_00(self, length, pauses, expected, on):
        """24:00 belongs to its own day, also as the first or last instant of a suspension."""
        found = ends(at("2026-03-09 19:00"), length, pauses, EVENINGS)
        assert found.due == Moment(at(f"2026-{expected}"), date(2026, 3, on))


class TestBeforeTheDeemedReceipt:
    """Received on Monday 2026-03-09 at 18:00, so that the term runs from Tuesday's opening, 07:30."""

    @table("""
2 working_hours | 03-09 18:00 > 03-10 06:00 | 03-10 09:30 | over before the office opens
2 working_hours | 03-09 19:00 > 03-10 07:30 | 03-10 09:30 | over as it opens
2 working_hours | 03-09 19:00 > 03-10 08:30 | 03-10 10:30 | 2 h from 08:30
2 hours | 03-09 19:00 > 03-10 07:30 | 03-10 09:30 | over as it opens
2 hours | 03-09 19:00 > 03-10 08:30 | 03-10 10:30 | 2 h from 08:30, nothing for the night
1 working_days | 03-09 19:00 > 03-10 18:00 | 03-11 17:00 | Tuesday is day 0
1 working_days | 03-09 19:00 > 03-11 18:00 | 03-12 17:00 | without Wednesday
0 working_days | 03-09 19:00 > 03-10 18:00 | 03-11 17:00 | without Tuesday's closing
1 days | 03-09 19:00 > 03-10 12:00 | 03-11 17:00 | Monday's 24:00 lies before the count
1 days | 03-09 19:00 > 03-12 00:00 | 03-12 17:00 | without Wednesday's 24:00: Thursday
""")
    def test_time_before_it_costs_nothing(self, length, pauses, expected, why):
        """It is suspended although the term does not run yet, and goes on to be."""
        found = ends(at("2026-03-09 18:00"), length, pauses)
        assert found.counted_from.at == at("2026-03-10 07:30")
        assert on_clock(found.due.at) == expected, why


class TestDueTimes:
    """A due time within the day never lies inside a suspension either."""

    @pytest.mark.parametrize(
        ("length", "due_time", "pauses", "expected"),
        [
            # 0 days from Monday at 09:00 on: 23:59:59 the same day, whatever lies between
            ("0 working_days", END_OF_DAY, "03-09 18:00 > 03-09 20:00", "03-09 23:59:59"),
            ("0 working_days", END_OF_DAY, "03-09 22:00 > 03-10 08:00", "03-10 23:59:59"),  # Tuesday's
            ("0 working_days", END_OF_DAY, "03-09 23:59:59 > 03-10 08:00", "03-09 23:59:59"),  # as it begins
            ("0 working_days", END_OF_DAY, "03-09 23:00 > 03-09 23:59:58", "03-09 23:59:59"),  # just over
            # the first closing at which the term runs is Tuesday's
            ("0 working_days", END_OF_DAY, "03-09 16:00 > 03-09 18:00", "03-10 23:59:59"),
            # one day more: the closing at 17:00 decides whether Tuesday counts
            ("1 working_days", END_OF_DAY, "03-10 16:00 > 03-10 18:00", "03-11 23:59:59"),  # not: Wednesday
            ("1 working_days", END_OF_DAY, "03-10 17:30 > 03-10 20:00", "03-10 23:59:59"),  # Tuesday counts
            (
                "1 working_days",
                END_OF_DAY,
                "03-10 17:30 > 03-11 12:00",
                "03-11 23:59:59",
            ),  # 23:59:59 is in it
            (
                "4 working_days",
                END_OF_DAY,
                "03-13 20:00 > 03-14 12:00",
                "03-16 23:59:59",
            ),  # Friday's is: Monday
            # 23:59:59 of Tuesday lies in the first; Wednesday's in the second: Thursday's
            (
                "1 working_days",
                END_OF_DAY,
                "03-10 18:00 > 03-11 06:00; 03-11 20:00 > 03-12 06:00",
                "03-12 23:59:59",
            ),
            ("2 days", END_OF_DAY, "03-11 23:00 > 03-12 00:00", "03-12 23:59:59"),  # without Wednesday: Thu
            ("2 days", END_OF_DAY, "03-10 23:00 > 03-10 23:59:59", "03-11 23:59:59"),  # Tuesday's 24:00 runs
            (
                "2 working_days",
                SAME_CLOCK,
                "03-11 08:00 > 03-11 10:00",
                "03-12 09:00",
            ),  # Wed counts, 09:00 no
            ("2 working_days", SAME_CLOCK, "03-11 08:00 > 03-11 09:00", "03-12 09:00"),  # 09:00 its last
            ("2 working_days", SAME_CLOCK, "03-11 09:00 > 03-13 09:00", "03-11 09:00"),  # as it begins
            ("2 working_days", SAME_CLOCK, "03-10 12:00 > 03-10 17:00", "03-12 09:00"),  # Wed, Thu
            ("1 working_days", clock("10:00"), "03-10 12:00 > 03-10 18:00", "03-10 10:00"),  # due before it
            ("1 working_days", clock("10:00"), "03-10 09:30 > 03-10 18:00", "03-11 10:00"),  # without Tuesday
            ("1 working_days", clock("10:00"), "03-10 09:30 > 03-11 10:00", "03-12 10:00"),  # Wed, not 10:00
            ("1 working_days", clock("20:00"), "03-10 18:00 > 03-10 19:00", "03-10 20:00"),  # over by then
            ("3 days", clock("10:00"), "03-12 11:00 > 03-14 11:00", "03-12 10:00"),  # due before it
            ("0.5 working_days", END_OF_DAY, "03-10 11:00 > 03-10 12:00", "03-10 17:00"),  # no due time
        ],
    )
    def test_goes_on_to_the_next_working_day(self, length, due_time, pauses, expected):
        """A promise, received on Monday at 09:00: the day is counted first, then its due time looked at."""
        shop = office(None, (0, promise("o.f", granted(length), due_time=due_time)))
        found = find(MONDAY, shop, suspensions=suspensions(pauses))
        assert on_clock(found.due.at) == expected
        assert_chained(found.steps, MONDAY, found.due.at)

    @pytest.mark.parametrize(
        ("length", "due_time", "pauses", "expected"),
        [
            ("1 working_days", DueTime(), "03-09 18:00 > 03-10 17:00", "03-11 17:00"),  # without Tuesday
            ("1 working_days", DueTime(), "03-09 18:00 > 03-10 16:00", "03-10 17:00"),  # Monday is day 0
            (
                "0 working_days",
                DueTime(),
                "03-09 19:00 > 03-10 16:00",
                "03-10 17:00",
            ),  # Monday's 17:00 is past
            ("0 working_days", DueTime(), "03-10 16:00 > 03-10 18:00", "03-11 17:00"),  # nor Tuesday's
            ("0 working_days", END_OF_DAY, "03-09 20:00 > 03-10 01:00", "03-10 23:59:59"),  # not Monday's
            ("0 working_days", END_OF_DAY, "03-09 20:00 > 03-09 23:00", "03-09 23:59:59"),  # Monday's
            ("2 working_hours", DueTime(), "03-09 19:00 > 03-10 08:00", "03-10 10:00"),  # 2 h from 08:00
            ("2 hours", DueTime(), "03-09 19:00 > 03-09 19:30", "03-09 20:30"),  # 1 h, then 1 h
        ],
    )
    def test_receipt_after_hours_that_counts_as_the_days(self, length, due_time, pauses, expected):
        """Received on Monday at 18:00 under a promise that takes it as Monday's all the same."""
        same_day = {"due_time": due_time, "outside_hours": OutsideHours.SAME_DAY}
        shop = office(None, (0, promise("o.f", granted(length), **same_day)))
        found = find(at("2026-03-09 18:00"), shop, suspensions=suspensions(pauses))
        assert on_clock(found.due.at) == expected
        assert_chained(found.steps, at("2026-03-09 18:00"), found.due.at)


def left(found):
    """Write what is left as the tables do."""
    return f"{found.remaining.amount.normalize():f} {found.remaining.unit}"


class TestHeld:
    """A suspension without an end stops the term; what has not run is left. Received on Monday at 09:00."""

    @table("""
4 working_hours | 03-09 10:00 > | 3 working_hours | one of four has run
4 working_hours | 03-09 12:00 > | 1.5 working_hours | 2.5 h up to noon
4 working_hours | 03-09 09:30 > 03-09 10:00; 03-09 11:00 > | 2.5 working_hours | 0.5 + 1 h
4 working_hours | 03-09 09:30 > 03-09 11:00; 03-09 10:00 > | 3.5 working_hours | open from 09:30 on: 0.5 h
30 working_minutes | 03-09 09:10 > | 20 working_minutes | ten of thirty have run
24 hours | 03-09 17:00 > | 16 hours | eight have run, over lunch
24 hours | 03-10 08:58:12 > | 0.03 hours | 108 seconds are left
90 minutes | 03-09 09:00 > | 90 minutes | from the receipt on
120 hours | 03-15 12:00 > | 0 working_days | all have run by Saturday; held before the rolled end
3 working_days | 03-11 09:00 > | 2 working_days | Tuesday has run
3 working_days | 03-11 17:00 > | 1 working_days | Tuesday and Wednesday have closed
3 working_days | 03-11 16:59:59 > | 2 working_days | Wednesday has not yet
3 working_days | 03-10 12:00 > 03-10 18:00; 03-12 09:00 > | 2 working_days | Wednesday has run
3 working_days | 03-10 12:00 > 03-12 18:00; 03-11 09:00 > | 3 working_days | open from Tuesday on
3 working_days | 03-10 12:00 > 03-11 09:00; 03-11 09:00 > | 3 working_days | touching: open from Tuesday on
3 working_days | 03-11 09:00 >; 03-12 09:00 > 03-13 09:00; 03-13 10:00 > | 2 working_days | \
the first goes on for good
1.5 working_days | 03-10 18:00 > | 0.5 working_days | Tuesday has run
1.5 working_days | 03-10 16:00 > | 1.5 working_days | nothing has
0.75 working_days | 03-10 15:00 > | 0.75 working_days | a part is left whole until its moment
0.5 working_days | 03-10 11:00 > 03-10 12:00; 03-10 15:00 > | 0.5 working_days | \
Tuesday's noon is out, its closing is not yet
0 working_days | 03-09 16:00 > | 0 working_days | nothing is left, but Monday does not close
5 days | 03-10 23:59:59 > | 5 days | Tuesday has not ended
5 days | 03-11 00:00 > | 4 days | Tuesday has ended
5 days | 03-15 12:00 > | 0 working_days | all five have run by Saturday; held before the rolled end
5 days | 03-10 12:00 > 03-11 12:00; 03-13 12:00 > | 3 days | Wed and Thu have run
1 weeks | 03-12 12:00 > | 5 days | Tuesday and Wednesday of seven have run
1 months | 03-20 12:00 > | 21 days | 10 to 19 March of the 31 dates up to 9 April have run
""")
    def test_what_has_not_run_is_left(self, length, pauses, expected, why):
        """Nothing is due; the steps end where the suspension begins."""
        found = find(MONDAY, term=granted(length), suspensions=suspensions(pauses))
        assert (found.is_held, left(found)) == (True, expected), why
        assert (found.appointment, found.extended_from) == (None, ())
        assert [(one.code, one.due) for one in found.candidates] == [("chosen", None)]
        assert_chained(found.steps, MONDAY, found.owed.suspended[-1].since)
        last = found.steps[-1]
        assert (last.code, last.facts["until"], last.facts["remaining"]) == (
            "suspended",
            None,
            found.remaining,
        )

    def test_year(self):
        """Of the 365 dates after Friday 2026-03-06 the 7th, 8th and 9th have run: 362 are left."""
        found = find(
            at("2026-03-06 09:00"),
            office(TO_2027),
            term=term(1, "years"),
            suspensions=suspensions("03-10 12:00 >"),
        )
        assert found.remaining == term(362, "days")

    def test_third_of_an_hour_is_left_to_the_second(self):
        """Of an hour 40 minutes have run: 20 minutes are no finite decimal, but 1,200 seconds."""
        found = find(MONDAY, term=term(1, "working_hours"), suspensions=suspensions("03-09 09:40 >"))
        assert (found.remaining.seconds, found.remaining.amount < Decimal("0.34")) == (1200, True)

    @pytest.mark.parametrize(
        ("length", "due_time", "pauses", "remaining", "stops"),
        [
            # Tuesday has closed, but is not over
            ("1 working_days", END_OF_DAY, "03-10 18:00 >", "0 working_days", "03-10 18:00"),
            # Tuesday's 23:59:59 lies in the first, Wednesday's in the second
            (
                "1 working_days",
                END_OF_DAY,
                "03-10 18:00 > 03-11 06:00; 03-11 20:00 >",
                "0 working_days",
                "03-11 20:00",
            ),
            # Tuesday's 10:00 lies in the first, Wednesday's in the second; by its closing Tuesday has run
            (
                "1 working_days",
                clock("10:00"),
                "03-10 09:00 > 03-10 11:00; 03-11 09:00 >",
                "0 working_days",
                "03-11 09:00",
            ),
            ("2 working_days", SAME_CLOCK, "03-11 08:59 >", "1 working_days", "03-11 08:59"),  # Tuesday has
        ],
    )
    def test_due_time_is_held_too(self, length, due_time, pauses, remaining, stops):
        """The days may have run, but not up to the due moment."""
        shop = office(None, (0, promise("o.f", granted(length), due_time=due_time)))
        found = find(MONDAY, shop, suspensions=suspensions(pauses))
        assert (found.is_held, left(found)) == (True, remaining)
        assert_chained(found.steps, MONDAY, at(f"2026-{stops}"))

    @table("""
4 working_hours | 03-09 15:00 > | 03-09 15:00 | used up as it begins
24 hours | 03-10 09:00 > | 03-10 09:00 | used up as it begins
3 working_days | 03-12 17:00 > | 03-12 17:00 | Thursday closes as it begins
0.5 working_days | 03-10 11:30 > | 03-10 11:30 | Tuesday's noon comes as it begins
0 working_days | 03-09 17:00 > | 03-09 17:00 | Monday closes as it begins
3 days | 03-12 17:00 > | 03-12 17:00 | due at 17:00 though the date ends later
120 hours | 03-16 17:00 > | 03-16 17:00 | the rolled end comes as it begins
2 working_hours | 03-09 10:00 > 03-09 10:30; 03-09 11:30 > | 03-09 11:30 | 1 + 1 h used up as it begins
""")
    def test_due_as_it_begins_is_due(self, length, pauses, expected, why):
        """What begins at the due moment changes nothing, however long it lasts."""
        found = ends(MONDAY, length, pauses)
        assert on_clock(found.due.at) == expected, why
        assert [time.until for time in found.without_effect] == [None]


class TestExtensions:
    """Each runs from the due date before it, past suspended time likewise. Received on Monday at 09:00."""

    @pytest.mark.parametrize(
        ("length", "further", "pauses", "expected", "before"),
        [
            # Tuesday; without Wednesday Thu, Fri
            (
                "1 working_days",
                ["2 working_days"],
                "03-11 12:00 > 03-11 17:00",
                "03-13 17:00",
                ["03-10 17:00"],
            ),
            # without Tuesday Wednesday; Thu, Fri
            (
                "1 working_days",
                ["2 working_days"],
                "03-10 12:00 > 03-10 18:00",
                "03-13 17:00",
                ["03-11 17:00"],
            ),
            # it begins at the first due date, so that it takes Wednesday from the extension: Thu
            (
                "1 working_days",
                ["1 working_days"],
                "03-10 17:00 > 03-11 17:00",
                "03-12 17:00",
                ["03-10 17:00"],
            ),
            # days after hours: 2.5 + 1.5 h; Tuesday's 24:00 runs
            ("4 working_hours", ["1 days"], "03-09 16:00 > 03-10 12:00", "03-10 17:00", ["03-09 15:00"]),
            # without Tuesday: Wednesday
            (
                "4 working_hours",
                ["1 working_days"],
                "03-09 16:00 > 03-10 17:00",
                "03-11 17:00",
                ["03-09 15:00"],
            ),
            # 2.5 + 0.5 h, 1 h from 15:30; Tuesday
            (
                "4 working_hours",
                ["1 working_days"],
                "03-09 14:00 > 03-09 15:30",
                "03-10 17:00",
                ["03-09 16:30"],
            ),
            # hours after days: from 18:00 on, when it ends
            ("1 working_days", ["2 hours"], "03-10 17:00 > 03-10 18:00", "03-10 20:00", ["03-10 17:00"]),
            # 1 h, then 1 h from Wednesday 06:00
            ("1 working_days", ["2 hours"], "03-10 18:00 > 03-11 06:00", "03-11 07:00", ["03-10 17:00"]),
            # without Tuesday Wednesday; 2 h of Thursday
            (
                "1 working_days",
                ["2 working_hours"],
                "03-10 16:30 > 03-11 08:00",
                "03-12 09:30",
                ["03-11 17:00"],
            ),
            # 0.5 h, then 1.5 h from 09:00
            (
                "1 working_days",
                ["2 working_hours"],
                "03-11 08:00 > 03-11 09:00",
                "03-11 10:30",
                ["03-10 17:00"],
            ),
            # 10 April and the 16th and 17th of March: Sunday 12 rolls
            ("1 working_days", ["1 months"], "03-16 12:00 > 03-18 12:00", "04-13 17:00", ["03-10 17:00"]),
            # Tuesday; without Wednesday's noon its closing
            (
                "1 working_days",
                ["0.5 working_days"],
                "03-11 11:00 > 03-11 12:00",
                "03-11 17:00",
                ["03-10 17:00"],
            ),
            # Tuesday; without Wednesday Thursday; 18:00
            (
                "1 working_days",
                ["1 working_days", "1 hours"],
                "03-11 16:00 > 03-11 17:00",
                "03-12 18:00",
                ["03-10 17:00", "03-12 17:00"],
            ),
            # one for each: Wednesday for Tuesday, Friday for Thursday
            (
                "1 working_days",
                ["1 working_days"],
                "03-10 16:00 > 03-10 17:00; 03-12 16:00 > 03-12 17:00",
                "03-13 17:00",
                ["03-11 17:00"],
            ),
        ],
    )
    def test_go_on_past_suspended_time(self, length, further, pauses, expected, before):
        """What was suspended before a due date is not lost again after it."""
        extensions = tuple(Extension(granted(text), None) for text in further)
        found = ends(MONDAY, length, pauses, extensions=extensions)
        assert on_clock(found.due.at) == expected
        assert [on_clock(one.due.at) for one in found.extended_from] == before
        assert found.without_effect == ()

    def test_held_before_an_extension_that_would_leave_the_calendar(self):
        """Suspended on Tuesday without an end: whether a year more can be counted does not matter yet."""
        further = (Extension(term(1, "years"), None),)
        held = suspensions("03-10 12:00 >")
        found = find(MONDAY, term=granted("1 working_days"), suspensions=held, extensions=further)
        assert (found.is_held, left(found)) == (True, "1 working_days")

    @pytest.mark.parametrize(
        ("length", "further", "pauses", "remaining", "stops", "before"),
        [
            # in the extension: Wednesday has not closed
            ("1 working_days", ["2 working_days"], "03-11 09:00 >", "2 working_days", "03-11 09:00", 1),
            ("1 working_days", ["2 working_days"], "03-11 17:00 >", "1 working_days", "03-11 17:00", 1),
            # as the first due date comes
            ("1 working_days", ["2 working_days"], "03-10 17:00 >", "2 working_days", "03-10 17:00", 1),
            ("1 working_days", ["3 hours"], "03-10 18:00 >", "2 hours", "03-10 18:00", 1),  # one has run
            ("4 working_hours", ["5 days"], "03-12 12:00 >", "3 days", "03-12 12:00", 1),  # Tue and Wed have
            # in the term itself: no extension has begun
            ("3 working_days", ["2 working_days"], "03-11 09:00 >", "2 working_days", "03-11 09:00", 0),
            # in the second: Tuesday, Wednesday, then 0.5 h of Thursday
            (
                "1 working_days",
                ["1 working_days", "2 working_hours"],
                "03-12 08:00 >",
                "1.5 working_hours",
                "03-12 08:00",
                2,
            ),
        ],
    )
    def test_held_during_an_extension(self, length, further, pauses, remaining, stops, before):
        """The due dates before it stay told, and the steps up to them."""
        extensions = tuple(Extension(granted(text), None) for text in further)
        pauses = suspensions(pauses)
        found = find(MONDAY, term=granted(length), extensions=extensions, suspensions=pauses)
        assert (found.is_held, left(found), len(found.extended_from)) == (True, remaining, before)
        assert len(found.owed.terms) == before + 1
        assert_chained(found.steps, MONDAY, at(f"2026-{stops}"))

    def test_limit_of_extensions(self):
        """A rule that allows one refuses the second, whether anything is suspended or not."""
        limited = procedure(
            "law", version(granted("1 working_days"), extension_limit=ExtensionLimit(1, SOURCE))
        )
        one = Extension(term(1, "working_days"), None)
        pauses = suspensions("03-11 16:00 > 03-11 17:00")  # without Wednesday the extension ends on Thursday
        found = find(MONDAY, procedure=limited, extensions=(one,), suspensions=pauses)
        assert on_clock(found.due.at) == "03-12 17:00"
        with pytest.raises(InvalidEvent) as refused:
            find(MONDAY, procedure=limited, extensions=(one, one), suspensions=pauses)
        assert (refused.value.code, refused.value.path) == ("extension_not_allowed", "/extensions/1")


class TestRestarts:
    """The last restart decides; it does not end a running suspension. Received on Monday at 09:00."""

    @pytest.mark.parametrize(
        ("length", "restart", "pauses", "expected"),
        [
            ("2 working_days", "03-11 10:00", "03-09 12:00 > 03-10 18:00", "03-13 17:00"),  # before: Thu, Fri
            ("2 working_days", "03-11 10:00", "03-10 12:00 > 03-12 18:00", "03-16 17:00"),  # during: Fri, Mon
            ("2 working_days", "03-11 10:00", "03-12 12:00 > 03-12 18:00", "03-16 17:00"),  # after: Fri, Mon
            ("2 working_days", "03-11 10:00", "03-11 10:00 > 03-11 18:00", "03-13 17:00"),  # day 0 alone
            ("4 working_hours", "03-11 10:00", "03-11 08:00 > 03-11 11:00", "03-11 17:00"),  # 0.5 + 3.5 h
            ("4 hours", "03-11 10:00", "03-11 08:00 > 03-11 11:00", "03-11 15:00"),  # from 11:00
            ("4 hours", "03-11 10:00", "03-11 08:00 > 03-11 10:00", "03-11 14:00"),  # over as it comes
            ("0 working_days", "03-11 10:00", "03-09 12:00 > 03-11 17:00", "03-12 17:00"),  # not Wednesday's
            ("3 days", "03-11 10:00", "03-10 12:00 > 03-13 12:00", "03-16 17:00"),  # Fri, Sat, Sun: rolls
            ("2 working_hours", "03-11 18:00", "03-11 17:30 > 03-12 09:00", "03-12 11:00"),  # from 09:00
            # one before, one during, one after: Fri is out, too
            (
                "1 working_days",
                "03-11 10:00",
                "03-09 10:00 > 03-10 18:00; 03-11 09:00 > 03-12 17:00; 03-13 16:00 > 03-13 17:00",
                "03-16 17:00",
            ),
        ],
    )
    def test_time_before_the_last_restart_does_not_matter(self, length, restart, pauses, expected):
        """What runs on beyond it still takes out what comes after."""
        found = ends(MONDAY, length, pauses, restarts=(Restart(at(f"2026-{restart}"), None),))
        assert on_clock(found.due.at) == expected

    @pytest.mark.parametrize(
        ("length", "restart", "pauses", "stops"),
        [
            ("2 working_days", "03-11 10:00", "03-10 12:00 >", "03-10 12:00"),  # running since Tuesday
            ("2 hours", "03-11 10:00", "03-11 10:00 >", "03-11 10:00"),  # as it comes
            ("2 working_hours", "03-11 18:00", "03-11 19:00 >", "03-11 19:00"),  # before the deemed receipt
            ("2 days", "03-11 10:00", "03-12 12:00 >", "03-12 12:00"),  # after it, before Thursday's 24:00
        ],
    )
    def test_open_one_holds_the_whole_term(self, length, restart, pauses, stops):
        """The steps end where it begins, also before the deemed receipt."""
        restarts = (Restart(at(f"2026-{restart}"), None),)
        found = find(MONDAY, term=granted(length), restarts=restarts, suspensions=suspensions(pauses))
        assert (found.is_held, left(found)) == (True, length)
        assert_chained(found.steps, MONDAY, at(f"2026-{stops}"))
        assert [step.code for step in found.steps] == ["received", "restarted", "admitted", "suspended"]


class TestWarnings:
    """A suspension that begins at or after the last due moment changes nothing."""

    @pytest.mark.parametrize(
        ("length", "pauses", "told"),
        [
            ("3 working_days", "03-12 17:00 > 03-13 17:00", ["03-12 17:00"]),  # at the due moment
            ("3 working_days", "03-12 16:59:59 > 03-12 16:59:59", []),  # empty, and before it
            ("3 working_days", "03-12 18:00 >", ["03-12 18:00"]),  # after it
            ("3 working_days", "03-10 08:00 > 03-10 09:00", []),  # without effect, but before it
            ("3 working_days", "03-10 12:00 > 03-10 18:00; 03-12 18:00 > 03-13 09:00", []),  # due on Friday
            (
                "3 working_days",
                "03-13 12:00 > 03-13 18:00; 03-13 13:00 > 03-16 09:00; 03-17 12:00 >",
                ["03-13 12:00", "03-17 12:00"],
            ),
            ("2 days", "03-11 18:00 > 03-12 18:00", ["03-11 18:00"]),  # its 24:00, but due at 17:00
        ],
    )
    def test_without_effect(self, length, pauses, told):
        """Overlapping ones are told as the one they are."""
        found = ends(MONDAY, length, pauses)
        assert [on_clock(time.since) for time in found.without_effect] == told

    def test_extension_gives_it_an_effect(self):
        """Beginning on Tuesday at 17:00, it takes Wednesday from the extension only."""
        pauses, extensions = "03-10 17:00 > 03-11 17:00", (Extension(term(1, "working_days"), None),)
        assert len(ends(MONDAY, "1 working_days", pauses).without_effect) == 1
        assert ends(MONDAY, "1 working_days", pauses, extensions=extensions).without_effect == ()


def statutory(length):
    """Make a procedure with that term."""
    return procedure("law", version(granted(length)))


class TestPromises:
    """Candidates are compared after suspensions. Received on Monday at 09:00."""

    @pytest.mark.parametrize(
        ("law", "fast", "pauses", "rule", "expected", "why"),
        [
            # the promise ends on Wednesday, before the law's Monday 16 is held
            ("5 working_days", "2 working_days", "03-12 09:00 >", "o.f", "03-11 17:00", "later"),
            ("5 working_days", "2 working_days", "03-11 17:00 >", "o.f", "03-11 17:00", "later"),
            # without Tuesday: Thursday; the law's Friday too is a day later
            ("3 working_days", "2 working_days", "03-10 12:00 > 03-10 18:00", "o.f", "03-12 17:00", "later"),
            # six hours lose three to 18:00; the day itself loses nothing
            ("0 working_days", "6 hours", "03-09 10:00 > 03-09 13:00", "law", "03-09 17:00", "later"),
            # Tuesday's noon is suspended, its closing is not: both at 17:00, the more local one
            (
                "1 working_days",
                "0.5 working_days",
                "03-10 09:00 > 03-10 12:00",
                "o.f",
                "03-10 17:00",
                "later",
            ),
            # both on Wednesday at 17:00: the more local one
            ("1 working_days", "0 working_days", "03-09 16:00 > 03-10 18:00", "o.f", "03-11 17:00", "later"),
        ],
    )
    def test_earliest_wins(self, law, fast, pauses, rule, expected, why):
        """A promise may be overtaken by the law where its own time is suspended."""
        shop = office(None, (0, promise("o.f", granted(fast))))
        found = find(MONDAY, shop, procedure=statutory(law), suspensions=suspensions(pauses))
        assert (found.is_held, found.rule.id, on_clock(found.due.at)) == (False, rule, expected)
        assert codes(found) == {"law": why, "o.f": why} | {rule: "chosen"}
        assert_chained(found.steps, MONDAY, found.due.at)

    def test_held_law_has_no_due_moment(self):
        """The promise is due on Wednesday; the law's term is held on Thursday, and the warning is told."""
        shop = office(None, (0, promise("o.f", granted("2 working_days"))))
        pauses = suspensions("03-12 09:00 >")
        found = find(MONDAY, shop, procedure=statutory("5 working_days"), suspensions=pauses)
        assert [candidate.due and candidate.due.at for candidate in found.candidates] == [
            None,
            at("2026-03-11 17:00"),
        ]
        assert [time.since for time in found.without_effect] == [at("2026-03-12 09:00")]

    def test_both_held(self):
        """Of two terms that are held the one decides that would be due first: one of its two days is left."""
        shop = office(None, (0, promise("o.f", granted("2 working_days"))))
        pauses = suspensions("03-11 09:00 >")
        found = find(MONDAY, shop, procedure=statutory("5 working_days"), suspensions=pauses)
        assert (found.is_held, found.rule.id, left(found)) == (True, "o.f", "1 working_days")
        assert codes(found) == {"law": "later", "o.f": "chosen"}

    def test_both_held_one_of_them_in_its_extension(self):
        """Three days end on Thursday 12, and of ten more Friday 13 has run; the law's ten end on Monday 23.

        Whenever the suspension ends, nine days are left by the promise, but six and ten more by the law.
        """
        shop = office(None, (0, promise("o.f", granted("3 working_days"))))
        found = find(
            MONDAY,
            shop,
            procedure=statutory("10 working_days"),
            extensions=(Extension(term(10, "working_days"), None),),
            suspensions=suspensions("03-16 09:00 >"),
        )
        assert (found.rule.id, left(found)) == ("o.f", "9 working_days")


class TestSteps:
    """What is told of the way there."""

    @pytest.mark.parametrize(
        ("length", "pauses", "told"),
        [
            ("3 working_days", "03-10 12:00 > 03-10 18:00", "counted 12, suspended 13, settled 13"),
            ("3 working_days", "03-10 08:00 > 03-10 09:00", "counted 12, settled 12"),  # nothing lost
            # touching at Tuesday's closing: one move past Tuesday and Wednesday
            (
                "3 working_days",
                "03-10 08:00 > 03-10 17:00; 03-10 17:00 > 03-11 17:00",
                "counted 12, suspended 16, settled 16",
            ),
            ("3 working_days", "03-12 18:00 > 03-13 18:00", "counted 12, settled 12"),  # due before it
            (
                "3 working_days",
                "03-10 12:00 > 03-10 18:00; 03-12 12:00 > 03-12 18:00",
                "counted 12, suspended 13, suspended 16, settled 16",
            ),
            # Saturday, Sunday for Thursday's sake, Monday
            ("5 days", "03-12 12:00 > 03-13 12:00", "counted 15, suspended 16, rolled 16, settled 16"),
            # Saturday, Monday by the roll, which is suspended: Tuesday
            ("5 days", "03-15 12:00 > 03-16 18:00", "counted 15, rolled 16, suspended 17, settled 17"),
            ("0.5 working_days", "03-10 11:00 > 03-10 12:00", "counted 10, suspended 10, settled 10"),
            ("0.5 working_days", "03-10 11:00 > 03-10 18:00", "counted 10, suspended 11, settled 11"),
        ],
    )
    def test_one_for_every_suspension_that_moved_it(self, length, pauses, told):
        """Code and the date reached; Saturday's 24:00 shows as Sunday's 00:00."""
        steps = ends(MONDAY, length, pauses).steps
        assert [step.code for step in steps[:2]] == ["received", "admitted"]
        assert ", ".join(f"{step.code} {step.after:%d}" for step in steps[2:]) == told

    def test_reasons_are_told_once_each(self):
        """Three overlapping suspensions are one stretch with the two reasons that were given."""
        pauses = (
            Suspension(at("2026-03-10 12:00"), at("2026-03-10 15:00"), "chờ giám định"),
            Suspension(at("2026-03-10 14:00"), at("2026-03-10 18:00"), None),
            Suspension(at("2026-03-10 13:00"), at("2026-03-10 18:00"), "chờ giám định"),
            Suspension(at("2026-03-10 17:00"), at("2026-03-11 09:00"), "lấy ý kiến"),
        )
        found = find(MONDAY, term=term(3, "working_days"), suspensions=pauses)
        (told,) = [step.facts for step in found.steps if step.code == "suspended"]
        assert told == {
            "from": at("2026-03-10 12:00"),
            "until": at("2026-03-11 09:00"),
            "reasons": ("chờ giám định", "lấy ý kiến"),
        }

    @pytest.mark.parametrize("pauses", ["03-10 12:00 > 03-10 18:00", "03-10 12:00 >"])
    def test_unexplained_is_the_same(self, pauses):
        """Without steps the answer is the same, held or not."""
        receipt = Receipt(MONDAY, term=term(3, "working_days"), suspensions=suspensions(pauses))
        found = due_date(receipt, office())
        silent = due_date(receipt, office(), is_explained=False)
        assert (silent.steps, silent.due, silent.remaining) == ((), found.due, found.remaining)


class TestRefused:
    """What is no suspension, or leads nowhere."""

    def test_end_before_its_beginning(self):
        """A second too early; the same instant is an empty one."""
        noon = at("2026-03-10 12:00")
        assert Suspension(noon, noon, None).until == noon
        with pytest.raises(InvalidEvent) as refused:
            Suspension(noon, at("2026-03-10 11:59:59"), None)
        assert (refused.value.code, refused.value.path) == ("until_before_from", "/until")

    def test_before_the_receipt(self):
        """The second of two begins a second before the dossier came."""
        pauses = suspensions("03-09 09:00 > 03-09 10:00; 03-09 08:59:59 > 03-09 10:00")
        with pytest.raises(InvalidEvent) as refused:
            Receipt(MONDAY, suspensions=pauses)
        assert (refused.value.code, refused.value.path) == ("event_before_receipt", "/suspensions/1/from")

    @pytest.mark.parametrize(
        "length",
        ["2 working_hours", "2 hours", "1 working_days", "0.5 working_days", "0 working_days", "1 days"],
    )
    def test_end_past_the_calendar(self, length):
        """The calendar ends before the suspension; where that begins later than due, it does not matter."""
        until = at("2027-02-01 09:00")
        with pytest.raises(BeyondHorizon):
            find(MONDAY, term=granted(length), suspensions=(Suspension(MONDAY, until, None),))
        late = Suspension(at("2026-03-12 09:00"), until, None)
        assert find(MONDAY, term=granted(length), suspensions=(late,)).due == due(MONDAY, granted(length))

    def test_term_of_less_than_half_a_second(self):
        """It is over as it begins: the suspension that begins then comes too late, and holds nothing."""
        assert on_clock(ends(MONDAY, "0.001 working_minutes", "03-09 09:00 >").due.at) == "03-09 09:00"
        assert on_clock(ends(MONDAY, "0.001 minutes", "03-09 09:00 > 03-09 10:00").due.at) == "03-09 09:00"


class TestStandingStill:
    """Does the term stand still at an instant? Where it begins it does, where it ends no more."""

    @pytest.mark.parametrize(
        ("pauses", "instant", "expected"),
        [
            ("03-10 12:00 > 03-10 18:00", "03-10 11:59:59", False),
            ("03-10 12:00 > 03-10 18:00", "03-10 12:00:00", True),
            ("03-10 12:00 > 03-10 18:00", "03-10 17:59:59", True),
            ("03-10 12:00 > 03-10 18:00", "03-10 18:00:00", False),
            ("03-10 12:00 > 03-10 12:00", "03-10 12:00:00", False),  # an empty one
            ("03-10 12:00 >", "12-31 23:59:59", True),
        ],
    )
    def test_from_is_in_it_and_until_is_not(self, pauses, instant, expected):
        """Half-open the other way than due moments, of which `until` is the last inside."""
        (time,) = suspended_times(suspensions(pauses), timeline())
        assert time.covers(at(f"2026-{instant}")) is expected
