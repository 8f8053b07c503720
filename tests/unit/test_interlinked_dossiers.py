"""Stages of an interlinked dossier, counted by hand: where each begins, when it is due, if it was late."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from helpers import (
    NEW_YORK,
    at,
    codes,
    due,
    find,
    off,
    office,
    procedure,
    promise,
    since,
    suspensions,
    term,
    timeline,
    version,
    week,
)

from sla_service.core.dossier import Dossier
from sla_service.core.due_date import due_date
from sla_service.core.errors import BeyondHorizon, InvalidEvent
from sla_service.core.rules import (
    Applicability,
    Channel,
    Extension,
    OutsideHours,
    Receipt,
    Restart,
    Rule,
    RuleKind,
)
from sla_service.core.stages import Stage
from sla_service.core.trials import STAGES, possible_rules

# March 2026: Monday 9, Tuesday 10, Wednesday 11, Thursday 12, Friday 13, Saturday 14, Monday 16, Tuesday 17
MONDAY = "03-09 09:00"
OFFICES = {
    "A": timeline(),  # 07:30 to 11:30 and 13:30 to 17:00, seven and a half hours, as all the weeks below
    "B": timeline(week(*["08:00-12:00 13:00-17:00"] * 5, "08:00-11:00")),  # and on Saturday mornings
    "C": timeline(week(*["07:00-11:00 13:00-16:00"] * 5)),  # closes early
    "L": timeline(week(*["08:00-12:00 14:00-19:00"] * 5)),  # closes late
    "M": timeline(week(*["08:00-11:00"] * 5)),  # mornings only
    "W": timeline(week(*["06:00-07:00 15:00-16:00"] * 5)),  # half of its day is over at 07:00
    "N": timeline(week(*["18:00-24:00"] * 5)),  # nights
    "T": timeline(dated=off(*[f"2026-02-{number}" for number in range(16, 21)])),  # A, off over Tết
    "Y": timeline(week(*["09:00-12:00 13:00-17:00"] * 5), zone=NEW_YORK),  # 11 hours behind in that March
}


def granted(text):
    """Read `0.5` working days, or `3 hours`."""
    amount, *unit = text.split()
    return term(amount, unit[0] if unit else "working_days")


def stages(text):
    """Read stages `A 0.5; C 3 hours @ 03-10 15:00`: an office, a term, and when it was completed."""
    return tuple(_stage(number, one) for number, one in enumerate(text.split(";")))


def _stage(number, text):
    work, _, done = text.partition("@")
    name, length = work.split(maxsplit=1)
    completed = at(f"2026-{done.strip()}") if done else None
    return Stage(f"step {number}", name, OFFICES[name], granted(length), completed)


def passed(steps, pauses="", received=MONDAY, shop=None, **more):
    """Let a dossier pass through its stages, its own office being A where no other is named."""
    receipt = Receipt(at(f"2026-{received}"), suspensions=suspensions(pauses), **more)
    return due_date(receipt, shop or office(OFFICES["A"]), stages(steps))


def on_clock(moment):
    """Write an instant of 2026 as the tables do; `?` where nobody knows it."""
    return "?" if moment is None else f"{moment.at:%m-%d %H:%M:%S}".removesuffix(":00")


def dues(found):
    """Write when each stage is due, on its own office's clock."""
    return ", ".join(on_clock(run.due) for run in found.plan.runs)


def starts(found):
    """Write where each stage counts from."""
    return ", ".join(on_clock(run.counted_from) for run in found.plan.runs)


def table(names, text):
    """Run a test over rows `… | the count in words`, one a line; a line that ends in a backslash goes on."""
    cells = [tuple(map(str.strip, line.split("|"))) for line in text.strip().splitlines()]
    marks = [pytest.param(*row, id=f"{row[0]}: {row[-1]}") for row in cells]
    return pytest.mark.parametrize(names.split(), marks)


