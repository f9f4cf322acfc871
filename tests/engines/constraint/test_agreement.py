"""Terms that agree with the sentence they are put in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.engines.constraint.agreement import article, fitted, plural
from workbench.terminology.inflection import occurrences


@pytest.mark.parametrize(
    ("term", "replaced", "before", "expected"),
    [
        ("smart port", "clever harbour", "It is a", "It is a smart port"),
        ("energy hub", "place", "It is a", "It is an energy hub"),
        ("hub", "idea.", "It is an", "It is a hub."),
        ("smart port", "The harbours", "", "The smart ports"),
        ("smart port", "harbours,", "All", "All smart ports,"),
        ("smart port", "harbour", "Two", "Two smart ports"),
        ("trade deficit", "Deficit", "", "Trade deficit"),
        ("Silk Road Fund", "money", "He left", "He left the Silk Road Fund"),
        ("Silk Road Fund", "money", "", "The Silk Road Fund"),
        ("Silk Road Fund", "a fund", "He left", "He left the Silk Road Fund"),
        ("Silk Road Fund", "money", "China's", "China's Silk Road Fund"),
        ("Panama", "country", "He left", "He left Panama"),
        ("Panama", "a country", "He left", "He left Panama"),
        ("Panama", "country's", "In", "In Panama's"),
        ("rule of origin", "laws", "The", "The rules of origin"),
        ("low-altitude economy", "skies", "The", "The low-altitude economy"),
        ("port", "“harbour”", "The", "The “port”"),
        ("port", "", "The new", "The new port"),
        ("port", "", "He said.", "He said. Port"),
    ],
)
def test_a_term_takes_the_article_number_capital_and_marks_of_what_it_replaces(
    term: str, replaced: str, before: str, expected: str
) -> None:
    kept, form = fitted(term, replaced.split(), before.split())
    assert " ".join([*kept, form]) == expected


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("park", "parks"),
        ("policy", "policies"),
        ("duty", "duties"),
        ("day", "days"),
        ("bus", "bus"),
        ("box", "boxes"),
        ("memorandum of understanding", "memorandums of understanding"),
        ("goods", "goods"),
        ("carbon emissions", "carbon emissions"),
        ("governance", "governance"),
    ],
)
def test_plurals(term: str, expected: str) -> None:
    assert plural(term) == expected


@pytest.mark.parametrize("word", ["hour", "MRI scan", "umbrella", "idea", "SME", "X-ray"])
def test_words_with_an(word: str) -> None:
    assert article(word) == "an"


@pytest.mark.parametrize("word", ["union", "UN agency", "one", "port", "European", "university"])
def test_words_with_a(word: str) -> None:
    assert article(word) == "a"


_WORD = st.from_regex(r"[A-Za-z]{1,8}[.,]?", fullmatch=True)


@given(st.lists(_WORD, max_size=3), st.lists(_WORD, max_size=5))
def test_the_term_is_always_found_and_the_words_before_stay(
    replaced: list[str], before: list[str]
) -> None:
    kept, form = fitted("smart port", replaced, before)
    assert occurrences("smart port", form)
    articles = {"a", "an", "the"}
    assert [w for w in kept if w.lower() not in articles] == [
        w for w in before if w.lower() not in articles
    ]
