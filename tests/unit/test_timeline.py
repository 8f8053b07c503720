"""The compiled calendar: openings, closings, running working time."""

from datetime import UTC, date, datetime

import pytest
from helpers import NEW_YORK, OFFICE_DAY, SAIGON, at, calendar, hours, moment, timeline, week

from sla_service.core.errors import BeyondHorizon, InvalidCalendar
from sla_service.core.timeline import Timeline

# 2026-03-01 is a Sunday, so 2 to 6 March are Monday to Friday
LINE = timeline()
NIGHT = timeline(week(*["18:00-24:00"] * 5))
ROUND_THE_CLOCK = timeline(week(*["00:00-24:00"] * 5))
TOUCHING = timeline(week(*["07:30-11:30 11:30-17:00"] * 5))
SATURDAY_RECEIPT = timeline(week(*[OFFICE_DAY] * 5, "08:00-11:00", receives_only=[5]))
NEW_YEAR, NEW_YEARS_EVE = date(2026, 1, 1), date(2026, 12, 31)  # where the calendar begins and ends


class TestCompiling:
    """From a calendar to its columns."""

    @pytest.mark.parametrize(
        "idle",
        [
            calendar(week()),
            calendar(week("", "", "", "", "", "08:00-11:00", receives_only=[5])),  # receipt alone is no work
            calendar(first=date(2026, 3, 7), last=date(2026, 3, 8)),  # Saturday and Sunday
        ],
    )
    def test_calendar_in_which_nobody_works_is_refused(self, idle):
        """Without a single working second no term could ever run."""
        with pytest.raises(InvalidCalendar) as refused:
            Timeline(idle)
        assert refused.value.code == "no_working_time"

    def test_local_keeps_the_instant_and_cuts_the_fraction(self):
        """An instant in another zone comes out on the calendar's clock, in whole seconds."""
        local = LINE.local(datetime(2026, 3, 6, 10, 0, 0, 999_999, tzinfo=UTC))
        assert local == at("2026-03-06 17:00")
        assert (local.tzinfo, local.hour, local.microsecond) == (SAIGON, 17, 0)


class TestAdmit:
    """The deemed receipt."""

    @pytest.mark.parametrize(
        ("arrived", "deemed"),
        [
            ("2026-03-05 00:00:00", "2026-03-05 07:30:00"),  # Thursday midnight: its own opening
            ("2026-03-05 07:29:59", "2026-03-05 07:30:00"),
            ("2026-03-05 07:30:00", "2026-03-05 07:30:00"),
            ("2026-03-05 11:30:00", "2026-03-05 11:30:00"),  # the closing instant is inside
            ("2026-03-05 11:30:01", "2026-03-05 13:30:00"),
            ("2026-03-05 13:29:59", "2026-03-05 13:30:00"),
            ("2026-03-05 17:00:00", "2026-03-05 17:00:00"),
            ("2026-03-05 17:00:01", "2026-03-06 07:30:00"),  # Friday
            ("2026-03-06 17:00:01", "2026-03-09 07:30:00"),  # Friday evening to Monday
            ("2026-01-01 00:00:00", "2026-01-01 07:30:00"),  # the first second of the calendar
        ],
    )
    def test_is_the_instant_itself_in_office_hours_else_the_next_opening(self, arrived, deemed):
        """Any closing instant is inside; a second later it is the next session's opening."""
        assert LINE.admit(at(arrived)) == moment(deemed)

    @pytest.mark.parametrize(
        ("arrived", "deemed"),
        [
            ("2026-03-05 23:59:59", "2026-03-05 23:59:59"),
            ("2026-03-06 00:00:00", "2026-03-06 18:00:00"),  # closing at 24:00 is the next day's midnight
            ("2026-03-07 00:00:00", "2026-03-09 18:00:00"),  # Friday's 24:00 is Saturday: Monday's opening
        ],
    )
    def test_closing_at_24_belongs_to_the_next_day(self, arrived, deemed):
        """A receipt at 00:00:00 is no longer that evening's."""
        assert NIGHT.admit(at(arrived)) == moment(deemed)

    def test_midnight_inside_round_the_clock_hours_is_itself(self):
        """Where the next day opens at 00:00 the receipt is that day's first instant."""
        assert ROUND_THE_CLOCK.admit(at("2026-03-06 00:00:00")) == moment("2026-03-06 00:00:00")

    def test_instant_between_touching_sessions_is_inside(self):
        """Touching sessions leave no gap."""
        assert TOUCHING.admit(at("2026-03-06 11:30:00")) == moment("2026-03-06 11:30:00")

    def test_receiving_saturday_receives(self):
        """A dossier that comes on an open Saturday is received then."""
        assert SATURDAY_RECEIPT.admit(at("2026-03-07 09:00")) == moment("2026-03-07 09:00")
        assert SATURDAY_RECEIPT.admit(at("2026-03-07 11:00:01")) == moment("2026-03-09 07:30")

    @pytest.mark.parametrize("arrived", ["2025-12-31 23:59:59", "2027-01-01 00:00:00", "2026-12-31 17:00:01"])
    def test_leaves_the_calendar_with_its_span_named(self, arrived):
        """Before the first day, after the last, or past the last opening there is no answer."""
        with pytest.raises(BeyondHorizon) as refused:
            LINE.admit(at(arrived))
        assert refused.value.code == "beyond_horizon"
        assert refused.value.facts == {"first": NEW_YEAR, "last": NEW_YEARS_EVE}


