"""The latest receipt that is due in time, counted by hand on the calendar of 2026.

Office hours are 07:30-11:30 and 13:30-17:00 from Monday to Friday where nothing else is said; a receipt at
17:00:00 is still that day's. 2026-03-09 is a Monday, 12 a Thursday, 13 a Friday, 16 the next Monday.
"""

from dataclasses import replace
from datetime import UTC, date

import pytest
from helpers import (
    OFFICE_DAY,
    SOURCE,
    at,
    calendar,
    day,
    find,
    off,
    office,
    procedure,
    promise,
    second,
    since,
    suspensions,
    term,
    timeline,
    version,
    week,
    worked,
)

from sla_service.core.due_date import due_date
from sla_service.core.errors import BeyondHorizon, InvalidEvent, NotApplicable, SlaError
from sla_service.core.latest_receipt import Limit, latest_receipt
from sla_service.core.rules import (
    Applicability,
    Cutoff,
    DueTime,
    DueTimeKind,
    Extension,
    ExtensionLimit,
    OutsideHours,
    Receipt,
    Recurrence,
    Restart,
)
from sla_service.core.stages import Stage
from sla_service.core.term import Unit
from sla_service.core.timeline import Timeline

BEGIN = at("1900-01-01 00:00", UTC)
TODAY, ONE_DAY, THREE_DAYS = (term(amount, "working_days") for amount in (0, 1, 3))
TWO_AND_A_HALF_DAYS_BY_THE_CLOCK = term(60, "hours")
BEFORE_NOON = Cutoff(second("11:30"), is_strict=True)
AT_EIGHT = DueTime(DueTimeKind.CLOCK, second("08:00"))
END_OF_DAY = DueTime(DueTimeKind.END_OF_DAY)
THREE_BY_LAW = procedure("registration", version(THREE_DAYS))
TET = ("2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20")


def until(text):
    """Make a limit: a date, or a clock time of one."""
    return Limit(at=at(text)) if ":" in text else Limit(on=day(text))


def latest(limit, *promises, line=None, stages=(), first=BEGIN, **dossier):
    """Ask at an office with its own promises until when a dossier may come."""
    shop = office(line, *((0, rule) for rule in promises))
    return latest_receipt(Receipt(first, **dossier), shop, until(limit), stages)


def refused(limit, *promises, **more):
    """Ask what has no answer."""
    with pytest.raises(SlaError) as error:
        latest(limit, *promises, **more)
    return error.value.code, error.value.path


def weekly(weekday):
    """Make a promise one of a weekday."""
    return Applicability(days=Recurrence(f"FREQ=WEEKLY;BYDAY={weekday}", date(2026, 1, 1)))


def further(amount, unit="working_days"):
    """Make an extension."""
    return Extension(term(amount, unit), None)


def step(amount, unit="working_days", done=None, line=None, name="step"):
    """Make a stage."""
    return Stage(name, "office", line or timeline(), term(amount, unit), done and at(done))


class TestCutoff:
    """On the same day if it came before 11:30, else three working days."""

    FAST = promise("office.fast", TODAY, cutoff=BEFORE_NOON)

    @pytest.mark.parametrize(
        ("limit", "expected", "why"),
        [
            ("2026-03-10", "2026-03-10 11:29:59", "at 11:30:00 it is three days to Friday"),
            ("2026-03-10 17:00", "2026-03-10 11:29:59", "due at that very closing"),
            ("2026-03-10 16:59:59", "2026-03-09 11:29:59", "Tuesday's are due a second too late"),
            ("2026-03-14", "2026-03-13 11:29:59", "nobody works on Saturday"),
            ("2026-03-10 11:00", "2026-03-09 11:29:59", "Tuesday's are due at 17:00, whenever they come"),
        ],
    )
    def test_last_second_before_it_is_in_time(self, limit, expected, why):
        """Monday afternoon is due on Thursday, later than what comes on Tuesday morning."""
        assert latest(limit, self.FAST, procedure=THREE_BY_LAW) == at(expected), why

    def test_term_that_stands_for_a_missed_one(self):
        """Until 15:00:00 the same day, later the next: Monday's last is at 17:00, Tuesday's at 15:00:00."""
        copy = version(TODAY, cutoff=Cutoff(second("15:00"), is_strict=False, otherwise=ONE_DAY))
        assert latest("2026-03-10", procedure=procedure("copy", copy)) == at("2026-03-10 15:00:00")
        # Monday 09:00 by then is as good as any, but Friday's 17:00:00 is due on Monday at 17:00 too
        assert latest("2026-03-09 16:59", procedure=procedure("copy", copy)) == at("2026-03-06 15:00:00")

    def test_shorter_term_for_whoever_missed_it(self):
        """A year before noon ends beyond the calendar, a day after it: Monday until 17:00:00."""
        odd = version(term(1, "years"), cutoff=Cutoff(second("11:30"), is_strict=True, otherwise=ONE_DAY))
        assert latest("2026-03-10", procedure=procedure("odd", odd)) == at("2026-03-09 17:00:00")

    def test_without_a_term_for_the_rest_the_morning_alone_counts(self):
        """Nothing but the promise: Tuesday until 11:29:59, though what came at noon has no due date."""
        assert latest("2026-03-10", self.FAST) == at("2026-03-10 11:29:59")


