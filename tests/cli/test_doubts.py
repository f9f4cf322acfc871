"""What is doubtful about a document's drafts, as the command line tells it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run

TEXT = "双方同意扩大贸易。\n\n貔貅夔魃蟾蜍蝾螈蜥蜴蚰蜒蛞蝓蚂蟥蟛蜞螟蛉蛴螬蟪蛄蚱蜢蠼螋。\n"


def test_the_status_counts_doubtful_drafts(workbench: Run, tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_text(TEXT, encoding="utf-8")
    workbench("import", path)
    assert "doubtful" not in workbench("status", "odd.txt").out
    assert workbench("status", "odd.txt", "--json").json["doubtful"] == 0
    assert "1 of 2 drafts are doubtful" in workbench("translate", "odd.txt").err
    assert "doubtful   1 of 2 machine drafts" in workbench("status", "odd.txt").out
    assert workbench("status", "odd.txt", "--json").json["doubtful"] == 1
