"""Working time over HTTP: go along a calendar, count what lies between, see whether an office is open.

Counted by hand. `vn` and its authorities work 07:30-11:30 and 13:30-17:00, Monday to Friday: 240 + 210 = 450
minutes a day. Of 2026: Thursday 1 January is a holiday, Friday 2 January swapped off for Saturday 10 January,
Tết is Monday 16 to Friday 20 February. Tuesday 2026-03-10 is an ordinary day.
"""

import pytest
from asking import CALENDAR, WEEK, problem_of, refused

ADD = "/v1/working-time/add"
BETWEEN = "/v1/working-time/between"
STATUS = "/v1/working-time/status"

MORNING = "2026-03-10T09:00:00+07:00"  # Tuesday
ASKED = {  # a good question on each route
    ADD: {"calendar": "vn", "start_at": MORNING, "term": {"amount": 1, "unit": "working_days"}},
    BETWEEN: {"calendar": "vn", "start_at": MORNING, "end_at": "2026-03-11T09:00:00+07:00"},
    STATUS: {"calendar": "vn", "at": MORNING},
}
UNITS = [
    "working_minutes",
    "working_hours",
    "minutes",
    "hours",
    "working_days",
    "days",
    "weeks",
    "months",
    "years",
]
LATE = {day: [["08:00", "12:00"], ["20:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
TO_MIDNIGHT = {"time_zone": "Asia/Ho_Chi_Minh", "weekly_hours": LATE}
AROUND_THE_CLOCK = {
    "time_zone": "Asia/Ho_Chi_Minh",
    "weekly_hours": {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
}


def hanoi(text):
    """Write an instant of Hanoi: `2026-03-10 09:00` with or without seconds."""
    on, clock = text.split()
    return f"{on}T{clock}+07:00" if clock.count(":") == 2 else f"{on}T{clock}:00+07:00"


def answer(client, url, **request):
    """Ask, and give back the answer, which must be 200."""
    response = client.post(url, json=ASKED[url] | request)
    assert response.status_code == 200, response.get_json()
    return response.get_json()


def added(client, start, amount, unit, calendar="vn", **request):
    """Go along a calendar, between instants of Hanoi."""
    term = {"amount": amount, "unit": unit}
    return answer(client, ADD, calendar=calendar, start_at=hanoi(start), term=term, **request)["end_at"]


def counted(client, start, end, calendar="vn", **request):
    """Count between two instants of Hanoi: seconds (the minutes are held to them), working days, days."""
    told = answer(client, BETWEEN, calendar=calendar, start_at=hanoi(start), end_at=hanoi(end), **request)
    assert told["working_minutes"] == pytest.approx(told["working_seconds"] / 60)
    return told["working_seconds"], told["working_days"], told["days"]


def stood(client, at, calendar="vn", **request):
    """Ask how an office stands at an instant of Hanoi."""
    told = answer(client, STATUS, calendar=calendar, at=hanoi(at), **request)
    edges = (told["next_open_at"], told["next_close_at"], told["previous_close_at"])
    return told["open"], told["working_day"], *edges


ADDED = {
    # working minutes: 09:00-11:30 is 150, 07:30-09:00 is 90
    "within a session": ("2026-03-10 09:00", 60, "working_minutes", "2026-03-10 10:00"),
    "used up at a closing": ("2026-03-10 09:00", 150, "working_minutes", "2026-03-10 11:30"),
    "a minute past lunch": ("2026-03-10 09:00", 151, "working_minutes", "2026-03-10 13:31"),
    "150 + 210 used up at the day's end": ("2026-03-10 09:00", 360, "working_minutes", "2026-03-10 17:00"),
    "150 + 210 + 1": ("2026-03-10 09:00", 361, "working_minutes", "2026-03-11 07:31"),
    "from a closing on": ("2026-03-10 11:30", 1, "working_minutes", "2026-03-10 13:31"),
    "from lunch": ("2026-03-10 12:15", 1, "working_minutes", "2026-03-10 13:31"),
    "from a Saturday": ("2026-03-14 10:00", 1, "working_minutes", "2026-03-16 07:31"),
    "back within a session": ("2026-03-10 09:00", -30, "working_minutes", "2026-03-10 08:30"),
    "back used up at an opening": ("2026-03-10 09:00", -90, "working_minutes", "2026-03-10 07:30"),
    "back a minute past an opening": ("2026-03-10 09:00", -91, "working_minutes", "2026-03-09 16:59"),
    "back over lunch": ("2026-03-10 14:00", -31, "working_minutes", "2026-03-10 11:29"),
    "back from an opening": ("2026-03-10 13:30", -240, "working_minutes", "2026-03-10 07:30"),
    "back from a Saturday": ("2026-03-14 10:00", -1, "working_minutes", "2026-03-13 16:59"),
    # working hours: a day has 7.5
    "a day and half an hour": ("2026-03-10 07:30", 8, "working_hours", "2026-03-11 08:00"),
    "three days of 7.5": ("2026-03-09 07:30", 22.5, "working_hours", "2026-03-11 17:00"),
    "three days back": ("2026-03-11 17:00", -22.5, "working_hours", "2026-03-09 07:30"),
    "up to Tết": ("2026-02-13 16:00", 1, "working_hours", "2026-02-13 17:00"),
    "over Tết: an hour, then 07:30-08:00": ("2026-02-13 16:00", 1.5, "working_hours", "2026-02-23 08:00"),
    "back over Tết": ("2026-02-23 08:00", -1.5, "working_hours", "2026-02-13 16:00"),
    # half an hour of Monday 5 January; 3-4 weekend, 2 swapped, 1 holiday; half an hour of 31 December
    "back over the new year": ("2026-01-05 08:00", -1, "working_hours", "2025-12-31 16:30"),
    "a swapped Saturday": ("2026-01-09 16:30", 1, "working_hours", "2026-01-10 08:00"),
    # the clock, past closing, nights and days off
    "minutes past closing": ("2026-03-10 16:30", 90, "minutes", "2026-03-10 18:00"),
    "minutes back past midnight": ("2026-03-10 00:30", -60, "minutes", "2026-03-09 23:30"),
    "minutes to midnight": ("2026-03-10 23:30", 30, "minutes", "2026-03-11 00:00"),
    "hours into a Sunday": ("2026-02-13 16:00", 48, "hours", "2026-02-15 16:00"),
    "hours back out of Tết": ("2026-02-17 09:00", -24, "hours", "2026-02-16 09:00"),
    "an hour and a half": ("2026-03-10 09:00", 1.5, "hours", "2026-03-10 10:30"),
    # working days, the clock time kept: Thursday 1 and Friday 2 January are off, 3-4 are the weekend
    "a day over the new year": ("2025-12-31 10:00", 1, "working_days", "2026-01-05 10:00"),
    "a day back over it": ("2026-01-05 10:00", -1, "working_days", "2025-12-31 10:00"),
    "to a swapped Saturday": ("2026-01-09 10:00", 1, "working_days", "2026-01-10 10:00"),
    "past a swapped Saturday": ("2026-01-09 10:00", 2, "working_days", "2026-01-12 10:00"),
    "back to a swapped Saturday": ("2026-01-12 10:00", -1, "working_days", "2026-01-10 10:00"),
    "over Tết": ("2026-02-13 10:00", 1, "working_days", "2026-02-23 10:00"),
    "back over all of Tết": ("2026-02-23 10:00", -1, "working_days", "2026-02-13 10:00"),
    "out of Tết": ("2026-02-18 12:00", 1, "working_days", "2026-02-23 12:00"),
    "back out of Tết": ("2026-02-18 12:00", -1, "working_days", "2026-02-13 12:00"),
    "an evening kept": ("2026-03-10 20:15:30", 3, "working_days", "2026-03-13 20:15:30"),
    # 1-10 March: Monday 2 to Friday 6 are five, Monday 9 is the sixth before Tuesday 10
    "six back": ("2026-03-10 00:00", -6, "working_days", "2026-03-02 00:00"),
    # the calendar, where nothing rolls
    "days to a Sunday": ("2026-03-10 09:00", 5, "days", "2026-03-15 09:00"),
    "days back over February": ("2026-03-10 09:00", -10, "days", "2026-02-28 09:00"),
    "a week": ("2026-03-10 09:00", 1, "weeks", "2026-03-17 09:00"),
    "weeks back": ("2026-03-10 09:00", -2, "weeks", "2026-02-24 09:00"),
    "a month to its last day": ("2026-01-31 18:45", 1, "months", "2026-02-28 18:45"),
    "a month back to its last day": ("2026-03-31 09:00", -1, "months", "2026-02-28 09:00"),
    "a month back over the year": ("2026-01-15 09:00", -1, "months", "2025-12-15 09:00"),
    "months to a leap day": ("2027-12-31 09:00", 2, "months", "2028-02-29 09:00"),
    "a year from a leap day": ("2024-02-29 09:00", 1, "years", "2025-02-28 09:00"),
    "a year back from a leap day": ("2024-02-29 09:00", -1, "years", "2023-02-28 09:00"),
    "years to a leap day": ("2024-02-29 09:00", 4, "years", "2028-02-29 09:00"),
}


@pytest.mark.parametrize("calendar", ["vn", "long-an"])
@pytest.mark.parametrize("row", ADDED.values(), ids=ADDED)
def test_add(client, row, calendar):
    """Every unit goes on and back; an authority without own hours counts as the default office does."""
    start, amount, unit, end = row
    assert added(client, start, amount, unit, calendar) == hanoi(end)


@pytest.mark.parametrize(
    "start", ["2026-03-10 09:00", "2026-03-10 11:30", "2026-03-10 03:00", "2026-02-17 12:00"]
)
@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("amount", [0, -0.0, 0.0])
def test_nothing_added_stays(client, start, unit, amount):
    """0 gives the start back, also at a closing, at night and on a day off: nothing rolls."""
    assert added(client, start, amount, unit) == hanoi(start)


@pytest.mark.parametrize(
    ("amount", "unit", "end"),
    [
        (0.5, "working_minutes", "2026-03-10 09:00:30"),
        (0.01, "working_minutes", "2026-03-10 09:00:01"),  # 0.6 of a second
        (0.005, "working_minutes", "2026-03-10 09:00:00"),  # 0.3 of a second
        (-0.01, "working_minutes", "2026-03-10 08:59:59"),
        (-0.005, "working_minutes", "2026-03-10 09:00:00"),
        (0.016666667, "minutes", "2026-03-10 09:00:01"),  # 1.00000002 seconds
        (0.3333, "hours", "2026-03-10 09:20:00"),  # 1,199.88 seconds
        (-0.3333, "working_hours", "2026-03-10 08:40:00"),
        (2.0, "working_days", "2026-03-12 09:00"),  # a whole number, however it is written
    ],
)
def test_fractions_are_rounded_to_the_second(client, amount, unit, end):
    """Decimals of minutes and hours come to the nearest whole second."""
    assert added(client, "2026-03-10 09:00", amount, unit) == hanoi(end)


COUNTED = {
    "an hour": ("2026-03-10 09:00", "2026-03-10 10:00", 60, 0, 0),
    "lunch": ("2026-03-10 11:30", "2026-03-10 13:30", 0, 0, 0),
    "a whole day": ("2026-03-10 00:00", "2026-03-10 23:59:59", 450, 0, 0),
    "to the midnight after": ("2026-03-10 00:00", "2026-03-11 00:00", 450, 1, 1),
    "a day on": ("2026-03-10 09:00", "2026-03-11 09:00", 450, 1, 1),  # 150 + 210 + 90
    "a night": ("2026-03-10 17:00", "2026-03-11 07:30", 0, 1, 1),
    "a weekend": ("2026-03-13 17:00", "2026-03-15 23:00", 0, 0, 2),
    # 16:00-17:00 and 07:30-08:00; Monday 23 is the only working day; 13 to 23 February are 10 days
    "Tết": ("2026-02-13 16:00", "2026-02-23 08:00", 90, 1, 10),
    "within Tết": ("2026-02-16 08:00", "2026-02-20 16:00", 0, 0, 4),
    # 5, 6, 7, 8, 9 and the swapped Saturday 10 January: six days of 450; 31 December to 11 January are 11
    "the new year": ("2025-12-31 17:00", "2026-01-11 00:00", 2700, 6, 11),
    "nothing": ("2026-03-10 09:00", "2026-03-10 09:00", 0, 0, 0),
    "a second": ("2026-03-10 09:00", "2026-03-10 09:00:01", 1 / 60, 0, 0),
}


@pytest.mark.parametrize("calendar", ["vn", "long-an"])
@pytest.mark.parametrize("row", COUNTED.values(), ids=COUNTED)
def test_between(client, row, calendar):
    """Working time between two instants, and days after the first date up to and with the last."""
    start, end, minutes, working_days, days = row
    assert counted(client, start, end, calendar) == (round(minutes * 60), working_days, days)


@pytest.mark.parametrize("row", COUNTED.values(), ids=COUNTED)
def test_reversed_pair_gives_the_negatives(client, row):
    """The days of a reversed pair are the same ones, not those of a count that begins at the other end."""
    start, end, minutes, working_days, days = row
    assert counted(client, end, start) == (-round(minutes * 60), -working_days, -days)


def test_minutes_between_are_not_rounded(client):
    """A second is a sixtieth of a minute, and five sixtieths are what five seconds are."""
    told = answer(client, BETWEEN, end_at="2026-03-10T09:00:05+07:00")
    assert told["working_seconds"] == 5
    assert told["working_minutes"] == pytest.approx(5 / 60, abs=1e-12)


MON_CLOSE, TUE_OPEN, TUE_NOON = (
    hanoi("2026-03-09 17:00"),
    hanoi("2026-03-10 07:30"),
    hanoi("2026-03-10 11:30"),
)
TUE_BACK, TUE_CLOSE = hanoi("2026-03-10 13:30"), hanoi("2026-03-10 17:00")
WED_OPEN, WED_NOON = hanoi("2026-03-11 07:30"), hanoi("2026-03-11 11:30")
TET = (hanoi("2026-02-23 07:30"), hanoi("2026-02-23 11:30"), hanoi("2026-02-13 17:00"))
NEW_YEAR = (hanoi("2026-01-05 07:30"), hanoi("2026-01-05 11:30"), hanoi("2025-12-31 17:00"))

STOOD = {
    "before opening": ("2026-03-10 07:29:59", False, True, TUE_OPEN, TUE_NOON, MON_CLOSE),
    "at an opening": ("2026-03-10 07:30", True, True, TUE_BACK, TUE_NOON, MON_CLOSE),
    "in the morning": ("2026-03-10 10:00", True, True, TUE_BACK, TUE_NOON, MON_CLOSE),
    "a second before lunch": ("2026-03-10 11:29:59", True, True, TUE_BACK, TUE_NOON, MON_CLOSE),
    "at a closing": ("2026-03-10 11:30", False, True, TUE_BACK, TUE_CLOSE, TUE_NOON),
    "at lunch": ("2026-03-10 12:00", False, True, TUE_BACK, TUE_CLOSE, TUE_NOON),
    "in the afternoon": ("2026-03-10 13:30", True, True, WED_OPEN, TUE_CLOSE, TUE_NOON),
    "at the day's end": ("2026-03-10 17:00", False, True, WED_OPEN, WED_NOON, TUE_CLOSE),
    "in the last second": ("2026-03-10 23:59:59", False, True, WED_OPEN, WED_NOON, TUE_CLOSE),
    "on Tết": ("2026-02-17 10:00", False, False, *TET),
    "on the last Sunday of Tết": ("2026-02-22 10:00", False, False, *TET),
    "on a swapped-off Friday": ("2026-01-02 10:00", False, False, *NEW_YEAR),
    "on a swapped Saturday": (
        "2026-01-10 10:00",
        True,
        True,
        hanoi("2026-01-10 13:30"),
        hanoi("2026-01-10 11:30"),
        hanoi("2026-01-09 17:00"),
    ),
}


@pytest.mark.parametrize("calendar", ["vn", "long-an"])
@pytest.mark.parametrize("row", STOOD.values(), ids=STOOD)
def test_status(client, row, calendar):
    """A closing instant is not open; what comes next is strictly later, what was closed may be now."""
    at, *expected = row
    assert stood(client, at, calendar) == tuple(expected)


DAY_KINDS = {
    "2026-03-10": ("tue", "working"),
    "2026-03-14": ("sat", "weekend"),
    "2026-01-01": ("thu", "holiday"),
    "2026-01-02": ("fri", "swapped_off"),
    "2026-01-10": ("sat", "swapped_working"),
    "2026-02-18": ("wed", "holiday"),
    "2026-04-27": ("mon", "day_in_lieu"),
}


@pytest.mark.parametrize("on", DAY_KINDS)
def test_status_tells_what_the_day_is(client, on):
    """The day is told as the calendar lists it, letter for letter: one place to look is enough."""
    day = answer(client, STATUS, at=f"{on}T10:00:00+07:00")["day"]
    assert (day["on"], day["weekday"], day["kind"]) == (on, *DAY_KINDS[on])
    listed = client.get(f"/v1/calendars/vn/days?from={on}&to={on}").get_json()["days"]
    assert [day] == listed


EDGES = {
    # 2030-12-31 is a Tuesday, and the last day
    "the last afternoon": ("2030-12-31 16:00", True, True, None, hanoi("2030-12-31 17:00")),
    "the last closing": ("2030-12-31 17:00", False, True, None, None),
    "the last second": ("2030-12-31 23:59:59", False, True, None, None),
}


@pytest.mark.parametrize("row", EDGES.values(), ids=EDGES)
def test_nothing_opens_after_the_calendar(client, row):
    """Beyond the last day nobody knows, so what comes next is null; an opening of 2031 is not guessed."""
    at, *expected = row
    last = hanoi("2030-12-31 11:30" if "16:00" in at else "2030-12-31 17:00")
    assert stood(client, at) == (*expected, last)


@pytest.mark.parametrize(
    "at", ["2015-01-01 00:00", "2015-01-04 23:59:59", "2015-01-05 07:30", "2015-01-05 11:29:59"]
)
def test_nothing_closed_before_the_calendar(client, at):
    """2015 begins with a holiday, a swapped Friday and a weekend: the first closing is Monday 5 at 11:30."""
    told = answer(client, STATUS, at=hanoi(at))
    assert told["previous_close_at"] is None
    assert told["next_close_at"] == hanoi("2015-01-05 11:30")


def test_edges_of_an_inline_calendar(client):
    """An inline calendar begins in 1900 and ends with 2199; 1900-01-01 is a Monday, 2199-12-31 a Tuesday."""
    calendar = {"time_zone": "UTC", "weekly_hours": WEEK}
    first = answer(client, STATUS, calendar=calendar, at="1900-01-01T08:00:00Z")
    assert (first["open"], first["previous_close_at"]) == (True, None)
    assert first["next_close_at"] == "1900-01-01T12:00:00+00:00"
    last = answer(client, STATUS, calendar=calendar, at="2199-12-31T17:00:00Z")
    assert (last["next_open_at"], last["next_close_at"]) == (None, None)
    assert last["previous_close_at"] == "2199-12-31T17:00:00+00:00"


MIDNIGHT_ADDED = {
    "used up at 24:00": ("2026-03-09 20:00", 240, "working_minutes", "2026-03-10 00:00"),
    "both sessions used up": ("2026-03-09 08:00", 8, "working_hours", "2026-03-10 00:00"),
    "a minute past 24:00": ("2026-03-09 20:00", 241, "working_minutes", "2026-03-10 08:01"),
    "from midnight on": ("2026-03-10 00:00", 1, "working_minutes", "2026-03-10 08:01"),
    "back from midnight": ("2026-03-10 00:00", -240, "working_minutes", "2026-03-09 20:00"),
    "back from an opening to the night before": (
        "2026-03-10 08:00",
        -1,
        "working_minutes",
        "2026-03-09 23:59",
    ),
    "a Friday's end is a Saturday's beginning": ("2026-03-13 23:00", 1, "working_hours", "2026-03-14 00:00"),
}


@pytest.mark.parametrize("row", MIDNIGHT_ADDED.values(), ids=MIDNIGHT_ADDED)
def test_add_to_midnight(client, row):
    """A session that ends at 24:00 ends at 00:00:00 of the next date."""
    start, amount, unit, end = row
    assert added(client, start, amount, unit, TO_MIDNIGHT) == hanoi(end)


def test_add_around_the_clock(client):
    """Where 24:00 touches the next opening, time runs on through midnight: 2 h + 24 h + 1 h is 27."""
    assert added(client, "2026-03-09 22:00", 2, "working_hours", AROUND_THE_CLOCK) == hanoi(
        "2026-03-10 00:00"
    )
    assert added(client, "2026-03-09 22:00", 27, "working_hours", AROUND_THE_CLOCK) == hanoi(
        "2026-03-11 01:00"
    )
    assert added(client, "2026-03-11 01:00", -27, "working_hours", AROUND_THE_CLOCK) == hanoi(
        "2026-03-09 22:00"
    )


@pytest.mark.parametrize(
    ("start", "end", "hours", "working_days", "days"),
    [
        ("2026-03-09 20:00", "2026-03-10 00:00", 4, 1, 1),  # the instant's own date is Tuesday
        ("2026-03-09 20:00", "2026-03-09 23:59:59", 4 - 1 / 3600, 0, 0),
        ("2026-03-10 00:00", "2026-03-10 08:00", 0, 0, 0),
        ("2026-03-13 00:00", "2026-03-14 00:00", 8, 0, 1),  # Friday; Saturday is no working day
    ],
)
def test_between_around_midnight(client, start, end, hours, working_days, days):
    """The evening counts whole, and 00:00:00 is a date later than the evening."""
    assert counted(client, start, end, TO_MIDNIGHT) == (round(hours * 3600), working_days, days)


def test_status_at_midnight(client):
    """At 24:00 the evening is over: closed, and closed this very instant."""
    eight, noon = hanoi("2026-03-10 08:00"), hanoi("2026-03-10 12:00")
    midnight = hanoi("2026-03-10 00:00")
    evening = (True, True, eight, midnight, hanoi("2026-03-09 12:00"))
    assert stood(client, "2026-03-09 23:59:59", TO_MIDNIGHT) == evening
    assert stood(client, "2026-03-10 00:00", TO_MIDNIGHT) == (False, True, eight, noon, midnight)
    saturday = (hanoi("2026-03-16 08:00"), hanoi("2026-03-16 12:00"), hanoi("2026-03-14 00:00"))
    assert stood(client, "2026-03-14 00:00", TO_MIDNIGHT) == (False, False, *saturday)


def test_status_where_midnight_touches(client):
    """Around the clock it is open at midnight too, though a session closed then and another opened."""
    expected = (
        True,
        True,
        hanoi("2026-03-11 00:00"),
        hanoi("2026-03-11 00:00"),
        hanoi("2026-03-10 00:00"),
    )
    assert stood(client, "2026-03-10 00:00", AROUND_THE_CLOCK) == expected


@pytest.mark.parametrize(
    ("amount", "unit", "due_at", "due_on"),
    [
        (1, "working_days", "2026-03-11 00:00", "2026-03-10"),  # Monday is day 0, Tuesday day 1
        (0, "working_days", "2026-03-10 00:00", "2026-03-09"),
        (1, "days", "2026-03-11 00:00", "2026-03-10"),
        (5, "days", "2026-03-17 00:00", "2026-03-16"),  # Saturday 14 rolls to Monday 16
        (7, "working_hours", "2026-03-10 00:00", "2026-03-09"),  # 09:00-12:00 and 20:00-24:00
    ],
)
def test_due_date_at_midnight_keeps_its_day(ask, amount, unit, due_at, due_on):
    """A due day that closes at 24:00 is due at T00:00:00 of the next date, and stays the due day."""
    told = ask(
        received_at="2026-03-09T09:00:00+07:00",
        authority="vn",
        calendar=TO_MIDNIGHT,
        term={"amount": amount, "unit": unit},
    )
    assert (told["due_at"], told["due_on"]) == (hanoi(due_at), due_on)


def test_fraction_of_a_second_is_cut_off(client):
    """08:59:59.999 is 08:59:59, never 09:00:00; and the last instant before a closing is still open."""
    told = answer(client, ADD, start_at="2026-03-10T08:59:59.999+07:00", term={"amount": 0, "unit": "days"})
    assert told["end_at"] == hanoi("2026-03-10 08:59:59")
    told = answer(
        client, ADD, start_at="2026-03-10T08:59:59.999+07:00", term={"amount": 1, "unit": "working_minutes"}
    )
    assert told["end_at"] == hanoi("2026-03-10 09:00:59")
    told = answer(
        client, BETWEEN, start_at="2026-03-10T08:59:59.999+07:00", end_at="2026-03-10T09:00:00.001+07:00"
    )
    assert told["working_seconds"] == 1
    assert answer(client, STATUS, at="2026-03-10T11:29:59.999999+07:00")["open"] is True
    assert answer(client, STATUS, at="2026-03-10T17:00:00.999+07:00")["previous_close_at"] == TUE_CLOSE


@pytest.mark.parametrize(
    "start", ["2026-03-10T02:00:00Z", "2026-03-09T21:00:00-05:00", "2026-03-10T11:00:00+09:00"]
)
def test_any_offset_is_answered_in_the_calendars(client, start):
    """09:00 in Hanoi is the same instant everywhere; answers speak in the calendar's own offset."""
    minute = {"amount": 1, "unit": "working_minutes"}
    assert answer(client, ADD, start_at=start, term=minute)["end_at"] == hanoi("2026-03-10 09:01")
    kept = {"amount": 0, "unit": "hours"}
    assert answer(client, ADD, start_at=start, term=kept)["end_at"] == hanoi("2026-03-10 09:00")
    assert answer(client, STATUS, at=start)["previous_close_at"] == MON_CLOSE
    assert (
        answer(client, BETWEEN, start_at=start, end_at=hanoi("2026-03-10 10:00"))["working_seconds"] == 3600
    )


def test_days_between_are_those_of_the_calendars_zone(client):
    """23:00Z on the 9th is 06:00 on the 10th in Hanoi: 02:00Z is the same date, so no day passed."""
    told = answer(client, BETWEEN, start_at="2026-03-09T23:00:00Z", end_at="2026-03-10T02:00:00Z")
    assert (told["working_days"], told["days"], told["working_minutes"]) == (0, 0, 90)
    # the same pair in London's zone: the 9th and the 10th
    told = answer(
        client,
        BETWEEN,
        calendar=CALENDAR | {"time_zone": "Europe/London"},
        start_at="2026-03-09T23:00:00Z",
        end_at="2026-03-10T02:00:00Z",
    )
    assert (told["working_days"], told["days"]) == (1, 1)


def test_working_days_are_those_of_the_calendars_zone(client):
    """18:00Z on Tuesday is 01:00 on Wednesday in Hanoi, so a working day later it is Thursday 01:00."""
    told = answer(client, ADD, start_at="2026-03-10T18:00:00Z")
    assert told["end_at"] == hanoi("2026-03-12 01:00")


def test_inline_calendar_decides(client):
    """Eight hours of 08:00-12:00 and 13:00-17:00 from Monday 16:00: one, and seven of Tuesday to 16:00."""
    assert added(client, "2026-03-09 16:00", 8, "working_hours", CALENDAR) == hanoi("2026-03-10 16:00")
    assert added(client, "2026-02-16 16:00", 1, "working_days", CALENDAR) == hanoi("2026-02-17 16:00")
    assert counted(client, "2026-03-09 16:00", "2026-03-10 16:00", CALENDAR) == (8 * 3600, 1, 1)
    changed = CALENDAR | {
        "days_off": ["2026-03-10"],
        "special_hours": {"2026-03-11": [["20:00", "21:00"]]},
        "breaks": {"2026-03-11": [["20:15", "20:30"]]},
    }
    # Monday 16:00-17:00; Tuesday off; Wednesday 20:00-20:15 and 20:30-21:00, of which a minute is needed
    assert added(client, "2026-03-09 16:00", 76, "working_minutes", changed) == hanoi("2026-03-11 20:31")


CHANGES = {
    # a day off: 150 + 210 minutes of Tuesday, then Thursday
    "day off": ({"days_off": ["2026-03-11"]}, "2026-03-10 09:00", 1, "working_days", "2026-03-12 09:00"),
    "day off, minutes": (
        {"days_off": ["2026-03-11"]},
        "2026-03-10 09:00",
        361,
        "working_minutes",
        "2026-03-12 07:31",
    ),
    "worked Saturday": (
        {"working_days": ["2026-03-14"]},
        "2026-03-13 09:00",
        1,
        "working_days",
        "2026-03-14 09:00",
    ),
    "worked Tết": (
        {"working_days": ["2026-02-16"]},
        "2026-02-13 17:00",
        4,
        "working_hours",
        "2026-02-16 11:30",
    ),
    "special hours": (
        {"special_hours": {"2026-03-10": [["08:00", "09:00"]]}},
        "2026-03-10 07:30",
        61,
        "working_minutes",
        "2026-03-11 07:31",
    ),
    "closed by special hours": (
        {"special_hours": {"2026-03-11": []}},
        "2026-03-10 09:00",
        1,
        "working_days",
        "2026-03-12 09:00",
    ),
    "special hours on Tết": (
        {"special_hours": {"2026-02-17": [["08:00", "09:00"]]}},
        "2026-02-13 09:00",
        1,
        "working_days",
        "2026-02-17 09:00",
    ),
    "a swap taken back": (
        {"days_off": ["2026-01-10"], "working_days": ["2026-01-02"]},
        "2025-12-31 09:00",
        7,  # 2 January, 5 to 9 January are five, Saturday 10 is off, Monday 12 is the seventh
        "working_days",
        "2026-01-12 09:00",
    ),
}


@pytest.mark.parametrize("calendar", ["vn", "long-an"])
@pytest.mark.parametrize("row", CHANGES.values(), ids=CHANGES)
def test_changes_over_a_named_calendar(client, row, calendar):
    """What if: days and hours of one request go before the calendar's own."""
    changes, start, amount, unit, end = row
    assert added(client, start, amount, unit, calendar, calendar_changes=changes) == hanoi(end)


def test_changes_are_for_one_request_only(client):
    """A question asked again without them is answered as before."""
    off = {"days_off": ["2026-03-11"]}
    assert added(client, "2026-03-10 09:00", 1, "working_days") == hanoi("2026-03-11 09:00")
    assert added(client, "2026-03-10 09:00", 1, "working_days", calendar_changes=off) == hanoi(
        "2026-03-12 09:00"
    )
    assert added(client, "2026-03-10 09:00", 1, "working_days") == hanoi("2026-03-11 09:00")


def test_changes_show_between_and_in_the_status(client):
    """A Wednesday made off has no minutes, is no working day and is told as a holiday without a name."""
    off = {"days_off": ["2026-03-11"]}
    # of Tuesday 09:00 to Wednesday 09:00 only Tuesday's 150 + 210 are left
    assert counted(client, "2026-03-10 09:00", "2026-03-11 09:00", calendar_changes=off) == (360 * 60, 0, 1)
    told = answer(client, STATUS, at=hanoi("2026-03-11 09:00"), calendar_changes=off)
    assert (told["open"], told["working_day"], told["day"]["kind"]) == (False, False, "holiday")
    assert (told["day"]["name"], told["day"]["hours"]) == (None, [])
    assert told["next_open_at"] == hanoi("2026-03-12 07:30")
    assert told["previous_close_at"] == hanoi("2026-03-10 17:00")
    worked = {"working_days": ["2026-03-14"]}
    told = answer(client, STATUS, at=hanoi("2026-03-14 09:00"), calendar_changes=worked)
    assert (told["open"], told["day"]["kind"]) == (True, "swapped_working")
    assert told["day"]["hours"] == [["07:30", "11:30"], ["13:30", "17:00"]]


def test_changes_over_an_inline_calendar(client):
    """What if goes before all that the calendar itself says of a date, be it special hours."""
    own = CALENDAR | {"special_hours": {"2026-03-11": [["20:00", "21:00"]]}, "days_off": ["2026-03-12"]}
    assert added(client, "2026-03-10 09:00", 1, "working_days", own) == hanoi("2026-03-11 09:00")
    off = {"days_off": ["2026-03-11"]}
    assert added(client, "2026-03-10 09:00", 1, "working_days", own, calendar_changes=off) == hanoi(
        "2026-03-13 09:00"
    )
    worked = {"working_days": ["2026-03-12"], "days_off": ["2026-03-11"]}
    assert added(client, "2026-03-10 09:00", 1, "working_days", own, calendar_changes=worked) == hanoi(
        "2026-03-12 09:00"
    )


@pytest.mark.parametrize("url", ASKED)
@pytest.mark.parametrize("calendar", ["vn", "long-an", CALENDAR], ids=["vn", "long-an", "inline"])
def test_hypothetical_where_changes_were_put(client, url, calendar):
    """An answer that rests on a what-if says so; one without says that it does not."""
    for nothing in ({}, {"calendar_changes": None}, {"calendar_changes": {}}):
        assert answer(client, url, calendar=calendar, **nothing)["hypothetical"] is False
    empty = {"days_off": [], "working_days": [], "special_hours": {}}
    assert answer(client, url, calendar=calendar, calendar_changes=empty)["hypothetical"] is False
    for changes in (
        {"days_off": ["2026-03-11"]},
        {"working_days": ["2026-03-14"]},
        {"special_hours": {"2026-03-11": []}},
        {"days_off": ["2027-05-05"]},  # far from the question, but put
    ):
        assert answer(client, url, calendar=calendar, calendar_changes=changes)["hypothetical"] is True


@pytest.mark.parametrize("url", ASKED)
def test_answers_name_the_rules_in_use(client, url):
    """Every computed answer says by which rules, the same ones a due date names."""
    rules = answer(client, url)["rules"]
    assert set(rules) == {"release", "digest"}
    assert rules["digest"].startswith("sha256:")
    due = client.post(
        "/v1/due-dates",
        json={"received_at": MORNING, "authority": "vn", "term": {"amount": 1, "unit": "days"}},
    )
    assert due.get_json()["rules"] == rules


def test_every_member_is_there(client):
    """The members of the contract and the hint of a what-if, nothing else."""
    common = {"rules", "hypothetical"}
    assert set(answer(client, ADD)) == {"end_at"} | common
    counts = {"working_seconds", "working_minutes", "working_days", "days"}
    assert set(answer(client, BETWEEN)) == counts | common
    edges = {"next_open_at", "next_close_at", "previous_close_at"}
    assert set(answer(client, STATUS)) == {"open", "working_day", "day"} | edges | common


def going(amount, unit, start=MORNING):
    """Ask to go by an amount."""
    return ADD, {"start_at": start, "term": {"amount": amount, "unit": unit}}


NEW_YEARS_EVE = "2030-12-31T16:00:00+07:00"  # an hour before the last closing; the calendar ends that night
FIRST_MONDAY = "2015-01-05T08:30:00+07:00"  # an hour after the first opening

REFUSED = {
    "a start before the calendar": (
        ADD,
        {"start_at": "2014-12-31T23:59:59+07:00"},
        "beyond_horizon",
        "/start_at",
    ),
    "a start after it": (ADD, {"start_at": "2031-01-01T00:00:00+07:00"}, "beyond_horizon", "/start_at"),
    "nothing added before it": (
        *going(0, "days", "2014-12-31T10:00:00+07:00"),
        "beyond_horizon",
        "/start_at",
    ),
    "between from before": (
        BETWEEN,
        {"start_at": "2014-12-31T10:00:00+07:00"},
        "beyond_horizon",
        "/start_at",
    ),
    "between to after": (BETWEEN, {"end_at": "2031-01-01T00:00:00+07:00"}, "beyond_horizon", "/end_at"),
    "between back to before": (BETWEEN, {"end_at": "2014-12-31T10:00:00+07:00"}, "beyond_horizon", "/end_at"),
    "a moment before it": (STATUS, {"at": "2014-12-31T23:59:59+07:00"}, "beyond_horizon", "/at"),
    "a moment after it": (STATUS, {"at": "2031-01-01T00:00:00+07:00"}, "beyond_horizon", "/at"),
    "a moment after it in its own zone": (STATUS, {"at": "2030-12-31T17:00:00Z"}, "beyond_horizon", "/at"),
    # of the last day 60 working minutes are left, and no working day
    "61 minutes": (*going(61, "working_minutes", NEW_YEARS_EVE), "beyond_horizon", "/term"),
    "2 working hours": (*going(2, "working_hours", NEW_YEARS_EVE), "beyond_horizon", "/term"),
    "8 hours and a minute": (*going(481, "minutes", NEW_YEARS_EVE), "beyond_horizon", "/term"),
    "9 hours": (*going(9, "hours", NEW_YEARS_EVE), "beyond_horizon", "/term"),
    "a working day": (*going(1, "working_days", NEW_YEARS_EVE), "beyond_horizon", "/term"),
    "a day": (*going(1, "days", NEW_YEARS_EVE), "beyond_horizon", "/term"),
    "a week": (*going(1, "weeks", NEW_YEARS_EVE), "beyond_horizon", "/term"),
    "a month": (*going(1, "months", NEW_YEARS_EVE), "beyond_horizon", "/term"),
    "a year": (*going(1, "years", NEW_YEARS_EVE), "beyond_horizon", "/term"),
    # 60 working minutes go back to the first opening; the calendar begins four days before
    "61 minutes back": (*going(-61, "working_minutes", FIRST_MONDAY), "beyond_horizon", "/term"),
    "2 working hours back": (*going(-2, "working_hours", FIRST_MONDAY), "beyond_horizon", "/term"),
    "a working day back": (*going(-1, "working_days", FIRST_MONDAY), "beyond_horizon", "/term"),
    "105 hours back": (*going(-105, "hours", FIRST_MONDAY), "beyond_horizon", "/term"),  # 4 × 24 + 8.5
    "5 days back": (*going(-5, "days", FIRST_MONDAY), "beyond_horizon", "/term"),
    "a month back": (*going(-1, "months", FIRST_MONDAY), "beyond_horizon", "/term"),
    "half a working day": (*going(1.5, "working_days"), "amount_not_whole", "/term/amount"),
    "half a day": (*going(1.5, "days"), "amount_not_whole", "/term/amount"),
    "half a week back": (*going(-0.5, "weeks"), "amount_not_whole", "/term/amount"),
    "half a month": (*going(0.5, "months"), "amount_not_whole", "/term/amount"),
    "a third of a year": (*going(0.3333, "years"), "amount_not_whole", "/term/amount"),
    "an amount in words": (*going("3", "days"), "not_a_number", "/term/amount"),
    "an amount that is true": (*going(True, "days"), "not_a_number", "/term/amount"),
    "no amount": (ADD, {"term": {"unit": "days"}}, "required", "/term/amount"),
    "an amount of null": (*going(None, "days"), "null_not_allowed", "/term/amount"),
    "a unit of its own": (*going(1, "fortnights"), "unknown_unit", "/term/unit"),
    "no unit": (ADD, {"term": {"amount": 1}}, "required", "/term/unit"),
    "a term of null": (ADD, {"term": None}, "null_not_allowed", "/term"),
    "a term that is a number": (ADD, {"term": 3}, "not_an_object", "/term"),
    "a term with a stranger": (
        ADD,
        {"term": {"amount": 1, "unit": "days", "from": 1}},
        "unknown_member",
        "/term/from",
    ),
    "a start without offset": (ADD, {"start_at": "2026-03-10T09:00:00"}, "offset_required", "/start_at"),
    "an end without offset": (BETWEEN, {"end_at": "2026-03-10T09:00:00"}, "offset_required", "/end_at"),
    "a moment without offset": (STATUS, {"at": "2026-03-10T09:00:00"}, "offset_required", "/at"),
    "a moment that is null": (STATUS, {"at": None}, "null_not_allowed", "/at"),
    "a moment in 2200": (STATUS, {"at": "2200-01-01T00:00:00Z"}, "out_of_range", "/at"),
    "a term where none belongs": (STATUS, {"term": {"amount": 1, "unit": "days"}}, "unknown_member", "/term"),
}


@pytest.mark.parametrize("row", REFUSED.values(), ids=REFUSED)
def test_working_time_is_refused(client, row):
    """What cannot be counted is refused at its place: the calendar's edge, an amount, an instant."""
    url, changes, code, path = row
    body = ASKED[url] | changes
    refused(lambda spoken: client.post(url, json=body, headers={"Accept-Language": spoken}), 422, code, path)


@pytest.mark.parametrize("url", ASKED)
@pytest.mark.parametrize("calendar", ["mars", "", "VN", "long-an.same-day-registration", "../vn"])
def test_unknown_calendar_is_refused(client, url, calendar):
    """An id in a body that nobody knows is 422 with the name it was given, not a 404."""
    body = ASKED[url] | {"calendar": calendar}
    told = refused(
        lambda spoken: client.post(url, json=body, headers={"Accept-Language": spoken}),
        422,
        "unknown_calendar",
        "/calendar",
    )
    assert f"“{calendar}”" in told["en"]["detail"]


@pytest.mark.parametrize(
    ("amount", "unit", "start", "end"),
    [
        (60, "working_minutes", NEW_YEARS_EVE, "2030-12-31 17:00"),
        (7, "hours", NEW_YEARS_EVE, "2030-12-31 23:00"),
        (-60, "working_minutes", FIRST_MONDAY, "2015-01-05 07:30"),
        (-4, "days", FIRST_MONDAY, "2015-01-01 08:30"),
    ],
)
def test_the_last_that_the_calendar_holds(client, amount, unit, start, end):
    """What still ends within the calendar is counted: only a step more is beyond."""
    term = {"amount": amount, "unit": unit}
    assert answer(client, ADD, start_at=start, term=term)["end_at"] == hanoi(end)


def test_a_start_of_the_calendars_first_instant(client):
    """2014-12-31T17:00:00Z is 00:00 of 2015-01-01 in Hanoi, the calendar's first instant."""
    assert answer(client, STATUS, at="2014-12-31T17:00:00Z")["day"]["on"] == "2015-01-01"


@pytest.mark.parametrize("url", ASKED)
def test_every_missing_member_is_told_at_once(client, url):
    """An empty question names all that it lacks, in the order of the contract."""
    problem = problem_of(client.post(url, json={}), 422)
    assert [(error["path"], error["code"]) for error in problem["errors"]] == [
        (f"/{name}", "required") for name in ASKED[url]
    ]
