"""How a dossier stands: by date or by instant, and the time used, left and overrun."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from helpers import NEW_YORK, OFFICE_DAY, at, moment, off, term, timeline, week

from sla_service.core.errors import BeyondHorizon, InvalidEvent
from sla_service.core.owed import Owed, Spent
from sla_service.core.progress import Classification, owed_at, progress

# 2026-03-02 is a Monday; a day has 7.5 hours: 07:30 to 11:30 and 13:30 to 17:00
LINE = timeline()
NIGHT = timeline(week(*["18:00-24:00"] * 5))
ROUND_THE_CLOCK = timeline(week(*["00:00-24:00"] * 5))
SATURDAY_MORNINGS = timeline(week(*[OFFICE_DAY] * 5, "07:30-11:30"))
SATURDAY_RECEIPT = timeline(week(*[OFFICE_DAY] * 5, "20:00-24:00", receives_only=[5]))
HOUR = 3600
NOTHING = Spent(0, Fraction(0))

RETURNED = {-1: Classification.EARLY, 0: Classification.ON_TIME, 1: Classification.LATE}
OPEN = {-1: Classification.RUNNING, 0: Classification.RUNNING, 1: Classification.OVERDUE}


def owed(counted_from, due, *granted, due_on=None):
    """Owe a result from one moment to another, under terms that ran one after the other."""
    return Owed(moment(counted_from), moment(due, on=due_on), granted)


def stand(debt, asked, line=LINE, *, is_returned=False):
    """Tell how it stands at a clock time."""
    return progress(debt, at(asked), line, is_returned=is_returned)


def classes(debt, asked, line=LINE):
    """Tell both classifications at a clock time: had it been returned then, and if it is still open."""
    return tuple(stand(debt, asked, line, is_returned=is_back).classification for is_back in (True, False))


def spent(seconds, days):
    """Make an amount of time; days as a text like 28/15."""
    return Spent(int(seconds), Fraction(days))


def amounts(told):
    """Take the three amounts out of an answer."""
    return told.elapsed, told.remaining, told.overrun


class TestByDate:
    """Civil Code 148(6): the last day ends at 24:00."""

    @pytest.mark.parametrize(
        "granted",
        [
            (),  # only the due moment is known
            (term(3, "working_days"),),
            (term(2.5, "working_days"),),  # due within a day, and judged by the day all the same
            (term(3, "days"),),
            (term(1, "weeks"),),
            (term(1, "months"),),
            (term(1, "years"),),
            (term(4, "hours"), term(2, "working_days")),  # extended by days: the last term decides
        ],
    )
    @pytest.mark.parametrize(
        ("asked", "standing"),
        [
            ("2026-03-01 12:00:00", -1),  # before it was even counted
            ("2026-03-04 23:59:59", -1),
            ("2026-03-05 00:00:00", 0),
            ("2026-03-05 16:59:59", 0),
            ("2026-03-05 17:00:00", 0),
            ("2026-03-05 17:00:01", 0),  # the counter is shut, the day is not over
            ("2026-03-05 23:59:59", 0),
            ("2026-03-06 00:00:00", 1),  # the next date
        ],
    )
    def test_the_due_day_is_on_time_from_midnight_to_midnight(self, granted, asked, standing):
        """A day before is early, the day itself on time to its last second, the next date late."""
        debt = owed("2026-03-02 10:00", "2026-03-05 17:00", *granted)
        assert classes(debt, asked) == (RETURNED[standing], OPEN[standing])

    @pytest.mark.parametrize(("asked", "standing"), [("2026-03-05 23:59:59", 0), ("2026-03-06 00:00:00", 1)])
    def test_due_at_24_is_late_at_that_very_instant(self, asked, standing):
        """Thursday's closing at 24:00 is due on Thursday, and Friday 00:00:00 is Friday."""
        debt = owed("2026-03-02 18:00", "2026-03-06 00:00", term(3, "working_days"), due_on="2026-03-05")
        assert classes(debt, asked, NIGHT) == (RETURNED[standing], OPEN[standing])

    def test_date_is_that_of_the_calendar(self):
        """16:59:59 UTC is 23:59:59 in Saigon; a second later it is late there, though not in London."""
        debt, last = (
            owed("2026-03-02 10:00", "2026-03-05 17:00"),
            datetime(2026, 3, 5, 16, 59, 59, tzinfo=UTC),
        )
        for asked, expected in (
            (last, Classification.ON_TIME),
            (last + timedelta(seconds=1), Classification.LATE),
        ):
            assert progress(debt, asked, LINE, is_returned=True).classification == expected


