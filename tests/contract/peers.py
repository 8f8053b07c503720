"""One recorded case of another library's tests → one question about working time, and its answer.

Their words are those of the project's notes on the cases; the rest is provenance, and not read here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

URL = "/v1/working-time/"
ANY_SESSION = [["09:00", "17:00"]]
WORKING_UNITS = {  # of ours, how many of theirs make one
    "add_working_days": {"days": ("working_days", 1), "working_days": ("working_days", 1)},
    "add_working_time": {
        "seconds": ("working_minutes", 60),
        "minutes": ("working_minutes", 1),
        "hours": ("working_hours", 1),
    },
}
SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600}
OPENINGS = {"next_open": "next_open_at"}


@dataclass(frozen=True)
class Question:
    """What to send, what must come back, and where in the answer it stands."""

    method: str
    path: str
    body: dict[str, Any]
    expected: Any
    read: Callable[[dict[str, Any]], Any]


def question(case: dict[str, Any]) -> Question:
    """Translate a case; a word that nobody explained is a KeyError."""
    return QUESTIONS[case["op"]](case)


def added(case):
    """Say where so much working time, or so many working days, lead."""
    unit, size = WORKING_UNITS[case["op"]][case["unit"]]
    amount = case["amount"] if size == 1 else case["amount"] / size
    body = {"start_at": instant(case, "start"), "term": {"amount": amount, "unit": unit}}
    expected = precise(case, instant(case, "expected"))
    return asked(case, "add", body, expected, lambda answer: precise(case, answer["end_at"]))


def counted_time(case):
    """Say how much working time lies between; recorded decimals are held to the second they mean."""
    expected = round(signed(case) * SECONDS[case["unit"]], 3)
    return asked(case, "between", pair(case), expected, lambda answer: answer["working_seconds"])


def counted_days(case):
    """Say how many working days lie between."""
    return asked(case, "between", pair(case), signed(case), lambda answer: answer["working_days"])


def opened(case):
    """Say whether it is open."""
    body = {"at": instant(case, "start")}
    return asked(case, "status", body, case["expected"], lambda answer: answer["open"])


def worked(case):
    """Say whether the date is a working day."""
    body = {"at": instant(case, "start")}
    return asked(case, "status", body, case["expected"], lambda answer: answer["working_day"])


def rolled(case):
    """Say when it is open: at the start itself, else at the next opening."""
    start, member = instant(case, "start"), OPENINGS[case["roll"]]
    expected = precise(case, instant(case, "expected"))

    def read(answer):
        return precise(case, start if answer["open"] else answer[member])

    return asked(case, "status", {"at": start}, expected, read)


QUESTIONS: dict[str, Callable[[dict[str, Any]], Question]] = {
    "add_working_time": added,
    "add_working_days": added,
    "working_time_between": counted_time,
    "working_days_between": counted_days,
    "is_open": opened,
    "is_working_day": worked,
    "roll": rolled,
}


def asked(case, name, body, expected, read):
    """Put the calendar to the rest of a question."""
    return Question("POST", URL + name, {"calendar": calendar(case), **body}, expected, read)


def pair(case):
    """Give both ends."""
    return {"start_at": instant(case, "start"), "end_at": instant(case, "end")}


def signed(case):
    """Give the expected number in the order from start to end."""
    return -case["expected"] if case.get("sign") == "start_minus_end" else case["expected"]


def zone(case):
    """Give the zone of the case: UTC where there is none, or where it says that it has none."""
    return "UTC" if case.get("tz") in (None, "", "naive") else case["tz"]


def instant(case, key):
    """Write an instant of the case with its offset: a date alone is its 00:00, no offset is its zone's."""
    at = datetime.fromisoformat(case[key])
    here = ZoneInfo(zone(case))
    return (at if at.tzinfo else at.replace(tzinfo=here)).astimezone(here).isoformat()


def precise(case, text):
    """Cut an instant to what the case promises: a whole second, or a minute."""
    at = datetime.fromisoformat(text).replace(microsecond=0)
    at = at.replace(second=0) if case.get("expected_precision") == "minute" else at
    return at.isoformat()


def calendar(case):
    """Write the case's calendar as ours."""
    holidays = case.get("holidays", [])
    shifts = {on: hours for on, hours in case.get("shifts", {}).items() if on not in holidays}
    return {
        "time_zone": zone(case),
        "weekly_hours": weekly_hours(case),
        "days_off": holidays,
        "working_days": case.get("extra_working_days", []),
        "special_hours": shifts | case.get("special_hours", {}),
        "breaks": case.get("breaks", {}),
    }


def weekly_hours(case):
    """Write the week: its hours without their breaks, or any one session on each weekday named."""
    if "weekly_hours" not in case:
        return dict.fromkeys(case["working_days"], ANY_SESSION)
    breaks = case.get("weekly_breaks", {})
    return {day: cut(hours, breaks.get(day, [])) for day, hours in case["weekly_hours"].items()}


def cut(sessions, breaks):
    """Cut breaks out of sessions; clock times in `HH:MM` are in order as they are written."""
    for start, end in breaks:
        pieces = [
            piece
            for opens, closes in sessions
            for piece in ([opens, min(closes, start)], [max(opens, end), closes])
        ]
        sessions = [piece for piece in pieces if piece[0] < piece[1]]
    return sessions
