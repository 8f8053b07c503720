"""How terms run on calendars made by hand: parts of days, clock changes, ends at 24:00."""

from datetime import UTC, date

import pytest
from helpers import (
    NEW_YORK,
    OFFICE_DAY,
    at,
    day,
    due,
    find,
    hours,
    off,
    office,
    promise,
    term,
    timeline,
    under,
    week,
    worked,
)

from sla_service.core.explanation import Moment
from sla_service.core.rules import DueTime, DueTimeKind, Extension, OutsideHours

# 2026-03-01 is a Sunday: 5 March is Thursday, 6 Friday, 9 Monday, 10 Tuesday
FRIDAY = at("2026-03-06 10:00")
ONE_SESSION = timeline(week(*["08:00-16:00"] * 5))
THREE_SESSIONS = timeline(week(*["08:00-10:00 11:00-12:00 13:00-18:00"] * 5))
EVENINGS = timeline(week(*["18:00-24:00"] * 5))
TWO_TO_24 = timeline(week(*["07:30-11:30 20:00-24:00"] * 5))
SATURDAY_RECEIPT = timeline(week(*[OFFICE_DAY] * 5, "08:00-11:00", receives_only=[5]))


class TestPartsOfAWorkingDay:
    """Quarters and halves fall on the working day after the whole ones."""

    @pytest.mark.parametrize(
        ("amount", "due_at"),
        [
            (0, "2026-03-06 17:00"),  # Friday itself
            (0.25, "2026-03-09 09:30"),  # Monday: the middle of 07:30 to 11:30
            (0.5, "2026-03-09 11:30"),  # the end of the first session
            (0.75, "2026-03-09 15:15"),  # the middle of 13:30 to 17:00
            (1, "2026-03-09 17:00"),
            (1.25, "2026-03-10 09:30"),  # Tuesday
            (1.5, "2026-03-10 11:30"),
            (1.75, "2026-03-10 15:15"),
            (2, "2026-03-10 17:00"),
        ],
    )
    def test_two_sessions(self, amount, due_at):
        """On a day of two sessions a half is noon and a quarter the middle of a session."""
        assert due(FRIDAY, term(amount, "working_days")).at == at(due_at)

    @pytest.mark.parametrize(
        ("amount", "due_at"),
        [(0.25, "2026-03-09 10:00"), (0.5, "2026-03-09 12:00"), (0.75, "2026-03-09 14:00")],
    )
    def test_one_session(self, amount, due_at):
        """On a day of one session of eight hours a quarter is two hours of it."""
        assert due(FRIDAY, term(amount, "working_days"), ONE_SESSION).at == at(due_at)

    @pytest.mark.parametrize(
        ("amount", "due_at"),
        [
            (0.25, "2026-03-09 10:00"),  # two hours of eight: exactly the end of the first session
            (0.5, "2026-03-09 14:00"),  # four hours: 2 + 1 + 1
            (0.75, "2026-03-09 16:00"),  # six hours: 2 + 1 + 3
        ],
    )
    def test_three_sessions(self, amount, due_at):
        """On a day of three sessions the share of its eight hours decides, over the breaks."""
        assert due(FRIDAY, term(amount, "working_days"), THREE_SESSIONS).at == at(due_at)

    def test_break_that_splits_a_session_makes_three(self):
        """A Monday with a break at 09:00 has three sessions: half of its seven hours have run at 13:30."""
        line = timeline(
            special_hours={date(2026, 3, 9): hours("08:00-11:00 12:00-17:00")},
            breaks={date(2026, 3, 9): hours("09:00-10:00")},
        )  # 08:00 to 09:00, 10:00 to 11:00, 12:00 to 17:00: seven hours
        assert due(FRIDAY, term(0.5, "working_days"), line).at == at("2026-03-09 13:30")

    def test_odd_seconds_are_cut_to_the_whole_second(self):
        """A quarter of a session of 30 seconds is 7 seconds of it."""
        line = timeline(week(*["08:00-08:00:30"] * 5))
        assert due(FRIDAY, term(0.25, "working_days"), line).at == at("2026-03-10 08:00:07")

    def test_days_off_are_passed_over(self):
        """With Monday and Tuesday off a half is Wednesday noon."""
        line = timeline(dated=off("2026-03-09", "2026-03-10"))
        assert due(FRIDAY, term(0.5, "working_days"), line).at == at("2026-03-11 11:30")

    def test_worked_saturday_has_parts_too(self):
        """Half a day from Friday ends on the worked Saturday 2026-03-07 at noon."""
        line = timeline(dated=worked("2026-03-07"))
        assert due(FRIDAY, term(0.5, "working_days"), line).at == at("2026-03-07 11:30")


