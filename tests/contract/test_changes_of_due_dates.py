"""What-if changes of the days and hours of a due date, over HTTP.

Counted by hand; Tuesday 2026-03-10 is an ordinary day, Saturday 14 and Sunday 15 are the weekend.
"""

from itertools import pairwise

import pytest
from asking import CALENDAR

TUESDAY = "2026-03-10T09:00:00+07:00"
OFF = {"days_off": ["2026-03-11"]}


def days(amount):
    """Grant working days."""
    return {"amount": amount, "unit": "working_days"}


def due(ask, amount=3, **request):
    """Ask for working days from Tuesday 09:00 at the default office."""
    return ask(**{"received_at": TUESDAY, "authority": "vn", "term": days(amount)} | request)


def counted(told):
    """Give the days counted, and those skipped with their kind, as the explanation has them."""
    (step,) = (step for step in told["explanation"] if step["code"] == "counted")
    return step["facts"]["counted"], [(day["on"], day["kind"]) for day in step["facts"]["skipped"]]


WEEKEND = [("2026-03-14", "weekend"), ("2026-03-15", "weekend")]


@pytest.mark.parametrize("authority", ["vn", "long-an", "ninh-thanh"])
def test_day_made_off_is_skipped_and_told(ask, authority):
    """Wednesday off: Thursday 12, Friday 13, Monday 16 are the three days; Wednesday is told as skipped."""
    told = due(ask, authority=authority, calendar_changes=OFF)
    assert (told["due_at"], told["working_days"]) == ("2026-03-16T17:00:00+07:00", 3)
    assert counted(told) == (
        ["2026-03-12", "2026-03-13", "2026-03-16"],
        [("2026-03-11", "holiday"), *WEEKEND],
    )
    assert told["apology_due_on"] == "2026-03-13"  # the working day before Monday
    assert told["hypothetical"] is True


def test_day_made_off_has_no_name_and_no_source(ask):
    """Nobody announced it, so nothing is cited for it; the weekend keeps its source."""
    told = due(ask, calendar_changes=OFF)
    (step,) = (step for step in told["explanation"] if step["code"] == "counted")
    made_off, saturday, _ = step["facts"]["skipped"]
    assert (made_off["name"], made_off["citation"]) == (None, None)
    assert saturday["citation"] is not None


def test_saturday_made_worked_counts(ask):
    """11, 12, 13 and Saturday 14 March are four, at a Monday's hours; without the change it is Monday 16."""
    told = due(ask, 4, calendar_changes={"working_days": ["2026-03-14"]})
    assert (told["due_at"], told["working_days"]) == ("2026-03-14T17:00:00+07:00", 4)
    assert counted(told) == (["2026-03-11", "2026-03-12", "2026-03-13", "2026-03-14"], [])
    assert due(ask, 4)["due_at"] == "2026-03-16T17:00:00+07:00"


def test_holiday_made_worked_counts(ask):
    """Friday 13 February, then Monday 16, a day of Tết that is worked after all."""
    told = due(
        ask,
        1,
        received_at="2026-02-13T09:00:00+07:00",
        calendar_changes={"working_days": ["2026-02-16"]},
    )
    assert told["due_at"] == "2026-02-16T17:00:00+07:00"


@pytest.mark.parametrize(
    ("hours", "due_at"),
    [
        ([["08:00", "12:00"]], "2026-03-13T12:00:00+07:00"),
        ([["07:30", "11:30"], ["13:30", "19:15"]], "2026-03-13T19:15:00+07:00"),
        ([["20:00", "24:00"]], "2026-03-14T00:00:00+07:00"),
        ([], "2026-03-16T17:00:00+07:00"),  # closed: Monday is the third day
    ],
)
def test_special_hours_move_the_closing(ask, hours, due_at):
    """11, 12, 13 March: due when that Friday closes; its date stays the due day, also to 24:00."""
    told = due(ask, calendar_changes={"special_hours": {"2026-03-13": hours}})
    assert (told["due_at"], told["due_on"]) == (due_at, "2026-03-13" if hours else "2026-03-16")
    assert told["hypothetical"] is True


def test_special_hours_move_working_time_too(ask):
    """Four working hours from 09:00: open 07:30-10:00 one runs, then three of Wednesday to 10:30."""
    told = due(
        ask,
        term={"amount": 4, "unit": "working_hours"},
        calendar_changes={"special_hours": {"2026-03-10": [["07:30", "10:00"]]}},
    )
    assert told["due_at"] == "2026-03-11T10:30:00+07:00"


