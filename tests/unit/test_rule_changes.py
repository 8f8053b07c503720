"""What if one promise were otherwise: put over its versions, tried at its office, and forgotten.

2026-03-10 is a Tuesday, 13 a Friday.
"""

import shutil
from datetime import date

import pytest
from breaking import FRIDAY, WARD, replace
from helpers import (
    TITLE,
    at,
    codes,
    find,
    hours,
    office,
    procedure,
    promise,
    second,
    since,
    term,
    timeline,
    version,
    week,
)

from sla_service.app import create_app
from sla_service.core.dossier import Dossier
from sla_service.core.due_date import due_date
from sla_service.core.rule_change import RuleChange
from sla_service.core.rules import Applicability, Cutoff, Receipt, Recurrence, Rule, RuleKind
from sla_service.core.stages import Stage
from sla_service.core.trials import STAGES, possible_rules
from sla_service.http.rule_changes import promising
from sla_service.rulebook.load import load

SAME_DAY, ONE_DAY, TWO_DAYS = (term(number, "working_days") for number in (0, 1, 2))
FAST = promise("office.fast", SAME_DAY)
TUESDAY = at("2026-03-10 10:00")
FRIDAYS = "FREQ=WEEKLY;BYDAY=FR"


def change(is_withdrawn=False, commitment="office.fast", **otherwise):
    """Make a change of the only promise."""
    return RuleChange(commitment, is_withdrawn, otherwise)


def trying(changed, **more):
    """Find a due date of two working days beside that promise, changed."""
    rule = changed.over(promise("office.fast", SAME_DAY, **more))
    return find(TUESDAY, office(None, *([(0, rule)] if rule else [])), term=TWO_DAYS)


class TestOver:
    """The change itself, version by version."""

    def test_another_rule_is_left_alone(self):
        """The very same rule comes back, even where the change withdraws."""
        assert change(is_withdrawn=True, commitment="office.slow").over(FAST) is FAST

    def test_withdrawn_rule_is_none(self):
        """Whatever else the change says."""
        assert change(is_withdrawn=True).over(FAST) is None
        assert change(is_withdrawn=True, term=ONE_DAY).over(FAST) is None

    def test_nothing_otherwise_is_the_rule_as_it_is(self):
        """An equal rule."""
        assert change().over(FAST) == FAST

    def test_every_version_is_changed_and_keeps_its_period(self):
        """Two versions of two periods, one of which had no cutoff."""
        cutoff = Cutoff(second("11:30"), is_strict=True)
        old = version(SAME_DAY, in_force=since("2025-01-01", "2026-01-01"), cutoff=cutoff)
        new = version(ONE_DAY, in_force=since("2026-01-01"))
        rule = Rule("office.fast", RuleKind.COMMITMENT, TITLE, (new, old))
        changed = change(term=TWO_DAYS, cutoff=None).over(rule)
        assert [item.in_force for item in changed.versions] == [new.in_force, old.in_force]
        assert [(item.term, item.cutoff) for item in changed.versions] == [(TWO_DAYS, None)] * 2
        assert [item.term for item in rule.versions] == [ONE_DAY, SAME_DAY]

    def test_weekdays_hold_in_every_version_from_its_own_first_day(self):
        """Of the Fridays 2, 9, 16 and 23 January the newer version has those from 9 on, the older all."""
        versions = (
            version(ONE_DAY, in_force=since("2026-01-09")),
            version(ONE_DAY, in_force=since("2026-01-02")),
        )
        rule = Rule("office.fast", RuleKind.COMMITMENT, TITLE, versions)
        changed = change(weekdays=["fri"]).over(rule)
        fridays = [date(2026, 1, number) for number in (2, 9, 16, 23)]
        fallen = [[item.applies.days.falls_on(on) for on in fridays] for item in changed.versions]
        assert fallen == [[False, True, True, True], [True, True, True, True]]

    def test_days_leave_the_rest_of_what_it_covers(self):
        """Fields, channels and exceptions stay; None takes the days away."""
        applies = Applicability(days=Recurrence(FRIDAYS, date(2026, 1, 1)), fields=frozenset({"justice"}))
        changed = change(weekdays=None).over(promise("office.fast", SAME_DAY, applies=applies)).versions[0]
        assert (changed.applies.days, changed.applies.fields) == (None, frozenset({"justice"}))

    def test_later_versions_are_not_known_after_all(self):
        """A change of what is known tells nothing of what is not."""
        unknown = promise("office.fast", SAME_DAY, announced_on=date(2026, 3, 11)).known_on(date(2026, 3, 10))
        changed = change(term=ONE_DAY).over(unknown)
        assert (changed.versions, changed.later) == ((), unknown.later)


