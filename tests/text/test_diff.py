"""A diff spells both texts and keeps numbers and Latin words whole."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.text.diff import DiffKind, diff

TEXTS = st.text(alphabet="中文1２.aＢ ，\n𠮷", max_size=30)


@pytest.mark.parametrize(
    ("before", "after", "runs"),
    [
        ("", "", []),
        ("同意", "同意", [("same", "同意")]),
        ("同意", "", [("removed", "同意")]),
        ("", "同意", [("added", "同意")]),
        ("请勿吸烟", "请吸烟", [("same", "请"), ("removed", "勿"), ("same", "吸烟")]),
        (
            "为期12个月",
            "为期24个月",
            [("same", "为期"), ("removed", "12"), ("added", "24"), ("same", "个月")],
        ),
        (
            "用GDP算",
            "用GNP算",
            [("same", "用"), ("removed", "GDP"), ("added", "GNP"), ("same", "算")],
        ),
        ("１．５倍", "1.5倍", [("removed", "１．５"), ("added", "1.5"), ("same", "倍")]),
    ],
)
def test_diff(before: str, after: str, runs: list[tuple[DiffKind, str]]) -> None:
    assert diff(before, after) == runs


@given(TEXTS, TEXTS)
def test_runs_spell_both_texts(before: str, after: str) -> None:
    runs = diff(before, after)
    assert "".join(text for op, text in runs if op != "added") == before
    assert "".join(text for op, text in runs if op != "removed") == after
    assert all(text for _, text in runs)
    assert all(one[0] != other[0] for one, other in pairwise(runs))
    assert all(not (a[0] == "added" and b[0] == "removed") for a, b in pairwise(runs))
