"""Documents by the command line: in, looked at, drafted, out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from workbench.services import documents, editing
from workbench.services.workspace import Workspace

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
    told = workbench("export", "1", "--original", "-o", copy).err
    assert "copy.txt: the imported file." in told
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


PAGE = (
    "旧港的早晨\n\n江面上起了雾, 渡船停 在岸边。船长说,再过一会儿就好。\n\n（记者　林远）\n\n"
    "新桥通车\n\n新桥昨天通车。\n"
)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_inspect_lists_the_articles_and_shows_each(workbench: Run, page: Path) -> None:
    lines = workbench("inspect", page).out.splitlines()
    assert lines[:3] == [
        "2 articles",
        "  1  line 1      旧港的早晨",
        "  2  line 7      新桥通车",
    ]
    assert sum(line.startswith("── article") for line in lines) == 2
    as_json = workbench("inspect", page, "--json").json
    assert [one["title"] for one in as_json["articles"]] == ["旧港的早晨", "新桥通车"]
    assert as_json["format"] == "text"
    assert "punctuation" not in as_json["cleaning"]
    assert {one["article"] for one in as_json["paragraphs"]} == {0, 1}
    assert all("proposals" in one for one in as_json["paragraphs"])


def test_inspect_shows_what_the_steps_changed(workbench: Run, page: Path) -> None:
    shown = workbench("inspect", page, "--steps").out
    assert "+ spaces" in shown
    assert "- punctuation" in shown
    assert "    was  江面上起了雾,␣渡船停␣在岸边。" in shown
    assert "    江面上起了雾,渡船停在岸边。" in shown


def test_steps_are_left_out_and_added(workbench: Run, page: Path) -> None:
    shown = workbench("inspect", page, "--without", "spaces", "--with", "punctuation").out
    assert "江面上起了雾， 渡船停 在岸边。" in shown
    refused = workbench("inspect", page, "--without", "spaces,commas")
    assert refused.code == 2
    assert "no step “commas”" in refused.err
    assert "punctuation" in refused.err
    workbench("import", page, "--without", "kinds,sections")
    assert "title" not in workbench("inspect", page, "--without", "kinds").out


def test_articles_become_documents_of_their_own(workbench: Run, page: Path) -> None:
    assert workbench("import", page, "--articles").rows == [
        ["1", "page.txt · 1 旧港的早晨", "4"],
        ["2", "page.txt · 2 新桥通车", "2"],
    ]
    assert workbench("export", "2").out == "新桥通车\n\n新桥昨天通车。\n"
    assert "page.txt · 2" in workbench("status", "page.txt · 2").out


def test_a_page_imported_whole_says_how_to_part_it(workbench: Run, page: Path) -> None:
    assert "workbench import --articles page.txt" in workbench("import", page).err


def test_a_format_can_be_named(workbench: Run, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("# 旧港的早晨\n\n江面上*起了雾*。\n", encoding="utf-8")
    assert workbench("inspect", path, "--json").json["format"] == "text"
    assert workbench("import", path, "--format", "markdown").code == 0
    assert workbench("export", "1").out == path.read_text(encoding="utf-8")
    refused = workbench("import", path, "--format", "wordstar")
    assert refused.code == 2
    assert "markdown" in refused.err


def test_broken_placeholders_stop_the_export_unless_forced(workbench: Run, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<html><body><p>港口<b>很忙</b>。</p></body></html>", encoding="utf-8")
    workbench("import", path)
    with Workspace.open(tmp_path / "memory.db", user="LW") as ws:
        segment = documents.load(ws, 1).segments[0]
        editing.save_target(ws, segment.id, "The port is {1}busy.")
    out = tmp_path / "page.en.html"
    refused = workbench("export", "1", "-o", out)
    assert refused.code == 2
    assert "segment 1" in refused.err
    assert not out.exists()
    assert workbench("export", "1", "-o", out, "--force").code == 0
    assert "</b>" in out.read_text(encoding="utf-8")


def test_bytes_that_are_no_text_are_named(workbench: Run, tmp_path: Path) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes("雾散了，船开了。\n".encode() * 30 + b"\xff")
    refused = workbench("import", path)
    assert refused.code == 2
    assert "FF at offset 750 (line 31)" in refused.err
    assert "iconv -c" in refused.err


def test_a_file_that_cannot_be_read_does_not_cost_the_others(
    workbench: Run, text: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("港口很忙。\n", encoding="utf-8")
    done = workbench("import", text, tmp_path / "nothing.txt", other)
    assert done.code == 2
    assert [row[1] for row in done.rows] == ["port.txt", "other.txt"]
    assert "nothing.txt: there is no such file" in done.err
