"""What if: days and hours put over a calendar, for one question only."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from .calendar import DatedDay, DayKind, Sessions, WorkingCalendar, no_dates
from .errors import BeyondHorizon, InvalidCalendar


@dataclass(frozen=True, slots=True)
class CalendarChanges:
    """Days made off, days made worked, and hours set for a date; a date stands in one list only.

    Raises InvalidCalendar `date_in_two_lists`.
    """

    days_off: tuple[date, ...] = ()
    working_days: tuple[date, ...] = ()
    special_hours: Mapping[date, Sessions] = field(default_factory=no_dates)

    def __post_init__(self) -> None:
        lists: dict[date, str] = {}
        for path, on in self._dates():
            name = path.split("/")[1]
            if lists.setdefault(on, name) != name:
                raise InvalidCalendar("date_in_two_lists", path, on=on)

    def __bool__(self) -> bool:
        return bool(self.days_off or self.working_days or self.special_hours)

    def over(self, calendar: WorkingCalendar) -> WorkingCalendar:
        """Change a calendar: what is said here goes before what it says of those dates, but for its breaks.

        Raises BeyondHorizon for a date that the calendar does not know.
        """
        for path, on in self._dates():
            if not calendar.first <= on <= calendar.last:
                raise BeyondHorizon(path=path, first=calendar.first, last=calendar.last)
        kinds = dict.fromkeys(self.days_off, DayKind.HOLIDAY)
        kinds |= dict.fromkeys(self.working_days, DayKind.SWAPPED_WORKING)
        told = {on: day for on, day in calendar.dated.items() if on not in self.special_hours}
        told |= {on: DatedDay(on, kind) for on, kind in kinds.items()}
        kept = {on: hours for on, hours in calendar.special_hours.items() if on not in kinds}
        return replace(calendar, dated=told, special_hours=kept | dict(self.special_hours))

    def _dates(self) -> Iterator[tuple[str, date]]:
        for name in ("days_off", "working_days"):
            for index, on in enumerate(getattr(self, name)):
                yield f"/{name}/{index}", on
        for on in self.special_hours:
            yield f"/special_hours/{on}", on
