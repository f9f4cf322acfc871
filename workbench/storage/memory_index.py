"""The memory's two indexes, kept in step with its units by whoever writes them.

- `posting`: which units share how many bigrams with a source, for fuzzy matches.
- `concordance`: SQLite's full-text index over the words of both sides, for concordance. A run of
  Chinese goes in as its bigrams and its last character, so that a query of any length finds it:
  two characters and more by their bigrams, a single one as the beginning of a bigram.

Both may give too much (they know nothing of order), never too little: what they give is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from workbench.core.memory import Unit
from workbench.memory.concordance import words
from workbench.storage import tables
from workbench.text.normalise import match_key

_POSTINGS: Final = tables.table(tables.Posting)
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
_REPLACE: Final = "INSERT OR REPLACE INTO posting (gram, block, slots) VALUES (?, ?, ?)"
_APPEND: Final = (
    "INSERT INTO posting (gram, block, slots) VALUES (?, ?, ?) ON CONFLICT (gram, block)"
    " DO UPDATE SET slots = CAST(slots || excluded.slots AS BLOB)"
)
_DROP: Final = "DELETE FROM posting WHERE gram = ? AND block = ?"
_FIND_WORDS: Final = text(
    "SELECT rowid FROM concordance WHERE concordance MATCH :query AND rowid < :below"
    " ORDER BY rowid DESC LIMIT :limit"
)

_ALL: Final = text("SELECT id FROM unit WHERE id < :below ORDER BY id DESC LIMIT :limit")


def add(session: Session, units: Sequence[Unit]) -> None:
    """Index units whose ids are higher than those of all that are indexed already.

    Their slots then only have to be put behind those that are there, which SQLite does by itself.
    """
    from workbench.memory import postings

    found = postings.rows((unit.id, unit.source) for unit in units)
    _write(session, _APPEND, [(gram, block, slots) for (gram, block), slots in found.items()])
    _write(session, _ADD_WORDS, [_words(unit) for unit in units])


def add_again(session: Session, unit: Unit) -> None:
    """Index a unit that has any id: one that was there before, or whose text has changed."""
    from workbench.memory import postings

    found = postings.rows([(unit.id, unit.source)])
    known = _blobs(session, found)
    both = ((*key, postings.add(known.get(key, b""), more)) for key, more in found.items())
    _write(session, _REPLACE, list(both))
    _write(session, _ADD_WORDS, [_words(unit)])


def take_away(session: Session, unit: Unit) -> None:
    """Take a unit out that is about to go or to change; it must be as it was when it was added."""
    from workbench.memory import postings

    found = postings.rows([(unit.id, unit.source)])
    known = _blobs(session, found)
    left = {key: postings.remove(known.get(key, b""), gone) for key, gone in found.items()}
    _write(session, _REPLACE, [(*key, slots) for key, slots in left.items() if slots])
    _write(session, _DROP, [key for key, slots in left.items() if not slots])
    _write(session, _TAKE_WORDS, [_words(unit)])


def similar(session: Session, source: str, threshold: int) -> list[int]:
    """Return the ids of all units that may match a source to `threshold` %, likeliest first."""
    from workbench.memory import postings
    from workbench.memory.grams import grams, length_grams

    wanted = grams(source)
    found = postings.candidates(_by_block(session, wanted), len(wanted), threshold)
    if len(found) < postings.MANY:
        return found
    return postings.narrow(found, _by_block(session, length_grams(len(wanted), threshold)))


def holding(session: Session, run: str, *, limit: int) -> list[int]:
    """Return the ids of units whose source may hold a run of letters, newest first.

    All that do hold it are among them, up to the limit, and few others: those that have each two
    neighbouring characters of the run, not all in one place. A run of which fewer than two
    characters are left when digits and dots at its ends are gone finds nothing.
    """
    from workbench.memory import postings
    from workbench.memory.grams import run_grams

    wanted = run_grams(run)
    found: list[int] = []
    blobs = _by_block(session, wanted)
    for block in sorted(blobs, reverse=True):
        if len(blobs[block]) == len(wanted):
            slots = postings.holding_all(sorted(blobs[block], key=len))
            found += [block * postings.BLOCK + slot for slot in slots]
        if len(found) >= limit:
            break
    return found[:limit]


def _by_block(session: Session, grams: Sequence[int]) -> dict[int, list[bytes]]:
    """Return the blobs of all rows with these grams, by block."""
    blobs: dict[int, list[bytes]] = {}
    for part in _parts(grams):
        query = select(_POSTINGS.c.block, _POSTINGS.c.slots).where(_POSTINGS.c.gram.in_(part))
        for block, slots in session.execute(query):
            blobs.setdefault(block, []).append(slots)
    return blobs


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


def _blobs(session: Session, keys: Iterable[tuple[int, int]]) -> dict[tuple[int, int], bytes]:
    """Return the posting rows with these keys that are there."""
    by_block: dict[int, list[int]] = {}
    for gram, block in keys:
        by_block.setdefault(block, []).append(gram)
    found: dict[tuple[int, int], bytes] = {}
    for block, grams in by_block.items():
        for part in _parts(grams):
            query = select(_POSTINGS.c.gram, _POSTINGS.c.slots).where(
                _POSTINGS.c.block == block, _POSTINGS.c.gram.in_(part)
            )
            for gram, slots in session.execute(query):
                found[gram, block] = slots
    return found


def _parts(numbers: Sequence[int], size: int = 500) -> Iterable[Sequence[int]]:
    """Cut a list so that no statement has too many parameters."""
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]
