"""How fast memories are written: TMX beside other ways to write the same file, and our tables.

The peers write the same units with the same facts, as far as they can hold them: `bare` is nothing
but formatted strings without the cleaning that other readers need, `lxml.xmlfile` streams elements,
translate-toolkit builds its tree and serialises it. "from the database" is what
`workbench tm export` does, reading included. Each way runs in a process of its own, so that the
memory that it takes is its own; seconds are the processor's, for all of them use one core.

    python -m benchmarks.tmx_writing
    python -m benchmarks.tmx_writing 1000000
"""

from __future__ import annotations

import io
import json
import random
import resource
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final
from xml.sax.saxutils import escape

from benchmarks.harness import say_machine, scratch_workspace, show
from workbench.core.memory import Unit
from workbench.exchange import pairs_csv, pairs_xlsx, tmx_writer

CHARACTERS: Final = (
    "港口贸易双方同意扩大海关合作会谈举行今年增长货物吞吐量新建码头铁路公路机场旅客企业"
)
WORDS: Final = (
    "the",
    "port",
    "trade",
    "parties",
    "agreed",
    "to",
    "expand",
    "talks",
    "growth",
    "busy",
)
TOOLKIT_UNITS: Final = 20_000
"""translate-toolkit holds everything: so many units are enough to know its speed."""


def units(count: int) -> Iterator[Unit]:
    """Yield units of 15 to 40 characters with context, document, person and date."""
    chance = random.Random(7)
    before, when = "", datetime(2026, 5, 3, tzinfo=UTC)
    for number in range(count):
        source = "".join(chance.choices(CHARACTERS, k=chance.randint(15, 40))) + f"{number}。"
        target = " ".join(chance.choices(WORDS, k=chance.randint(8, 20))) + f" {number} & <more>."
        yield Unit(
            source,
            target,
            document=f"report-{number // 200}.txt",
            before=before,
            created_at=when,
            created_by="LW",
            changed_at=when,
            changed_by="LW",
        )
        before = source


def bare(found: Iterator[Unit], stream: BinaryIO) -> None:
    """Write units as formatted strings and nothing else."""
    stream.write(b'<?xml version="1.0"?><tmx version="1.4"><header/><body>')
    for unit in found:
        date = f"{unit.created_at:%Y%m%dT%H%M%SZ}"
        stream.write(
            f'<tu><prop type="x-document">{escape(unit.document)}</prop>'
            f'<prop type="x-context-pre">{escape(unit.before)}</prop>'
            f'<tuv xml:lang="zh-CN"><seg>{escape(unit.source)}</seg></tuv>'
            f'<tuv xml:lang="en" creationdate="{date}" creationid="{escape(unit.created_by)}" '
            f'changedate="{date}" changeid="{escape(unit.changed_by)}">'
            f"<seg>{escape(unit.target)}</seg></tuv></tu>\n".encode()
        )
    stream.write(b"</body></tmx>")


def by_lxml(found: Iterator[Unit], stream: BinaryIO) -> None:
    """Write units with lxml's streaming writer."""
    from lxml import etree

    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    with (
        etree.xmlfile(stream, encoding="utf-8") as file,
        file.element("tmx", version="1.4"),
        file.element("body"),
    ):
        for unit in found:
            date = f"{unit.created_at:%Y%m%dT%H%M%SZ}"
            tu = etree.Element("tu")
            etree.SubElement(tu, "prop", type="x-document").text = unit.document
            etree.SubElement(tu, "prop", type="x-context-pre").text = unit.before
            source = etree.SubElement(tu, "tuv", {lang: "zh-CN"})
            etree.SubElement(source, "seg").text = unit.source
            made = {"creationdate": date, "creationid": unit.created_by}
            changed = {"changedate": date, "changeid": unit.changed_by}
            target = etree.SubElement(tu, "tuv", {lang: "en", **made, **changed})
            etree.SubElement(target, "seg").text = unit.target
            file.write(tu)


def by_toolkit(found: Iterator[Unit], stream: BinaryIO) -> None:
    """Write units with translate-toolkit; it keeps a comment, but neither dates nor persons."""
    from translate.storage import tmx

    file = tmx.tmxfile(sourcelanguage="zh-CN")
    for unit in found:
        file.addtranslation(unit.source, "zh-CN", unit.target, "en", unit.document)
    stream.write(bytes(file))


def from_database(count: int, folder: Path) -> tuple[float, float]:
    """Return seconds and MiB that an export of the whole memory takes, once it is filled."""
    from workbench.services import memory_export
    from workbench.storage.unit_columns import UNITS, columns

    with scratch_workspace() as ws:
        with ws.database.transaction() as session:
            found = units(count)
            while batch := [columns(unit) for unit in islice(found, 1000)]:
                session.execute(UNITS.insert(), batch)
        resident, start = _peak(), time.process_time()
        assert memory_export.export_units(ws, folder / "out.tmx") == count
        return time.process_time() - start, _peak() - resident


WAYS: Final[dict[str, Callable[[Iterator[Unit], BinaryIO], object]]] = {
    "ours, TMX": tmx_writer.write,
    "bare strings": bare,
    "lxml.xmlfile": by_lxml,
    "translate-toolkit": by_toolkit,
    "ours, CSV": pairs_csv.write,
    "ours, XLSX": pairs_xlsx.write,
}
DATABASE: Final = "ours, from the database"


def measure(way: str, count: int) -> tuple[int, float, float, float]:
    """Return units, seconds, MiB of the file and MiB that the process grew by, for one way."""
    resident = _peak()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "out.tmx"
        if way == DATABASE:
            taken, grown = from_database(count, Path(folder))
        else:
            count = min(count, TOOLKIT_UNITS) if way == "translate-toolkit" else count
            making = time.process_time()
            deque(units(count), maxlen=0)
            making = time.process_time() - making
            start = time.process_time()
            with path.open("wb") as stream:
                WAYS[way](units(count), stream)
            taken, grown = time.process_time() - start - making, _peak() - resident
        return count, taken, path.stat().st_size / 2**20, grown


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure all ways and print the table."""
    if len(sys.argv) > 2:
        json.dump(measure(sys.argv[1], int(sys.argv[2])), sys.stdout)
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    say_machine("lxml", "translate-toolkit")
    rows: list[tuple[str | float, ...]] = []
    ours = 0.0
    for way in (*WAYS, DATABASE):
        command = [sys.executable, "-m", "benchmarks.tmx_writing", way, str(count)]
        run = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        done, taken, size, grown = json.load(io.StringIO(run.stdout))
        ours = ours or done / taken
        rows.append((way, done, done / taken, ours / (done / taken), size, grown))
    show(("writer", "units", "units/s", "ours is × as fast", "MiB", "MiB of memory"), rows)


if __name__ == "__main__":
    main()
