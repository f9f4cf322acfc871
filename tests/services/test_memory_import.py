"""TMX into the memories: twice adds nothing, a stop keeps whole batches, codes fit documents."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from tests.exchange.odd_files import ENCODINGS, STRUCTURES, OddFile
from tests.exchange.tmx import file, tu
from workbench.core.memory import Unit
from workbench.errors import FormatError
from workbench.services import memories, memory, memory_import, memory_statistics
from workbench.services.workspace import Workspace
from workbench.storage import memory as stored


def units(ws: Workspace) -> list[Unit]:
    with ws.database.reading() as session:
        return list(stored.everything(session))


def kept(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("odd", ENCODINGS + STRUCTURES, ids=lambda odd: odd.name)
def test_importing_an_odd_file_twice_adds_nothing(
    ws: Workspace, tmp_path: Path, odd: OddFile
) -> None:
    path = kept(tmp_path / "odd.tmx", odd.content)
    first = memory_import.import_tmx(ws, path)
    assert (first.added, len(first.skipped)) == (len(odd.pairs), len(odd.skipped))
    assert tuple((unit.source, unit.target) for unit in units(ws)) == odd.pairs
    again = memory_import.import_tmx(ws, path)
    assert (again.added, again.updated, again.unchanged) == (0, 0, len(odd.pairs))


def test_a_stopped_import_keeps_whole_batches_and_goes_on(
    ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = kept(tmp_path / "a.tmx", file(*(tu(f"第{n}句", f"Sentence {n}") for n in range(25))))
    monkeypatch.setattr(memory_import, "BATCH", 10)
    told: list[tuple[int, int]] = []

    def stop(done: int, size: int) -> None:
        told.append((done, size))
        if len(told) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        memory_import.import_tmx(ws, path, progress=stop)
    assert memory_statistics.statistics(ws).units == 20
    again = memory_import.import_tmx(ws, path)
    assert (again.added, again.unchanged) == (5, 20)


def test_a_stop_within_a_batch_leaves_nothing_of_it(
    ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = kept(tmp_path / "a.tmx", file(*(tu(f"第{n}句", f"Sentence {n}") for n in range(10))))

    def merge(session: object, batch: list[Unit], **options: object) -> None:
        stored.insert(session, batch)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("workbench.storage.memory_intake.merge", merge)
        with pytest.raises(KeyboardInterrupt):
            memory_import.import_tmx(ws, path)
    assert units(ws) == []
    assert memory_import.import_tmx(ws, path).added == 10


def test_units_go_into_the_memory_that_is_named(ws: Workspace, tmp_path: Path) -> None:
    path = kept(tmp_path / "a.tmx", file(tu("港口", "port")))
    agency = memories.add(ws, "agency", read_only=True)
    memory_import.import_tmx(ws, path, into=agency.id)
    assert [unit.memory for unit in units(ws)] == [agency.id]
    memory_import.import_tmx(ws, path)
    assert [unit.memory for unit in units(ws)] == [agency.id, memories.default(ws).id]


def test_an_archive_is_imported_with_all_its_files(ws: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("one.tmx", file(tu("港口", "port")))
        archive.writestr("two.tmx.gz", gzip.compress(file(tu("码头", "wharf"), tu("一", ""))))
    done = memory_import.import_tmx(ws, path)
    assert done.added == 2
    assert [str(item) for item in done.skipped] == [
        "line 4, two.tmx.gz, unit 2: the target (en) is empty"
    ]
    assert [unit.document for unit in units(ws)] == ["one.tmx", "two.tmx.gz"]
    with pytest.raises(FormatError, match="nothing was stored"):
        memory_import.import_tmx(ws, path, strict=True)


def test_a_file_broken_at_its_end_gives_what_stood_before(ws: Workspace, tmp_path: Path) -> None:
    content = file(tu("港口", "port"), tu("码头", "wharf"))
    path = kept(tmp_path / "cut.tmx", content[: content.index(b"wharf")])
    done = memory_import.import_tmx(ws, path)
    assert done.added == 1
    assert "breaks off inside unit 2" in done.skipped[0].reason


def test_facts_without_a_field_are_kept_in_the_database(ws: Workspace, tmp_path: Path) -> None:
    facts = '<prop type="x-client">ACME</prop><prop type="x-status">draft</prop>'
    unit = tu("港<ph x='1'/>口", "<ph x='1'/>port", attributes=' tuid="7"', facts=facts)
    memory_import.import_tmx(ws, kept(tmp_path / "a.tmx", file(unit)))
    (found,) = units(ws)
    assert found.properties == (("@tuid", "7"), ("x-client", "ACME"))
    assert found.status.value == "draft"
    assert [code.xml for code in found.source_codes] == ['<ph x="1"/>']


def test_a_unit_with_codes_matches_a_segment_with_placeholders(
    ws: Workspace, tmp_path: Path
) -> None:
    unit = tu(
        "单击<bpt i='1'>b</bpt>保存<ept i='1'>/b</ept>按钮。",
        "Click <bpt i='1'>b</bpt>Save<ept i='1'>/b</ept>.",
    )
    memory_import.import_tmx(ws, kept(tmp_path / "a.tmx", file(unit)))
    (same,) = memory.matches(ws, "单击{1}保存{2}按钮。")
    assert (same.percent, same.unit.target) == (100, "Click {1}Save{2}.")
    (other,) = memory.matches(ws, "单击{3}保存{4}按钮。")
    assert other.percent == 99
