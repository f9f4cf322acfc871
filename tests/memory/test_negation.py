"""Negation is counted where it negates."""

from __future__ import annotations

import pytest

from workbench.memory.negation import count_negations


@pytest.mark.parametrize(
    ("key", "count"),
    [
        ("请勿吸烟", 1),
        ("请吸烟", 0),
        ("不得擅自更改", 1),
        ("未经许可不得入内", 2),
        ("他没有来", 1),
        ("尚未批准", 1),
        ("严禁携带", 1),
        ("别再说了", 1),
        ("并非如此", 1),
        ("贸易不断增长", 0),
        ("非洲未来发展", 0),
        ("特别是无论如何", 0),
        ("是否同意", 0),
        ("不仅如此,还没有结束", 1),
        ("莫斯科不锈钢", 0),
        ("", 0),
    ],
)
def test_count(key: str, count: int) -> None:
    assert count_negations(key) == count
