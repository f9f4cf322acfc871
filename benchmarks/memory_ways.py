"""The ways of finding fuzzy matches that `benchmarks.memory` sets side by side.

Each has two steps, each run in a process of its own: `build` makes whatever it keeps on disk,
`open_` returns what answers a query, as a fresh process would have it. All give sources; how good a
found source is says our own score in every case, so that none is judged by another's measure.
"""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from benchmarks.memory_units import Units
from tests.omegat_segments import JAR, make_project
from workbench.core.memory import Unit
from workbench.text.normalise import match_key, match_shape

THRESHOLD: Final = 70
LIMIT: Final = 5
COMPARED: Final = 50
"""How many of the likeliest the peers give."""
_BATCH: Final = 65_536
_MATCHER: Final = Path(__file__).parent / "omegat" / "Matcher.java"
_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header creationtool="t" '
    'creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="ZH-CN" '
    'datatype="plaintext"/><body>\n'
)

Finder = Callable[[str], list[str]]
"""The sources of the best matches for a query, best first."""


def shape(text: str) -> str:
    """Return what is compared: a source folded, with its numbers alike."""
    return match_shape(match_key(text))


def near(query: str, sources: Sequence[str], shapes: Sequence[str], limit: int | None) -> list[str]:
    """Return the sources whose shapes are most like a query's, 70 % at least, best first."""
    found = process.extract(
        shape(query),
        shapes,
        scorer=Levenshtein.normalized_similarity,
        limit=limit,
        score_cutoff=THRESHOLD / 100,
    )
    return [sources[place] for _, _, place in found]


class Ours:
    """The workbench: posting blobs in the database."""

    name = "ours"

    def __init__(self, units: Units) -> None:
        self.units = units
        self.path = units.folder / "ours.db"

    def build(self) -> None:
        """Store the units in a new database."""
        from workbench.services.workspace import Workspace
        from workbench.storage import memory_intake

        pairs = (Unit(source, target) for source, target in self.units.pairs())
        with Workspace.open(self.path) as ws:
            while batch := list(islice(pairs, _BATCH)):
                with ws.database.transaction() as session:
                    memory_intake.merge(session, batch)

    def open_(self) -> Finder:
        """Open the database in a process that has its libraries already, as the editor does."""
        from workbench.services import memory
        from workbench.services.workspace import Workspace

        with Workspace.open(self.units.folder / "empty.db") as empty:
            memory.warm(empty)
        ws = Workspace.open(self.path)

        def find(query: str) -> list[str]:
            found = memory.matches(ws, query, threshold=THRESHOLD, limit=LIMIT)
            return [match.unit.source for match in found]

        return find

    def size(self) -> int:
        """Bytes on disk."""
        return sum(path.stat().st_size for path in self.path.parent.glob("ours.db*"))


class Rapidfuzz:
    """Every unit is compared, all in memory: what a tool without an index can do at best."""

    name = "rapidfuzz over everything"

    def __init__(self, units: Units) -> None:
        self.units = units

    def build(self) -> None:
        """Keep nothing on disk."""

    def open_(self) -> Finder:
        """Read all sources and fold them."""
        sources = [source for source, _ in self.units.pairs()]
        shapes = list(map(shape, sources))

        def find(query: str) -> list[str]:
            return near(query, sources, shapes, COMPARED)

        return find

    def size(self) -> int:
        """Bytes on disk."""
        return 0


class Trigrams:
    """SQLite's full-text index over trigrams; the 50 best by bm25 are compared."""

    name = "FTS5 trigrams, 50 compared"

    def __init__(self, units: Units) -> None:
        self.units = units
        self.path = units.folder / "trigrams.db"

    def build(self) -> None:
        """Fill the index."""
        self.path.unlink(missing_ok=True)
        with sqlite3.connect(self.path) as connection:
            connection.execute("CREATE TABLE unit (id INTEGER PRIMARY KEY, source, target)")
            connection.execute(
                "CREATE VIRTUAL TABLE grams USING fts5(shape, content='', tokenize='trigram')"
            )
            for number, (source, target) in enumerate(self.units.pairs()):
                connection.execute("INSERT INTO unit VALUES (?, ?, ?)", (number, source, target))
                connection.execute(
                    "INSERT INTO grams (rowid, shape) VALUES (?, ?)", (number, shape(source))
                )

    def open_(self) -> Finder:
        """Open the index."""
        connection = sqlite3.connect(self.path)

        def find(query: str) -> list[str]:
            key = shape(query)
            grams = dict.fromkeys(key[at : at + 3] for at in range(len(key) - 2))
            wanted = " OR ".join('"{}"'.format(gram.replace('"', '""')) for gram in grams)
            likely = "SELECT rowid FROM grams WHERE grams MATCH ? ORDER BY bm25(grams) LIMIT 50"
            sources = [
                source
                for (source,) in connection.execute(
                    f"SELECT source FROM unit WHERE id IN ({likely})", (wanted,)
                )
            ]
            return near(query, sources, list(map(shape, sources)), COMPARED)

        return find

    def size(self) -> int:
        """Bytes on disk."""
        return self.path.stat().st_size


class OmegaT:
    """OmegaT's own matcher, the one behind its matches pane, in a process of its own."""

    name = "OmegaT 3.6, its own matcher"

    def __init__(self, units: Units) -> None:
        self.units = units
        self.folder = units.folder / "omegat"

    def ask(self, queries: Sequence[str], heap_gb: int) -> list[list[str]]:
        """Return what `omegat/Matcher.java` printed, the fields of each line."""
        project = make_project(self.folder, "ZH-CN")
        asked = self.folder / "queries.txt"
        asked.write_text("\n".join(queries), encoding="utf-8")
        (project / "source" / "text.txt").write_text("甲。", encoding="utf-8")
        write_tmx(project / "tm" / "units.tmx", self.units, "FR")
        options = [f"-Xmx{heap_gb}g", "-Dfile.encoding=UTF-8", "-Djava.awt.headless=true"]
        arguments = (_MATCHER, project, self.folder / "config", asked)
        command = ["java", *options, "-cp", str(JAR), *map(str, arguments)]
        run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=3600)
        return [line.split("\t") for line in run.stdout.splitlines()]


def write_tmx(path: Path, units: Units, target_language: str) -> None:
    """Write the units as a plain TMX file."""
    with path.open("w", encoding="utf-8") as out:
        out.write(_HEAD)
        for source, target in units.pairs():
            out.write(
                f'<tu><tuv xml:lang="ZH-CN"><seg>{escape(source)}</seg></tuv>'
                f'<tuv xml:lang="{target_language}"><seg>{escape(target)}</seg></tuv></tu>\n'
            )
        out.write("</body></tmx>\n")


Way = Ours | Rapidfuzz | Trigrams
WAYS: Final[tuple[type[Way], ...]] = (Ours, Rapidfuzz, Trigrams)
