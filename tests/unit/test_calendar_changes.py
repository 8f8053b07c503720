"""What if: days and hours put over a calendar, before all that it says of those dates."""

from datetime import date
from itertools import permutations

import pytest
from helpers import OFFICE_DAY, calendar, day, hours, off, week, worked

from sla_service.core.calendar import DayKind
from sla_service.core.changes import CalendarChanges
from sla_service.core.errors import BeyondHorizon, InvalidCalendar
from sla_service.core.timeline import Timeline

# 2026-03-05 is a Thursday, 6 a Friday, 7 a Saturday, 8 a Sunday
THURSDAY, FRIDAY, SATURDAY, SUNDAY = (date(2026, 3, number) for number in (5, 6, 7, 8))
MORNING = hours("09:00-11:00")


def changed(base=None, **changes):
    """Put changes over a calendar."""
    return CalendarChanges(**changes).over(base or calendar())


class TestPrecedence:
    """What the changes say of a date against what the calendar says of it."""

    def test_ordinary_day_made_off_is_a_holiday_without_hours(self):
        """A Thursday off has no sessions, and its neighbours keep theirs."""
        over = changed(days_off=(THURSDAY,))
        told = over.day(THURSDAY)
        assert (told.kind, told.sessions, told.is_working) == (DayKind.HOLIDAY, (), False)
        assert over.sessions_on(FRIDAY) == hours(OFFICE_DAY)

    def test_hours_set_for_a_holiday_are_no_notices(self):
        """A holiday with hours of the caller's own loses the notice's name and source."""
        told = changed(calendar(dated=off("2026-03-05")), special_hours={THURSDAY: MORNING}).day(THURSDAY)
        assert (told.kind, told.sessions, told.name, told.citation) == (DayKind.WORKING, MORNING, None, None)

    @pytest.mark.parametrize("kind", [DayKind.HOLIDAY, DayKind.DAY_IN_LIEU, DayKind.SWAPPED_OFF])
    def test_dated_day_off_made_worked_is_worked(self, kind):
        """Whatever the notice called it, it has its own weekday's hours and loses the notice's name."""
        told = changed(calendar(dated=off("2026-03-05", kind=kind)), working_days=(THURSDAY,)).day(THURSDAY)
        assert (told.kind, told.sessions) == (DayKind.SWAPPED_WORKING, hours(OFFICE_DAY))
        assert (told.name, told.citation) == (None, None)

    def test_dated_worked_day_made_off_is_off(self):
        """A Saturday worked in exchange is off again."""
        told = changed(calendar(dated=worked("2026-03-07")), days_off=(SATURDAY,)).day(SATURDAY)
        assert (told.kind, told.is_working, told.sessions) == (DayKind.HOLIDAY, False, ())

    def test_day_off_goes_before_the_calendars_special_hours(self):
        """In one calendar special hours win over a day off; a change wins over both."""
        base = calendar(special_hours={THURSDAY: MORNING})
        assert changed(base, days_off=(THURSDAY,)).sessions_on(THURSDAY) == ()

    def test_worked_day_goes_before_the_calendars_special_hours(self):
        """The date is worked with its weekday's hours, not with the special ones it had."""
        base = calendar(special_hours={THURSDAY: MORNING})
        assert changed(base, working_days=(THURSDAY,)).sessions_on(THURSDAY) == hours(OFFICE_DAY)

    @pytest.mark.parametrize(
        "base",
        [
            calendar(),
            calendar(dated=off("2026-03-05")),
            calendar(dated=worked("2026-03-05")),
            calendar(special_hours={THURSDAY: hours("14:00-15:00")}),
            calendar(special_hours={THURSDAY: ()}),
        ],
    )
    def test_special_hours_go_before_everything_the_calendar_says(self, base):
        """Two hours of a Thursday, be it ordinary, off, worked or with other special hours."""
        told = changed(base, special_hours={THURSDAY: MORNING}).day(THURSDAY)
        assert (told.sessions, told.is_working) == (MORNING, True)

    def test_empty_special_hours_shut_the_office(self):
        """No hours at all, on a day that a notice had made worked: nobody works."""
        told = changed(calendar(dated=worked("2026-03-07")), special_hours={SATURDAY: ()}).day(SATURDAY)
        assert (told.sessions, told.is_working) == ((), False)

    def test_special_hours_make_a_receiving_saturday_work(self):
        """Hours set for a date are working time, though its weekday merely receives."""
        base = calendar(week(*[OFFICE_DAY] * 5, "08:00-11:00", receives_only=[5]))
        assert not base.day(SATURDAY).is_working
        assert changed(base, special_hours={SATURDAY: MORNING}).day(SATURDAY).is_working

    @pytest.mark.parametrize(
        "changes", [{"working_days": (THURSDAY,)}, {"special_hours": {THURSDAY: hours(OFFICE_DAY)}}]
    )
    def test_breaks_of_the_calendar_are_still_cut_out_last(self, changes):
        """A break from 10:00 to 14:00 leaves 07:30 to 10:00 and 14:00 to 17:00 of either."""
        base = calendar(breaks={THURSDAY: hours("10:00-14:00")})
        assert changed(base, **changes).sessions_on(THURSDAY) == hours("07:30-10:00 14:00-17:00")

    def test_other_dates_keep_all_they_had(self):
        """Days off, special hours and breaks of other dates stand, and so does the calendar itself."""
        base = calendar(
            dated=off("2026-03-06"),
            special_hours={SATURDAY: MORNING},
            breaks={date(2026, 3, 9): hours("10:00-14:00")},
        )
        over = changed(base, days_off=(THURSDAY,))
        for on in (FRIDAY, SATURDAY, SUNDAY, date(2026, 3, 9)):
            assert over.day(on) == base.day(on)
        assert base.sessions_on(THURSDAY) == hours(OFFICE_DAY)


