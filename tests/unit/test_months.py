"""A count laid out by months: every day that it touched, marked and numbered by hand."""

from datetime import date

import pytest
from helpers import (
    OFFICE_DAY,
    at,
    find,
    hours,
    moment,
    off,
    office,
    procedure,
    promise,
    second,
    suspensions,
    term,
    timeline,
    version,
    week,
    worked,
)

from sla_service.core.calendar import DayKind
from sla_service.core.due_date import due_date
from sla_service.core.errors import BeyondHorizon
from sla_service.core.months import MOST_MONTHS, Mark, lay_out, lay_out_year
from sla_service.core.rules import Cutoff, Extension, OutsideHours, Receipt, Restart
from sla_service.core.stages import Stage

# March 2026: Monday 9 to Friday 13, Monday 16 to Friday 20; open from 07:30 to 11:30 and from 13:30
WEEKDAYS = timeline()
IN_2019 = timeline(first=date(2019, 1, 1), last=date(2019, 12, 31))
TET = timeline(dated=off(*[f"2026-02-{number}" for number in range(16, 21)]))  # Monday to Friday
SWAPPED = timeline(dated=off("2026-01-02", kind=DayKind.SWAPPED_OFF) | worked("2026-01-10"))


def marked(laid):
    """Tell each marked day as `MM-DD`, with its marks in the order of a count and its number."""
    return {
        f"{cell.day.on:%m-%d}": " ".join(
            [*(mark for mark in Mark if mark in cell.marks), *([str(cell.number)] if cell.number else [])]
        )
        for cell in cells(laid.months)
        if cell.marks
    }


def cells(months):
    """Go through the days of months."""
    return [cell for month in months for row in month.weeks for cell in row if cell]


def laid(received, granted, line=WEEKDAYS, **more):
    """Lay a term of the caller's out."""
    return lay_out(find(at(received), office(line), term=granted, **more), line)


def days(*numbers, of="03"):
    """Name days of a month, each by what it was."""
    return {f"{of}-{number:02}": was for number, was in numbers}


def test_three_working_days_are_numbered_after_a_cutoff_was_missed():
    """Long An, Tuesday 5 March 2019: at 11:30:00 the promise is missed; Wednesday 1, Thursday 2, Friday 3."""
    registration = procedure("registration", version(term(3, "working_days")))
    same_day = promise("same-day", term(0, "working_days"), cutoff=Cutoff(second("11:30"), is_strict=True))
    shop = office(IN_2019, (0, same_day))
    found = lay_out(find(at("2019-03-05 11:30"), shop, procedure=registration), IN_2019)
    assert marked(found) == {
        "03-05": "received counted_from",
        "03-06": "counted 1",
        "03-07": "counted 2",
        "03-08": "counted due 3",
    }
    assert (found.received, found.counted_from) == (moment("2019-03-05 11:30"), moment("2019-03-05 11:30"))
    assert found.due == moment("2019-03-08 17:00")
    [cutoff] = found.cutoffs
    assert (cutoff.rule.id, cutoff.moment, cutoff.is_met) == ("same-day", moment("2019-03-05 11:30"), False)
    met = lay_out(find(at("2019-03-05 11:29:59"), shop, procedure=registration), IN_2019)
    assert marked(met) == {"03-05": "received counted_from due"}
    assert [cutoff.is_met for cutoff in met.cutoffs] == [True]
    assert (met.due, met.left_out) == (moment("2019-03-05 17:00"), 0)


def test_a_month_is_laid_in_weeks_from_monday():
    """March 2019 begins on a Friday and ends on a Sunday: five weeks, four cells before the first."""
    [month] = laid("2019-03-05 09:00", term(1, "working_days"), IN_2019).months
    shown = [[cell and cell.day.on.day for cell in row] for row in month.weeks]
    assert month.first == date(2019, 3, 1)
    assert shown[0] == [None, None, None, None, 1, 2, 3]
    assert shown[1] == [4, 5, 6, 7, 8, 9, 10]
    assert shown[4] == [25, 26, 27, 28, 29, 30, 31]
    assert len(shown) == 5


def test_tet_is_skipped_with_its_reason():
    """Friday 13 February, 2 days: a weekend, five days of Tết, a weekend; Monday 23 is 1, Tuesday 24 is 2."""
    found = laid("2026-02-13 10:00", term(2, "working_days"), TET)
    skipped = {f"02-{number}": "skipped" for number in range(14, 23)}
    assert marked(found) == {
        "02-13": "received counted_from",
        **skipped,
        "02-23": "counted 1",
        "02-24": "counted due 2",
    }
    reasons = [cell.day.kind for cell in cells(found.months) if Mark.SKIPPED in cell.marks]
    assert reasons == [DayKind.WEEKEND] * 2 + [DayKind.HOLIDAY] * 5 + [DayKind.WEEKEND] * 2


