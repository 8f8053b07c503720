"""The compiled calendar: openings, closings, running working time, clock changes."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from helpers import (
    NEW_YORK,
    OFFICE_DAY,
    SAIGON,
    at,
    calendar,
    day,
    hours,
    off,
    timeline,
    week,
    worked,
)

from sla_service.core.errors import BeyondHorizon, InvalidCalendar
from sla_service.core.explanation import Moment
from sla_service.core.timeline import Timeline

# 2026-03-01 is a Sunday, so 2 to 6 March are Monday to Friday
LINE = timeline()
NIGHT = timeline(week(*["18:00-24:00"] * 5))
ROUND_THE_CLOCK = timeline(week(*["00:00-24:00"] * 5))
TOUCHING = timeline(week(*["07:30-11:30 11:30-17:00"] * 5))
SATURDAY_RECEIPT = timeline(week(*[OFFICE_DAY] * 5, "08:00-11:00", receives_only=[5]))
NEW_YEAR, NEW_YEARS_EVE = date(2026, 1, 1), date(2026, 12, 31)  # where the calendar begins and ends


def moment(text, zone=SAIGON, on=None):
    """Read a moment: the day it belongs to is its own date unless another is named."""
    instant = at(text, zone)
    return Moment(instant, day(on) if on else instant.date())


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


def sunday(sessions, zone=NEW_YORK):
    """Compile a calendar in which only Sundays are worked: the day on which clocks change."""
    return timeline(week("", "", "", "", "", "", sessions), zone)


class TestTheGap:
    """New York, Sunday 2026-03-08: 02:00 becomes 03:00, and 02:00 to 02:59:59 never come."""

    GAP = date(2026, 3, 8)

    @pytest.mark.parametrize("sessions", ["02:00-03:00", "02:15-02:45", "02:00-02:30", "02:30-03:00"])
    def test_session_wholly_inside_is_dropped(self, sessions):
        """A session that never came leaves only the morning's."""
        line = sunday(f"{sessions} 09:00-10:00")
        assert line.sessions(self.GAP) == (
            (moment("2026-03-08 09:00", NEW_YORK), moment("2026-03-08 10:00", NEW_YORK)),
        )

    def test_day_of_nothing_but_dropped_sessions_has_no_working_time(self):
        """Where all the hours of a date never came, the next working day is a week later."""
        line = sunday("02:15-02:45")
        assert not line.is_working_day(self.GAP)
        assert line.working_day(date(2026, 3, 1), 1) == date(2026, 3, 15)
        assert line.admit(at("2026-03-08 01:00", NEW_YORK)) == moment("2026-03-15 02:15", NEW_YORK)

    @pytest.mark.parametrize(
        ("session", "opens", "closes", "worked"),
        [
            ("01:00-02:30", "01:00", "03:30", 5_400),  # 02:30 moves to 03:30: an hour and a half passes
            ("02:30-05:00", "03:30", "05:00", 5_400),  # opens an hour later on the clock
            ("01:00-05:00", "01:00", "05:00", 3 * 3600),  # four hours on the clock, three in fact
            ("03:00-04:00", "03:00", "04:00", 3_600),  # begins where the gap ends: untouched
            ("01:00-02:00", "01:00", "03:00", 3_600),  # 02:00 itself does not exist
        ],
    )
    def test_clock_time_moves_forward_by_the_gap(self, session, opens, closes, worked):
        """What does not exist moves on by an hour, and only real time is working time."""
        line = sunday(session)
        start, end = at(f"2026-03-08 {opens}", NEW_YORK), at(f"2026-03-08 {closes}", NEW_YORK)
        assert line.sessions(self.GAP) == ((Moment(start, self.GAP), Moment(end, self.GAP)),)
        assert line.between(start, end) == worked
        assert line.add(start, worked) == Moment(end, self.GAP)

    def test_sessions_pushed_into_each_other_share_no_second(self):
        """02:30 moves to 03:30 and runs into a session that opens at 03:00: it then opens at 03:30."""
        line = sunday("01:00-02:30 03:00-04:00")
        assert line.sessions(self.GAP) == (
            (moment("2026-03-08 01:00", NEW_YORK), moment("2026-03-08 03:30", NEW_YORK)),
            (moment("2026-03-08 03:30", NEW_YORK), moment("2026-03-08 04:00", NEW_YORK)),
        )

    def test_session_swallowed_by_one_pushed_over_it_is_dropped(self):
        """01:00 to 02:59 runs to 03:59 and leaves nothing of 03:00 to 03:30."""
        line = sunday("01:00-02:59 03:00-03:30 05:00-06:00")
        assert [closes.at.hour for _, closes in line.sessions(self.GAP)] == [3, 6]

    def test_gap_at_midnight_moves_the_opening(self):
        """Sao Paulo, Sunday 2018-11-04: 00:00 becomes 01:00, and a session from 00:00 opens then."""
        zone = ZoneInfo("America/Sao_Paulo")
        span = {"first": date(2018, 11, 1), "last": date(2018, 11, 30)}
        line = timeline(week("", "", "", "", "", "22:00-24:00", "00:00-02:00"), zone, **span)
        assert line.close(date(2018, 11, 3)) == moment("2018-11-04 01:00", zone, on="2018-11-03")
        assert line.between(at("2018-11-03 22:00", zone), at("2018-11-04 02:00", zone)) == 3 * 3600

    def test_gap_of_half_an_hour_moves_by_half_an_hour(self):
        """Lord Howe, Sunday 2026-10-04: 02:00 becomes 02:30, so 02:15 is 02:45."""
        zone = ZoneInfo("Australia/Lord_Howe")
        line = sunday("02:15-04:00", zone)
        assert line.sessions(date(2026, 10, 4))[0][0] == moment("2026-10-04 02:45", zone)


