"""Reading TMX: units a second and the most memory the process had, beside two peers.

    python -m benchmarks.tmx [UNITS]

The file is made here: units of some 530 bytes as tools write them, with dates, persons and three
properties each; one in eight has inline elements. The peers: expat with handlers that only count,
which is what no reader by an XML parser in Python can be faster than, and translate-toolkit, which
holds the file in memory. Each way runs in a process of its own, in turns, and the best of three
runs counts; beside the clock stands the processor's time, which a busy machine changes less. "Into
a memory" is the whole way: read, merged, indexed, durable in the database.
"""

from __future__ import annotations

import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.harness import say_machine, show
from workbench.core.memory import InlineCode, Unit
from workbench.exchange import tmx_writer

UNITS: Final = 100_000
ROUNDS: Final = 3
CODED: Final = 8
"""One unit in so many has inline elements."""

_CHINESE: Final = re.findall("..", "港口城市居民代表会议渡船码头市场学校孩子老人江面货物工人记者")
_ENGLISH: Final = "the port city people ferry market school of in to has been opened saw built"
_CODES: Final = (
    InlineCode(1, '<bpt i="1" x="1">&lt;b&gt;</bpt>'),
    InlineCode(2, '<ept i="1">&lt;/b&gt;</ept>'),
)


def main() -> None:
    """Print the table, or run one way."""
    if len(sys.argv) == 3:
        _run(sys.argv[1], Path(sys.argv[2]))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else UNITS
    say_machine("translate-toolkit", "sqlalchemy")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "memory.tmx"
        with path.open("wb") as stream:
            tmx_writer.write(made(count), stream)
        print(f"{path.stat().st_size / count:,.0f} bytes a unit\n")
        runs = [(way, _measured(way, path)) for way in list(WAYS) * ROUNDS]
    best = {way: [min(said) for said in zip(*_of(way, runs), strict=True)] for way in WAYS}
    first = best[next(iter(WAYS))][1]
    rows = [
        (way, count / clock, count / cpu, peak, f"{first / cpu:.2f}×")
        for way, (clock, cpu, peak) in best.items()
    ]
    header = ("units/s", "units/s of CPU", "peak MB", "speed of the peer by CPU")
    show((f"reading {count:,} units", *header), rows)


def _of(way: str, runs: Sequence[tuple[str, Sequence[float]]]) -> list[Sequence[float]]:
    return [said for other, said in runs if other == way]


def made(count: int) -> Iterator[Unit]:
    """Yield units, the same ones each time."""
    dice = random.Random(5)
    english = _ENGLISH.split()
    begun = datetime(2024, 1, 1, tzinfo=UTC)
    for number in range(count):
        source = f"{''.join(dice.choices(_CHINESE, k=dice.randint(6, 22)))}{number}。"
        target = f"{' '.join(dice.choices(english, k=dice.randint(8, 30))).capitalize()} {number}."
        coded = number % CODED == 0
        when = begun + timedelta(seconds=97 * number)
        yield Unit(
            f"{source[:4]}{{1}}{source[4:8]}{{2}}{source[8:]}" if coded else source,
            f"{{1}}{target[:5]}{{2}}{target[5:]}" if coded else target,
            document=f"report-{number // 200}.docx",
            domain="trade",
            created_at=when,
            created_by="LW",
            changed_at=when + timedelta(seconds=5),
            changed_by="LW",
            source_codes=_CODES if coded else (),
            target_codes=_CODES if coded else (),
        )


def _measured(way: str, path: Path) -> list[float]:
    """Run one way in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.tmx", way, str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return [float(figure) for figure in said]


def _run(way: str, path: Path) -> None:
    """Go one way, and print seconds, seconds of CPU and the peak in MB."""
    with WAYS[way](path) as read:
        clock, cpu = time.perf_counter(), time.process_time()
        read()
        clock, cpu = time.perf_counter() - clock, time.process_time() - cpu
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    print(clock, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit)


@contextmanager
def _expat(path: Path) -> Iterator[Read]:
    from xml.parsers import expat

    def read() -> int:
        count = 0

        def start(name: str, _attributes: dict[str, str]) -> None:
            nonlocal count
            count += name == "tu"

        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = start
        parser.EndElementHandler = lambda _name: None
        parser.CharacterDataHandler = lambda _data: None
        with path.open("rb") as stream:
            parser.ParseFile(stream)
        return count

    yield read


@contextmanager
def _toolkit(path: Path) -> Iterator[Read]:
    from translate.storage import tmx

    def read() -> int:
        file = tmx.tmxfile(sourcelanguage="zh-CN", targetlanguage="en")
        file.parse(path.read_bytes())
        return sum(bool(unit.source and unit.target) for unit in file.units)

    yield read


@contextmanager
def _ours(path: Path) -> Iterator[Read]:
    from workbench.exchange import tmx_reader

    with path.open("rb") as stream:
        items = tmx_reader.read(stream, name=path.name)
        yield lambda: sum(isinstance(item, Unit) for item in items)


@contextmanager
def _into_memory(path: Path) -> Iterator[Read]:
    from benchmarks.harness import scratch_workspace
    from workbench.services import memory_import

    with scratch_workspace() as ws:
        yield lambda: memory_import.import_tmx(ws, path).added


Read = Callable[[], int]
"""Reads the file and returns how many units it has."""

WAYS: Final[dict[str, Callable[[Path], AbstractContextManager[Read]]]] = {
    "expat with empty handlers (peer)": _expat,
    "translate-toolkit (peer)": _toolkit,
    "ours, `tmx_reader.read`": _ours,
    "ours, into a memory": _into_memory,
}


if __name__ == "__main__":
    main()
