"""On text with boundaries set by hand the rules are right, but for what is known to be weak."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.segmentation.gold import paragraphs
from workbench.segmentation import chinese, english

Cut = Callable[[str], tuple[str, ...]]

KNOWN = (
    "「他對我說：『明天見。』",  # a clause after the inner quotation is taken for a sentence
    "请问，A、B、C三个方案哪个更好?",  # 倾向于B. is taken for an initial
    "电话响了三声",  # a quotation of dots alone is no segment
    "“来了来了！“",  # closing quotation marks that are typed as opening ones
    "作者：小鱼干",  # 音乐……我睡着了: nothing says that it goes on
    "Yahoo!",  # a name with a final mark
    "Updated to v2.0.1",  # likewise
    "so i tried",  # no capitals
    "“这条路通了",  # 谈起…，…合不拢嘴: nothing says that it was said
    "“姓名？”",  # 许三官……不: a name that is taken back
    "消息传到码头的时候",  # 还有两个……还没找到: nothing says that it goes on
)


def _wrong(name: str, cut: Cut) -> list[str]:
    """Return the paragraphs of a file that are cut elsewhere than by hand."""
    return [
        "".join(gold)
        for gold in paragraphs(name)
        if cut("".join(gold)) != tuple(part.strip() for part in gold)
    ]


@pytest.mark.parametrize(
    ("name", "cut"),
    [
        ("seeds.zh", chinese.sentences),
        ("seeds.en", english.sentences),
        ("hard.en", english.sentences),
        ("held-out-2.en", english.sentences),
    ],
)
def test_every_boundary_is_right(name: str, cut: Cut) -> None:
    assert _wrong(name, cut) == []


@pytest.mark.parametrize(
    ("name", "cut"),
    [
        ("hard.zh", chinese.sentences),
        ("held-out.zh", chinese.sentences),
        ("held-out-2.zh", chinese.sentences),
        ("held-out.en", english.sentences),
    ],
)
def test_what_is_wrong_in_hard_text_is_known(name: str, cut: Cut) -> None:
    assert len(paragraphs(name)) > 40
    assert [text for text in _wrong(name, cut) if not text.startswith(KNOWN)] == []


@pytest.mark.parametrize("name", ["seeds.zh", "hard.zh", "held-out.zh", "held-out-2.zh"])
def test_a_sentence_that_is_cut_again_is_itself(name: str) -> None:
    for gold in paragraphs(name):
        for sentence in chinese.sentences("".join(gold)):
            assert chinese.sentences(sentence) == (sentence,)


@pytest.mark.parametrize("name", ["seeds.en", "hard.en", "held-out.en", "held-out-2.en"])
def test_an_english_sentence_that_is_cut_again_is_itself(name: str) -> None:
    for gold in paragraphs(name):
        for sentence in english.sentences("".join(gold)):
            assert english.sentences(sentence) == (sentence,)
