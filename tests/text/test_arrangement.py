"""Where a source's placeholders go when it is known which word renders which."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.marked import Marked, sources
from workbench.core.code import Code, CodeKind
from workbench.documents.markup import flaws
from workbench.text.arrangement import arrange
from workbench.text.placeholders import placeholders, without
from workbench.text.placing import WORD
from workbench.text.rendered_words import Link


def _links(source: str, target: str, words: dict[str, str]) -> list[Link]:
    """Links between words that occur once."""
    found: list[Link] = []
    for word, rendering in words.items():
        start, there = source.index(word), target.index(rendering)
        found.append(((start, start + len(word)), (there, there + len(rendering))))
    return found


MEETING = {"会议": "meeting", "明年": "Next year", "北京": "Beijing", "举行": "held"}
ONE, TWO = [(1, 2)], [(1, 2), (3, 4)]


@pytest.mark.parametrize(
    ("source", "target", "pairs", "placed"),
    [
        (
            "{1}会议{2}将于{3}明年{4}在{5}北京{6}举行。",
            "Next year the meeting will be held in Beijing.",
            [*TWO, (5, 6)],
            "{3}Next year{4} the {1}meeting{2} will be held in {5}Beijing{6}.",
        ),
        (
            "{1}会议将于{2}明年{3}在北京{4}举行。",
            "To be held Next year in Beijing: the meeting.",
            [(1, 4), (2, 3)],
            "To be held {1}{2}Next year{3} in Beijing: the meeting{4}.",
        ),
        (
            "{1}会议明年举行。{2}",
            "Next year the meeting will be held.",
            ONE,
            "{1}Next year the meeting will be held.{2}",
        ),
        (
            "{1}会议{2}明年举行。",
            "The meeting will be held Next year.",
            ONE,
            "{1}The meeting{2} will be held Next year.",
        ),
        (
            "{1}“会议”{2}明年举行。",
            'Held Next year: the "meeting".',
            ONE,
            'Held Next year: the {1}"meeting"{2}.',
        ),
        (
            "北京说：{1}会议明年举行。{2}",
            "Next year the meeting is held, Beijing says.",
            ONE,
            "{1}Next year the meeting is held,{2} Beijing says.",
        ),
        ("{1}举行{2}会议", "A meeting is held", ONE, "A meeting is {1}held{2}"),
    ],
)
def test_pairs_go_where_their_words_are(
    source: str, target: str, pairs: list[tuple[int, int]], placed: str
) -> None:
    words = {word: text for word, text in MEETING.items() if word in source and text in target}
    found = arrange(source, target, _links(source, target, words), pairs)
    assert found is not None
    assert found.text == placed


@pytest.mark.parametrize(
    ("source", "placed"),
    [
        ("会议{1}明年举行。", "{1}Next year the meeting will be held."),
        ("会议将{1}也许明年举行。", "Next year the meeting{1} will be held."),
        ("明年会议{1}或将举行。", "Next year the meeting{1} will be held."),
        ("明年会议将{1}举行。", "Next year the meeting will be {1}held."),
        ("{1}会议明年举行。", "{1}Next year the meeting will be held."),
        ("会议明年举行{1}。", "Next year the meeting will be held{1}."),
        ("会议明年举行。{1}", "Next year the meeting will be held.{1}"),
        ("“{1}会议明年举行。", "{1}Next year the meeting will be held."),
    ],
)
def test_one_that_stands_alone_goes_beside_the_nearest_word(source: str, placed: str) -> None:
    target = "Next year the meeting will be held."
    words = {word: MEETING[word] for word in ("会议", "明年", "举行")}
    found = arrange(source, target, _links(source, target, words), [])
    assert found is not None
    assert found.text == placed


@pytest.mark.parametrize(
    ("source", "placed"),
    [
        ("会议将{1}举行。", "The meeting will be {1} held."),
        ("会议{1}，举行。", "The meeting {1} will be held."),
        ("会议举行{1}。", "The meeting will be held {1}."),
        ("会议举行。{1}", "The meeting will be held. {1}"),
        ("{1}会议举行。", "{1} The meeting will be held."),
        ("会议{1}{2}，举行。", "The meeting {1} {2} will be held."),
    ],
)
def test_one_that_stands_for_a_word_has_spaces(source: str, placed: str) -> None:
    target = "The meeting will be held."
    links = _links(source, target, {"会议": "meeting", "举行": "held"})
    found = arrange(source, target, links, [], spaced=(1, 2))
    assert found is not None
    assert found.text == placed


def test_one_inside_a_pair_stays_inside() -> None:
    source, target = "{1}会议{2}明年{3}举行。", "Next year the meeting will be held."
    words = {word: MEETING[word] for word in ("会议", "明年", "举行")}
    found = arrange(source, target, _links(source, target, words), [(1, 3)])
    assert found is not None
    assert found.text == "{1}{2}Next year the meeting{3} will be held."


def test_none_is_inside_a_word() -> None:
    source = "涨了{1}5%{2}，到{3}5.20美元{4}，在{5}美国{6}。"
    target = "In the U.S. it rose by 5%, to $5.20."
    words = {"涨": "rose", "5%": "5", "5.20美元": "5.20", "美国": "U.S"}
    found = arrange(source, target, _links(source, target, words), [*TWO, (5, 6)])
    assert found is not None
    assert found.text == "In the {5}U.S.{6} it rose by {1}5%{2}, to {3}$5.20{4}."


@pytest.mark.parametrize(
    ("target", "rendering", "placed"),
    [
        (
            "They went to the Red Pine Forum there.",
            "Pine",
            "They went to the {1}Red Pine Forum{2} there.",
        ),
        (
            "They met in the Republic of Itlan.",
            "Republic",
            "They met in the {1}Republic of Itlan{2}.",
        ),
        (
            "They met the Republic of the south.",
            "Republic",
            "They met the {1}Republic{2} of the south.",
        ),
        ("Near Yumen they met.", "Yumen", "Near {1}Yumen{2} they met."),
        ("They met in Yumen They met.", "Yumen", "They met in {1}Yumen{2} They met."),
    ],
)
def test_a_name_stays_whole(target: str, rendering: str, placed: str) -> None:
    source = "他们在{1}玉门某某某{2}见面。"
    they = target.rindex("They") if "They" in target else target.index("they")
    links = [*_links(source, target, {"玉门": rendering}), ((0, 2), (they, they + 4))]
    found = arrange(source, target, links, ONE)
    assert found is not None
    assert found.text == placed


def test_a_known_translation_is_believed() -> None:
    source, target = "他{1}慢慢{2}走了{3}很久{4}。", "For long he walked slowly."
    misled = _links(source, target, {"慢慢": "long", "走": "walked", "很久": "slowly"})
    known = {"慢慢": "Slowly.", "很久": "for long"}
    found = arrange(source, target, misled, TWO, known)
    assert found is not None
    assert found.text == "{3}For long{4} he walked {1}slowly{2}."


@pytest.mark.parametrize(
    ("source", "words", "pairs"),
    [
        ("{1}会议{2}明年举行。", {"明年": "Next year"}, ONE),
        ("会议{1}明年举行。", {}, []),
        ("{1}会议{2}{3}明年{4}举行。", {"会议": "year", "明年": "year"}, TWO),
        ("{1}会议{3}明年{2}举行{4}。", {"会议": "meeting", "明年": "Next"}, TWO),
        ("会议{3}明年{1}举行。", {"会议": "meeting", "明年": "held", "举行": "Next"}, TWO),
    ],
    ids=["not found", "no links", "one word for two", "crossed", "halves out of order"],
)
def test_too_little_is_no_answer(
    source: str, words: dict[str, str], pairs: list[tuple[int, int]]
) -> None:
    target = "Next year the meeting will be held."
    assert arrange(source, target, _links(source, target, words), pairs) is None


def test_what_is_found_by_few_words_is_a_guess() -> None:
    source, target = "双方{1}同意明年举行会议{2}。", "They agree on a meeting to be held."
    words = {"双方": "They", "同意": "agree", "举行": "held", "会议": "meeting"}
    sure = arrange(source, target, _links(source, target, words), ONE)
    few = arrange(source, target, _links(source, target, {"双方": "They", "会议": "meeting"}), ONE)
    assert sure is not None
    assert few is not None
    assert (sure.is_guess, few.is_guess) == (False, True)


_TARGETS = st.lists(
    st.sampled_from(
        ["The", "fog", "GPS", "of", "it's", '"port"', "(12%)", "U.S.", "$5,", "—", "."]
    ),
    max_size=10,
).map(" ".join)


@given(sources, _TARGETS, st.data())
def test_whatever_the_links_each_is_there_once_and_pairs_nest(
    source: Marked, target: str, data: st.DataObject
) -> None:
    words = [match.span() for match in re.finditer(r"\w+", target)]
    both = st.tuples(st.sampled_from(source.words or [(0, 0)]), st.sampled_from(words or [(0, 0)]))
    found = arrange(source.text, target, data.draw(st.lists(both, max_size=12)), source.pairs)
    if found is None:
        return
    assert without(found.text) == target
    assert Counter(placeholders(found.text)) == Counter(placeholders(source.text))
    assert flaws(source.text, found.text, _codes(source)) == ()
    assert not any(start < at < end for at in _gaps(found.text) for start, end in _words(target))


def _codes(source: Marked) -> list[Code]:
    """The codes of a source's pairs."""
    return [
        code
        for one, other in source.pairs
        for code in (
            Code(one, CodeKind.OPEN, "<b>", partner=other),
            Code(other, CodeKind.CLOSE, "</b>", partner=one),
        )
    ]


