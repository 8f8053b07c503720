"""Clock times as files and requests write them: `HH:MM` or `HH:MM:SS`, `24:00` as an end."""

import re
from collections.abc import Iterable, Sequence

from sla_service.core.calendar import DAY_END, Session, Sessions

_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?|24:00", re.ASCII)


def second(clock: str) -> int:
    """Turn a clock time into seconds after midnight; ValueError if it is none."""
    match = _CLOCK.fullmatch(clock)
    if not match:
        raise ValueError(clock)
    if clock == "24:00":
        return DAY_END
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + seconds


def sessions(pairs: Iterable[Sequence[str]]) -> Sessions:
    """Turn `[["07:30", "11:30"], …]` into sessions; raises InvalidCalendar `session_reversed`."""
    return tuple(Session(second(opens), second(closes)) for opens, closes in pairs)
