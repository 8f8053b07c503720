"""Working time where the clock changes, over HTTP: the hour that never comes and the one that comes twice.

Counted by hand in real elapsed time. New York, Sunday 2026-03-08: 02:00-05:00 becomes 03:00-04:00; Sunday
2026-11-01: 02:00-04:00 becomes 01:00-05:00. Lord Howe moves by half an hour: Sunday 2026-10-04, 02:00+10:30
becomes 02:30+11:00; Sunday 2026-04-05, 02:00+11:00 becomes 01:30+10:30. A clock time that does not exist
moves forward by the gap, one that exists twice is the first.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

NEW_YORK, LORD_HOWE = "America/New_York", "Australia/Lord_Howe"


@dataclass(frozen=True)
class Change:
    """A Sunday on which the clock changes, and midnight at its beginning and end."""

    zone: str
    midnight: str
    next_midnight: str
    monday_opens: str

    def calendar(self, *sessions):
        """Work those sessions of Sundays, and Mondays 09:00-10:00."""
        hours = {"sun": [session.split("-") for session in sessions], "mon": [["09:00", "10:00"]]}
        return {"time_zone": self.zone, "weekly_hours": hours}


GAP = Change(NEW_YORK, "2026-03-08T00:00:00-05:00", "2026-03-09T00:00:00-04:00", "2026-03-09T09:00:00-04:00")
OVERLAP = Change(
    NEW_YORK, "2026-11-01T00:00:00-04:00", "2026-11-02T00:00:00-05:00", "2026-11-02T09:00:00-05:00"
)
HALF_GAP = Change(
    LORD_HOWE, "2026-10-04T00:00:00+10:30", "2026-10-05T00:00:00+11:00", "2026-10-05T09:00:00+11:00"
)
HALF_OVERLAP = Change(
    LORD_HOWE, "2026-04-05T00:00:00+11:00", "2026-04-06T00:00:00+10:30", "2026-04-06T09:00:00+10:30"
)

SESSIONS = {
    # the gap of an hour, 02:00 to 03:00: on the clock, where it really opens and closes, real minutes
    "over the gap": (GAP, "01:00-04:00", "01:00:00-05:00", "04:00:00-04:00", 120),
    "from midnight over the gap": (GAP, "00:00-24:00", "00:00:00-05:00", None, 23 * 60),
    "opening in the gap": (GAP, "02:30-05:00", "03:30:00-04:00", "05:00:00-04:00", 90),
    "opening where the gap begins": (GAP, "02:00-05:00", "03:00:00-04:00", "05:00:00-04:00", 120),
    "closing in the gap": (GAP, "01:00-02:30", "01:00:00-05:00", "03:30:00-04:00", 90),
    "closing where the gap begins": (GAP, "01:00-02:00", "01:00:00-05:00", "03:00:00-04:00", 60),
    "closing where the gap ends": (GAP, "01:00-03:00", "01:00:00-05:00", "03:00:00-04:00", 60),
    "opening where the gap ends": (GAP, "03:00-05:00", "03:00:00-04:00", "05:00:00-04:00", 120),
    "before the gap": (GAP, "00:00-01:59:59", "00:00:00-05:00", "01:59:59-05:00", 120 - 1 / 60),
    # the hour twice, 01:00 to 02:00: the first is -04:00, the second -05:00
    "over the overlap": (OVERLAP, "00:00-04:00", "00:00:00-04:00", "04:00:00-05:00", 300),
    "from midnight over the overlap": (OVERLAP, "00:00-24:00", "00:00:00-04:00", None, 25 * 60),
    "opening in the overlap": (OVERLAP, "01:30-03:00", "01:30:00-04:00", "03:00:00-05:00", 150),
    "opening where the overlap begins": (OVERLAP, "01:00-03:00", "01:00:00-04:00", "03:00:00-05:00", 180),
    "closing in the overlap": (OVERLAP, "00:00-01:30", "00:00:00-04:00", "01:30:00-04:00", 90),
    "closing where the overlap begins": (OVERLAP, "00:00-01:00", "00:00:00-04:00", "01:00:00-04:00", 60),
    "inside the overlap": (OVERLAP, "01:15-01:45", "01:15:00-04:00", "01:45:00-04:00", 30),
    "all of the overlap": (OVERLAP, "01:00-02:00", "01:00:00-04:00", "02:00:00-05:00", 120),
    "closing where the overlap ends": (OVERLAP, "00:00-02:00", "00:00:00-04:00", "02:00:00-05:00", 180),
    "opening where the overlap ends": (OVERLAP, "02:00-04:00", "02:00:00-05:00", "04:00:00-05:00", 120),
    # the gap of half an hour, 02:00 to 02:30
    "over half a gap": (HALF_GAP, "01:00-04:00", "01:00:00+10:30", "04:00:00+11:00", 150),
    "opening in half a gap": (HALF_GAP, "02:15-03:00", "02:45:00+11:00", "03:00:00+11:00", 15),
    "closing in half a gap": (HALF_GAP, "01:00-02:15", "01:00:00+10:30", "02:45:00+11:00", 75),
    "closing where half a gap begins": (HALF_GAP, "01:00-02:00", "01:00:00+10:30", "02:30:00+11:00", 60),
    "opening where half a gap ends": (HALF_GAP, "02:30-03:30", "02:30:00+11:00", "03:30:00+11:00", 60),
    # the half hour twice, 01:30 to 02:00: the first is +11:00, the second +10:30
    "over half an overlap": (HALF_OVERLAP, "01:00-03:00", "01:00:00+11:00", "03:00:00+10:30", 150),
    "opening in half an overlap": (HALF_OVERLAP, "01:45-02:30", "01:45:00+11:00", "02:30:00+10:30", 75),
    "closing in half an overlap": (HALF_OVERLAP, "01:00-01:45", "01:00:00+11:00", "01:45:00+11:00", 45),
    "inside half an overlap": (HALF_OVERLAP, "01:40-01:50", "01:40:00+11:00", "01:50:00+11:00", 10),
    "all of half an overlap": (HALF_OVERLAP, "01:30-02:00", "01:30:00+11:00", "02:00:00+10:30", 60),
    "opening where half an overlap ends": (
        HALF_OVERLAP,
        "02:00-03:00",
        "02:00:00+10:30",
        "03:00:00+10:30",
        60,
    ),
}
DROPPED = {
    "all of the gap": (GAP, "02:00-03:00"),
    "inside the gap": (GAP, "02:15-02:45"),
    "from where the gap begins": (GAP, "02:00-02:59:59"),
    "to where the gap ends": (GAP, "02:30-03:00"),
    "all of half a gap": (HALF_GAP, "02:00-02:30"),
    "inside half a gap": (HALF_GAP, "02:10-02:20"),
}


def post(client, route, **request):
    """Ask, and give back the answer, which must be 200."""
    response = client.post(f"/v1/working-time/{route}", json=request)
    assert response.status_code == 200, response.get_json()
    return response.get_json()


def added(client, calendar, start, amount, unit="working_minutes"):
    """Go along a calendar."""
    term = {"amount": amount, "unit": unit}
    return post(client, "add", calendar=calendar, start_at=start, term=term)["end_at"]


def seconds(client, calendar, start, end):
    """Count the working seconds between two instants."""
    return post(client, "between", calendar=calendar, start_at=start, end_at=end)["working_seconds"]


def shifted(text, by):
    """Move an instant by seconds, its offset kept."""
    return (datetime.fromisoformat(text) + timedelta(seconds=by)).isoformat()


def row_of(row):
    """Give a row's change, calendar, real opening and closing, and real seconds."""
    change, session, opens, closes, minutes = row
    on = change.midnight[:11]
    closes = on + closes if closes else change.next_midnight
    return change, change.calendar(session), on + opens, closes, round(minutes * 60)


