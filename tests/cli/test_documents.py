"""Documents by the command line: in, looked at, drafted, out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

TEXT = "港口开港\n\n双方同意扩大贸易。港口去年增长百分之十。\n\n他说：“我们很高兴。”\n"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "port.txt"
    path.write_text(TEXT, encoding="gb18030")
    return path


def test_inspect_shows_paragraphs_kinds_and_segments(workbench: Run, text: Path) -> None:
    shown = workbench("inspect", text)
    assert shown.code == 0
    assert "gb18030" in shown.err
    lines = shown.out.splitlines()
    assert "    双方同意扩大贸易。" in lines
    assert "    港口去年增长百分之十。" in lines
    as_json = workbench("inspect", text, "--json").json
    assert as_json["encoding"] == "gb18030"
    assert as_json["paragraphs"][1]["segments"] == ["双方同意扩大贸易。", "港口去年增长百分之十。"]
    assert as_json["paragraphs"][1]["line"] == 3


def test_a_document_goes_in_is_drafted_and_comes_out(
    workbench: Run, text: Path, tmp_path: Path
) -> None:
    assert workbench("import", text).rows == [["1", "port.txt", "4"]]
    assert workbench("documents").rows[0][:5] == ["1", "port.txt", "4", "0", "0"]
    drafted = workbench("translate", "port.txt", "--json")
    assert drafted.code == 0
    assert "embedded model" in drafted.err
    assert workbench("status", "1", "--json").json["drafted"] == 4

    out = tmp_path / "port.en.txt"
    assert workbench("export", "port.txt", "-o", out).code == 0
    finished = out.read_text(encoding="utf-8")
    assert "trade" in finished
    assert finished.count("\n\n") == 2
    assert "双" not in finished


def test_untranslated_segments_are_source_empty_or_an_error(workbench: Run, text: Path) -> None:
    workbench("import", text)
    assert "双方同意扩大贸易。" in workbench("export", "1").out
    assert "双" not in workbench("export", "1", "--untranslated", "empty").out
    refused = workbench("export", "1", "--untranslated", "fail")
    assert refused.code == 2
    assert refused.out == ""


def test_the_original_comes_back_byte_for_byte(workbench: Run, text: Path, tmp_path: Path) -> None:
    workbench("import", text)
    copy = tmp_path / "copy.txt"
    workbench("export", "1", "--original", "-o", copy)
    assert copy.read_bytes() == text.read_bytes()


def test_a_file_imported_twice_is_one_document(workbench: Run, text: Path) -> None:
    workbench("import", text)
    assert "unchanged" in workbench("import", text).err
    assert len(workbench("documents").rows) == 1


def test_a_document_can_have_another_name(workbench: Run, text: Path) -> None:
    workbench("import", text)
    again = workbench("import", text, "--name", "second go")
    assert again.rows[0][1] == "second go"
    assert "changed" not in again.err
    assert workbench("import", text, text, "--name", "both").code == 2


def test_remove_asks_and_removes(workbench: Run, text: Path) -> None:
    workbench("import", text)
    assert workbench("remove", "1", "--yes").code == 0
    assert workbench("documents").out == ""


def test_check_reports_what_is_wrong_with_exit_code_1(workbench: Run, text: Path) -> None:
    workbench("import", text)
    empty = workbench("check", "1", "--json")
    assert empty.code == 1
    assert {i["code"] for entry in empty.json for i in entry["issues"]} >= {"target-empty"}


def test_the_editor_needs_a_terminal(workbench: Run, text: Path) -> None:
    refused = workbench("edit", text)
    assert refused.code == 2
    assert "needs a terminal" in refused.err
