"""Is the office open, and when does that change?"""

from datetime import UTC, date, datetime

import pytest
from helpers import OFFICE_DAY, at, calendar, day, hours, moment, off, timeline, week

from sla_service.core.calendar import DayKind
from sla_service.core.errors import BeyondHorizon
from sla_service.core.timeline import Timeline
from sla_service.core.working_time import status

# 2026-03-05 is a Thursday, 6 a Friday, 9 a Monday
LINE = timeline()
NIGHT = timeline(week(*["18:00-24:00"] * 5))
ROUND_THE_CLOCK = timeline(week(*["00:00-24:00"] * 5))
TOUCHING = timeline(week(*["07:30-11:30 11:30-17:00"] * 5))
SATURDAY_RECEIPT = timeline(week(*[OFFICE_DAY] * 5, "08:00-11:00", receives_only=[5]))


def shown(text, line):
    """Ask at a clock time: open, the next opening, the next closing, the one before."""
    told = status(at(text), line)
    return told.is_open, told.next_opening, told.next_closing, told.previous_closing


def expected(is_open, *moments):
    """Read an expectation: a text is a moment of its own date, a pair names another day, None stays."""
    pairs = [(one, None) if isinstance(one, str) else one for one in moments]
    return is_open, *(pair and moment(pair[0], on=pair[1]) for pair in pairs)


class TestOrdinaryDay:
    """07:30 to 11:30 and 13:30 to 17:00."""

    @pytest.mark.parametrize(
        ("clock", "is_open", "next_opening", "next_closing", "previous_closing"),
        [
            ("00:00:00", False, "2026-03-06 07:30", "2026-03-06 11:30", "2026-03-05 17:00"),
            ("07:29:59", False, "2026-03-06 07:30", "2026-03-06 11:30", "2026-03-05 17:00"),
            ("07:30:00", True, "2026-03-06 13:30", "2026-03-06 11:30", "2026-03-05 17:00"),  # strictly later
            ("07:30:01", True, "2026-03-06 13:30", "2026-03-06 11:30", "2026-03-05 17:00"),
            ("11:29:59", True, "2026-03-06 13:30", "2026-03-06 11:30", "2026-03-05 17:00"),
            (
                "11:30:00",
                False,
                "2026-03-06 13:30",
                "2026-03-06 17:00",
                "2026-03-06 11:30",
            ),  # closing: not open
            ("12:30:00", False, "2026-03-06 13:30", "2026-03-06 17:00", "2026-03-06 11:30"),
            ("13:29:59", False, "2026-03-06 13:30", "2026-03-06 17:00", "2026-03-06 11:30"),
            (
                "13:30:00",
                True,
                "2026-03-09 07:30",
                "2026-03-06 17:00",
                "2026-03-06 11:30",
            ),  # Friday to Monday
            ("13:30:01", True, "2026-03-09 07:30", "2026-03-06 17:00", "2026-03-06 11:30"),
            ("16:59:59", True, "2026-03-09 07:30", "2026-03-06 17:00", "2026-03-06 11:30"),
            ("17:00:00", False, "2026-03-09 07:30", "2026-03-09 11:30", "2026-03-06 17:00"),
            ("23:59:59", False, "2026-03-09 07:30", "2026-03-09 11:30", "2026-03-06 17:00"),
        ],
    )
    def test_opening_is_open_and_closing_is_not(
        self, clock, is_open, next_opening, next_closing, previous_closing
    ):
        """Sessions are half-open: what comes next is strictly later, the last closing may be now."""
        asked = shown(f"2026-03-06 {clock}", LINE)
        assert asked == expected(is_open, next_opening, next_closing, previous_closing)

    def test_day_is_told_with_it(self):
        """An ordinary Friday is a working day at night too."""
        told = status(at("2026-03-06 23:00"), LINE)
        assert (told.is_working_day, told.day.on, told.day.kind) == (True, date(2026, 3, 6), DayKind.WORKING)

    def test_instant_is_read_on_the_calendars_clock(self):
        """00:30 UTC is 07:30 in Saigon: open."""
        assert status(datetime(2026, 3, 6, 0, 30, tzinfo=UTC), LINE).is_open
        assert not status(datetime(2026, 3, 6, 0, 29, 59, 999_999, tzinfo=UTC), LINE).is_open


