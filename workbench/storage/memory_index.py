"""The memory's two indexes, kept in step with its units by whoever writes them.

- `posting`: which units share how many bigrams with a source, for fuzzy matches.
- `concordance`: SQLite's full-text index over the words of both sides, for concordance. A run of
  Chinese goes in as its bigrams and its last character, so that a query of any length finds it:
  two characters and more by their bigrams, a single one as the beginning of a bigram.

Both may give too much (they know nothing of order), never too little: what they give is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from workbench.core.memory import Unit
from workbench.memory.concordance import words
from workbench.storage import dialect, tables
from workbench.text.normalise import match_key

if TYPE_CHECKING:
    from workbench.memory.nearest import Near
    from workbench.memory.postings import Row

_POSTINGS: Final = tables.table(tables.Posting)
_SHAPES: Final = tables.table(tables.Shape)
_CHUNKS: Final = tables.table(tables.ShapeLengths)
# Scripts that put spaces between words, folded; every other letter goes in by bigrams.
_SPACED_CLASS: Final = "a-z0-9À-ʯͰ-ϿЀ-ӿ"
_SPACED: Final = re.compile(f"[{_SPACED_CLASS}]")
_UNSPACED: Final = re.compile(f"[^{_SPACED_CLASS}\\W_]+")
_RUNS: Final = re.compile(f"[{_SPACED_CLASS}]+|{_UNSPACED.pattern}")
_MARKS: Final = re.compile(r"[^\w\x00-\x7f]+")  # SQLite itself separates words at ASCII marks only

# Written past SQLAlchemy's handling of parameters: an import writes some forty rows for a unit.
_ADD_WORDS: Final = "INSERT INTO concordance (rowid, source, target) VALUES (?, ?, ?)"
_TAKE_WORDS: Final = (
    "INSERT INTO concordance (concordance, rowid, source, target) VALUES ('delete', ?, ?, ?)"
)
_DROP: Final = "DELETE FROM posting WHERE gram = ? AND block = ?"
_DROP_SHAPE: Final = "DELETE FROM shape WHERE id = ?"
_DROP_CHUNK: Final = "DELETE FROM shapelengths WHERE chunk = ?"
_SIZES: Final = "SELECT gram, sum(length(slots)) FROM posting WHERE gram IN ? GROUP BY gram"
_SLOTS: Final = "SELECT block, slots FROM posting WHERE gram IN ?"
_OF_BLOCK: Final = "SELECT gram, slots FROM posting WHERE block = ? AND gram IN ?"
_LENGTHS: Final = "SELECT chunk, lengths FROM shapelengths WHERE chunk IN ?"
_TEXTS: Final = "SELECT id, text FROM shape WHERE id IN ?"
_FIND_WORDS: Final = text(
    "SELECT rowid FROM concordance WHERE concordance MATCH :query AND rowid < :below"
    " ORDER BY rowid DESC LIMIT :limit"
)

_ALL: Final = text("SELECT id FROM unit WHERE id < :below ORDER BY id DESC LIMIT :limit")


def add(session: Session, units: Sequence[Unit]) -> None:
    """Index units whose ids are higher than those of all that are indexed already, in their order.

    Their slots then only have to be put behind those that are there, which the database does by
    itself, and each row of the index is written once.
    """
    from workbench.memory import postings

    for start in range(0, len(units), postings.MOST):
        part = units[start : start + postings.MOST]
        shapes = _shapes(part)
        dialect.append_bytes(session, _POSTINGS, _rows(part, shapes))
        held = [(unit.id, shape) for unit, shape in zip(part, shapes, strict=True) if shape]
        dialect.add_rows(session, _SHAPES, ("id", "text"), held)
        _put_lengths(session, ((number, len(shape)) for number, shape in held))
    if not dialect.is_postgresql(session):
        _write(session, _ADD_WORDS, [_words(unit) for unit in units])


def add_again(session: Session, unit: Unit) -> None:
    """Index a unit that has any id: one that was there before, or whose text has changed."""
    from workbench.memory import postings

    (shape,) = _shapes([unit])
    rows = _rows([unit], [shape])
    known = _known(session, rows)
    both = [(gram, block, postings.add(known.get(gram, b""), more)) for gram, block, more in rows]
    dialect.put_rows(session, _POSTINGS, both)
    if shape:
        dialect.put_rows(session, _SHAPES, [(unit.id, shape)])
        _put_lengths(session, [(unit.id, len(shape))])
    if not dialect.is_postgresql(session):
        _write(session, _ADD_WORDS, [_words(unit)])


def take_away(session: Session, unit: Unit) -> None:
    """Take a unit out that is about to go or to change; it must be as it was when it was added."""
    from workbench.memory import postings

    (shape,) = _shapes([unit])
    rows = _rows([unit], [shape])
    known = _known(session, rows)
    left = [
        (gram, block, postings.remove(known.get(gram, b""), gone)) for gram, block, gone in rows
    ]
    dialect.put_rows(session, _POSTINGS, [row for row in left if row[2]])
    dialect.run(session, _DROP, [(gram, block) for gram, block, slots in left if not slots])
    if shape:
        dialect.run(session, _DROP_SHAPE, [(unit.id,)])
        _put_lengths(session, [(unit.id, 0)])
    if not dialect.is_postgresql(session):
        _write(session, _TAKE_WORDS, [_words(unit)])


def nearest(session: Session, source: str, threshold: int) -> Iterator[Near]:
    """Yield all units whose shape is at least `threshold` % like a source's, never a better later.

    See `workbench.memory.nearest`; the transaction must stay open while units are taken.
    """
    from workbench.memory import nearest

    return nearest.nearest(source, threshold, _Index(session))


@dataclass(frozen=True, slots=True)
class _Index:
    """The index as look-up asks for it."""

    session: Session

    def sizes(self, grams: Sequence[int]) -> Iterable[tuple[int, int]]:
        return dialect.fetch(self.session, _SIZES, [grams])

    def slots(self, grams: Sequence[int]) -> Iterable[tuple[int, bytes]]:
        return dialect.fetch(self.session, _SLOTS, [grams])

    def lengths(self, chunks: Sequence[int]) -> Iterable[tuple[int, bytes]]:
        return dialect.fetch(self.session, _LENGTHS, [chunks])

    def shapes(self, numbers: Sequence[int]) -> Iterable[tuple[int, str]]:
        return dialect.fetch(self.session, _TEXTS, [numbers])


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


def _shapes(units: Sequence[Unit]) -> list[str]:
    from workbench.memory.grams import shape_of

    return [shape_of(unit.source) for unit in units]


def _rows(units: Sequence[Unit], shapes: Sequence[str]) -> list[Row]:
    """Return the posting rows of units: of their shapes, and of the words of both sides."""
    from workbench.memory import postings
    from workbench.memory.word_grams import bulk_word_grams

    words = bulk_word_grams([unit.source for unit in units], [unit.target for unit in units])
    return postings.rows([unit.id for unit in units], shapes, words)


def _known(session: Session, rows: Sequence[Row]) -> dict[int, bytes]:
    """Return by gram the slots of those of the rows that are there; all are of one block."""
    if not rows:
        return {}
    wanted = [gram for gram, _, _ in rows]
    return dict(dialect.fetch(session, _OF_BLOCK, [rows[0][1], wanted]))


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


def containing(session: Session, query: str, side: str, *, below: int, limit: int) -> list[int]:
    """Return ids below `below` of units that may hold all words of a query, newest first.

    `side` is `source`, `target` or `both`; with `both` a word may stand on either side. A query
    without any word that the index knows (only marks) may be held by every unit.
    """
    expression = match_expression(query, side)
    values: dict[str, object] = {"below": below, "limit": limit}
    if not expression:
        return list(session.execute(_ALL, values).scalars())
    return list(session.execute(_FIND_WORDS, {**values, "query": expression}).scalars())


def match_expression(query: str, side: str = "both") -> str:
    """Return a query in the full-text index's language; empty if the query has no word."""
    parts = [part for word in words(query) for part in _wanted(word)]
    if not parts:
        return ""
    terms = " AND ".join(dict.fromkeys(parts))
    return terms if side == "both" else f"{side} : ({terms})"


def _wanted(word: str) -> Iterable[str]:
    """Yield what the index must hold where a folded word stands; a star after what may go on."""
    for run in _RUNS.findall(word):
        if len(run) == 1 or _SPACED.match(run):
            yield f'"{run}"*'
        else:
            yield from (f'"{run[i : i + 2]}"' for i in range(len(run) - 1))


def _words(unit: Unit) -> tuple[int, str, str]:
    return unit.id, _tokens(unit.source), _tokens(unit.target)


def _write(session: Session, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        session.connection().exec_driver_sql(statement, list(rows))


def _tokens(side: str) -> str:
    """Return a side as the index takes it: folded, unspaced runs as bigrams and a last letter."""
    return _UNSPACED.sub(_bigrams, _MARKS.sub(" ", match_key(side)))


def _bigrams(found: re.Match[str]) -> str:
    run = found[0]
    return f" {' '.join([run[i : i + 2] for i in range(len(run))])} "
