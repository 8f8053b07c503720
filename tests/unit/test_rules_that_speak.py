"""Which rules speak for a receipt: cutoffs, recurring days, coverage, periods in force."""

from datetime import date
from decimal import Decimal

import pytest
from helpers import (
    ALWAYS,
    TITLE,
    at,
    codes,
    day,
    find,
    off,
    office,
    procedure,
    promise,
    second,
    since,
    term,
    timeline,
    under,
    version,
)

from sla_service.core.errors import (
    InvalidCalendar,
    InvalidEvent,
    InvalidTerm,
    NotApplicable,
    SlaError,
    UnknownId,
)
from sla_service.core.rules import (
    Applicability,
    Channel,
    Cutoff,
    DueTime,
    OutsideHours,
    Recurrence,
    Rule,
    RuleKind,
    Version,
)

# 2026-03-01 is a Sunday: 5 March is Thursday, 6 Friday, 9 Monday
FRIDAY = at("2026-03-06 10:00")
DAY, TWO_DAYS, THREE_DAYS = (term(amount, "working_days") for amount in (1, 2, 3))
SAME_DAY = term(0, "working_days")
NOON = second("11:30")
FRIDAYS = Applicability(days=Recurrence("FREQ=WEEKLY;BYDAY=FR", date(2026, 1, 1)))


class TestCutoff:
    """The clock time that decides which term applies."""

    @pytest.mark.parametrize(
        ("clock", "strict", "not_after"),
        [("11:29:59", True, True), ("11:30:00", False, True), ("11:30:01", False, False)],
    )
    def test_before_is_strict_and_not_after_is_not(self, clock, strict, not_after):
        """`before 11:30` excludes 11:30:00, `not after 11:30` includes it."""
        moment = at(f"2026-03-06 {clock}")
        assert Cutoff(NOON, is_strict=True).is_met(moment) is strict
        assert Cutoff(NOON, is_strict=False).is_met(moment) is not_after

    def test_missed_without_otherwise_the_promise_is_silent(self):
        """From 11:30 on a promise without another term leaves the caller's."""
        early = promise("office.early", SAME_DAY, cutoff=Cutoff(NOON, is_strict=True))
        found = find(at("2026-03-06 11:30:00"), office(None, (0, early)), term=THREE_DAYS)
        assert codes(found) == {"caller": "chosen", "office.early": "cutoff"}
        assert found.due.at == at("2026-03-11 17:00")  # Monday, Tuesday, Wednesday

    def test_missed_with_otherwise_the_other_term_runs(self):
        """From 11:30 on the promise is one working day instead of none."""
        cutoff = Cutoff(NOON, is_strict=True, otherwise=DAY)
        assert under(SAME_DAY, at("2026-03-06 11:29:59"), cutoff=cutoff).due.at == at("2026-03-06 17:00")
        assert under(SAME_DAY, at("2026-03-06 11:30:00"), cutoff=cutoff).due.at == at("2026-03-09 17:00")

    def test_is_weighed_at_the_deemed_receipt(self):
        """Evening and early morning are in time by the next opening, and lunch is not."""
        cutoff = Cutoff(second("12:30"), is_strict=True, otherwise=DAY)
        assert under(SAME_DAY, at("2026-03-05 20:00"), cutoff=cutoff).due.at == at("2026-03-06 17:00")
        # 12:00 is before 12:30 on the clock, but deemed received at 13:30
        assert under(SAME_DAY, at("2026-03-06 12:00"), cutoff=cutoff).due.at == at("2026-03-09 17:00")

    def test_same_day_rule_weighs_it_at_the_receipt_itself(self):
        """Where a receipt outside hours is its own day's, 12:00 is before 12:30."""
        cutoff = Cutoff(second("12:30"), is_strict=True, otherwise=DAY)
        found = under(SAME_DAY, at("2026-03-06 12:00"), cutoff=cutoff, outside_hours=OutsideHours.SAME_DAY)
        assert found.due.at == at("2026-03-06 17:00")

    def test_is_a_step_of_its_own(self):
        """The explanation tells the cutoff, whether it was met and the term it left."""
        cutoff = Cutoff(NOON, is_strict=True, otherwise=DAY)
        found = under(SAME_DAY, at("2026-03-06 11:30:00"), cutoff=cutoff)
        step = next(step for step in found.steps if step.code == "cutoff")
        assert dict(step.facts) == {"cutoff": cutoff, "is_met": False, "term": DAY}
        assert (step.before, step.after) == (at("2026-03-06 11:30"), at("2026-03-06 11:30"))


