"""Hours, days and months over HTTP, with their rolls, counted by hand and said in words."""

from itertools import pairwise

import pytest
from wire import VN, local, term

# Friday 2026-03-06 is followed by Monday 9; no day off is near
UNITS = [
    # clock time runs through lunch, closing and the night; an end on a day off rolls to the next close
    ("2026-03-06 11:00", 1, "hours", "2026-03-06 12:00", "Friday, through lunch"),
    ("2026-03-06 16:00", 2, "hours", "2026-03-06 18:00", "Friday, past closing"),
    ("2026-03-06 16:00", 0.5, "hours", "2026-03-06 16:30", "half an hour"),
    ("2026-03-06 16:00:01", 8, "hours", "2026-03-09 17:00", "Saturday 00:00:01 rolls to Monday's close"),
    ("2026-03-06 16:00", 24, "hours", "2026-03-09 17:00", "Saturday 16:00 rolls"),
    ("2026-03-06 16:00", 48, "hours", "2026-03-09 17:00", "Sunday 16:00 rolls"),
    ("2026-03-06 16:00", 56, "hours", "2026-03-09 17:00", "Monday 00:00:00 is Sunday's 24:00 and rolls"),
    ("2026-03-06 16:00:01", 56, "hours", "2026-03-09 00:00:01", "Monday 00:00:01 is Monday: no roll"),
    ("2026-03-06 16:00", 72, "hours", "2026-03-09 16:00", "Monday 16:00"),
    ("2026-03-07 10:00", 2, "hours", "2026-03-09 09:30", "Saturday's dossier counts from Monday 07:30"),
    ("2026-11-23 10:00", 24, "hours", "2026-11-25 17:00", "Monday to Tuesday 24/11, off: Wednesday's close"),
    ("2026-01-09 10:00", 24, "hours", "2026-01-10 10:00", "Friday to the worked Saturday 10 January"),
    ("2026-03-06 11:00", 90, "minutes", "2026-03-06 12:30", "Friday, through lunch"),
    ("2026-03-06 11:00", 0.5, "minutes", "2026-03-06 11:00:30", "half a minute"),
    ("2026-03-06 16:00", 479, "minutes", "2026-03-06 23:59", "a minute before midnight"),
    ("2026-03-06 16:00", 481, "minutes", "2026-03-09 17:00", "Saturday 00:01 rolls"),
    ("2026-03-06 16:00", 0.0125, "minutes", "2026-03-06 16:00:01", "0.75 seconds are a second"),
    ("2026-03-06 16:00", 0.0075, "minutes", "2026-03-06 16:00:00", "0.45 seconds are none"),
    # working time runs in office hours; used up exactly at closing it ends at closing
    ("2026-03-06 07:30", 4, "working_hours", "2026-03-06 11:30", "the whole morning"),
    ("2026-03-06 07:30:01", 4, "working_hours", "2026-03-06 13:30:01", "a second is left for the afternoon"),
    ("2026-03-06 13:30", 3.5, "working_hours", "2026-03-06 17:00", "the whole afternoon"),
    ("2026-03-06 07:30", 7.5, "working_hours", "2026-03-06 17:00", "the whole Friday"),
    ("2026-03-06 07:30:01", 7.5, "working_hours", "2026-03-09 07:30:01", "a second is left for Monday"),
    ("2026-03-06 13:30", 211, "working_minutes", "2026-03-09 07:31", "210 minutes to closing, 1 on Monday"),
    ("2026-03-06 16:30", 60, "working_minutes", "2026-03-09 08:00", "30 to closing, 30 on Monday"),
    ("2026-03-09 07:30", 37.5, "working_hours", "2026-03-13 17:00", "five times 7.5: Monday to Friday"),
    (
        "2026-11-23 07:30",
        15,
        "working_hours",
        "2026-11-25 17:00",
        "Monday and Wednesday; Tuesday 24/11 is off",
    ),
    ("2026-11-23 16:00", 90, "working_minutes", "2026-11-25 08:00", "60 on Monday, 30 on Wednesday"),
    ("2026-03-06 16:00", 0.25, "working_minutes", "2026-03-06 16:00:15", "15 seconds"),
    # working days: a part falls on the working day after the whole ones
    ("2026-03-06 10:00", 0, "working_days", "2026-03-06 17:00", "Friday itself"),
    ("2026-03-06 10:00", 0.25, "working_days", "2026-03-09 09:30", "Monday, the middle of the morning"),
    ("2026-03-06 10:00", 0.5, "working_days", "2026-03-09 11:30", "Monday, the end of the morning"),
    ("2026-03-06 10:00", 0.75, "working_days", "2026-03-09 15:15", "Monday, the middle of the afternoon"),
    ("2026-03-06 10:00", 1, "working_days", "2026-03-09 17:00", "Monday"),
    ("2026-03-06 10:00", 1.25, "working_days", "2026-03-10 09:30", "Tuesday"),
    ("2026-03-06 10:00", 1.5, "working_days", "2026-03-10 11:30", "Tuesday"),
    ("2026-03-06 10:00", 1.75, "working_days", "2026-03-10 15:15", "Tuesday"),
    ("2026-03-06 10:00", 2, "working_days", "2026-03-10 17:00", "Tuesday"),
    ("2026-11-23 10:00", 0.5, "working_days", "2026-11-25 11:30", "Monday; Tuesday 24/11 is off: Wednesday"),
    ("2026-01-09 10:00", 0.5, "working_days", "2026-01-10 11:30", "Friday; the worked Saturday's morning"),
    (
        "2026-02-13 10:00",
        1,
        "working_days",
        "2026-02-23 17:00",
        "Friday; 14–22 February are Tết and weekends",
    ),
    # calendar units: the first day is excluded, an end on a day off rolls
    ("2026-03-06 10:00", 1, "days", "2026-03-09 17:00", "Saturday rolls to Monday"),
    ("2026-03-06 10:00", 2, "days", "2026-03-09 17:00", "Sunday rolls to Monday"),
    ("2026-03-06 10:00", 3, "days", "2026-03-09 17:00", "Monday"),
    ("2026-03-06 10:00", 4, "days", "2026-03-10 17:00", "Tuesday"),
    ("2026-03-06 17:00:01", 1, "days", "2026-03-10 17:00", "Friday evening: Monday is day 0"),
    ("2026-03-06 10:00", 30, "days", "2026-04-06 17:00", "25 to 31 March, 5 more to Sunday 5 April: Monday"),
    ("2026-01-09 10:00", 1, "days", "2026-01-10 17:00", "Friday to the worked Saturday: no roll"),
    ("2026-03-06 10:00", 1, "weeks", "2026-03-13 17:00", "Friday to Friday"),
    ("2026-11-10 10:00", 2, "weeks", "2026-11-25 17:00", "Tuesday to Tuesday 24/11, off: Wednesday"),
    ("2026-03-06 10:00", 1, "months", "2026-04-06 17:00", "6 March to Monday 6 April"),
    ("2026-01-30 10:00", 1, "months", "2026-03-02 17:00", "no 30 February: Saturday 28, rolls to Monday"),
    ("2024-01-31 10:00", 1, "months", "2024-02-29 17:00", "the leap year's last day of February, Thursday"),
    ("2025-11-28 10:00", 3, "months", "2026-03-02 17:00", "28 November to Saturday 28 February: Monday"),
    ("2026-01-16 10:00", 1, "months", "2026-02-23 17:00", "Monday 16 February is Tết, off to Sunday 22"),
    ("2024-02-29 10:00", 1, "years", "2025-02-28 17:00", "29 February has no like in 2025: Friday 28"),
    ("2025-01-02 10:00", 1, "years", "2026-01-05 17:00", "Friday 2 January swapped off, weekend: Monday 5"),
    ("2025-11-24 10:00", 1, "years", "2026-11-25 17:00", "Monday to Tuesday 24/11, off: Wednesday"),
]


