"""What holds of the time a dossier used and has left, and of its reminders, whatever was suspended."""

from decimal import Decimal

import oracle
import suspension_oracle as slow
from hypothesis import assume, given
from hypothesis import strategies as st
from test_properties import compiled
from test_suspended_time import CLOCK_TIME, DAY, dossiers, few, instant

from sla_service.core.progress import progress
from sla_service.core.reminders import Reminder, remind


def second_of(at):
    """Read an instant in seconds since 1970 UTC."""
    return int(at.timestamp())


def counted(dossier, owed, start, end):
    """Count what the term counts between two instants, less what is suspended before it is due."""
    due = second_of(owed.due.at)
    is_by_the_clock = all(term.unit in CLOCK_TIME for term in owed.terms)

    def lasting(since, until):
        if until <= since:
            return 0
        return until - since if is_by_the_clock else oracle.between(dossier.plan, since, until)

    lost = 0
    for since, until in slow.laid_together(dossier.suspensions):
        if since < due and not (owed.is_held and until is None):
            lost += lasting(max(start, since), min(end, until))
    return lasting(start, end) - lost


@few
@given(st.data(), dossiers(is_open=False))
def test_used_and_left_make_the_working_time_less_what_was_suspended(data, dossier):
    """Whenever asked, and by the oracle's own count of minutes."""
    found = dossier.answer(is_explained=False)
    assume(found is not None)
    owed, line = found.owed, compiled(dossier.plan)
    since, due = second_of(owed.counted_from.at), second_of(owed.due.at)
    asked = data.draw(st.integers(since - DAY, due + DAY))
    assume(dossier.plan.first <= line.local(instant(asked)).date() <= dossier.plan.last)
    told = progress(owed, instant(asked), line, is_returned=False)
    assert told.elapsed.seconds + told.remaining.seconds == counted(dossier, owed, since, due)
    assert told.elapsed.seconds == counted(dossier, owed, since, max(since, min(due, asked)))


@few
@given(st.data(), dossiers(is_open=False))
def test_share_stands_still_while_suspended(data, dossier):
    """At any two instants of one suspension that begins before it is due, the same share has run."""
    found = dossier.answer(is_explained=False)
    assume(found is not None)
    owed, line = found.owed, compiled(dossier.plan)
    times = [time for time in owed.suspended if time.since.timestamp() < owed.due.instant]
    assume(times)
    time = data.draw(st.sampled_from(times))
    moments = st.integers(second_of(time.since), second_of(time.until))
    asked = [instant(data.draw(moments)) for _ in range(2)]
    assume(all(line.local(at).date() <= dossier.plan.last for at in asked))
    one, other = (progress(owed, at, line, is_returned=False) for at in asked)
    assert one.share_elapsed == other.share_elapsed


@few
@given(
    dossiers(),
    st.lists(st.integers(0, 100).map(lambda percent: Decimal(percent) / 100), min_size=1, max_size=4),
)
def test_reminders_lie_in_office_hours_and_never_in_a_suspension(dossier, shares):
    """In order of time, from the beginning of the count on; at that very beginning nothing is asked."""
    found = dossier.answer(is_explained=False)
    assume(found is not None)
    owed = found.owed
    told = remind(tuple(Reminder(share) for share in shares), owed, compiled(dossier.plan))
    assert len(told) == (0 if owed.is_held else len(shares))
    moments = [second_of(at) for _, at in told]
    start = second_of(owed.counted_from.at)
    assert moments == sorted(moments)
    assert all(moment >= start for moment in moments)
    pairs = slow.laid_together(dossier.suspensions)
    for moment in moments:
        if moment > start:
            assert oracle.is_open_or_closing(dossier.plan, moment, working=False)
            assert not slow.is_suspended(moment, pairs)