class TestWeekday:
    """Within the hour on Thursdays, else three working days."""

    FAST = promise("office.fast", term(1, "hours"), applies=weekly("TH"))

    @pytest.mark.parametrize(
        ("limit", "expected", "why"),
        [
            ("2026-03-12 16:00", "2026-03-12 15:00:00", "an hour before"),
            ("2026-03-12 15:59:59", "2026-03-12 14:59:59", "an hour before, to the second"),
            ("2026-03-12 14:00", "2026-03-12 11:30:00", "12:30 by then; from 11:30:01 on 14:30"),
            ("2026-03-12 08:29:59", "2026-03-06 17:00:00", "the first at 07:30 is due at 08:30: Wednesday"),
            ("2026-03-12", "2026-03-12 17:00:00", "due at 18:00 of that date"),
            ("2026-03-13", "2026-03-12 17:00:00", "Friday's take until Wednesday 18"),
            ("2026-03-17", "2026-03-12 17:00:00", "so do those of Friday, and Monday's until Thursday"),
            ("2026-03-18", "2026-03-13 17:00:00", "Monday, Tuesday, Wednesday 18 for Friday's"),
            ("2026-03-11", "2026-03-06 17:00:00", "Friday 6: Monday, Tuesday, Wednesday 11"),
        ],
    )
    def test_thursday_comes_before_the_days_before_it(self, limit, expected, why):
        """Who comes on Thursday is served before those of Monday to Wednesday."""
        assert latest(limit, self.FAST, term=THREE_DAYS) == at(expected), why

    def test_lost_on_a_day_off(self):
        """Thursday 12 is off: Friday 6 is due on Wednesday, Monday 9 on Friday 13."""
        line = timeline(dated=off("2026-03-12"))
        assert latest("2026-03-12", self.FAST, line=line, term=THREE_DAYS) == at("2026-03-06 17:00:00")

    def test_of_a_promise_for_others_nothing_is_seen(self):
        """It covers another procedure: as if it were not there, Friday 6."""
        other = promise("office.fast", TODAY, applies=Applicability(procedures=frozenset({"other"})))
        assert latest("2026-03-11", other, procedure=THREE_BY_LAW) == at("2026-03-06 17:00:00")

    def test_two_promises(self):
        """Mondays and Thursdays on the same day: of both the later one that is in time."""
        monday = promise("office.monday", TODAY, applies=weekly("MO"))
        thursday = promise("office.thursday", TODAY, applies=weekly("TH"))
        for both in ((monday, thursday), (thursday, monday)):
            assert latest("2026-03-11", *both) == at("2026-03-09 17:00:00")
            assert latest("2026-03-13", *both) == at("2026-03-12 17:00:00")


class TestPeriods:
    """Versions in force for a time."""

    def test_promise_that_ended(self):
        """Until Tuesday 10 included the same day; a Wednesday's dossier takes three days to Monday 16."""
        fast = promise("office.fast", TODAY, in_force=since("2026-01-01", "2026-03-11"))
        assert latest("2026-03-12", fast, term=THREE_DAYS) == at("2026-03-10 17:00:00")

    def test_promise_that_began(self):
        """From Wednesday 11 on: limits before it know three days only."""
        fast = promise("office.fast", TODAY, in_force=since("2026-03-11"))
        assert latest("2026-03-11", fast, term=THREE_DAYS) == at("2026-03-11 17:00:00")
        assert latest("2026-03-10", fast, term=THREE_DAYS) == at("2026-03-05 17:00:00")

    def test_law_that_became_slower(self):
        """A day until Tuesday, from Wednesday 11 on three: due by Friday 13, Tuesday's 17:00:00 is last."""
        law = procedure(
            "registration",
            version(ONE_DAY, in_force=since("2026-01-01", "2026-03-11")),
            version(THREE_DAYS, in_force=since("2026-03-11")),
        )
        assert latest("2026-03-13", procedure=law) == at("2026-03-10 17:00:00")
        assert latest("2026-03-16", procedure=law) == at("2026-03-11 17:00:00")

    def test_own_term_before_there_was_one_of_law(self):
        """In force from Wednesday 11: one's own term is for what comes before, Monday's last is deemed so.

        Tuesday's last, at 23:59:59, is deemed Wednesday's: there the request is refused, and that is told.
        """
        law = procedure("registration", version(THREE_DAYS, in_force=since("2026-03-11")))
        assert latest("2026-03-09", procedure=law, term=ONE_DAY) == at("2026-03-06 17:00:00")
        assert latest("2026-03-10 17:00", procedure=law, term=ONE_DAY) == at("2026-03-09 17:00:00")
        assert refused("2026-03-10", procedure=law, term=ONE_DAY) == ("term_not_allowed", "/term")

    def test_own_term_beside_one_of_law(self):
        """Two terms: what is wrong with the last receipt is told."""
        assert refused("2026-03-10", procedure=THREE_BY_LAW, term=ONE_DAY) == ("term_not_allowed", "/term")


