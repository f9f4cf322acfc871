"""What a team's database on a server costs against a file of one's own, in one run.

    python -m benchmarks.team [UNITS ...]

The same made-up units (`memory_units.py`) go into a file and into a PostgreSQL server that this
script makes for itself, on this machine, with its usual settings and every commit on disk; then
the same queries go to both, in turns, from one warm process. What a network adds is not in it: a
look-up asks the server some ten times, a confirmation some fifty times.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks import memory_units
from benchmarks.harness import median_ms, p99_ms, say_machine, seconds, show, taking_turns
from tests import postgresql
from workbench.core.document import Document
from workbench.core.memory import Unit
from workbench.services import documents, editing, memory
from workbench.services.workspace import Workspace
from workbench.storage import health, memory_intake
from workbench.storage.places import Place

SIZES: Final = (100_000, 1_000_000)
QUERIES: Final = 200
CONFIRMED: Final = 100
_BATCH: Final = 65_536


def main(*sizes: int) -> None:
    """Print a table: both places, at each size."""
    say_machine("psycopg", "sqlalchemy")
    rows: list[tuple[str | float, ...]] = []
    for size in sizes or SIZES:
        with TemporaryDirectory() as name, postgresql.cluster() as server:
            folder = Path(name)
            places: dict[str, Place] = {"a file": folder / "w.db", "PostgreSQL": server.ready()}
            rows += _measured(folder, size, places)
    titles = ("units", "place", "units/s in", "MB", "first ms")
    show((*titles, "look-up p50", "p99", "confirm p50", "p99"), rows)


def _measured(folder: Path, size: int, places: dict[str, Place]) -> list[tuple[str | float, ...]]:
    units = memory_units.make(folder, size, QUERIES)
    built = {name: seconds(partial(_fill, at, units)) for name, at in places.items()}
    opened = {name: Workspace.open(at, user="LW") for name, at in places.items()}
    try:
        queries = units.queries()
        first = {
            name: seconds(partial(memory.matches, ws, queries[0])) for name, ws in opened.items()
        }
        asked = iter([query for query in queries for _ in opened])
        looked = taking_turns([partial(_look, ws, asked) for ws in opened.values()], len(queries))
        confirmed = taking_turns([_confirming(ws, folder) for ws in opened.values()], CONFIRMED)
        rows: list[tuple[str | float, ...]] = []
        for place, (name, ws) in enumerate(opened.items()):
            with ws.database.reading() as session:
                taken = health.size(session) / 1e6
            spent = (looked[place], confirmed[place])
            times = [figure for t in spent for figure in (median_ms(t), p99_ms(t))]
            rows.append((size, name, size / built[name], taken, first[name] * 1000, *times))
        return rows
    finally:
        for ws in opened.values():
            ws.close()


def _fill(place: Place, units: memory_units.Units) -> None:
    batch: list[Unit] = []
    with Workspace.open(place, user="LW") as ws:
        for source, target in units.pairs():
            batch.append(Unit(source, target))
            if len(batch) == _BATCH:
                _put(ws, batch)
                batch = []
        _put(ws, batch)


def _put(ws: Workspace, batch: list[Unit]) -> None:
    with ws.database.transaction() as session:
        memory_intake.merge(session, batch)


def _look(ws: Workspace, queries: Iterator[str]) -> None:
    memory.matches(ws, next(queries))


def _confirming(ws: Workspace, folder: Path) -> Callable[[], object]:
    """Return what confirms the next sentence of a new document."""
    path = folder / "confirmed.txt"
    sentences = (
        f"第{number}次会谈谈的是第{number * 7}号港口的货物。" for number in range(CONFIRMED)
    )
    path.write_text("\n\n".join(sentences), encoding="utf-8")
    document: Document = documents.import_document(ws, path)
    left = iter(document.segments)

    def confirm() -> None:
        segment = next(left)
        editing.confirm(ws, segment.id, f"Talk {segment.position} was about cargo.")

    return confirm


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