class TestHoursOfAWorkedDate:
    """Its own weekday's, else those of worked days, else the first weekday's that has any."""

    def test_weekday_with_hours_keeps_them(self):
        """A Friday with a short afternoon is worked with it, whatever the hours of worked days are."""
        base = calendar(week(*[OFFICE_DAY] * 4, "07:30-11:30"), working_day_hours=MORNING)
        assert changed(base, working_days=(FRIDAY,)).sessions_on(FRIDAY) == hours("07:30-11:30")

    def test_weekday_without_hours_takes_those_of_worked_days(self):
        """A Sunday has none of its own."""
        base = calendar(working_day_hours=MORNING)
        assert changed(base, working_days=(SUNDAY,)).sessions_on(SUNDAY) == MORNING

    def test_else_the_hours_of_the_first_weekday_that_has_any(self):
        """Nobody works on Mondays, so Sunday takes Tuesday's."""
        base = calendar(week("", "08:00-12:00", OFFICE_DAY))
        assert changed(base, working_days=(SUNDAY,)).sessions_on(SUNDAY) == hours("08:00-12:00")

    def test_day_of_mere_receipt_becomes_a_working_day_with_working_hours(self):
        """Hours of mere receipt are not its own hours of work: Monday's hold."""
        base = calendar(week(*[OFFICE_DAY] * 5, "08:00-11:00", receives_only=[5]))
        told = changed(base, working_days=(SATURDAY,)).day(SATURDAY)
        assert (told.sessions, told.kind) == (hours(OFFICE_DAY), DayKind.SWAPPED_WORKING)


def entry(name, on):
    """Put a date into one list."""
    return {name: {on: MORNING} if name == "special_hours" else (on,)}


def path(name, on):
    """Tell where in the request the only entry of that list stands."""
    return f"/{name}/{on if name == 'special_hours' else 0}"


LISTS = ("days_off", "working_days", "special_hours")  # in the order in which they are read