class TestClockTime:
    """Hours by the clock roll over a day off, so that a later receipt may be due earlier."""

    @pytest.mark.parametrize(
        ("hours", "limit", "expected", "why"),
        [
            (60, "2026-03-16 09:00", "2026-03-13 17:00:00", "Monday 05:00; Thursday's rolled to 17:00"),
            (60, "2026-03-16 05:00", "2026-03-13 17:00:00", "to the second"),
            (60, "2026-03-16 04:59:59", "2026-03-13 16:59:59", "to the second"),
            (60, "2026-03-15", "2026-03-11 11:30:00", "Friday 23:30; from 13:30 on it is Saturday"),
            (48, "2026-03-16 12:00", "2026-03-11 17:00:00", "Friday; Thursday's and Friday's roll to 17:00"),
            (48, "2026-03-16 17:00", "2026-03-13 17:00:00", "Sunday 17:00 rolled to Monday's close"),
            (0.5, "2026-03-10 11:59", "2026-03-10 11:29:00", "half an hour before"),
            (0.5, "2026-03-10 13:59:59", "2026-03-10 11:30:00", "12:00; from then on it is 14:00"),
        ],
    )
    def test_whoever_comes_later_may_be_due_earlier(self, hours, limit, expected, why):
        """Wednesday 13:30 to Friday noon end on the weekend, Friday afternoon in Monday's first hours."""
        assert latest(limit, term=term(hours, "hours")) == at(expected), why

    def test_past_midnight(self):
        """An end at 00:00:00 is the day before's: 8 hours before the 24:00 of Tuesday is 16:00:00."""
        assert latest("2026-03-10", term=term(8, "hours")) == at("2026-03-10 16:00:00")
        assert latest("2026-03-11 00:00", term=term(8, "hours")) == at("2026-03-10 16:00:00")


class TestUnits:
    """Every other unit, back from a limit."""

    @pytest.mark.parametrize(
        ("amount", "unit", "limit", "expected", "why"),
        [
            (2, "working_hours", "2026-03-10 15:30", "2026-03-10 13:30:00", "two hours of the afternoon"),
            (2, "working_hours", "2026-03-10 15:29:59", "2026-03-10 11:29:59", "a second of the morning"),
            (2, "working_hours", "2026-03-10 13:30", "2026-03-10 09:30:00", "11:30 is in time; 13:30:01 not"),
            (7.5, "working_hours", "2026-03-10 17:00", "2026-03-10 07:30:00", "a whole Tuesday"),
            (90, "working_minutes", "2026-03-10", "2026-03-10 15:30:00", "17:00 less 90 minutes"),
            (0.5, "working_days", "2026-03-10 11:30", "2026-03-09 17:00:00", "Tuesday's noon"),
            (0.5, "working_days", "2026-03-10 11:29:59", "2026-03-06 17:00:00", "Monday's noon"),
            (0.25, "working_days", "2026-03-10 09:30", "2026-03-09 17:00:00", "the middle of a morning"),
            (1, "days", "2026-03-15", "2026-03-12 17:00:00", "Friday; what comes on Friday rolls to Monday"),
            (1, "days", "2026-03-16", "2026-03-13 17:00:00", "Saturday rolled to Monday"),
            (1, "weeks", "2026-03-16", "2026-03-09 17:00:00", "Monday to Monday"),
            (1, "months", "2026-03-31", "2026-02-27 17:00:00", "Friday 27 February to 27 March"),
            (1, "months", "2026-02-28", "2026-01-27 17:00:00", "28 February is a Saturday: Monday 2 March"),
            (1, "months", "2026-03-02", "2026-02-02 17:00:00", "2 February to 2 March, both a Monday"),
            (1, "years", "2026-12-31", None, "from the first of January it is one day too long"),
        ],
    )
    def test_last_receipt(self, amount, unit, limit, expected, why):
        """Counted back by hand."""
        if expected is None:
            assert refused(limit, term=term(amount, unit)) == ("unreachable", "/due_on"), why
        else:
            assert latest(limit, term=term(amount, unit)) == at(expected), why


