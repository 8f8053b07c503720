"""Rules of a made-up country: as many offices and procedures as asked for, over a calendar of twenty years.

Every office keeps hours of its own and makes a promise of its own: nothing is shared that a country might not
share.
"""

import shutil
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from sla_service.rulebook.place import rules_folder
from sla_service.rulebook.projection import project

FIRST, LAST = 2015, 2034
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONDAY = date(2026, 3, 2)  # nothing but whole weeks for a month
SOURCE = {"document": "Ví dụ", "article": None, "url": None, "quote": None, "read": True}
VERSION = {"citations": [SOURCE], "checked": {"on": "2026-11-22"}}


def write_country(folder: Path, *, offices: int, procedures: int) -> Path:
    """Write the rules into a folder that is not there yet; give it back."""
    shipped = rules_folder()
    for part in ("schema", "calendars"):
        shutil.copytree(shipped / part, folder / part)
    shutil.copytree(shipped / "authorities" / "vn", folder / "authorities" / "vn")
    shutil.copy(shipped / "fields.yaml", folder)
    calendar = folder / "calendars" / "vn" / "calendar.yaml"
    text = calendar.read_text("utf-8")
    calendar.write_text(text.replace('last: "2030-12-31"', f'last: "{LAST}-12-31"'), "utf-8")
    for year in range(FIRST, LAST + 1):
        file = calendar.parent / f"{year}.yaml"
        if not file.exists():
            _write(file, _year(year))
    for number in range(procedures):
        _write(folder / "procedures" / f"p{number}.yaml", _procedure(number))
    for number in range(offices):
        home = folder / "authorities" / f"a{number}"
        _write(home / "office.yaml", _office(number))
        _write(home / "promise.yaml", _promise(number, procedures))
    return folder


def days_of(procedure: int) -> int:
    """Tell the working days that the law gives a procedure."""
    return 2 + procedure % 15


def _write(path: Path, content: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.dump(content, Dumper=_Plain, allow_unicode=True, sort_keys=False), "utf-8")


class _Plain(yaml.CSafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _title(what: str, number: int) -> dict[str, str]:
    return {"vi": f"{what} {number}", "en": f"{what} {number}"}


def _year(year: int) -> dict[str, Any]:
    days = [day for day in project("VN", {year}) if day.on.year == year]
    return {
        "year": year,
        "status": "projected",
        "sources": {"law": {**SOURCE, "announced_on": None}},
        "days_off": [
            {
                "on": day.on.isoformat(),
                "weekday": WEEKDAYS[day.on.weekday()],
                "kind": day.kind.value,
                "name": _title("Ngày nghỉ", day.on.day),
                "source": "law",
                "confidence": "low",
            }
            for day in days
        ],
        "working_days": [],
    }


def _procedure(number: int) -> dict[str, Any]:
    amount = days_of(number)
    terms = [("2020-01-01", None, amount), ("2015-01-01", "2020-01-01", amount + 2)]
    whole_weeks, rest = divmod(amount, 5)
    due = MONDAY + timedelta(days=7 * whole_weeks + rest)  # from a Monday every five working days are a week
    return {
        "id": f"p{number}",
        "title": _title("Thủ tục", number),
        "field": "justice",
        "versions": [
            {
                "in_force": {"from": since, "until": until},
                "term": {"amount": days, "unit": "working_days"},
                **VERSION,
            }
            for since, until, days in terms
        ],
        "examples": [
            {
                "why": "đếm từ thứ Hai 02/03/2026",
                "received_at": f"{MONDAY}T09:00:00+07:00",
                "due_at": f"{due}T17:00:00+07:00",
            }
        ],
    }


def _opening(number: int) -> str:
    return f"{6 + number // 60 % 4:02d}:{number % 60:02d}"


def _office(number: int) -> dict[str, Any]:
    sessions = [[_opening(number), "11:30"], ["13:30", "17:00"]]
    return {
        "id": f"a{number}",
        "title": _title("Cơ quan", number),
        "parent": "vn" if number % 10 == 0 else f"a{number // 10 * 10}",
        "calendar": "vn",
        "office_hours": [
            {
                "in_force": {"from": "2015-01-01", "until": None},
                "assumed": False,
                "week": {day: sessions if day not in ("sat", "sun") else [] for day in WEEKDAYS},
                "citations": [SOURCE],
            }
        ],
    }


def _promise(number: int, procedures: int) -> dict[str, Any]:
    """Promise one procedure on the day itself, if it comes before 11:00 of one weekday."""
    weekday, procedure = number % 5, f"p{number % procedures}"
    on = MONDAY + timedelta(days=weekday)
    return {
        "id": f"a{number}.promise",
        "model": "same_day",
        "title": _title("Cam kết", number),
        "versions": [
            {
                "in_force": {"from": "2022-01-01", "until": None},
                "applies": {
                    "offices": "own_and_below" if number % 10 == 0 else "own",
                    "fields": "all",
                    "procedures": [procedure],
                    "channels": "all",
                    "days": f"FREQ=WEEKLY;BYDAY={WEEKDAYS[weekday][:2].upper()}",
                    "on_days_off": "lost",
                    "except": [],
                },
                "term": {"amount": 0, "unit": "working_days"},
                "cutoff": {"before": "11:00"},
                **VERSION,
            }
        ],
        "examples": [
            {
                "why": f"ngày {on:%d/%m/%Y} trước 11:00",
                "procedure": procedure,
                "received_at": f"{on}T10:00:00+07:00",
                "due_at": f"{on}T17:00:00+07:00",
                "rule": f"a{number}.promise",
            }
        ],
    }
