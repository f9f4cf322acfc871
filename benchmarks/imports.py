"""Importing a long text: seconds, and how much memory the process ever had, beside a peer.

Run from the root of a checkout: `python -m benchmarks.imports [MEGABYTES]` (50). The text is made
here: paragraphs of short sentences with a heading now and then. The peer is `sqlite3` alone: the
lines of the file cut at every full stop by a regular expression and put into one table with one
index by `executemany`, with the file's bytes beside them. That is what no importer can be faster
than; it knows nothing of encodings, wrapped lines, kinds, articles, nested quotes, or the memory's
keys. Each runs in a process of its own, so that its peak of memory is its own.
"""

from __future__ import annotations

import random
import re
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.harness import say_machine, show

THINGS = re.findall("..", "港口城市居民代表会议渡船码头市场学校孩子老人江面货物工人记者铁路大桥")
DOINGS = re.findall("..", "来到看见讨论经过建成支持参加介绍带动改造等待发现")
END = re.compile("(?<=[。！？])")


def main() -> None:
    """Print the table."""
    if len(sys.argv) == 4:
        _run(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
        return
    size = float(sys.argv[1]) if len(sys.argv) > 1 else 50
    say_machine("sqlalchemy")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "long.txt"
        make(path, int(size * 1_000_000))
        rows = [_measured(way, path, Path(folder)) for way in ("peer", "ours")]
    peer = float(rows[0][1])
    header = (f"{size:g} MB of text", "seconds", "s of CPU", "peak MB", "segments", "of the peer")
    show(header, [(*row, f"{float(row[1]) / peer:.1f}×") for row in rows])


def make(path: Path, size: int) -> None:
    """Write a text of so many bytes, the same one each time."""
    dice = random.Random(5)
    done = 0
    with path.open("w", encoding="utf-8") as out:
        while done < size:
            heading = f"\n第{dice.randint(1, 99)}章 {dice.choice(THINGS)}\n\n"
            lead = heading if dice.random() < 0.02 else ""
            text = f"{lead}　　{''.join(_sentences(dice))}\n"
            out.write(text)
            done += len(text.encode())


def _sentences(dice: random.Random) -> Iterator[str]:
    for _ in range(dice.randint(2, 7)):
        clauses = (
            f"{dice.choice(THINGS)}的{dice.choice(THINGS)}{dice.choice(DOINGS)}"
            f"{dice.choice(THINGS)}{dice.choice(['', str(dice.randint(1, 2030))])}"
            for _ in range(dice.randint(2, 5))
        )
        yield "，".join(clauses) + dice.choice("。。。。！？")


def _measured(way: str, path: Path, folder: Path) -> tuple[str, float, float, float, float]:
    """Run one way in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.imports", way, str(path), str(folder)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    wall, cpu, peak, segments = map(float, said)
    names = {"peer": "sqlite3 executemany (peer)", "ours": "ours, `documents.take_in`"}
    return names[way], wall, cpu, peak, segments


def _run(way: str, path: Path, folder: Path) -> None:
    """Import once, and print seconds, seconds of CPU, peak in MB, segments."""
    count = _peer if way == "peer" else _ours
    wall, cpu = time.perf_counter(), time.process_time()
    segments = count(path, folder / f"{way}.db")
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    print(wall, cpu, peak, segments)


def _peer(path: Path, database: Path) -> int:
    raw = sqlite3.connect(database)
    raw.execute("PRAGMA journal_mode = WAL")
    raw.execute("CREATE TABLE segment (id INTEGER PRIMARY KEY, line INTEGER, source TEXT)")
    raw.execute("CREATE INDEX line ON segment (line)")
    raw.execute("CREATE TABLE file (data BLOB)")
    with path.open(encoding="utf-8") as lines:
        cut = ((n, one) for n, line in enumerate(lines) for one in END.split(line.strip()) if one)
        raw.executemany("INSERT INTO segment (line, source) VALUES (?, ?)", cut)
    raw.execute("INSERT INTO file VALUES (?)", (path.read_bytes(),))
    raw.commit()
    found = raw.execute("SELECT count(*) FROM segment").fetchone()[0]
    raw.close()
    return int(found)


def _ours(path: Path, database: Path) -> int:
    from workbench.services import documents
    from workbench.services.workspace import Workspace

    with Workspace.open(database, user="bench") as ws:
        return documents.take_in(ws, path).document.progress.segments


if __name__ == "__main__":
    main()