class TestDaysOff:
    """Runs of days off, and days on which dossiers only come in."""

    @pytest.mark.parametrize(
        ("limit", "expected"),
        [
            ("2026-02-13", "2026-02-06 17:00:00"),  # 9, 10, 11, 12, 13 February
            ("2026-02-22", "2026-02-06 17:00:00"),  # nobody works in between
            ("2026-02-23", "2026-02-09 17:00:00"),  # 10, 11, 12, 13, then Monday 23
            ("2026-02-24", "2026-02-10 17:00:00"),  # 11, 12, 13, 23, 24
            ("2026-02-28", "2026-02-13 17:00:00"),  # 23 to 27; the run itself is deemed Monday 23
            ("2026-03-02", "2026-02-23 17:00:00"),  # 24 to 27, then Monday 2 March
        ],
    )
    def test_five_working_days_over_a_long_run(self, limit, expected):
        """Monday 16 to Friday 20 February are off, with the weekends nine days in a row."""
        line = timeline(dated=off(*TET))
        assert latest(limit, line=line, term=term(5, "working_days")) == at(expected)

    def test_saturday_that_is_worked(self):
        """Due by Saturday 14: what comes on Friday and takes a day is in time."""
        line = timeline(dated=worked("2026-03-14"))
        assert latest("2026-03-14", line=line, term=ONE_DAY) == at("2026-03-13 17:00:00")

    def test_saturday_of_mere_receipt(self):
        """Until Saturday 11:30:00 for Monday; for Saturday itself a term of 0 is due at 11:30."""
        line = timeline(week(*[OFFICE_DAY] * 5, "07:30-11:30", receives_only={5}))
        assert latest("2026-03-16", line=line, term=ONE_DAY) == at("2026-03-14 11:30:00")
        assert latest("2026-03-14", line=line, term=TODAY) == at("2026-03-14 11:30:00")


class TestMidnight:
    """Open 08:00-12:00 and 20:00-24:00: a closing at 24:00 is no longer that day's receipt."""

    LINE = timeline(week(*["08:00-12:00 20:00-24:00"] * 5))

    @pytest.mark.parametrize(
        ("granted", "limit", "expected"),
        [
            (TODAY, "2026-03-10", "2026-03-10 23:59:59"),
            (TODAY, "2026-03-11 00:00", "2026-03-10 23:59:59"),
            (TODAY, "2026-03-10 23:59:59", "2026-03-09 23:59:59"),
            (ONE_DAY, "2026-03-10", "2026-03-09 23:59:59"),
            (ONE_DAY, "2026-03-16", "2026-03-13 23:59:59"),  # Saturday 00:00:00 waits for Monday 08:00
            (term(1, "working_minutes"), "2026-03-10", "2026-03-10 23:59:00"),
            (term(1, "days"), "2026-03-10", "2026-03-09 23:59:59"),
        ],
    )
    def test_last_second_of_the_day(self, granted, limit, expected):
        """At 24:00 it is the next day already, and due with that."""
        assert latest(limit, line=self.LINE, term=granted) == at(expected)


class TestEndsOfTheCalendar:
    """From Thursday 2026-01-01 to Thursday 2026-12-31."""

    def test_first_day(self):
        """A term of 0 is due on it, a day from it on Friday; nobody could come before it."""
        assert latest("2026-01-01", term=TODAY) == at("2026-01-01 17:00:00")
        assert latest("2026-01-02", term=ONE_DAY) == at("2026-01-01 17:00:00")
        assert refused("2026-01-01", term=ONE_DAY) == ("unreachable", "/due_on")
        assert refused("2026-01-01 07:29:59", term=ONE_DAY) == ("unreachable", "/due_at")

    def test_first_day_off(self):
        """Nothing is due on it, but what comes on it is due on Friday."""
        line = timeline(dated=off("2026-01-01"))
        assert refused("2026-01-01", line=line, term=TODAY) == ("unreachable", "/due_on")
        assert latest("2026-01-02", line=line, term=TODAY) == at("2026-01-02 17:00:00")

    def test_last_day(self):
        """From 17:00:01 on no opening is known any more."""
        assert latest("2026-12-31", term=TODAY) == at("2026-12-31 17:00:00")
        assert latest("2026-12-31", term=ONE_DAY) == at("2026-12-30 17:00:00")

    def test_single_day(self):
        """After its closing nothing is known, and a day's term ends beyond it."""
        line = Timeline(calendar(first=date(2026, 12, 31)))
        assert refused("2026-12-31", line=line, term=ONE_DAY) == ("unreachable", "/due_on")
        assert latest("2026-12-31", line=line, term=TODAY) == at("2026-12-31 17:00:00")

    def test_last_midnight(self):
        """24:00 of the last day is known."""
        assert latest("2027-01-01 00:00", term=TODAY) == at("2026-12-31 17:00:00")

    @pytest.mark.parametrize("limit", ["2025-12-31", "2027-01-01", "2026-01-01 00:00", "2027-01-01 00:00:01"])
    def test_limit_outside(self, limit):
        """It is told of the limit, with what the calendar knows; 00:00 belongs to the day before."""
        with pytest.raises(BeyondHorizon) as error:
            latest(limit, term=TODAY)
        assert error.value.path == ("/due_at" if ":" in limit else "/due_on")
        assert error.value.facts == {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}

    def test_first_receipt_in_question(self):
        """Not before Tuesday 10:00: then in time that very second, or not at all."""
        first = at("2026-03-10 10:00")
        two_hours = term(2, "working_hours")
        assert latest("2026-03-10 13:30:00", first=first, term=term(1.5, "working_hours")) == first
        assert refused("2026-03-10 11:30", first=first, term=two_hours) == ("unreachable", "/due_at")
        assert refused("2026-03-09", first=first, term=TODAY) == ("unreachable", "/due_on")


