"""`workbench tm memories`, `edit`, `delete`, `merge`, `undo`, `redo`, `history`, from outside."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence"
 o-tmf="x" adminlang="en" srclang="zh-CN" datatype="plaintext"/><body>
{units}</body></tmx>
"""
TU = """<tu><tuv xml:lang="zh-CN"><seg>{}</seg></tuv><tuv xml:lang="en"><seg>{}</seg></tuv></tu>
"""
PAIRS = (("港口很忙。", "The port is busy."), ("港口很忙。", "A busy port."), ("码头", "quay"))


@pytest.fixture
def stocked(workbench: Run, tmp_path: Path) -> Run:
    """A memory with three units, of which two have one source."""
    path = tmp_path / "old.tmx"
    path.write_text(TMX.format(units="".join(TU.format(*pair) for pair in PAIRS)), encoding="utf-8")
    assert workbench("tm", "import", path).code == 0
    return workbench


def pairs(workbench: Run) -> list[tuple[str, str]]:
    found = workbench("tm", "search", "--json", "港口").json
    return sorted((f["unit"]["source"], f["unit"]["target"]) for f in found)


def test_memories_are_set_up_changed_and_removed(stocked: Run) -> None:
    assert stocked("tm", "memories").rows == [["default", "3", "0", "0", "0", "default", ""]]
    added = stocked("tm", "memories", "add", "agency", "--read-only", "--priority", "2")
    assert (added.code, "--into 'agency'" in added.err) == (0, True)
    changed = stocked("tm", "memories", "set", "agency", "--writable", "--penalty", "5")
    assert "agency: writable, priority 2, penalty 5 %." in changed.err
    assert stocked("tm", "memories", "rename", "agency", "A & B").code == 0
    assert [m["memory"]["name"] for m in stocked("tm", "memories", "--json").json] == [
        "A & B",
        "default",
    ]
    refused = stocked("tm", "memories", "remove", "A & B")
    assert (refused.code, "--yes" in refused.err) == (2, True)
    assert stocked("tm", "memories", "remove", "A & B", "--yes").code == 0
    assert stocked("tm", "undo").code == 0
    assert len(stocked("tm", "memories").rows) == 2
    assert "there is no memory “B”" in stocked("tm", "memories", "rename", "B", "C").err


