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


@pytest.mark.parametrize(
    "text",
    [
        "他回头看海。“老板的原话是：‘今天不收船。’”老罗回忆说。大家笑了。",
        "“有鲸鱼！”孩子叫了出来。大家都看。“谁剪的？”厨子没有再问，转身走了。",
        "请几个人、租哪条船……种种难题都在。你会不会……先走？（记者周渔）",
    ],
)
def test_what_is_said_and_taken_up(text: str) -> None:
    assert srx.sentences(text, RULES) == chinese.sentences(text)


@pytest.mark.parametrize(
    "text",
    [
        "To moor the boat: 1. Slow down. 2. Throw the rope. 3. Tie it. It is safe.",
        "See p. 5. The rest is in vol. 3. Good. It was built in the 1970s. Rowan saw it.",
    ],
)
def test_english_items_and_decades(text: str) -> None:
    assert srx.sentences(text, RULES, codes=srx.ENGLISH) == english.sentences(text)


def test_what_srx_cannot_say_is_said() -> None:
    assert "cannot say" in COMMENT
    nested = "他说（见图（甲。乙。）丙。）完了。"
    assert srx.sentences(nested, RULES) != chinese.sentences(nested)
