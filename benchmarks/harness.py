"""What every benchmark shares: the machine by name, times, and a table that can be pasted.

A figure means little without the machine and without a peer that ran beside it. So each benchmark
prints where it ran and how busy the machine was, runs its peer in the same minute, taking turns
with it where single runs are short, and prints the ratio.
"""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.services.workspace import Workspace


def say_machine(*packages: str) -> None:
    """Print the processor, cores, load, and the versions of Python and of `packages`."""
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    print(f"{processor()}, {os.cpu_count()} cores, load {load} at the start")
    print(f"{platform.system()} {platform.release()}, Python {platform.python_version()}", end="")
    print(f", {versions}\n" if versions else "\n")


def processor() -> str:
    """Return the processor's name."""
    info = Path("/proc/cpuinfo")
    if info.is_file():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def seconds(call: Callable[[], object]) -> float:
    """Return how long one call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def taking_turns(calls: Sequence[Callable[[], object]], rounds: int) -> list[list[float]]:
    """Time each call once a round, so that a busy minute hits all of them; seconds, by call."""
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds):
        for call, taken in zip(calls, times, strict=True):
            taken.append(seconds(call))
    return times


def median_ms(times: Iterable[float]) -> float:
    """Return the median in milliseconds of times in seconds."""
    return 1000 * statistics.median(times)


def p99_ms(times: Iterable[float]) -> float:
    """Return the 99th percentile in milliseconds of times in seconds."""
    ordered = sorted(times)
    return 1000 * ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))]


def show(header: Sequence[str], rows: Iterable[Sequence[str | float]]) -> None:
    """Print a Markdown table; numbers with three significant digits."""
    table = [list(header), *([_cell(value) for value in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for number, row in enumerate(table):
        cells = (text.ljust(width) for text, width in zip(row, widths, strict=True))
        print(f"| {' | '.join(cells)} |")
        if number == 0:
            print(f"|{'|'.join('-' * (width + 2) for width in widths)}|")
    print()


def _cell(value: str | float) -> str:
    if isinstance(value, str):
        return value
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def times_faster(peer: float, ours: float) -> str:
    """Return how many times less we take than the peer: above 1 we are faster."""
    return f"{peer / ours:.2f}×"


@contextmanager
def scratch_workspace() -> Iterator[Workspace]:
    """Yield a workspace with an empty memory in a folder of its own, and clean up."""
    from workbench.services.workspace import Workspace

    with TemporaryDirectory() as folder, Workspace.open(Path(folder) / "bench.db") as ws:
        yield ws
