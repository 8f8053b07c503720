"""Every move is recorded, so that the explanation is the calculation."""

from helpers import SOURCE, at

from sla_service.core.explanation import Moment, Reckoning

START = Moment(at("2026-03-06 10:00"), at("2026-03-06 10:00").date())
END = Moment(at("2026-03-06 17:00"), at("2026-03-06 17:00").date())


def test_move_records_where_it_came_from_and_why():
    """A step keeps both instants, its facts and its sources."""
    moved = Reckoning(START).move("counted", END, lambda: {"term": 1}, (SOURCE,))
    (step,) = moved.steps
    assert (moved.at, moved.on) == (END.at, END.on)
    assert (step.code, step.before, step.after) == ("counted", START.at, END.at)
    assert (dict(step.facts), step.citations) == ({"term": 1}, (SOURCE,))


def test_move_needs_neither_facts_nor_sources():
    """A bare move is a step without facts."""
    (step,) = Reckoning(START).move("settled", END).steps
    assert (dict(step.facts), step.citations) == ({}, ())


def test_unrecorded_move_asks_for_no_facts():
    """With recording off time moves all the same and nobody asks why."""
    asked = []
    moved = Reckoning(START, is_recorded=False).move("counted", END, lambda: asked.append("facts") or {})
    assert (moved.moment, moved.steps, asked) == (END, (), [])