class TestByInstant:
    """147(1): hours and minutes end to the second."""

    @pytest.mark.parametrize("unit", ["working_minutes", "working_hours", "minutes", "hours"])
    @pytest.mark.parametrize(
        ("asked", "standing"),
        [
            ("2026-03-04 15:00:00", -1),
            ("2026-03-05 14:59:59", -1),
            ("2026-03-05 15:00:00", 0),
            ("2026-03-05 15:00:00.999999", 0),  # fractions of a second are cut off
            ("2026-03-05 15:00:01", 1),
            ("2026-03-06 00:00:00", 1),
        ],
    )
    def test_a_second_decides(self, unit, asked, standing):
        """Before the due moment it is early, at it on time, a second after it late."""
        debt = owed("2026-03-02 10:00", "2026-03-05 15:00", term(4, unit))
        assert classes(debt, asked) == (RETURNED[standing], OPEN[standing])

    def test_last_term_decides(self):
        """Three working days extended by four hours: at 15:00 on time, a second later late."""
        debt = owed("2026-03-02 10:00", "2026-03-05 15:00", term(3, "working_days"), term(4, "hours"))
        assert classes(debt, "2026-03-05 15:00:00") == (Classification.ON_TIME, Classification.RUNNING)
        assert classes(debt, "2026-03-05 15:00:01") == (Classification.LATE, Classification.OVERDUE)

    def test_clock_time_that_comes_twice_is_two_instants(self):
        """New York, 2026-11-01: due at the first 01:45, the second 01:15 is half an hour late."""
        line = timeline(zone=NEW_YORK)
        debt = Owed(
            moment("2026-11-01 00:45", NEW_YORK), moment("2026-11-01 01:45", NEW_YORK), (term(1, "hours"),)
        )
        asked = at("2026-11-01 01:15", NEW_YORK).replace(fold=1)
        told = progress(debt, asked, line, is_returned=False)
        assert told.classification == Classification.OVERDUE
        assert (told.elapsed.seconds, told.overrun.seconds) == (HOUR, HOUR // 2)


class TestOfficeTime:
    """Days, working days, working hours, or a bare due moment: office time counts.

    From Monday 10:00 to Thursday 17:00 there are 1.5 + 3.5 hours, then three days of 7.5: 27.5 hours, and
    5/7.5 + 3 = 11/3 days.
    """

    COUNTED_FROM, DUE = "2026-03-02 10:00", "2026-03-05 17:00"
    ALL = spent(27.5 * HOUR, "11/3")

    @pytest.mark.parametrize(
        ("asked", "elapsed", "remaining", "overrun"),
        [
            ("2026-03-01 08:00", NOTHING, ALL, NOTHING),  # before counted_from
            ("2026-03-02 09:59:59", NOTHING, ALL, NOTHING),  # office time too, but not yet counted
            ("2026-03-02 10:00", NOTHING, ALL, NOTHING),
            ("2026-03-02 11:30", spent(1.5 * HOUR, "1/5"), spent(26 * HOUR, "52/15"), NOTHING),
            ("2026-03-02 12:30", spent(1.5 * HOUR, "1/5"), spent(26 * HOUR, "52/15"), NOTHING),  # lunch
            # 5 hours of Monday, Tuesday, 1.5 hours of Wednesday: 14; left: 6 of Wednesday, and Thursday
            ("2026-03-04 09:00", spent(14 * HOUR, "28/15"), spent(13.5 * HOUR, "9/5"), NOTHING),
            ("2026-03-04 00:00", spent(12.5 * HOUR, "5/3"), spent(15 * HOUR, "2"), NOTHING),
            ("2026-03-05 17:00", ALL, NOTHING, NOTHING),
            ("2026-03-05 23:00", ALL, NOTHING, NOTHING),  # on time still, and no office time was overrun
            ("2026-03-06 07:30", ALL, NOTHING, NOTHING),  # late, but by no office time yet
            ("2026-03-06 07:30:01", ALL, NOTHING, spent(1, "1/27000")),
            # Friday, and an hour of Monday: 8.5 hours, 1 + 1/7.5 days; the weekend is not overrun
            ("2026-03-09 08:30", ALL, NOTHING, spent(8.5 * HOUR, "17/15")),
            ("2026-03-08 12:00", ALL, NOTHING, spent(7.5 * HOUR, "1")),
        ],
    )
    @pytest.mark.parametrize(
        "granted",
        [
            (),
            (term(3, "working_days"),),
            (term(27.5, "working_hours"),),
            (term(24, "hours"), term(2, "working_days")),  # not all of it is clock time
            (term(2, "working_days"), term(24, "hours")),
        ],
    )
    def test_time_is_used_left_and_overrun_in_office_hours(self, granted, asked, elapsed, remaining, overrun):
        """Lunch, nights and weekends are neither used nor left nor overrun."""
        told = stand(owed(self.COUNTED_FROM, self.DUE, *granted), asked)
        assert amounts(told) == (elapsed, remaining, overrun)

    @pytest.mark.parametrize(
        ("asked", "share"),
        [
            ("2026-03-01 08:00", "0"),
            ("2026-03-04 09:00", "28/55"),  # 14 of 27.5 hours
            ("2026-03-05 17:00", "1"),
            ("2026-03-09 08:30", "1"),  # never more, however late
        ],
    )
    def test_share_is_of_seconds(self, asked, share):
        """The part of the time granted that is used up."""
        told = stand(owed(self.COUNTED_FROM, self.DUE), asked)
        assert told.share_elapsed == Fraction(share)

    @pytest.mark.parametrize("asked", ["2026-03-02 09:00", "2026-03-02 17:00", "2026-03-03 09:00"])
    def test_nothing_granted_is_wholly_used(self, asked):
        """Received at closing and due at once: 0 of 0 is the whole."""
        told = stand(owed("2026-03-02 17:00", "2026-03-02 17:00", term(0, "working_days")), asked)
        assert (told.elapsed, told.remaining, told.share_elapsed) == (NOTHING, NOTHING, 1)

    @pytest.mark.parametrize(
        ("asked", "overrun", "standing"),
        [
            ("2026-03-07 11:00", NOTHING, 0),
            ("2026-03-07 12:00", NOTHING, 0),
            ("2026-03-08 12:00", NOTHING, 1),
            ("2026-03-09 08:30", spent(HOUR, "2/15"), 1),
        ],
    )
    def test_due_before_it_was_counted_grants_nothing(self, asked, overrun, standing):
        """Received on Saturday 10:00, due at noon: counted from Monday 07:30, so only an overrun is left."""
        debt = owed_at(at("2026-03-07 10:00"), at("2026-03-07 12:00"), LINE)
        told = stand(debt, asked)
        assert amounts(told) == (NOTHING, NOTHING, overrun)
        assert (told.share_elapsed, told.classification) == (1, OPEN[standing])


class TestDays:
    """A working day is that date's own office time."""

    @pytest.mark.parametrize(
        ("asked", "elapsed", "remaining"),
        [
            ("2026-03-07 07:30", spent(7.5 * HOUR, 1), spent(11.5 * HOUR, 2)),
            ("2026-03-07 09:30", spent(9.5 * HOUR, "3/2"), spent(9.5 * HOUR, "3/2")),  # 2 of 4 hours: half
            ("2026-03-07 11:30", spent(11.5 * HOUR, 2), spent(7.5 * HOUR, 1)),
            ("2026-03-08 12:00", spent(11.5 * HOUR, 2), spent(7.5 * HOUR, 1)),
            ("2026-03-09 07:30", spent(11.5 * HOUR, 2), spent(7.5 * HOUR, 1)),
        ],
    )
    def test_short_saturday_is_one_whole_day(self, asked, elapsed, remaining):
        """From Friday 07:30 to Monday 17:00: 7.5 + 4 + 7.5 hours are three days."""
        told = stand(owed("2026-03-06 07:30", "2026-03-09 17:00"), asked, SATURDAY_MORNINGS)
        assert amounts(told) == (elapsed, remaining, NOTHING)

    def test_part_of_a_single_date_is_its_share(self):
        """Saturday 08:30 to 10:30 are 2 of 4 hours; at 09:00 a quarter of that is used."""
        told = stand(owed("2026-03-07 08:30", "2026-03-07 10:30"), "2026-03-07 09:00", SATURDAY_MORNINGS)
        assert amounts(told) == (spent(HOUR / 2, "1/8"), spent(1.5 * HOUR, "3/8"), NOTHING)
        assert told.share_elapsed == Fraction(1, 4)

    def test_days_off_are_no_days(self):
        """From Wednesday 07:30 to Monday 17:00 with Thursday off: Wednesday, Friday, Monday."""
        line = timeline(dated=off("2026-03-05"))
        told = stand(owed("2026-03-04 07:30", "2026-03-09 17:00"), "2026-03-06 11:30", line)
        # used: Wednesday, and 4 of Friday's 7.5 hours; left: 3.5 hours of Friday, and Monday
        assert amounts(told) == (spent(11.5 * HOUR, "23/15"), spent(11 * HOUR, "22/15"), NOTHING)

    def test_closing_at_24_ends_its_day(self):
        """Wednesday 18:00 to Thursday's 24:00 are two days of six hours; Friday 21:00 is half one more."""
        debt = owed("2026-03-04 18:00", "2026-03-06 00:00", due_on="2026-03-05")
        assert amounts(stand(debt, "2026-03-05 00:00", NIGHT)) == (
            spent(6 * HOUR, 1),
            spent(6 * HOUR, 1),
            NOTHING,
        )
        assert amounts(stand(debt, "2026-03-06 21:00", NIGHT)) == (
            spent(12 * HOUR, 2),
            NOTHING,
            spent(3 * HOUR, "1/2"),
        )

    def test_day_of_25_hours_is_one_day(self):
        """New York round the clock, 2026-11-01: at 12:00 13 of its 25 hours are used."""
        line = timeline(week(*["00:00-24:00"] * 7), NEW_YORK)
        debt = Owed(
            moment("2026-11-01 00:00", NEW_YORK), moment("2026-11-02 00:00", NEW_YORK, on="2026-11-01")
        )
        told = progress(debt, at("2026-11-01 12:00", NEW_YORK), line, is_returned=False)
        assert amounts(told) == (spent(13 * HOUR, "13/25"), spent(12 * HOUR, "12/25"), NOTHING)


class TestClockTime:
    """Minutes and hours run through lunch and night: a day is 24 hours."""

    @pytest.mark.parametrize(
        ("asked", "elapsed", "remaining", "overrun", "share"),
        [
            ("2026-03-02 08:00", NOTHING, spent(24 * HOUR, 1), NOTHING, "0"),
            ("2026-03-02 16:00", spent(6 * HOUR, "1/4"), spent(18 * HOUR, "3/4"), NOTHING, "1/4"),
            ("2026-03-03 04:00", spent(18 * HOUR, "3/4"), spent(6 * HOUR, "1/4"), NOTHING, "3/4"),
            ("2026-03-03 10:00", spent(24 * HOUR, 1), NOTHING, NOTHING, "1"),
            ("2026-03-03 10:00:01", spent(24 * HOUR, 1), NOTHING, spent(1, "1/86400"), "1"),
            ("2026-03-04 16:00", spent(24 * HOUR, 1), NOTHING, spent(30 * HOUR, "5/4"), "1"),
        ],
    )
    @pytest.mark.parametrize(
        "granted",
        [(term(24, "hours"),), (term(1440, "minutes"),), (term(20, "hours"), term(240, "minutes"))],
    )
    def test_every_second_counts(self, granted, asked, elapsed, remaining, overrun, share):
        """From Monday 10:00 to Tuesday 10:00 there are 24 hours, and over a night late too."""
        told = stand(owed("2026-03-02 10:00", "2026-03-03 10:00", *granted), asked)
        assert amounts(told) == (elapsed, remaining, overrun)
        assert told.share_elapsed == Fraction(share)

    def test_hour_left_out_does_not_pass(self):
        """New York, from Saturday 12:00 to Sunday 12:00 of the gap there are 23 hours."""
        line = timeline(zone=NEW_YORK)
        debt = Owed(
            moment("2026-03-07 12:00", NEW_YORK), moment("2026-03-08 12:00", NEW_YORK), (term(23, "hours"),)
        )
        told = progress(debt, at("2026-03-08 03:00", NEW_YORK), line, is_returned=False)
        assert amounts(told) == (spent(14 * HOUR, "14/24"), spent(9 * HOUR, "9/24"), NOTHING)


class TestBareDueMoment:
    """A due moment that somebody already told: to which day does it belong?"""

    @pytest.mark.parametrize(
        ("line", "due", "on"),
        [
            (LINE, "2026-03-05 17:00", "2026-03-05"),
            (LINE, "2026-03-05 23:59:59", "2026-03-05"),
            (LINE, "2026-03-06 00:00:00", "2026-03-05"),  # Thursday's 24:00, though nobody closes then
            (LINE, "2026-03-08 00:00:00", "2026-03-07"),
            (NIGHT, "2026-03-05 23:59:59", "2026-03-05"),
            (NIGHT, "2026-03-06 00:00:00", "2026-03-05"),  # Thursday closes at 24:00
            (NIGHT, "2026-03-06 00:00:01", "2026-03-06"),
            (NIGHT, "2026-03-07 00:00:00", "2026-03-06"),  # Friday's 24:00
            (NIGHT, "2026-03-08 00:00:00", "2026-03-07"),  # Saturday's, though it is shut
            (NIGHT, "2026-03-09 00:00:00", "2026-03-08"),
            (ROUND_THE_CLOCK, "2026-03-06 00:00:00", "2026-03-05"),  # though Friday opens then
            (SATURDAY_RECEIPT, "2026-03-08 00:00:00", "2026-03-07"),
        ],
    )
    def test_midnight_belongs_to_the_day_before(self, line, due, on):
        """00:00:00 is the 24:00 of the day before (148(6)), whatever its hours."""
        debt = owed_at(at("2026-03-02 20:00"), at(due), line)
        assert debt.due == moment(due, on=on)
        assert debt.terms == ()

    def test_midnight_that_the_clock_skips(self):
        """Sao Paulo, Sunday 2018-11-04 begins at 01:00: Saturday's 24:00 is that instant."""
        zone = ZoneInfo("America/Sao_Paulo")
        span = {"first": date(2018, 11, 1), "last": date(2018, 11, 30)}
        line = timeline(week("", "", "", "", "", "22:00-24:00"), zone, **span)
        debt = owed_at(at("2018-11-03 22:00", zone), at("2018-11-04 01:00", zone), line)
        assert debt.due == moment("2018-11-04 01:00", zone, on="2018-11-03")

    @pytest.mark.parametrize(
        ("received", "counted_from"),
        [
            ("2026-03-02 10:00", "2026-03-02 10:00"),
            ("2026-03-02 12:00", "2026-03-02 13:30"),  # over lunch
            ("2026-03-01 10:00", "2026-03-02 07:30"),  # a Sunday
        ],
    )
    def test_it_is_counted_from_the_deemed_receipt(self, received, counted_from):
        """The receipt itself within office hours, else the next opening."""
        assert owed_at(at(received), at("2026-03-05 17:00"), LINE).counted_from == moment(counted_from)

    def test_instants_are_read_on_the_calendars_clock_in_whole_seconds(self):
        """10:00:00.9 UTC is 17:00 in Saigon."""
        due = datetime(2026, 3, 5, 10, 0, 0, 900_000, tzinfo=UTC)
        assert owed_at(at("2026-03-02 10:00"), due, LINE).due == moment("2026-03-05 17:00")

    def test_last_days_24_00_is_within_the_calendar(self):
        """Thursday 2026-12-31 closes at 24:00: that instant is its own, though the next year is not known."""
        debt = owed_at(at("2026-12-31 18:00"), at("2027-01-01 00:00:00"), NIGHT)
        assert debt.due == moment("2027-01-01 00:00:00", on="2026-12-31")

    def test_instants_are_compared_where_the_clock_goes_back(self):
        """New York, 2026-11-01: the second 01:15 comes half an hour after the first 01:45."""
        line = timeline(week(*["00:00-24:00"] * 7), NEW_YORK)
        received, due = at("2026-11-01 01:45", NEW_YORK), at("2026-11-01 01:15", NEW_YORK).replace(fold=1)
        debt = owed_at(received, due, line)
        assert debt.due.instant - debt.counted_from.instant == 1_800

    def test_due_at_the_very_receipt_is_fine(self):
        """Given at once."""
        debt = owed_at(at("2026-03-02 10:00"), at("2026-03-02 10:00"), LINE)
        assert (debt.counted_from, debt.due) == (moment("2026-03-02 10:00"), moment("2026-03-02 10:00"))

    def test_first_instant_of_the_calendar_is_the_day_before(self):
        """2026-01-01 00:00:00 is the 24:00 of a day that this calendar does not know."""
        first = at("2026-01-01 00:00:00")
        with pytest.raises(BeyondHorizon):
            owed_at(first, first, NIGHT)

    def test_due_before_the_receipt_is_refused(self):
        """One second, compared as instants: 03:00:00 UTC is 10:00:00 in Saigon."""
        with pytest.raises(InvalidEvent) as refused:
            owed_at(at("2026-03-02 10:00:00"), datetime(2026, 3, 2, 2, 59, 59, tzinfo=UTC), LINE)
        assert (refused.value.code, refused.value.path) == ("due_before_receipt", "/due_at")

    @pytest.mark.parametrize(
        ("received", "due", "path"),
        [
            ("2025-12-31 23:59:59", "2026-03-05 17:00", "/received_at"),
            ("2026-12-31 17:00:01", "2026-12-31 18:00", "/received_at"),  # no opening comes after it
            ("2026-03-02 10:00", "2027-01-01 00:00:01", "/due_at"),
        ],
    )
    def test_moment_beyond_the_calendar_is_named(self, received, due, path):
        """The answer says which of the two is not known."""
        with pytest.raises(BeyondHorizon) as refused:
            owed_at(at(received), at(due), LINE)
        assert (refused.value.code, refused.value.path) == ("beyond_horizon", path)


@pytest.mark.parametrize("asked", ["2025-12-31 23:59:59", "2027-01-01 00:00:00"])
@pytest.mark.parametrize("is_returned", [True, False])
def test_asking_outside_the_calendar_is_refused(asked, is_returned):
    """Nobody can tell what office time has passed by then."""
    with pytest.raises(BeyondHorizon) as refused:
        stand(owed("2026-03-02 10:00", "2026-03-05 17:00"), asked, is_returned=is_returned)
    assert refused.value.code == "beyond_horizon"
