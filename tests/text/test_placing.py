"""Where a source's placeholders go in its translation."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.text.placeholders import placeholders, without
from workbench.text.placing import place, stretches


@pytest.mark.parametrize(
    ("source", "target", "placed"),
    [
        ("{1}雾散了。{2}", "The fog lifted.", "{1}The fog lifted.{2}"),
        ("雾散了{1}。", "The fog lifted.", "The fog lifted{1}."),
        ("{1}{2}雾散了。{3}", "The fog lifted.", "{1}{2}The fog lifted.{3}"),
        ("他用{1}GPS{2}找路。", "He finds the way by GPS.", "He finds the way by {1}GPS{2}."),
        ("有{1}1200{2}人。", "There are 1200 people.", "There are {1}1200{2} people."),
        ("船（{1}小{2}）来了。", "The boat (small) came.", "The boat ({1}small{2}) came."),
        ("他说：“{1}走{2}吧。”", 'He said: "Go now."', 'He said: "{1}Go{2} now."'),
        ("{1}", "", "{1}"),
        ("雾", "Fog", "Fog"),
        ("{0}个和{0}个", "some and some", "{0}some and{0} some"),
    ],
)
def test_places(source: str, target: str, placed: str) -> None:
    assert place(source, target).text == placed


def test_what_is_sure_is_no_guess() -> None:
    assert not place("{1}他用{2}GPS{3}找路{4}。", "He finds the way by GPS.").is_guess
    assert place("他{1}慢慢{2}走了。", "He left slowly.").is_guess


def test_known_translations_are_looked_for() -> None:
    source, target = "他{1}慢慢{2}走了。", "Now he left slowly."
    assert stretches(source) == ("慢慢",)
    assert place(source, target, {"慢慢": "The slowly."}).text == "Now he left {1}slowly{2}."
    assert not place(source, target, {"慢慢": "Slowly"}).is_guess
    twice = "Slowly, slowly he left."
    assert place(source, twice, {"慢慢": "Slowly"}).is_guess


def test_placeholders_of_the_target_are_set_anew() -> None:
    assert place("{1}雾{2}", "{3}The {1}{1}fog").text == "{1}The fog{2}"


_words = st.lists(
    st.sampled_from(
        [
            "{1}",
            "{2}",
            "{3}",
            "{14}",
            "雾",
            "散了",
            "。",
            "，",
            " ",
            "GPS",
            "12",
            "（",
            "）",
            "“",
            "”",
        ]
    ),
    max_size=14,
).map("".join)
_targets = st.lists(
    st.sampled_from(
        ["The", " ", " fog", "GPS ", "12", ".", ",", "(", ")", '"', "it's ", "{1}", "{", "}"]
    ),
    max_size=14,
).map("".join)


@given(_words, _targets)
def test_every_placeholder_is_there_in_order(source: str, target: str) -> None:
    text = place(source, target).text
    wanted = Counter(placeholders(source))
    found = Counter(placeholders(text))
    if "{" not in without(target):
        assert placeholders(text) == placeholders(source)
        assert without(text) == without(target)
    assert not wanted - found


@given(_words, st.lists(st.sampled_from(["the", "fog", "GPS", "12"]), min_size=8).map(" ".join))
def test_no_placeholder_is_inside_a_word(source: str, target: str) -> None:
    text = place(source, target).text
    assert [without(word) for word in text.split()] == target.split()
    assert all(without(word) in word for word in text.split())


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12))
def test_a_pair_around_words_is_around_words(before: int, inside: int, after: int) -> None:
    source = f"{'雾' * before}{{1}}{'船' * inside}{{2}}{'水' * after}"
    text = place(source, "The fog has lifted at last").text
    between = text[text.index("{1}") + 3 : text.index("{2}")]
    assert bool(between.strip()) == bool(inside)
