"""What the memory has acknowledged survives kill -9, whatever it was doing, and whoever beside it.

Each test lets a process work on a real database, kills it at some moment, and looks at what is
there: nothing acknowledged is lost, nothing is half done, the file is sound, and the index is the
one that would be built anew.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.exchange.tmx import pairs
from workbench.core.memory import Unit
from workbench.core.unit_filter import Filter
from workbench.services import (
    documents,
    maintenance,
    memory,
    memory_check,
    memory_export,
    memory_import,
    memory_statistics,
    unit_history,
)
from workbench.services.workspace import Workspace
from workbench.storage import health, memory_intake

FILES = 40
OF_A_FILE = 50

_START = """
import sys
from pathlib import Path
from workbench.core.unit_filter import Filter
from workbench.services import documents, editing, maintenance, memory_export, memory_import
from workbench.services.workspace import Workspace
ws = Workspace.open(sys.argv[1], user="LW")
"""
IMPORT = f"""{_START}
memory_import.BATCH = 100
memory_import.import_tmx(ws, Path(sys.argv[2]), progress=lambda done, of: print(done, flush=True))
"""
EXPORT = f"""{_START}
while True:
    print(memory_export.export_units(ws, Path(sys.argv[2])), flush=True)
"""
EDIT = f"""{_START}
for number in range(1, {FILES * OF_A_FILE} + 1):
    maintenance.edit(ws, number, source=f"改过的第{{number}}句。", target=f"Edited {{number}}.")
    print(number, flush=True)
"""
DELETE = f"""{_START}
for number in range({FILES}):
    maintenance.delete_where(ws, Filter(documents=(f"{{number}}.tmx",)))
    print(number, flush=True)
"""
CONFIRM = f"""{_START}
document = documents.import_document(ws, Path(sys.argv[2]))
for segment in document.segments:
    if not segment.status.is_final:
        editing.confirm(ws, segment.id, f"Sentence {{segment.position}}.")
        print(segment.id, flush=True)
"""


def filled(path: Path) -> None:
    """Make a database with units of several files."""
    units = [
        Unit(f"第{file}件第{n}句说的是港口。", f"Sentence {n} of {file}.", document=f"{file}.tmx")
        for file in range(FILES)
        for n in range(OF_A_FILE)
    ]
    with Workspace.open(path) as ws, ws.database.transaction() as session:
        memory_intake.merge(session, units)


@contextmanager
def running(script: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        try:
            yield child
        finally:
            child.kill()


def acknowledged(child: subprocess.Popen[str], dice: random.Random, most: int = 12) -> list[int]:
    """Let a child acknowledge some of its work, kill it a moment later, return what it said."""
    assert child.stdout is not None
    lines = [child.stdout.readline() for _ in range(dice.randrange(1, most))]
    time.sleep(dice.random() / 50)
    child.kill()
    lines += child.stdout.readlines()
    return [int(line) for line in lines if line.endswith("\n")]


def require_sound(ws: Workspace) -> None:
    """The file is sound, and its index is what would be built from its units."""
    with ws.database.reading() as session:
        assert health.damage(session) == ()
    assert memory_check.verify(ws) == ()


@pytest.mark.parametrize("seed", range(3))
def test_an_import_that_is_killed_keeps_whole_batches(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    file = tmp_path / "memory.tmx"
    units = [Unit(f"第{number}号港口很忙。", f"Port {number} is busy.") for number in range(6000)]
    with Workspace.open(tmp_path / "source.db") as ws:
        with ws.database.transaction() as session:
            memory_intake.merge(session, units)
        memory_export.export_units(ws, file)
    path = tmp_path / "w.db"
    with running(IMPORT, path, file) as child:
        told = acknowledged(child, dice)
    with Workspace.open(path) as ws:
        require_sound(ws)
        kept = memory_statistics.statistics(ws).units
        assert kept % 100 == 0
        assert kept >= 100 * (len(told) - 1)  # the first word is said before any work
        again = memory_import.import_tmx(ws, file)
        assert (again.added, again.unchanged) == (6000 - kept, kept)
        require_sound(ws)


@pytest.mark.parametrize("seed", range(3))
def test_an_export_that_is_killed_leaves_the_former_file(tmp_path: Path, seed: int) -> None:
    path, file = tmp_path / "w.db", tmp_path / "memory.tmx"
    filled(path)
    with running(EXPORT, path, file) as child:
        assert acknowledged(child, random.Random(seed), most=4)
    assert len(pairs(file.read_bytes())) == FILES * OF_A_FILE
    with Workspace.open(path) as ws:
        require_sound(ws)


@pytest.mark.parametrize("seed", range(3))
def test_edits_that_were_acknowledged_survive_a_kill(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "w.db"
    filled(path)
    with running(EDIT, path) as child:
        told = acknowledged(child, random.Random(seed), most=40)
    with Workspace.open(path) as ws:
        require_sound(ws)
        for number in told:
            best = memory.matches(ws, f"改过的第{number}句。")[0]
            assert (best.percent, best.unit.target) == (100, f"Edited {number}.")
            assert [change.kind for change in unit_history.of_unit(ws, number)] == ["edited"]


@pytest.mark.parametrize("seed", range(3))
def test_a_deletion_that_is_killed_took_all_or_nothing(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "w.db"
    filled(path)
    with running(DELETE, path) as child:
        told = acknowledged(child, random.Random(seed))
    with Workspace.open(path, user="LW") as ws:
        require_sound(ws)
        left = dict(memory_statistics.statistics(ws).by_document)
        assert set(left.values()) == {OF_A_FILE}
        assert not {f"{number}.tmx" for number in told} & set(left)
        gone = FILES - len(left)
        assert gone in {len(told), len(told) + 1}
        assert len(maintenance.operations(ws, limit=FILES)) == gone
        assert maintenance.undo(ws) is not None
        assert memory_statistics.statistics(ws).units == (len(left) + 1) * OF_A_FILE
        require_sound(ws)


@pytest.mark.parametrize("seed", range(2))
def test_two_processes_write_and_one_is_killed(tmp_path: Path, seed: int) -> None:
    path, text = tmp_path / "w.db", tmp_path / "long.txt"
    filled(path)
    sentences = [f"这是第{number}个句子，说的是第{number * 7}号码头。" for number in range(120)]
    text.write_text("\n\n".join(sentences), encoding="utf-8")
    with running(DELETE, path) as deleting, running(CONFIRM, path, text) as confirming:
        told = acknowledged(deleting, random.Random(seed))
        out, _ = confirming.communicate(timeout=300)
        assert confirming.returncode == 0
    with Workspace.open(path) as ws:
        require_sound(ws)
        left = dict(memory_statistics.statistics(ws).by_document)
        assert left.pop("long.txt") == len(out.split()) == len(sentences)
        assert set(left.values()) == {OF_A_FILE}
        assert not {f"{number}.tmx" for number in told} & set(left)
        for segment in documents.import_document(ws, text).segments:
            best = memory.matches(ws, segment.source)[0]
            assert best.unit.target == f"Sentence {segment.position}."
        assert maintenance.count(ws, Filter(documents=("long.txt",))) == len(sentences)
