"""How far to go along a calendar: amounts, calendar units, clock changes."""

from datetime import date

import pytest
from helpers import NEW_YORK, OFFICE_DAY, SAIGON, at, distance, off, timeline, week

from sla_service.core.errors import BeyondHorizon, InvalidTerm
from sla_service.core.term import MAX_AMOUNT, Unit
from sla_service.core.working_time import add

CLOCKED = ("working_minutes", "working_hours", "minutes", "hours")
WHOLE = ("working_days", "days", "weeks", "months", "years")

LINE = timeline(first=date(2023, 1, 1), last=date(2029, 12, 31))
SEVEN_DAYS = timeline(week(*[OFFICE_DAY] * 7), NEW_YORK)  # Sundays too: on a Sunday clocks change


def go(start, amount, unit, line=LINE, zone=SAIGON):
    """Go from a clock time and read where that ends, offset and all."""
    return add(at(start, zone), distance(amount, unit), line).isoformat(" ")


class TestAmounts:
    """What a distance may say."""

    @pytest.mark.parametrize("unit", [*CLOCKED, *WHOLE])
    @pytest.mark.parametrize("amount", [-3, 0, 3, MAX_AMOUNT, -MAX_AMOUNT])
    def test_whole_amounts_of_any_sign_are_distances(self, unit, amount):
        """Forward, back and nowhere, up to the largest amount."""
        assert distance(amount, unit).amount == amount

    @pytest.mark.parametrize("unit", CLOCKED)
    @pytest.mark.parametrize("amount", [0.5, -0.5, "1.25", "-0.001"])
    def test_minutes_and_hours_take_decimals(self, unit, amount):
        """Half an hour is a distance."""
        assert str(distance(amount, unit).amount) == str(amount)

    @pytest.mark.parametrize("unit", WHOLE)
    @pytest.mark.parametrize("amount", [0.25, 0.5, -0.5, 1.5, "0.0001"])
    def test_everything_else_is_whole(self, unit, amount):
        """Half a working day is a term of the law, but no distance; half a month is neither."""
        with pytest.raises(InvalidTerm) as refused:
            distance(amount, unit)
        assert (refused.value.code, refused.value.path) == ("amount_not_whole", "/amount")
        assert refused.value.facts == {"unit": Unit(unit)}

    @pytest.mark.parametrize("unit", [*CLOCKED, *WHOLE])
    @pytest.mark.parametrize(
        "amount", [MAX_AMOUNT + 1, -MAX_AMOUNT - 1, "1e308", "NaN", "Infinity", "-Infinity"]
    )
    def test_what_no_calendar_could_hold_is_refused(self, unit, amount):
        """Both signs, and what is no number at all."""
        with pytest.raises(InvalidTerm) as refused:
            distance(amount, unit)
        assert (refused.value.code, refused.value.path) == ("amount_too_large", "/amount")
        assert refused.value.facts == {"unit": Unit(unit)}

    @pytest.mark.parametrize(
        ("amount", "unit", "seconds"),
        [
            (1, "hours", 3_600),
            (-1.5, "working_hours", -5_400),
            (90, "minutes", 5_400),
            (-0.25, "working_minutes", -15),
            ("0.0075", "minutes", 0),  # 0.45 seconds
            ("-0.0075", "minutes", 0),
            ("0.025", "minutes", 2),  # 1.5 seconds: a half goes away from 0
            ("-0.025", "minutes", -2),
            ("-0.0125", "minutes", -1),  # 0.75 seconds back
        ],
    )
    def test_clocked_distance_is_rounded_to_the_whole_second(self, amount, unit, seconds):
        """There and back are as far."""
        assert distance(amount, unit).seconds == seconds


class TestNowhere:
    """An amount of 0."""

    @pytest.mark.parametrize("unit", [*CLOCKED, *WHOLE])
    @pytest.mark.parametrize("start", ["2026-03-06 10:00:00", "2026-03-07 23:59:59", "2026-03-08 00:00:00"])
    def test_stays_where_it_is(self, unit, start):
        """In office hours, on a Saturday night and at midnight."""
        assert go(start, 0, unit) == f"{start}+07:00"

    @pytest.mark.parametrize("unit", CLOCKED)
    @pytest.mark.parametrize("amount", ["0.001", "-0.0001"])
    def test_less_than_half_a_second_stays_too(self, unit, amount):
        """0.001 minutes are 0.06 seconds; 0.001 hours are 3.6 and so are left out."""
        if not (unit.endswith("hours") and amount == "0.001"):
            assert go("2026-03-07 10:00:00", amount, unit) == "2026-03-07 10:00:00+07:00"


