"""Against the clock: working time, working days and clock time that run back, and reversed pairs."""

from datetime import date

import pytest
from helpers import NEW_YORK, OFFICE_DAY, at, day, moment, off, timeline, week

from sla_service.core.errors import BeyondHorizon
from sla_service.core.working_time import Between, between

# 2026-03-01 is a Sunday, so 2 to 6 March are Monday to Friday; the morning has 4 hours, the afternoon 3.5
LINE = timeline()
NIGHT = timeline(week(*["18:00-24:00"] * 5))
ROUND_THE_CLOCK = timeline(week(*["00:00-24:00"] * 5))
TOUCHING = timeline(week(*["07:30-11:30 11:30-17:00"] * 5))
SATURDAY_RECEIPT = timeline(week(*[OFFICE_DAY] * 5, "08:00-11:00", receives_only=[5]))
HOLIDAY = timeline(dated=off("2026-03-05"))  # Thursday
SUNDAY = timeline(week("", "", "", "", "", "", "01:00-05:00"), NEW_YORK)
IN_NEW_YORK = timeline(zone=NEW_YORK)


class TestWorkingTime:
    """Working seconds that run back."""

    @pytest.mark.parametrize(
        ("start", "seconds", "end"),
        [
            ("2026-03-06 10:00:00", 0, "2026-03-06 10:00:00"),
            ("2026-03-07 10:00:00", 0, "2026-03-07 10:00:00"),  # 0 stays, on a Saturday too
            ("2026-03-06 10:00:00", 1, "2026-03-06 09:59:59"),
            ("2026-03-06 10:00:00", 9_000, "2026-03-06 07:30:00"),  # 2.5 hours: exactly to the opening
            ("2026-03-06 10:00:00", 9_001, "2026-03-05 16:59:59"),  # over the night
            ("2026-03-06 14:30:00", 3_600, "2026-03-06 13:30:00"),  # the afternoon's opening, not 11:30
            ("2026-03-06 14:30:00", 3_601, "2026-03-06 11:29:59"),  # over lunch
            ("2026-03-06 14:30:00", 5_400, "2026-03-06 11:00:00"),  # an hour to 13:30, half before 11:30
            ("2026-03-06 13:30:00", 1, "2026-03-06 11:29:59"),  # from an opening
            ("2026-03-06 12:00:00", 1, "2026-03-06 11:29:59"),  # from a closed instant
            ("2026-03-06 11:30:00", 1, "2026-03-06 11:29:59"),  # from a closing
            ("2026-03-06 17:00:00", 27_000, "2026-03-06 07:30:00"),  # 7.5 hours: the whole of Friday
            ("2026-03-06 17:00:00", 27_001, "2026-03-05 16:59:59"),
            ("2026-03-08 12:00:00", 3_600, "2026-03-06 16:00:00"),  # from Sunday
            ("2026-03-09 07:30:00", 1, "2026-03-06 16:59:59"),  # Monday to Friday, over the weekend
            ("2026-03-06 17:00:00", 135_000, "2026-03-02 07:30:00"),  # 37.5 hours: the whole week
            ("2026-03-06 17:00:00", 135_001, "2026-02-27 16:59:59"),
        ],
    )
    def test_time_runs_back_in_sessions_only(self, start, seconds, end):
        """Lunch, nights and weekends are passed over; used up exactly at an opening, it ends there."""
        assert LINE.add(at(start), -seconds) == moment(end)
        assert LINE.between(at(end), at(start)) == seconds

    def test_holiday_is_passed_over(self):
        """Half an hour of Friday morning, then from Wednesday 17:00 another half."""
        assert HOLIDAY.add(at("2026-03-06 08:00"), -3_600) == moment("2026-03-04 16:30")

    @pytest.mark.parametrize(
        ("start", "seconds", "end"),
        [
            ("2026-03-07 00:00", 1, "2026-03-06 23:59:59"),  # Saturday 00:00 is Friday's 24:00
            ("2026-03-07 00:00", 6 * 3600, "2026-03-06 18:00:00"),
            ("2026-03-06 20:00", 2 * 3600 + 1, "2026-03-05 23:59:59"),
        ],
    )
    def test_session_that_ends_at_24_is_entered_from_midnight(self, start, seconds, end):
        """Going back from 00:00 the first second used is 23:59:59."""
        assert NIGHT.add(at(start), -seconds) == moment(end)

    def test_opening_at_midnight_belongs_to_its_own_day(self):
        """An hour back from Tuesday 01:00 is Tuesday's opening, not Monday's closing at the same instant."""
        assert ROUND_THE_CLOCK.add(at("2026-03-03 01:00"), -3_600) == moment("2026-03-03 00:00")
        assert ROUND_THE_CLOCK.add(at("2026-03-03 01:00"), -3_601) == moment("2026-03-02 23:59:59")

    def test_touching_sessions_are_one_stretch(self):
        """Half an hour back from 12:00 is the seam, an hour passes it."""
        assert TOUCHING.add(at("2026-03-06 12:00"), -1_800) == moment("2026-03-06 11:30")
        assert TOUCHING.add(at("2026-03-06 12:00"), -3_600) == moment("2026-03-06 11:00")

    def test_receiving_hours_are_no_working_time(self):
        """A minute back from a receiving Saturday is Friday's last."""
        assert SATURDAY_RECEIPT.add(at("2026-03-07 10:00"), -60) == moment("2026-03-06 16:59")

    def test_the_first_second_of_the_calendar_can_be_used_up(self):
        """On Thursday 2026-01-01 the opening is still reached and one second more is not."""
        assert LINE.add(at("2026-01-01 08:30"), -3_600) == moment("2026-01-01 07:30")
        with pytest.raises(BeyondHorizon) as refused:
            LINE.add(at("2026-01-01 08:30"), -3_601)
        assert refused.value.code == "beyond_horizon"
        assert refused.value.facts == {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}

    def test_nothing_lies_before_the_first_opening(self):
        """From before any session there is nothing to go back over."""
        with pytest.raises(BeyondHorizon):
            LINE.add(at("2026-01-01 06:00"), -1)

    @pytest.mark.parametrize("start", ["2025-12-31 23:59:59", "2027-01-01 00:00:00"])
    def test_start_outside_the_calendar_is_refused(self, start):
        """What the calendar does not know is not measured, even if the end would lie in it."""
        with pytest.raises(BeyondHorizon):
            LINE.add(at(start), -1)

    def test_hour_left_out_is_no_working_time(self):
        """New York, 2026-03-08: back from 05:00 over two hours to 03:00, and the third is 01:00 to 02:00."""
        assert SUNDAY.add(at("2026-03-08 05:00", NEW_YORK), -3 * 3600) == moment("2026-03-08 01:00", NEW_YORK)

    @pytest.mark.parametrize(("hours", "expected"), [(3, (2, 0)), (4, (1, 1)), (5, (1, 0))])
    def test_hour_that_comes_twice_is_worked_twice(self, hours, expected):
        """New York, 2026-11-01: from 05:00 three hours to 02:00, then the second 01:00, then the first."""
        end = SUNDAY.add(at("2026-11-01 05:00", NEW_YORK), -hours * 3600).at
        assert (end.hour, end.fold) == expected


