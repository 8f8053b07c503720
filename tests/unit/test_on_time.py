"""How many dossiers were returned on time: the rates, the points, the groups and the reasons."""

from fractions import Fraction

from sla_service.core.on_time import OnTimeReport, Standing, Tally
from sla_service.core.progress import Classification


def standings(**numbers):
    """Make so many dossiers of each classification."""
    return [Standing(Classification(kind)) for kind, number in numbers.items() for _ in range(number)]


def tally(**numbers):
    """Count so many dossiers of each classification."""
    return Tally.of(standings(**numbers))


def figures(told):
    """Take the rate of the returned, that of the received, and the points."""
    return told.rate_of_returned, told.rate_of_received, told.points


def test_every_classification_is_counted():
    """Two, three, one, four, one and two: thirteen received, of which six were returned."""
    told = tally(early=2, on_time=3, late=1, running=4, held=1, overdue=2)
    assert [told.numbers[kind] for kind in Classification] == [2, 3, 1, 4, 1, 2]
    assert (told.received, told.returned) == (13, 6)


def test_rates_differ_by_their_denominator():
    """Five of the six returned and of the thirteen received came in time; 2 × 2 + 3 × 1 points over six."""
    told = tally(early=2, on_time=3, late=1, running=4, held=1, overdue=2)
    assert figures(told) == (Fraction(5, 6), Fraction(5, 13), Fraction(7, 6))


def test_nothing_returned_has_no_rate_of_returned():
    """Of one that is still running none was returned, and none of those received came in time."""
    assert figures(tally(running=1)) == (None, 0, None)


def test_nothing_received_has_no_rate():
    """Over nothing there is neither a rate nor a mean."""
    told = tally()
    assert (told.received, told.returned, figures(told)) == (0, 0, (None, None, None))
    assert set(told.numbers.values()) == {0}


def test_points_go_from_two_to_none():
    """All early is two, all on time one, all late none; one of each is the middle."""
    assert [tally(**{kind: 5}).points for kind in ("early", "on_time", "late")] == [2, 1, 0]
    assert tally(early=1, on_time=1, late=1).points == 1


def test_rates_are_exact():
    """Nine late of 925 leave 916, more than 99 in a hundred; ten leave 915, which is less."""
    above, below = tally(on_time=916, late=9), tally(on_time=915, late=10)
    assert (above.rate_of_returned, below.rate_of_returned) == (Fraction(916, 925), Fraction(915, 925))
    assert below.rate_of_returned < Fraction(99, 100) < above.rate_of_returned


def test_reasons_count_where_it_is_late_or_overdue():
    """Of six that name a reason two are late or overdue for `a`, one for `b`; one late one names none."""
    told = Tally.of(
        [
            Standing(Classification.LATE, overdue_reason="b"),
            Standing(Classification.LATE, overdue_reason="a"),
            Standing(Classification.OVERDUE, overdue_reason="a"),
            Standing(Classification.ON_TIME, overdue_reason="a"),
            Standing(Classification.RUNNING, overdue_reason="c"),
            Standing(Classification.HELD, overdue_reason="a"),
            Standing(Classification.LATE),
        ]
    )
    assert list(told.overdue_reasons.items()) == [("a", 2), ("b", 1)]


def test_empty_reason_is_a_reason():
    """An empty text was stated, None was not."""
    told = Tally.of([Standing(Classification.LATE, overdue_reason=""), Standing(Classification.LATE)])
    assert told.overdue_reasons == {"": 1}


def test_groups_are_sorted_and_make_up_the_total_with_those_without():
    """One of `b`, two of `a`, one of the empty name, one of none: five in all, three groups."""
    told = OnTimeReport.of(
        [
            Standing(Classification.EARLY, "b"),
            Standing(Classification.LATE, "a", "system_fault"),
            Standing(Classification.ON_TIME, "a"),
            Standing(Classification.HELD, ""),
            Standing(Classification.OVERDUE),
        ]
    )
    assert [(name, group.received) for name, group in told.groups.items()] == [("", 1), ("a", 2), ("b", 1)]
    assert told.groups["a"] == Tally.of(
        [Standing(Classification.LATE, overdue_reason="system_fault"), Standing(Classification.ON_TIME)]
    )
    assert (told.total.received, told.total.returned) == (5, 3)


def test_report_of_nothing_is_empty():
    """Without dossiers there are no groups."""
    assert OnTimeReport.of([]) == OnTimeReport(tally(), {})


def test_report_reads_its_dossiers_once():
    """Dossiers that can be gone through only once are counted all the same, in the total and in groups."""
    told = OnTimeReport.of(Standing(Classification.EARLY, "a") for _ in range(3))
    assert (told.total.received, told.groups["a"].received) == (3, 3)