def test_a_document_is_given_a_memory(stocked: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("港口很忙。\n", encoding="utf-8")
    assert stocked("import", tmp_path / "a.txt").code == 0
    stocked("tm", "memories", "add", "client")
    used = stocked("tm", "memories", "use", "client", "a.txt")
    assert "a.txt: units go to client from now on." in used.err
    assert stocked("tm", "memories").rows[1][2] == "1"
    assert "client" in stocked("tm", "memories", "default", "client").err
    (tmp_path / "b.txt").write_text("码头很忙。\n", encoding="utf-8")
    stocked("import", tmp_path / "b.txt")
    assert stocked("tm", "memories").rows[1][2] == "2"
    (tmp_path / "c.txt").write_text("集卡很多。\n", encoding="utf-8")
    assert stocked("import", tmp_path / "c.txt", "--memory", "none").code == 2
    assert len(stocked("documents").rows) == 2
    assert stocked("import", tmp_path / "c.txt", "--memory", "default").code == 0
    assert [row[2] for row in stocked("tm", "memories").rows] == ["1", "2"]


def test_the_editor_is_told_which_memory_its_document_writes_to(
    stocked: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.tui.terminal.require", lambda: None)
    monkeypatch.setattr("workbench.tui.app.run_editor", lambda *_args, **_options: 0)
    (tmp_path / "a.txt").write_text("港口很忙。\n", encoding="utf-8")
    stocked("tm", "memories", "add", "client")
    assert stocked("edit", "--memory", "client").code == 2
    assert stocked("edit", tmp_path / "a.txt", "--memory", "none").code == 2
    assert stocked("documents").rows == []
    assert stocked("edit", tmp_path / "a.txt", "--memory", "client").code == 0
    assert [row[2] for row in stocked("tm", "memories").rows] == ["0", "1"]


def test_a_memory_is_merged_into_another(stocked: Run) -> None:
    stocked("tm", "memories", "add", "client")
    moved = stocked("tm", "memories", "merge", "default", "client")
    assert "Moved 3 units from default to client (operation 2;" in moved.err
    assert [row[:2] for row in stocked("tm", "memories").rows] == [
        ["default", "0"],
        ["client", "3"],
    ]


def test_a_unit_is_edited_by_number_or_source(stocked: Run) -> None:
    edited = stocked("tm", "edit", "码头", "--target", "wharf", "--note", "berth")
    assert edited.rows == [["3", "码头", "wharf", "human", "", "berth"]]
    assert stocked("tm", "edit", "3", "--domain", "ports", "--json").json[0]["domain"] == "ports"
    assert "nothing is to be changed" in stocked("tm", "edit", "3").err
    several = stocked("tm", "edit", "港口很忙。", "--target", "x")
    assert (several.code, "2 units have this source" in several.err) == (2, True)
    assert stocked("tm", "edit", "码", "--target", "x").code == 2


def test_units_are_deleted_and_come_back(stocked: Run) -> None:
    assert "2 would be deleted." in stocked("tm", "delete", "港口很忙。", "--dry-run").err
    deleted = stocked("tm", "delete", "港口很忙。")
    assert "Deleted 2 units: 港口很忙。 (operation 1; `tm undo` takes it back)." in deleted.err
    assert stocked("tm", "search", "港口").code == 1
    assert "Taken back: deleted 2 units" in stocked("tm", "undo").err
    assert len(pairs(stocked)) == 2
    assert "Done again: deleted 2 units" in stocked("tm", "redo", "1").err
    assert "nothing to do again" in stocked("tm", "redo").err
    stocked("tm", "undo")
    assert "nothing to take back" in stocked("tm", "undo").err
    assert stocked("tm", "undo", "9").code == 2


def test_units_are_deleted_by_filters_after_a_question(stocked: Run) -> None:
    meant = ("tm", "delete", "--document", "old.tmx")
    assert "3 would be deleted." in stocked(*meant, "--dry-run").err
    assert (stocked(*meant).code, len(pairs(stocked))) == (2, 2)
    done = stocked(*meant, "--yes", "--json").json
    assert (done["units"], done["kind"], done["left"]) == (3, "delete", 0)
    assert "no unit is meant" in stocked(*meant, "--yes").err
    assert "either units or filters" in stocked("tm", "delete").err
    assert "either units or filters" in stocked("tm", "delete", "3", "--origin", "mt").err


def test_units_are_merged(stocked: Run) -> None:
    merged = stocked("tm", "merge", "2", "1")
    assert "Merged 2 units into unit 2" in merged.err
    assert pairs(stocked) == [("港口很忙。", "A busy port.")]
    assert "There are no duplicates." in stocked("tm", "merge", "--yes").err
    stocked("tm", "edit", "3", "--source", "港口很忙。", "--target", "A busy port.")
    assert "Merged 1 duplicates" in stocked("tm", "merge", "--yes", "--json").err
    assert stocked("tm", "merge", "--memory", "default").code == 2


def test_the_history_of_a_unit_is_told(stocked: Run) -> None:
    stocked("tm", "edit", "3", "--target", "wharf")
    stocked("tm", "delete", "3")
    told = stocked("tm", "history", "3").out
    assert told.startswith("unit 3  made at an unknown time")
    assert "from old.tmx" in told
    assert told.index("quay") < told.index("edited by LW (step 1)") < told.index("wharf")
    assert "deleted by LW (step 2)" in told
    assert "it is in no memory now" in told
    (found,) = stocked("tm", "history", "quay", "--json").json
    assert (found["unit"], found["now"]) == (3, None)
    assert [change["kind"] for change in found["changes"]] == ["edited", "deleted"]
    assert stocked("tm", "history", "nothing").code == 1
    assert stocked("tm", "history", "77").code == 2


def test_the_history_tells_what_else_changed(stocked: Run) -> None:
    stocked("tm", "edit", "3", "--note", "ask the client", "--status", "reviewed")
    told = stocked("tm", "history", "3").out
    assert "note: none → ask the client" in told
    assert "status: confirmed → reviewed" in told
    assert told.count("quay") == 1


def test_what_was_done_by_hand_is_listed(stocked: Run) -> None:
    assert "Nothing was done" in stocked("tm", "history").err
    stocked("tm", "delete", "3")
    stocked("tm", "undo")
    (row,) = stocked("tm", "history").rows
    assert (row[0], row[2:]) == ("1", ["LW", "undone", "deleted 1 unit: 码头"])
    assert stocked("tm", "history", "--json").json[0]["units"] == 1
