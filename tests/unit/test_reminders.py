"""When to remind: in office hours, never in suspended time, never before the deemed receipt."""

from decimal import Decimal

import pytest
from helpers import at, find, moment, off, office, term, timeline, week

from sla_service.core.errors import InvalidTerm
from sla_service.core.progress import owed_at
from sla_service.core.reminders import Reminder, remind
from sla_service.core.rules import Suspension

# 2026-03-06 is a Friday, 9 a Monday; a day has 450 minutes: 07:30 to 11:30 and 13:30 to 17:00
LINE = timeline()
THREE_DAYS, TWO_HOURS, FIVE_DAYS = term(3, "working_days"), term(2, "hours"), term(5, "days")


def owed(received, granted, *suspensions, line=LINE):
    """Owe what a caller's term makes of a receipt."""
    times = [Suspension(at(since), at(until) if until else None, None) for since, until in suspensions]
    return find(at(received), office(line), term=granted, suspensions=tuple(times)).owed


def share(amount):
    """Make a reminder at a share."""
    return Reminder(share=Decimal(amount))


def before(amount, unit):
    """Make a reminder so long before the due moment."""
    return Reminder(before=term(amount, unit))


def reminded(debt, *reminders, line=LINE):
    """Find when to remind, in order."""
    return [when for _, when in remind(reminders, debt, line)]


class TestShares:
    """Received Friday at closing: Monday, Tuesday and Wednesday are 1,350 minutes, due Wednesday 17:00."""

    DEBT = owed("2026-03-06 17:00", THREE_DAYS)

    @pytest.mark.parametrize(
        ("part", "when"),
        [
            ("0", "2026-03-06 17:00"),
            ("0.1", "2026-03-09 09:45"),  # 135 minutes of Monday
            ("0.5", "2026-03-10 11:15"),  # 675: Monday's 450 and 225 of Tuesday
            ("0.8", "2026-03-11 10:30"),  # 1,080: 900 and 180 of Wednesday
            ("1", "2026-03-11 17:00"),
        ],
    )
    def test_share_of_office_time(self, part, when):
        """So much of the office time from the deemed receipt to the due moment has run."""
        assert reminded(self.DEBT, share(part)) == [at(when)]

    def test_share_used_up_at_noon_is_at_noon(self):
        """690 of 1,350 minutes end with Tuesday's morning: a closing is an office instant."""
        assert reminded(self.DEBT, Reminder(share=Decimal(690) / 1350)) == [at("2026-03-10 11:30")]

    def test_suspended_time_does_not_count(self):
        """Monday noon to Wednesday noon suspended: due Friday 13; 855 of 1,710 are 360, 240, 210 and 45."""
        debt = owed("2026-03-06 09:00", THREE_DAYS, ("2026-03-09 12:00", "2026-03-11 12:00"))
        assert reminded(debt, share("0.5")) == [at("2026-03-12 08:15")]

    def test_share_that_ends_as_a_suspension_begins_is_before_it(self):
        """600 of 1,710 minutes end on Monday 11:30, before the suspension from noon on."""
        debt = owed("2026-03-06 09:00", THREE_DAYS, ("2026-03-09 12:00", "2026-03-11 12:00"))
        assert reminded(debt, Reminder(share=Decimal(600) / 1710)) == [at("2026-03-09 11:30")]

    def test_clock_time_past_closing_is_told_at_closing(self):
        """Two hours from Friday 16:30 are due 18:30; half of them is 17:30, when nobody is there."""
        assert reminded(owed("2026-03-06 16:30", TWO_HOURS), share("0.5")) == [at("2026-03-06 17:00")]

    def test_share_of_days_is_of_their_office_time(self):
        """Five days from Friday: Wednesday 11, by Monday, Tuesday and Wednesday's 1,350 minutes."""
        assert reminded(owed("2026-03-06 17:00", FIVE_DAYS), share("0.5")) == [at("2026-03-10 11:15")]