class TestTried:
    """A changed promise beside two working days from Tuesday 10 March: Thursday 12."""

    @pytest.mark.parametrize(
        ("changed", "code", "due"),
        [
            (change(), "chosen", "2026-03-10 17:00"),
            (change(is_withdrawn=True), None, "2026-03-12 17:00"),
            (change(term=ONE_DAY), "chosen", "2026-03-11 17:00"),
            (change(term=term(3, "working_days")), "later", "2026-03-12 17:00"),
            (change(term=term(90, "minutes")), "chosen", "2026-03-10 11:30"),
            # at ten: before ten misses, not after ten does not
            (change(cutoff=Cutoff(second("10:00"), is_strict=True)), "cutoff", "2026-03-12 17:00"),
            (change(cutoff=Cutoff(second("10:00"), is_strict=False)), "chosen", "2026-03-10 17:00"),
            (change(cutoff=Cutoff(second("10:00:01"), is_strict=True)), "chosen", "2026-03-10 17:00"),
            (change(cutoff=Cutoff(second("09:59:59"), is_strict=False)), "cutoff", "2026-03-12 17:00"),
            (change(cutoff=Cutoff(second("10:00"), True, ONE_DAY)), "chosen", "2026-03-11 17:00"),
            (change(weekdays=["fri"]), "day", "2026-03-12 17:00"),
            (change(weekdays=["tue", "mon", "tue"]), "chosen", "2026-03-10 17:00"),
        ],
    )
    def test_each_way(self, changed, code, due):
        """The promise says the day itself unless it is put otherwise."""
        found = trying(changed, in_force=since("2026-01-01"))
        assert (codes(found).get("office.fast"), found.due.at) == (code, at(due))

    def test_cutoff_taken_away(self):
        """At ten it had missed half past nine; without a cutoff it is due that day."""
        missed = Cutoff(second("09:30"), is_strict=True)
        assert codes(trying(change(), cutoff=missed))["office.fast"] == "cutoff"
        assert codes(trying(change(cutoff=None), cutoff=missed))["office.fast"] == "chosen"

    def test_other_term_keeps_the_cutoff(self):
        """What the change leaves out stays."""
        missed = Cutoff(second("09:30"), is_strict=True)
        assert codes(trying(change(term=ONE_DAY), cutoff=missed))["office.fast"] == "cutoff"

    def test_help_that_is_given_a_term_grants_it(self):
        """A model without a term is not looked at; with one it is, and gives the earlier due date."""
        rule = promise("office.fast", None)
        assert "office.fast" not in codes(find(TUESDAY, office(None, (0, rule)), term=TWO_DAYS))
        changed = change(term=ONE_DAY).over(rule)
        assert codes(find(TUESDAY, office(None, (0, changed)), term=TWO_DAYS))["office.fast"] == "chosen"


class TestPromising:
    """The office whose promise is put otherwise."""

    def test_no_change_is_the_same_office(self, folder):
        """Not even a copy of it."""
        book = load(folder)
        assert promising(book.office("ward"), None, book) is book.office("ward")

    def test_office_of_the_book_is_left_as_it_was(self, folder):
        """The change makes another office."""
        book = load(folder)
        without = promising(book.office("ward"), change(True, "ward.friday"), book)
        assert without.commitments == ()
        assert [rule.id for _, rule in book.office("ward").commitments] == ["ward.friday"]


def with_hamlet(folder, offices):
    """Put an office below the ward, whose promise binds as told; give a client."""
    replace(folder, FRIDAY, "offices: own", f"offices: {offices}")
    shutil.copytree(folder / "authorities" / "ward", folder / "authorities" / "hamlet")
    (folder / "authorities" / "hamlet" / "friday.yaml").unlink()
    hamlet = (folder / WARD).read_text("utf-8").replace("id: ward", "id: hamlet")
    (folder / "authorities" / "hamlet" / "office.yaml").write_text(
        hamlet.replace("parent: vn", "parent: ward"), "utf-8"
    )
    return create_app(folder).test_client()


