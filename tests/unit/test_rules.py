"""Which rules speak for a receipt, and which of them decides."""

from datetime import date
from decimal import Decimal

import pytest
from helpers import (
    ALWAYS,
    TITLE,
    assert_chained,
    at,
    calendar,
    codes,
    day,
    find,
    off,
    office,
    procedure,
    promise,
    second,
    term,
    timeline,
    under,
    version,
)

from sla_service.core.due_date import Office, due_date
from sla_service.core.errors import (
    BeyondHorizon,
    InvalidCalendar,
    InvalidEvent,
    InvalidTerm,
    NotApplicable,
    SlaError,
    UnknownId,
)
from sla_service.core.law import EffectivePeriod
from sla_service.core.rules import (
    Applicability,
    Channel,
    Cutoff,
    DueTime,
    DueTimeKind,
    Extension,
    OutsideHours,
    Receipt,
    Recurrence,
    Restart,
    Rule,
    RuleKind,
    Version,
)
from sla_service.core.timeline import Timeline

# 2026-03-01 is a Sunday: 5 March is Thursday, 6 Friday, 9 Monday
FRIDAY = at("2026-03-06 10:00")
DAY, TWO_DAYS, THREE_DAYS = (term(amount, "working_days") for amount in (1, 2, 3))
SAME_DAY = term(0, "working_days")
NOON = second("11:30")


def since(start, until=None):
    """Make a period in force."""
    return EffectivePeriod(day(start), day(until) if until else None)


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

    FRIDAYS = Applicability(days=Recurrence("FREQ=WEEKLY;BYDAY=FR", date(2026, 1, 1)))

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
        fast = promise("office.fast", SAME_DAY, applies=self.FRIDAYS)
        assert codes(find(at(received), office(None, (0, fast)), term=THREE_DAYS))["office.fast"] == code

    def test_weekday_promise_is_lost_on_a_day_off(self):
        """On Friday 2026-03-06 off, a rule that takes the receipt as that day's grants nothing."""
        line = timeline(dated=off("2026-03-06"))
        fast = promise("office.fast", SAME_DAY, applies=self.FRIDAYS, outside_hours=OutsideHours.SAME_DAY)
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


class TestWhichTermIsStatutory:
    """The law's term, or the caller's where the law has none."""

    LATER = procedure("copy", version(DAY, in_force=since("2026-03-09")))

    def test_callers_term_stands_where_the_law_has_none_that_day(self):
        """On Friday the procedure's term is not yet in force."""
        found = find(FRIDAY, procedure=self.LATER, term=TWO_DAYS)
        assert (found.rule.kind, found.rule.id, found.due.at) == (
            RuleKind.CALLER,
            "caller",
            at("2026-03-10 17:00"),
        )

    def test_callers_term_is_refused_where_the_law_has_one(self):
        """On Monday it is in force."""
        with pytest.raises(NotApplicable) as refused:
            find(at("2026-03-09 10:00"), procedure=self.LATER, term=TWO_DAYS)
        assert (refused.value.code, refused.value.path) == ("term_not_allowed", "/term")

    def test_neither_law_nor_caller_nor_promise_is_no_term(self):
        """Nothing applies: the procedure is not in force and no office promises."""
        for receipt in ({}, {"procedure": self.LATER}, {"procedure": procedure("bare")}):
            with pytest.raises(NotApplicable) as refused:
                find(FRIDAY, **receipt)
            assert refused.value.code == "no_term"

    def test_promise_alone_is_enough(self):
        """A promise decides where the procedure has no term, which is named all the same."""
        found = find(FRIDAY, office(None, (0, promise("office.fast", DAY))), procedure=procedure("bare"))
        assert codes(found) == {"bare": "not_in_force", "office.fast": "chosen"}

    def test_model_without_a_term_is_never_looked_at(self):
        """A no-writing day grants nothing and is no candidate, but a day of service."""
        helping = promise("office.no-writing", None, applies=TestApplicability.FRIDAYS)
        found = find(FRIDAY, office(None, (0, helping)), term=DAY)
        assert codes(found) == {"caller": "chosen"}
        assert [rule.id for rule in found.service_days] == ["office.no-writing"]