def test_receipt_on_a_day_made_off_counts_from_the_next_opening(ask):
    """Tuesday off: deemed received on Wednesday 07:30, so 12, 13 and 16 March are the three days."""
    told = due(ask, calendar_changes={"days_off": ["2026-03-10"]})
    assert told["received_at"] == TUESDAY
    assert told["counted_from"] == "2026-03-11T07:30:00+07:00"
    assert told["due_at"] == "2026-03-16T17:00:00+07:00"


def test_end_on_a_day_made_off_rolls(ask):
    """Three calendar days end on Friday 13; made off, the end rolls over the weekend to Monday 16."""
    term = {"amount": 3, "unit": "days"}
    assert due(ask, term=term)["due_at"] == "2026-03-13T17:00:00+07:00"
    told = due(ask, term=term, calendar_changes={"days_off": ["2026-03-13"]})
    assert told["due_at"] == "2026-03-16T17:00:00+07:00"
    assert "rolled" in [step["code"] for step in told["explanation"]]


def test_extension_and_restart_follow_the_changes(ask):
    """Restarted on Thursday 12, a day is Friday 13, closing at 12:00; one more is the worked Saturday."""
    changes = OFF | {"special_hours": {"2026-03-13": [["08:00", "12:00"]]}, "working_days": ["2026-03-14"]}
    restarts = [{"at": "2026-03-12T10:00:00+07:00"}]
    told = due(ask, 1, restarts=restarts, calendar_changes=changes)
    assert told["due_at"] == "2026-03-13T12:00:00+07:00"
    told = due(ask, 1, restarts=restarts, calendar_changes=changes, extensions=[{"term": days(1)}])
    assert told["due_at"] == "2026-03-14T17:00:00+07:00"


def test_steps_still_chain(ask):
    """Each step begins where the one before ended, character for character, also over changed days."""
    told = due(ask, received_at="2026-03-11T09:00:00+07:00", calendar_changes=OFF)
    steps = told["explanation"]
    assert steps[0]["at_before"] == told["received_at"]
    assert steps[-1]["at_after"] == told["due_at"]
    for earlier, later in pairwise(steps):
        assert earlier["at_after"] == later["at_before"]


@pytest.mark.parametrize(
    "nothing", [{}, {"days_off": []}, {"working_days": [], "special_hours": {}}, None], ids=str
)
def test_changes_that_say_nothing_change_nothing(ask, nothing):
    """An answer is hypothetical only where something was put: all else is what is asked for without."""
    usual = due(ask)
    assert usual["hypothetical"] is False
    assert due(ask, calendar_changes=nothing) == usual


def test_changes_are_forgotten(ask):
    """11, 12 and 13 March again, once the question with the Wednesday off has been answered."""
    assert due(ask, calendar_changes=OFF)["due_on"] == "2026-03-16"
    told = due(ask)
    assert (told["due_on"], told["hypothetical"]) == ("2026-03-13", False)


def test_changes_that_alter_nothing_are_hypothetical_all_the_same(ask):
    """A Sunday made off is off anyway, yet the caller put a change: 11, 12, 13 March."""
    told = due(ask, calendar_changes={"days_off": ["2026-03-15"]})
    assert (told["due_on"], told["hypothetical"]) == ("2026-03-13", True)


@pytest.mark.parametrize("calendar", ["vn", "long-an", CALENDAR], ids=["vn", "long-an", "inline"])
def test_changes_over_a_calendar_of_the_request(ask, calendar):
    """Whether the hours are the authority's, another's or the caller's, Wednesday off makes it Monday 16."""
    told = due(ask, calendar=calendar, calendar_changes=OFF)
    assert (told["due_at"], told["hypothetical"]) == ("2026-03-16T17:00:00+07:00", True)
    assert counted(told)[0] == ["2026-03-12", "2026-03-13", "2026-03-16"]