FRIDAY_AT_THE_HAMLET = {
    "received_at": "2026-03-13T09:00:00+07:00",
    "authority": "hamlet",
    "field": "justice",
    "term": {"amount": 1, "unit": "working_days"},
    "rule_changes": {"commitment": "ward.friday", "withdrawn": True},
}


class TestAbove:
    """A promise of the authority above."""

    def test_one_that_binds_below_can_be_changed_below(self, folder):
        """Friday 13 March: withdrawn, the caller's working day is Monday 16, until noon."""
        client = with_hamlet(folder, "own_and_below")
        answer = client.post("/v1/due-dates", json=FRIDAY_AT_THE_HAMLET).get_json()
        assert answer["due_at"] == "2026-03-16T12:00:00+07:00"
        promised = FRIDAY_AT_THE_HAMLET | {"rule_changes": None}
        answer = client.post("/v1/due-dates", json=promised).get_json()
        assert answer["due_at"] == "2026-03-13T23:59:59+07:00"

    def test_one_that_does_not_bind_is_not_here(self, folder):
        """There is nothing to change at the hamlet."""
        client = with_hamlet(folder, "own")
        told = client.post("/v1/due-dates", json=FRIDAY_AT_THE_HAMLET)
        assert (told.status_code, told.get_json()["code"]) == (422, "commitment_not_here")
        assert told.get_json()["errors"][0]["path"] == "/rule_changes/commitment"
        at_the_ward = FRIDAY_AT_THE_HAMLET | {"authority": "ward"}
        assert client.post("/v1/due-dates", json=at_the_ward).status_code == 200


class TestTrials:
    """Every rule that may decide, and stages in the place of a term."""

    def stage(self, granted=ONE_DAY):
        """Make the only stage, at the office's own hours."""
        return Stage("a", "office", timeline(), granted, None)

    def test_rules_that_may_decide_in_order(self):
        """The law's, the caller's or else the stages, then each promise that can grant anything."""
        statute = procedure("copy", version(TWO_DAYS))
        shop = office(None, (0, FAST), (0, promise("office.help", None)), (1, promise("above.fast", ONE_DAY)))
        receipt = Receipt(TUESDAY, procedure=statute, term=ONE_DAY)
        dossier = Dossier.of(receipt, shop.timeline, (self.stage(),))
        told = list(possible_rules(dossier, shop))
        assert [rule.id for rule in told] == ["copy", "caller", "office.fast", "above.fast"]
        staged = Dossier.of(Receipt(TUESDAY), shop.timeline, (self.stage(),))
        assert next(possible_rules(staged, shop)) is STAGES

    def test_nothing_may_decide_where_nothing_is_named(self):
        """Neither law nor caller, no stages, and a promise of mere help."""
        shop = office(None, (0, promise("office.help", None)))
        assert list(possible_rules(Dossier.of(Receipt(TUESDAY), shop.timeline), shop)) == []

    def test_stages_stand_where_there_is_no_term(self):
        """One day from Tuesday is Wednesday; the promise of the day itself does not shorten it."""
        found = due_date(Receipt(TUESDAY), office(None, (0, FAST)), (self.stage(),), is_explained=True)
        assert found.due.at == at("2026-03-11 17:00")
        assert codes(found) == {"caller": "chosen", "office.fast": "stages"}

    def test_term_of_its_own_goes_before_the_stages(self):
        """Two days of the caller's are due on Thursday, whatever the stage says."""
        found = due_date(Receipt(TUESDAY, term=TWO_DAYS), office(), (self.stage(),), is_explained=True)
        assert (found.due.at, codes(found)) == (at("2026-03-12 17:00"), {"caller": "chosen"})

    def test_hours_of_mere_receipt_do_not_stand_in_for_work(self):
        """A worked Sunday takes Monday's hours, though the office receives on Saturday."""
        regular = week(*["08:00-12:00"] * 5, "08:00-09:00", receives_only=[5])
        assert regular.substitute() == hours("08:00-12:00")
