"""Glossary maintenance by the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_the_starter_glossaries_are_there_on_first_start(workbench: Run) -> None:
    rows = workbench("glossary", "list").rows
    assert len({row[0] for row in rows}) >= 400
    assert workbench("glossary", "find", "世界贸易组织").rows[0][1] == "World Trade Organization"


def test_a_term_lives_and_dies(workbench: Run) -> None:
    added = workbench(
        "glossary", "add", "岸桥", "quay crane", "--admit", "ship-to-shore crane",
        "--forbid", "bank bridge", "--domain", "ports",
    )  # fmt: skip
    assert added.code == 0
    assert [row[1:4] for row in workbench("glossary", "list", "--domain", "ports").rows] == [
        ["quay crane", "preferred", "ports"],
        ["ship-to-shore crane", "admitted", "ports"],
        ["bank bridge", "forbidden", "ports"],
    ]
    workbench("glossary", "edit", "岸桥", "--target", "STS crane", "--drop", "bank bridge")
    targets = [row[1:3] for row in workbench("glossary", "find", "岸桥").rows]
    assert ["STS crane", "preferred"] in targets
    assert "bank bridge" not in [text for text, _ in targets]
    assert workbench("glossary", "remove", "岸桥").code == 0
    assert workbench("glossary", "find", "岸桥").code == 1
    assert workbench("glossary", "remove", "岸桥").code == 2


def test_terms_of_a_sentence_are_found(workbench: Run) -> None:
    found = workbench("glossary", "find", "中国加入世界贸易组织二十多年了。")
    assert "世界贸易组织" in {row[0] for row in found.rows}


def test_export_and_import_round_trip(workbench: Run, tmp_path: Path) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    workbench("glossary", "export", "-o", first)
    other = ("--db", tmp_path / "other.db")
    workbench(*other, "glossary", "import", first)
    workbench(*other, "glossary", "export", "-o", second)
    assert first.read_bytes() == second.read_bytes()


def test_check_names_the_segment_and_the_term(workbench: Run, tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text("中国加入世界贸易组织。\n", encoding="utf-8")
    workbench("import", path)
    from workbench.services import editing
    from workbench.services.workspace import Workspace

    with Workspace.open(tmp_path / "memory.db", user="LW") as opened:
        editing.save_target(opened, 1, "China joined the World Trade Organisation of traders.")
    assert workbench("glossary", "check", "1").code in (0, 1)
    with Workspace.open(tmp_path / "memory.db", user="LW") as opened:
        editing.save_target(opened, 1, "China joined a club.")
    report = workbench("glossary", "check", "1", "--json")
    assert report.code == 1
    messages = " ".join(i["message"] for entry in report.json for i in entry["issues"])
    assert "世界贸易组织" in messages
    with Workspace.open(tmp_path / "memory.db", user="LW") as opened:
        editing.save_target(opened, 1, "China joined the World Trade Organization.")
    assert workbench("glossary", "check", "1").code == 0


def test_a_term_can_be_renamed(workbench: Run) -> None:
    workbench("glossary", "add", "岸桥机", "quay crane")
    assert workbench("glossary", "edit", "岸桥机", "--rename", "岸桥").code == 0
    assert workbench("glossary", "find", "岸桥").rows[0][:2] == ["岸桥", "quay crane"]
    assert workbench("glossary", "find", "岸桥机").rows[0][0] == "岸桥"


def test_a_glossary_in_a_named_encoding(workbench: Run, tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_bytes("source,target\n岸橋,quay crane\n".encode("big5"))
    assert workbench("glossary", "import", path, "--encoding", "big5").code == 0
    assert workbench("glossary", "find", "岸橋").rows[0][1] == "quay crane"
    refused = workbench("glossary", "import", path, "--encoding", "klingon")
    assert refused.code == 2
    assert "klingon" in refused.err