class TestTheOverlap:
    """New York, Sunday 2026-11-01: 02:00 becomes 01:00, and 01:00 to 01:59:59 come twice."""

    OVERLAP = date(2026, 11, 1)

    @pytest.mark.parametrize(
        ("session", "worked"),
        [
            ("01:00-01:30", 1_800),  # the first pass only
            ("00:30-01:30", 3_600),
            ("01:30-02:30", 7_200),  # first 01:30, half an hour to the change, an hour again, half an hour
            ("00:00-02:00", 3 * 3600),  # two hours on the clock, three in fact
            ("01:00-02:00", 7_200),
            ("02:00-03:00", 3_600),
        ],
    )
    def test_ambiguous_clock_time_is_the_first(self, session, worked):
        """A time that comes twice is its first coming, and real time is counted."""
        line = sunday(session)
        ((opens, closes),) = line.sessions(self.OVERLAP)
        assert (opens.at.fold, closes.at.fold) == (0, 0)
        assert line.between(opens.at, closes.at) == worked

    def test_receipt_in_the_second_pass_waits_for_the_next_opening(self):
        """01:15 on the second pass comes after the session that ended at the first 01:30."""
        line = sunday("01:00-01:30 09:00-10:00")
        second_pass = at("2026-11-01 01:15", NEW_YORK).replace(fold=1)
        assert line.admit(at("2026-11-01 01:15", NEW_YORK)).at.hour == 1
        assert line.admit(second_pass) == moment("2026-11-01 09:00", NEW_YORK)

    def test_working_time_ends_on_the_second_pass_where_it_must(self):
        """An hour from the first 01:30 ends at the second 01:30."""
        end = sunday("01:30-02:30").add(at("2026-11-01 01:30", NEW_YORK), 3_600)
        assert (end.at.hour, end.at.minute, end.at.fold) == (1, 30, 1)

    def test_ordinary_days_around_are_untouched(self):
        """On the Sundays before and after a session has its nominal length."""
        line = sunday("01:00-03:00")
        for text in ("2026-10-25", "2026-11-08"):
            ((opens, closes),) = line.sessions(day(text))
            assert line.between(opens.at, closes.at) == 7_200


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