class TestRunningSum:
    """Expected stages in working days are one sum. Received on Monday at 09:00, which is day 0."""

    @table(
        "steps expected why",
        """
A 0.5; A 1.5; A 0.5; A 0.5 | 03-10 11:30, 03-11 17:00, 03-12 11:30, 03-12 17:00 | \
sums of 0.5, 2, 2.5 and 3
A 0.25; A 0.25; A 0.25; A 0.25 | 03-10 09:30, 03-10 11:30, 03-10 15:15, 03-10 17:00 | four quarters
A 0.75; A 0.5; A 0.75 | 03-10 15:15, 03-11 09:30, 03-11 17:00 | sums of 0.75, 1.25 and 2
A 0.25; A 0.5; A 0.5 | 03-10 09:30, 03-10 15:15, 03-11 09:30 | sums of 0.25, 0.75 and 1.25
A 0; A 1 | 03-09 17:00, 03-10 17:00 | nothing is the closing of Monday, one Tuesday's
A 0; A 0; A 0.5 | 03-09 17:00, 03-09 17:00, 03-10 11:30 | twice nothing, then Tuesday's noon
A 0.5; A 0; A 0.5 | 03-10 11:30, 03-10 11:30, 03-10 17:00 | sums of 0.5, 0.5 and 1
A 1; A 0; A 1 | 03-10 17:00, 03-10 17:00, 03-11 17:00 | sums of 1, 1 and 2
A 4.5; A 1 | 03-16 11:30, 03-17 11:30 | Tue, Wed, Thu, Fri, half of Monday 16; 5.5 is half of Tuesday 17
M 0.5; M 0.5 | 03-10 09:30, 03-10 11:00 | a single session of 180 minutes: 90 of them, then its end
""",
    )
    def test_parts_of_days_add_up(self, steps, expected, why):
        """So that no hand-over costs the rest of a day."""
        assert dues(passed(steps)) == expected, why

    @table(
        "steps expected why",
        """
A 0.5; C 0.5 | 03-10 11:30, 03-10 16:00 | C works on Tuesday until 16:00: a sum of 1 is its closing
A 0.25; C 0.5 | 03-10 09:30, 03-10 14:30 | 0.75 of C's Tuesday: the middle of 13:00 to 16:00
A 0.75; C 0.75 | 03-10 15:15, 03-11 11:00 | 1.5: Tuesday, then the end of C's morning of Wednesday
A 0.75; C 0.25 | 03-10 15:15, 03-10 16:00 | C is open for 45 minutes more: a sum of 1 is its closing
L 0.75; C 0.25 | 03-10 16:30, 03-11 09:00 | C closed at 16:00: Tuesday is day 0, a quarter of its Wednesday
L 0.75; C 0.25; L 0.25 | 03-10 16:30, 03-11 09:00, 03-11 12:00 | only C's quarter carries over
A 0.5; M 0.5 | 03-10 11:30, 03-11 09:30 | M closed at 11:00: Tuesday is day 0, 90 of 180 min of Wed
A 0.5; M 0.5; A 0.5 | 03-10 11:30, 03-11 09:30, 03-11 17:00 | only M's half carries over: A's Wednesday
A 1; C 0 | 03-10 17:00, 03-10 17:00 | C closed at 16:00, so it is due as it begins
A 1; C 0; A 1 | 03-10 17:00, 03-10 17:00, 03-11 17:00 | and costs nothing later
A 1; C 0.5 | 03-10 17:00, 03-11 11:00 | Tuesday is day 0, C's morning of Wednesday
A 1; L 0.5 | 03-10 17:00, 03-11 12:00 | Tuesday is used up, though L is open for two hours more
A 0.5; C 0; A 0.5 | 03-10 11:30, 03-10 11:30, 03-10 17:00 | half of C's day was at 11:00: due as it begins
A 0.25; W 0.25; A 0.5 | 03-10 09:30, 03-10 09:30, 03-10 17:00 | half of W's day was at 07:00; then a sum of 1
C 0.5; A 0; C 0.5 | 03-10 11:00, 03-10 11:30, 03-10 16:00 | half of A's day is at 11:30, C's whole 16:00
L 0.5; A 0.5 | 03-10 12:00, 03-10 17:00 | handed over at lunch: A works on in the afternoon
A 4; B 0.5; A 0.5 | 03-13 17:00, 03-14 09:30, 03-16 11:30 | \
Friday; 90 of B's 180 minutes of Saturday, which A does not work: half of Monday
A 3.5; B 1; B 0.5 | 03-13 11:30, 03-14 09:30, 03-14 11:00 | \
Friday's noon; 1.5: Friday, half of Saturday; then the whole of it
B 5; A 1 | 03-14 11:00, 03-16 17:00 | Tue, Wed, Thu, Fri, Saturday at 11:00; Monday
M 1; A 0.5 | 03-10 11:00, 03-11 11:30 | a whole day of M, though A goes on: Tuesday is day 0
""",
    )
    def test_the_next_office_takes_over_the_part_of_the_day(self, steps, expected, why):
        """If it works that day and closes later; else that day is day 0."""
        assert dues(passed(steps)) == expected, why


class TestStarts:
    """What really came is deemed received in that office's hours; what is expected only for hours."""

    @table(
        "received steps begins expected why",
        """
03-09 09:00 | C 1 | 03-09 09:00 | 03-10 16:00 | inside the hours of both
03-09 16:00 | C 1 | 03-09 16:00 | 03-10 16:00 | C's closing instant is inside its hours
03-09 16:00:01 | C 1 | 03-10 07:00 | 03-11 16:00 | a second later C has closed: Tuesday is day 0
03-09 16:30 | C 0 | 03-10 07:00 | 03-10 16:00 | nothing of Tuesday is Tuesday's closing
03-09 11:30 | A 0.5 | 03-09 11:30 | 03-10 11:30 | noon is a closing instant
03-09 12:00 | C 1 | 03-09 13:30 | 03-10 16:00 | the receiving office is at lunch until 13:30
03-09 12:00 | L 0.5 | 03-09 14:00 | 03-10 12:00 | until 13:30, then L is until 14:00
03-13 18:00 | B 1 | 03-16 08:00 | 03-17 17:00 | received on Monday at 07:30, B opens at 08:00; not on Saturday
03-09 16:30 | C 2 working_hours | 03-10 07:00 | 03-10 09:00 | two hours from C's opening
""",
    )
    def test_first_stage_starts_with_the_deemed_receipt(self, received, steps, begins, expected, why):
        """Of the dossier at its own office, and then at the stage's."""
        found = passed(steps, received=received)
        assert (starts(found), dues(found)) == (begins, expected), why

    @table(
        "steps begins expected why",
        """
A 1 @ 03-10 12:00; L 1 | 03-10 12:00 | 03-11 19:00 | L's noon is a closing instant
A 1 @ 03-10 12:30; L 1 | 03-10 14:00 | 03-11 19:00 | L is at lunch
A 1 @ 03-10 16:30; C 1 | 03-11 07:00 | 03-12 16:00 | C closed at 16:00: Wednesday is day 0
A 1 @ 03-10 18:00; L 0 | 03-10 18:00 | 03-10 19:00 | L is still open, and closes at 19:00
A 1 @ 03-14 10:00; B 0.5 | 03-14 10:00 | 03-16 12:00 | B works on Saturday, day 0: half of Monday 16
A 1 @ 03-14 11:00:01; B 0.5 | 03-16 08:00 | 03-17 12:00 | B has closed: Monday 16 is day 0
A 1 @ 03-10 10:00; A 2 hours | 03-10 10:00 | 03-10 12:00 | by the clock, lunch or not
""",
    )
    def test_completion_is_received_by_the_next_office(self, steps, begins, expected, why):
        """In its hours, its closing instants included; that day is day 0."""
        _, last = passed(steps).plan.runs
        assert (on_clock(last.counted_from), on_clock(last.due)) == (begins, expected), why

    @table(
        "steps begins expected why",
        """
A 1; C 1 | 03-10 17:00 | 03-11 16:00 | C closed at 16:00, but Tuesday is day 0 all the same
A 1; C 2 working_hours | 03-11 07:00 | 03-11 09:00 | received at C's opening of Wednesday
A 1; C 2 hours | 03-11 07:00 | 03-11 09:00 | by the clock, but from C's opening
A 0.5; L 30 working_minutes | 03-10 11:30 | 03-10 12:00 | L is open until noon
A 0.5; C 30 minutes | 03-10 13:00 | 03-10 13:30 | C is at lunch
A 0.5; C 2 days | 03-10 11:30 | 03-12 16:00 | Tuesday is day 0: Thursday
A 0.5; C 1 weeks | 03-10 11:30 | 03-17 16:00 | Tuesday 17
A 10 hours; A 0.5 | 03-09 19:00 | 03-10 11:30 | Monday evening: Monday is day 0
A 10 hours; A 1 working_hours | 03-10 07:30 | 03-10 08:30 | received on Tuesday morning
A 4.5 working_hours; A 1 working_hours | 03-09 15:30 | 03-09 16:30 | 2.5 hours before lunch and 2 after it
A 0.5; A 1 days | 03-10 11:30 | 03-11 17:00 | Tuesday is day 0: Wednesday
A 5 days; A 1 | 03-16 17:00 | 03-17 17:00 | Saturday 14 rolls to Monday 16
A 1 months; A 1 months | 04-09 17:00 | 05-11 17:00 | Thursday 9 April; Saturday 9 May rolls to Monday 11
""",
    )
    def test_expected_stage_goes_on_from_the_due_moment(self, steps, begins, expected, why):
        """In days from the very moment, whatever the hour; in minutes and hours from that office's hours."""
        _, last = passed(steps).plan.runs
        assert (on_clock(last.counted_from), on_clock(last.due)) == (begins, expected), why

    @table(
        "steps expected why",
        """
A 0.5; A 30 working_minutes; A 0.5 | 03-10 11:30, 03-10 14:00, 03-11 11:30 | Tuesday is the new day 0
A 0.5; A 1 days; A 0.5 | 03-10 11:30, 03-11 17:00, 03-12 11:30 | Wednesday is the new day 0
A 0.5; A 0.5 @ 03-10 14:00; A 0.5; A 0.5 | 03-10 11:30, 03-10 17:00, 03-11 11:30, 03-11 17:00 | \
the completion on Tuesday begins a new sum
""",
    )
    def test_anything_else_between_begins_a_new_sum(self, steps, expected, why):
        """Other units, and what really happened."""
        assert dues(passed(steps)) == expected, why

    @pytest.mark.parametrize(
        ("restarts", "begins", "expected"),
        [
            (("03-10 10:00",), "03-10 10:00, 03-11 11:30", "03-11 11:30, 03-11 17:00"),  # Tuesday is day 0
            (("03-12 18:00",), "03-13 07:30, 03-16 11:30", "03-16 11:30, 03-16 17:00"),  # Friday is day 0
            (("03-12 10:00", "03-10 10:00"), "03-12 10:00, 03-13 11:30", "03-13 11:30, 03-13 17:00"),
        ],
    )
    def test_last_restart_counts_the_stages_anew(self, restarts, begins, expected):
        """Half a day each: the two halves of the day after the restart's deemed receipt."""
        again = tuple(Restart(at(f"2026-{one}"), None) for one in restarts)
        found = passed("A 0.5; A 0.5", restarts=again)
        assert (starts(found), dues(found)) == (begins, expected)


