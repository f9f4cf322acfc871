"""Our rules as SRX say what our rules do, on all but the hardest text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.segmentation.gold import paragraphs
from workbench.segmentation import chinese, english, srx
from workbench.segmentation.srx_builtin import COMMENT, builtin

RULES = builtin()


@pytest.mark.parametrize("name", ["seeds.zh", "hard.zh"])
def test_chinese_is_cut_as_by_our_rules(name: str) -> None:
    texts = ["".join(gold) for gold in paragraphs(name)]
    assert [srx.sentences(t, RULES) for t in texts] == [chinese.sentences(t) for t in texts]


@pytest.mark.parametrize("name", ["seeds.en", "hard.en"])
def test_english_is_cut_as_by_our_rules(name: str) -> None:
    texts = ["".join(gold) for gold in paragraphs(name)]
    found = [srx.sentences(text, RULES, codes=srx.ENGLISH) for text in texts]
    assert found == [english.sentences(text) for text in texts]


SENTENCES = [
    part for gold in (*paragraphs("seeds.zh"), *paragraphs("hard.zh")) for part in gold
    if part.endswith(("。", "！", "？", "。”", "！”", "？”"))
    and not part.startswith(("“", "「", "『")) and part.count("“") == part.count("”")
]  # fmt: skip


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6))
@settings(max_examples=200)
def test_any_order_of_whole_sentences(parts: list[str]) -> None:
    text = "".join(parts)
    assert srx.sentences(text, RULES) == chinese.sentences(text)


def test_what_srx_cannot_say_is_said() -> None:
    assert "cannot say" in COMMENT
    nested = "他说（见图（甲。乙。）丙。）完了。"
    assert srx.sentences(nested, RULES) != chinese.sentences(nested)
