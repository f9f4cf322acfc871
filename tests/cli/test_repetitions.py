"""`workbench repetitions`: what is repeated, the document's switch, and exceptions."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_repetitions_are_listed_and_switched(workbench: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("同意。港口很忙。\n\n同意。\n\n同意。\n", encoding="utf-8")
    workbench("import", path)
    told = workbench("repetitions", "a.txt")
    assert told.rows == [["3", "1 3 4", "同意。"]]
    assert "Repetitions are filled forward in a.txt." in told.err
    told = workbench("repetitions", "a.txt", "--no-fill", "--except", "3", "--except", "4")
    assert told.rows == [["3", "1 (3) (4)", "同意。"]]
    assert "Repetitions are not filled forward in a.txt." in told.err
    told = workbench("repetitions", "a.txt", "--fill", "--include", "3", "--json")
    assert told.json["fills"] is True
    assert [s["propagates"] for s in told.json["groups"][0]] == [True, True, False]
    refused = workbench("repetitions", "a.txt", "--except", "5")
    assert (refused.code, "there is no segment 5" in refused.err) == (2, True)
