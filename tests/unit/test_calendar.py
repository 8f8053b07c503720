"""What a day is: the regular week, the dated exceptions, their one precedence."""

from datetime import date

import pytest
from helpers import ALWAYS, OFFICE_DAY, OFFICE_WEEK, SOURCE, TITLE, calendar, day, hours, off, week, worked

from sla_service.core.calendar import DayKind, OfficeHours, Session, in_order
from sla_service.core.clock import DAY_END
from sla_service.core.errors import InvalidCalendar
from sla_service.core.law import EffectivePeriod


class TestSession:
    """One unbroken stretch of hours."""

    @pytest.mark.parametrize(("opens", "closes"), [(-1, 60), (60, 60), (120, 60), (0, DAY_END + 1)], ids=str)
    def test_must_run_forward_within_one_day(self, opens, closes):
        """A session that is empty, runs backwards or leaves its day is refused."""
        with pytest.raises(InvalidCalendar) as refused:
            Session(opens, closes)
        assert refused.value.code == "session_reversed"

    def test_may_fill_the_whole_day(self):
        """A session may begin at 00:00 and end at 24:00."""
        assert Session(0, DAY_END).closes == 86_400

    @pytest.mark.parametrize(
        ("gap", "left"),
        [
            ("06:00-07:30", "07:30-11:30"),  # ends where the session begins: touches nothing
            ("11:30-12:00", "07:30-11:30"),  # begins where the session ends
            ("07:00-08:00", "08:00-11:30"),
            ("11:00-12:00", "07:30-11:00"),
            ("09:00-10:00", "07:30-09:00 10:00-11:30"),
            ("07:30-11:30", ""),
            ("00:00-24:00", ""),
        ],
    )
    def test_leaves_what_a_break_does_not_take(self, gap, left):
        """A break takes nothing, one end, the middle or all of a session."""
        (session,) = hours("07:30-11:30")
        assert session.without(hours(gap)[0]) == hours(left)


class TestInOrder:
    """A day's sessions."""

    def test_sorts_and_lets_sessions_touch(self):
        """Sessions may come in any order and may touch."""
        assert in_order(hours("11:30-17:00 07:30-11:30")) == hours("07:30-11:30 11:30-17:00")

    def test_refuses_sessions_that_share_a_second(self):
        """Two sessions that share even one second are refused."""
        with pytest.raises(InvalidCalendar) as refused:
            in_order(hours("07:30-11:30 11:29:59-17:00"))
        assert refused.value.code == "sessions_overlap"


class TestEffectivePeriod:
    """A version's time in force."""

    @pytest.mark.parametrize(
        ("on", "covered"),
        [("2026-02-28", False), ("2026-03-01", True), ("2026-03-31", True), ("2026-04-01", False)],
    )
    def test_is_half_open(self, on, covered):
        """The first day is included and the last is not."""
        assert EffectivePeriod(date(2026, 3, 1), date(2026, 4, 1)).covers(day(on)) is covered

    def test_without_an_end_never_ends(self):
        """A version that nobody amended stays in force."""
        assert EffectivePeriod(date(2026, 3, 1), None).covers(date.max)


