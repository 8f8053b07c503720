"""A due date counted again: has it moved, how far, and at which step.

The usual dossier came on Monday 2026-03-02 at 10:00 for three working days: Tuesday 3, Wednesday 4, Thursday
5 March, due at 17:00.
"""

import pytest
from helpers import NEW_YORK, OFFICE_DAY, at, due, find, off, office, suspensions, term, timeline, under, week

from sla_service.core.errors import BeyondHorizon
from sla_service.core.recalculation import recalculate
from sla_service.core.rules import DueTime, DueTimeKind, Extension, Restart

MONDAY = at("2026-03-02 10:00")
THREE_DAYS = term(3, "working_days")
LINE = timeline()
NIGHT = timeline(week(*["18:00-24:00"] * 5))


def again(old, line=LINE, received=MONDAY, **more):
    """Count the usual dossier again, once due at a clock time."""
    found = find(received, office(line), **{"term": THREE_DAYS, **more})
    return recalculate(found, at(old), line)


def told(recalculation):
    """Tell how many working days it moved, and by which step."""
    return recalculation.working_days_moved, recalculation.step and recalculation.step.code


def test_same_instant_has_not_moved():
    """Thursday at 17:00 it was and is."""
    found = again("2026-03-05 17:00")
    assert (found.is_moved, told(found)) == (False, (0, None))
    assert found.due == found.old == due(MONDAY, THREE_DAYS)


def test_same_instant_in_another_zone_has_not_moved():
    """17:00 in Hanoi is 05:00 in New York, and is told in the calendar's zone."""
    found = recalculate(find(MONDAY, office(LINE), term=THREE_DAYS), at("2026-03-05 05:00", NEW_YORK), LINE)
    assert not found.is_moved
    assert found.old.at.isoformat() == "2026-03-05T17:00:00+07:00"


@pytest.mark.parametrize(
    ("old", "days"),
    [
        ("2026-03-05 16:59:59", 0),  # the same day
        ("2026-03-04 17:00:00", 1),
        ("2026-03-03 17:00:00", 2),
        ("2026-03-02 11:00:00", 3),
    ],
)
def test_later_is_above_nothing(old, days):
    """From the old due day to Thursday 5 March, by the count of the term."""
    assert told(again(old)) == (days, "counted")


@pytest.mark.parametrize(
    ("old", "days"),
    [
        ("2026-03-05 17:00:01", 0),
        ("2026-03-06 17:00:00", -1),
        ("2026-03-08 17:00:00", -1),  # Friday; Saturday and Sunday are none
        ("2026-03-09 17:00:00", -2),  # Friday and Monday
    ],
)
def test_earlier_is_below_nothing(old, days):
    """From the old due day back to Thursday 5 March, by the count of the term that ends there."""
    assert told(again(old)) == (days, "counted")


def test_day_off_that_was_not_known_is_named():
    """Counted without Wednesday's holiday it was due on Thursday; it is due on Friday."""
    found = again("2026-03-05 17:00", timeline(dated=off("2026-03-04")))
    assert told(found) == (1, "counted")
    assert [day.on.day for day in found.step.facts["skipped"]] == [4]


def test_day_that_was_wrongly_off_is_won_back():
    """The office works on Saturdays, which the old count did not know: Thursday, Friday and Saturday."""
    line = timeline(week(*[OFFICE_DAY] * 6))
    found = again("2026-03-09 17:00", line, received=at("2026-03-04 10:00"))
    assert told(found) == (-1, "counted")


def test_restart_after_the_old_due_moment_leaves_it():
    """It came again on Friday at nine: due on Wednesday 11, four more days from Thursday 5: 6, 9, 10, 11."""
    found = again("2026-03-05 17:00", restarts=(Restart(at("2026-03-06 09:00"), None),))
    assert told(found) == (4, "restarted")


def test_restart_before_the_old_due_moment_leaves_it_to_the_count():
    """It came again on Tuesday: Wednesday, Thursday, Friday; only the count goes past Thursday."""
    found = again("2026-03-05 17:00", restarts=(Restart(at("2026-03-03 09:00"), None),))
    assert told(found) == (1, "counted")


