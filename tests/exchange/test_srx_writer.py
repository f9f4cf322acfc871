"""What is written validates, and read again it is the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from workbench.exchange.srx_reader import read
from workbench.exchange.srx_writer import write
from workbench.segmentation.srx import LanguageMap, Rule, Rules, RuleSet
from workbench.segmentation.srx_builtin import COMMENT, builtin

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("srx20.rng")))

# Whatever stands in a pattern or name, but for what XML cannot hold.
WORDS = st.text(
    st.characters(codec="utf-8", exclude_characters="\ufffe\uffff").filter(
        lambda ch: ch >= " " or ch in "\t\n\r"
    ),
    max_size=12,
)
PATTERNS = st.sampled_from(
    ["", "。", "[。！]+", r"\s", r"(?<=a)b", r"\Qa.b\E", "a\r\nb", " ", "&<>'\""]
)


def _check(rules: Rules, comment: str = "") -> None:
    text = write(rules, comment=comment)
    SCHEMA.assertValid(etree.fromstring(text.encode()))
    assert read(text.encode(), name="x") == rules


@pytest.mark.parametrize("comment", ["", COMMENT, "a--b---c-", "<&>"])
def test_the_built_in_rules(comment: str) -> None:
    _check(builtin(), comment)


@given(
    st.lists(WORDS, min_size=1, max_size=3, unique=True),
    st.lists(st.builds(Rule, st.booleans(), PATTERNS, PATTERNS), min_size=1, max_size=5),
    st.tuples(*[st.booleans()] * 5),
)
@settings(max_examples=200)
def test_any_rules(names: list[str], rules: list[Rule], flags: tuple[bool, ...]) -> None:
    sets = tuple(RuleSet(name, tuple(rules)) for name in names)
    _check(Rules(sets, tuple(LanguageMap("zh.*|\t'\"<\n", name) for name in names), *flags))
