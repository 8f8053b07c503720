"""The days of the compiled calendar."""

from datetime import date, timedelta

import pytest
from helpers import OFFICE_DAY, calendar, day, hours, moment, off, timeline, week, worked

from sla_service.core.errors import BeyondHorizon
from sla_service.core.timeline import Timeline

# 2026-03-01 is a Sunday, so 2 to 6 March are Monday to Friday
LINE = timeline()
NIGHT = timeline(week(*["18:00-24:00"] * 5))
SATURDAY_RECEIPT = timeline(week(*[OFFICE_DAY] * 5, "08:00-11:00", receives_only=[5]))
NEW_YEAR, NEW_YEARS_EVE = date(2026, 1, 1), date(2026, 12, 31)  # where the calendar begins and ends


class TestDays:
    """Closings, sessions and working days."""

    def test_closing_is_the_last_sessions_end(self):
        """The office closes at 17:00 on Friday and does not open on Saturday."""
        assert LINE.closing(date(2026, 3, 6)) == moment("2026-03-06 17:00")
        assert LINE.closing(date(2026, 3, 7)) is None

    def test_closing_of_a_receiving_day_is_its_own(self):
        """A receiving Saturday closes too, but has no working sessions."""
        assert SATURDAY_RECEIPT.closing(date(2026, 3, 7)) == moment("2026-03-07 11:00")
        assert SATURDAY_RECEIPT.sessions(date(2026, 3, 7)) == ()

    def test_close_at_24_stays_on_its_day(self):
        """A day that closes at 24:00 closes at the next date's 00:00:00 and keeps its own date."""
        assert NIGHT.close(date(2026, 3, 6)) == moment("2026-03-07 00:00", on="2026-03-06")

    def test_sessions_are_pairs_of_moments(self):
        """Friday has two sessions."""
        assert LINE.sessions(date(2026, 3, 6)) == (
            (moment("2026-03-06 07:30"), moment("2026-03-06 11:30")),
            (moment("2026-03-06 13:30"), moment("2026-03-06 17:00")),
        )

    def test_clock_reaches_24(self):
        """24:00 of Friday is Saturday's first instant and Friday's all the same."""
        assert LINE.clock(date(2026, 3, 6), 86_400) == moment("2026-03-07 00:00", on="2026-03-06")

    @pytest.mark.parametrize(
        ("on", "is_working"),
        [
            ("2026-03-06", True),  # Friday
            ("2026-03-07", False),  # Saturday
            ("2026-01-10", True),  # a worked Saturday
            ("2026-04-30", False),  # a Thursday off
            ("2025-12-31", False),  # before the calendar
            ("2027-01-01", False),  # after it
        ],
    )
    def test_working_day_is_known(self, on, is_working):
        """A worked Saturday is a working day; a holiday, a weekend and a date outside are none."""
        line = timeline(dated={**worked("2026-01-10"), **off("2026-04-30")})
        assert line.is_working_day(day(on)) is is_working

    def test_receiving_saturday_is_no_working_day(self):
        """The first working day after Friday is Monday although Saturday is open."""
        assert not SATURDAY_RECEIPT.is_working_day(date(2026, 3, 7))
        assert SATURDAY_RECEIPT.working_day(date(2026, 3, 6), 1) == date(2026, 3, 9)

    @pytest.mark.parametrize(
        ("after", "number", "found"),
        [
            ("2026-03-05", 1, "2026-03-06"),  # Thursday to Friday
            ("2026-03-06", 1, "2026-03-09"),  # Friday to Monday
            ("2026-03-07", 1, "2026-03-09"),  # Saturday to Monday
            ("2026-03-06", 5, "2026-03-13"),  # Monday to Friday are one to five
            ("2026-03-06", 6, "2026-03-16"),
        ],
    )
    def test_nth_working_day_is_counted_after_the_date(self, after, number, found):
        """The date itself is day 0."""
        assert LINE.working_day(day(after), number) == day(found)
        assert LINE.working_days(day(after), day(found)) == number

    def test_working_day_past_the_end_is_beyond(self):
        """After Thursday 2026-12-31, the last day, there is none; nor is there one after an unknown date."""
        assert LINE.working_day(date(2026, 12, 30), 1) == NEW_YEARS_EVE
        for unreachable in (NEW_YEARS_EVE, date(2025, 12, 31)):
            with pytest.raises(BeyondHorizon):
                LINE.working_day(unreachable, 1)

    def test_working_day_before_is_strictly_before(self):
        """Before Monday comes Friday, and before the calendar's first day nothing."""
        assert LINE.working_day_before(date(2026, 3, 9)) == date(2026, 3, 6)
        assert LINE.working_day_before(date(2026, 3, 8)) == date(2026, 3, 6)
        assert LINE.working_day_before(NEW_YEAR) is None

    def test_days_go_from_one_date_to_another(self):
        """Friday to Monday are four days, and a range that ends before it begins is empty."""
        found = [found.on for found in LINE.days(date(2026, 3, 6), date(2026, 3, 9))]
        assert found == [date(2026, 3, number) for number in (6, 7, 8, 9)]
        assert list(LINE.days(date(2026, 3, 6), date(2026, 3, 5))) == []

    def test_days_off_and_dates_worked_share_a_range_out(self):
        """From Friday to Monday two days are worked and two are off, each day with its reason."""
        assert LINE.dates_worked(date(2026, 3, 6), date(2026, 3, 9)) == (date(2026, 3, 6), date(2026, 3, 9))
        resting = LINE.days_off(date(2026, 3, 6), date(2026, 3, 9))
        assert [(found.on.day, found.kind) for found in resting] == [(7, "weekend"), (8, "weekend")]

    def test_every_day_is_what_the_calendar_says(self):
        """Compiled or asked day by day, a calendar full of exceptions says the same."""
        full = calendar(
            week(*[OFFICE_DAY] * 5, "08:00-11:00", receives_only=[5]),
            dated={**worked("2026-01-10", "2026-01-11"), **off("2026-04-30", "2026-05-02")},
            special_hours={date(2026, 2, 13): hours("07:30-11:30"), date(2026, 2, 14): hours("08:00-09:00")},
            breaks={date(2026, 3, 6): hours("00:00-24:00"), date(2026, 3, 7): hours("08:00-09:00")},
        )
        line = Timeline(full)
        for told in line.days(NEW_YEAR, NEW_YEARS_EVE):
            assert line.is_working_day(told.on) is told.is_working, told.on
            closing = line.closing(told.on)
            assert (closing is None) is (told.sessions == ()), told.on

    def test_require_knows_both_ends(self):
        """The first and the last day belong to the calendar, their neighbours do not."""
        assert LINE.require(NEW_YEAR) == NEW_YEAR
        assert LINE.require(NEW_YEARS_EVE) == NEW_YEARS_EVE
        for outside in (NEW_YEAR - timedelta(days=1), NEW_YEARS_EVE + timedelta(days=1)):
            with pytest.raises(BeyondHorizon):
                LINE.require(outside)
