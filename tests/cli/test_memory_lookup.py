"""Look-up by the command line: what differs, what was lost, what is known of parts; penalties."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_processes import on_terminal

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence"
 o-tmf="x" adminlang="en" srclang="zh-CN" datatype="plaintext"/><body>
{units}
</body></tmx>
"""
UNIT = '<tu><tuv xml:lang="zh-CN"><seg>{}</seg></tuv><tuv xml:lang="en"><seg>{}</seg></tuv></tu>'
PAIRS = [
    ("第3条规定试用期为12个月。", "Article 3 provides for a trial period of 12 months."),
    ("进入施工现场请勿吸烟。", "Do not smoke on the building site."),
    ("双方加强海关合作。", "The two sides step up customs cooperation."),
    ("他谈到海关合作的前景。", "He spoke of the prospects of customs cooperation."),
    ("海关合作十分重要。", "Customs cooperation is very important."),
    ("会谈取得了积极成果。", "The talks were fruitful."),
]


def agency(folder: Path) -> Path:
    """A memory in a file."""
    file = folder / "agency.tmx"
    units = "\n".join(UNIT.format(*pair) for pair in PAIRS)
    file.write_text(TMX.format(units=units), encoding="utf-8")
    return file


@pytest.fixture
def memory(workbench: Run, tmp_path: Path) -> Run:
    assert workbench("tm", "import", agency(tmp_path)).code == 0
    return workbench


def test_other_numbers_are_told_and_replaced(memory: Run) -> None:
    (row,) = memory("tm", "lookup", "第5条规定试用期为24个月。").rows
    assert row[0] == "95 %"
    assert row[-2:] == ["Article 5 provides for a trial period of 24 months.", "numbers differ"]
    (told,) = memory("tm", "lookup", "第5条规定试用期为24个月。", "--json").json
    assert told["numbers_differ"]
    assert told["repaired"] == row[-2]
    assert [told["repaired"][start:end] for start, end in told["changed"]] == ["5", "24"]
    assert [run["op"] for run in told["diff"] if run["text"] == "5"] == ["added"]


def test_a_negation_less_is_told(memory: Run) -> None:
    (row,) = memory("tm", "lookup", "进入施工现场请吸烟。").rows
    assert (row[0], row[-1]) == ("74 %", "negation differs")


def test_what_was_lost_is_told(memory: Run) -> None:
    source = "双方加強海關合作。"
    assert memory("tm", "lookup", source).rows[0][-1] == "−1 other script"
    assert memory("tm", "penalties", "script", "0").code == 0
    assert memory("tm", "lookup", source).rows[0][0] == "100 %"
    assert memory("tm", "penalties", "--reset", "--json").json["script"] == 1
    assert memory("tm", "lookup", source, "--json").json[0]["penalties"] == [["other script", 1]]


def test_a_document_has_a_domain_and_is_where_a_match_is_wanted(
    workbench: Run, tmp_path: Path
) -> None:
    file = tmp_path / "talks.txt"
    file.write_text("会谈结束。双方签署协议。\n", encoding="utf-8")
    assert workbench("import", file).code == 0
    assert workbench("tm", "domain", "talks.txt", "trade").code == 0
    assert workbench("tm", "domain", "talks.txt").out == "trade\n"
    assert workbench("tm", "lookup", "双方签署协议。", "--document", "talks.txt").code == 1
    assert workbench("tm", "lookup", "双方签署协议。", "--document", "nothing").code == 2


def test_parts_of_a_sentence(memory: Run) -> None:
    source = "会谈取得了积极成果，各方将就海关合作签署文件。"
    found = memory("tm", "lookup", source, "--fragments")
    assert found.code == 0
    assert found.rows[0] == [
        "clause",
        "会谈取得了积极成果",
        "The talks were fruitful.",
        "99 % · agency.tmx",
    ]
    assert found.rows[1][:3] == ["run", "海关合作", "customs cooperation"]
    told = memory("tm", "lookup", source, "--fragments", "--json").json
    assert told["matches"] == []
    assert told["fragments"][1]["renderings"][0]["units"] == 3


@pytest.mark.parametrize(
    "arguments",
    [("machin", "3"), ("machine", "101"), ("machine",), ("machine", "3", "--reset")],
)
def test_wrong_penalties_are_refused(workbench: Run, arguments: tuple[str, ...]) -> None:
    found = workbench("tm", "penalties", *arguments)
    assert (found.code, found.out) == (2, "")
    assert workbench("tm", "penalties").rows[0][:2] == ["machine", "3"]


@pytest.mark.skipif(os.name != "posix", reason="terminals as POSIX has them")
def test_on_a_terminal_what_differs_is_marked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_DB", str(tmp_path / "memory.db"))
    assert on_terminal("tm", "import", str(agency(tmp_path)))[0] == 0
    code, lines = on_terminal("tm", "lookup", "第5条规定试用期为24个月。", kind="xterm-256color")
    assert code == 0
    assert "95 %" in lines[0]
    assert "fuzzy · numbers differ · default · agency.tmx" in lines[0]
    assert lines[1].strip().startswith("第")
    assert "\x1b[32m5\x1b[0m" in lines[1]  # added in green
    assert "12 months" in lines[2]
    assert "\x1b[32m24\x1b[0m months" in lines[3]
    _, lines = on_terminal("tm", "lookup", "各方将就海关合作签署文件。", "--fragments")
    assert [line.split()[0] for line in lines[-2:]] == ["3×", "customs"]