class TestTheRegularWeek:
    """Days that no notice names."""

    def test_friday_is_worked_by_the_weekly_hours(self):
        """Friday 2026-03-06 has the week's hours and is settled."""
        found = calendar().day(date(2026, 3, 6))
        assert (found.kind, found.sessions, found.is_working) == (DayKind.WORKING, hours(OFFICE_DAY), True)
        assert (found.is_provisional, found.name, found.citation) == (False, None, None)

    def test_saturday_is_weekly_rest_with_its_source(self):
        """Saturday 2026-03-07 is a weekend and cites the weekly rest."""
        found = calendar(rest=SOURCE).day(date(2026, 3, 7))
        assert (found.kind, found.sessions, found.is_working) == (DayKind.WEEKEND, (), False)
        assert found.citation is SOURCE

    def test_hours_change_with_the_version_in_force(self):
        """The last day of one version keeps its hours and the next day has those of the next."""
        half_year = EffectivePeriod(date(2026, 4, 15), date(2026, 10, 15))
        summer = OfficeHours(half_year, week(*["07:00-15:00"] * 5))
        regular = OfficeHours(ALWAYS, OFFICE_WEEK)
        changing = calendar(hours=(summer, regular))
        assert changing.sessions_on(date(2026, 4, 14)) == hours(OFFICE_DAY)  # Tuesday
        assert changing.sessions_on(date(2026, 4, 15)) == hours("07:00-15:00")  # Wednesday
        assert changing.sessions_on(date(2026, 10, 14)) == hours("07:00-15:00")  # Wednesday
        assert changing.sessions_on(date(2026, 10, 15)) == hours(OFFICE_DAY)  # Thursday

    def test_office_without_hours_in_force_is_closed(self):
        """Before the first version of its hours an office is closed."""
        later = OfficeHours(EffectivePeriod(date(2026, 3, 1), None), OFFICE_WEEK)
        found = calendar(hours=(later,)).day(date(2026, 2, 27))  # Friday
        assert (found.kind, found.sessions) == (DayKind.WEEKEND, ())

    def test_receiving_saturday_is_open_but_no_working_day(self):
        """An office that merely receives on Saturday is open then and nobody works on dossiers."""
        found = calendar(week(*[OFFICE_DAY] * 5, "08:00-11:00", receives_only=[5])).day(date(2026, 3, 7))
        assert (found.kind, found.sessions, found.is_working) == (
            DayKind.WEEKEND,
            hours("08:00-11:00"),
            False,
        )


class TestDatedDays:
    """Days off and worked days."""

    def test_day_off_has_no_hours_and_keeps_name_and_source(self):
        """Thursday 2026-04-30 is a holiday by its own source."""
        found = calendar(dated=off("2026-04-30")).day(date(2026, 4, 30))
        assert (found.kind, found.sessions, found.name, found.citation) == (
            DayKind.HOLIDAY,
            (),
            TITLE,
            SOURCE,
        )

    def test_entry_decides_also_on_a_weekend(self):
        """Sunday 2026-04-26 is named a holiday, not a weekend."""
        found = calendar(dated=off("2026-04-26"), rest=None).day(date(2026, 4, 26))
        assert (found.kind, found.citation) == (DayKind.HOLIDAY, SOURCE)

    def test_worked_day_has_its_own_weekdays_hours_first(self):
        """A worked Saturday keeps the hours its weekday has."""
        short_saturday = week(*[OFFICE_DAY] * 5, "08:00-10:00")
        found = calendar(short_saturday, dated=worked("2026-01-10"), working_day_hours=hours("06:00-07:00"))
        assert found.sessions_on(date(2026, 1, 10)) == hours("08:00-10:00")

    def test_worked_day_takes_working_day_hours_next(self):
        """A worked Saturday without hours of its weekday takes those set for worked days."""
        found = calendar(dated=worked("2026-01-10"), working_day_hours=hours("06:00-07:00"))
        assert found.sessions_on(date(2026, 1, 10)) == hours("06:00-07:00")

    def test_worked_day_takes_the_first_weekdays_hours_last(self):
        """A worked Saturday without any of these takes the hours of the first weekday that has any."""
        from_tuesday = week("", "09:00-12:00", OFFICE_DAY)
        found = calendar(from_tuesday, dated=worked("2026-01-10")).day(date(2026, 1, 10))
        assert (found.kind, found.sessions) == (DayKind.SWAPPED_WORKING, hours("09:00-12:00"))

    def test_worked_day_never_takes_hours_of_mere_receipt(self):
        """Neither its own receiving hours nor another weekday's are working hours."""
        receiving = week("08:00-09:00", "", "10:00-12:00", "", "", "08:00-11:00", receives_only=[0, 5])
        found = calendar(receiving, dated=worked("2026-01-10")).day(date(2026, 1, 10))
        assert (found.sessions, found.is_working) == (hours("10:00-12:00"), True)

    def test_worked_day_without_any_hours_at_all_stays_closed(self):
        """Where no weekday has hours and none are set, even a worked day has none."""
        found = calendar(week(), dated=worked("2026-01-10")).day(date(2026, 1, 10))
        assert (found.sessions, found.is_working) == ((), False)


