"""Bad input gives one clear message and exit code 2, never a traceback, and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (Path.exists, "not"),
    "empty": (lambda path: path.write_bytes(b""), "no text"),
    "blank": (lambda path: path.write_bytes(b" \n\n "), "no text"),
    "binary": (lambda path: path.write_bytes(b"\x7fELF\x02\x01\x00" + bytes(range(256))), "text"),
    "undecodable": (lambda path: path.write_bytes("双方同意".encode() + b"\xff\x81"), "byte"),
    "folder": (lambda path: path.mkdir(), "folder"),
    "huge": (lambda path: _sparse(path, 1024**3 + 1), "MiB"),
}


def _sparse(path: Path, size: int) -> None:
    with path.open("wb") as stream:
        stream.truncate(size)


@pytest.mark.parametrize("case", FILES)
@pytest.mark.parametrize("command", ["import", "inspect"])
def test_a_file_that_cannot_be_taken(
    workbench: Run, tmp_path: Path, case: str, command: str
) -> None:
    path = tmp_path / "text.txt"
    make, word = FILES[case]
    make(path)
    refused = workbench(command, path)
    assert refused.code == 2
    assert "text.txt" in refused.err
    assert word in refused.err
    assert refused.out == ""
    assert workbench("documents").out == ""


def test_a_document_that_is_not_chinese_is_taken_with_a_warning(
    workbench: Run, tmp_path: Path
) -> None:
    path = tmp_path / "english.txt"
    path.write_text("This text is in English.\n", encoding="utf-8")
    shown = workbench("inspect", path)
    assert shown.code == 0
    assert "Chinese" in shown.err


def test_an_unknown_document_is_named_with_those_that_are_there(
    workbench: Run, tmp_path: Path
) -> None:
    path = tmp_path / "harbour.txt"
    path.write_text("双方同意扩大贸易。\n", encoding="utf-8")
    workbench("import", path)
    refused = workbench("status", "harbor.txt")
    assert refused.code == 2
    assert "harbour.txt" in refused.err


def test_a_database_that_is_none(workbench: Run, tmp_path: Path) -> None:
    database = tmp_path / "memory.db"
    database.write_bytes(b"this is no database, but a letter to my aunt" * 100)
    before = database.read_bytes()
    refused = workbench("documents")
    assert refused.code == 2
    assert "memory.db" in refused.err
    assert database.read_bytes() == before


@pytest.mark.parametrize("place", ["file.txt/memory.db", "folder"])
def test_a_place_where_no_database_can_be(workbench: Run, tmp_path: Path, place: str) -> None:
    (tmp_path / "file.txt").write_text("in the way", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    refused = workbench("--db", tmp_path / place, "documents")
    assert refused.code == 2
    assert place.partition("/")[0] in refused.err


def test_a_malformed_tmx_keeps_what_stood_before_the_break(workbench: Run, tmp_path: Path) -> None:
    path = tmp_path / "broken.tmx"
    path.write_text(
        '<?xml version="1.0"?><tmx version="1.4"><header creationtool="x" creationtoolversion="1"'
        ' segtype="sentence" o-tmf="x" adminlang="en" srclang="zh-CN" datatype="plaintext"/><body>'
        '<tu><tuv xml:lang="zh-CN"><seg>你好。</seg></tuv>'
        '<tuv xml:lang="en"><seg>Hello.</seg></tuv></tu><tu><tuv',
        encoding="utf-8",
    )
    imported = workbench("tm", "import", path)
    assert imported.code == 1
    assert "1 added" in imported.err
    assert "broken.tmx" in imported.err
    strict = workbench("--db", tmp_path / "strict.db", "tm", "import", path, "--strict")
    assert strict.code == 2


def test_a_file_that_is_no_tmx(workbench: Run, tmp_path: Path) -> None:
    path = tmp_path / "note.tmx"
    path.write_text("Dear aunt", encoding="utf-8")
    refused = workbench("tm", "import", path)
    assert refused.code == 2
    assert "note.tmx" in refused.err


def test_a_glossary_with_bad_rows_brings_the_good_ones(workbench: Run, tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text(
        "source,target,status,domain,note\n岸桥,quay crane,preferred,ports,\n,none,preferred,,\n",
        encoding="utf-8",
    )
    imported = workbench("glossary", "import", path)
    assert imported.code == 1
    assert "line 3" in imported.err
    assert workbench("glossary", "find", "岸桥").rows[0][:3] == ["岸桥", "quay crane", "preferred"]


def test_wrong_usage_is_exit_code_2(workbench: Run) -> None:
    assert workbench("export").code == 2
    assert workbench("nonsense").code == 2
    assert workbench("models", "remove", "no-such-model").code == 2
    assert workbench("translate", "1", "--engine", "no-such-model").code == 2


def test_writing_where_nothing_can_be_written(workbench: Run, tmp_path: Path) -> None:
    refused = workbench("tm", "export", tmp_path / "no" / "memory.tmx")
    assert refused.code == 2
    assert "memory.tmx" in refused.err