def test_a_swapped_working_saturday_counts():
    """Wednesday 7 January, 3 days: Thursday 8, Friday 9 and Saturday 10, which is worked for Friday 2."""
    found = laid("2026-01-07 10:00", term(3, "working_days"), SWAPPED)
    assert marked(found)["01-10"] == "counted due 3"
    kinds = {cell.day.on.day: cell.day.kind for cell in cells(found.months)}
    assert (kinds[2], kinds[10]) == (DayKind.SWAPPED_OFF, DayKind.SWAPPED_WORKING)


def test_calendar_days_count_weekends_and_roll():
    """Monday 9, 5 days: Tuesday 10 to Saturday 14; the end rolls over Sunday to Monday 16."""
    assert marked(laid("2026-03-09 09:00", term(5, "days"))) == {
        "03-09": "received counted_from",
        **days(*((9 + number, f"counted {number}") for number in range(1, 6))),
        "03-15": "skipped",
        "03-16": "due",
    }


def test_a_receipt_outside_hours_is_deemed_received_later():
    """Saturday 7 and Sunday 8 are off before any term runs: counted from Monday 9; 1 day is Tuesday 10."""
    found = laid("2026-03-07 09:00", term(1, "working_days"))
    assert marked(found) == {
        "03-07": "received",
        "03-09": "counted_from",
        "03-10": "counted due 1",
    }
    assert found.counted_from == moment("2026-03-09 07:30")


def test_working_hours_use_days_without_numbers():
    """Thursday 12 at 16:00, 10 hours: 1 that day, 7.5 on Friday 13, 1.5 on Monday 16, to 09:00."""
    found = laid("2026-03-12 16:00", term(10, "working_hours"))
    assert marked(found) == {
        "03-12": "received counted_from counted",
        "03-13": "counted",
        "03-14": "skipped",
        "03-15": "skipped",
        "03-16": "counted due",
    }
    assert found.due == moment("2026-03-16 09:00")
    # at the closing instant of Thursday nothing of that day is left: the hour is Friday's first
    assert marked(laid("2026-03-12 17:00", term(1, "working_hours"))) == {
        "03-12": "received counted_from",
        "03-13": "counted due",
    }


def test_clock_hours_use_days_off_and_roll():
    """Friday 13 at 10:00, 24 hours: to Saturday 14 at 10:00, a day off, hence Monday 16."""
    assert marked(laid("2026-03-13 10:00", term(24, "hours"))) == {
        "03-13": "received counted_from counted",
        "03-14": "counted",
        "03-15": "skipped",
        "03-16": "due",
    }


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2026-03-09 09:00", {"03-09": "received counted_from due"}),
        # Saturday: deemed received on Monday 9, and due when that closes
        ("2026-03-07 09:00", {"03-07": "received", "03-09": "counted_from due"}),
    ],
)
def test_the_same_day_counts_none(received, expected):
    """0 working days are due on the day counted from, and no day has a number."""
    assert marked(laid(received, term(0, "working_days"))) == expected


def test_a_part_of_a_day_is_the_next_number():
    """Monday 9, 1.5 days: Tuesday 10 is 1, Wednesday 11 is 2, of which the first half is granted."""
    found = laid("2026-03-09 09:00", term(1.5, "working_days"))
    assert marked(found) == {
        "03-09": "received counted_from",
        "03-10": "counted 1",
        "03-11": "counted due 2",
    }
    assert found.due == moment("2026-03-11 11:30")


def test_suspended_days_have_no_number():
    """Monday 9, 3 days, suspended from Wednesday 11 at 10:00 to Friday 13 at 10:00.

    Tuesday 10 is 1; Wednesday and Thursday close while it is suspended; Friday closes after it, 2; Monday 16
    is 3.
    """
    found = laid(
        "2026-03-09 09:00",
        term(3, "working_days"),
        suspensions=suspensions("03-11 10:00 > 03-13 10:00"),
    )
    assert marked(found) == {
        "03-09": "received counted_from",
        "03-10": "counted 1",
        "03-11": "suspended",
        "03-12": "suspended",
        "03-13": "counted 2",
        "03-14": "skipped",
        "03-15": "skipped",
        "03-16": "counted due 3",
    }


def test_a_suspension_that_comes_too_late_marks_nothing():
    """Due on Monday 9 at 17:00, it is no longer suspended from then on, nor on the days that follow."""
    for pause in ("03-09 17:00 > 03-11 10:00", "03-09 17:00 >", "03-10 09:00 > 03-11 10:00"):
        found = laid("2026-03-09 09:00", term(0, "working_days"), suspensions=suspensions(pause))
        assert marked(found) == {"03-09": "received counted_from due"}


