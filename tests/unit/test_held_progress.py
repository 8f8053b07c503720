"""How a suspended dossier stands: time stands still, and nothing is used up meanwhile."""

from fractions import Fraction

import pytest
from helpers import at, find, moment, office, term, timeline

from sla_service.core.owed import Owed, Spent
from sla_service.core.progress import Classification, owed_at, progress
from sla_service.core.rules import Suspension
from sla_service.core.suspended import suspended_times

# 2026-03-06 is a Friday, 9 a Monday; a day has 450 minutes: 07:30 to 11:30 and 13:30 to 17:00
LINE = timeline()
THREE_DAYS, TWO_HOURS = term(3, "working_days"), term(2, "hours")
MINUTE = 60


def suspension(since, until=None):
    """Make a suspension from clock times."""
    return Suspension(at(since), at(until) if until else None, None)


def owed(received, granted, *suspensions):
    """Owe what a caller's term makes of a receipt."""
    found = find(at(received), office(LINE), term=granted, suspensions=suspensions)
    return found.owed


def stand(debt, asked, *, is_returned=False):
    """Tell how it stands at a clock time."""
    return progress(debt, at(asked), LINE, is_returned=is_returned)


def minutes(told):
    """Give elapsed, remaining and overrun in minutes."""
    return tuple(spent.seconds // MINUTE for spent in (told.elapsed, told.remaining, told.overrun))


class TestSuspensionThatEnded:
    """Received Friday 09:00, three working days, suspended from Monday noon to Wednesday noon.

    Monday and Tuesday do not close unsuspended: due Friday 13 March 17:00. Of Friday 6 March 360 minutes run
    from 09:00, of Monday the 240 before noon, of Wednesday the 210 after it, of Thursday and Friday 450 each:
    1,710 in all.
    """

    DEBT = owed("2026-03-06 09:00", THREE_DAYS, suspension("2026-03-09 12:00", "2026-03-11 12:00"))

    def test_it_is_due_on_the_friday(self):
        """The days are those on which it closes unsuspended."""
        assert self.DEBT.due == moment("2026-03-13 17:00")

    @pytest.mark.parametrize(
        ("asked", "classification", "elapsed", "remaining"),
        [
            ("2026-03-06 09:00", "running", 0, 1710),
            ("2026-03-09 11:30", "running", 600, 1110),
            ("2026-03-09 12:00", "held", 600, 1110),  # its beginning is in it
            ("2026-03-10 16:00", "held", 600, 1110),  # time stands still
            ("2026-03-11 11:59:59", "held", 600, 1110),
            ("2026-03-11 12:00", "running", 600, 1110),  # its end is not
            ("2026-03-11 17:00", "running", 810, 900),
            ("2026-03-13 17:00", "running", 1710, 0),
            ("2026-03-13 23:59:59", "running", 1710, 0),
            ("2026-03-14 00:00:00", "overdue", 1710, 0),
        ],
    )
    def test_time_stands_still_meanwhile(self, asked, classification, elapsed, remaining):
        """Elapsed and remaining add up to the same at every moment."""
        told = stand(self.DEBT, asked)
        assert (told.classification, minutes(told)[:2]) == (classification, (elapsed, remaining))
        assert told.share_elapsed == Fraction(elapsed, 1710)

    def test_days_are_less_the_suspended_parts(self):
        """360/450 of Friday, 240/450 of Monday."""
        assert stand(self.DEBT, "2026-03-10 09:00").elapsed.days == Fraction(600, 450)

    def test_returned_while_suspended_is_judged_by_the_due_day(self):
        """Tuesday is before Friday."""
        assert stand(self.DEBT, "2026-03-10 09:00", is_returned=True).classification == "early"

    def test_overrun_is_office_time(self):
        """Monday 16 March 09:30 is two hours after opening."""
        assert minutes(stand(self.DEBT, "2026-03-16 09:30")) == (1710, 0, 120)


class TestSuspensionWithoutAnEnd:
    """Received Friday 09:00, three working days, suspended on Tuesday 09:00; unsuspended due Wednesday 17:00.

    360 minutes of Friday, 450 of Monday, 90 of Tuesday have run: 900; 360 of Tuesday and 450 are left.
    """

    DEBT = owed("2026-03-06 09:00", THREE_DAYS, suspension("2026-03-10 09:00"))

    @pytest.mark.parametrize(
        ("asked", "classification", "elapsed", "remaining"),
        [
            ("2026-03-09 17:00", "running", 810, 900),
            ("2026-03-10 08:59:59", "running", 899, 810),
            ("2026-03-10 09:00", "held", 900, 810),
            ("2026-03-11 18:00", "held", 900, 810),  # past the day it would have been due
            ("2026-09-01 09:00", "held", 900, 810),
        ],
    )
    def test_it_never_falls_due(self, asked, classification, elapsed, remaining):
        """However long it lasts, nothing runs on and nothing is overrun."""
        told = stand(self.DEBT, asked)
        assert (told.classification, minutes(told)) == (classification, (elapsed, remaining, 0))

    def test_returned_meanwhile_is_early(self):
        """The term has not run out, whatever the date."""
        assert stand(self.DEBT, "2026-09-01 09:00", is_returned=True).classification is Classification.EARLY


class TestClockTime:
    """Two hours of the clock from Friday 09:00, suspended from 10:00 to 15:00: due at 16:00."""

    DEBT = owed("2026-03-06 09:00", TWO_HOURS, suspension("2026-03-06 10:00", "2026-03-06 15:00"))

    @pytest.mark.parametrize(
        ("asked", "classification", "elapsed", "remaining", "overrun"),
        [
            ("2026-03-06 09:30", "running", 30, 90, 0),
            ("2026-03-06 12:00", "held", 60, 60, 0),
            ("2026-03-06 15:30", "running", 90, 30, 0),
            ("2026-03-06 16:00", "running", 120, 0, 0),
            ("2026-03-06 16:01", "overdue", 120, 0, 1),
        ],
    )
    def test_clock_time_stands_still(self, asked, classification, elapsed, remaining, overrun):
        """Minutes of the clock, judged by the instant."""
        told = stand(self.DEBT, asked)
        assert (told.classification, minutes(told)) == (classification, (elapsed, remaining, overrun))


class TestKnownDueMoment:
    """A due moment that is given stays where it is; suspensions tell only what of the time counts."""

    TIMES = suspended_times([suspension("2026-03-09 07:30", "2026-03-09 17:00")], LINE)
    DEBT = owed_at(at("2026-03-06 17:00"), at("2026-03-10 17:00"), LINE, TIMES)

    def test_suspended_time_is_taken_out(self):
        """Monday does not count: on Tuesday 11:30 there are 240 of 450 minutes used."""
        assert minutes(stand(self.DEBT, "2026-03-10 11:30")) == (240, 210, 0)

    def test_it_is_held_meanwhile(self):
        """Monday 10:00."""
        told = stand(self.DEBT, "2026-03-09 10:00")
        assert (told.classification, minutes(told)) == ("held", (0, 450, 0))

    def test_suspension_that_begins_when_it_is_due_changes_nothing(self):
        """From Tuesday 17:00 on: Wednesday is overdue, not held."""
        times = suspended_times([suspension("2026-03-10 17:00")], LINE)
        debt = owed_at(at("2026-03-06 17:00"), at("2026-03-10 17:00"), LINE, times)
        told = stand(debt, "2026-03-11 08:30")
        assert (told.classification, minutes(told)) == ("overdue", (900, 0, 60))


def test_restart_while_suspended_has_used_nothing():
    """Suspended on Friday without an end, complete again on Monday: counted from Monday, and held at once."""
    debt = owed("2026-03-06 09:00", THREE_DAYS, suspension("2026-03-06 10:00"))
    begun = Owed(moment("2026-03-09 09:00"), debt.due, debt.terms, debt.suspended, is_held=True)
    told = stand(begun, "2026-03-10 09:00")
    assert (told.classification, told.elapsed) == ("held", Spent(0, Fraction(0)))
