"""What if one promise were otherwise: a rule with some members of all its versions put otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from .rules import Recurrence, Rule, Version


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What if one promise were otherwise: withdrawn, or with another `term`, `cutoff` or `weekdays`.

    What `otherwise` does not name stays as it is; None takes `cutoff` or `weekdays` away.
    """

    commitment: str
    is_withdrawn: bool
    otherwise: Mapping[str, Any]

    def over(self, rule: Rule) -> Rule | None:
        """Put it over a rule, version by version; None where the rule is withdrawn."""
        if rule.id != self.commitment:
            return rule
        if self.is_withdrawn:
            return None
        return replace(rule, versions=tuple(self._version(version) for version in rule.versions))

    def _version(self, version: Version) -> Version:
        members = dict(self.otherwise)
        if "weekdays" in members:
            days = _weekly(members.pop("weekdays"), version.in_force.since)
            members["applies"] = replace(version.applies, days=days)
        return replace(version, **members)


def _weekly(weekdays: Sequence[str] | None, since: date) -> Recurrence | None:
    if weekdays is None:
        return None
    return Recurrence("FREQ=WEEKLY;BYDAY=" + ",".join(sorted({day[:2].upper() for day in weekdays})), since)