class TestSuspended:
    """Suspended from Tuesday 10 at 10:00 to Wednesday 11 at 18:00: two closings do not count."""

    TWO_DAYS = suspensions("03-10 10:00 > 03-11 18:00")

    @pytest.mark.parametrize(
        ("granted", "limit", "expected", "why"),
        [
            (THREE_DAYS, "2026-03-12", "2026-03-05 17:00:00", "Friday 6, Monday 9, Thursday 12"),
            (THREE_DAYS, "2026-03-16", "2026-03-10 10:00:00", "Thursday, Friday, Monday 16"),
            (THREE_DAYS, "2026-03-31", "2026-03-10 10:00:00", "it was received before it was suspended"),
            (TODAY, "2026-03-11", "2026-03-09 17:00:00", "Tuesday's is due on Thursday"),
            (TODAY, "2026-03-12", "2026-03-10 10:00:00", "Tuesday's is due on Thursday"),
            (term(2, "working_hours"), "2026-03-10 10:00", "2026-03-10 08:00:00", "used up as it begins"),
            (term(2, "working_hours"), "2026-03-12 08:00", "2026-03-10 08:30:00", "half an hour is left"),
        ],
    )
    def test_delays_and_bounds_the_receipt(self, granted, limit, expected, why):
        """Whatever came after the suspension began cannot have been suspended by it."""
        assert latest(limit, term=granted, suspensions=self.TWO_DAYS) == at(expected), why

    @pytest.mark.parametrize(
        ("granted", "limit", "expected", "why"),
        [
            (ONE_DAY, "2026-03-10", "2026-03-06 17:00:00", "Monday's is held on Tuesday; Friday's is due"),
            (TODAY, "2026-03-20", "2026-03-09 17:00:00", "Tuesday's is held"),
            (term(1, "hours"), "2026-03-20", "2026-03-10 09:00:00", "due when it begins"),
        ],
    )
    def test_what_is_held_is_not_in_time(self, granted, limit, expected, why):
        """Suspended from Tuesday at 10:00, nobody knows how long."""
        lasting = suspensions("03-10 10:00 >")
        assert latest(limit, term=granted, suspensions=lasting) == at(expected), why

    def test_nothing_but_what_is_held(self):
        """From the first second of the year on all is held."""
        lasting = suspensions("01-01 07:30 >")
        assert refused("2026-03-10", term=TODAY, suspensions=lasting) == ("unreachable", "/due_on")

    @pytest.mark.parametrize("ends", ["03-12 18:00", ""])
    def test_due_before_it_begins_though_its_day_closes_after(self, ends):
        """A day to 08:00: what came on Monday is due on Tuesday at 08:00, before it is suspended."""
        fast = promise("office.fast", ONE_DAY, due_time=AT_EIGHT)
        found = latest("2026-03-10", fast, suspensions=suspensions(f"03-10 10:00 > {ends}"))
        assert found == at("2026-03-09 17:00:00")

    def test_rolled_end_is_held_where_a_later_one_is_due(self):
        """60 hours from Wednesday 13:30 on end at the weekend, rolled to Monday 16 at 17:00, and are held.

        From Friday 13:30 on they end on Monday at 01:30 to 05:00, before it is suspended at 10:00.
        """
        lasting = suspensions("03-16 10:00 >")
        hours = TWO_AND_A_HALF_DAYS_BY_THE_CLOCK
        assert latest("2026-03-16 09:00", term=hours, suspensions=lasting) == at("2026-03-13 17:00:00")