def _gaps(text: str) -> list[int]:
    """Where the placeholders stand in the text without them."""
    return [len(without(text[: match.start()])) for match in re.finditer(r"\{\d+\}", text)]


def _words(target: str) -> list[tuple[int, int]]:
    return [match.span() for match in WORD.finditer(target)]


@given(st.sets(st.integers(0, 8), min_size=4, max_size=4), st.booleans(), st.data())
def test_pairs_enclose_just_what_renders_their_words(
    cuts: set[int], is_nested: bool, data: st.DataObject
) -> None:
    """Each character is rendered by one word; what a pair encloses stays together in any order."""
    first, second, third, fourth = places = sorted(cuts)
    blocks = [
        data.draw(st.permutations(range(start, end)))
        for start, end in pairwise([0, *places, len(_CHARACTERS)])
    ]
    if is_nested:
        inner = data.draw(st.permutations(blocks[1:4]))
        blocks[1:4] = [[number for block in inner for number in block]]
    order = [number for block in data.draw(st.permutations(blocks)) for number in block]
    found = _arranged(places, order, [(1, 4), (2, 3)] if is_nested else TWO)
    wanted = (
        {(1, 4): (first, fourth), (2, 3): (second, third)}
        if is_nested
        else {(1, 2): (first, second), (3, 4): (third, fourth)}
    )
    for (one, other), inside in wanted.items():
        start, end = found.index(f"{{{one}}}"), found.index(f"{{{other}}}")
        words = without(found[start:end]).replace("w", "").split()
        assert sorted(map(int, words)) == list(range(*inside))


_CHARACTERS = "甲乙丙丁戊己庚辛"


def _arranged(places: list[int], order: list[int], pairs: list[tuple[int, int]]) -> str:
    """The words `w0 w1 …` in this order, with four placeholders that stood at these places."""
    source = "".join(
        "".join(f"{{{rank}}}" for rank, place in enumerate(places, 1) if place == at) + character
        for at, character in enumerate(f"{_CHARACTERS} ")
    ).rstrip()
    target = " ".join(f"w{number}" for number in order)
    words = {character: f"w{number}" for number, character in enumerate(_CHARACTERS)}
    found = arrange(source, target, _links(source, target, words), pairs)
    assert found is not None
    assert not found.is_guess
    return found.text