class TestRecurrence:
    """Days that come again, counted from the day the rule began."""

    @pytest.mark.parametrize(
        ("on", "is_one"),
        [
            ("2024-02-29", False),  # a Thursday before the first day
            ("2024-03-07", False),  # the week after the week of Friday 2024-03-01
            ("2024-03-14", True),  # two weeks after the week it began in
            ("2024-03-21", False),
            ("2024-03-28", True),
            ("2024-12-19", True),  # 280 days, 20 fortnights, after 14 March
            ("2024-12-26", False),
            ("2025-01-02", True),  # the fortnight goes on over the new year
            ("2025-01-09", False),
            ("2024-03-13", False),  # a Wednesday
        ],
    )
    def test_every_other_thursday(self, on, is_one):
        """INTERVAL=2 counts weeks from the one in which the rule began, never from the year's start."""
        every_other = Recurrence("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", date(2024, 3, 1))
        assert every_other.falls_on(day(on)) is is_one

    @pytest.mark.parametrize(
        ("on", "is_one"),
        [("2026-03-06", True), ("2026-03-13", False), ("2026-04-03", True), ("2026-12-04", True)],
    )
    def test_first_friday_of_the_month(self, on, is_one):
        """BYDAY=1FR names the first Friday of each month."""
        assert Recurrence("FREQ=MONTHLY;BYDAY=1FR", date(2020, 1, 1)).falls_on(day(on)) is is_one

    @pytest.mark.parametrize("on", ["2026-01-01", "2026-12-31"])
    def test_both_ends_of_the_year_are_seen(self, on):
        """Thursdays 2026-01-01 and 2026-12-31 are Thursdays too."""
        assert Recurrence("FREQ=WEEKLY;BYDAY=TH", date(2025, 1, 1)).falls_on(day(on))


class TestApplicability:
    """Why a promise does not apply, each reason with its code."""

    @pytest.mark.parametrize(
        ("applies", "receipt", "code"),
        [
            (Applicability(), {}, "chosen"),
            (Applicability(fields=frozenset({"justice"})), {"field": "justice"}, "chosen"),
            (Applicability(fields=frozenset({"justice"})), {"field": "health"}, "field"),
            (Applicability(fields=frozenset({"justice"})), {}, "field"),
            (Applicability(fields=frozenset({"justice"})), {"procedure": procedure("copy")}, "chosen"),
            (
                Applicability(fields=frozenset({"justice"})),
                {"procedure": procedure("permit", field="health")},
                "field",
            ),
            (Applicability(procedures=frozenset({"copy"})), {"procedure": procedure("copy")}, "chosen"),
            (Applicability(procedures=frozenset({"copy"})), {"procedure": procedure("other")}, "procedure"),
            (Applicability(procedures=frozenset({"copy"})), {"field": "justice"}, "procedure"),
            (Applicability(excepted=frozenset({"copy"})), {"procedure": procedure("copy")}, "excepted"),
            (Applicability(excepted=frozenset({"copy"})), {}, "chosen"),
            (Applicability(channels=frozenset({Channel.ONLINE})), {"channel": Channel.ONLINE}, "chosen"),
            (Applicability(channels=frozenset({Channel.ONLINE})), {"channel": Channel.POST}, "channel"),
            (Applicability(channels=frozenset({Channel.ONLINE})), {}, "channel"),  # in person is the default
            (FRIDAYS, {}, "chosen"),
        ],
    )
    def test_covers_what_it_names(self, applies, receipt, code):
        """A promise of the same day beats the caller's three days exactly where it applies."""
        fast = promise("office.fast", SAME_DAY, applies=applies)
        found = find(FRIDAY, office(None, (0, fast)), **{"term": THREE_DAYS, **receipt})
        assert codes(found)["office.fast"] == code

    @pytest.mark.parametrize(
        ("received", "code"),
        [
            ("2026-03-05 17:00:00", "day"),  # Thursday at closing
            ("2026-03-05 17:00:01", "chosen"),  # Thursday evening counts from Friday's opening
            ("2026-03-06 17:00:00", "chosen"),
            ("2026-03-06 17:00:01", "day"),  # Friday evening counts from Monday
        ],
    )
    def test_weekday_is_that_of_the_deemed_receipt(self, received, code):
        """A Friday promise covers what is deemed received on Friday."""
        fast = promise("office.fast", SAME_DAY, applies=FRIDAYS)
        assert codes(find(at(received), office(None, (0, fast)), term=THREE_DAYS))["office.fast"] == code

    def test_weekday_promise_is_lost_on_a_day_off(self):
        """On Friday 2026-03-06 off, a rule that takes the receipt as that day's grants nothing."""
        line = timeline(dated=off("2026-03-06"))
        fast = promise("office.fast", SAME_DAY, applies=FRIDAYS, outside_hours=OutsideHours.SAME_DAY)
        assert codes(find(FRIDAY, office(line, (0, fast)), term=THREE_DAYS))["office.fast"] == "day"


