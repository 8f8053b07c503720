"""Values as files and requests write them: clock times, sessions, terms."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sla_service.core.calendar import Session, Sessions
from sla_service.core.clock import DAY_END
from sla_service.core.term import Term, Unit

_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?|24:00", re.ASCII)


def second(clock: str) -> int:
    """Turn `HH:MM`, `HH:MM:SS` or `24:00` into seconds after midnight; ValueError if it is none of them."""
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


def term(data: Mapping[str, Any]) -> Term:
    """Turn `{amount: 3, unit: working_days}` into a term; raises InvalidTerm."""
    return Term(Decimal(str(data["amount"])), Unit(data["unit"]))
