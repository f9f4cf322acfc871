"""How fast the memory finds fuzzy matches as it grows, against ways without our index.

    python -m benchmarks.memory [UNITS ...]

At 10,000, 100,000 and 1,000,000 made-up units (`memory_units.py`), side by side: ours, rapidfuzz
over everything, SQLite's full-text index with a comparison of what it finds likeliest, and OmegaT's
own matcher where OmegaT and Java are installed. Each way builds in one process and answers in a
fresh one; "first" is its first query after opening, with all libraries loaded (the editor loads
them in a worker; it takes some tenths of a second). The 200 queries that are timed come after 100
others, as in a process that has been at work. RSS is the most memory that the answering process
ever had, size what lies on disk (the units themselves included). "Best" counts the queries for
which it found one as good as the best of all units; "five" those whose five best are as good as the
five best of all. What is good says our own score, of everything that can reach 70 %; the two peers
from libraries may give 50 each. OmegaT answers 20 queries only; its time to load the project counts
as building.

The last line is how cost grows; the plot is written to `benchmarks/memory.svg`.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from benchmarks import chart, memory_units
from benchmarks.harness import median_ms, p99_ms, say_machine, seconds, show, times_faster
from benchmarks.memory_units import Units
from benchmarks.memory_ways import LIMIT, THRESHOLD, WAYS, Finder, OmegaT, near, shape
from tests import omegat_segments
from workbench.memory.scoring import score

SIZES: Final = (10_000, 100_000, 1_000_000)
QUERIES: Final = 200
WARMING: Final = 100
OMEGAT_QUERIES: Final = 20
PLOT: Final = Path(__file__).parent / "memory.svg"


@dataclass(frozen=True, slots=True)
class Measured:
    """What one way did: seconds, bytes, and the percentages of what it found for each query."""

    build: float
    first: float
    times: list[float]
    size: int
    memory: int
    found: list[list[int]]


def main(*sizes: int) -> None:
    """Print the table, and draw the plot where all sizes were measured."""
    say_machine("rapidfuzz", "numpy", "sqlalchemy")
    rows: list[tuple[str | float, ...]] = []
    lines: dict[str, list[tuple[float, float]]] = {}
    for size in sizes or SIZES:
        with TemporaryDirectory() as folder:
            units = memory_units.make(Path(folder), size, WARMING + QUERIES)
            found = _all_ways(units)
            truth = _truth(units)
        for name, measured in found.items():
            rows.append(_row(size, name, measured, truth, found["rapidfuzz over everything"]))
            lines.setdefault(name, []).append((size, median_ms(measured.times)))
    print()
    titles = ("units", "way", "p50 ms", "p99 ms", "first ms", "best", "five")
    show((*titles, "build s", "MB", "RSS MB", "p50", "p99"), rows)
    _say_growth(lines)
    if not sizes:
        axes = ("units in the memory", "ms a look-up, median")
        chart.write(PLOT, "Looking up a sentence as the memory grows", axes, lines)


def _all_ways(units: Units) -> dict[str, Measured]:
    found = {way.name: _in_processes(way.name, units) for way in WAYS}
    if omegat_segments.is_there():
        found[OmegaT.name] = _omegat(units)
    return found


def _in_processes(name: str, units: Units) -> Measured:
    """Let a way build in one process and answer in another."""
    said: dict[str, Any] = {}
    for step in ("build", "ask"):
        command = [sys.executable, "-m", "benchmarks.memory", step, name, str(units.folder)]
        run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        said |= json.loads(run.stdout)
    return Measured(**said)


def step(which: str, name: str, folder: str) -> None:
    """Do one step of a way, and print what was measured as JSON."""
    units = Units(Path(folder))
    way = next(way for way in WAYS if way.name == name)(units)
    if which == "build":
        print(json.dumps({"build": seconds(way.build)}))
        return
    before, queries = units.queries()[:WARMING], units.queries()[WARMING:]
    find = way.open_()
    first = seconds(partial(find, before[0]))
    for query in before[1:]:
        find(query)
    answers: list[list[str]] = []
    times = [seconds(partial(_answer, find, query, answers)) for query in queries]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    found = [_percents(query, sources) for query, sources in zip(queries, answers, strict=True)]
    said = {"first": first, "times": times, "size": way.size(), "memory": peak}
    print(json.dumps({**said, "found": found}))


def _answer(find: Finder, query: str, answers: list[list[str]]) -> None:
    answers.append(find(query))


def _omegat(units: Units) -> Measured:
    queries = units.queries()[WARMING:][:OMEGAT_QUERIES]
    lines = OmegaT(units).ask(queries, heap_gb=12)
    told = {kind: [fields for kind_, *fields in lines if kind_ == kind] for kind, *_ in lines}
    times = [float(fields[0]) / 1000 for fields in told["match"]]
    best = [_percents(query, [told["match"][at][2]]) for at, query in enumerate(queries)]
    return Measured(
        build=float(told["loaded"][0][0]) / 1000,
        first=times[0],
        times=times[1:],
        size=0,
        memory=int(told["heap"][0][0]) << 20,
        found=best,
    )


def _truth(units: Units) -> list[list[int]]:
    """Return the percentages of the five best units for each query, from comparing every unit.

    A unit's percentage is at most the similarity of the shapes, so that those that reach the
    threshold by that are all that have to be scored.
    """
    sources = [source for source, _ in units.pairs()]
    shapes = list(map(shape, sources))
    asked = units.queries()[WARMING:]
    return [_percents(query, near(query, sources, shapes, limit=None)) for query in asked]


def _percents(query: str, sources: Sequence[str]) -> list[int]:
    """Return the percentages of the five best of some sources that reach the threshold."""
    percents = sorted((score(query, source).percent for source in sources), reverse=True)
    return [percent for percent in percents if percent >= THRESHOLD][:LIMIT]


def _row(
    size: int, name: str, measured: Measured, truth: Sequence[list[int]], peer: Measured
) -> tuple[str | float, ...]:
    wanted = [(best, have) for best, have in zip(truth, measured.found, strict=False) if best]
    first = sum(have[:1] == best[:1] for best, have in wanted)
    five = sum(have == best for best, have in wanted)
    own = (median_ms(measured.times), p99_ms(measured.times))
    theirs = (median_ms(peer.times), p99_ms(peer.times))
    return (
        f"{size:,}",
        name,
        *own,
        1000 * measured.first,
        f"{first} of {len(wanted)}",
        "" if name == OmegaT.name else f"{five} of {len(wanted)}",
        measured.build,
        measured.size / 1e6,
        measured.memory / 1e6,
        times_faster(theirs[0], own[0]),
        times_faster(theirs[1], own[1]),
    )


def _say_growth(lines: Mapping[str, Sequence[tuple[float, float]]]) -> None:
    """Print by how much a look-up costs more where there are more units."""
    for name, points in lines.items():
        for (few, fast), (many, slow) in pairwise(points):
            more = f"{many / few:.0f} times the units cost {slow / fast:.1f} times the time"
            print(f"{name}, from {few:,} to {many:,}: {more}")


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in {"build", "ask"}:
        step(*sys.argv[1:])
    else:
        main(*map(int, sys.argv[1:]))