class TestMidnight:
    """Sessions that end at 24:00."""

    @pytest.mark.parametrize(
        ("asked", "is_open", "moments"),
        [
            # on Thursday evening; the closing at 24:00 is Thursday's
            (
                "2026-03-05 23:59:59",
                True,
                ("2026-03-06 18:00", ("2026-03-06 00:00", "2026-03-05"), ("2026-03-05 00:00", "2026-03-04")),
            ),
            # at the closing itself: shut, and it is the last closing
            (
                "2026-03-06 00:00:00",
                False,
                ("2026-03-06 18:00", ("2026-03-07 00:00", "2026-03-06"), ("2026-03-06 00:00", "2026-03-05")),
            ),
            # Friday's 24:00 is Saturday 00:00: everything else waits for Monday
            (
                "2026-03-07 00:00:00",
                False,
                ("2026-03-09 18:00", ("2026-03-10 00:00", "2026-03-09"), ("2026-03-07 00:00", "2026-03-06")),
            ),
        ],
    )
    def test_closing_at_24_belongs_to_the_day_that_ended(self, asked, is_open, moments):
        """The instant is the next date's 00:00:00, the day is the one that closed."""
        assert shown(asked, NIGHT) == expected(is_open, *moments)

    def test_midnight_at_which_one_day_takes_over_from_another_is_open(self):
        """Tuesday 00:00:00 closes Monday and opens Tuesday: open, and the next opening is Wednesday's."""
        assert shown("2026-03-03 00:00:00", ROUND_THE_CLOCK) == expected(
            True, "2026-03-04 00:00", ("2026-03-04 00:00", "2026-03-03"), ("2026-03-03 00:00", "2026-03-02")
        )


class TestTouching:
    """07:30 to 11:30 and 11:30 to 17:00."""

    @pytest.mark.parametrize(
        ("clock", "next_opening", "next_closing", "previous_closing"),
        [
            ("11:29:59", "2026-03-05 11:30", "2026-03-05 11:30", "2026-03-04 17:00"),
            ("11:30:00", "2026-03-06 07:30", "2026-03-05 17:00", "2026-03-05 11:30"),
            ("11:30:01", "2026-03-06 07:30", "2026-03-05 17:00", "2026-03-05 11:30"),
        ],
    )
    def test_seam_is_open(self, clock, next_opening, next_closing, previous_closing):
        """At the instant at which one session ends and the next begins the office is open."""
        asked = shown(f"2026-03-05 {clock}", TOUCHING)
        assert asked == expected(True, next_opening, next_closing, previous_closing)


class TestReceivingSaturday:
    """Saturdays 08:00 to 11:00, on which dossiers only come in."""

    @pytest.mark.parametrize(
        ("clock", "is_open", "next_opening", "next_closing", "previous_closing"),
        [
            ("07:59:59", False, "2026-03-07 08:00", "2026-03-07 11:00", "2026-03-06 17:00"),
            ("08:00:00", True, "2026-03-09 07:30", "2026-03-07 11:00", "2026-03-06 17:00"),
            ("10:59:59", True, "2026-03-09 07:30", "2026-03-07 11:00", "2026-03-06 17:00"),
            ("11:00:00", False, "2026-03-09 07:30", "2026-03-09 11:30", "2026-03-07 11:00"),
        ],
    )
    def test_is_open_but_no_working_day(self, clock, is_open, next_opening, next_closing, previous_closing):
        """The counter is open, and nobody works on dossiers."""
        asked = shown(f"2026-03-07 {clock}", SATURDAY_RECEIPT)
        assert asked == expected(is_open, next_opening, next_closing, previous_closing)
        told = status(at(f"2026-03-07 {clock}"), SATURDAY_RECEIPT)
        assert (told.is_working_day, told.day.kind) == (False, DayKind.WEEKEND)


