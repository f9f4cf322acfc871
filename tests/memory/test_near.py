"""Nearly equal sources: all of them are found, as comparing each with each would."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.memory.near import LONGEST, Text, near
from workbench.text.similarity import similarity


def pairs(shapes: list[str], percent: int = 95) -> list[tuple[int, int, int]]:
    texts = [Text(place, shape, place) for place, shape in enumerate(shapes)]
    return [tuple(pair) for pair in near(sorted(texts, key=lambda t: len(t.shape)), percent)]  # type: ignore[misc]


SENTENCE = "双方同意扩大贸易并深化海关合作以及港口建设"  # 21 characters


def test_one_character_in_twenty_is_near() -> None:
    assert len(SENTENCE) == 21
    other = SENTENCE.replace("扩", "增")
    assert pairs([SENTENCE, other]) == [(0, 1, 95)]
    assert pairs([SENTENCE, SENTENCE[:-1]]) == [(1, 0, 95)]
    assert pairs([SENTENCE, other.replace("深", "加")]) == []


def test_short_texts_must_be_equal() -> None:
    assert pairs(["港口很忙", "港口很忙", "港口很闲"]) == [(0, 1, 100)]


def test_each_text_is_told_once_and_what_says_the_same_never() -> None:
    texts = [Text(n, SENTENCE, says) for n, says in enumerate("aabab")]
    assert [tuple(p)[:2] for p in near(texts, 95)] == [(0, 2), (2, 3), (0, 4)]


def test_very_long_and_empty_texts_are_left_out() -> None:
    assert pairs(["", "", "港" * (LONGEST + 1), "港" * (LONGEST + 1)]) == []
    assert pairs(["港" * LONGEST] * 2) == [(0, 1, 100)]


edits = st.lists(
    st.tuples(st.integers(0, 60), st.sampled_from(["", "甲", "乙", "丙丁"])), max_size=4
)


@st.composite
def related(draw: st.DrawFn) -> list[str]:
    """Texts that are edits of a few, so that many are nearly the same."""
    roots = draw(st.lists(st.text("甲乙丙丁戊", min_size=1, max_size=64), min_size=1, max_size=3))
    found = list(roots)
    for changes in draw(st.lists(edits, max_size=10)):
        text = draw(st.sampled_from(found))
        for at, put in changes:
            text = text[:at] + put + text[at + 1 :]
        found.append(text)
    return [text for text in found if text]


@settings(max_examples=300, deadline=None)
@given(shapes=related(), percent=st.sampled_from([70, 80, 90, 95, 99]))
def test_none_that_comparing_all_would_find_is_missed(shapes: list[str], percent: int) -> None:
    ordered = sorted(range(len(shapes)), key=lambda n: (len(shapes[n]), n))
    found = {second: (first, told) for first, second, told in pairs(shapes, percent)}
    for place, number in enumerate(ordered):
        alike = {
            earlier: similarity(shapes[earlier], shapes[number])
            for earlier in ordered[:place]
            if similarity(shapes[earlier], shapes[number]) >= percent
        }
        assert (number in found) is bool(alike)
        if alike:
            first, told = found[number]
            assert alike[first] == told