class TestBefore:
    """So long before Wednesday 2026-03-11 17:00."""

    DEBT = owed("2026-03-06 17:00", THREE_DAYS)

    @pytest.mark.parametrize(
        ("amount", "unit", "when"),
        [
            (1, "working_days", "2026-03-10 17:00"),
            (3, "working_days", "2026-03-06 17:00"),
            (1, "working_hours", "2026-03-11 16:00"),
            (4, "working_hours", "2026-03-11 11:00"),  # three and a half after lunch, half an hour before
            (1, "hours", "2026-03-11 16:00"),
            (5, "hours", "2026-03-11 11:30"),  # 12:00 is lunch: the morning's closing
            (22, "hours", "2026-03-10 17:00"),  # 19:00 the evening before
            (1, "days", "2026-03-10 17:00"),
            (3, "days", "2026-03-06 17:00"),  # Sunday: Friday's closing
            (1, "weeks", "2026-03-06 17:00"),  # before the deemed receipt: at that
            (99, "years", "2026-03-06 17:00"),  # before the calendar, too
        ],
    )
    def test_it_moves_back_into_office_hours(self, amount, unit, when):
        """To the latest office instant, a closing included, never before the deemed receipt."""
        assert reminded(self.DEBT, before(amount, unit)) == [at(when)]

    def test_it_moves_back_out_of_suspended_time(self):
        """Due Thursday 12; a working day before is Wednesday 17:00, suspended from 10:00 to 17:30."""
        debt = owed("2026-03-06 09:00", THREE_DAYS, ("2026-03-11 10:00", "2026-03-11 17:30"))
        assert debt.due == moment("2026-03-12 17:00")
        assert reminded(debt, before(1, "working_days")) == [at("2026-03-11 10:00")]

    def test_it_moves_on_back_where_the_suspension_began_at_night(self):
        """Suspended from Tuesday 20:00: back to Tuesday's closing."""
        debt = owed("2026-03-06 09:00", THREE_DAYS, ("2026-03-10 20:00", "2026-03-11 17:30"))
        assert reminded(debt, before(1, "working_days")) == [at("2026-03-10 17:00")]

    def test_days_off_are_passed_over(self):
        """Monday is off: due Thursday; three days before is Monday, Friday's closing the latest before."""
        line = timeline(dated=off("2026-03-09"))
        debt = owed("2026-03-06 09:00", THREE_DAYS, line=line)
        assert debt.due == moment("2026-03-12 17:00")
        assert reminded(debt, before(3, "days"), line=line) == [at("2026-03-06 17:00")]


class TestOrder:
    """Reminders come out by time, each with what it was asked by."""

    def test_by_time_whatever_the_order_asked(self):
        """One day before, then half of the time, asked the other way round."""
        asked = (before(1, "working_days"), share("0.5"), share("0"))
        told = remind(asked, owed("2026-03-06 17:00", THREE_DAYS), LINE)
        assert [reminder for reminder, _ in told] == [asked[2], asked[1], asked[0]]

    def test_held_dossier_is_not_reminded_of(self):
        """Nobody knows when it will be due."""
        debt = owed("2026-03-06 09:00", THREE_DAYS, ("2026-03-09 12:00", None))
        assert remind((share("0.5"),), debt, LINE) == ()

    def test_nothing_granted_is_reminded_of_at_the_receipt(self):
        """Received on a Sunday and said to be due that Sunday: all moments are Monday's opening."""
        debt = owed_at(at("2026-03-08 09:00"), at("2026-03-08 12:00"), LINE)
        assert reminded(debt, share("0.5"), before(1, "hours")) == [at("2026-03-09 07:30")] * 2

    def test_nobody_there_before_a_reminder_at_night(self):
        """Hours at night only: a morning reminder moves to the closing at 24:00."""
        line = timeline(week(*["18:00-24:00"] * 5))
        debt = owed_at(at("2026-03-05 18:00"), at("2026-03-06 20:00"), line)
        assert reminded(debt, before(8, "hours"), line=line) == [at("2026-03-06 00:00")]


@pytest.mark.parametrize("amount", ["-0.01", "1.01", "2"])
def test_share_beyond_the_whole_is_refused(amount):
    """A share is from 0 to 1."""
    with pytest.raises(InvalidTerm) as refused:
        share(amount)
    assert refused.value.code == "share_out_of_range"


def test_part_of_a_working_day_is_refused():
    """Half a working day before is no moment: say working hours."""
    with pytest.raises(InvalidTerm) as refused:
        before(0.5, "working_days")
    assert (refused.value.code, refused.value.path) == ("amount_not_whole", "/before/amount")


def test_time_granted_is_what_the_share_is_of():
    """The reminder at the whole is the due moment wherever that lies in office hours."""
    debt = owed("2026-03-06 10:00", term(7, "working_hours"))
    assert reminded(debt, share("1")) == [debt.due.at]