class TestDaysOff:
    """Holidays, special hours and breaks."""

    def test_holiday_is_shut_and_says_why(self):
        """Thursday 10:00 on a holiday: from Wednesday's closing to Friday's opening nothing happens."""
        line = timeline(dated=off("2026-03-05"))
        asked = shown("2026-03-05 10:00", line)
        assert asked == expected(False, "2026-03-06 07:30", "2026-03-06 11:30", "2026-03-04 17:00")
        told = status(at("2026-03-05 10:00"), line)
        assert (told.is_working_day, told.day.kind) == (False, DayKind.HOLIDAY)

    def test_break_is_a_closing_and_an_opening(self):
        """A break from 10:00 to 10:30 shuts the counter like any other closing."""
        line = timeline(breaks={day("2026-03-05"): hours("10:00-10:30")})
        asked = shown("2026-03-05 10:00", line)
        assert asked == expected(False, "2026-03-05 10:30", "2026-03-05 11:30", "2026-03-05 10:00")

    def test_special_hours_open_a_sunday(self):
        """An hour on a Sunday is an opening, a closing and a working day."""
        line = timeline(special_hours={day("2026-03-08"): hours("09:00-10:00")})
        asked = shown("2026-03-08 09:00", line)
        assert asked == expected(True, "2026-03-09 07:30", "2026-03-08 10:00", "2026-03-06 17:00")
        assert status(at("2026-03-08 09:00"), line).is_working_day


class TestEndsOfTheCalendar:
    """2026-01-01 is a Thursday, 2026-12-31 too; both are worked."""

    @pytest.mark.parametrize(
        ("asked", "moments"),
        [
            ("2026-01-01 00:00:00", (False, "2026-01-01 07:30", "2026-01-01 11:30", None)),
            ("2026-01-01 11:29:59", (True, "2026-01-01 13:30", "2026-01-01 11:30", None)),
            ("2026-01-01 11:30:00", (False, "2026-01-01 13:30", "2026-01-01 17:00", "2026-01-01 11:30")),
            ("2026-12-31 13:29:59", (False, "2026-12-31 13:30", "2026-12-31 17:00", "2026-12-31 11:30")),
            ("2026-12-31 13:30:00", (True, None, "2026-12-31 17:00", "2026-12-31 11:30")),
            ("2026-12-31 17:00:00", (False, None, None, "2026-12-31 17:00")),
            ("2026-12-31 23:59:59", (False, None, None, "2026-12-31 17:00")),
        ],
    )
    def test_nothing_is_said_of_what_lies_beyond(self, asked, moments):
        """Before the first closing and after the last opening there is none to name."""
        assert shown(asked, LINE) == expected(*moments)

    @pytest.mark.parametrize("asked", ["2025-12-31 23:59:59", "2027-01-01 00:00:00"])
    def test_instant_outside_is_refused(self, asked):
        """Of a day that the calendar does not know nothing is said at all."""
        with pytest.raises(BeyondHorizon) as refused:
            status(at(asked), LINE)
        assert refused.value.path == "/at"

    def test_last_closing_of_one_year_is_found_from_the_next(self):
        """Over New Year's Eve at 24:00, from a calendar of two years of which only the second was asked."""
        regular = week(*["18:00-24:00"] * 7)
        line = Timeline(calendar(regular, first=date(2025, 1, 1)))
        asked = shown("2026-01-01 00:00:00", line)
        assert asked == expected(
            False, "2026-01-01 18:00", ("2026-01-02 00:00", "2026-01-01"), ("2026-01-01 00:00", "2025-12-31")
        )
