"""Which of the rules that speak for a receipt decides, and what the whole answer is."""

from datetime import date

import pytest
from helpers import (
    TITLE,
    assert_chained,
    at,
    calendar,
    codes,
    find,
    off,
    office,
    procedure,
    promise,
    second,
    since,
    term,
    timeline,
    version,
)

from sla_service.core.due_date import due_date, service_days_among
from sla_service.core.errors import BeyondHorizon, InvalidEvent, InvalidTerm, NotApplicable
from sla_service.core.rules import (
    Applicability,
    Cutoff,
    Extension,
    OutsideHours,
    Receipt,
    Recurrence,
    Restart,
    Rule,
    RuleKind,
)
from sla_service.core.timeline import Timeline
from sla_service.core.trials import Office

# 2026-03-01 is a Sunday: 5 March is Thursday, 6 Friday, 9 Monday
FRIDAY = at("2026-03-06 10:00")
DAY, TWO_DAYS, THREE_DAYS = (term(amount, "working_days") for amount in (1, 2, 3))
SAME_DAY = term(0, "working_days")
NOON = second("11:30")
FRIDAYS = Applicability(days=Recurrence("FREQ=WEEKLY;BYDAY=FR", date(2026, 1, 1)))


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
        helping = promise("office.no-writing", None, applies=FRIDAYS)
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
        shop = office(timeline(dated=dated), (0, promise("office.friday", None, applies=FRIDAYS)))
        found = find(at(received), shop, term=DAY)
        assert bool(found.service_days) is listed

    def test_daily_promise_and_ended_model_are_none(self):
        """A promise for every day is no service day, nor is a model that ended."""
        ended = version(None, in_force=since("2026-01-01", "2026-03-01"), applies=FRIDAYS)
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
            (0, promise("office.friday", None, applies=FRIDAYS)),
        )
        found = find(FRIDAY, shop)
        assert (found.counted_from.on, found.service_days) == (date(2026, 3, 6), ())

    def test_are_listed_with_their_days(self):
        """Of three Fridays the second is off; a daily promise has no days of its own."""
        shop = office(
            timeline(dated=off("2026-03-13")),
            (0, promise("office.daily", DAY)),
            (0, promise("office.friday", None, applies=FRIDAYS)),
        )
        days = [date(2026, 3, day) for day in range(5, 21)]
        [(rule, fridays)] = service_days_among(days, shop)
        assert (rule.id, fridays) == ("office.friday", (date(2026, 3, 6), date(2026, 3, 20)))
        assert service_days_among(days[:1], shop) == ()

    def test_own_are_those_that_cover_the_dossier(self):
        """A Friday that excepts a procedure is none of its own; a model without a term is everybody's."""
        but_copies = Applicability(days=FRIDAYS.days, excepted=frozenset({"copy"}))
        shop = office(
            None,
            (0, promise("office.at-once", SAME_DAY, applies=but_copies)),
            (0, promise("office.no-writing", None, applies=FRIDAYS)),
        )
        for name, own in (("copy", {"office.no-writing"}), ("deed", {"office.no-writing", "office.at-once"})):
            found = find(FRIDAY, shop, procedure=procedure(name, version(DAY)))
            assert {rule.id for rule in found.own_service_days} == own


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
        assert (untold.appointment, untold.extended_from) == (told.appointment, told.extended_from)

    def test_office_without_promises_is_the_default(self):
        """An office needs no commitments."""
        assert Office("vn", timeline()).commitments == ()
