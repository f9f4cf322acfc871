"""`workbench review` as a user runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

TEXT = "港口去年很忙。今年更忙。\n\n谢谢大家。\n"


@pytest.fixture
def sent(workbench: Run, tmp_path: Path) -> Path:
    """A document that was exported, and whose file a colleague filled in."""
    source = tmp_path / "port.txt"
    source.write_text(TEXT, encoding="utf-8")
    assert workbench("import", source).code == 0
    file = tmp_path / "port.xlf"
    out = workbench("review", "export", "port.txt", "-o", file)
    assert (out.code, out.out) == (0, "")
    assert "3 segments of port.txt" in out.err
    text = file.read_text(encoding="utf-8")
    target = '谢谢大家。</source><target state="final">Thank you all.</target><note>Fine?</note>'
    file.write_text(text.replace("谢谢大家。</source>", target), encoding="utf-8")
    return file


def test_a_review_comes_back(workbench: Run, sent: Path) -> None:
    dry = workbench("review", "import", sent, "--dry-run")
    assert dry.rows == [["3", "changed", "reviewed", "谢谢大家。", "", "Thank you all."]]
    assert "1 would be changed, 0 would be confirmed, 2 unchanged" in dry.err
    assert "segment 3: comment: Fine?" in dry.err
    done = workbench("review", "import", sent)
    assert (done.code, done.rows) == (0, dry.rows)
    assert "port.txt: 1 changed, 0 confirmed, 2 unchanged, 0 in conflict, 0 skipped." in done.err
    assert "1 of 3 segments" in workbench("status", "port.txt").out
    again = workbench("review", "import", sent)
    assert (again.code, again.rows) == (0, [])


def test_what_was_not_taken_is_said(workbench: Run, sent: Path) -> None:
    text = sent.read_text(encoding="utf-8").replace("谢谢大家。</source>", "谢谢各位。</source>")
    sent.write_text(text, encoding="utf-8")
    done = workbench("review", "import", sent)
    assert done.code == 1
    assert done.rows[0][1] == "skipped"
    assert "segment 3: its source is another one here." in done.err


def test_json(workbench: Run, sent: Path) -> None:
    done = workbench("review", "import", sent, "--document", "port.txt", "--json").json
    assert (done["document"], done["unchanged"], done["conflicts"]) == ("port.txt", 2, [])
    (changed,) = done["changed"]
    assert (changed["number"], changed["theirs"]) == (3, "Thank you all.")
    assert (changed["status"], changed["verdict"]) == ("reviewed", "changed")
    assert done["comments"][0]["comment"] == "Fine?"


def test_the_name_says_the_format(workbench: Run, sent: Path, tmp_path: Path) -> None:
    for name, start in (("t.docx", b"PK"), ("t.html", b"<!"), ("t.xliff", b"<?xml")):
        assert workbench("review", "export", "port.txt", "-o", tmp_path / name).code == 0
        assert (tmp_path / name).read_bytes().lower().startswith(start.lower())
    new = tmp_path / "new.xlf"
    assert workbench("review", "export", "1", "-o", new, "--xliff-version", "2.0").code == 0
    assert b'version="2.0"' in new.read_bytes()
    bad = workbench("review", "export", "port.txt", "-o", tmp_path / "t.pdf")
    assert bad.code == 2
    assert "does not say which format" in bad.err
    odd = workbench("review", "export", "port.txt", "-o", new, "--xliff-version", "1.1")
    assert odd.code == 2
    assert "Use one of 1.2, 2.0" in odd.err