class TestTheClockChange:
    """Real time, not clock time, on Sunday 2026-03-08 and Sunday 2026-11-01 in New York."""

    @pytest.mark.parametrize(
        ("received", "half"),
        [
            ("2026-03-01 09:00", "2026-03-08 05:30"),  # 00:00 to 10:00 are nine hours: 4.5 end at 05:30
            ("2026-10-25 09:00", "2026-11-01 04:30"),  # eleven hours: 5.5 end at 04:30
            ("2026-03-08 09:00", "2026-03-15 05:00"),  # ten hours
        ],
    )
    def test_half_of_a_session_is_half_of_its_real_time(self, received, half):
        """The short Sunday's half comes later on the clock, the long one's earlier."""
        line = timeline(week("", "", "", "", "", "", "00:00-10:00"), NEW_YORK)
        assert due(at(received, NEW_YORK), term(0.5, "working_days"), line).at == at(half, NEW_YORK)

    def test_dropped_session_leaves_a_day_of_one(self):
        """Of two sessions one lies in the gap: the half is the middle of the other."""
        line = timeline(week("", "", "", "", "", "", "02:00-03:00 08:00-10:00"), NEW_YORK)
        found = due(at("2026-03-01 09:00", NEW_YORK), term(0.5, "working_days"), line)
        assert found.at == at("2026-03-08 09:00", NEW_YORK)

    def test_elapsed_hours_pass_the_gap(self):
        """Ten hours from Saturday 20:00 are 07:00 on the clock of Sunday."""
        line = timeline(week(*["00:00-24:00"] * 7), NEW_YORK)
        found = due(at("2026-03-07 20:00", NEW_YORK), term(10, "hours"), line)
        assert found.at == at("2026-03-08 07:00", NEW_YORK)


class TestTheHourThatComesTwice:
    """New York, Sunday 2026-11-01, open all day: 01:00 to 01:59:59 come at 05:00Z and again at 06:00Z."""

    OPEN = timeline(week(*["00:00-24:00"] * 7), NEW_YORK)

    def test_minutes_run_into_the_second_pass(self):
        """30 minutes from the first 01:50 (05:50Z) are the second 01:20 (06:20Z), that same day."""
        found = due(at("2026-11-01 01:50", NEW_YORK), term(30, "minutes"), self.OPEN)
        assert found.at.astimezone(UTC) == at("2026-11-01 06:20", UTC)

    def test_working_minutes_run_into_the_second_pass(self):
        """It is the same for 30 minutes of work."""
        found = due(at("2026-11-01 01:50", NEW_YORK), term(30, "working_minutes"), self.OPEN)
        assert found.at.astimezone(UTC) == at("2026-11-01 06:20", UTC)

    def test_earliest_is_the_earliest_instant(self):
        """From the first 01:05, 50 minutes (05:55Z, shown 01:55) end before 62 (06:07Z, shown 01:07)."""
        shop = office(self.OPEN, (0, promise("office.fast", term(50, "minutes"))))
        found = find(at("2026-11-01 01:05", NEW_YORK), shop, term=term(62, "minutes"))
        assert (found.rule.id, found.due.at.astimezone(UTC)) == ("office.fast", at("2026-11-01 05:55", UTC))

    def test_same_clock_time_is_not_before_a_receipt_on_the_second_pass(self):
        """Received at the second 01:15, the first 01:15 is past: that day's close, 24:00, is due."""
        kept = DueTime(DueTimeKind.SAME_CLOCK_TIME)
        received = at("2026-11-01 01:15", NEW_YORK).replace(fold=1)
        found = under(term(0, "working_days"), received, self.OPEN, due_time=kept)
        assert found.due == Moment(at("2026-11-02 00:00", NEW_YORK), date(2026, 11, 1))


