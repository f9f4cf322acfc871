"""Units that leave the memories for a file: which ones, as what, whole or not at all."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.services.conftest import MakeDocument
from tests.services.test_export import HTML, import_text
from workbench.core.memory import InlineCode, Unit
from workbench.core.status import Origin, Status
from workbench.core.unit_filter import ALL, Filter
from workbench.errors import NotFoundError, UnreadableFileError, UsageError
from workbench.services import editing, memory, memory_export, memory_import, memory_pairs
from workbench.services.workspace import Workspace
from workbench.storage import memory_intake, unit_filter

MAY = datetime(2026, 5, 3, tzinfo=UTC)
PH = InlineCode(1, '<ph x="1">&lt;br&gt;</ph>')
UNITS = (
    Unit("港口很忙。", "The port is busy.", document="a.txt", created_at=MAY, created_by="LW"),
    Unit("甲{1}乙", "A{1}B", Origin.MT, source_codes=(PH,), target_codes=(PH,), document="b.txt"),
    Unit("“丙”＝，３", "=C & <3>", Origin.TM, domain="law", note="a\nb", status=Status.DRAFT),
    Unit("𠮷　家", "𝄞 clef", Origin.ALIGNMENT, before="丙", after="甲", document="b.txt"),
)


def keep(ws: Workspace, *units: Unit) -> None:
    with ws.database.transaction() as session:
        memory_intake.merge(session, units)


def everything(ws: Workspace, where: Filter = ALL) -> list[Unit]:
    with ws.database.reading() as session:
        return [replace(unit, id=0) for unit in unit_filter.chosen(session, where)]


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


@pytest.mark.parametrize("name", ["m.tmx", "m.tmx.gz", "m.zip", "m.tmx.zip", "m"])
def test_tmx_gives_everything_back_however_it_is_packed(
    ws: Workspace, tmp_path: Path, name: str
) -> None:
    keep(ws, *UNITS)
    assert memory_export.export_units(ws, tmp_path / name) == 4
    with Workspace.open(tmp_path / "other.db") as other:
        assert memory_import.import_tmx(other, tmp_path / name).added == 4
        # A unit that came from no document is one of the file's.
        wanted = [u if u.document else replace(u, document=name) for u in everything(ws)]
        assert [replace(unit, document="") for unit in everything(other)] == [
            replace(unit, document="") for unit in wanted
        ]


@pytest.mark.parametrize("name", ["m.xlsx", "m.csv", "M.TSV"])
def test_tables_give_back_what_they_have_columns_for(
    ws: Workspace, tmp_path: Path, name: str
) -> None:
    keep(ws, *UNITS)
    assert memory_export.export_units(ws, tmp_path / name) == 4
    assert memory_pairs.import_pairs(ws, tmp_path / name).unchanged == 4
    with Workspace.open(tmp_path / "other.db") as other:
        assert memory_pairs.import_pairs(other, tmp_path / name).added == 4
        assert everything(other) == [
            replace(unit, source_codes=(), target_codes=(), document=unit.document or name)
            for unit in everything(ws)
        ]


def test_tables_are_packed_too(ws: Workspace, tmp_path: Path) -> None:
    keep(ws, *UNITS)
    memory_export.export_units(ws, tmp_path / "m.csv.zip")
    with zipfile.ZipFile(tmp_path / "m.csv.zip") as archive:
        assert archive.read("m.csv").startswith("\ufeffsource,target".encode())


@pytest.mark.parametrize(
    ("where", "places"),
    [
        (Filter(origins=(Origin.MT, Origin.TM)), (1, 2)),
        (Filter(documents=("b.txt",), origins=(Origin.ALIGNMENT,)), (3,)),
        (Filter(domains=("law",), statuses=(Status.DRAFT,)), (2,)),
        (Filter(persons=("LW",), since=MAY), (0,)),
    ],
)
def test_a_filter_chooses(
    ws: Workspace, tmp_path: Path, where: Filter, places: tuple[int, ...]
) -> None:
    keep(ws, *UNITS)
    assert memory_export.export_units(ws, tmp_path / "m.tmx", where=where) == len(places)
    text = (tmp_path / "m.tmx").read_text(encoding="utf-8")
    assert [f"<seg>{unit.source[0]}" in text for unit in UNITS] == [at in places for at in range(4)]


def test_level_1_has_no_elements(ws: Workspace, tmp_path: Path) -> None:
    keep(ws, UNITS[1])
    memory_export.export_units(ws, tmp_path / "m.tmx", level=1)
    assert "<seg>甲乙</seg>" in (tmp_path / "m.tmx").read_text(encoding="utf-8")


def test_a_memory_without_units_is_an_empty_file(ws: Workspace, tmp_path: Path) -> None:
    for name in ("m.tmx", "m.xlsx", "m.csv"):
        assert memory_export.export_units(ws, tmp_path / name) == 0
        assert (tmp_path / name).stat().st_size


def test_progress_is_told_to_the_end(ws: Workspace, tmp_path: Path) -> None:
    keep(ws, *UNITS)
    told: list[tuple[int, int]] = []
    memory_export.export_units(ws, tmp_path / "m.tmx", progress=lambda *now: told.append(now))
    assert told == [(0, 4), (4, 4)]


@pytest.mark.parametrize("name", ["m.tmx", "m.tmx.gz", "m.zip", "m.xlsx", "m.csv"])
def test_an_export_that_is_stopped_changes_nothing(
    ws: Workspace, tmp_path: Path, name: str
) -> None:
    keep(ws, *UNITS)
    path = tmp_path / name
    path.write_bytes(b"before")

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        memory_export.export_units(ws, path, progress=stop)
    assert path.read_bytes() == b"before"
    assert [found.name for found in tmp_path.iterdir() if found.suffix == ".part"] == []


def test_what_cannot_be_written_is_said(ws: Workspace, tmp_path: Path) -> None:
    keep(ws, Unit("长", "x" * 40_000))
    with pytest.raises(UsageError, match="does not fit into a cell"):
        memory_export.export_units(ws, tmp_path / "m.xlsx")
    with pytest.raises(UnreadableFileError, match="cannot be written"):
        memory_export.export_units(ws, tmp_path / "none" / "m.tmx")
    with pytest.raises(UsageError, match="that kind of workbook"):
        memory_export.export_units(ws, tmp_path / "m.ods")
    assert not (tmp_path / "m.xlsx").exists()
    assert not (tmp_path / "m.ods").exists()


def test_markup_of_a_document_becomes_inline_elements(ws: Workspace, tmp_path: Path) -> None:
    document = import_text(ws, tmp_path, "page.html", HTML.encode("gb18030"))
    editing.confirm(ws, document.segments[0].id, "The port is {1}busy{2}.")
    (unit,) = everything(ws)
    assert (
        unit.source_codes
        == unit.target_codes
        == (
            InlineCode(1, '<bpt i="1" x="1">&lt;b&gt;</bpt>'),
            InlineCode(2, '<ept i="1">&lt;/b&gt;</ept>'),
        )
    )
    memory_export.export_units(ws, tmp_path / "m.tmx")
    assert memory_import.import_tmx(ws, tmp_path / "m.tmx").unchanged == 1
    with Workspace.open(tmp_path / "other.db") as other:
        memory_import.import_tmx(other, tmp_path / "m.tmx")
        (copied,) = everything(other)
    assert (copied.target, copied.target_codes) == (unit.target, unit.target_codes)
