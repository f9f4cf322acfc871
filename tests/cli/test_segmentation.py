"""Segmentation rules by the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run

TEXT = "“快走。”“为什么？”“车要开了！”"
OWN = """<srx xmlns="http://www.lisa.org/srx20" version="2.0">
<header segmentsubflows="yes" cascade="no"/><body><languagerules>
<languagerule languagerulename="Semicolons"><rule break="yes"><beforebreak>；</beforebreak></rule>
</languagerule></languagerules>
<maprules><languagemap languagepattern="ZH.*" languagerulename="Semicolons"/></maprules></body>
</srx>
"""


def test_a_text_is_tried(workbench: Run) -> None:
    found = workbench("segmentation", "try", TEXT)
    assert (found.code, found.rows) == (0, [["“快走。”"], ["“为什么？”"], ["“车要开了！”"]])
    assert workbench("segmentation", "try", TEXT, "--json").json == [r[0] for r in found.rows]


def test_a_text_without_a_word_has_no_segment(workbench: Run) -> None:
    found = workbench("segmentation", "try", "……")
    assert (found.code, found.out) == (1, "")
    assert "no segment" in found.err


def test_rules_live_and_go(workbench: Run, tmp_path: Path) -> None:
    path = tmp_path / "own.srx"
    path.write_text(OWN, encoding="utf-8")
    taken = workbench("segmentation", "import", path)
    assert taken.code == 0
    assert "1 rules from own.srx (Semicolons)" in taken.err
    shown = workbench("segmentation", "show")
    assert shown.rows == [["Semicolons", "1", "yes", "；", ""]]
    assert "own.srx" in shown.err
    assert workbench("segmentation", "try", "甲。乙；丙。").rows == [["甲。乙；"], ["丙。"]]
    assert "built-in rules are used again" in workbench("segmentation", "reset").err
    assert "were in use" in workbench("segmentation", "reset").err
    assert workbench("segmentation", "try", "甲。乙；丙。").rows == [["甲。"], ["乙；丙。"]]


def test_inspect_cuts_as_import_would(workbench: Run, tmp_path: Path) -> None:
    own, text = tmp_path / "own.srx", tmp_path / "a.txt"
    own.write_text(OWN, encoding="utf-8")
    text.write_text("天晴了。船开了；人走了。\n", encoding="utf-8")
    workbench("segmentation", "import", own)
    (paragraph,) = workbench("inspect", text, "--json").json["paragraphs"]
    assert paragraph["segments"] == ["天晴了。船开了；", "人走了。"]
    assert workbench("import", text).rows[0][2] == "2"


def test_the_built_in_rules_are_shown_and_exported(workbench: Run, tmp_path: Path) -> None:
    shown = workbench("segmentation", "show")
    assert {row[0] for row in shown.rows} == {"Chinese", "English"}
    assert workbench("segmentation", "show", "--json").json["origin"] == ""
    path = tmp_path / "out.srx"
    assert workbench("segmentation", "export", "-o", path).code == 0
    assert workbench("segmentation", "export").out == path.read_text(encoding="utf-8")
    assert workbench("segmentation", "import", path).code == 0


def test_what_is_wrong_is_said(workbench: Run, tmp_path: Path) -> None:
    path = tmp_path / "bad.srx"
    path.write_text(OWN.replace("；", "["), encoding="utf-8")
    found = workbench("segmentation", "import", path)
    assert found.code == 2
    assert "bad.srx, line 3: rule 1 of “Semicolons”" in found.err
    assert workbench("segmentation", "export", "-o", tmp_path / "no" / "out.srx").code == 2