@pytest.mark.parametrize(("received", "amount", "unit", "due", "why"), UNITS)
def test_units_and_their_rolls(ask, *, received, amount, unit, due, why):
    """Every unit ends where the law ends it, and its steps chain up to there."""
    answer = ask(received_at=local(received), term=term(amount, unit), **VN)
    assert answer["due_at"] == local(due), why
    assert answer["due_on"] == due.split()[0], why
    steps = answer["explanation"]
    assert (steps[0]["at_before"], steps[-1]["at_after"]) == (local(received), local(due))
    assert all(earlier["at_after"] == later["at_before"] for earlier, later in pairwise(steps))


@pytest.mark.parametrize(("amount", "unit"), [(8, "hours"), (480, "minutes")])
def test_end_at_midnight_belongs_to_the_day_before(ask, amount, unit):
    """Friday 16:00 and eight hours end at Saturday's 00:00:00, which is Friday's and does not roll."""
    answer = ask(received_at=local("2026-03-06 16:00"), term=term(amount, unit), **VN)
    assert (answer["due_at"], answer["due_on"]) == (local("2026-03-07 00:00"), "2026-03-06")
    assert (answer["same_day"], answer["working_days"]) == (True, 0)


@pytest.mark.parametrize(
    ("why", "received", "due"),
    [
        ("Friday 20 to Monday 23, which is worked", "2026-11-20 10:00", "2026-11-23"),
        ("Monday 23; Tuesday 24 is off: Wednesday 25", "2026-11-23 10:00", "2026-11-25"),
        ("Monday 23 evening: Wednesday is day 0", "2026-11-23 17:00:01", "2026-11-26"),
        ("Tuesday 24, off: Wednesday is day 0", "2026-11-24 09:00", "2026-11-26"),
        ("Wednesday 25 to Thursday 26", "2026-11-25 10:00", "2026-11-26"),
        ("Thursday 26 to Friday 27", "2026-11-26 10:00", "2026-11-27"),
        ("Friday 27; Saturday 28 is not worked: Monday 30", "2026-11-27 10:00", "2026-11-30"),
        ("Saturday 28: Monday 30 is day 0", "2026-11-28 10:00", "2026-12-01"),
    ],
)
def test_one_working_day_around_24_november(ask, why, received, due):
    """Only the 24th is off: the swap of Monday 23 for Saturday 28 was not adopted."""
    answer = ask(received_at=local(received), term=term(1), **VN)
    assert (answer["due_on"], answer["provisional"]) == (due, False), why
