"""Days off of years that no notice has settled yet, projected from the `holidays` package."""

from collections.abc import Iterable, Iterator
from datetime import date

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


def project(country: str, years: Iterable[int]) -> Iterator[DatedDay]:
    """Give the projected days off and swapped working days of some years, all of them provisional."""
    wanted = sorted(years)
    if not wanted:
        return
    vi, en = (
        holidays.country_holidays(country, years=wanted, language=language) for language in ("vi", "en_US")
    )
    statutory = holidays.country_holidays(country, years=wanted, observed=False)
    for on in sorted(day for day in vi if day.year in wanted):
        kind = DayKind.HOLIDAY if on in statutory else DayKind.DAY_IN_LIEU
        yield DatedDay(on, kind, Text(vi[on], en[on]), _SOURCE)
    for on in sorted(_worked(vi, wanted)):
        yield DatedDay(on, DayKind.SWAPPED_WORKING, None, _SOURCE)


def _worked(table: holidays.HolidayBase, years: list[int]) -> Iterator[date]:
    return (on for on in table.weekend_workdays if on.year in years)