class TestEarliestWins:
    """A promise can only shorten; ties go to the most local."""

    def test_longer_promise_is_later(self):
        """Three promised days never delay the law's one."""
        shop = office(None, (0, promise("office.slow", THREE_DAYS)))
        found = find(FRIDAY, shop, procedure=procedure("copy", version(DAY)))
        assert codes(found) == {"copy": "chosen", "office.slow": "later"}
        slow = found.candidates[1]
        assert slow.due.at == at("2026-03-11 17:00")

    def test_shorter_promise_of_an_authority_above_wins(self):
        """A parent's promise of one day beats the office's own of two and the law's three."""
        shop = office(None, (0, promise("ward.own", TWO_DAYS)), (1, promise("city.fast", DAY)))
        found = find(FRIDAY, shop, procedure=procedure("copy", version(THREE_DAYS)))
        assert codes(found) == {"copy": "later", "ward.own": "later", "city.fast": "chosen"}

    @pytest.mark.parametrize(
        ("commitments", "winner"),
        [
            ([(0, "b.own"), (1, "a.above")], "b.own"),  # the most local, whatever the id
            ([(1, "b.above"), (2, "a.top")], "b.above"),
            ([(0, "b.own"), (0, "a.own")], "a.own"),  # equally local: by id
            ([(2, "z.top")], "z.top"),  # any promise before the law
            ([], "copy"),
        ],
    )
    def test_tie_goes_to_the_most_local_then_the_law_then_the_id(self, commitments, winner):
        """Law and promises all grant one working day."""
        shop = office(None, *((distance, promise(id_, DAY)) for distance, id_ in commitments))
        found = find(FRIDAY, shop, procedure=procedure("copy", version(DAY)))
        assert found.rule.id == winner
        assert [candidate.rule.id for candidate in found.candidates if candidate.code == "chosen"] == [winner]

    def test_candidates_come_law_first_then_nearest_first(self):
        """The order in which they were looked at is kept."""
        shop = office(None, (0, promise("ward.own", DAY)), (1, promise("city.own", DAY)))
        found = find(FRIDAY, shop, procedure=procedure("copy", version(DAY)))
        assert [candidate.rule.id for candidate in found.candidates] == ["copy", "ward.own", "city.own"]

    def test_candidates_are_compared_after_extensions(self):
        """An hour promised and a day by law, both extended by a working day: the hour still ends first."""
        hour = promise("office.hour", term(1, "hours"))
        found = find(
            FRIDAY,
            office(None, (0, hour)),
            procedure=procedure("copy", version(DAY)),
            extensions=(Extension(DAY, None),),
        )
        # the hour: Friday 11:00, then Monday 17:00; the day: Monday 17:00, then Tuesday 17:00
        assert (found.rule.id, found.due.at) == ("office.hour", at("2026-03-09 17:00"))
        assert [earlier.due.at for earlier in found.extended_from] == [at("2026-03-06 11:00")]

    def test_candidate_past_the_calendar_loses_to_one_within(self):
        """A statutory term that leaves the calendar has no end, and the promise decides."""
        shop = office(None, (0, promise("office.fast", DAY)))
        found = find(FRIDAY, shop, procedure=procedure("copy", version(term(1_000, "days"))))
        assert codes(found) == {"copy": "later", "office.fast": "chosen"}
        assert found.candidates[0].due is None

    def test_all_candidates_past_the_calendar_are_beyond_it(self):
        """Where every candidate leaves the calendar there is no answer."""
        shop = office(None, (0, promise("office.slow", term(2, "years"))))
        with pytest.raises(BeyondHorizon) as refused:
            find(FRIDAY, shop, procedure=procedure("copy", version(term(1_000, "days"))))
        assert refused.value.path == "/received_at"


