"""What a calendar never seen before costs: its years as the question touches them, against all of them.

Both are run in turn within each round, so that a change of the machine's speed touches both; read the ratio.
"""

import json
import statistics
import sys
from datetime import datetime

from bench.add_working_minutes import timed
from sla_service.core.timeline import Timeline
from sla_service.http.inline_calendar import read_calendar

HOURS = [["07:30", "11:30"], ["13:30", "17:00"]]
ASKED = {
    "time_zone": "Asia/Ho_Chi_Minh",
    "weekly_hours": dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), HOURS),
}
ROUNDS = 9


def main() -> None:
    calendar = read_calendar(ASKED)
    at = Timeline(calendar).local(datetime.fromisoformat("2026-03-06T16:00:00+07:00"))
    calls = {
        "touched years": lambda: Timeline(calendar).add(at, 25 * 450 * 60),
        "all 300 years": lambda: Timeline(calendar).compiled().add(at, 25 * 450 * 60),
    }
    assert len({call() for call in calls.values()}) == 1  # noqa: S101 - both must agree
    spent: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(ROUNDS):
        for name, call in calls.items():
            spent[name].append(timed(call, 2))
    result = {name: round(statistics.median(times)) for name, times in spent.items()}
    ratio = round(result["all 300 years"] / result["touched years"])
    json.dump({"microseconds, median": result, "all against touched": ratio}, sys.stdout, indent=2)
    print()


if __name__ == "__main__":
    main()
