"""What a match loses because of where its unit comes from, and why, in words.

A unit's text says how well it fits; its provenance says how far it is to be trusted. Each reason
takes some per cent away, never adds any, so that a match that reaches a threshold reaches it by
plain similarity too. Every figure is a setting; 0 switches a reason off.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from workbench.core.memory import Memory, Unit
from workbench.core.status import Origin
from workbench.text.variants import SIMPLIFIED

_TRADITIONAL: Final = frozenset(SIMPLIFIED)
_SIMPLIFIED: Final = frozenset(SIMPLIFIED.values()) - _TRADITIONAL
_DAYS: Final = 365.2425
"""Of a year."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a match is wanted.

    Attributes:
        document: name of the document; empty for none.
        domain: what it is about; empty where nobody said so.
        now: when; None where the age of units is not to count.
        memories: the memories, for their priority and their own penalty.
    """

    document: str = ""
    domain: str = ""
    now: datetime | None = None
    memories: tuple[Memory, ...] = ()

    def memory(self, unit: Unit) -> Memory | None:
        """Return the memory of a unit; None where it is not among those known."""
        return next((memory for memory in self.memories if memory.id == unit.memory), None)


@dataclass(frozen=True, slots=True)
class Penalties:
    """Per cent that a match loses for each reason; none is below 0.

    Attributes:
        machine: its target is a machine's draft that was confirmed as it was.
        alignment: its pair came from aligning two texts.
        draft: nobody has vouched for its target.
        domain: it is of another domain; where either is unknown, nothing is lost.
        document: it came from another document or file.
        age: it is older than `years`.
        years: from how many years on.
        script: it is traditional and the source simplified, or the other way round.
    """

    machine: int = 3
    alignment: int = 1
    draft: int = 5
    domain: int = 1
    document: int = 0
    age: int = 1
    years: int = 10
    script: int = 1

    def reasons(self, unit: Unit, source: str, place: Place) -> tuple[tuple[str, int], ...]:
        """Return why it loses how much, in words for people; only what costs something."""
        memory = place.memory(unit)
        found = (
            ("machine", self.machine * (unit.origin is Origin.MT)),
            ("aligned", self.alignment * (unit.origin is Origin.ALIGNMENT)),
            ("draft", self.draft * (not unit.status.is_final)),
            ("other domain", self.domain * (_differ(unit.domain, place.domain))),
            ("other document", self.document * (_differ(unit.document, place.document))),
            ("old", self.age and self.age * self._is_old(unit, place.now)),
            ("other script", self.script and self.script * _is_other_script(unit.source, source)),
            ("memory" if memory is None else memory.name, 0 if memory is None else memory.penalty),
        )
        return tuple((reason, lost) for reason, lost in found if lost)

    def _is_old(self, unit: Unit, now: datetime | None) -> bool:
        at = unit.changed_at or unit.created_at
        return at is not None and now is not None and (now - at).days > self.years * _DAYS


DEFAULT: Final = Penalties()


def _differ(one: str, other: str) -> bool:
    return bool(one and other) and one.casefold() != other.casefold()


def _is_other_script(one: str, other: str) -> bool:
    """Whether one text has traditional characters and the other has simplified ones instead."""
    return one != other and (_script(one), _script(other)) in _OPPOSITE


@lru_cache(maxsize=1024)
def _script(text: str) -> str:
    characters = set(text)
    if characters & _TRADITIONAL:
        return "traditional"
    return "simplified" if characters & _SIMPLIFIED else ""


_OPPOSITE: Final = {("traditional", "simplified"), ("simplified", "traditional")}