class TestServiceDays:
    """Local models whose day it is."""

    FRIDAYS = TestApplicability.FRIDAYS

    @pytest.mark.parametrize(
        ("received", "dated", "listed"),
        [
            ("2026-03-06 10:00", {}, True),  # Friday
            ("2026-03-05 17:00:01", {}, True),  # Thursday evening counts from Friday
            ("2026-03-05 10:00", {}, False),  # Thursday
            ("2026-03-06 17:00:01", {}, False),  # counts from Monday
        ],
    )
    def test_are_those_of_the_deemed_receipt(self, received, dated, listed):
        """The day of `counted_from` decides."""
        shop = office(timeline(dated=dated), (0, promise("office.friday", None, applies=self.FRIDAYS)))
        found = find(at(received), shop, term=DAY)
        assert bool(found.service_days) is listed

    def test_daily_promise_and_ended_model_are_none(self):
        """A promise for every day is no service day, nor is a model that ended."""
        ended = version(None, in_force=since("2026-01-01", "2026-03-01"), applies=self.FRIDAYS)
        shop = office(
            None,
            (0, promise("office.daily", DAY)),
            (0, Rule("office.ended", RuleKind.COMMITMENT, TITLE, (ended,))),
        )
        assert find(FRIDAY, shop).service_days == ()

    def test_is_lost_on_a_day_off(self):
        """On Friday off, a rule that counts from that very day finds no service day."""
        own_day = {"outside_hours": OutsideHours.SAME_DAY}
        shop = office(
            timeline(dated=off("2026-03-06")),
            (0, promise("office.daily", DAY, **own_day)),
            (0, promise("office.friday", None, applies=self.FRIDAYS)),
        )
        found = find(FRIDAY, shop)
        assert (found.counted_from.on, found.service_days) == (date(2026, 3, 6), ())


class TestTheReceipt:
    """What a receipt may say."""

    def test_field_must_be_the_procedures(self):
        """Procedure and field of two kinds exclude each other."""
        with pytest.raises(NotApplicable) as refused:
            Receipt(FRIDAY, procedure=procedure("copy", field="justice"), field="health")
        assert (refused.value.code, refused.value.path) == ("field_mismatch", "/field")
        assert refused.value.facts == {"field": "health", "expected": "justice"}

    def test_field_may_repeat_the_procedures(self):
        """Naming the procedure's own field is no contradiction."""
        assert Receipt(FRIDAY, procedure=procedure("copy"), field="justice").field_in_question == "justice"

    def test_restart_cannot_come_before_the_receipt(self):
        """The second restart is a second too early and is pointed at."""
        restarts = (Restart(FRIDAY, None), Restart(at("2026-03-06 09:59:59"), None))
        with pytest.raises(InvalidEvent) as refused:
            Receipt(FRIDAY, restarts=restarts)
        assert (refused.value.code, refused.value.path) == ("event_before_receipt", "/restarts/1/at")

    def test_extension_must_be_of_something(self):
        """An extension of no working days is refused."""
        with pytest.raises(InvalidTerm) as refused:
            Extension(SAME_DAY, None)
        assert (refused.value.code, refused.value.path) == ("amount_zero", "/term/amount")


