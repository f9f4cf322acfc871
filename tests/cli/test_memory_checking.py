"""`tm verify` and `tm reindex`: a damaged index is told of, and mended."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run
from workbench.core.memory import Unit
from workbench.services.workspace import Workspace
from workbench.storage import memory
from workbench.storage.dialect import run


def test_a_damaged_index_is_found_and_built_anew(workbench: Run, tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    with Workspace.open(path) as ws, ws.database.transaction() as session:
        memory.insert(session, [Unit("双方同意扩大贸易。", "Both agree."), Unit("港口", "port")])
    sound = workbench("tm", "verify")
    assert (sound.code, sound.out) == (0, "")
    with Workspace.open(path) as ws, ws.database.transaction() as session:
        run(session, "DELETE FROM posting WHERE block = ?", [(0,)])
    assert workbench("tm", "lookup", "双方同意扩大了贸易").code == 1
    found = workbench("tm", "verify", "--json")
    assert (found.code, [each["part"] for each in found.json]) == (1, ["grams"])
    assert "tm reindex" in found.err
    assert "2 units" in workbench("tm", "reindex").err
    assert workbench("tm", "verify").code == 0
    assert "Both agree." in workbench("tm", "lookup", "双方同意扩大了贸易").out