@pytest.mark.parametrize("row", SESSIONS.values(), ids=SESSIONS)
class TestSessions:
    """A session of the Sunday on which the clock changes, held to its real opening, closing and length."""

    def test_real_time_passes(self, client, row):
        """All of the Sunday's working time is what really passes between opening and closing."""
        change, calendar, opens, closes, length = row_of(row)
        assert seconds(client, calendar, change.midnight, change.next_midnight) == length
        assert seconds(client, calendar, opens, closes) == length
        assert seconds(client, calendar, closes, opens) == -length

    def test_used_up_at_the_closing(self, client, row):
        """From midnight on, all of its time ends exactly at its closing; a minute more is Monday's."""
        change, calendar, _, closes, length = row_of(row)
        assert added(client, calendar, change.midnight, length / 60) == closes
        assert added(client, calendar, change.midnight, length / 60 + 1) == shifted(change.monday_opens, 60)

    def test_used_up_at_the_opening_on_the_way_back(self, client, row):
        """From Monday's opening back, all of the session's time ends exactly at its opening."""
        change, calendar, opens, closes, length = row_of(row)
        assert added(client, calendar, change.monday_opens, -length / 60) == opens
        assert added(client, calendar, closes, -length / 60) == opens

    def test_status_at_its_edges(self, client, row):
        """It opens and closes at those instants: a second before opening it is closed, at the closing too."""
        change, calendar, opens, closes, _ = row_of(row)
        told = post(client, "status", calendar=calendar, at=opens)
        assert (told["open"], told["working_day"], told["next_close_at"]) == (True, True, closes)
        assert told["next_open_at"] == change.monday_opens
        before = post(client, "status", calendar=calendar, at=shifted(opens, -1))
        assert (before["open"], before["next_open_at"]) == (False, opens)
        assert post(client, "status", calendar=calendar, at=shifted(closes, -1))["open"] is True
        after = post(client, "status", calendar=calendar, at=closes)
        assert (after["open"], after["previous_close_at"]) == (False, closes)
        assert after["next_open_at"] == change.monday_opens

    def test_sunday_is_a_working_day(self, client, row):
        """Saturday has none; Sunday is the next working day, Monday the one after."""
        change, calendar, *_ = row_of(row)
        told = post(
            client,
            "between",
            calendar=calendar,
            start_at=shifted(change.midnight, -1),
            end_at=change.next_midnight,
        )
        assert (told["working_days"], told["days"]) == (2, 2)


