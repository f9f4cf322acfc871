"""Matching keys fold what is no difference to a translator; cleaning keeps what is visible."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.text.normalise import clean, folded, marks, match_key, match_shape, numbers
from workbench.text.variants import ALIKE, SIMPLIFIED


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＡＢＣ公司成立于２０２３年。", "ABC公司成立于2023年。"),
        ("發展中國家的貿易", "发展中国家的贸易"),
        ("“快走。”他说，“为什么？”", '"快走."他说,"为什么?"'),
        ("「快走。」", "“快走。”"),
        ("頭髮、發展、以後、皇后", "头发、发展、以后、皇后"),
        ("乾燥，幹部，干涉", "干燥，干部，干涉"),
        ("他們瞭解後，憑藉著經驗作了答覆", "他们了解后，凭借着经验作了答复"),
        ("甚麼裏面衞生", "什么里面卫生"),
        ("双方同意——扩大贸易……", "双方同意-扩大贸易…"),
        ("等等......", "等等…"),
        ("在 2023 年，GDP 增长", "在2023年，GDP增长"),
        ("由WHO 发布", "由who发布"),
        ("约翰・史密斯", "约翰·史密斯"),
        ("3～5天", "3—5天"),
        ("10%-20%", "10%〜20%"),
        ("零\u200b宽\ufeff字\u00ad符", "零宽字符"),
        ("（一）总则", "(一)总则"),
        ("〔2023〕5号", "[2023]5号"),
        ("the  New\u3000York Times", "The New York Times"),
        ("立\ufe00方", "立方"),
    ],
)
def test_what_is_no_difference_folds(one: str, other: str) -> None:
    assert match_key(one) == match_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("请勿吸烟", "请吸烟"),
        ("第3条", "第5条"),
        ("苹果、梨", "苹果，梨"),
        ("他来了。", "他来了？"),
        ("the rapist", "therapist"),
        ("3万", "3亿"),
        ("1.5倍", "15倍"),
    ],
)
def test_what_is_a_difference_stays(one: str, other: str) -> None:
    assert match_key(one) != match_key(other)


@pytest.mark.parametrize(
    ("key", "shape", "found"),
    [
        ("第3条规定12个月", "第0条规定0个月", ("3", "12")),
        ("出口1,234.5吨", "出口0吨", ("1234.5",)),
        ("3,5名", "00名", ("3", "5")),
        ("没有数字", "没有数字", ()),
        ("1,2345", "00", ("1", "2345")),
        ("第三条规定十二个月", "第0条规定0个月", ("三", "十二")),
        ("投资1.2万亿元,约三成", "投资0元约0成", ("1.2万亿", "三")),
    ],
)
def test_numbers_fold_into_the_shape(key: str, shape: str, found: tuple[str, ...]) -> None:
    assert match_shape(key) == shape
    assert numbers(key) == found


@pytest.mark.parametrize(
    ("key", "shape", "found"),
    [
        ("注意:<合同法>(试行),等等…", "注意合同法试行等等", ":<>(),…"),
        ('约翰·史密斯说:"好!"', "约翰史密斯说好", '·:"!"'),
        ("b-52型-新型", "b-0型新型", "-"),
        ("气温-5度,x<3", "气温-0度x<0", ","),
        ("3.5.2版", "00版", "."),
    ],
)
def test_punctuation_is_no_shape(key: str, shape: str, found: str) -> None:
    assert match_shape(key) == shape
    assert marks(key) == found


@given(st.text(alphabet="中文國国說说 \t\u3000ａＡaZ，,。.…—-０1９「」“\"'、1２", max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    key = match_key(text)
    assert match_key(key) == key


def test_variants_fold_in_one_step_and_stay_single() -> None:
    assert len(SIMPLIFIED) > 2900
    assert not SIMPLIFIED.keys() & set(SIMPLIFIED.values())
    assert not (SIMPLIFIED | ALIKE).keys() & set((SIMPLIFIED | ALIKE).values())
    assert not SIMPLIFIED.keys() & ALIKE.keys()
    assert all(len(k) == len(v) == 1 for k, v in SIMPLIFIED.items())
    assert all(unicodedata.normalize("NFKC", k) == k for k in SIMPLIFIED)


@pytest.mark.parametrize(
    ("dirty", "tidy"),
    [
        ("  \u3000双方\n同意\r\n扩大贸易 \n", "双方同意扩大贸易"),
        ("The two\nsides\u2028agreed", "The two sides agreed"),
        ("a\x0bb\x00c\x1fd\ufffee\uffff", "a bcde"),
        ("全角　空格ＡＢＣ", "全角　空格ＡＢＣ"),
        ("\ufeff第一行", "第一行"),
        ("第一行\n\nLine", "第一行 Line"),
        ("𠮷野家\ud800", "𠮷野家"),
        ("a\x85\x0c b", "a b"),
        ("tab\tinside", "tab\tinside"),
        ("", ""),
    ],
)
def test_clean(dirty: str, tidy: str) -> None:
    assert clean(dirty) == tidy


@given(st.text())
def test_clean_gives_one_xml_line_and_settles(text: str) -> None:
    tidy = clean(text)
    assert clean(tidy) == tidy
    assert len(tidy.splitlines()) <= 1
    assert tidy == tidy.strip()
    assert all(
        c == "\t" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff" for c in tidy
    )


@given(st.text())
def test_any_text_has_a_key_without_surrounding_space(text: str) -> None:
    key = match_key(text)
    assert key == key.strip()
    assert match_key(text) == match_key(f" {text}\u3000")


FOLDED = "，！？：；（）　…。“”《》—「」港龍个A9é\u0301\ufb01\u200b\ufe0f\U000e0100\U00020000ΑＡ ½"


@given(st.text(st.sampled_from(FOLDED), max_size=12) | st.text(max_size=20))
def test_a_key_folds_as_unicode_and_the_table_of_characters_do(text: str) -> None:
    whole = "".join(map(folded, unicodedata.normalize("NFKC", text)))
    assert match_key(text).replace(" ", "") == match_key(whole).replace(" ", "")