class TestWorkingUnits:
    """Working time and working days."""

    @pytest.mark.parametrize(
        ("start", "amount", "unit", "end"),
        [
            ("2026-03-06 16:00", 1, "working_hours", "2026-03-06 17:00:00+07:00"),  # at closing
            ("2026-03-06 16:00", 90, "working_minutes", "2026-03-09 08:00:00+07:00"),  # over the weekend
            ("2026-03-06 14:30", -1, "working_hours", "2026-03-06 13:30:00+07:00"),  # at opening
            ("2026-03-06 14:30", -90, "working_minutes", "2026-03-06 11:00:00+07:00"),  # over lunch
            ("2026-03-06 20:15", 1, "working_days", "2026-03-09 20:15:00+07:00"),  # the clock time is kept
            ("2026-03-07 20:15", 1, "working_days", "2026-03-09 20:15:00+07:00"),
            ("2026-03-07 20:15", -1, "working_days", "2026-03-06 20:15:00+07:00"),
            ("2026-03-09 00:00", -1, "working_days", "2026-03-06 00:00:00+07:00"),
            ("2026-03-06 23:59:59", 6, "working_days", "2026-03-16 23:59:59+07:00"),  # 9 to 13, then 16
        ],
    )
    def test_working_days_keep_the_clock_time(self, start, amount, unit, end):
        """Hours and minutes run in office hours; days are those strictly after the date, or before it."""
        assert go(start, amount, unit) == end

    def test_day_off_is_no_working_day(self):
        """Friday is off: after Thursday comes Monday, before Monday Thursday."""
        line = timeline(dated=off("2026-03-06"))
        assert go("2026-03-05 09:00", 1, "working_days", line) == "2026-03-09 09:00:00+07:00"
        assert go("2026-03-09 09:00", -1, "working_days", line) == "2026-03-05 09:00:00+07:00"

    def test_clocked_units_run_past_closing(self):
        """Two hours from Friday 16:30 are 18:30, and 90 minutes before Monday 07:30 are 06:00."""
        assert go("2026-03-06 16:30", 2, "hours") == "2026-03-06 18:30:00+07:00"
        assert go("2026-03-09 07:30", -90, "minutes") == "2026-03-09 06:00:00+07:00"


class TestCalendarUnits:
    """Days, weeks, months and years keep the clock time and roll nowhere."""

    @pytest.mark.parametrize(
        ("start", "amount", "unit", "end"),
        [
            ("2026-03-06", 1, "days", "2026-03-07"),  # a Saturday: nothing rolls
            ("2026-03-02", -1, "days", "2026-03-01"),  # a Sunday
            ("2026-03-06", 2, "weeks", "2026-03-20"),
            ("2026-03-06", -1, "weeks", "2026-02-27"),
            ("2026-01-31", 1, "months", "2026-02-28"),  # no such day: the month's last
            ("2026-03-31", -1, "months", "2026-02-28"),
            ("2024-01-31", 1, "months", "2024-02-29"),  # a leap year
            ("2024-03-30", -1, "months", "2024-02-29"),
            ("2026-02-28", 1, "months", "2026-03-28"),  # the corresponding day, not the last
            ("2026-05-31", 1, "months", "2026-06-30"),
            ("2026-12-15", 1, "months", "2027-01-15"),
            ("2026-01-15", -13, "months", "2024-12-15"),
            ("2024-02-29", 1, "years", "2025-02-28"),
            ("2024-02-29", 4, "years", "2028-02-29"),
            ("2024-02-29", -1, "years", "2023-02-28"),
            ("2025-02-28", -1, "years", "2024-02-28"),
            ("2024-02-28", 1, "days", "2024-02-29"),
            ("2023-02-28", 1, "days", "2023-03-01"),
        ],
    )
    def test_the_date_moves_and_the_clock_time_stays(self, start, amount, unit, end):
        """Month ends and leap years give the corresponding day or the month's last, on any weekday."""
        assert go(f"{start} 22:15:07", amount, unit) == f"{end} 22:15:07+07:00"

    def test_instant_is_first_read_on_the_calendars_clock(self):
        """23:00 of 31 January in New York (UTC-5) is 11:00 of 1 February in Saigon: a month on, 1 March."""
        assert go("2026-01-31 23:00", 1, "months", zone=NEW_YORK) == "2026-03-01 11:00:00+07:00"


