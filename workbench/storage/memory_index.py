"""The memories' index, kept in step with the units by whoever writes them.

- `posting`: which units hold which grams: bigrams of the source's shape, and words of both sides.
- `shape`: what look-up compares of each source, so that comparing folds nothing.
- `shapelengths`: how long the shapes are, thousands to a row, which rules out most candidates.

All three follow from the units alone: what grew equals what is built anew, byte for byte, and
`workbench.storage.memory_check` shows that it does. What they give may be too much, never too
little: it is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sqlalchemy.orm import Session

from workbench.core.memory import Unit
from workbench.storage import dialect, tables

if TYPE_CHECKING:
    from workbench.memory.lengths import Lengths
    from workbench.memory.nearest import Near, Numbers
    from workbench.memory.postings import Row

_POSTINGS: Final = tables.table(tables.Posting)
_SHAPES: Final = tables.table(tables.Shape)
_CHUNKS: Final = tables.table(tables.ShapeLengths)

_ASKED: Final = 10_000
"""Grams that are asked for in one query."""

_KEPT: Final = "workbench_memory_index"
_MOST_SIZES: Final = 100_000

_DROP: Final = "DELETE FROM posting WHERE gram = ? AND block = ?"
_DROP_SHAPE: Final = "DELETE FROM shape WHERE id = ?"
_DROP_CHUNK: Final = "DELETE FROM shapelengths WHERE chunk = ?"
_SIZES: Final = "SELECT gram, sum(length(slots)) FROM posting WHERE gram IN ? GROUP BY gram"
_SLOTS: Final = "SELECT block, slots FROM posting WHERE gram IN ?"
_OF_BLOCK: Final = "SELECT gram, slots FROM posting WHERE block = ? AND gram IN ?"
_LENGTHS: Final = "SELECT chunk, lengths FROM shapelengths WHERE chunk IN ?"
_ALL_LENGTHS: Final = "SELECT chunk, lengths FROM shapelengths"
_TOUCH: Final = ("SELECT count(*) FROM posting", "SELECT count(*) FROM shape")
_TEXTS: Final = "SELECT id, text FROM shape WHERE id IN ?"


def add(
    session: Session, numbers: Sequence[int], units: Sequence[Unit], keys: Sequence[str]
) -> None:
    """Index units that get these numbers, higher than those of all that are indexed, ascending.

    Their slots then only have to be put behind those that are there, which the database does by
    itself, and each row of the index is written once for many units.

    Args:
        session: the transaction.
        numbers: of the units.
        units: what is indexed; their own numbers do not count.
        keys: the match keys of their sources.
    """
    from workbench.memory import postings
    from workbench.memory.grams import shape_of

    for start in range(0, len(units), postings.MOST):
        part = slice(start, start + postings.MOST)
        pairs = zip(units[part], keys[part], strict=True)
        shapes = [shape_of(unit.source, key) for unit, key in pairs]
        dialect.append_bytes(session, _POSTINGS, posting_rows(numbers[part], units[part], shapes))
        held = [row for row in zip(numbers[part], shapes, strict=True) if row[1]]
        dialect.add_rows(session, _SHAPES, ("id", "text"), held)
        _put_lengths(session, [(number, len(shape)) for number, shape in held])


def add_again(session: Session, units: Sequence[Unit]) -> None:
    """Index units that have any ids: that were there before, or whose texts have changed."""
    from workbench.memory import postings

    for part in _parts(units):
        shapes, rows = _indexed(part)
        known = _known(session, rows)
        dialect.put_rows(
            session,
            _POSTINGS,
            [
                (gram, block, postings.add(known.get((gram, block), b""), more))
                for gram, block, more in rows
            ],
        )
        held = [(unit.id, shape) for unit, shape in zip(part, shapes, strict=True) if shape]
        dialect.put_rows(session, _SHAPES, held)
        _put_lengths(session, [(number, len(shape)) for number, shape in held])


def take_away(session: Session, units: Sequence[Unit]) -> None:
    """Take units out that are about to go or to change; they must be as when they were added."""
    from workbench.memory import postings

    for part in _parts(units):
        shapes, rows = _indexed(part)
        known = _known(session, rows)
        left = [
            (gram, block, postings.remove(known.get((gram, block), b""), gone))
            for gram, block, gone in rows
        ]
        dialect.put_rows(session, _POSTINGS, [row for row in left if row[2]])
        dialect.run(session, _DROP, [(gram, block) for gram, block, slots in left if not slots])
        held = [unit.id for unit, shape in zip(part, shapes, strict=True) if shape]
        dialect.run(session, _DROP_SHAPE, [(number,) for number in held])
        _put_lengths(session, [(number, 0) for number in held])


def nearest(session: Session, source: str, threshold: int) -> Iterator[Near]:
    """Yield all units whose shape is at least `threshold` % like a source's, never a better later.

    See `workbench.memory.nearest`; the transaction must stay open while units are taken.
    """
    from workbench.memory import nearest

    return nearest.nearest(source, threshold, _Index(session, _kept(session)))


def touch(session: Session) -> None:
    """Have the index of a file in reach, which else each of the first look-ups waits for anew.

    To count its rows passes by all its pages but those of long lists: some 60 ms for a million
    units. A server has its own cache.
    """
    if not dialect.is_postgresql(session):
        for query in _TOUCH:
            dialect.fetch(session, query)


@dataclass(frozen=True, slots=True)
class _Index:
    """The index as look-up asks for it."""

    session: Session
    kept: _Kept

    def sizes(self, grams: Sequence[int]) -> Iterable[tuple[int, int]]:
        sizes = self.kept.sizes
        if unknown := [gram for gram in grams if gram not in sizes]:
            sizes.update(dict.fromkeys(unknown, 0))
            sizes.update(dialect.fetch(self.session, _SIZES, [unknown]))
        return [(gram, sizes[gram]) for gram in grams]

    def slots(self, grams: Sequence[int]) -> Iterable[tuple[int, bytes]]:
        return dialect.fetch(self.session, _SLOTS, [grams])

    def lengths(self, numbers: Numbers) -> Numbers:
        from workbench.memory.lengths import Lengths

        if self.kept.lengths is None:
            self.kept.lengths = Lengths(dialect.fetch(self.session, _ALL_LENGTHS))
        return self.kept.lengths.of(numbers)

    def shapes(self, numbers: Sequence[int]) -> Iterable[tuple[int, str]]:
        return dialect.fetch(self.session, _TEXTS, [numbers])


@dataclass(slots=True)
class _Kept:
    """What look-ups by one connection have read of one state of the database.

    Attributes:
        state: which state that is; None is like no other.
        sizes: of the grams that were asked for, 0 for one that is not there.
        lengths: of all shapes, once they were asked for: a megabyte for a million units, which
            takes a fifth of a look-up to read.
    """

    state: tuple[int, int] | None
    sizes: dict[int, int] = field(default_factory=dict)
    lengths: Lengths | None = None


def _kept(session: Session) -> _Kept:
    """Return what is kept of the state that a transaction sees, nothing if it is another one."""
    state = dialect.state(session)
    info = session.connection().info
    known: _Kept | None = info.get(_KEPT)
    if known is None or state is None or known.state != state or len(known.sizes) > _MOST_SIZES:
        known = info[_KEPT] = _Kept(state)
    return known


def holding(session: Session, run: str, *, limit: int) -> list[int]:
    """Return the ids of units whose source may hold a run of letters, newest first.

    All that do hold it are among them, up to the limit, and few others: those that have each two
    neighbouring characters of the run, not all in one place. A run of which fewer than two
    characters are left when digits and dots at its ends are gone finds nothing.
    """
    from workbench.memory import postings
    from workbench.memory.grams import run_grams

    wanted = run_grams(run)
    blobs: dict[int, list[bytes]] = {}
    for block, slots in dialect.fetch(session, _SLOTS, [wanted]):
        blobs.setdefault(block, []).append(slots)
    found: list[int] = []
    for block in sorted(blobs, reverse=True):
        if len(blobs[block]) == len(wanted):
            slots = postings.held_by_all(sorted(blobs[block], key=len))
            found += [block * postings.BLOCK + slot for slot in slots]
        if len(found) >= limit:
            break
    return found[:limit]


def posting_rows(numbers: Sequence[int], units: Sequence[Unit], shapes: Sequence[str]) -> list[Row]:
    """Return the posting rows of units: of their shapes, and of the words of both sides."""
    from workbench.memory import postings
    from workbench.memory.word_grams import bulk_word_grams

    words = bulk_word_grams([unit.source for unit in units], [unit.target for unit in units])
    return postings.rows(numbers, shapes, words)


def _parts(units: Sequence[Unit]) -> Iterator[Sequence[Unit]]:
    """Cut units into as many as can be indexed at once, in the order of their ids."""
    from workbench.memory import postings

    ordered = sorted(units, key=lambda unit: unit.id)
    for start in range(0, len(ordered), postings.MOST):
        yield ordered[start : start + postings.MOST]


def _indexed(units: Sequence[Unit]) -> tuple[list[str], list[Row]]:
    """Return the shapes and the posting rows of units."""
    from workbench.memory.grams import shape_of

    shapes = [shape_of(unit.source) for unit in units]
    return shapes, posting_rows([unit.id for unit in units], units, shapes)


def _known(session: Session, rows: Iterable[Row]) -> dict[tuple[int, int], bytes]:
    """Return by gram and block the slots of those of the rows that are there."""
    wanted: dict[int, list[int]] = {}
    for gram, block, _ in rows:
        wanted.setdefault(block, []).append(gram)
    known: dict[tuple[int, int], bytes] = {}
    for block, grams in wanted.items():
        for start in range(0, len(grams), _ASKED):
            part = grams[start : start + _ASKED]
            for gram, slots in dialect.fetch(session, _OF_BLOCK, [block, part]):
                known[gram, block] = slots
    return known


def _put_lengths(session: Session, lengths: Iterable[tuple[int, int]]) -> None:
    """Write the lengths of units' shapes; 0 for one that goes."""
    from workbench.memory import postings

    changes = postings.by_chunk(lengths)
    known = dict(dialect.fetch(session, _LENGTHS, [list(changes)]))
    chunks = {
        chunk: postings.with_lengths(known.get(chunk, b""), places)
        for chunk, places in sorted(changes.items())
    }
    dialect.put_rows(session, _CHUNKS, [row for row in chunks.items() if row[1]])
    dialect.run(session, _DROP_CHUNK, [(chunk,) for chunk, told in chunks.items() if not told])
