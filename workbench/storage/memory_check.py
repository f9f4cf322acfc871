"""Whether the memories' index is what the units say, and building it anew.

The index follows from the units and from how this version folds texts. A version that folds or
indexes otherwise has a higher `VERSION`; a database with a lower one is indexed anew, so that no
migration has to. The same holds for the keys by which the same sources are found, of units and of
segments.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy.orm import Session

from workbench.core.memory import Unit
from workbench.storage import dialect, memory_index, settings
from workbench.storage.segments import key_number
from workbench.text.normalise import match_key

if TYPE_CHECKING:
    from workbench.memory.postings import Row

VERSION: Final = 1
"""Of folding and indexing; raise it when a text gets another key, shape or gram."""

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""

_NAME: Final = "memory_index"
_OF_UNITS: Final = (
    "SELECT id, source, target, source_key FROM unit WHERE id >= ? AND id < ? ORDER BY id"
)
_LAST: Final = (
    "SELECT greatest FROM (SELECT max(id) AS greatest FROM unit UNION SELECT max(id) FROM shape) x"
    " WHERE greatest IS NOT NULL ORDER BY greatest DESC LIMIT 1"
)
_OF_SEGMENTS: Final = "SELECT id, source, source_key FROM segment"
_SHAPES: Final = "SELECT id, text FROM shape WHERE id >= ? AND id < ?"
_LENGTHS: Final = "SELECT chunk, lengths FROM shapelengths"
_POSTINGS: Final = (
    "SELECT gram, block, slots FROM posting WHERE (gram, block) > (?, ?)"
    " ORDER BY gram, block LIMIT ?"
)
_ASKED: Final = 50_000
"""Rows of the index that are asked for in one query."""

_FIRST: Final = (-(1 << 63), -1)


@dataclass(frozen=True, slots=True)
class Difference:
    """Something in which the index is not what the units say.

    Attributes:
        first, last: the numbers of the units concerned, and of those between them.
        part: `keys`, `grams`, `shapes` or `lengths`.
        rows: in how many rows, as far as they were counted.
    """

    first: int
    last: int
    part: str
    rows: int


@dataclass(frozen=True, slots=True)
class _Block:
    """The units of one block, and what the index should hold of them."""

    number: int
    ids: list[int]
    units: list[Unit]
    keys: list[str]
    stored_keys: list[int]

    @property
    def first(self) -> int:
        """The least number that a unit of the block can have."""
        from workbench.memory.postings import BLOCK

        return self.number * BLOCK

    @property
    def last(self) -> int:
        """The greatest number that a unit of the block can have."""
        from workbench.memory.postings import BLOCK

        return (self.number + 1) * BLOCK - 1


def version(session: Session) -> int:
    """Return the version that the index was built with, 0 if nobody said so."""
    return int(settings.get(session, _NAME) or 0)


def rebuild(session: Session, progress: Progress | None = None) -> int:
    """Build the index and the keys anew from the units, and return how many there are.

    Half a minute for a million; others can read meanwhile, and find what they found before.
    """
    total = _last(session)
    for table in ("posting", "shape", "shapelengths"):
        dialect.run(session, f"DELETE FROM {table}", [()])  # noqa: S608 (our names)
    _renew_keys(session, "segment", dialect.fetch(session, _OF_SEGMENTS))
    count = 0
    for block in _blocks(session, total):
        told = zip(block.ids, (u.source for u in block.units), block.stored_keys, strict=True)
        _renew_keys(session, "unit", list(told))
        memory_index.add(session, block.ids, block.units, block.keys)
        count += len(block.ids)
        if progress is not None:
            progress(min(block.last, total), total)
    settings.put(session, _NAME, str(VERSION))
    return count


def differences(session: Session, progress: Progress | None = None) -> Iterator[Difference]:
    """Yield in what the index differs from one that is built anew; nothing is changed.

    One pass over the units, one over the index: sums of hashes tell which blocks differ.
    """
    from workbench.memory import postings
    from workbench.memory.grams import LONGEST, shape_of

    total = _last(session)
    expected: Counter[int] = Counter()
    lengths: dict[int, bytes] = {}
    for block in _blocks(session, total):
        wrong = sum(
            key_number(key) != number
            for key, number in zip(block.keys, block.stored_keys, strict=True)
        )
        if wrong:
            yield Difference(block.first, block.last, "keys", wrong)
        shapes = [shape_of(u.source, key) for u, key in zip(block.units, block.keys, strict=True)]
        held = {number: shape for number, shape in zip(block.ids, shapes, strict=True) if shape}
        yield from _of_shapes(session, block.number, held)
        _sum_up(expected, memory_index.posting_rows(block.ids, block.units, shapes))
        known = ((n, len(shape)) for n, shape in held.items() if len(shape) <= LONGEST)
        for chunk, places in postings.by_chunk(known).items():
            lengths[chunk] = postings.with_lengths(b"", places)
        if progress is not None:
            progress(min(block.last, total), total)
    yield from _of_lengths(session, lengths)
    yield from _of_grams(session, expected)


def _last(session: Session) -> int:
    """Return the highest number of a unit, or of one that only the index knows."""
    return sum(number for (number,) in dialect.fetch(session, _LAST))


def _blocks(session: Session, last: int) -> Iterator[_Block]:
    """Yield the units up to a number, block by block of the index, empty blocks too."""
    from workbench.memory.postings import BLOCK

    for number in range(last // BLOCK + 1):
        bounds = [number * BLOCK, (number + 1) * BLOCK]
        rows = dialect.fetch(session, _OF_UNITS, bounds)
        yield _Block(
            number,
            ids=[row[0] for row in rows],
            units=[Unit(row[1], row[2]) for row in rows],
            keys=[match_key(row[1]) for row in rows],
            stored_keys=[row[3] for row in rows],
        )


def _renew_keys(session: Session, table: str, rows: Sequence[tuple[int, str, int]]) -> None:
    """Write the keys of those rows (number, source, key) in which they are not as they should."""
    renewed = ((key_number(match_key(source)), number, stored) for number, source, stored in rows)
    changed = [(key, number) for key, number, stored in renewed if key != stored]
    dialect.run(session, f"UPDATE {table} SET source_key = ? WHERE id = ?", changed)  # noqa: S608


def _of_shapes(session: Session, block: int, expected: dict[int, str]) -> Iterator[Difference]:
    from workbench.memory.postings import BLOCK

    there = dict(dialect.fetch(session, _SHAPES, [block * BLOCK, (block + 1) * BLOCK]))
    wrong = [n for n in there.keys() | expected.keys() if there.get(n) != expected.get(n)]
    if wrong:
        yield Difference(min(wrong), max(wrong), "shapes", len(wrong))


def _of_lengths(session: Session, expected: dict[int, bytes]) -> Iterator[Difference]:
    from workbench.memory.postings import CHUNK

    there = dict(dialect.fetch(session, _LENGTHS))
    for chunk in sorted(there.keys() | expected.keys()):
        if there.get(chunk) != expected.get(chunk):
            yield Difference(chunk * CHUNK, (chunk + 1) * CHUNK - 1, "lengths", 1)


def _of_grams(session: Session, expected: Counter[int]) -> Iterator[Difference]:
    from workbench.memory.postings import BLOCK

    there: Counter[int] = Counter()
    last = _FIRST
    while rows := dialect.fetch(session, _POSTINGS, [*last, _ASKED]):
        _sum_up(there, rows)
        last = rows[-1][:2]
    for block in sorted(there.keys() | expected.keys()):
        if there[block] != expected[block]:
            yield Difference(block * BLOCK, (block + 1) * BLOCK - 1, "grams", 1)


def _sum_up(sums: Counter[int], rows: Sequence[Row]) -> None:
    """Add each row's hash to the sum of its block: the order of the rows does not matter."""
    for row in rows:
        sums[row[1]] += hash(row)
