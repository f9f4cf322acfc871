"""A target is found in its inflected forms, and not in other words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.terminology.inflection import Occurrence, occurrences


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("machine tool", "New machine tools arrived", "machine tools"),
        ("developing country", "all developing countries agree", "developing countries"),
        ("establish diplomatic relations", "It established diplomatic relations", None),
        ("negotiate", "They are negotiating.", "negotiating"),
        ("China", "China's trade", "China"),
        ("China", "China’s trade", "China"),
        ("People's Bank of China", "the People’s Bank of China’s rate", "People’s Bank of China"),
        ("purchasing managers' index", "the purchasing managers’ index", None),
        ("multipolar world", "a multi-polar world", "multi-polar world"),
        ("e-commerce", "ecommerce grew", "ecommerce"),
        ("counter-terrorism", "counter terrorism", "counter terrorism"),
        ("Belt and Road", "the Belt-and-Road cooperation", "Belt-and-Road"),
        ("trade in goods", "trade in the goods", "trade in the goods"),
        ("the Hague", "in The Hague", "Hague"),
        ("Organisation of Islamic Cooperation", "Organization of Islamic Cooperation", None),
        ("International Labour Organization", "International Labor Organisation", None),
        ("World Food Programme", "World Food Program", "World Food Program"),
        ("Türkiye", "Turkiye said", "Turkiye"),
        ("Côte d'Ivoire", "Côte d’Ivoire won", "Côte d’Ivoire"),
        ("WHO", "the WHO said", "WHO"),
        ("US", "the U.S. said", "U.S."),
        ("U.S.", "the US said", "US"),
        ("SME", "help SMEs grow", "SMEs"),
        ("UNESCO", "Unesco and others", "Unesco"),
        ("G20", "the G20’s members", "G20"),
        ("St. Petersburg", "in St. Petersburg", "St. Petersburg"),
    ],
)
def test_a_form_of_the_term_counts(term: str, text: str, expected: str | None) -> None:
    found = occurrences(term, text)
    assert [text[one.start : one.end] for one in found if expected] == [expected] * bool(expected)
    assert len(found) == 1


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("WHO", "the man who knew"),
        ("US", "he told us"),
        ("AIDS", "it aids them"),
        ("IT", "it works"),
        ("import", "important"),
        ("Niger", "Nigeria"),
        ("machine tool", "The machine. Tools arrived."),
        ("Shanxi", "Shaanxi"),
        ("trade", "traitor"),
        ("", "anything"),
        ("  ", "anything"),
        ("tariff", ""),
    ],
)
def test_another_word_does_not(term: str, text: str) -> None:
    assert occurrences(term, text) == ()


def test_exact_forms_are_told_from_inflected_ones() -> None:
    found = occurrences("tariff", "A tariff, two tariffs, one Tariff.")
    assert found == (Occurrence(2, 8, True), Occurrence(14, 21, False), Occurrence(27, 33, True))


@settings(deadline=None)  # the first example loads the lemmas
@given(st.lists(st.sampled_from(["trade", "war", "policy", "the", "bond"]), min_size=1, max_size=4))
def test_a_term_is_found_in_any_sentence_that_has_it(words: list[str]) -> None:
    term = " ".join(words)
    text = f"Before it, {term} and more"
    found = occurrences(term, text)
    content = [word for word in words if word != "the"] or words
    assert any(text[one.start : one.end].endswith(content[-1]) for one in found)


@settings(deadline=None)  # the first example loads the lemmas
@given(st.text(max_size=30), st.text(max_size=60))
def test_any_text_is_survived(term: str, text: str) -> None:
    for one in occurrences(term, text):
        assert 0 <= one.start < one.end <= len(text)
