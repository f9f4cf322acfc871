"""The posting rows that runs of a source are found by, and units to compare with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy.orm import Session

from workbench.storage import dialect
from workbench.storage.unit_columns import UNITS

if TYPE_CHECKING:
    from workbench.memory.runs import Runs

_ROWS: Final = "SELECT gram, block, slots FROM posting WHERE gram IN ?"
_PAIRS: Final = "SELECT source, target FROM unit WHERE id IN ?"


def of_shape(session: Session, shape: str) -> Runs:
    """Return what tells which units hold the runs of a shape."""
    from workbench.memory.runs import Runs, bigrams

    wanted = sorted(set(bigrams(shape)))
    return Runs(dialect.fetch(session, _ROWS, [wanted]) if wanted else ())


def highest(session: Session) -> int:
    """Return the highest number that a unit ever had."""
    return dialect.highest_ever(session, UNITS)


def some_pairs(session: Session, most: int) -> list[tuple[str, str]]:
    """Return pairs of units from everywhere in the memories, the same ones each time."""
    last = highest(session)
    numbers = list(range(1, last + 1, max(last // most, 1)))[:most]
    found = dialect.fetch(session, _PAIRS, [numbers]) if numbers else []
    return [(source, target) for source, target in found]
