"""How terms end on calendars made by hand: rolls, due times, what is told of the way there."""

from datetime import date

import pytest
from helpers import at, due, find, off, term, timeline, under, worked

from sla_service.core.errors import BeyondHorizon
from sla_service.core.explanation import Moment
from sla_service.core.rules import DueTime, DueTimeKind, OutsideHours

# 2026-03-01 is a Sunday: 5 March is Thursday, 6 Friday, 9 Monday, 10 Tuesday
FRIDAY = at("2026-03-06 10:00")


class TestRolls:
    """Ends of calendar terms on days off (Civil Code 148(5))."""

    @pytest.mark.parametrize(
        ("granted", "due_at"),
        [
            (term(3, "days"), "2026-03-09 17:00"),  # Monday, by itself
            (term(2, "days"), "2026-03-09 17:00"),  # Sunday rolls
            (term(1, "weeks"), "2026-03-13 17:00"),
            (term(1, "months"), "2026-04-06 17:00"),  # Monday 6 April
        ],
    )
    def test_end_is_the_close_of_a_working_day(self, granted, due_at):
        """From Friday 2026-03-06 an end on a day off moves to the next working day."""
        assert due(FRIDAY, granted).at == at(due_at)

    def test_roll_passes_every_day_off_in_a_row(self):
        """Friday and one day is Saturday; Monday and Tuesday are off: it rolls to Wednesday."""
        line = timeline(dated=off("2026-03-09", "2026-03-10"))
        assert due(FRIDAY, term(1, "days"), line).at == at("2026-03-11 17:00")
        assert due(FRIDAY, term(24, "hours"), line).at == at("2026-03-11 17:00")

    def test_worked_saturday_needs_no_roll(self):
        """One day from Friday is due on the worked Saturday itself, and 24 hours at its clock time."""
        line = timeline(dated=worked("2026-03-07"))
        assert due(FRIDAY, term(1, "days"), line).at == at("2026-03-07 17:00")
        assert due(FRIDAY, term(24, "hours"), line).at == at("2026-03-07 10:00")

    def test_roll_is_told_with_the_days_passed(self):
        """The step from Saturday's 24:00 to Monday's close names Saturday and Sunday."""
        found = find(FRIDAY, term=term(1, "days"))
        counted, rolled = found.steps[-3:-1]
        assert (counted.code, counted.after) == ("counted", at("2026-03-08 00:00"))
        assert (rolled.code, rolled.after) == ("rolled", at("2026-03-09 17:00"))
        assert [skipped.on.day for skipped in rolled.facts["skipped"]] == [7, 8]

    @pytest.mark.parametrize(
        ("amount", "unit"),
        [
            (301, "days"),  # 6 March is day 65 of 2026, so 300 days end on 31 December, the last
            (9_000, "years"),  # past year 9999
            (10**12, "years"),
            (10**12, "months"),
            (10**12, "weeks"),
            (10**12, "days"),
            (10**12, "hours"),
            (10**12, "working_hours"),
            (10**12, "working_days"),
            (300, "working_days"),
        ],
    )
    def test_no_term_leaves_the_calendar(self, amount, unit):
        """However long a term is, past the calendar's last day there is one answer: none."""
        with pytest.raises(BeyondHorizon) as refused:
            due(at("2026-03-06 10:00"), term(amount, unit))
        assert refused.value.path == "/term"


class TestDueTime:
    """When within the due day; received on Friday 2026-03-06 with one working day: Monday."""

    @pytest.mark.parametrize(
        ("due_time", "due_at"),
        [
            (DueTime(), "2026-03-09 17:00"),
            (DueTime(DueTimeKind.END_OF_DAY), "2026-03-09 23:59:59"),
            (DueTime(DueTimeKind.SAME_CLOCK_TIME), "2026-03-09 10:12:13"),
            (DueTime(DueTimeKind.CLOCK, 9 * 3600), "2026-03-09 09:00"),
        ],
    )
    def test_is_set_by_the_rule(self, due_time, due_at):
        """Closing, the end of the day, the clock time of the receipt, or a clock time of its own."""
        found = under(term(1, "working_days"), at("2026-03-06 10:12:13"), due_time=due_time)
        assert found.due == Moment(at(due_at), date(2026, 3, 9))

    def test_same_clock_time_is_that_of_the_deemed_receipt(self):
        """Received at lunch, the clock time is that of the opening at 13:30."""
        kept = DueTime(DueTimeKind.SAME_CLOCK_TIME)
        found = under(term(1, "working_days"), at("2026-03-06 12:00"), due_time=kept)
        assert found.due.at == at("2026-03-09 13:30")

    @pytest.mark.parametrize(
        ("received", "due_at"),
        [
            ("2026-03-06 08:59:59", "2026-03-06 09:00"),
            ("2026-03-06 09:00:00", "2026-03-06 09:00"),  # not before the receipt: still possible
            ("2026-03-06 09:00:01", "2026-03-06 17:00"),  # would be before the receipt: that day's close
        ],
    )
    def test_is_never_before_the_deemed_receipt(self, received, due_at):
        """A promise for 09:00 of the same day falls back to closing for whoever comes later."""
        found = under(term(0, "working_days"), at(received), due_time=DueTime(DueTimeKind.CLOCK, 9 * 3600))
        assert found.due.at == at(due_at)

    def test_moves_within_a_rolled_day(self):
        """A calendar term that rolls to Monday is due at Monday's end."""
        found = under(term(1, "days"), FRIDAY, due_time=DueTime(DueTimeKind.END_OF_DAY))
        assert found.due.at == at("2026-03-09 23:59:59")

    @pytest.mark.parametrize(
        ("granted", "due_at"),
        [
            (term(0.5, "working_days"), "2026-03-09 11:30"),
            (term(2, "hours"), "2026-03-06 12:00"),
            (term(2, "working_hours"), "2026-03-06 14:00"),  # an hour and a half to noon, half from 13:30
        ],
    )
    def test_moments_take_none(self, granted, due_at):
        """A part of a day and a term by the clock end when they end."""
        found = under(granted, FRIDAY, due_time=DueTime(DueTimeKind.END_OF_DAY))
        assert found.due.at == at(due_at)