def test_suspended_to_midnight_leaves_the_next_day_alone():
    """Monday 9, 2 days by the calendar, suspended all of Tuesday 10: Wednesday 11 is 1, Thursday 12 is 2."""
    pause = suspensions("03-10 00:00 > 03-11 00:00")
    assert marked(laid("2026-03-09 09:00", term(2, "days"), suspensions=pause)) == {
        "03-09": "received counted_from",
        "03-10": "suspended",
        "03-11": "counted 1",
        "03-12": "counted due 2",
    }


def test_suspended_working_hours():
    """Monday 9 at 16:00, 9 hours: 1 that day; Tuesday suspended; 7.5 on Wednesday, 0.5 on Thursday 12."""
    pause = suspensions("03-10 07:00 > 03-11 07:00")
    assert marked(laid("2026-03-09 16:00", term(9, "working_hours"), suspensions=pause)) == {
        "03-09": "received counted_from counted",
        "03-10": "suspended",
        "03-11": "counted",
        "03-12": "counted due",
    }


def test_a_held_count_ends_with_the_month_in_which_it_stopped():
    """Thursday 26 March, 5 days, suspended since Monday 30 at 10:00: Friday 27 is 1, and nothing is due."""
    found = laid("2026-03-26 09:00", term(5, "working_days"), suspensions=suspensions("03-30 10:00 >"))
    assert marked(found) == {
        "03-26": "received counted_from",
        "03-27": "counted 1",
        "03-28": "skipped",
        "03-29": "skipped",
        "03-30": "suspended",
        "03-31": "suspended",
    }
    assert found.due is None


def test_held_before_it_began():
    """Received on Saturday 28 March and suspended since 10:00: counted from Monday 30, which is suspended."""
    found = laid("2026-03-28 09:00", term(1, "working_days"), suspensions=suspensions("03-28 10:00 >"))
    assert marked(found) == {
        "03-28": "received suspended",
        "03-29": "suspended",
        "03-30": "counted_from suspended",
        "03-31": "suspended",
    }


def test_an_extension_is_numbered_anew():
    """Monday 9, 2 days: 10 and 11; extended by 2: Thursday 12 is 1, Friday 13 is 2, and due."""
    found = laid(
        "2026-03-09 09:00",
        term(2, "working_days"),
        extensions=(Extension(term(2, "working_days"), None),),
    )
    assert marked(found) == {
        "03-09": "received counted_from",
        "03-10": "counted 1",
        "03-11": "counted 2",
        "03-12": "counted 1",
        "03-13": "counted due 2",
    }


def test_an_extension_of_hours_leaves_a_day_its_number():
    """Monday 9, 1 day: Tuesday 10, 17:00; two hours more run on that day too, which stays the first."""
    found = laid("2026-03-09 09:00", term(1, "working_days"), extensions=(Extension(term(2, "hours"), None),))
    assert marked(found) == {"03-09": "received counted_from", "03-10": "counted due 1"}
    assert found.due == moment("2026-03-10 19:00")


def test_an_extension_may_be_held():
    """Monday 9, 1 day: Tuesday 10; its extension by 3 stops on Thursday 12, after Wednesday, 1."""
    found = laid(
        "2026-03-09 09:00",
        term(1, "working_days"),
        extensions=(Extension(term(3, "working_days"), None),),
        suspensions=suspensions("03-12 08:00 >"),
    )
    assert {on: was for on, was in marked(found).items() if was != "suspended"} == {
        "03-09": "received counted_from",
        "03-10": "counted 1",
        "03-11": "counted 1",
    }


def staged(received, *stages, **more):
    """Lay an interlinked dossier out at an office that works from Monday to Friday."""
    made = tuple(
        Stage(name, "office", WEEKDAYS, granted, done and at(done)) for name, granted, done in stages
    )
    return lay_out(due_date(Receipt(at(received), **more), office(WEEKDAYS), made), WEEKDAYS)


def test_stages_are_numbered_each_for_itself():
    """Half a day and one and a half share Tuesday 10, the first of both; Wednesday 11 is 2; then 1 anew.

    Monday 9: 0.5 ends on Tuesday; 1.5 more on Wednesday 11; an extension of 1 on Thursday 12.
    """
    found = staged(
        "2026-03-09 09:00",
        ("a", term(0.5, "working_days"), None),
        ("b", term(1.5, "working_days"), None),
        extensions=(Extension(term(1, "working_days"), None),),
    )
    assert marked(found) == {
        "03-09": "received counted_from",
        "03-10": "counted 1",
        "03-11": "counted 2",
        "03-12": "counted due 1",
    }