@pytest.mark.parametrize("row", DROPPED.values(), ids=DROPPED)
class TestDroppedSessions:
    """A session that lies wholly inside a gap never comes."""

    def test_it_leaves_nothing(self, client, row):
        """No second is worked on that Sunday, which then is no working day."""
        change, session = row
        calendar = change.calendar(session)
        told = post(
            client,
            "between",
            calendar=calendar,
            start_at=shifted(change.midnight, -1),
            end_at=shifted(change.next_midnight, -1),
        )
        assert (told["working_seconds"], told["working_days"], told["days"]) == (0, 0, 1)
        assert added(client, calendar, change.midnight, 1) == shifted(change.monday_opens, 60)

    def test_it_never_opens(self, client, row):
        """At the instant of the change it is closed, and what opens next is Monday."""
        change, session = row
        at = shifted(change.midnight, 2 * 3600)  # two hours after midnight: 02:00, when the clock moves on
        told = post(client, "status", calendar=change.calendar(session), at=at)
        assert (told["open"], told["working_day"]) == (False, False)
        assert told["next_open_at"] == change.monday_opens

    def test_the_sunday_before_it_is_worked(self, client, row):
        """A week before the gap the same session is worked, and its last minute begins before closing."""
        change, session = row
        closes = session.split("-")[1]
        sunday = shifted(change.midnight, -7 * 86400)
        clock = timedelta(hours=int(closes[:2]), minutes=int(closes[3:5]), seconds=int(closes[6:] or 0))
        week_before = datetime.fromisoformat(sunday) + clock - timedelta(minutes=1)
        # Monday 2 March (28 September) has 60 minutes, which are used up first
        assert added(client, change.calendar(session), change.midnight, -61) == week_before.isoformat()