def test_changes_over_an_inline_calendar_go_before_all_it_says(ask):
    """Wednesday's own special hours and Thursday's own day off give way: Thursday is the first day."""
    own = CALENDAR | {
        "special_hours": {"2026-03-11": [["08:00", "09:00"]]},
        "days_off": ["2026-03-12"],
    }
    assert due(ask, 1, calendar=own)["due_at"] == "2026-03-11T09:00:00+07:00"
    changes = {"days_off": ["2026-03-11"], "working_days": ["2026-03-12"]}
    told = due(ask, 1, calendar=own, calendar_changes=changes)
    assert told["due_at"] == "2026-03-12T17:00:00+07:00"
    assert counted(told) == (["2026-03-12"], [("2026-03-11", "holiday")])


THURSDAY = {
    "received_at": "2026-03-12T09:00:00+07:00",
    "authority": "long-khanh-a",
    "field": "justice",
    "term": days(3),
}
PROMISE = "long-khanh-a.no-appointment-thursday"


def test_thursday_without_appointments_is_lost_when_made_off(ask):
    """Usually an hour, 10:00. Thursday off: counted from Friday, which promises nothing; 16, 17, 18 March."""
    usual = ask(**THURSDAY)
    assert (usual["due_at"], usual["rule"]["id"]) == ("2026-03-12T10:00:00+07:00", PROMISE)
    assert [day["id"] for day in usual["service_days"]] == [PROMISE]
    told = ask(**THURSDAY, calendar_changes={"days_off": ["2026-03-12"]})
    assert told["counted_from"] == "2026-03-13T07:30:00+07:00"
    assert (told["due_at"], told["rule"]["id"]) == ("2026-03-18T17:00:00+07:00", "caller")
    assert told["service_days"] == []
    codes = {candidate["id"]: candidate["why"]["code"] for candidate in told["considered"]}
    assert codes[PROMISE] == "day"


def test_thursday_that_was_a_holiday_has_its_promise_when_worked(ask):
    """30 April 2026 is a Thursday and a holiday; worked after all, an hour from 09:00 is 10:00."""
    request = THURSDAY | {"received_at": "2026-04-30T09:00:00+07:00"}
    # as it is: counted from Monday 4 May, since Friday 1 May is off too; 5, 6, 7 May
    assert ask(**request)["due_at"] == "2026-05-07T17:00:00+07:00"
    told = ask(**request, calendar_changes={"working_days": ["2026-04-30"]})
    assert (told["due_at"], told["rule"]["id"]) == ("2026-04-30T10:00:00+07:00", PROMISE)


def test_thursday_with_special_hours_keeps_its_promise(ask):
    """Open 14:00-16:00 only: received at 09:00 it is deemed received at 14:00, and given at 15:00."""
    changes = {"special_hours": {"2026-03-12": [["14:00", "16:00"]]}}
    told = ask(**THURSDAY, calendar_changes=changes)
    assert told["counted_from"] == "2026-03-12T14:00:00+07:00"
    assert (told["due_at"], told["rule"]["id"]) == ("2026-03-12T15:00:00+07:00", PROMISE)


def test_same_day_promise_is_due_at_the_changed_closing(ask):
    """Long An, before 11:30: due at the close of the day itself, which a short day brings to 12:00."""
    request = {"received_at": TUESDAY, "authority": "long-an", "procedure": "business-registration"}
    assert ask(**request)["due_at"] == "2026-03-10T17:00:00+07:00"
    changes = {"special_hours": {"2026-03-10": [["07:30", "12:00"]]}}
    assert ask(**request, calendar_changes=changes)["due_at"] == "2026-03-10T12:00:00+07:00"


def test_cutoff_is_judged_at_the_changed_opening(ask):
    """Open from 13:30 only: 09:00 is deemed 13:30, past 11:30, so the law's days run: 11, 12, 13 March."""
    request = {"received_at": TUESDAY, "authority": "long-an", "procedure": "business-registration"}
    changes = {"special_hours": {"2026-03-10": [["13:30", "17:00"]]}}
    told = ask(**request, calendar_changes=changes)
    assert told["counted_from"] == "2026-03-10T13:30:00+07:00"
    assert (told["due_at"], told["rule"]["id"]) == ("2026-03-13T17:00:00+07:00", "business-registration")


def test_changes_without_explanation(ask):
    """Without an explanation the answer is as hypothetical as with one."""
    told = due(ask, calendar_changes=OFF, explain=False)
    assert (told["due_on"], told["explanation"], told["considered"]) == ("2026-03-16", None, [])
    assert told["hypothetical"] is True