class TestWorkingDays:
    """The N-th working day before a date."""

    @pytest.mark.parametrize(
        ("since", "number", "found"),
        [
            ("2026-03-06", 1, "2026-03-05"),  # strictly before: not Friday itself
            ("2026-03-09", 1, "2026-03-06"),  # Monday to Friday
            ("2026-03-08", 1, "2026-03-06"),  # from Sunday
            ("2026-03-07", 1, "2026-03-06"),  # from Saturday
            ("2026-03-09", 5, "2026-03-02"),  # 6, 5, 4, 3, 2
            ("2026-03-09", 6, "2026-02-27"),  # and Friday before
            ("2026-01-05", 2, "2026-01-01"),  # Friday 2, Thursday 1: the first day there is
        ],
    )
    def test_counts_strictly_before_the_date(self, since, number, found):
        """The date itself is never counted, worked or not."""
        assert LINE.working_day(day(since), -number) == day(found)

    def test_days_off_and_days_of_mere_receipt_are_not_counted(self):
        """Thursday is a holiday, so before Friday comes Wednesday; a receiving Saturday is no working day."""
        assert HOLIDAY.working_day(date(2026, 3, 6), -1) == date(2026, 3, 4)
        assert SATURDAY_RECEIPT.working_day(date(2026, 3, 9), -1) == date(2026, 3, 6)

    @pytest.mark.parametrize(
        ("since", "number"),
        [
            ("2026-01-01", 1),
            ("2026-01-05", 3),  # Friday 2, Thursday 1, and no third
            ("2026-01-08", 6),  # room for seven days, but only 7, 6, 5, 2 and 1 are worked
            ("2027-01-01", 1),  # not in the calendar itself
        ],
    )
    def test_leaves_the_calendar(self, since, number):
        """Where the calendar begins first there is no answer."""
        with pytest.raises(BeyondHorizon):
            LINE.working_day(day(since), -number)