class TestOutsideHours:
    """A rule that takes a receipt outside office hours as its own day's."""

    SAME_DAY = {"outside_hours": OutsideHours.SAME_DAY}  # noqa: RUF012

    @pytest.mark.parametrize(
        ("received", "due_at"),
        [
            ("2026-03-06 06:00", "2026-03-06 17:00"),  # before opening: that day's close
            ("2026-03-06 12:00", "2026-03-06 17:00"),  # at lunch
            ("2026-03-06 17:00:00", "2026-03-06 17:00"),
            ("2026-03-06 17:00:01", "2026-03-09 17:00"),  # its close is past: the next working day's
        ],
    )
    def test_same_day_counts_from_the_receipt_itself(self, received, due_at):
        """Zero working days are due at that day's close, or the next where it has passed."""
        found = under(term(0, "working_days"), at(received), **self.SAME_DAY)
        assert (found.counted_from.at, found.due.at) == (at(received), at(due_at))

    def test_evening_is_day_0(self):
        """Friday 20:00 makes Friday day 0, so one working day is Monday, not Tuesday."""
        found = under(term(1, "working_days"), at("2026-03-06 20:00"), **self.SAME_DAY)
        assert found.due.at == at("2026-03-09 17:00")
        assert under(term(1, "working_days"), at("2026-03-06 20:00")).due.at == at("2026-03-10 17:00")

    def test_end_of_day_reaches_past_closing(self):
        """A promise of the whole day covers a receipt at 20:00 the same day."""
        found = under(
            term(0, "working_days"),
            at("2026-03-06 20:00"),
            due_time=DueTime(DueTimeKind.END_OF_DAY),
            **self.SAME_DAY,
        )
        assert found.due == Moment(at("2026-03-06 23:59:59"), date(2026, 3, 6))

    def test_hours_run_from_the_receipt(self):
        """An hour from 20:00 ends at 21:00, an hour of work on Monday at 08:30."""
        for unit, due_at in (("hours", "2026-03-06 21:00"), ("working_hours", "2026-03-09 08:30")):
            found = under(term(1, unit), at("2026-03-06 20:00"), **self.SAME_DAY)
            assert found.due.at == at(due_at)


class TestWhatIsTold:
    """The facts of the counting step."""

    def test_working_days_name_what_they_counted_and_skipped(self):
        """Two working days from Friday count Monday and Tuesday and skip the weekend, with reasons."""
        facts = find(FRIDAY, term=term(2, "working_days")).steps[-2].facts
        assert facts["counted"] == (date(2026, 3, 9), date(2026, 3, 10))
        assert [(skipped.on.day, skipped.kind) for skipped in facts["skipped"]] == [
            (7, "weekend"),
            (8, "weekend"),
        ]

    def test_working_time_names_the_day_it_began(self):
        """Two working hours from Friday 16:00 touch Friday and Monday."""
        facts = find(at("2026-03-06 16:00"), term=term(2, "working_hours")).steps[-2].facts
        assert facts["counted"] == (date(2026, 3, 6), date(2026, 3, 9))
        assert [skipped.on.day for skipped in facts["skipped"]] == [7, 8]

    def test_calendar_days_skip_nothing(self):
        """Three days from Friday are Saturday, Sunday and Monday."""
        facts = find(FRIDAY, term=term(3, "days")).steps[-2].facts
        assert facts["counted"] == (date(2026, 3, 7), date(2026, 3, 8), date(2026, 3, 9))
        assert facts["skipped"] == ()