class TestRestarts:
    """The last restart decides."""

    def test_last_one_counts_whatever_their_order(self):
        """Tuesday's restart after Monday's: three days are Wednesday to Friday."""
        monday, tuesday = Restart(at("2026-03-09 09:00"), "sửa"), Restart(at("2026-03-10 09:00"), None)
        for restarts in ((monday, tuesday), (tuesday, monday)):
            found = find(FRIDAY, term=THREE_DAYS, restarts=restarts)
            assert (found.received_at, found.counted_from.at) == (FRIDAY, at("2026-03-10 09:00"))
            assert found.due.at == at("2026-03-13 17:00")
            told = [(step.code, step.facts["reason"]) for step in found.steps if step.code == "restarted"]
            assert told == [("restarted", "sửa"), ("restarted", None)]

    def test_restart_past_the_calendar_is_pointed_at(self):
        """The restart that left the calendar is named, by its place in the request."""
        restarts = (Restart(at("2027-01-04 09:00"), None), Restart(at("2026-03-09 09:00"), None))
        with pytest.raises(BeyondHorizon) as refused:
            find(FRIDAY, term=DAY, restarts=restarts)
        assert refused.value.path == "/restarts/0/at"

    def test_receipt_outside_the_calendar_is_pointed_at(self):
        """Without a restart it is the receipt itself."""
        with pytest.raises(BeyondHorizon) as refused:
            find(at("2027-01-04 09:00"), term=DAY)
        assert refused.value.path == "/received_at"

    def test_receipt_before_the_calendar_does_not_matter_once_restarted(self):
        """Only the last restart is admitted."""
        found = find(at("2025-12-01 09:00"), term=DAY, restarts=(Restart(at("2026-03-09 09:00"), None),))
        assert found.due.at == at("2026-03-10 17:00")


class TestExtensions:
    """Further terms, each from the due date before it."""

    def test_chain_keeps_every_earlier_due_date(self):
        """Friday + 1 is Monday, + 2 Wednesday, + 1 hour Wednesday 18:00; apologies a working day before."""
        extensions = (Extension(TWO_DAYS, "chờ"), Extension(term(1, "hours"), None))
        found = find(FRIDAY, term=DAY, extensions=extensions)
        assert [(earlier.due.at, earlier.apology_due_on) for earlier in found.extended_from] == [
            (at("2026-03-09 17:00"), date(2026, 3, 6)),
            (at("2026-03-11 17:00"), date(2026, 3, 10)),
        ]
        assert found.due.at == at("2026-03-11 18:00")
        assert [step.code for step in found.steps][-3:] == ["settled", "extended", "extended"]

    def test_extension_ends_at_closing_whatever_the_rules_due_time(self):
        """A promise of Friday's 23:59:59, extended by a working day, is due at Monday's close."""
        found = find(
            FRIDAY,
            office(None, (0, promise("o.f", SAME_DAY, due_time=DueTime(DueTimeKind.END_OF_DAY)))),
            extensions=(Extension(DAY, None),),
        )
        assert found.extended_from[0].due.at == at("2026-03-06 23:59:59")
        assert found.due.at == at("2026-03-09 17:00")

    def test_extension_has_no_deemed_receipt(self):
        """Half an hour of work from Friday 20:00 runs on Monday; half an hour of clock time does not wait."""
        late = promise("o.f", SAME_DAY, due_time=DueTime(DueTimeKind.CLOCK, second("20:00")))
        for granted, expected in (("working_hours", "2026-03-09 08:00"), ("hours", "2026-03-06 20:30")):
            extensions = (Extension(term(0.5, granted), None),)
            found = find(FRIDAY, office(None, (0, late)), extensions=extensions)
            assert found.due.at == at(expected)

    def test_extension_past_the_calendar_is_pointed_at(self):
        """The second extension leaves the calendar and is named."""
        extensions = (Extension(DAY, None), Extension(term(1, "years"), None))
        with pytest.raises(BeyondHorizon) as refused:
            find(FRIDAY, term=DAY, extensions=extensions)
        assert refused.value.path == "/extensions/1/term"