STEPS = {
    # New York, 01:00-04:00 over the gap: 60 minutes to 02:00, which is 03:00
    "to the gap": (GAP, "01:00-04:00", "2026-03-08T01:00:00-05:00", 60, "2026-03-08T03:00:00-04:00"),
    "into the time after it": (
        GAP,
        "01:00-04:00",
        "2026-03-08T01:00:00-05:00",
        90,
        "2026-03-08T03:30:00-04:00",
    ),
    "a second before it": (
        GAP,
        "01:00-04:00",
        "2026-03-08T01:59:00-05:00",
        59 / 60,
        "2026-03-08T01:59:59-05:00",
    ),
    "back over it": (GAP, "01:00-04:00", "2026-03-08T04:00:00-04:00", -90, "2026-03-08T01:30:00-05:00"),
    "back to it": (GAP, "01:00-04:00", "2026-03-08T04:00:00-04:00", -60, "2026-03-08T03:00:00-04:00"),
    # 00:00-04:00 over the overlap: an hour to the first 01:00, another to the second
    "to the first 01:00": (
        OVERLAP,
        "00:00-04:00",
        "2026-11-01T00:00:00-04:00",
        60,
        "2026-11-01T01:00:00-04:00",
    ),
    "to the second 01:00": (
        OVERLAP,
        "00:00-04:00",
        "2026-11-01T00:00:00-04:00",
        120,
        "2026-11-01T01:00:00-05:00",
    ),
    "to 02:00": (OVERLAP, "00:00-04:00", "2026-11-01T00:00:00-04:00", 180, "2026-11-01T02:00:00-05:00"),
    "first half past one": (
        OVERLAP,
        "00:00-04:00",
        "2026-11-01T01:30:00-04:00",
        60,
        "2026-11-01T01:30:00-05:00",
    ),
    "second half past one": (
        OVERLAP,
        "00:00-04:00",
        "2026-11-01T01:30:00-05:00",
        60,
        "2026-11-01T02:30:00-05:00",
    ),
    "back to the second": (
        OVERLAP,
        "00:00-04:00",
        "2026-11-01T04:00:00-05:00",
        -180,
        "2026-11-01T01:00:00-05:00",
    ),
    "back to the first": (
        OVERLAP,
        "00:00-04:00",
        "2026-11-01T04:00:00-05:00",
        -240,
        "2026-11-01T01:00:00-04:00",
    ),
    # Lord Howe: an hour to 02:00, which is 02:30; from 01:00 an hour to the second 01:30
    "to half a gap": (HALF_GAP, "01:00-04:00", "2026-10-04T01:00:00+10:30", 60, "2026-10-04T02:30:00+11:00"),
    "over half a gap": (
        HALF_GAP,
        "01:00-04:00",
        "2026-10-04T01:00:00+10:30",
        90,
        "2026-10-04T03:00:00+11:00",
    ),
    "back over half a gap": (
        HALF_GAP,
        "01:00-04:00",
        "2026-10-04T03:00:00+11:00",
        -45,
        "2026-10-04T01:45:00+10:30",
    ),
    "to the first 01:30": (
        HALF_OVERLAP,
        "01:00-03:00",
        "2026-04-05T01:00:00+11:00",
        30,
        "2026-04-05T01:30:00+11:00",
    ),
    "to the second 01:30": (
        HALF_OVERLAP,
        "01:00-03:00",
        "2026-04-05T01:00:00+11:00",
        60,
        "2026-04-05T01:30:00+10:30",
    ),
    "back to the first 01:45": (
        HALF_OVERLAP,
        "01:00-03:00",
        "2026-04-05T02:15:00+10:30",
        -60,  # 45 minutes to the second 01:30, which is the first 02:00, and 15 more
        "2026-04-05T01:45:00+11:00",
    ),
}


@pytest.mark.parametrize("row", STEPS.values(), ids=STEPS)
def test_step_over_a_change(client, row):
    """Working minutes are minutes that pass, whatever the clock does meanwhile; counting agrees."""
    change, session, start, amount, end = row
    calendar = change.calendar(session)
    assert added(client, calendar, start, amount) == end
    assert seconds(client, calendar, start, end) == round(amount * 60)


