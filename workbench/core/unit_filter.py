"""Which units of the memories are meant: by where they come from, who made them, and when.

One value for searching, exporting, deleting and counting, so that what was looked at is what is
deleted. `Filter.takes` says it of a unit in hand; the storage turns the same value into SQL.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workbench.core.memory import Unit
from workbench.core.status import Origin, Status


@dataclass(frozen=True, slots=True)
class Filter:
    """What units must be; an empty field asks for nothing, several values mean any of them.

    Attributes:
        documents: names of the documents or files that they came from.
        memories: numbers of the memories that they belong to.
        origins: who made their targets.
        domains: as the units have them.
        persons: who made them or changed them last.
        statuses: whether somebody has vouched for them.
        since, until: when they were last changed, or made where nothing else is known: at `since`
            or later, before `until`. A unit without any time is taken only where neither is given.
    """

    documents: tuple[str, ...] = ()
    memories: tuple[int, ...] = ()
    origins: tuple[Origin, ...] = ()
    domains: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    since: datetime | None = None
    until: datetime | None = None

    def takes(self, unit: Unit) -> bool:
        """Return whether a unit is one of those that are meant."""
        return (
            _any_of(self.documents, unit.document)
            and _any_of(self.memories, unit.memory)
            and _any_of(self.origins, unit.origin)
            and _any_of(self.domains, unit.domain)
            and _any_of(self.persons, unit.created_by, unit.changed_by)
            and _any_of(self.statuses, unit.status)
            and self._in_time(unit.changed_at or unit.created_at)
        )

    def _in_time(self, when: datetime | None) -> bool:
        if when is None:
            return self.since is None and self.until is None
        after = self.since is None or when >= self.since
        return after and (self.until is None or when < self.until)


ALL = Filter()
"""Every unit."""


def _any_of(wanted: tuple[object, ...], *values: object) -> bool:
    return not wanted or any(value in wanted for value in values)