class TestZeroWorkingDays:
    """Due at the close of the day itself."""

    def test_at_closing_is_due_at_once(self):
        """Received in the closing second, it is due in that second."""
        assert due(at("2026-03-06 17:00"), term(0, "working_days")).at == at("2026-03-06 17:00")

    def test_on_a_receiving_day_it_is_that_days_closing(self):
        """0 is the close of the day itself, also where the office merely receives."""
        found = due(at("2026-03-07 09:00"), term(0, "working_days"), SATURDAY_RECEIPT)
        assert found.at == at("2026-03-07 11:00")

    def test_where_nobody_opens_it_is_the_next_working_days_close(self):
        """A rule that takes Saturday's receipt as Saturday's own finds the office closed until Monday."""
        found = under(term(0, "working_days"), at("2026-03-07 09:00"), outside_hours=OutsideHours.SAME_DAY)
        assert (found.counted_from.at, found.due.at) == (at("2026-03-07 09:00"), at("2026-03-09 17:00"))


class TestReceivingDays:
    """A Saturday on which dossiers only come in."""

    def test_it_is_day_0_and_never_counted(self):
        """One working day from an open Saturday is Monday, one from Friday too."""
        for received in ("2026-03-07 09:00", "2026-03-06 10:00"):
            found = due(at(received), term(1, "working_days"), SATURDAY_RECEIPT)
            assert found.at == at("2026-03-09 17:00")

    def test_working_hours_wait_for_monday(self):
        """An hour from an open Saturday runs on Monday."""
        found = due(at("2026-03-07 09:00"), term(1, "working_hours"), SATURDAY_RECEIPT)
        assert found.at == at("2026-03-09 08:30")

    def test_end_on_it_rolls_on(self):
        """One day from Friday ends on Saturday, which is no working day, and rolls to Monday."""
        for granted in (term(1, "days"), term(24, "hours")):
            found = due(at("2026-03-06 10:00"), granted, SATURDAY_RECEIPT)
            assert found.at == at("2026-03-09 17:00")


class TestEndsAt24:
    """A session that ends at 24:00 ends on its own day."""

    @pytest.mark.parametrize(
        ("granted", "due_at", "due_on"),
        [
            (term(0, "working_days"), "2026-03-06 00:00", "2026-03-05"),
            (term(1, "working_days"), "2026-03-07 00:00", "2026-03-06"),
            (term(1, "days"), "2026-03-07 00:00", "2026-03-06"),
            (term(5, "working_hours"), "2026-03-06 00:00", "2026-03-05"),
            (term(5, "hours"), "2026-03-06 00:00", "2026-03-05"),
            (term(29, "hours"), "2026-03-07 00:00", "2026-03-06"),  # Friday's 24:00: no Saturday, no roll
        ],
    )
    def test_due_on_stays_the_due_day(self, granted, due_at, due_on):
        """Received on Thursday 2026-03-05 at 19:00, it is due at a midnight that is the day's before."""
        assert due(at("2026-03-05 19:00"), granted, EVENINGS) == Moment(at(due_at), day(due_on))

    def test_receipt_at_midnight_is_the_next_days(self):
        """Received at Friday's 00:00:00, day 0 is Friday, not Thursday."""
        found = find(at("2026-03-06 00:00:00"), office(EVENINGS), term=term(1, "working_days"))
        assert found.counted_from.at == at("2026-03-06 18:00")
        assert found.due == Moment(at("2026-03-10 00:00"), date(2026, 3, 9))

    def test_three_quarters_are_the_middle_of_the_last_session(self):
        """The middle of 20:00 to 24:00 is 22:00."""
        assert due(FRIDAY, term(0.75, "working_days"), TWO_TO_24).at == at("2026-03-09 22:00")

    @pytest.mark.parametrize(
        ("granted", "due_at", "due_on"),
        [
            (term(1, "working_days"), "2026-03-10 00:00", "2026-03-09"),  # day 0 is Friday: Monday's close
            (term(3, "days"), "2026-03-10 00:00", "2026-03-09"),  # Friday and three: Monday
            (term(1, "working_hours"), "2026-03-09 19:00", "2026-03-09"),
            (term(1, "hours"), "2026-03-10 00:00", "2026-03-09"),  # Saturday 01:00 rolls to Monday's close
        ],
    )
    def test_extension_starts_from_the_due_day(self, granted, due_at, due_on):
        """A due date at Friday's 24:00 is extended from Friday as day 0, or from that midnight."""
        found = find(
            at("2026-03-05 19:00"),
            office(EVENINGS),
            term=term(1, "working_days"),
            extensions=(Extension(granted, None),),
        )
        assert found.due == Moment(at(due_at), day(due_on))