class TestSpecialHoursAndBreaks:
    """The strongest exceptions."""

    def test_special_hours_replace_the_weeks(self):
        """The last day before Tet, Friday 2026-02-13, closes at noon."""
        found = calendar(special_hours={date(2026, 2, 13): hours("07:30-11:30")}).day(date(2026, 2, 13))
        assert (found.kind, found.sessions) == (DayKind.WORKING, hours("07:30-11:30"))

    def test_special_hours_win_over_a_day_off(self):
        """A holiday with special hours is worked."""
        opened = calendar(dated=off("2026-04-30"), special_hours={date(2026, 4, 30): hours("08:00-10:00")})
        assert opened.day(date(2026, 4, 30)).sessions == hours("08:00-10:00")
        assert opened.day(date(2026, 4, 30)).is_working

    def test_special_hours_win_over_a_worked_day(self):
        """A swapped working Saturday with special hours keeps its kind and has those hours."""
        found = calendar(
            dated=worked("2026-01-10"), special_hours={date(2026, 1, 10): hours("08:00-10:00")}
        ).day(date(2026, 1, 10))
        assert (found.kind, found.sessions) == (DayKind.SWAPPED_WORKING, hours("08:00-10:00"))

    def test_special_hours_without_a_session_close_the_day(self):
        """Friday with an empty list of special hours is no working day."""
        closed = calendar(special_hours={date(2026, 3, 6): ()})
        assert closed.day(date(2026, 3, 6)).kind is DayKind.HOLIDAY
        assert not closed.day(date(2026, 3, 6)).is_working

    def test_break_is_cut_out_last(self):
        """A break from 10:00 to 14:00 is cut out of both sessions, special hours or not."""
        gap = {date(2026, 3, 6): hours("10:00-14:00"), date(2026, 3, 9): hours("09:00-10:00")}
        cut = calendar(breaks=gap, special_hours={date(2026, 3, 9): hours("08:00-11:00")})
        assert cut.sessions_on(date(2026, 3, 6)) == hours("07:30-10:00 14:00-17:00")
        assert cut.sessions_on(date(2026, 3, 9)) == hours("08:00-09:00 10:00-11:00")

    def test_break_of_the_whole_day_leaves_no_working_day(self):
        """A working day that breaks cut away entirely is off."""
        cut = calendar(breaks={date(2026, 3, 6): hours("00:00-24:00")})
        assert cut.day(date(2026, 3, 6)).kind is DayKind.HOLIDAY
        assert not cut.day(date(2026, 3, 6)).is_working


class TestSettledYears:
    """Which days a notice has settled."""

    PUBLISHED = {"published": frozenset({2026}), "partly_published": frozenset({2027})}  # noqa: RUF012
    SPAN = {"last": date(2028, 12, 31)}  # noqa: RUF012

    @pytest.mark.parametrize(
        ("on", "provisional"),
        [
            ("2026-12-31", False),  # a published year
            ("2027-01-01", False),  # a published day of a partly published year
            ("2027-01-04", True),  # an ordinary day of it
            ("2028-01-04", True),  # a projected year
        ],
    )
    def test_day_is_provisional_until_a_notice_settles_it(self, on, provisional):
        """A partly published year is settled only on the days it names."""
        told = calendar(dated=off("2027-01-01"), **self.PUBLISHED, **self.SPAN)
        assert told.day(day(on)).is_provisional is provisional

    def test_unsettled_years_are_those_not_wholly_published(self):
        """From 2026 into 2028 the years 2027 and 2028 are open."""
        told = calendar(**self.PUBLISHED, **self.SPAN)
        assert told.unsettled_years(date(2026, 12, 31), date(2028, 1, 3)) == (2027, 2028)
        assert told.unsettled_years(date(2026, 1, 5), date(2026, 12, 31)) == ()

    def test_callers_own_calendar_is_settled(self):
        """A calendar without published years is taken as its owner states it."""
        assert calendar().unsettled_years(date(2026, 1, 5), date(2026, 12, 31)) == ()
