"""Units that leave the memories for a file: which ones, as what, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.conftest import MakeDocument
from workbench.core.unit_filter import Filter
from workbench.errors import NotFoundError
from workbench.services import editing, memory, memory_export, memory_import
from workbench.services.workspace import Workspace


def test_what_is_exported_comes_back_as_it_was(
    ws: Workspace, make_document: MakeDocument, tmp_path: Path
) -> None:
    document = make_document()
    for segment in document.segments[:4]:
        editing.confirm(ws, segment.id, f"Target {segment.position}.")
    assert memory_export.export_units(ws, tmp_path / "out.tmx") == 4
    assert memory_import.import_tmx(ws, tmp_path / "out.tmx").unchanged == 4
    with Workspace.open(tmp_path / "other.db") as other:
        assert memory_import.import_tmx(other, tmp_path / "out.tmx").added == 4
        copied = memory.matches(other, "今年更忙。")[0].unit
    unit = memory.matches(ws, "今年更忙。")[0].unit
    assert (copied.target, copied.created_by, copied.document) == ("Target 1.", "LW", "talks.txt")
    assert unit.created_at is not None
    assert copied.created_at == unit.created_at.replace(microsecond=0)


def test_the_units_of_one_document_can_be_exported(
    ws: Workspace, make_document: MakeDocument, tmp_path: Path
) -> None:
    editing.confirm(ws, make_document(name="one.txt").segments[0].id, "One.")
    editing.confirm(ws, make_document(name="two.txt").segments[1].id, "Two.")
    path = tmp_path / "out.tmx"
    assert memory_export.export_units(ws, path, where=Filter(documents=("two.txt",))) == 1
    assert "Two." in path.read_text(encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(NotFoundError, match="no unit of that kind"):
        memory_export.export_units(ws, path, where=Filter(documents=("three.txt",)))
    assert path.read_bytes() == before
