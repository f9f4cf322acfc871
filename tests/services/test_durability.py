"""What `confirm` has acknowledged survives kill -9, with revision, unit and index."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.postgresql import address
from workbench.core.status import Status
from workbench.services import documents, history, memory, memory_statistics
from workbench.services.workspace import Workspace
from workbench.storage import health
from workbench.storage.places import Place

CONFIRM = """
import sys
from pathlib import Path
from workbench.services import documents, editing
from workbench.services.workspace import Workspace
ws = Workspace.open(sys.argv[1], user="LW")
document = documents.import_document(ws, Path(sys.argv[2]))
for segment in document.segments:
    if segment.target:
        continue
    editing.save_target(ws, segment.id, "half a")
    editing.confirm(ws, segment.id, f"Sentence number {segment.position} in English.")
    print(segment.id, flush=True)
print("through", flush=True)
"""


def killed(command: list[str], after: int, pause: float) -> list[int]:
    """Run until so many segments are acknowledged, kill it, return all that were."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        lines = [child.stdout.readline() for _ in range(after)]
        time.sleep(pause)
        child.kill()
        lines += child.stdout.readlines()
    whole = [line for line in lines if line.endswith("\n")]
    return [int(line) for line in whole if line != "through\n"]


@pytest.mark.parametrize("seed", range(3))
def test_nothing_confirmed_is_lost_by_kill_9(place: Place, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = tmp_path / "long.txt"
    sentences = [f"这是第{number}个句子，说的是第{number * 7}号港口。" for number in range(400)]
    path.write_text("\n\n".join(sentences), encoding="utf-8")
    command = [sys.executable, "-c", CONFIRM, address(place), str(path)]
    acknowledged: list[int] = []
    for _ in range(3):
        acknowledged += killed(command, chance.randrange(1, 12), chance.random() / 50)
    assert acknowledged
    with Workspace.open(place) as ws:
        with ws.database.reading() as session:
            assert health.damage(session) == ()
            assert health.unindexed(session) == 0
            recorded = set(
                session.execute(
                    text("SELECT segment_id FROM change WHERE kind = 'confirm'")
                ).scalars()
            )
        document = documents.import_document(ws, path)
        by_id = {segment.id: segment for segment in document.segments}
        for number in acknowledged:
            segment = by_id[number]
            assert segment.status is Status.CONFIRMED
            assert number in recorded
            match = memory.matches(ws, segment.source)[0]
            assert match.unit.target == segment.target
        # The very step that the kill hit is there as a whole or not at all.
        confirmed = [s for s in document.segments if s.status is Status.CONFIRMED]
        assert memory_statistics.statistics(ws).units == len(confirmed) == len(recorded)
        assert history.undo(ws, document.id) is not None