class TestOtherClocks:
    """Offices that close at midnight, Tết, and another time zone."""

    @table(
        "steps expected why",
        """
N 1; N 1 | 03-11 00:00, 03-12 00:00 | 24:00 of Tuesday and of Wednesday
N 0.5; N 0.5 | 03-10 21:00, 03-11 00:00 | half of Tuesday's six hours, then 24:00
N 1; A 1 | 03-11 00:00, 03-11 17:00 | Tuesday, at whose end it is handed over, is day 0
N 1; N 2 working_hours | 03-11 00:00, 03-11 20:00 | 24:00 is Wednesday's 00:00: received at 18:00
N 1; N 2 hours | 03-11 00:00, 03-11 20:00 | likewise
A 0.5; N 0.5 | 03-11 11:30, 03-12 00:00 | A received it on Tuesday; N works on Wednesday and closes at 24:00
N 1 @ 03-11 00:00; N 1 | 03-11 00:00, 03-13 00:00 | received by N on Wednesday, day 0: Thursday's 24:00
N 1 @ 03-10 23:59:59; N 1 | 03-11 00:00, 03-12 00:00 | a second earlier Tuesday was day 0
""",
    )
    def test_midnight_belongs_to_the_day_that_ends(self, steps, expected, why):
        """As an end; as a receipt it is the next day's. Received on Monday at 19:00 by N."""
        assert dues(passed(steps, received="03-09 19:00", shop=office(OFFICES["N"]))) == expected, why

    def test_due_day_at_midnight_is_the_day_that_ends(self):
        """The stage's, the next stage's day 0, and the dossier's."""
        found = passed("N 1; N 1", received="03-09 19:00", shop=office(OFFICES["N"]))
        first, last = found.plan.runs
        assert (first.due.on, last.counted_from.on) == (date(2026, 3, 10), date(2026, 3, 10))
        assert (last.due.on, found.due) == (date(2026, 3, 11), last.due)

    @table(
        "steps expected why",
        """
T 1; T 2; T 0.5 | 02-12 17:00, 02-23 17:00, 02-24 11:30 | Thu 12; Fri 13, Mon 23; half of Tue 24
T 2; C 1; T 1 | 02-13 17:00, 02-16 16:00, 02-23 17:00 | Fri 13; C works on Mon 16; T only on Mon 23
T 2.5; C 0.5 | 02-23 11:30, 02-23 16:00 | half of Mon 23, carried over to C
C 3.5; T 0.5 | 02-17 11:00, 02-23 11:30 | Tue 17 is off at T, so nothing is carried: half of Mon 23
T 5 days; T 0.5 | 02-23 17:00, 02-24 11:30 | Mon 16 rolls to Mon 23, which is day 0
T 2 @ 02-14 10:00; T 1 | 02-13 17:00, 02-24 17:00 | received on Mon 23, day 0
""",
    )
    def test_over_tet(self, steps, expected, why):
        """T is off from Monday 16 to Friday 20 February. Received on Wednesday 11."""
        assert dues(passed(steps, received="02-11 09:00", shop=office(OFFICES["T"]))) == expected, why

    @table(
        "steps begins expected why",
        """
A 1; Y 1 | 03-10 06:00 | 03-11 17:00 | Tue 17:00 is Tue 06:00 there, day 0: Wednesday
A 1; Y 2 working_hours | 03-10 09:00 | 03-10 11:00 | received when New York opens on Tuesday
A 0.5; Y 0.5 | 03-10 00:30 | 03-10 17:00 | Tue 11:30 is Tue 00:30 there: the half carries over
A 1 @ 03-10 11:00; Y 1 | 03-10 09:00 | 03-11 17:00 | really at 00:00 there: received on Tuesday, day 0
Y 1; A 1 | 03-11 04:00 | 03-12 17:00 | Sun 22:00 is received there on Monday; due Tue 17:00, Wed 04:00 here
""",
    )
    def test_in_another_time_zone(self, steps, begins, expected, why):
        """Each office reads the moment on its own clock, and its own date is day 0."""
        _, last = passed(steps).plan.runs
        assert (on_clock(last.counted_from), on_clock(last.due)) == (begins, expected), why

    def test_dossier_is_due_on_its_own_clock(self):
        """Wednesday 17:00 in New York is Thursday 04:00 in Saigon; completed there at 05:00, so late."""
        found = passed("A 1; Y 1 @ 03-12 16:00")  # that is Thursday 05:00 in New York
        last = found.plan.runs[-1]
        assert (str(last.due.at), str(found.due.at)) == (
            "2026-03-11 17:00:00-04:00",
            "2026-03-12 04:00:00+07:00",
        )
        assert (found.due.on, str(last.completed_at)) == (date(2026, 3, 12), "2026-03-12 05:00:00-04:00")
        assert (last.is_late, last.slack.seconds) == (True, 0)


