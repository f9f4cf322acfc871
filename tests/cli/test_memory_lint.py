"""`workbench tm lint`, from outside: rows or JSON as they are found, and the exit code."""

from __future__ import annotations

from tests.cli.conftest import Run
from tests.cli.test_memory_maintenance import stocked

__all__ = ["stocked"]


def test_findings_are_rows_and_end_with_code_1(stocked: Run) -> None:
    found = stocked("tm", "lint")
    assert found.code == 1
    assert found.rows == [
        [
            "contradiction",
            "1,2",
            "2 targets for one source",
            "港口很忙。",
            "The port is busy. | A busy port.",
        ]
    ]
    assert "1 findings: 1 contradiction." in found.err


def test_findings_are_json_as_well(stocked: Run) -> None:
    stocked("tm", "edit", "3", "--target", "码头")
    found = stocked("tm", "lint", "--json").json
    assert [f["code"] for f in found] == ["contradiction", "same"]
    assert found[1]["units"][0]["id"] == 3
    assert len(stocked("tm", "lint", "--json", "--limit", "1").json) == 1
    assert [f["code"] for f in stocked("tm", "lint", "--json", "--only", "same").json] == ["same"]


def test_memories_in_order_end_with_code_0(stocked: Run) -> None:
    done = stocked("tm", "lint", "--without", "contradiction")
    assert (done.code, done.out, "in order" in done.err) == (0, "", True)
    assert stocked("tm", "lint", "--document", "other.tmx", "--json").json == []
