"""Words of a pair find each other, whoever wrote the target."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.alignment.lexicon import Lexicon, word_table
from workbench.engines.interactive.piece_spans import piece_spans
from workbench.engines.interactive.word_alignment import align
from workbench.engines.marian import MarianEngine

PAIRS = [
    (
        "两国同意加强贸易，深化海关合作。",
        "The two countries agreed to strengthen trade and deepen customs cooperation.",
        {"同意": "agreed", "贸易": "trade", "合作": "cooperation"},
    ),
    (
        "会议将于明年在北京举行。",
        "Next year's meeting will be held in Beijing.",
        {"会议": "meeting", "明年": "Next", "举行": "held", "北京": "Beijing"},
    ),
    (
        "专家表示：“效率提高了。”",
        "Efficiency has risen, experts said.",
        {"专家": "experts", "效率": "Efficiency"},
    ),
    (
        "我们要建设{1}港口{2}，保护环境。",
        "To protect the environment {1}ports{2} must be built.",
        {"环境": "environment", "港口": "ports", "保护": "protect"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target", "expected"), PAIRS)
def test_words_find_each_other(
    engine: MarianEngine, source: str, target: str, expected: dict[str, str]
) -> None:
    links = align(engine, source, target, word_table())
    found = {(source[slice(*one.source)], target[slice(*one.target)]) for one in links}
    assert set(expected.items()) <= found
    assert len({one.target for one in links}) >= len(expected)


def test_attention_alone_finds_some(engine: MarianEngine) -> None:
    source, target, _ = PAIRS[0]
    assert len(align(engine, source, target, Lexicon({}))) >= 3


def test_what_cannot_be_read_has_no_links(engine: MarianEngine) -> None:
    assert align(engine, "……", "…", word_table()) == ()
    assert align(engine, "双方同意。", "", word_table()) == ()
    assert align(engine, "双方同意扩大贸易。" * 30, "The two sides agreed.", word_table()) == ()


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    source=st.text(alphabet=st.sampled_from("双方同意，。 {1}5GA"), max_size=20),
    target=st.text(alphabet=st.sampled_from("the two港…,.{1} 5GÉﬁ"), max_size=20),
)
def test_links_lie_inside_both_texts(engine: MarianEngine, source: str, target: str) -> None:
    for one in align(engine, source, target, word_table()):
        assert 0 <= one.source[0] < one.source[1] <= len(source)
        assert 0 <= one.target[0] < one.target[1] <= len(target)


def test_pieces_are_found_in_the_text_they_were_cut_from() -> None:
    text = "ＡＢ港口… it’s"
    spans = piece_spans(["▁AB", "港口", "...", "▁it", "’", "s", "</s>"], text)
    assert [text[start:end] for start, end in spans] == ["ＡＢ", "港口", "…", "it", "’", "s", ""]
    assert piece_spans(["▁not", "▁here"], "港") == [(0, 0), (0, 0)]