OPEN = {
    "first time inside the overlap": (OVERLAP, "01:15-01:45", "2026-11-01T01:30:00-04:00", True),
    "second time, when it has closed": (OVERLAP, "01:15-01:45", "2026-11-01T01:30:00-05:00", False),
    "second time within a session over it": (OVERLAP, "00:00-04:00", "2026-11-01T01:30:00-05:00", True),
    "moved out of the gap, before": (GAP, "02:30-05:00", "2026-03-08T03:29:59-04:00", False),
    "moved out of the gap, at": (GAP, "02:30-05:00", "2026-03-08T03:30:00-04:00", True),
    "where 03:00 follows 02:00": (GAP, "01:00-04:00", "2026-03-08T03:00:00-04:00", True),
    "half an hour twice, the first": (HALF_OVERLAP, "01:40-01:50", "2026-04-05T01:45:00+11:00", True),
    "half an hour twice, the second": (HALF_OVERLAP, "01:40-01:50", "2026-04-05T01:45:00+10:30", False),
}


@pytest.mark.parametrize("row", OPEN.values(), ids=OPEN)
def test_open_at(client, row):
    """Of a clock time that comes twice only the first opens and closes."""
    change, session, at, is_open = row
    assert post(client, "status", calendar=change.calendar(session), at=at)["open"] is is_open


TWO_SESSIONS = {
    # 00:00-02:00 and 03:00-05:00 meet where the clock jumps: 2 + 2 hours
    "meeting in the gap": (GAP, ("00:00-02:00", "03:00-05:00"), 240),
    # the first closes at 03:30, when the second is open since 03:00: from 01:00 to 05:00 three hours pass
    "pushed into each other": (GAP, ("01:00-02:30", "03:00-05:00"), 180),
    # 02:30 to 03:00 never comes; two hours are left
    "one that never comes beside another": (GAP, ("02:30-03:00", "03:00-05:00"), 120),
    # the second opens at the first 01:30, where the first closes: from 00:00 to 03:00 four hours pass
    "touching in the overlap": (OVERLAP, ("00:00-01:30", "01:30-03:00"), 240),
    # 01:00-01:30 the first time, then 01:30 to 02:00: half an hour and an hour and a half
    "the overlap in two": (OVERLAP, ("01:00-01:30", "01:30-02:00"), 120),
    "meeting in half a gap": (HALF_GAP, ("01:00-02:00", "02:30-03:30"), 120),
    # 02:15 is 02:45, when the second is open since 02:30: from 01:00 to 03:30 two hours pass
    "pushed into each other by half an hour": (HALF_GAP, ("01:00-02:15", "02:30-03:30"), 120),
}


@pytest.mark.parametrize("row", TWO_SESSIONS.values(), ids=TWO_SESSIONS)
def test_no_second_is_worked_twice(client, row):
    """Working time is real elapsed time, so sessions that a change pushes together share no second."""
    change, sessions, minutes = row
    calendar = change.calendar(*sessions)
    assert seconds(client, calendar, change.midnight, change.next_midnight) == minutes * 60
    assert added(client, calendar, change.midnight, minutes + 1) == shifted(change.monday_opens, 60)