class TestRestarted:
    """It came again on Wednesday 11 at 10:00: Thursday 12, Friday 13, Monday 16, whenever it first came."""

    AGAIN = (Restart(at("2026-03-11 10:00"), None),)

    def test_in_time_up_to_the_restart_itself(self):
        """A dossier that comes again was there before, or comes at that very second."""
        assert latest("2026-03-16", term=THREE_DAYS, restarts=self.AGAIN) == at("2026-03-11 10:00:00")

    @pytest.mark.parametrize("limit", ["2026-03-15", "2026-03-16 16:59:59"])
    def test_too_late_however_early_it_came(self, limit):
        """Nothing that came before the restart changes its due date."""
        path = "/due_at" if ":" in limit else "/due_on"
        assert refused(limit, term=THREE_DAYS, restarts=self.AGAIN) == ("unreachable", path)

    def test_limit_before_the_restart(self):
        """Due by Tuesday, but it came again on Wednesday."""
        assert refused("2026-03-10", term=TODAY, restarts=self.AGAIN) == ("unreachable", "/due_on")

    def test_earliest_event_bounds_the_receipt(self):
        """Restarted on Wednesday, suspended from Tuesday 09:00 to Tuesday noon: received by Tuesday 09:00."""
        more = {"restarts": self.AGAIN, "suspensions": suspensions("03-10 09:00 > 03-10 12:00")}
        assert latest("2026-03-16", term=THREE_DAYS, **more) == at("2026-03-10 09:00:00")


class TestExtended:
    """Each extension is counted from the due date before it."""

    @pytest.mark.parametrize(
        ("extensions", "limit", "expected"),
        [
            ((further(1),), "2026-03-11", "2026-03-09 17:00:00"),  # Tuesday, then Wednesday
            ((further(1, "hours"),), "2026-03-10 18:00", "2026-03-09 17:00:00"),  # 17:00 and an hour
            ((further(1, "hours"),), "2026-03-10 17:59:59", "2026-03-06 17:00:00"),
            ((further(1, "days"), further(1)), "2026-03-16", "2026-03-11 17:00:00"),  # 12, 13, 16
            ((further(1, "days"), further(1)), "2026-03-17", "2026-03-12 17:00:00"),  # 13, 14 → 16, 17
        ],
    )
    def test_of_a_working_day(self, extensions, limit, expected):
        """One working day, and what follows."""
        assert latest(limit, term=ONE_DAY, extensions=extensions) == at(expected)

    def test_one_too_many_is_told(self):
        """The only rule there is allows none, on whatever day it comes."""
        fast = promise("office.fast", ONE_DAY, extension_limit=ExtensionLimit(0, SOURCE))
        with pytest.raises(InvalidEvent) as error:
            latest("2026-03-10", fast, extensions=(further(1),))
        assert (error.value.code, error.value.path) == ("extension_not_allowed", "/extensions/0")

    def test_refused_at_the_last_receipt_although_older_ones_were_allowed_more(self):
        """From Wednesday 11 on none is allowed: whoever brings one hears of that, not of an older receipt.

        By Monday 9 it is allowed still: Friday 6 and Monday 9.
        """
        law = procedure(
            "registration",
            version(ONE_DAY, in_force=since("2026-01-01", "2026-03-11")),
            version(ONE_DAY, in_force=since("2026-03-11"), extension_limit=ExtensionLimit(0, SOURCE)),
        )
        told = refused("2026-03-20", procedure=law, extensions=(further(1),))
        assert told == ("extension_not_allowed", "/extensions/0")
        assert latest("2026-03-09", procedure=law, extensions=(further(1),)) == at("2026-03-05 17:00:00")


class TestAsItCame:
    """A promise for the same day, whatever the hour."""

    FAST = promise("office.fast", TODAY, due_time=END_OF_DAY, outside_hours=OutsideHours.SAME_DAY)

    def test_until_the_last_second_of_the_day(self):
        """Received at 23:59:59 and due then."""
        assert latest("2026-03-10", self.FAST) == at("2026-03-10 23:59:59")
        assert latest("2026-03-10 23:59:59", self.FAST) == at("2026-03-10 23:59:59")

    def test_a_second_less(self):
        """Due a second too late on Tuesday, so that Monday's is the last."""
        assert latest("2026-03-10 23:59:58", self.FAST) == at("2026-03-09 23:59:59")

    def test_over_a_weekend(self):
        """What comes on Saturday is due on Monday."""
        assert latest("2026-03-15", self.FAST) == at("2026-03-13 23:59:59")
        assert latest("2026-03-16", self.FAST) == at("2026-03-16 23:59:59")

    def test_on_fridays_only(self):
        """Nothing speaks for Saturday and Sunday."""
        friday = promise(
            "office.fast",
            TODAY,
            due_time=END_OF_DAY,
            outside_hours=OutsideHours.SAME_DAY,
            applies=weekly("FR"),
        )
        assert latest("2026-03-15", friday) == at("2026-03-13 23:59:59")
        assert refused("2026-01-01", friday) == ("no_term", "/term")

    def test_after_closing_it_is_the_next_working_days_close(self):
        """Without a due time Tuesday's is due at 17:00, after that on Wednesday at 17:00."""
        fast = promise("office.fast", TODAY, outside_hours=OutsideHours.SAME_DAY)
        assert latest("2026-03-10", fast) == at("2026-03-10 17:00:00")
        assert latest("2026-03-11 16:59:59", fast) == at("2026-03-10 17:00:00")

    def test_hours_run_from_the_evening(self):
        """Two hours to 22:00 are in time from 20:00:00, outside office hours."""
        fast = promise("office.fast", term(2, "hours"), outside_hours=OutsideHours.SAME_DAY)
        assert latest("2026-03-10 22:00", fast) == at("2026-03-10 20:00:00")

    def test_due_at_the_same_clock_time(self):
        """A day to the same clock time: due by Tuesday 09:15:30, received on Monday at 09:15:30."""
        same = DueTime(DueTimeKind.SAME_CLOCK_TIME)
        for handling in OutsideHours:
            fast = promise("office.fast", ONE_DAY, due_time=same, outside_hours=handling)
            assert latest("2026-03-10 09:15:30", fast) == at("2026-03-09 09:15:30")