class TestCompletions:
    """Late by date for days, by instant for hours; the slack is that office's own time, or the clock's."""

    @table(
        "steps late minutes days expected why",
        """
A 2 @ 03-10 15:00; A 1 | False | 570 | 19/15 | 03-11 17:00 | 120 min of Tuesday, 450 of Wednesday
A 1 @ 03-10 17:00; A 1 | False | 0 | 0 | 03-11 17:00 | at closing of the due day
A 1 @ 03-10 23:59:59; A 1 | False | 0 | 0 | 03-12 17:00 | still the due day; received on Wednesday, day 0
A 1 @ 03-11 00:00; A 1 | True | 0 | 0 | 03-12 17:00 | the next date, though no office time has gone by
A 1 @ 03-11 10:00; A 1 | True | -150 | -1/3 | 03-12 17:00 | 150 of Wednesday's 450 min too late
A 1 @ 03-13 10:00; A 0.5 | True | -1050 | -7/3 | 03-16 11:30 | Wednesday, Thursday, 150 min of Friday
A 0.5 @ 03-10 14:00; A 0.5 | False | -30 | -1/15 | 03-11 11:30 | after 11:30, on the due day: not late
A 0.5 @ 03-10 11:30; A 0.5 | False | 0 | 0 | 03-11 11:30 | what really came makes Tuesday day 0
A 0 @ 03-09 11:00; A 0 | False | 240 | 8/15 | 03-09 17:00 | 30 + 210 min; the next is due at closing too
A 1 @ 03-09 09:00; A 1 | False | 810 | 9/5 | 03-10 17:00 | at the receipt itself: 360 of Monday, 450
A 4.5 working_hours @ 03-09 15:30; A 1 | False | 0 | 0 | 03-10 17:00 | at the instant at which it is due
A 4.5 working_hours @ 03-09 15:30:01; A 1 | True | -1/60 | -1/27000 | 03-10 17:00 | a second later
A 24 hours @ 03-09 21:00; A 1 | False | 720 | 1/2 | 03-11 17:00 | twelve hours of the clock before Tue 09:00
A 24 hours @ 03-10 15:00; A 1 | True | -360 | -1/4 | 03-11 17:00 | six hours of the clock after it
B 5 @ 03-14 09:30; A 1 | False | 90 | 1/2 | 03-17 17:00 | 90 of Saturday's 180 min; A received it on Monday
B 4 @ 03-14 09:30; A 1 | True | -90 | -1/2 | 03-17 17:00 | due on Friday, half of Saturday too late
Y 1 @ 03-11 04:00; A 1 | False | 0 | 0 | 03-12 17:00 | due Tue 17:00 in New York; received at 07:30, day 0
""",
    )
    def test_late_or_early(self, steps, late, minutes, days, expected, why):
        """The next begins where it was completed, early or late."""
        done, following = passed(steps).plan.runs
        assert str(done.is_late) == late, why
        assert (Fraction(done.slack.seconds, 60), done.slack.days) == (Fraction(minutes), Fraction(days)), why
        assert on_clock(following.due) == expected, why
        assert (following.is_late, following.slack, following.completed_at) == (None, None, None)

    def test_completed_before_its_office_opened(self):
        """Received at 16:30, so by C on Tuesday: Tuesday and Wednesday, 420 min each, are left."""
        (done,) = passed("C 1 @ 03-09 16:45", received="03-09 16:30").plan.runs
        assert (on_clock(done.counted_from), on_clock(done.due)) == ("03-10 07:00", "03-11 16:00")
        assert (done.is_late, done.slack.seconds, done.slack.days) == (False, 840 * 60, 2)

    def test_every_stage_completed(self):
        """Wednesday's 17:00, one day after Tuesday's 10:00, is the dossier's due date."""
        found = passed("A 1 @ 03-10 10:00; A 1 @ 03-11 09:00")
        assert dues(found) == "03-10 17:00, 03-11 17:00"
        assert [run.slack.seconds // 60 for run in found.plan.runs] == [90 + 210, 150 + 210]
        assert on_clock(found.due) == "03-11 17:00"


class TestSuspensions:
    """A suspension of the dossier stops each stage by that stage's own calendar."""

    @table(
        "steps pauses expected why",
        """
A 1; A 1; A 1 | 03-11 09:00 > 03-12 09:00 | 03-10 17:00, 03-12 17:00, 03-13 17:00 | Wednesday is lost
C 2; A 1 | 03-11 16:30 > 03-11 18:00 | 03-11 16:00, 03-12 17:00 | C had closed when it began; A begins after
A 2; C 1 | 03-11 16:30 > 03-11 18:00 | 03-12 17:00, 03-13 16:00 | at A Wednesday is lost
A 0.5; A 0.5 | 03-10 08:00 > 03-10 18:00 | 03-11 11:30, 03-11 17:00 | Tuesday gives neither half
A 0.5; A 0.5 | 03-10 14:00 > 03-10 17:00 | 03-10 11:30, 03-11 17:00 | Tuesday does not close: Wednesday does
A 0.5; A 0.5 | 03-10 10:00 > 03-10 12:00 | 03-10 17:00, 03-10 17:00 | the sum is one day, and Tuesday closes
A 0.5; W 0.5 | 03-10 10:00 > 03-10 12:00 | 03-10 17:00, 03-11 07:00 | \
at Tuesday's closing W has nothing left of it to go on with
A 24 hours; A 1 | 03-10 08:00 > 03-10 12:00 | 03-10 13:00, 03-11 17:00 | 23 hours, then one from 12:00
A 4.5 working_hours; C 2 working_hours | 03-09 15:00 > 03-10 07:30 | 03-10 08:00, 03-10 10:00 | \
4 hours by Monday 15:00, half an hour; C is open
A 1 days; A 1 days | 03-10 20:00 > 03-11 00:00 | 03-10 17:00, 03-11 17:00 | it begins when the first is due
A 1 @ 03-10 10:00; A 1 | 03-10 11:00 > 03-10 18:00 | 03-10 17:00, 03-11 17:00 | completed before it began
A 1 @ 03-10 11:00; A 1 | 03-10 11:00 > 03-10 18:00 | 03-10 17:00, 03-11 17:00 | completed as it began
A 1 @ 03-10 12:00; A 1 | 03-10 11:00 > 03-10 18:00 | 03-11 17:00, 03-11 17:00 | it lost Tuesday's closing
A 1 @ 03-11 10:00; A 1.5 | 03-12 09:00 > 03-12 18:00 | 03-10 17:00, 03-16 11:30 | Fri, half of Mon 16
A 1; A 1 | 03-11 17:00 > | 03-10 17:00, 03-11 17:00 | it begins at the last due moment
A 1 @ 03-10 12:00; A 1 @ 03-11 10:00 | 03-11 10:00 > 03-11 18:00 | 03-10 17:00, 03-12 17:00 | \
with the last one the dossier itself falls due, never while it is suspended
A 1; C 0 | 03-10 18:00 > 03-11 18:00 | 03-10 17:00, 03-10 17:00 | due as it begins, before the suspension
A 1; C 0 | 03-10 18:00 > | 03-10 17:00, 03-10 17:00 | due as it begins, so that nothing is held
A 0.5; C 0 | 03-10 11:30 > | 03-10 11:30, 03-10 11:30 | half of C's day was at 11:00: due as it begins
A 0.5; C 0 | 03-10 11:15 > 03-10 11:20 | 03-10 11:30, 03-10 11:30 | and here after the suspension
""",
    )
    def test_each_stage_by_its_own_calendar(self, steps, pauses, expected, why):
        """What began after a completion does not concern that stage."""
        found = passed(steps, pauses)
        assert dues(found) == expected, why
        assert not found.is_held

    def test_slack_is_without_suspended_time(self):
        """Completed on Tuesday at 12:00, suspended until 18:00, due on Wednesday: 450 minutes are left."""
        done, _ = passed("A 1 @ 03-10 12:00; A 1", "03-10 11:00 > 03-10 18:00").plan.runs
        assert (done.slack.seconds, done.slack.days) == (450 * 60, 1)

    def test_suspension_after_the_completion_takes_nothing_from_the_slack(self):
        """Completed on Tuesday at 10:00 and due at 17:00: 90 and 210 minutes, suspended or not."""
        done, _ = passed("A 1 @ 03-10 10:00; A 1", "03-10 11:00 > 03-10 18:00").plan.runs
        assert done.slack.seconds == 300 * 60

    @table(
        "steps pauses expected remaining would why",
        """
A 1; A 3; A 1 | 03-12 09:00 > | 03-10 17:00, ?, ? | 2 | 03-16 17:00 | Wednesday ran; Thu, Fri, then Mon 16
A 1; A 1 | 03-10 12:00 > | ?, ? | 1 | 03-11 17:00 | nothing of the first has run; Tue, Wed
A 1; A 1 | 03-10 17:00 > | 03-10 17:00, ? | 1 | 03-11 17:00 | the first is due as it begins
A 1 @ 03-10 12:00; A 1 @ 03-11 10:00 | 03-11 10:00 > | 03-10 17:00, ? | 1 | 03-11 17:00 | as above, open
A 1 @ 03-10 12:00; A 1 | 03-10 11:00 > | ?, ? | 1 | 03-11 17:00 | completed while held: Tue is day 0
A 1; C 4 working_hours | 03-11 09:00 > | 03-10 17:00, ? | 2 working_hours | 03-11 11:00 | \
from Wed 07:00: 2 of 4 hours
A 24 hours | 03-09 21:00 > | ? | 12 hours | 03-10 09:00 | half of it by 21:00
A 1; A 2 | 03-10 10:00 > 03-10 18:00; 03-12 09:00 > | 03-11 17:00, ? | 2 | 03-13 17:00 | \
Wed without Tuesday; then Thu, Fri
""",
    )
    def test_open_suspension_holds_the_dossier(self, steps, pauses, expected, remaining, would, why):
        """It has no due date, and would have one if the suspension ended at once."""
        found = passed(steps, pauses)
        assert dues(found) == expected, why
        assert found.is_held
        assert (found.appointment, found.appointments) == (None, ())
        assert found.remaining == granted(remaining), why
        assert on_clock(found.due) == would, why

    def test_stage_that_was_completed_while_it_was_held(self):
        """It is not late and has no slack, because nobody knows when it was due; the next is held too."""
        done, following = passed("A 1 @ 03-11 10:00; A 1", "03-10 12:00 >").plan.runs
        assert (done.owed.is_held, done.due, done.is_late, done.slack) == (True, None, False, None)
        assert (on_clock(following.counted_from), following.due) == ("03-11 10:00", None)

    def test_stage_after_one_that_is_held_knows_nothing(self):
        """Not even where it begins."""
        held, unknown = passed("A 1; A 1", "03-10 12:00 >").plan.runs
        assert (on_clock(held.counted_from), held.owed.is_held, held.is_late, held.slack) == (
            MONDAY,
            True,
            None,
            None,
        )
        assert (unknown.counted_from, unknown.owed, unknown.due) == (None, None, None)
        assert (unknown.is_late, unknown.slack, unknown.suspended) == (None, None, ())

    def test_no_more_is_left_than_the_stage_was_given(self):
        """Half a day is used up by Tuesday 11:30, and the other half is held: half a day is left of it."""
        found = passed("A 0.5; A 0.5", "03-10 14:00 >")
        assert found.remaining == granted("0.5")

    def test_held_as_it_begins_is_on_its_own_day(self):
        """Tuesday 11:30, where the second half begins and is stopped at once, belongs to Tuesday."""
        step = passed("A 0.5; A 0.5", "03-10 11:30 >").steps[-1]
        assert (step.code, step.on) == ("suspended", date(2026, 3, 10))


class TestTermOfItsOwn:
    """A term of the dossier's own keeps its due date; the stages are held against it."""

    @table(
        "own steps expected why",
        """
3 | A 1; A 2 | | a sum of 3 is Thursday, as the term is
3 | A 1; A 2.25 | exceeds | a quarter of Friday is a day later
2 | A 1; L 1 | | L closes at 19:00, but on the same Wednesday
1 | N 1 | | Tuesday's 24:00 is still Tuesday
1 | Y 1 | exceeds | Tuesday 17:00 in New York is Wednesday here
2 | A 3 | exceeds | Thursday; nothing is completed, so nothing is behind
2 | A 1 @ 03-10 12:00; A 1 | | in time, Wednesday
2 | A 1 @ 03-11 10:00; A 1 | behind | promised for Wednesday; with the completion it is Thursday
2 | A 2 @ 03-09 15:00; A 1 | exceeds | promised for Thursday; with the completion it is Tuesday
2 | A 1 @ 03-11 10:00; A 2 | exceeds behind | promised for Thursday; it will be Friday
2 | A 3 @ 03-10 10:00 | exceeds behind | the last is due on Thursday, whenever it was completed
8 working_hours | A 8 working_hours | | both end on Tuesday at 09:30
8 working_hours | A 480.5 working_minutes | exceeds | half a minute later
8 working_hours | A 1 | exceeds | Tuesday 17:00 is a later instant of the same day
8 working_hours | A 1 @ 03-09 10:00; A 1 | exceeds behind | Wednesday; it will be Tuesday 17:00, after 09:30
1 days | A 1 | | Tuesday both
""",
    )
    def test_by_day_or_by_instant(self, own, steps, expected, why):
        """`exceeds`: as promised they end after it; `behind`: after what is completed they will."""
        found = passed(steps, term=granted(own))
        told = {"exceeds": found.plan.exceeds_term, "behind": found.plan.is_behind}
        assert " ".join(word for word, is_so in told.items() if is_so) == expected, why
        assert found.due == due(at(f"2026-{MONDAY}"), granted(own), OFFICES["A"])
        assert (found.rule.id, codes(found)) == ("caller", {"caller": "chosen"})

    @pytest.mark.parametrize(
        ("extension", "steps", "expected"),
        [
            ("1", "A 2", False),  # Tuesday, extended to Wednesday; the stage ends on Wednesday
            ("1", "A 2.5", True),  # on Thursday
            ("1 hours", "A 1; A 1 hours", False),  # Tuesday 18:00 both
            (
                "1 hours",
                "A 1; A 2 hours",
                True,
            ),  # Tuesday 19:00: by the instant, as the extension is in hours
        ],
    )
    def test_held_against_the_extended_due_date(self, extension, steps, expected):
        """A term of one working day, and an extension, whose unit decides."""
        extensions = (Extension(granted(extension), None),)
        found = passed(steps, term=granted("1"), extensions=extensions)
        assert found.plan.exceeds_term is expected

    @pytest.mark.parametrize(
        ("own", "steps", "pauses", "is_held"),
        [
            ("2", "A 3", "03-11 09:00 >", True),  # both are held
            ("2", "A 1", "03-11 09:00 >", True),  # the stage is due on Tuesday, the term is held
            ("1", "A 2", "03-10 18:00 >", False),  # the term is due on Tuesday, the stage is held
            ("1", "A 1 @ 03-11 09:00; A 2", "03-11 10:00 >", False),  # so is the second stage
        ],
    )
    def test_of_what_is_held_nothing_is_told(self, own, steps, pauses, is_held):
        """Nobody knows which would end first."""
        found = passed(steps, pauses, term=granted(own))
        assert (found.is_held, found.plan.exceeds_term, found.plan.is_behind) == (is_held, False, False)

    def test_statutory_term(self):
        """Three working days of the law are Thursday; one and two and a half end on Friday."""
        found = passed("A 1; A 2.5", procedure=procedure("permit", version(granted("3"))))
        assert (found.rule.id, on_clock(found.due)) == ("permit", "03-12 17:00")
        assert (found.plan.exceeds_term, dues(found)) == (True, "03-10 17:00, 03-13 11:30")

    def test_promise_shortens_the_dossier_and_not_its_stage(self):
        """Promised for Monday's closing; the stage keeps Tuesday, which is later than that."""
        shop = office(OFFICES["A"], (0, promise("office.fast", granted("0"))))
        found = passed("A 1", term=granted("3"), shop=shop)
        assert codes(found) == {"caller": "later", "office.fast": "chosen"}
        assert (on_clock(found.due), dues(found)) == ("03-09 17:00", "03-10 17:00")
        assert (found.plan.exceeds_term, found.plan.is_behind) == (True, False)

    def test_receipt_in_the_evening_by_a_promise_that_takes_it_that_day(self):
        """Counted from Monday 18:00 to Tuesday; A receives the stage on Tuesday, so it ends on Wednesday."""
        promised = promise("office.fast", granted("1"), outside_hours=OutsideHours.SAME_DAY)
        shop = office(OFFICES["A"], (0, promised))
        found = passed("A 1", received="03-09 18:00", term=granted("3"), shop=shop)
        assert (on_clock(found.counted_from), on_clock(found.due)) == ("03-09 18:00", "03-10 17:00")
        assert (starts(found), dues(found)) == ("03-10 07:30", "03-11 17:00")
        assert found.plan.exceeds_term

    def test_without_stages_there_is_no_plan(self):
        """Nothing exceeds and nothing is behind."""
        plan = find(at(f"2026-{MONDAY}"), term=granted("1")).plan
        assert (plan.runs, plan.exceeds_term, plan.is_behind) == ((), False, False)


class TestWithoutATerm:
    """The stages stand for a missing term: the dossier is due when the last of them is."""

    def test_rule_is_the_callers(self):
        """One and a half days of Monday: Wednesday 11:30, counted in working days up to it."""
        found = passed("A 1; A 0.5")
        assert (found.rule.id, found.rule.kind) == ("caller", RuleKind.CALLER)
        assert (on_clock(found.due), found.working_days) == ("03-11 11:30", 2)
        assert (found.plan.exceeds_term, found.plan.is_behind) == (False, False)
        assert found.owed.terms == (granted("1"), granted("0.5"))

    def test_promises_never_shorten_them(self):
        """One of the same day is refused for the stages; one for online receipt for its channel."""
        online = Applicability(channels=frozenset({Channel.ONLINE}))
        shop = office(
            OFFICES["A"],
            (0, promise("office.fast", granted("0"))),
            (1, promise("above.online", granted("0"), applies=online)),
            (1, promise("above.silent", None)),
        )
        found = passed("A 1", shop=shop)
        assert codes(found) == {"caller": "chosen", "office.fast": "stages", "above.online": "channel"}
        assert on_clock(found.due) == "03-10 17:00"

    def test_procedure_that_is_not_in_force(self):
        """Its term begins in 2027, so that the stages count."""
        later = procedure("permit", version(granted("1"), in_force=since("2027-01-01")))
        found = passed("A 2", procedure=later)
        assert codes(found) == {"permit": "not_in_force", "caller": "chosen"}
        assert on_clock(found.due) == "03-11 17:00"

    def test_procedure_whose_promise_is_the_only_term(self):
        """A procedure without a version has no term; a promise that would do is refused all the same."""
        shop = office(OFFICES["A"], (0, promise("office.fast", granted("5"))))
        found = passed("A 2", procedure=procedure("permit"), shop=shop)
        assert codes(found) == {"permit": "not_in_force", "caller": "chosen", "office.fast": "stages"}

    def test_extensions_follow_the_last_stage(self):
        """Due on Wednesday; two days on is Friday. The apologies are owed by the working days before."""
        found = passed("A 1; A 1", extensions=(Extension(granted("2"), None),))
        assert [(on_clock(one.due), one.apology_due_on) for one in found.appointments] == [
            ("03-11 17:00", date(2026, 3, 10)),
            ("03-13 17:00", date(2026, 3, 12)),
        ]
        assert dues(found) == "03-10 17:00, 03-11 17:00"
        assert found.owed.terms == (granted("1"), granted("1"), granted("2"))

    def test_extension_in_hours_after_half_a_day(self):
        """Tuesday 11:30 and two hours of the clock, lunch or not: 13:30, judged by the instant."""
        found = passed("A 0.5", extensions=(Extension(granted("2 hours"), None),))
        assert (on_clock(found.due), found.owed.is_by_instant, found.owed.is_by_the_clock) == (
            "03-10 13:30",
            True,
            False,
        )
        assert found.appointment.apology_due_on is None

    def test_extension_is_held_where_the_stages_are_not(self):
        """Due on Tuesday; of the two days' extension Wednesday has run, and a day more would follow."""
        extensions = (Extension(granted("2"), None), Extension(granted("1"), None))
        found = passed("A 1", "03-12 09:00 >", extensions=extensions)
        assert (dues(found), found.remaining) == ("03-10 17:00", granted("1"))
        assert [on_clock(one.due) for one in found.extended_from] == ["03-10 17:00"]

    def test_extensions_wait_while_the_stages_are_held(self):
        """None of them begins; the term that is held is the stage's."""
        found = passed("A 1", "03-10 09:00 >", extensions=(Extension(granted("2"), None),))
        assert (found.is_held, found.remaining, found.owed.terms) == (True, granted("1"), (granted("1"),))

    @pytest.mark.parametrize(
        ("steps", "is_by_instant", "is_by_the_clock"),
        [
            ("A 1; A 2 hours", True, False),  # the last decides, but a working day is no clock time
            ("A 2 hours; A 1", False, False),
            ("A 2 hours; A 1 hours", True, True),
            ("A 2 hours; A 1 working_hours", True, False),
        ],
    )
    def test_judged_as_the_last_stage_is(self, steps, is_by_instant, is_by_the_clock):
        """By its instant or by its day; measured by the clock only if every stage is."""
        owed = passed(steps).owed
        assert (owed.is_by_instant, owed.is_by_the_clock) == (is_by_instant, is_by_the_clock)

    def test_rules_that_may_decide(self):
        """The procedure, the caller's term or else the stages, and each promise that grants a term."""
        monday = at(f"2026-{MONDAY}")
        line, permit = OFFICES["A"], procedure("permit")
        shop = office(line, (0, promise("office.fast", granted("1"))), (0, promise("office.silent", None)))
        bare = Dossier.of(Receipt(monday), line)
        full = Dossier.of(Receipt(monday, procedure=permit, term=granted("3")), line, stages("A 1"))
        assert [rule.id for rule in possible_rules(bare, shop)] == ["office.fast"]
        staged = Dossier.of(Receipt(monday, procedure=permit), line, stages("A 1"))
        assert [rule.id for rule in possible_rules(full, shop)] == ["permit", "caller", "office.fast"]
        assert [rule is STAGES for rule in possible_rules(full, shop)] == [False, False, False]
        assert [rule is STAGES for rule in possible_rules(staged, shop)] == [False, True, False]
        assert all(isinstance(rule, Rule) for rule in possible_rules(full, shop))


class TestSteps:
    """The steps chain character for character, from the receipt to the due moment."""

    @table(
        "steps pauses expected why",
        """
A 1 | | counted settled settled | the stage, and the dossier that is due with it
A 1; A 1 | | counted settled counted settled settled | begins where the one before ended
A 1; C 2 hours | | counted settled admitted counted settled settled | received at C's opening
A 1 @ 03-10 12:00; C 1 | | settled admitted counted settled settled | completed at C's lunch
A 1 @ 03-10 10:00; C 1 | | settled counted settled settled | completed in C's hours
A 1; Y 1 | | counted settled admitted counted settled settled | read on New York's clock
A 5 days | | counted rolled settled settled | from Saturday to Monday
A 1; A 1 | 03-10 09:00 > 03-10 18:00 | counted suspended settled counted settled settled | without Tuesday
A 1; A 1 | 03-11 09:00 > | counted settled suspended | held on Wednesday
A 1; A 1; A 1 | 03-10 09:00 > | suspended | held on Tuesday
A 1; C 0 | | counted settled counted settled settled | due as it begins
""",
    )
    def test_chain(self, steps, pauses, expected, why):
        """After `received` and `admitted`."""
        found = passed(steps, pauses)
        assert " ".join(step.code for step in found.steps[2:]) == expected, why
        assert str(found.steps[0].before) == str(found.received_at)
        assert all(str(early.after) == str(late.before) for early, late in pairwise(found.steps))
        last = found.owed.suspended[-1].since if found.is_held else found.due.at
        assert str(found.steps[-1].after) == str(last)

    def test_unexplained_is_the_same(self):
        """Without a step, the same stages."""
        receipt, passing = Receipt(at(f"2026-{MONDAY}")), stages("A 0.5; C 0.5 @ 03-10 12:00; Y 2 hours")
        found = due_date(receipt, office(OFFICES["A"]), passing)
        silent = due_date(receipt, office(OFFICES["A"]), passing, is_explained=False)
        assert (silent.steps, silent.due, dues(silent)) == ((), found.due, dues(found))

    def test_carried_part_of_the_day_is_told(self):
        """The second stage's own half day, and the half that was used already."""
        first, second = [step.facts for step in passed("A 0.5; C 0.5").steps if step.code == "counted"]
        assert (first["stage"], first["term"], first["used"]) == ("step 0", granted("0.5"), None)
        assert (second["stage"], second["term"], second["used"]) == (
            "step 1",
            granted("0.5"),
            granted("0.5"),
        )
        assert second["counted"] == (date(2026, 3, 10),)

    def test_completion_is_told(self):
        """What was completed, and what is only expected."""
        told = [step for step in passed("A 1 @ 03-10 10:00; A 1").steps if "is_completed" in step.facts]
        assert [(step.facts["stage"], step.facts["is_completed"]) for step in told] == [
            ("step 0", True),
            ("step 1", False),
        ]
        assert [step.after for step in told] == [at("2026-03-10 10:00"), at("2026-03-11 17:00")]

    def test_deemed_receipt_of_a_stage_is_told(self):
        """Completed on Friday evening: received on Monday, past a weekend."""
        (_, step) = (one for one in passed("A 1 @ 03-13 18:00; A 1").steps if one.code == "admitted")
        assert (step.facts["stage"], step.facts["is_inside_hours"]) == ("step 1", False)
        assert step.facts["outside_hours"] is OutsideHours.NEXT_OPENING
        assert [one.on for one in step.facts["skipped"]] == [date(2026, 3, 14), date(2026, 3, 15)]
        assert (step.before, step.after) == (at("2026-03-13 18:00"), at("2026-03-16 07:30"))

    def test_other_clock_is_inside_the_hours(self):
        """Only the clock is another: Tuesday 17:00 is Tuesday 06:00, from which New York counts its days."""
        (_, step) = (one for one in passed("A 1; Y 1").steps if one.code == "admitted")
        assert (step.facts["is_inside_hours"], step.facts["skipped"]) == (True, ())
        assert (str(step.before), str(step.after)) == (
            "2026-03-10 17:00:00+07:00",
            "2026-03-10 06:00:00-04:00",
        )

    def test_no_step_goes_back_behind_the_start_and_forth(self):
        """A stage of nothing that is due as it begins: a suspension that begins later is not told of it."""
        found = passed("A 1; C 0", "03-10 18:00 > 03-11 18:00")
        assert "suspended" not in [step.code for step in found.steps]


class TestRefused:
    """Completions that come too soon, and stages that lead out of their calendar."""

    @table(
        "steps pauses place why",
        """
A 1 @ 03-09 08:59:59; A 1 | | 0 | a second before the receipt
A 1 @ 03-10 14:00; A 1 @ 03-10 10:00 | | 1 | before the first was completed
A 1; A 1 @ 03-10 16:59:59 | | 1 | a second before the first is due
A 1; A 1; A 1 @ 03-10 10:00 | | 2 | the second is due on Wednesday
A 1; A 1 @ 03-12 10:00 | 03-10 12:00 > | 1 | the first is held and not completed
A 1; A 1; A 1 @ 03-13 10:00 | 03-10 12:00 > | 2 | nor could the second begin
""",
    )
    @pytest.mark.parametrize("own", [None, "3"])
    def test_completed_before_its_start(self, steps, pauses, place, why, own):
        """With a term of its own or without."""
        with pytest.raises(InvalidEvent) as refused:
            passed(steps, pauses, term=granted(own) if own else None)
        error = refused.value
        assert (error.code, error.path) == ("completed_before_start", f"/stages/{place}/completed_at"), why
        assert error.facts == {"stage": f"step {place}"}

    @table(
        "received steps why",
        """
03-09 09:00 | A 1 @ 03-09 09:00; A 1 @ 03-09 09:00 | at the receipt itself, both
03-09 09:00 | A 1; A 1 @ 03-10 17:00 | when the first is due
03-09 16:30 | C 1 @ 03-09 16:31 | after the receipt, before its own office opens
""",
    )
    def test_completed_at_its_start(self, received, steps, why):
        """Not before it, and so not refused."""
        assert passed(steps, received=received).plan.runs[-1].is_late is False, why

    def test_completed_before_the_restart(self):
        """Restarted on Thursday, the stage that was completed on Tuesday has not begun."""
        with pytest.raises(InvalidEvent) as refused:
            passed("A 1 @ 03-10 10:00", restarts=(Restart(at("2026-03-12 09:00"), None),))
        assert refused.value.path == "/stages/0/completed_at"

    @pytest.mark.parametrize("own", [None, "3"])
    @pytest.mark.parametrize(
        "steps", ["A 1; A 300", "A 1; A 400 days", "A 1; A 9000 hours", "A 300; A 1 hours"]
    )
    def test_end_past_the_calendar(self, steps, own):
        """The calendar ends with the year; the error is placed at the stage."""
        with pytest.raises(BeyondHorizon) as beyond:
            passed(steps, term=granted(own) if own else None)
        assert beyond.value.path == ("/stages/0" if steps.startswith("A 300") else "/stages/1")

    def test_completed_after_the_calendar_has_ended(self):
        """The next office's calendar knows no such day."""
        short = Stage("short", "A", timeline(last=date(2026, 3, 31)), granted("1"))
        receipt, passing = Receipt(at(f"2026-{MONDAY}")), (*stages("A 1 @ 04-01 10:00"), short)
        with pytest.raises(BeyondHorizon) as beyond:
            due_date(receipt, office(), passing)
        assert beyond.value.path == "/stages/1"

    def test_amounts_stay_exact(self):
        """Ten quarters are two and a half days, to the minute: Thursday 11:30."""
        found = passed("; ".join(["A 0.25"] * 10))
        assert on_clock(found.due) == "03-12 11:30"
        assert sum(one.amount for one in found.owed.terms) == Decimal("2.5")