SATURDAY = "2026-03-07T12:00:00-05:00"
KEPT = {
    # the calendar keeps the clock, the clock's own units keep the time that passes
    "a day to noon": (SATURDAY, 1, "days", "2026-03-08T12:00:00-04:00"),
    "24 hours to 13:00": (SATURDAY, 24, "hours", "2026-03-08T13:00:00-04:00"),
    "a day into the gap": ("2026-03-07T02:30:00-05:00", 1, "days", "2026-03-08T03:30:00-04:00"),
    "a week back into the gap": ("2026-03-15T02:30:00-04:00", -1, "weeks", "2026-03-08T03:30:00-04:00"),
    "a month into the gap": ("2026-02-08T02:15:30-05:00", 1, "months", "2026-03-08T03:15:30-04:00"),
    "a year back into the gap": ("2027-03-08T02:00:00-05:00", -1, "years", "2026-03-08T03:00:00-04:00"),
    "a working day into the gap": (
        "2026-03-07T02:30:00-05:00",
        1,
        "working_days",
        "2026-03-08T03:30:00-04:00",
    ),
    "autumn, a day to noon": ("2026-10-31T12:00:00-04:00", 1, "days", "2026-11-01T12:00:00-05:00"),
    "autumn, 24 hours to 11:00": ("2026-10-31T12:00:00-04:00", 24, "hours", "2026-11-01T11:00:00-05:00"),
    "a day to the first 01:30": ("2026-10-31T01:30:00-04:00", 1, "days", "2026-11-01T01:30:00-04:00"),
    "a day back to the first 01:30": ("2026-11-02T01:30:00-05:00", -1, "days", "2026-11-01T01:30:00-04:00"),
    "60 minutes to the second 01:30": (
        "2026-11-01T01:30:00-04:00",
        60,
        "minutes",
        "2026-11-01T01:30:00-05:00",
    ),
    "nothing from the second 01:30": ("2026-11-01T01:30:00-05:00", 0, "days", "2026-11-01T01:30:00-05:00"),
    "an hour back over the gap": ("2026-03-08T03:30:00-04:00", -1, "hours", "2026-03-08T01:30:00-05:00"),
}


@pytest.mark.parametrize("row", KEPT.values(), ids=KEPT)
def test_clock_time_kept_over_a_change(client, row):
    """Days and longer keep the clock time, moved on where it is skipped, the first where it comes twice."""
    start, amount, unit, end = row
    assert added(client, GAP.calendar("08:00-09:00"), start, amount, unit) == end


def test_session_to_a_midnight_that_is_skipped(client):
    """Santiago, 2026-09-06: 00:00-04:00 becomes 01:00-03:00, so Saturday 20:00-24:00 ends at 01:00."""
    calendar = {"time_zone": "America/Santiago", "weekly_hours": {"sat": [["20:00", "24:00"]]}}
    start, end = "2026-09-05T20:00:00-04:00", "2026-09-06T01:00:00-03:00"
    assert added(client, calendar, start, 4, "working_hours") == end
    assert seconds(client, calendar, start, "2026-09-06T12:00:00-03:00") == 4 * 3600
    assert post(client, "status", calendar=calendar, at=end)["previous_close_at"] == end


def test_session_to_a_midnight_that_waits(client):
    """Santiago, 2026-04-05: 00:00-03:00 becomes 23:00-04:00 of the 4th: Saturday 20:00-24:00 has 5 hours."""
    calendar = {"time_zone": "America/Santiago", "weekly_hours": {"sat": [["20:00", "24:00"]]}}
    start, end = "2026-04-04T20:00:00-03:00", "2026-04-05T00:00:00-04:00"
    assert added(client, calendar, start, 5, "working_hours") == end
    assert added(client, calendar, start, 4, "working_hours") == "2026-04-04T23:00:00-04:00"
    assert seconds(client, calendar, start, "2026-04-05T12:00:00-04:00") == 5 * 3600


def test_date_that_never_came(client):
    """Apia left out Friday 2011-12-30 whole: Thursday 24:00 was Saturday 00:00, and nobody worked on it."""
    week = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
    calendar = {"time_zone": "Pacific/Apia", "weekly_hours": week}
    thursday = "2011-12-29T16:00:00-10:00"
    # an hour of Thursday, then Monday 2 January
    assert added(client, calendar, thursday, 2, "working_hours") == "2012-01-02T10:00:00+14:00"
    assert added(client, calendar, thursday, 1, "working_days") == "2012-01-02T16:00:00+14:00"
    assert added(client, calendar, thursday, 1, "hours") == "2011-12-29T17:00:00-10:00"
    # Friday 16:00 does not exist and moves on by the 24 hours of the gap
    assert added(client, calendar, thursday, 1, "days") == "2011-12-31T16:00:00+14:00"
    assert seconds(client, calendar, thursday, "2011-12-31T16:00:00+14:00") == 3600