def test_receipt_outside_hours_may_leave_it():
    """On Sunday it came, on Monday it counts as received: due that very Sunday it never was."""
    found = again("2026-03-01 12:00", received=at("2026-03-01 09:00"))
    assert told(found) == (4, "admitted")  # Monday, Tuesday, Wednesday, Thursday


def test_extension_leaves_it():
    """By two working days: Friday 6 and Monday 9 March."""
    found = again("2026-03-05 17:00", extensions=(Extension(term(2, "working_days"), None),))
    assert told(found) == (2, "extended")


def test_suspension_leaves_it():
    """Wednesday did not count: Tuesday, Thursday, Friday."""
    found = again("2026-03-05 17:00", suspensions=suspensions("03-04 07:00 > 03-04 18:00"))
    assert told(found) == (1, "suspended")


def test_roll_leaves_it():
    """Five days from Monday 2 March end on Saturday 7; by the old count they ended there, now on Monday 9."""
    line = timeline()
    found = again("2026-03-07 17:00", line, term=term(5, "days"))
    assert told(found) == (1, "counted")  # the count goes to the end of Saturday, past 17:00
    end = found.step.after
    found = recalculate(find(MONDAY, office(line), term=term(5, "days")), end, line)
    assert told(found) == (1, "rolled")


def test_due_time_brings_it_forward():
    """The rule now says 16:00: the count ends at 17:00, and settling moves it to where it is due."""
    due_time = DueTime(DueTimeKind.CLOCK, 16 * 3600)
    found = recalculate(under(THREE_DAYS, MONDAY, due_time=due_time), at("2026-03-05 17:00"), LINE)
    assert told(found) == (0, "settled")


def test_due_as_it_came_is_told_by_the_last_step():
    """Received at the closing, due at the closing of that very day: no step moves time."""
    closing = at("2026-03-02 17:00")
    found = again("2026-03-03 17:00", received=closing, term=term(0, "working_days"))
    assert told(found) == (-1, "settled")
    assert found.due.at == closing


def test_held_is_moved_by_its_suspension():
    """It was due on Thursday and is not due at all while it is suspended."""
    found = again("2026-03-05 17:00", suspensions=suspensions("03-04 10:00 >"))
    assert found.is_moved
    assert (found.due, told(found)) == (None, (None, "suspended"))


@pytest.mark.parametrize(("old", "days"), [("2026-03-04 00:00", 1), ("2026-03-06 00:00", -1)])
def test_midnight_is_of_the_day_before(old, days):
    """Two nights from Monday evening end on Wednesday 24:00: a day after Tuesday's, one before Thursday's."""
    found = again(old, NIGHT, received=at("2026-03-02 19:00"), term=term(2, "working_days"))
    assert (found.due.on.day, found.due.at.day) == (4, 5)
    assert (found.old.at.day - found.old.on.day, found.working_days_moved) == (1, days)


def test_midnight_that_has_not_moved():
    """Wednesday 24:00 is Thursday 00:00:00."""
    found = again("2026-03-05 00:00", NIGHT, received=at("2026-03-02 19:00"), term=term(2, "working_days"))
    assert (found.is_moved, found.working_days_moved) == (False, 0)


def test_old_due_moment_before_the_receipt_is_left_by_it():
    """The receipt was put right since: due on Friday 27 February, now on Thursday, the fourth day after."""
    assert told(again("2026-02-27 17:00")) == (4, "received")
    assert told(again("2026-03-02 09:59:59")) == (3, "received")
    assert told(again("2026-03-02 10:00:00")) == (3, "counted")


def test_old_due_moment_beyond_the_calendar_is_refused():
    """Its working days cannot be counted; 24:00 of the last day is within."""
    with pytest.raises(BeyondHorizon) as refused:
        again("2027-01-01 00:00:01")
    assert refused.value.path == "/due_at"
    assert again("2027-01-01 00:00:00").old.on.isoformat() == "2026-12-31"
