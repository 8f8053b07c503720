"""What one rule book says of a procedure at an office, without anything that changes no due date."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from sla_service.core.dossier import Dossier
from sla_service.core.due_date import earliest
from sla_service.core.errors import SlaError
from sla_service.core.explanation import Moment
from sla_service.core.law import ALWAYS, Text
from sla_service.core.rules import Applicability, Channel, Receipt, Rule, RuleKind, Version, not_covered
from sla_service.core.term import Term
from sla_service.core.timeline import Timeline
from sla_service.core.trials import Case, Office, try_rules

from .book import RuleBook

_NAMELESS, _WHENEVER = Text("", ""), datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Side:
    """The hours, the statutory versions, and the versions of each promise that may cover the procedure.

    Sides of the same content are equal, whoever's they are. `statutory` is None where the book does not know
    the procedure or the office.
    """

    timeline: Timeline
    statutory: tuple[Version, ...] | None
    promised: frozenset[tuple[Version, ...]]

    def due(self, at: datetime, channel: Channel) -> Moment | None:
        """Find when a receipt is due; None where these rules cannot say."""
        if self.statutory is None:
            return None
        receipt = Receipt(at, _rule(self.statutory), channel=channel)
        office = Office("", self.timeline, tuple((0, _rule(versions)) for versions in self.promised))
        try:
            case = Case.of(Dossier.of(receipt, self.timeline), office, is_explained=False)
            run = earliest(try_rules(case)).run
        except SlaError:
            return None
        return run.end.due if run else None

    def by(self, channel: Channel) -> "Side":
        """Leave out the versions of promises that never cover a channel."""
        kept = (
            tuple(version for version in versions if _covers(version, channel)) for versions in self.promised
        )
        return replace(self, promised=frozenset(filter(None, kept)))

    @property
    def versions(self) -> tuple[Version, ...]:
        """Every version that may speak for a receipt."""
        return (*(self.statutory or ()), *(version for promise in self.promised for version in promise))

    @property
    def terms(self) -> Iterator[Term]:
        """Every term that may be granted."""
        for version in self.versions:
            yield from version.terms

    @property
    def is_whole_days(self) -> bool:
        """Does every term end with a day?"""
        return all(term.is_whole_days for term in self.terms)

    @property
    def turns(self) -> Iterator[date]:
        """List the days on which a version begins or ends."""
        for version in self.versions:
            yield from filter(None, (version.in_force.since, version.in_force.until))

    def on(self, day: date) -> frozenset[Version]:
        """Tell what is in force on a day, whenever it began."""
        found = (version for version in self.versions if version.in_force.covers(day))
        return frozenset(replace(version, in_force=ALWAYS) for version in found)


def side(book: RuleBook, other: RuleBook, procedure: str, authority: str) -> Side:
    """Tell what a book says; an office that it does not know has the hours of the other book."""
    if authority not in book.authorities:
        return Side(other.office(authority).timeline, None, frozenset())
    office = book.office(authority)
    if procedure not in book.procedures:
        return Side(office.timeline, None, frozenset())
    rule = book.procedures[procedure]
    promised = (_promised(commitment, rule) for _, commitment in office.commitments)
    return Side(office.timeline, tuple(map(_bare, rule.versions)), frozenset(filter(None, promised)))


def _promised(commitment: Rule, procedure: Rule) -> tuple[Version, ...]:
    return tuple(_bare(version) for version in commitment.versions if _may_cover(version, procedure))


def _may_cover(version: Version, procedure: Rule) -> bool:
    receipts = (Receipt(_WHENEVER, procedure, channel=channel) for channel in Channel)
    return version.term is not None and any(not not_covered(version.applies, receipt) for receipt in receipts)


def _covers(version: Version, channel: Channel) -> bool:
    return version.applies.channels is None or channel in version.applies.channels


def _bare(version: Version) -> Version:
    return Version(
        in_force=version.in_force,
        term=version.term,
        applies=Applicability(days=version.applies.days, channels=version.applies.channels),
        cutoff=version.cutoff,
        due_time=version.due_time,
        outside_hours=version.outside_hours,
    )


def _rule(versions: tuple[Version, ...]) -> Rule:
    return Rule("", RuleKind.STATUTORY, _NAMELESS, versions)
