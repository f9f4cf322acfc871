"""How sure the model was of each word: spans are those of the text, whatever stands in it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.doubt import weak_spans
from workbench.engines.loading import LazyEngine, load
from workbench.engines.word_scores import word_scores

SOURCES = ["双方同意扩大贸易，并深化海关合作。", "全年出口增长百分之六。", "他说：“谢谢大家。”"]


@pytest.fixture(scope="module")
def engine() -> LazyEngine:
    """The embedded model."""
    return load("embedded")


def test_pieces_become_words() -> None:
    pieces = ["▁The", "▁port", "s", "▁grew", "."]
    found = word_scores("The ports grew.", pieces, [math.log(p) for p in (0.9, 0.4, 0.1, 0.5, 0.1)])
    assert [(w.start, w.end) for w in found] == [(0, 3), (4, 9), (10, 14)]
    assert [w.probability for w in found] == pytest.approx([0.9, 0.2, 0.5])
    assert weak_spans(found) == ((4, 9),)


def test_a_lone_mark_is_no_word() -> None:
    found = word_scores("Yes — no", ["▁Yes", "▁—", "▁no"], [-0.1, -3.0, -0.1])
    assert [(w.start, w.end) for w in found] == [(0, 3), (6, 8)]


def test_pieces_of_another_text_give_no_words() -> None:
    assert word_scores("Something else entirely", ["▁The", "▁ports"], [-0.1, -0.1]) == ()


@given(st.text(max_size=60))
def test_spans_lie_in_the_text_and_do_not_cross(text: str) -> None:
    pieces = [f"▁{word}" for word in text.split()]
    found = word_scores(text, pieces, [-0.5] * len(pieces))
    ends = [0, *(at for word in found for at in (word.start, word.end))]
    assert ends == sorted(ends)
    assert ends[-1] <= len(text)
    assert all(text[w.start : w.end] == text[w.start : w.end].strip() for w in found)


def test_every_word_of_a_draft_is_weighed(engine: LazyEngine) -> None:
    drafts = [draft.text for draft in engine.translate(SOURCES)]
    for text, words in zip(drafts, engine.weigh(SOURCES, drafts), strict=True):
        assert len(words) == sum(any(ch.isalnum() for ch in word) for word in text.split())
        assert all(0 < word.probability <= 1 for word in words)


def test_a_word_that_does_not_belong_is_weak(engine: LazyEngine) -> None:
    right, wrong = (
        "The two sides agreed to expand trade.",
        "The two sides agreed to expand bananas.",
    )
    good, bad = engine.weigh(["双方同意扩大贸易。"] * 2, [right, wrong])
    assert bad[-1].probability < 0.1 < good[-1].probability
    assert wrong[bad[-1].start : bad[-1].end] == "bananas"


def test_placeholders_move_the_words(engine: LazyEngine) -> None:
    plain, marked = "The two sides agreed.", "The {1}two sides{2} agreed."
    bare, found = engine.weigh(["双方同意。", "{1}双方{2}同意。"], [plain, marked])
    assert [marked[w.start : w.end] for w in found] == [plain[w.start : w.end] for w in bare]
    assert [w.probability for w in found] == pytest.approx([w.probability for w in bare])


def test_a_long_source_is_weighed_by_its_parts(engine: LazyEngine) -> None:
    source = "双方同意扩大贸易，并深化海关合作。" * 12
    (draft,) = engine.translate([source])
    assert "parts" in draft.warnings[0]
    (words,) = engine.weigh([source], [draft.text])
    assert len(words) == sum(any(ch.isalnum() for ch in word) for word in draft.text.split())
    assert words[-1].end >= len(draft.text) - 1
    assert engine.weigh([source], ["Something that a person wrote."]) == [()]


def test_nothing_is_weighed_where_nothing_was_said(engine: LazyEngine) -> None:
    assert engine.weigh(["……", "好。"], ["……", ""]) == [(), ()]
    assert engine.weigh([], []) == []
