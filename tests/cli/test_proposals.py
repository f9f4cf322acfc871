"""`workbench proposals`: a list to choose from, numbers to accept and to dismiss."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

TEXT = "这项协定为两国经济发展注人了新的动力。农业和基础设施建没取得进展。\n"


@pytest.fixture
def page(tmp_path: Path, workbench: Run) -> str:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, encoding="utf-8")
    workbench("import", path)
    return "page.txt"


def test_proposals_are_listed_with_their_place_and_reason(workbench: Run, page: str) -> None:
    listed = workbench("proposals", page)
    assert listed.code == 0
    assert [row[:4] for row in listed.rows] == [
        ["1", "1", "注人", "注入"],
        ["2", "2", "建没", "建设"],
    ]
    assert "looks like" in listed.rows[0][5]
    assert "[注人]" in listed.rows[0][6]
    assert "2 proposals" in listed.err


def test_numbers_accept_and_dismiss(workbench: Run, page: str) -> None:
    done = workbench("proposals", page, "--accept", "1", "--dismiss", "2")
    assert (done.code, done.out) == (0, "")
    assert "1 accepted, 1 dismissed" in done.err
    text = workbench("export", page).out
    assert "注入" in text
    assert "建没" in text
    again = workbench("proposals", page, "--bring-back", "--json")
    assert [offer["proposal"]["wanted"] for offer in again.json] == ["建设"]


def test_a_number_that_is_not_in_the_list_changes_nothing(workbench: Run, page: str) -> None:
    refused = workbench("proposals", page, "--accept", "1", "--accept", "7")
    assert refused.code == 2
    assert "no proposal 7" in refused.err
    assert len(workbench("proposals", page).rows) == 2