class TestEffectivePeriods:
    """Versions are half-open and judged at the deemed receipt."""

    OLD = version(THREE_DAYS, in_force=since("2026-01-01", "2026-03-09"))
    NEW = version(DAY, in_force=since("2026-03-09"))

    @pytest.mark.parametrize(
        ("received", "due_at"),
        [
            ("2026-03-06 17:00:00", "2026-03-11 17:00"),  # Friday: the old three days
            ("2026-03-06 17:00:01", "2026-03-10 17:00"),  # deemed received on Monday, the new one's first day
            ("2026-03-09 07:30:00", "2026-03-10 17:00"),
        ],
    )
    def test_version_in_force_that_day_decides(self, received, due_at):
        """The day of amendment already belongs to the new version."""
        law = procedure("copy", self.NEW, self.OLD)
        assert find(at(received), procedure=law).due.at == at(due_at)

    def test_each_version_is_judged_at_its_own_deemed_receipt(self):
        """An old version that took evenings as their own day still holds for Friday evening."""
        kept = version(DAY, in_force=since("2026-01-01", "2026-03-09"), outside_hours=OutsideHours.SAME_DAY)
        later = version(THREE_DAYS, in_force=since("2026-03-10"))
        found = find(at("2026-03-06 20:00"), procedure=procedure("copy", later, kept))
        assert (found.counted_from.at, found.due.at) == (at("2026-03-06 20:00"), at("2026-03-09 17:00"))

    def test_promise_out_of_force_is_named_so(self):
        """A promise that ended the day before is looked at and found not in force."""
        last = version(SAME_DAY, in_force=since("2026-01-01", "2026-03-06"))
        ended = Rule("office.old", RuleKind.COMMITMENT, TITLE, (last,))
        found = find(FRIDAY, office(None, (0, ended)), term=DAY)
        assert codes(found) == {"caller": "chosen", "office.old": "not_in_force"}

    def test_promise_that_nobody_confirmed_is_flagged_from_that_day(self):
        """The flag holds from the day named, inclusive."""
        for named, flagged in (("2026-03-06", True), ("2026-03-07", False)):
            found = under(SAME_DAY, FRIDAY, unconfirmed_since=day(named))
            assert found.is_unconfirmed is flagged
        assert not under(SAME_DAY, FRIDAY).is_unconfirmed


@pytest.mark.parametrize("kind", [InvalidTerm, InvalidCalendar, NotApplicable, UnknownId, InvalidEvent])
def test_error_keeps_code_and_facts_at_another_place(kind):
    """An error told of another place is the same error."""
    moved = kind("code", "/here", given=Decimal(1)).at("/there")
    assert isinstance(moved, kind)
    assert isinstance(moved, SlaError)
    assert (moved.code, moved.path, moved.facts) == ("code", "/there", {"given": Decimal(1)})


def test_version_in_force_always_needs_nothing_else():
    """A version's defaults: everything covered, no cutoff, due at closing, next opening."""
    plain = Version(ALWAYS, DAY)
    assert (plain.applies, plain.cutoff, plain.due_time) == (Applicability(), None, DueTime())
    assert plain.outside_hours is OutsideHours.NEXT_OPENING