class TestStages:
    """An interlinked dossier without a term of its own is due with its last stage."""

    @pytest.mark.parametrize(
        ("stages", "limit", "expected", "why"),
        [
            ((step(1), step(2)), "2026-03-11", "2026-03-06 17:00:00", "Monday, Tuesday, Wednesday"),
            ((step(0.5), step(0.5)), "2026-03-10", "2026-03-09 17:00:00", "halves of one Tuesday"),
            ((step(0.5), step(0.5)), "2026-03-10 16:59:59", "2026-03-06 17:00:00", "of one Monday"),
            ((step(2, "working_hours"), step(1)), "2026-03-11", "2026-03-10 15:00:00", "17:00, Wednesday"),
            ((step(1, "days"), step(1)), "2026-03-16", "2026-03-12 17:00:00", "Friday, Monday"),
            ((step(1, "days"), step(1)), "2026-03-17", "2026-03-13 17:00:00", "Saturday → Monday, Tuesday"),
            ((step(0.5),), "2026-03-10", "2026-03-09 17:00:00", "Tuesday's noon"),
        ],
    )
    def test_expected(self, stages, limit, expected, why):
        """None is completed yet."""
        assert latest(limit, stages=stages) == at(expected), why

    def test_over_calendars_of_their_own(self):
        """The second works on Saturdays only: 14 March for what the first ends with by Friday 13."""
        saturdays = timeline(week("", "", "", "", "", "08:00-12:00"))
        stages = (step(1), step(1, line=saturdays))
        assert latest("2026-03-14", stages=stages) == at("2026-03-12 17:00:00")
        assert latest("2026-03-13", stages=stages) == at("2026-03-05 17:00:00")  # Friday 6, Saturday 7

    def test_completed(self):
        """The first was completed on Monday at 10:00; the second takes a day to Tuesday."""
        stages = (step(1, done="2026-03-09 10:00"), step(1))
        assert latest("2026-03-10", stages=stages) == at("2026-03-09 10:00:00")
        assert refused("2026-03-09", stages=stages) == ("unreachable", "/due_on")

    def test_receipts_before_the_calendar_of_a_stage_do_not_count(self):
        """The stage's calendar begins on Thursday 5 March, the office's in January: a day to Friday 6."""
        young = timeline(first=date(2026, 3, 5))
        stages = (Stage("young", "young", young, term(1, "working_days")),)
        assert latest("2026-03-06", stages=stages) == at("2026-03-05 17:00:00")
        assert refused("2026-03-05", stages=stages) == ("unreachable", "/due_on")

    def test_calendar_of_a_later_stage_begins_later(self):
        """A day at the office, then one where the calendar begins on Thursday 5: to Friday 6."""
        young = timeline(first=date(2026, 3, 5))
        stages = (step(1), Stage("young", "young", young, term(1, "working_days")))
        assert latest("2026-03-06", stages=stages) == at("2026-03-04 17:00:00")

    def test_suspended_for_good_after_the_first_was_completed(self):
        """The second is held, whenever the receipt was."""
        stages = (step(1, done="2026-03-09 10:00"), step(1))
        held = suspensions("03-09 11:00 >")
        assert refused("2026-12-18", stages=stages, suspensions=held) == ("unreachable", "/due_on")

    def test_completed_after_one_that_is_only_expected(self):
        """The second was completed on Tuesday at 10:00, so the first was due by then: on Monday at 17:00."""
        stages = (step(1), step(1, done="2026-03-10 10:00"), step(1))
        assert latest("2026-03-31", stages=stages) == at("2026-03-06 17:00:00")

    def test_rolled_end_comes_after_the_completion_where_a_later_one_does_not(self):
        """60 hours from Wednesday 13:30 on are due on Monday 16 at 17:00, after the next was completed.

        From Friday 13:30 on they are due on Monday at 01:30 to 05:00, before 10:00.
        """
        stages = (step(60, "hours"), step(1, done="2026-03-16 10:00"))
        assert latest("2026-03-20", stages=stages) == at("2026-03-13 17:00:00")

    def test_between_those_of_law_and_those_that_came_too_late(self):
        """Before 09:00 thirty days of law; from 09:00 on the stages, of which one was completed at 12:00.

        It may come over lunch until the very completion, from which a day is Wednesday.
        """
        morning = version(term(30, "working_days"), cutoff=Cutoff(second("09:00"), is_strict=True))
        stages = (step(1, done="2026-03-10 12:00"), step(1))
        found = latest("2026-03-11", stages=stages, procedure=procedure("registration", morning))
        assert found == at("2026-03-10 12:00:00")

    def test_what_has_no_due_date_is_not_in_time(self):
        """Ten and five days to 31 December from Thursday 10 on; from Friday 11 on they end in January.

        The first was completed on Tuesday 15, so that both end in time, but as promised they leave the year.
        """
        stages = (step(10, done="2026-12-15 10:00"), step(5))
        shop, bound = office(), until("2026-12-18")
        receipt = Receipt(BEGIN, procedure=THREE_BY_LAW)
        found = latest_receipt(receipt, shop, bound, stages)
        assert bound.is_met(due_date(replace(receipt, received_at=found), shop, stages).due)

    def test_held(self):
        """Suspended from Tuesday 10:00 on: two days of what came on Friday are held, Thursday's are due."""
        lasting = suspensions("03-10 10:00 >")
        found = latest("2026-03-20", stages=(step(1), step(1)), suspensions=lasting)
        assert found == at("2026-03-05 17:00:00")

    def test_held_after_a_completion(self):
        """Completed on Monday at 10:00, the next is held on Tuesday, whenever the dossier came."""
        lasting = suspensions("03-10 10:00 >")
        stages = (step(1, done="2026-03-09 10:00"), step(1))
        assert refused("2026-03-20", stages=stages, suspensions=lasting) == ("unreachable", "/due_on")

    def test_with_extensions(self):
        """A stage of a day to Tuesday 10, then a day to Wednesday 11."""
        assert latest("2026-03-11", stages=(step(1),), extensions=(further(1),)) == at("2026-03-09 17:00:00")

    def test_beside_a_term_they_decide_nothing(self):
        """Three days of law, though the stages take five."""
        assert latest("2026-03-11", stages=(step(5),), procedure=THREE_BY_LAW) == at("2026-03-06 17:00:00")

    def test_beside_a_term_they_have_to_be_possible(self):
        """The second was completed on Tuesday 10:00: what came after Friday had its first stage due later."""
        stages = (step(1), step(1, done="2026-03-10 10:00"))
        assert latest("2026-03-31", stages=stages, procedure=THREE_BY_LAW) == at("2026-03-06 17:00:00")