class TestApologies:
    """The working day before the due day, where there is one to use."""

    @pytest.mark.parametrize(
        ("received", "granted", "apology"),
        [
            ("2026-03-06 10:00", DAY, "2026-03-06"),  # due on Monday: Friday, the day of receipt itself
            ("2026-03-06 10:00", SAME_DAY, None),  # Thursday would be before the receipt
            ("2026-03-06 10:00", TWO_DAYS, "2026-03-09"),
            ("2026-03-06 10:00", term(0.5, "working_days"), "2026-03-06"),
            ("2026-03-06 10:00", term(3, "days"), "2026-03-06"),
            ("2026-03-06 10:00", term(72, "hours"), None),
            ("2026-03-06 10:00", term(15, "working_hours"), None),
            ("2026-01-01 10:00", SAME_DAY, None),  # the calendar's very first day: there is none before
        ],
    )
    def test_is_the_working_day_before_and_not_before_the_receipt(self, received, granted, apology):
        """Terms by the clock and due dates without a day to spare have none."""
        found = find(at(received), term=granted)
        assert found.promise.apology_due_on == (apology and day(apology))


class TestTheWholeAnswer:
    """What every answer holds."""

    def test_steps_chain_from_the_receipt_to_the_due_date(self):
        """Receipt on Friday evening, restart on Saturday, a cutoff, a roll and an extension: one chain."""
        found = find(
            at("2026-03-06 20:00"),
            procedure=procedure(
                "copy", version(term(1, "days"), cutoff=Cutoff(NOON, False, term(5, "days")))
            ),
            restarts=(Restart(at("2026-03-07 09:00"), None),),
            extensions=(Extension(term(4, "days"), None),),
        )
        # deemed received on Monday 07:30, in time: Tuesday; four days more: Saturday 14th, rolls to Monday
        assert [step.code for step in found.steps] == [
            "received",
            "restarted",
            "admitted",
            "cutoff",
            "counted",
            "settled",
            "extended",
            "rolled",
        ]
        assert_chained(found.steps, at("2026-03-06 20:00"), at("2026-03-16 17:00"))

    def test_admission_tells_the_days_off_it_passed(self):
        """From Friday evening to Monday's opening Saturday and Sunday were passed."""
        found = find(at("2026-03-06 20:00"), term=DAY)
        admitted = found.steps[1]
        assert [skipped.on.day for skipped in admitted.facts["skipped"]] == [7, 8]
        assert admitted.facts["is_inside_hours"] is False
        assert find(FRIDAY, term=DAY).steps[1].facts["is_inside_hours"] is True

    def test_since_july_2025_the_successor_decree_is_named_unread(self):
        """Receipts from 2025-07-01 on cite Decree 118/2025 besides, as unverified."""
        line = Timeline(calendar(first=date(2025, 6, 1), last=date(2025, 7, 31)))
        for received, decrees in (("2025-06-30 10:00", [True]), ("2025-07-01 10:00", [True, False])):
            found = find(at(received), office(line), term=DAY)
            assert [citation.is_read for citation in found.steps[1].citations] == decrees

    def test_same_day_and_working_days(self):
        """Working days are counted after the day of receipt, up to and with the due day."""
        for granted, same, number in ((SAME_DAY, True, 0), (DAY, False, 1), (term(1, "weeks"), False, 5)):
            found = find(FRIDAY, term=granted)
            assert (found.is_same_day, found.working_days) == (same, number)

    def test_unsettled_years_reach_from_receipt_to_due_day(self):
        """In a calendar of which only 2026 is published, an answer into 2027 rests on 2027."""
        told = calendar(published=frozenset({2026}), last=date(2027, 12, 31))
        shop = office(Timeline(told))
        assert find(at("2026-12-30 10:00"), shop, term=DAY).unsettled_years == ()
        assert find(at("2026-12-31 10:00"), shop, term=DAY).unsettled_years == (2027,)

    def test_unexplained_answer_is_the_same_without_steps(self):
        """Recording off, nothing but the steps is missing."""
        receipt = Receipt(FRIDAY, term=term(1, "days"), extensions=(Extension(DAY, None),))
        told, untold = (due_date(receipt, office(), is_explained=told) for told in (True, False))
        assert untold.steps == ()
        assert (untold.promise, untold.extended_from) == (told.promise, told.extended_from)

    def test_office_without_promises_is_the_default(self):
        """An office needs no commitments."""
        assert Office("vn", timeline()).commitments == ()


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