class TestClockChanges:
    """New York: 2026-03-08 02:00 becomes 03:00 (-05:00 to -04:00), 2026-11-01 02:00 becomes 01:00."""

    @pytest.mark.parametrize(
        ("start", "amount", "unit"),
        [
            ("2026-03-07 02:30", 1, "days"),
            ("2026-03-09 02:30", -1, "days"),
            ("2026-03-01 02:30", 1, "weeks"),
            ("2026-02-08 02:30", 1, "months"),
            ("2026-04-08 02:30", -1, "months"),
            ("2026-03-07 02:30", 1, "working_days"),
            ("2026-03-09 02:30", -1, "working_days"),
        ],
    )
    def test_clock_time_in_the_gap_moves_on_by_the_gap(self, start, amount, unit):
        """02:30 does not exist that Sunday and is 03:30, coming from either side."""
        assert go(start, amount, unit, SEVEN_DAYS, NEW_YORK) == "2026-03-08 03:30:00-04:00"

    @pytest.mark.parametrize(
        ("start", "amount", "unit"),
        [
            ("2026-10-31 01:30", 1, "days"),
            ("2026-11-02 01:30", -1, "days"),
            ("2026-10-25 01:30", 1, "weeks"),
            ("2026-10-01 01:30", 1, "months"),
            ("2026-12-01 01:30", -1, "months"),
            ("2026-10-31 01:30", 1, "working_days"),
            ("2026-11-02 01:30", -1, "working_days"),
        ],
    )
    def test_clock_time_that_exists_twice_is_the_first(self, start, amount, unit):
        """01:30 that Sunday is still the one of summer time, coming from either side."""
        assert go(start, amount, unit, SEVEN_DAYS, NEW_YORK) == "2026-11-01 01:30:00-04:00"

    @pytest.mark.parametrize(
        ("start", "amount", "unit", "end"),
        [
            ("2026-03-08 01:30", 60, "minutes", "2026-03-08 03:30:00-04:00"),  # half to 03:00, half after
            ("2026-03-08 03:30", -1, "hours", "2026-03-08 01:30:00-05:00"),
            ("2026-03-07 12:00", 24, "hours", "2026-03-08 13:00:00-04:00"),  # a day of 23 hours
            ("2026-11-01 00:30", 1, "hours", "2026-11-01 01:30:00-04:00"),
            ("2026-11-01 00:30", 120, "minutes", "2026-11-01 01:30:00-05:00"),  # the second 01:30
            ("2026-11-01 02:30", -1, "hours", "2026-11-01 01:30:00-05:00"),
            ("2026-11-01 02:30", -2, "hours", "2026-11-01 01:30:00-04:00"),
            ("2026-10-31 12:00", 24, "hours", "2026-11-01 11:00:00-05:00"),  # a day of 25 hours
        ],
    )
    def test_minutes_and_hours_are_real_time(self, start, amount, unit, end):
        """What elapses is elapsed, whatever the clock shows."""
        assert go(start, amount, unit, SEVEN_DAYS, NEW_YORK) == end

    def test_start_on_the_second_pass(self):
        """0 stays on the second 01:30, an hour on is 02:30, a day on is an ordinary 01:30."""
        start = at("2026-11-01 01:30", NEW_YORK).replace(fold=1)
        ends = [add(start, distance(*far), SEVEN_DAYS) for far in ((0, "days"), (1, "hours"), (1, "days"))]
        assert [end.isoformat(" ") for end in ends] == [
            "2026-11-01 01:30:00-05:00",
            "2026-11-01 02:30:00-05:00",
            "2026-11-02 01:30:00-05:00",
        ]


class TestBeyond:
    """Ends and starts that the calendar, of 2023 to 2029, does not know."""

    @pytest.mark.parametrize(
        ("amount", "unit"),
        [
            (2_000, "working_days"),  # some 260 a year: eight years
            (-2_000, "working_days"),
            (20_000, "working_hours"),
            (-20_000, "working_hours"),
            (4, "years"),  # 2030
            (-4, "years"),  # 2022
            (50, "months"),
            (-50, "months"),
            (200, "weeks"),
            (-2_000, "days"),
            (10_000, "years"),  # past 9999
            (-10_000, "years"),  # before 1
            *((sign * MAX_AMOUNT, unit) for unit in Unit for sign in (1, -1)),
        ],
    )
    def test_end_beyond_is_a_fault_of_the_term(self, amount, unit):
        """From 2026-03-06 the calendar has three years and a bit to either side."""
        with pytest.raises(BeyondHorizon) as refused:
            go("2026-03-06 10:00", amount, unit)
        assert (refused.value.code, refused.value.path) == ("beyond_horizon", "/term")
        assert refused.value.facts == {"first": date(2023, 1, 1), "last": date(2029, 12, 31)}

    @pytest.mark.parametrize("amount", [0, 1, -1])
    @pytest.mark.parametrize("start", ["2022-12-31 23:59:59", "2030-01-01 00:00:00"])
    def test_start_beyond_is_a_fault_of_the_start(self, start, amount):
        """Even to stay there, or to come back."""
        with pytest.raises(BeyondHorizon) as refused:
            go(start, amount, "days")
        assert (refused.value.code, refused.value.path) == ("beyond_horizon", "/start_at")

    @pytest.mark.parametrize(
        ("start", "amount", "end"),
        [
            ("2029-12-30 23:00", 1, "2029-12-31 23:00:00+07:00"),
            ("2023-01-02 23:00", -1, "2023-01-01 23:00:00+07:00"),
        ],
    )
    def test_first_and_last_day_can_be_reached(self, start, amount, end):
        """Both ends are included."""
        assert go(start, amount, "days") == end
