"""The percentage: what folds, what counts, and that it never outgrows plain similarity."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.memory.grams import grams
from workbench.memory.scoring import Score, Source, score, score_sources
from workbench.text.similarity import similarity

TEXTS = st.text(alphabet="請请不勿国國三五1２。，. a", max_size=16)


@pytest.mark.parametrize(
    ("source", "candidate"),
    [
        ("發展中國家的貿易增長了。", "发展中国家的贸易增长了。"),
        ("ＡＢＣ公司宣布：“成立”。", "ABC公司宣布:「成立」｡"),
        ("在 2023 年，GDP 增长", "在2023年,gdp增长"),
    ],
)
def test_width_script_and_punctuation_cost_nothing(source: str, candidate: str) -> None:
    assert score(source, candidate) == Score(100)


@pytest.mark.parametrize(
    ("source", "candidate"),
    [
        ("第3条规定试用期为12个月。", "第5条规定试用期为24个月。"),
        ("以3比2获胜", "以2比3获胜"),
        ("乘坐A320飞机", "乘坐A330飞机"),
    ],
)
def test_only_numbers_differ(source: str, candidate: str) -> None:
    assert score(source, candidate) == Score(95, numbers_differ=True)


def test_native_numerals_are_numbers_too() -> None:
    found = score("合同期限为三个月，期满终止。", "合同期限为五个月，期满终止。")
    assert found == Score(95, numbers_differ=True)


@pytest.mark.parametrize(
    ("source", "candidate"),
    [
        ("合同期限为12个月。", "合同期限为十二个月。"),
        ("出口1000吨。", "出口1,000吨。"),
        ("统一了思想。", "统一了一些思想。"),
    ],
)
def test_the_same_number_written_otherwise_is_no_other_number(source: str, candidate: str) -> None:
    found = score(source, candidate)
    assert not found.numbers_differ
    assert found.percent < 100


@pytest.mark.parametrize(
    ("source", "candidate"),
    [
        ("进入施工现场请勿吸烟和使用明火。", "进入施工现场请吸烟和使用明火。"),
        ("未经许可的人员可以进入这一区域。", "经许可的人员可以进入这一区域。"),
        ("双方沒有就此达成一致意见和协议。", "双方就此达成一致意见和协议。"),
    ],
)
def test_a_negation_more_or_less_keeps_a_match_from_silent_use(source: str, candidate: str) -> None:
    found = score(source, candidate)
    assert found.negation_differs
    assert found.percent <= 74


@pytest.mark.parametrize(
    ("source", "candidate", "percent"),
    [
        ("注意事项", "注意事项：", 99),
        ("（一）总则", "一、总则", 98),
        ("他来了。", "他来了！", 99),
        ("他来了。", "他来了？", 94),
        ("他说，这件事不行。", "他说这件事，不行。", 99),
        ("苹果、梨和桃", "苹果，梨和桃", 99),
        ("根据《合同法》的规定", "根据合同法的规定", 98),
        ("——", "？", 0),
        ("", "注意", 0),
    ],
)
def test_a_mark_more_or_less_costs_little(source: str, candidate: str, percent: int) -> None:
    assert score(source, candidate).percent == percent


@pytest.mark.parametrize(
    ("source", "candidate"),
    [
        ("第三条规定的试用期为十二个月", "第五条规定的试用期为二十四个月"),
        ("资本为500万元", "资本为500亿元"),
        ("增长三点五倍", "增长两倍"),
        ("会议于星期三举行", "会议于星期五举行"),
        ("十分重要", "万分重要"),
    ],
)
def test_native_numerals_alone_differ(source: str, candidate: str) -> None:
    assert score(source, candidate) == Score(95, numbers_differ=True)


@pytest.mark.parametrize(
    ("source", "candidate"),
    [("人民币壹佰万元整", "人民币伍佰万元整"), ("增长5%左右", "增长5‰左右"), ("约5成", "约5个")],
)
def test_numbers_differ_by_what_stands_around_them(source: str, candidate: str) -> None:
    assert score(source, candidate).numbers_differ


@pytest.mark.parametrize(
    ("source", "candidate"),
    [("于30日内答复", "于三十日内答复"), ("共12000元", "共1.2万元"), ("二〇二四年", "2024年")],
)
def test_the_same_value_in_other_numerals(source: str, candidate: str) -> None:
    assert score(source, candidate) == Score(99)


def test_words_with_a_negating_character_in_them_are_no_negation() -> None:
    assert not score("贸易不断增长", "贸易增长").negation_differs


@given(TEXTS, TEXTS)
def test_a_score_never_exceeds_plain_similarity(source: str, candidate: str) -> None:
    one, other = Source(source), Source(candidate)
    found = score(source, candidate)
    assert found == score(candidate, source)
    assert 0 <= found.percent <= similarity(one.shape, other.shape)
    assert (found.percent == 100) == (one.key == other.key)
    assert not (found.percent > 95 and found.numbers_differ)
    assert not (found.percent > 74 and found.negation_differs)


@given(TEXTS, TEXTS, st.integers(1, 100))
def test_the_floor_changes_nothing_above_it(source: str, candidate: str, floor: int) -> None:
    free = score(source, candidate)
    cut = score_sources(Source(source), Source(candidate), at_least=floor)
    assert cut == free if free.percent >= floor else cut.percent < floor


@pytest.mark.parametrize(
    ("source", "candidate", "percent"),
    [
        ("{1}雾{2}散了。", "{1}雾{2}散了。", 100),
        ("{1}雾{2}散了。", "｛1}雾{2}散了。", 100),
        ("{1}雾{2}散了。", "{3}雾{4}散了。", 99),
        ("{1}雾{2}散了。", "雾散了。", 99),
        ("雾散了{1}。", "雾{1}散了。", 99),
        ("用{1}GPS {2}tracker{3}找路", "用GPS tracker找路", 99),
        ("有{1}7{2}人", "有7人", 99),
        ("有{1}7{2}人", "有8人", 95),
    ],
)
def test_placeholders_are_no_text(source: str, candidate: str, percent: int) -> None:
    found = score(source, candidate)
    assert found.percent == percent
    assert found.numbers_differ == (percent == 95)


@pytest.mark.parametrize("text", ["{1}雾{2}散了。", "雾{1}散{2}了。{30}"])
def test_the_index_finds_them_as_it_finds_the_text(text: str) -> None:
    assert grams(text) == grams("雾散了。")