class TestRefusals:
    """Changes that contradict themselves, or name days that are not there."""

    @pytest.mark.parametrize(
        ("one", "other"),
        [(one, other) for one, other in permutations(LISTS, 2) if LISTS.index(one) < LISTS.index(other)],
    )
    def test_date_in_two_lists_is_refused_at_the_later_list(self, one, other):
        """A date cannot be off and worked, nor either with hours of its own."""
        with pytest.raises(InvalidCalendar) as refused:
            CalendarChanges(**entry(one, THURSDAY), **entry(other, THURSDAY))
        assert (refused.value.code, refused.value.path) == ("date_in_two_lists", path(other, THURSDAY))
        assert refused.value.facts == {"on": THURSDAY}

    def test_the_offending_entry_is_named_by_its_place(self):
        """The second working day is the one that is off as well."""
        with pytest.raises(InvalidCalendar) as refused:
            CalendarChanges(days_off=(FRIDAY, THURSDAY), working_days=(SUNDAY, THURSDAY))
        assert refused.value.path == "/working_days/1"

    @pytest.mark.parametrize("name", ["days_off", "working_days"])
    def test_same_date_twice_in_one_list_is_fine(self, name):
        """It says nothing else the second time."""
        twice = CalendarChanges(**{name: (THURSDAY, THURSDAY)})
        once = CalendarChanges(**{name: (THURSDAY,)})
        assert twice.over(calendar()) == once.over(calendar())

    @pytest.mark.parametrize("name", LISTS)
    @pytest.mark.parametrize("beyond", ["2025-12-31", "2027-01-01"])
    def test_date_beyond_the_calendar_is_refused_with_its_path(self, name, beyond):
        """The calendar has 2026 only; its first and last day can be changed, the days beside them cannot."""
        with pytest.raises(BeyondHorizon) as refused:
            changed(**entry(name, day(beyond)))
        assert (refused.value.code, refused.value.path) == ("beyond_horizon", path(name, day(beyond)))
        assert refused.value.facts == {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}

    @pytest.mark.parametrize("name", LISTS)
    @pytest.mark.parametrize("end", ["2026-01-01", "2026-12-31"])
    def test_first_and_last_day_can_be_changed(self, name, end):
        """Both ends are included: off there is nothing, worked the office day, else the hours given."""
        sessions = dict(zip(LISTS, ((), hours(OFFICE_DAY), MORNING), strict=True))[name]
        assert changed(**entry(name, day(end))).sessions_on(day(end)) == sessions

    def test_changes_that_leave_no_working_time_are_refused(self):
        """Monday to Wednesday of one week, and all three off."""
        three = tuple(date(2026, 3, number) for number in (2, 3, 4))
        short = calendar(first=three[0], last=three[-1])
        with pytest.raises(InvalidCalendar) as refused:
            Timeline(changed(short, days_off=three))
        assert refused.value.code == "no_working_time"
        assert Timeline(changed(short, days_off=three[:2])).is_working_day(three[2])

    def test_changes_can_give_working_time_where_there_was_none(self):
        """A calendar in which nobody works, and one date with hours."""
        idle = calendar(week())
        assert Timeline(changed(idle, special_hours={SUNDAY: MORNING})).is_working_day(SUNDAY)


class TestTruth:
    """Do the changes say anything?"""

    def test_nothing_is_nothing(self):
        """Empty lists change no day, and the calendar comes back equal."""
        assert not CalendarChanges()
        assert not CalendarChanges((), (), {})
        assert changed() == calendar()

    @pytest.mark.parametrize("name", LISTS)
    def test_anything_is_something(self, name):
        """One date in any list is a change."""
        assert CalendarChanges(**entry(name, THURSDAY))

    def test_empty_hours_of_a_date_are_something(self):
        """To shut the office is a change."""
        assert CalendarChanges(special_hours={THURSDAY: ()})
