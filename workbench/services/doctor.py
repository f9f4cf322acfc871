"""Is everything in order on this machine? Facts about the installation, each well or ill.

Nothing is changed, but that a file of an older version is upgraded like by any opening. A database
that is not there yet is not made.
"""

from __future__ import annotations

import platform
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench import __version__
from workbench.errors import WorkbenchError
from workbench.resources import shipped
from workbench.storage import backups, driver, health, server_health
from workbench.storage.database import Database, is_there
from workbench.storage.places import Place, Server, locate

_LITTLE = 200 * 2**20
_GIGABYTE = 10**9


@dataclass(frozen=True, slots=True)
class Fact:
    """Something about the installation.

    Attributes:
        name: what it is about.
        ok: whether it is as it should be.
        detail: how it is; for an ill one also what to do.
    """

    name: str
    ok: bool
    detail: str


def examine(location: str | Place | None = None) -> tuple[Fact, ...]:
    """Examine the installation and the database at a location; None means the user's own."""
    return (*_programs(), *_database(location), *_glossaries(), *_models())


def _programs() -> Iterator[Fact]:
    yield Fact("workbench", True, __version__)
    yield Fact("Python", True, f"{platform.python_version()} on {platform.platform()}")
    advice = (
        ""
        if driver.is_sound
        else "; versions before 3.51.3 can damage a database when two processes write at the very "
        "same moment: `pip install pysqlite3` brings a sound one"
    )
    yield Fact("SQLite", True, driver.version + advice)


def _database(location: str | Place | None) -> Iterator[Fact]:
    try:
        place = locate(location)
        if not is_there(place):
            yield Fact("database", True, f"{place} (not there yet; the first command makes it)")
            return
        with Database.open(place) as database:
            with database.reading() as session:
                size = health.size(session)
            yield Fact("database", True, f"{place} ({_readable(size)})")
            yield from _content(database)
            if isinstance(place, Server):
                yield from _server(database)
        if isinstance(place, Path):
            yield from _surroundings(place)
    except WorkbenchError as error:
        yield Fact("database", False, str(error))


def _server(database: Database) -> Iterator[Fact]:
    with database.reading() as session:
        found = server_health.examine(session)
    yield Fact("server", True, f"{found.version}; answers in {found.milliseconds:.1f} ms")
    detail = f"{', '.join(found.unsafe)} is off: a power cut can lose what was stored"
    yield Fact(
        "durability", not found.unsafe, detail if found.unsafe else "every commit is on disk"
    )
    yield Fact("backups", True, "made on the server, with pg_dump or by whoever keeps it")


def _content(database: Database) -> Iterator[Fact]:
    with database.reading() as session:
        damage = health.damage(session)
        yield Fact("integrity", not damage, "; ".join(damage) or "every page and row is sound")
        held = health.counts(session)
        yield Fact(
            "content",
            True,
            f"{held.documents} documents, {held.units} memory units, {held.terms} terms",
        )
        lost = health.unindexed(session)
        detail = f"{lost} units are not as it says; run `workbench tm reindex`"
        yield Fact("memory index", not lost, detail if lost else "knows every unit")


def _surroundings(path: Path) -> Iterator[Fact]:
    copies = backups.beside(path)
    newest = f"; the newest is {copies[-1].name}" if copies else ""
    yield Fact("backups", True, f"{len(copies)} beside the database{newest}")
    free = shutil.disk_usage(path.parent).free
    yield Fact("disk", free > _LITTLE, f"{_readable(free)} free where the database lies")


def _glossaries() -> Iterator[Fact]:
    found = sorted(path.stem for path in shipped("glossaries").glob("*.csv"))
    yield Fact("starter glossaries", bool(found), ", ".join(found) or "none are installed")


def _models() -> Iterator[Fact]:
    from workbench.engines.models.entries import State
    from workbench.services import engines

    try:
        for entry in engines.catalogue():
            if entry.state is not State.ABSENT or entry.is_embedded:
                state = "installed, converted" if entry.converted else entry.state.value
                detail = "; ".join((state, *entry.notes))
                yield Fact(f"model {entry.name}", entry.installed, detail)
        yield Fact("engine", True, engines.load().info.label)
    except WorkbenchError as error:
        yield Fact("engine", False, str(error))


def _readable(size: int) -> str:
    return f"{size / 1e9:,.1f} GB" if size >= _GIGABYTE else f"{size / 1e6:,.1f} MB"
