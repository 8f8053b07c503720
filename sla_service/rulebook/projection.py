"""Days off of years that no notice has settled yet, projected from the `holidays` package."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import holidays

from sla_service.core.calendar import DatedDay, DayKind
from sla_service.core.law import Citation, Text

# a projector only: wrong for Vietnam on 2026-01-02 and 2026-01-10, and silent about swaps still to come
_SOURCE = Citation("holidays (Python): dự kiến, chưa có thông báo", None, None, None, is_read=False)


def is_known(country: str) -> bool:
    """Can the package project that country's days off?"""
    try:
        holidays.country_holidays(country)
    except NotImplementedError:  # the package's list of countries would load them all
        return False
    return True


def project(country: str, years: Iterable[int], *, swaps: bool = True) -> Iterator[DatedDay]:
    """Give the projected days off and swapped working days of some years, all of them provisional.

    Without `swaps` nothing that the package learnt from a notice.
    """
    wanted = sorted(years)
    if not wanted:
        return
    vi, en = (_table(country, wanted, swaps=swaps, language=language) for language in ("vi", "en_US"))
    statutory = _table(country, wanted, swaps=swaps, observed=False)
    for on in sorted(day for day in vi if day.year in wanted):
        kind = DayKind.HOLIDAY if on in statutory else DayKind.DAY_IN_LIEU
        yield DatedDay(on, kind, Text(vi[on], en[on]), _SOURCE)
    for on in sorted(_worked(vi, wanted)):
        yield DatedDay(on, DayKind.SWAPPED_WORKING, None, _SOURCE)


def _table(country: str, years: list[int], *, swaps: bool, **more: Any) -> holidays.HolidayBase:
    table = holidays.country_holidays(country, **more)
    table.has_special_holidays = table.has_special_holidays and swaps
    for year in years:
        table.get(date(year, 1, 1))  # a year is worked out as soon as a day of it is asked for
    return table


def _worked(table: holidays.HolidayBase, years: list[int]) -> Iterator[date]:
    return (on for on in table.weekend_workdays if on.year in years and table.has_special_holidays)
