"""Numbers of a training pair change on both sides alike, or not at all."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.embedded.recipe.numbers import exchange
from models.embedded.recipe.prepare import Pair


def exchanged(source: str, target: str, times: int = 40) -> set[tuple[str, str]]:
    drawn = [exchange(Pair("news", source, target), random.Random(n)) for n in range(times)]
    return {(pair.source, pair.target) for pair in drawn}


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("第3条共有27页。", "Article 3 has 27 pages."),
        ("增长8.6%。", "It grew by 8.6 percent."),
        ("全长1320公里。", "It is 1,320 kilometers long."),
    ],
)
def test_digits_on_both_sides_change_alike(source: str, target: str) -> None:
    drawn = exchanged(source, target)
    assert len(drawn) > 5
    for chinese, english in drawn:
        assert re.findall(r"[\d.]*\d", chinese) == re.findall(r"[\d.]*\d", english.replace(",", ""))
        assert re.sub(r"\d+", "0", chinese) == re.sub(r"\d+", "0", source)


def test_amounts_in_wan_and_yi_are_counted_in_english() -> None:
    for chinese, english in exchanged(
        "投资3.5亿元，惠及12万人。", "350 million for 120,000 people."
    ):
        yi, wan = re.findall(r"[\d.]*\d", chinese)
        millions, people = re.findall(r"[\d.,]*\d", english)
        assert float(yi) * 100 == pytest.approx(float(millions))
        assert float(wan) * 10_000 == float(people.replace(",", ""))
    drawn = exchanged("共2.4万亿元。", "2.4 trillion yuan.")
    assert all(re.fullmatch(r"\d\.\d trillion yuan\.", english) for _, english in drawn)
    assert len(drawn) > 5


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("他有1本书。", "He has 1 book."),
        ("三个人。", "3 people."),
        ("5比5。", "5 to 5."),
        ("第21届会议", "the 21st session"),
        ("70年代", "the 70s"),
        ("晚上8:30开始。", "It starts at 8:30 p.m."),
        ("010号文件", "Document 010"),
        ("约3亿人", "about 300 people"),
    ],
)
def test_what_depends_on_the_value_stays(source: str, target: str) -> None:
    assert exchanged(source, target) == {(source, target)}


def test_days_stay_days_and_years_stay_years() -> None:
    drawn = exchanged("2024年6月30日", "June 30, 2024", 200)
    days = {int(english[5:7]) for _, english in drawn}
    years = {int(english[-4:]) for _, english in drawn}
    assert len(days) > 10
    assert max(days) <= 30
    assert len(years) > 50
    assert 1900 <= min(years) <= max(years) < 2060


@given(st.text("0123456789.,:%万亿年第 a", max_size=24), st.text("0123456789.,: abt", max_size=24))
def test_every_pair_comes_through_with_as_many_numbers(source: str, target: str) -> None:
    found = exchange(Pair("news", source, target), random.Random(1))
    assert len(re.findall(r"\d+", found.source)) == len(re.findall(r"\d+", source))
    assert re.sub(r"\d", "", found.source) == re.sub(r"\d", "", source)
