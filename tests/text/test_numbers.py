"""Numbers are compared by value over both languages, with few false alarms."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.text.numbers import missing_numbers, source_numbers, target_numbers

DIGITS = "零一二三四五六七八九"
WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
UNITS = WORDS.split()


def native(n: int) -> str:
    """Spell a number below 10^12 as a Chinese reader would, by the school rule."""
    if n >= 10**8:
        high, low, unit, gap = n // 10**8, n % 10**8, "亿", 10**7
    elif n >= 10**4:
        high, low, unit, gap = n // 10**4, n % 10**4, "万", 10**3
    else:
        return section(n)
    return native(high) + unit + ("" if not low else ("零" if low < gap else "") + native(low))


def section(n: int) -> str:
    for size, unit in ((1000, "千"), (100, "百"), (10, "十")):
        if n >= size:
            rest = n % size
            zero = "零" if rest and rest < size // 10 else ""
            return DIGITS[n // size] + unit + zero + (section(rest) if rest else "")
    return DIGITS[n]


def spelled(n: int) -> str:
    """Spell a number below 10^12 in English."""
    for size, word in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if n >= size:
            return f"{spelled(n // size)} {word}" + (f" {spelled(n % size)}" if n % size else "")
    if n >= 100:
        return f"{UNITS[n // 100]} hundred" + (f" and {spelled(n % 100)}" if n % 100 else "")
    if n >= 20:
        return UNITS[18 + n // 10] + (f"-{UNITS[n % 10]}" if n % 10 else "")
    return UNITS[n]


def texts(source: str) -> list[str]:
    return [number.text for number in source_numbers(source)]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("新设立7000亿元融资窗口", "a new financing window of 700 billion yuan"),
        ("比上年增长近一成", "up nearly 10 percent from the year before"),
        ("完成货物吞吐量1.2亿吨", "handled 120 million tonnes of cargo"),
        ("逾4万公里", "more than 40,000 kilometres"),
        ("1100多个项目", "over eleven hundred projects"),
        ("11月13日至23日", "from November 13 to 23"),
        ("二〇二四年", "in 2024"),
        ("人民币壹佰贰拾万元整", "RMB 1,200,000"),
        ("新臺幣伍億元", "NT$500 million"),
        ("一九四九年十月一日", "on 1 October 1949"),
        ("三分之二的人", "two-thirds of the people"),
        ("百分之三点五", "3.5 per cent"),
        ("１２．５％", "12.5%"),
        ("下降0.3个百分点", "down 0.3 percentage points"),
        ("一千二百人", "1,200 people"),
        ("一万二的月薪", "a monthly wage of 12,000"),
        ("一亿两千万人", "a hundred and twenty million people"),
        ("1亿2000万人", "120 million people"),
        ("十余万名游客", "more than 100,000 visitors"),
        ("第三十一次会议", "the thirty-first meeting"),
        ("第31次会议", "the 31st meeting"),
        ("10至20万人", "100,000 to 200,000 people"),
        ("1000万至2000万元", "10-20 million yuan"),
        ("10%至20%", "10 to 20 percent"),
        ("20世纪80年代", "the 1980s"),
        ("上世纪90年代", "the nineties"),
        ("下午15时30分", "at 3:30 p.m."),
        ("过去十年", "over the past decade"),
        ("成立50年来", "in the half century since it was founded"),
        ("两个国家", "both countries"),
        ("两年半", "two and a half years"),
        ("增长两倍", "tripled"),
        ("二十国集团", "the G20"),
        ("第二次世界大战", "World War II"),
        ("60多人", "dozens of people"),
        ("十四五规划", "the 14th Five-Year Plan"),
        ("三十分钟", "half an hour"),
        ("３号楼", "Building No. 3"),
        ("6比3", "6-3"),
        ("1亩地", "0.067 hectares of land"),
        ("1个问题", "a problem"),
        ("型号X-0071B", "model X-0071B"),
        (
            "三万元以上十五万元以下",
            "between thirty thousand and one hundred and fifty thousand yuan",
        ),
        ("3.5万亿元", "$3.5tn"),
        ("万分之一以上", "one ten-thousandth or more"),
        ("九万亿千瓦时", "nine trillion kilowatt-hours"),
        ("售价六元五角", "sells for 6.5 yuan"),
        ("千分之零点九九", "0.99 per thousand"),
        ("萬億之外，兩億人", "200 million people"),
    ],
)
def test_a_number_is_met_by_its_value(source: str, target: str) -> None:
    assert source_numbers(source)
    assert missing_numbers(source, target) == ()


@pytest.mark.parametrize(
    ("source", "target", "missing"),
    [
        ("7000亿元", "70 billion yuan", ["7000亿"]),
        ("1.2亿吨", "1.2 million tonnes", ["1.2亿"]),
        ("近一成", "nearly one percent", ["一成"]),
        ("35%", "35 people", ["35%"]),
        ("八项行动", "a number of actions", ["八"]),
        ("5个人，7个人", "seven people", ["5"]),
        ("三分之二", "two or three", ["三分之二"]),
        ("2024年11月", "in November 2023", ["2024"]),
        ("人民币伍拾万元", "RMB 50,000", ["伍拾万"]),
        ("第三十一次会议", "the thirtieth meeting", ["三十一"]),
        ("20世纪80年代", "the 1970s", ["20世纪80年代"]),
        ("３个", "", ["３"]),
    ],
)
def test_a_number_that_is_not_there_is_missing(
    source: str, target: str, missing: list[str]
) -> None:
    assert [number.text for number in missing_numbers(source, target)] == missing


@pytest.mark.parametrize(
    "source",
    [
        "统一思想，一起努力，一些人第一次来，万一下雨",
        "四川、三亚、九江、五台山、五角大楼",
        "大陆地区、队伍建设、登陆点、收拾、放肆、柒牌",
        "百姓、万事、千方百计、十分重要、十字路口、三农问题",
        "三四个人，三五成群，几十人，数百人，二三十岁",
        "一成不变，三番五次，双十一，第二天",
        "二、推动改革",
        "（三）其他零件",
        "南北两岸，两国关系",
        "十六进制",
        "",
    ],
)
def test_what_is_no_clear_number_is_left_alone(source: str) -> None:
    assert texts(source) == []


def test_spans_point_into_the_original() -> None:
    text = "共有１２００人，占百分之三十"
    assert [text[n.start : n.end] for n in source_numbers(text)] == ["１２００", "百分之三十"]
    english = "Up １０ percent, or two-thirds"
    assert [english[n.start : n.end] for n in target_numbers(english)] == ["１０", "two", "thirds"]


def test_a_year_after_a_scale_is_a_number_of_its_own() -> None:
    assert texts("投资3亿2024年到位") == ["3亿", "2024"]


@given(st.integers(11, 10**12 - 1))
def test_every_native_number_is_read(n: int) -> None:
    assert [number.values for number in source_numbers(f"共{native(n)}。")] == [{Fraction(n)}]


@given(st.integers(0, 10**12 - 1))
def test_every_spelled_number_is_read(n: int) -> None:
    assert [Fraction(n) in number.values for number in target_numbers(spelled(n))] == [True]


@given(st.integers(11, 10**12 - 1))
def test_a_number_is_met_in_any_spelling(n: int) -> None:
    for source in (f"共{native(n)}吨", f"共{n}吨", f"共{n:,}吨"):
        for target in (spelled(n), str(n), f"{n:,}"):
            assert missing_numbers(source, f"in all {target} tonnes") == ()


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_another_amount_is_never_taken_for_it(one: int, two: int) -> None:
    missing = missing_numbers(f"达{one}万亿元", f"reached {two} trillion yuan")
    assert bool(missing) == (one != two)


@given(st.text(alphabet="零一二两三百千万亿十点分之成第多0123456789.,%％年月日个几数人半"))
def test_any_row_of_numerals_is_survived(text: str) -> None:
    for number in source_numbers(text):
        assert text[number.start : number.end] == number.text
    missing_numbers(text, text)


@given(st.text(alphabet="0123456789.,%/ -andhusoerwtyfilvq"))
def test_any_row_of_english_is_survived(text: str) -> None:
    for number in target_numbers(text):
        assert text[number.start : number.end] == number.text
