"""How the cost of adding working minutes grows with the term: a timeline against a walk day by day.

Both are run in turn within each round, so that a change of the machine's speed touches both; read the ratios.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sla_service.core.timeline import Timeline
from sla_service.rulebook.load import load
from sla_service.rulebook.place import rules_folder

AMOUNTS = (60, 480, 12_000, 120_000)
ROUNDS, CALLS = 9, 200


def walk(timeline: Timeline, at: datetime, seconds: int) -> datetime:
    """Add working seconds the way most libraries do: one day after the other."""
    day = at.date()
    while True:
        for opens, closes in timeline.sessions(day):
            start = max(opens.at, at)
            stretch = int((closes.at - start).total_seconds())
            if 0 < seconds <= stretch:
                return start + timedelta(seconds=seconds)
            seconds -= max(stretch, 0)
        day += timedelta(days=1)


def timed(call: Callable[[], Any], calls: int) -> float:
    """Time some calls and give the microseconds of one."""
    start = time.perf_counter()
    for _ in range(calls):
        call()
    return (time.perf_counter() - start) / calls * 1e6


def main() -> None:
    timeline = load(rules_folder()).office("vn").timeline
    at = timeline.local(datetime.fromisoformat("2019-01-02T08:00:00+07:00"))
    spent: dict[str, dict[int, list[float]]] = {"timeline": {}, "walk": {}}
    for _ in range(ROUNDS):
        for minutes in AMOUNTS:
            seconds = minutes * 60
            assert timeline.add(at, seconds).at == walk(timeline, at, seconds)  # noqa: S101 - both must agree
            calls = {
                "timeline": lambda s=seconds: timeline.add(at, s),
                "walk": lambda s=seconds: walk(timeline, at, s),
            }
            for name, call in calls.items():
                repeats = CALLS if name == "timeline" else max(2, CALLS * 60 // minutes)
                spent[name].setdefault(minutes, []).append(timed(call, repeats))
    result = {
        name: {minutes: round(statistics.median(times), 2) for minutes, times in table.items()}
        for name, table in spent.items()
    }
    growth = {name: round(table[AMOUNTS[-1]] / table[AMOUNTS[0]], 2) for name, table in result.items()}
    json.dump({"microseconds, median": result, "growth 60 to 120000 minutes": growth}, sys.stdout, indent=2)
    print()


if __name__ == "__main__":
    main()