class TestClockTime:
    """Clock seconds that run back."""

    @pytest.mark.parametrize(
        ("start", "seconds", "end"),
        [
            ("2026-03-06 16:00", 5 * 3600, "2026-03-06 11:00:00"),  # through lunch
            ("2026-03-06 16:00", 16 * 3600, "2026-03-06 00:00:00"),
            ("2026-03-06 16:00", 16 * 3600 + 1, "2026-03-05 23:59:59"),
            ("2026-01-01 01:00", 3_600, "2026-01-01 00:00:00"),  # the first second there is
        ],
    )
    def test_end_at_midnight_belongs_to_its_own_day(self, start, seconds, end):
        """Going back, 00:00:00 is the first instant of the day just crossed, not the end of one."""
        assert LINE.elapse(at(start), -seconds) == moment(end)

    @pytest.mark.parametrize("seconds", [3_601, 86_400 * 10**6, 10**17])
    def test_leaves_the_calendar(self, seconds):
        """A second before the calendar, before year 1, or past every number a clock knows."""
        with pytest.raises(BeyondHorizon):
            LINE.elapse(at("2026-01-01 01:00"), -seconds)

    def test_elapses_real_time_over_a_clock_change(self):
        """Two hours back from 04:00 in the night of the gap are 01:00 on the clock."""
        end = IN_NEW_YORK.elapse(at("2026-03-08 04:00", NEW_YORK), -7_200)
        assert end == moment("2026-03-08 01:00", NEW_YORK)

    @pytest.mark.parametrize(("hours", "fold"), [(2, 1), (3, 0)])
    def test_clock_time_that_comes_twice_is_passed_twice(self, hours, fold):
        """Back from 03:00 the second 01:00 lies two hours away, the first one three."""
        end = IN_NEW_YORK.elapse(at("2026-11-01 03:00", NEW_YORK), -hours * 3600).at
        assert (end.hour, end.minute, end.fold) == (1, 0, fold)


class TestBetween:
    """What lies between two instants, in order and reversed."""

    @pytest.mark.parametrize(
        ("start", "end", "seconds", "working_days", "days"),
        [
            # Friday 1.5 hours before lunch and 3.5 after it, Monday one; Monday counts, Friday does not
            ("2026-03-06 10:00", "2026-03-09 08:30", 6 * 3600, 1, 3),
            ("2026-03-06 10:00", "2026-03-06 10:00", 0, 0, 0),
            ("2026-03-06 10:00", "2026-03-06 11:00", 3_600, 0, 0),
            ("2026-03-07 10:00", "2026-03-08 10:00", 0, 0, 1),  # Saturday to Sunday
            ("2026-03-08 23:59", "2026-03-09 00:00", 0, 1, 1),  # a date begins: it is counted
            ("2026-03-01 00:00", "2026-03-09 00:00", 5 * 27_000, 6, 8),  # a week's five days, and Monday
        ],
    )
    def test_days_are_counted_after_the_first_date_up_to_and_with_the_last(
        self, start, end, seconds, working_days, days
    ):
        """The first date is left out, the last counts whole, and a reversed pair gives the negatives."""
        assert between(at(start), at(end), LINE) == Between(seconds, working_days, days)
        assert between(at(end), at(start), LINE) == Between(-seconds, -working_days, -days)

    @pytest.mark.parametrize(
        ("start", "end", "path"),
        [
            ("2025-12-31 23:59:59", "2026-03-06 10:00", "/start_at"),
            ("2026-03-06 10:00", "2027-01-01 00:00:00", "/end_at"),
            ("2027-01-01 00:00:00", "2026-03-06 10:00", "/start_at"),  # a reversed pair keeps its names
        ],
    )
    def test_instant_outside_the_calendar_is_named(self, start, end, path):
        """The answer says which of the two is not known."""
        with pytest.raises(BeyondHorizon) as refused:
            between(at(start), at(end), LINE)
        assert refused.value.path == path

    def test_dates_are_read_on_the_calendars_clock(self):
        """From 11:00 to 13:00 of a Saigon Saturday New York goes from Friday 23:00 to Saturday 01:00."""
        start, end = at("2026-03-07 11:00"), at("2026-03-07 13:00")
        assert (between(start, end, LINE).days, between(start, end, IN_NEW_YORK).days) == (0, 1)
