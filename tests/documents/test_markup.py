"""Placeholders and the markup that they stand for."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.code import Code, CodeKind
from workbench.documents.markup import Fault, Flaw, fill, first_free, flaws, repaired
from workbench.text.placeholders import placeholder, placeholders, without

CODES = (
    Code(1, CodeKind.OPEN, "<b>", "b", 2),
    Code(2, CodeKind.CLOSE, "</b>", "b", 1),
    Code(3, CodeKind.ALONE, "<br>", "br"),
    Code(4, CodeKind.OPEN, "<i>", "i", 5),
    Code(5, CodeKind.CLOSE, "</i>", "i", 4),
)
SOURCE = "{1}雾{2}散{3}了{4}吧{5}"


@pytest.mark.parametrize(
    "target",
    [
        "{1}Fog{2} has{3} gone{4}?{5}",
        "{4}Gone{5}{3} is {1}the fog{2}",
        "{1}a{4}b{5}c{2}{3}",
        "{4}a{1}b{2}c{5}{3}",
    ],
)
def test_any_order_that_nests_is_good(target: str) -> None:
    assert flaws(SOURCE, target, CODES) == ()
    assert repaired(SOURCE, target, CODES) == target


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("{1}a{2}{3}{4}", (Flaw(Fault.LOST, 5),)),
        ("{1}a{2}{3}{3}{4}{5}", (Flaw(Fault.REPEATED, 3),)),
        ("{1}a{2}{3}{4}{5}{6}", (Flaw(Fault.UNKNOWN, 6),)),
        ("{2}a{1}{3}{4}{5}", (Flaw(Fault.DISORDERED, 2),)),
        ("{1}a{4}{2}b{5}{3}", (Flaw(Fault.DISORDERED, 2), Flaw(Fault.DISORDERED, 5))),
    ],
)
def test_flaws_are_named(target: str, found: tuple[Flaw, ...]) -> None:
    assert set(flaws(SOURCE, target, CODES)) <= set(found)
    assert flaws(SOURCE, target, CODES)


def test_without_codes_only_the_numbers_count() -> None:
    assert flaws("{1}雾{2}", "{2}fog{1}") == ()
    assert flaws("{1}雾{2}", "{2}fog") == (Flaw(Fault.LOST, 1),)
    assert flaws("雾", "fog") == ()


def test_a_source_may_have_a_placeholder_twice() -> None:
    assert flaws("{0}或{0}", "{0} or {0}") == ()
    assert flaws("{0}或{0}", "{0}") == (Flaw(Fault.LOST, 0),)


def test_half_a_pair_in_another_segment_is_no_flaw() -> None:
    assert flaws("{1}雾。", "Fog{1}.", CODES) == ()


@pytest.mark.parametrize(
    ("target", "mended"),
    [
        ("fog{1}", "fog{1}{2}{3}{4}{5}"),
        ("{3}fog{3}", "{3}fog{1}{2}{4}{5}"),
        ("{1}a{4}b{2}c{5}{3}{7}", "a{1}b{2}c{3}{4}{5}"),
        ("{2}fog{1}", "fog{1}{2}{3}{4}{5}"),
    ],
)
def test_broken_placeholders_are_repaired(target: str, mended: str) -> None:
    after = repaired(SOURCE, target, CODES)
    assert without(after) == without(target)
    assert flaws(SOURCE, after, CODES) == ()
    if target != "{1}a{4}b{2}c{5}{3}{7}":
        assert after == mended


def test_the_files_own_words_are_not_repaired() -> None:
    assert repaired("{0}个{1}雾{2}", "{0} {0} {9} fogs", CODES[:2]) == "{0} {0}  fogs{1}{2}"


targets = st.lists(st.sampled_from(["{1}", "{2}", "{3}", "{4}", "{5}", "{6}", "fog ", "a"])).map(
    "".join
)


@given(targets)
def test_what_was_repaired_is_good(target: str) -> None:
    after = repaired(SOURCE, target, CODES)
    assert flaws(SOURCE, after, CODES) == ()
    assert without(after) == without(target)
    assert repaired(SOURCE, after, CODES) == after


@given(targets)
def test_what_is_good_is_not_repaired(target: str) -> None:
    if not flaws(SOURCE, target, CODES):
        assert repaired(SOURCE, target, CODES) == target


@given(targets)
def test_flaws_are_what_counting_says(target: str) -> None:
    found, wanted = Counter(placeholders(target)), Counter(placeholders(SOURCE))
    named = {flaw.number for flaw in flaws(SOURCE, target, CODES)}
    assert named >= {n for n in found | wanted if found[n] != wanted[n]}


def test_markup_takes_the_place_of_placeholders() -> None:
    assert fill("{1}a & b{2}{9}", CODES, lambda s: s.replace("&", "&amp;")) == (
        "<b>a &amp; b</b>{9}"
    )


@given(targets)
def test_filling_and_taking_out_gives_the_words(target: str) -> None:
    empty = [Code(n, CodeKind.ALONE, "") for n in range(1, 7)]
    assert fill(target, empty) == without(target)
    itself = [Code(n, CodeKind.ALONE, placeholder(n)) for n in range(1, 7)]
    assert fill(target, itself) == target


def test_the_first_number_that_is_free() -> None:
    assert first_free(()) == 1
    assert first_free({1, 2, 4}) == 3
    assert first_free({1, 2, 4}, 4) == 5