class TestLimit:
    """A last due day, or a last due moment."""

    @pytest.mark.parametrize(
        ("given", "path"),
        [({}, "/due_on"), ({"on": day("2026-03-10"), "at": at("2026-03-10 17:00")}, "/due_at")],
    )
    def test_is_one_of_the_two(self, given, path):
        """Both or none: it is refused."""
        with pytest.raises(NotApplicable) as error:
            Limit(**given)
        assert (error.value.code, error.value.path) == ("due_on_or_due_at", path)

    def test_may_be_told_in_another_zone(self):
        """10:00 UTC is 17:00 in Vietnam; the answer is on the office's clock."""
        shop = office()
        found = latest_receipt(Receipt(BEGIN, term=ONE_DAY), shop, Limit(at=at("2026-03-10 10:00", UTC)))
        assert found.isoformat() == "2026-03-09T17:00:00+07:00"

    def test_receipt_itself_is_in_time(self):
        """On a Sunday a promise of minutes ends on Monday; limited to Sunday, the last is Friday 16:50:00."""
        assert latest("2026-03-15", term=term(10, "working_minutes")) == at("2026-03-13 16:50:00")


@pytest.mark.parametrize("unit", [unit for unit in Unit if unit is not Unit.YEARS])
@pytest.mark.parametrize("limit", ["2026-03-16", "2026-06-01 09:00"])
def test_there_and_back(unit, limit):
    """The due date of what was found is in time, that of a second later is not."""
    granted = term(1, unit)
    found, bound = latest(limit, term=granted), until(limit)
    assert bound.is_met(find(found, term=granted).due)
    late = found.replace(second=found.second + 1)
    assert not bound.is_met(find(late, term=granted).due)
