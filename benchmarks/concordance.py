"""How fast the concordance finds the newest fifty units that hold some words, beside other ways.

The units are those of `benchmarks.memory`. The queries are taken from units at random: runs of one
to four Chinese characters, an English word or the beginning of one, two words as a phrase, a run
and a word together. The peers are what a tool has without an index of its own: SQLite's full-text
index over words and pairs of characters, and a search through every text with `LIKE`. Both give the
texts, ours also where the words stand in them. "As a scan" counts the queries for which they are
the units that looking at each one gives. Building ours makes the index for matches, too. All times
are the processor's, for each way uses one core.

    python -m benchmarks.concordance
    python -m benchmarks.concordance 1000000
"""

from __future__ import annotations

import random
import re
import sqlite3
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks import memory_units
from benchmarks.harness import median_ms, p99_ms, say_machine, show, times_faster
from benchmarks.memory_units import Units
from benchmarks.memory_ways import Ours
from workbench.memory.concordance import Words, words
from workbench.text.folding import fold

LIMIT: Final = 50
QUERIES: Final = 100
SCANNED: Final = 20
"""Queries that the search through every text answers, which takes its time."""

_HAN: Final = re.compile("[一-鿿]+")
_SPACED: Final = re.compile("[a-z0-9]+")

Finder = Callable[[str], list[tuple[int, str, str]]]
"""Number, source and target of the units found, the newest first."""


def main(count: int = 100_000) -> None:
    """Build each way, ask each the same, print a table."""
    say_machine("numpy", "sqlalchemy")
    with TemporaryDirectory() as folder:
        units = memory_units.make(Path(folder), count, 0)
        asked = _queries(units)
        truth = _scan(units, asked)
        print(f"{count:,} units, {len(asked)} queries\n")
        ours = _measured("ours", _ours, units, asked, truth)
        peers = [
            _measured("FTS5", _full_text, units, asked, truth),
            _measured("LIKE", _like, units, asked[:SCANNED], truth),
        ]
    show(("way", "build s", "first ms", "p50 ms", "p99 ms", "as a scan"), [ours, *peers])
    for peer in peers:
        print(f"p50 against {peer[0]}:", times_faster(float(peer[3]), float(ours[3])))


def _measured(
    name: str,
    build: Callable[[Units], Finder],
    units: Units,
    asked: Sequence[str],
    truth: Sequence[list[int]],
) -> list[str | float]:
    """Return the row of one way."""
    start = time.process_time()
    find = build(units)
    built = time.process_time() - start
    found: list[list[int]] = []
    times: list[float] = []
    for query in asked:
        start = time.process_time()
        found.append([number for number, *_ in find(query)])
        times.append(time.process_time() - start)
    right = sum(one == other for one, other in zip(found, truth, strict=False))
    told = f"{right} of {len(asked)}"
    return [name, built, times[0] * 1000, median_ms(times), p99_ms(times), told]


def _queries(units: Units) -> list[str]:
    """Return queries of all kinds in turns, always the same ones."""
    dice = random.Random(11)
    pairs = list(units.pairs())
    asked: list[str] = []
    while len(asked) < QUERIES:
        source, target = dice.choice(pairs)
        han = dice.choice(_HAN.findall(source) or ["的"])
        start = dice.randrange(len(han))
        run = han[start : start + dice.randint(1, 4)]
        spaced = _SPACED.findall(target.lower())
        place = dice.randrange(len(spaced))
        word = spaced[place]
        kinds = (run, word, word[:3], f'"{" ".join(spaced[place : place + 2])}"', f"{run} {word}")
        asked.append(kinds[len(asked) % len(kinds)])
    return asked


def _scan(units: Units, asked: Sequence[str]) -> list[list[int]]:
    """Return what looking at every unit gives, each folded once for all queries."""
    wanted = [Words.of(query) for query in asked]
    found: list[list[int]] = [[] for _ in asked]
    for number, (source, target) in enumerate(units.pairs(), start=1):
        one, other = fold(source).text, fold(target).text
        for query, numbers in zip(wanted, found, strict=True):
            if all(word.is_in(one) or word.is_in(other) for word in query.words):
                numbers.append(number)
    return [numbers[: -LIMIT - 1 : -1] for numbers in found]


def _ours(units: Units) -> Finder:
    from workbench.services.concordance import concordance
    from workbench.services.workspace import Workspace

    ours = Ours(units)
    ours.build()
    ws = Workspace.open(ours.path)

    def find(query: str) -> list[tuple[int, str, str]]:
        units_found = (found.unit for found in concordance(ws, query, limit=LIMIT))
        return [(unit.id, unit.source, unit.target) for unit in units_found]

    return find


def _full_text(units: Units) -> Finder:
    """Index words, and runs of Chinese as pairs with their last character, as a full-text index."""
    base = _table(units, "fts5.db")
    base.execute("CREATE VIRTUAL TABLE words USING fts5 (source, target, content='')")
    rows = ((n, _tokens(s), _tokens(t)) for n, (s, t) in enumerate(units.pairs(), start=1))
    base.executemany("INSERT INTO words (rowid, source, target) VALUES (?, ?, ?)", rows)
    base.commit()
    ask = (
        "SELECT id, units.source, units.target FROM words JOIN units ON id = words.rowid"
        " WHERE words MATCH ? ORDER BY words.rowid DESC LIMIT ?"
    )

    def find(query: str) -> list[tuple[int, str, str]]:
        return base.execute(ask, (_match(query), LIMIT)).fetchall()

    return find


def _tokens(text: str) -> str:
    return _HAN.sub(lambda run: f" {' '.join(_pairs(run[0]))} {run[0][-1]} ", fold(text).text)


def _pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(len(run) - 1)]


def _match(query: str) -> str:
    """Return a query in the language of the full-text index; its last word may go on."""
    parts: list[str] = []
    for word in words(query):
        if _HAN.match(word):
            parts += [f'"{pair}"' for pair in _pairs(word)] or [f'"{word}"*']
        else:
            parts.append(f'"{word}"*')
    return " AND ".join(parts)


def _like(units: Units) -> Finder:
    """Keep the texts in a table, and look at each of them."""
    base = _table(units, "like.db")

    def find(query: str) -> list[tuple[int, str, str]]:
        asked = words(query)
        holds = " AND ".join("(source LIKE ? OR target LIKE ?)" for _ in asked)
        values = [f"%{word}%" for word in asked for _ in range(2)]
        ask = f"SELECT * FROM units WHERE {holds} ORDER BY id DESC LIMIT ?"
        return base.execute(ask, (*values, LIMIT)).fetchall()

    return find


def _table(units: Units, name: str) -> sqlite3.Connection:
    """Return a database of its own with the texts in a table."""
    base = sqlite3.connect(units.folder / name)
    base.execute("CREATE TABLE units (id INTEGER PRIMARY KEY, source, target)")
    rows = ((n, s, t) for n, (s, t) in enumerate(units.pairs(), start=1))
    base.executemany("INSERT INTO units VALUES (?, ?, ?)", rows)
    base.commit()
    return base


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
