"""Pairs that come in from spreadsheets and CSV files, as a person has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.core.unit_filter import ALL, Filter
from workbench.errors import EncodingError, FormatError, UnreadableFileError, UsageError
from workbench.services import memories, memory, memory_pairs
from workbench.services.workspace import Workspace
from workbench.storage import unit_filter

CSV = "No,English,中文,备注\n1,The port is busy.,港口很忙。,ok\n2,,无译文\n3,=SUM(1),求和\n"


def targets(ws: Workspace, where: Filter = ALL) -> list[str]:
    with ws.database.reading() as session:
        return [unit.target for unit in unit_filter.chosen(session, where)]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.csv"
    path.write_bytes(CSV.encode("gb18030"))
    return path


def test_rows_become_units_and_bad_ones_are_named(ws: Workspace, table: Path) -> None:
    report = memory_pairs.import_pairs(ws, table)
    assert (report.added, report.unchanged) == (2, 0)
    assert [(item.line, item.reason) for item in report.skipped] == [(3, "it has no target")]
    assert targets(ws) == ["The port is busy.", "=SUM(1)"]
    (match,) = memory.matches(ws, "港口很忙。")
    assert (match.unit.note, match.unit.document) == ("ok", "pairs.csv")


def test_doing_it_again_adds_nothing(ws: Workspace, table: Path) -> None:
    memory_pairs.import_pairs(ws, table)
    again = memory_pairs.import_pairs(ws, table)
    assert (again.added, again.updated, again.unchanged) == (0, 0, 2)


def test_pairs_go_into_the_memory_that_is_named(ws: Workspace, table: Path) -> None:
    agency = memories.add(ws, "agency", read_only=True)
    memory_pairs.import_pairs(ws, table, into=agency.id)
    assert len(targets(ws, Filter(memories=(agency.id,)))) == 2
    memory_pairs.import_pairs(ws, table)
    assert len(targets(ws, Filter(memories=(memories.default(ws).id,)))) == 2


def test_strict_refuses_before_anything_is_stored(ws: Workspace, table: Path) -> None:
    with pytest.raises(FormatError, match="it has no target; nothing was stored"):
        memory_pairs.import_pairs(ws, table, strict=True)
    assert targets(ws) == []


def test_columns_and_encoding_can_be_told(ws: Workspace, table: Path) -> None:
    memory_pairs.import_pairs(ws, table, columns=",target,source", encoding="gb18030")
    assert targets(ws) == ["The port is busy.", "=SUM(1)"]
    with pytest.raises(UsageError, match="no column “targett”"):
        memory_pairs.import_pairs(ws, table, columns="source,targett")
    with pytest.raises(EncodingError, match=r"pairs\.csv"):
        memory_pairs.import_pairs(ws, table, encoding="utf-8")


def test_progress_is_told_to_the_end(ws: Workspace, table: Path) -> None:
    told: list[tuple[int, int]] = []
    memory_pairs.import_pairs(ws, table, progress=lambda *now: told.append(now))
    size = table.stat().st_size
    assert told == [(0, size), (size, size)]


def test_files_that_cannot_be_taken(ws: Workspace, tmp_path: Path) -> None:
    for name in ("old.xls", "old.xlsx"):
        (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0" + bytes(512))
        with pytest.raises(FormatError, match=r"old \.xls"):
            memory_pairs.import_pairs(ws, tmp_path / name)
    with pytest.raises(UnreadableFileError, match="no such file"):
        memory_pairs.import_pairs(ws, tmp_path / "none.csv")
    (tmp_path / "text.csv").write_text("一个句子。\n", encoding="utf-8")
    with pytest.raises(FormatError, match="which column is the source"):
        memory_pairs.import_pairs(ws, tmp_path / "text.csv")


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("a.csv", True), ("a.XLSX", True), ("a.xls", True), ("a.tmx", False), ("csv", False)],
)
def test_names_say_what_is_a_table(name: str, is_one: bool) -> None:
    assert memory_pairs.is_table(Path(name)) is is_one