class TestAddAndBetween:
    """Running working time, and measuring it."""

    @pytest.mark.parametrize(
        ("start", "seconds", "end"),
        [
            ("2026-03-06 10:00:00", 0, "2026-03-06 10:00:00"),
            ("2026-03-06 10:00:00", 1, "2026-03-06 10:00:01"),
            ("2026-03-06 10:00:00", 5_400, "2026-03-06 11:30:00"),  # used up at closing: ends at closing
            ("2026-03-06 10:00:00", 5_401, "2026-03-06 13:30:01"),
            ("2026-03-06 11:30:00", 1, "2026-03-06 13:30:01"),
            ("2026-03-06 12:00:00", 1, "2026-03-06 13:30:01"),  # from a closed instant
            ("2026-03-06 16:00:00", 3_600, "2026-03-06 17:00:00"),
            ("2026-03-06 16:00:00", 3_601, "2026-03-09 07:30:01"),  # Friday to Monday
            ("2026-03-06 17:00:00", 27_000, "2026-03-09 17:00:00"),  # 7.5 hours: the whole of Monday
            ("2026-03-06 17:00:00", 27_001, "2026-03-10 07:30:01"),
            ("2026-03-02 07:30:00", 135_000, "2026-03-06 17:00:00"),  # 37.5 hours: the whole week
        ],
    )
    def test_time_runs_in_sessions_only(self, start, seconds, end):
        """Lunch, nights and weekends are passed over, and measuring gives the same seconds back."""
        assert LINE.add(at(start), seconds) == moment(end)
        assert LINE.between(at(start), at(end)) == seconds

    def test_session_that_ends_at_24_ends_on_its_own_day(self):
        """Six hours from Thursday's opening at 18:00 end at midnight and still on Thursday."""
        assert NIGHT.add(at("2026-03-05 18:00"), 6 * 3600) == moment("2026-03-06 00:00", on="2026-03-05")
        assert NIGHT.add(at("2026-03-05 18:00"), 6 * 3600 + 1) == moment("2026-03-06 18:00:01")

    def test_touching_sessions_are_one_stretch(self):
        """Nothing is lost or won where one session takes over from another."""
        assert TOUCHING.add(at("2026-03-06 11:00"), 3_600) == moment("2026-03-06 12:00")

    def test_receiving_hours_are_no_working_time(self):
        """A term that begins on a receiving Saturday starts to run on Monday."""
        assert SATURDAY_RECEIPT.add(at("2026-03-07 09:00"), 60) == moment("2026-03-09 07:31")
        assert SATURDAY_RECEIPT.between(at("2026-03-07 08:00"), at("2026-03-07 11:00")) == 0

    def test_time_before_the_first_session_counts_nothing(self):
        """Running from before any session starts with the first one."""
        assert LINE.add(at("2026-01-01 06:00"), 60) == moment("2026-01-01 07:31")
        assert LINE.between(at("2026-01-01 00:00"), at("2026-01-01 07:30")) == 0

    def test_interval_outside_hours_is_empty(self):
        """From closing to the next opening no working time passes."""
        assert LINE.between(at("2026-03-06 17:00"), at("2026-03-09 07:30")) == 0

    def test_the_last_second_of_the_calendar_can_be_used_up(self):
        """On Thursday 2026-12-31 the closing is still reached and one second more is not."""
        assert LINE.add(at("2026-12-31 16:00"), 3_600) == moment("2026-12-31 17:00")
        with pytest.raises(BeyondHorizon):
            LINE.add(at("2026-12-31 16:00"), 3_601)


class TestElapse:
    """Clock time."""

    @pytest.mark.parametrize(
        ("start", "seconds", "end", "on"),
        [
            ("2026-03-06 16:00", 3_600, "2026-03-06 17:00", None),
            ("2026-03-06 16:00", 8 * 3600 - 1, "2026-03-06 23:59:59", None),
            ("2026-03-06 16:00", 8 * 3600, "2026-03-07 00:00:00", "2026-03-06"),  # the day before's
            ("2026-03-06 16:00", 8 * 3600 + 1, "2026-03-07 00:00:01", None),
            ("2026-03-06 00:00", 0, "2026-03-06 00:00:00", None),  # nothing ran: still its own day
        ],
    )
    def test_end_at_midnight_belongs_to_the_day_before(self, start, seconds, end, on):
        """An end at 00:00:00 is the 24:00 of the day that just ended."""
        assert LINE.elapse(at(start), seconds) == moment(end, on=on)

    @pytest.mark.parametrize("seconds", [86_400 * 400, 86_400 * 10**7, 10**17])
    def test_leaves_the_calendar(self, seconds):
        """A year and more, past year 9999, or past every number a clock knows: there is no answer."""
        with pytest.raises(BeyondHorizon):
            LINE.elapse(at("2026-03-06 16:00"), seconds)

    def test_elapses_real_time_over_a_clock_change(self):
        """Two hours from 01:00 in the night of the gap are 04:00 on the clock."""
        line = timeline(zone=NEW_YORK)
        assert line.elapse(at("2026-03-08 01:00", NEW_YORK), 7_200) == moment("2026-03-08 04:00", NEW_YORK)


def test_breaks_and_special_hours_reach_the_timeline():
    """On Friday a break and on Monday special hours decide where time runs."""
    line = timeline(
        breaks={date(2026, 3, 6): hours("10:00-10:30")},
        special_hours={date(2026, 3, 9): hours("08:00-09:00")},
    )
    assert line.add(at("2026-03-06 09:30"), 3_600) == moment("2026-03-06 11:00")
    assert line.admit(at("2026-03-06 10:15")) == moment("2026-03-06 10:30")
    assert line.add(at("2026-03-06 17:00"), 3_600) == moment("2026-03-09 09:00")
    assert line.add(at("2026-03-06 17:00"), 3_601) == moment("2026-03-10 07:30:01")
