"""The lexicon: what a Chinese sentence leads one to expect in English."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.alignment.lexicon import Lexicon, word_table
from workbench.alignment.words import stem


def test_a_term_leads_one_to_expect_each_word_of_its_renderings() -> None:
    lexicon = Lexicon({"世界贸易组织": ["World Trade Organization", "WTO"]})
    expected = lexicon.expected("加入世界贸易组织。")
    assert set(expected) == {stem(w) for w in ("world", "trade", "organization", "WTO")}


def test_the_longest_word_wins() -> None:
    lexicon = Lexicon({"南京": ["Nanjing"], "南京市": ["Nanjing City"], "市长": ["mayor"]})
    assert stem("mayor") not in lexicon.expected("南京市长江大桥")


def test_what_stands_twice_is_expected_twice() -> None:
    lexicon = Lexicon({"港": ["port"]})
    once, twice = lexicon.expected("港"), lexicon.expected("港与港")
    assert twice[stem("port")] == 2 * once[stem("port")]


def test_width_and_script_do_not_matter() -> None:
    lexicon = Lexicon({"臺灣海峽": ["Taiwan Strait"], "Ｂ超": ["ultrasound"]})
    assert stem("strait") in lexicon.expected("台湾海峡")
    assert stem("b") in lexicon.expected("B超")


def test_latin_strings_are_expected_verbatim() -> None:
    assert "gdp" in Lexicon({}).expected("去年GDP增长了")


def test_in_a_union_the_second_decides() -> None:
    both = Lexicon({"人民币": ["money"], "港": ["port"]}) | Lexicon({"人民币": ["renminbi"]})
    assert set(both.expected("人民币")) == {stem("renminbi")}
    assert stem("port") in both.expected("港")


def test_the_word_table_knows_everyday_and_formal_words() -> None:
    table = word_table()
    assert len(table) > 10_000
    for chinese, english in [("政府", "government"), ("信号", "signal"), ("雨", "rain")]:
        assert stem(english) in table.expected(chinese), chinese


def test_the_word_table_holds_chances_only() -> None:
    assert all(0 < c <= 9 for c in word_table().expected("这是一个测试，没有别的意思。").values())


@given(st.text(alphabet="港口世界贸易组织中国abc 12，。", max_size=30))
def test_expected_counts_grow_with_the_text(text: str) -> None:
    table = word_table()
    alone, with_more = table.expected(text), table.expected(f"{text}。雨")
    assert all(with_more[key] >= count for key, count in alone.items())
    assert all(count > 0 for count in with_more.values())
