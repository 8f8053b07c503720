"""The compiled calendar where clocks change: the hour left out and the hour that comes twice."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from helpers import NEW_YORK, at, day, hours, moment, timeline, week

from sla_service.core.errors import InvalidCalendar
from sla_service.core.explanation import Moment


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

    @pytest.mark.parametrize("session", ["02:15-02:45", "02:00-03:00"])
    def test_calendar_tells_what_the_timeline_counts(self, session):
        """A date whose only session never came, also one that fills the gap to its end, shows no hours."""
        line = sunday(session)
        found = line.calendar.day(self.GAP)
        assert (found.sessions, found.is_working) == ((), False)
        assert not line.is_working_day(self.GAP)

    def test_only_working_time_in_a_gap_is_none(self):
        """A single date whose hours never come is no calendar to count by."""
        with pytest.raises(InvalidCalendar) as refused:
            timeline(week(), NEW_YORK, special_hours={self.GAP: hours("02:00-03:00")})
        assert refused.value.code == "no_working_time"

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


def test_longest_day_is_counted_to_its_end():
    """New York, 2026-11-01 has 25 hours: 90,000 seconds from its beginning are its 24:00."""
    only = date(2026, 11, 1)
    line = timeline(week("", "", "", "", "", "", "00:00-24:00"), NEW_YORK, first=only, last=only)
    assert (
        line.add(at("2026-11-01 00:00", NEW_YORK), 90_000).instant
        == at("2026-11-02 00:00", NEW_YORK).timestamp()
    )


def test_clock_put_back_over_midnight_loses_no_open_day():
    """St. John's, Sunday 2006-10-29 00:01 is put back to Saturday 23:01: the second 23:30 is open."""
    zone = ZoneInfo("America/St_Johns")
    span = {"first": date(2006, 10, 1), "last": date(2006, 11, 30)}
    line = timeline(week(*["00:00-24:00"] * 7), zone, **span)
    second = at("2006-10-28 23:30", zone).replace(fold=1)
    assert line.admit(second).instant == second.timestamp()