def test_a_completed_stage_counts_no_further():
    """A stage of 5 days, completed on Wednesday 11, has Tuesday, 1, and Wednesday, 2; then Thursday, 1."""
    found = staged(
        "2026-03-09 09:00",
        ("a", term(5, "working_days"), "2026-03-11 10:00"),
        ("b", term(1, "working_days"), None),
    )
    assert marked(found) == {
        "03-09": "received counted_from",
        "03-10": "counted 1",
        "03-11": "counted 2",
        "03-12": "counted due 1",
    }


def test_a_held_stage_stops_all_that_follow():
    """The first of two stages counts Tuesday 10 and stops on Wednesday 11; the second never begins."""
    found = staged(
        "2026-03-09 09:00",
        ("a", term(2, "working_days"), None),
        ("b", term(1, "working_days"), None),
        suspensions=suspensions("03-11 08:00 >"),
    )
    assert {on: was for on, was in marked(found).items() if was != "suspended"} == {
        "03-09": "received counted_from",
        "03-10": "counted 1",
    }
    assert found.due is None


def test_a_term_of_a_year_is_shown_whole():
    """From 2 March 2026 to 2 March 2027, a Tuesday: thirteen months, and the last day is number 365."""
    line = timeline(last=date(2030, 12, 31))
    found = laid("2026-03-02 09:00", term(1, "years"), line)
    assert (len(found.months), found.left_out) == (MOST_MONTHS, 0)
    assert marked(found)["03-02"] == "counted due 365"


def test_months_are_left_out_of_a_long_count():
    """From March 2026 to March 2028: twelve months, and the last; the twelve between are told, not shown.

    2 March 2028 is a Thursday; from 3 March 2026 to it there are 365 + 366 days, 2028 being a leap year.
    """
    line = timeline(last=date(2030, 12, 31))
    found = laid("2026-03-02 09:00", term(2, "years"), line)
    assert [month.first.isoformat()[:7] for month in found.months[-2:]] == ["2027-02", "2028-03"]
    assert (len(found.months), found.left_out) == (MOST_MONTHS, 12)
    assert marked(found)["03-02"] == "counted due 731"


def test_a_restarted_dossier_is_counted_from_its_completion():
    """Received on Monday 9, complete on Thursday 12: 1 day is Friday 13."""
    found = laid(
        "2026-03-09 09:00", term(1, "working_days"), restarts=(Restart(at("2026-03-12 09:00"), None),)
    )
    assert marked(found) == {"03-09": "received", "03-12": "counted_from", "03-13": "counted due 1"}


def test_a_cutoff_stands_on_the_day_by_which_its_own_rule_is_judged():
    """A Saturday's receipt misses one promise on that very day, and another on the Monday that follows."""
    literal = promise(
        "literal",
        term(0, "working_days"),
        cutoff=Cutoff(second("08:00"), is_strict=True),
        outside_hours=OutsideHours.SAME_DAY,
    )
    usual = promise("usual", term(0, "working_days"), cutoff=Cutoff(second("07:30"), is_strict=True))
    shop = office(WEEKDAYS, (0, literal), (0, usual))
    found = lay_out(find(at("2026-03-07 09:00"), shop, term=term(1, "working_days")), WEEKDAYS)
    assert {cutoff.rule.id: cutoff.moment for cutoff in found.cutoffs} == {
        "literal": moment("2026-03-07 08:00"),
        "usual": moment("2026-03-09 07:30"),
    }


def test_a_due_day_that_closes_at_24_00_is_its_own():
    """Tuesday 3 March at 19:00, 1 day, open from 18:00 to 24:00: due on Wednesday 4, not on Thursday."""
    evenings = timeline(week(*["18:00-24:00"] * 5))
    assert marked(laid("2026-03-03 19:00", term(1, "working_days"), evenings)) == {
        "03-03": "received counted_from",
        "03-04": "counted due 1",
    }


def test_a_year_has_twelve_months():
    """2026 has 365 days, of which none is marked; its cells tell what each is."""
    months = lay_out_year(2026, TET)
    found = cells(months)
    assert (len(months), len(found)) == (12, 365)
    assert not any(cell.marks for cell in found)
    tet = next(cell.day for cell in found if cell.day.on == date(2026, 2, 16))
    assert (tet.kind, tet.is_working) == (DayKind.HOLIDAY, False)
    opened = next(cell.day for cell in found if cell.day.on == date(2026, 3, 9))
    assert opened.sessions == hours(OFFICE_DAY)


def test_a_year_must_be_known_whole():
    """A year that the calendar knows in part is refused, and so is one outside; a cell outside is empty."""
    partly = timeline(first=date(2026, 3, 2), last=date(2027, 6, 30))
    for year in (2025, 2026, 2027):
        with pytest.raises(BeyondHorizon):
            lay_out_year(year, partly)
    [march] = laid("2026-03-03 09:00", term(1, "working_days"), partly).months
    assert march.weeks[0] == (None,) * 7
    assert march.weeks[1][0].day.on == date(2026, 3, 2)
