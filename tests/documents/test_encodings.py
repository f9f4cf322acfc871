"""Bytes become text in the encoding that they are in, or the message says where they do not."""

from __future__ import annotations

import codecs
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.documents import encodings
from workbench.documents.encodings import Encoding, decode
from workbench.errors import EncodingError, InputError, UsageError
from workbench.text.codepoints import has_han

SIMPLIFIED = "港口的吊机还没有开动，江面上已经有三条船在等。船长说：“再过一会儿就好。”\n"
TRADITIONAL = "港口的吊機還沒有開動，江面上已經有三條船在等。船長說：「再過一會兒就好。」\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, "今天我们去看河。", "会议\r\n"])
def test_finds_the_encoding_without_a_mark(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.bom) == (text, encoding, False)


def test_finds_big5() -> None:
    decoded = decode(TRADITIONAL.encode("big5"))
    assert decoded.text == TRADITIONAL
    assert decoded.encoding == "big5hkscs"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        ("\ufeff".encode("gb18030"), "gb18030"),
    ],
)
def test_takes_a_mark_off_and_believes_it(mark: bytes, encoding: str) -> None:
    data = mark + SIMPLIFIED.encode(encoding)
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.bom) == (SIMPLIFIED, encoding, True)
    assert decode(data, encoding) == decoded


def test_utf16_by_name_takes_its_byte_order_from_mark_or_text() -> None:
    assert decode(SIMPLIFIED.encode("utf-16"), "utf-16").text == SIMPLIFIED
    assert decode(SIMPLIFIED.encode("utf-16-be"), "utf-16").text == SIMPLIFIED


def test_a_bom_inside_the_text_stays() -> None:
    assert decode("前\ufeff后".encode()).text == "前\ufeff后"


def test_plain_ascii_is_utf8_and_wide_ascii_is_utf16() -> None:
    assert decode(b"only English here\n").encoding == "utf-8"
    assert decode("only English here\n".encode("utf-16-le")).text == "only English here\n"


@pytest.mark.parametrize("text", ["位置", "拢共", "联通", "中", "会议\r\n"])
def test_a_few_bytes_of_gb18030_are_enough(text: str) -> None:
    assert decode(text.encode("gb18030")).text == text


def test_bytes_of_gb18030_that_happen_to_be_utf8() -> None:
    data = next(
        (a + b).encode("gb18030")
        for a in "的一是不了在人有我他这个上们来到时大地为子中你说生国年着就那和要"
        for b in "她出也得里后自以会家可下而过天去能对小多然于心学么之都好看起发当没成"
        if _is_utf8((a + b).encode("gb18030"))
    )
    assert decode(data).encoding == "gb18030"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def test_a_named_encoding_is_widened_to_what_files_really_use() -> None:
    assert decode("朱镕基".encode("gb18030"), "gb2312").text == "朱镕基"
    assert decode("裏面".encode("big5hkscs"), "big5").text == "裏面"


def test_text_in_another_language_is_not_taken_for_chinese() -> None:
    french = "Les élèves étaient déjà très fatigués, mais le café était à côté de l'église. " * 4
    assert decode(french.encode()).text == french
    assert not has_han(decode(french.encode("cp1252")).text)


def test_says_which_bytes_are_damaged_and_where() -> None:
    data = SIMPLIFIED.encode() + b"\n\xff\xfe\xfd" + SIMPLIFIED.encode()
    with pytest.raises(EncodingError) as caught:
        decode(data)
    offset = len(SIMPLIFIED.encode()) + 1
    assert f"at offset {offset:,} (line 3)" in caught.value.what
    assert "FF" in caught.value.what
    assert "utf-8" in caught.value.hint


def test_a_wrong_name_says_where_it_fails() -> None:
    with pytest.raises(EncodingError) as caught:
        decode(SIMPLIFIED.encode("gb18030"), "utf-8")
    assert "offset 0 (line 1)" in caught.value.what
    assert "--encoding" in caught.value.hint


@pytest.mark.parametrize("name", ["klingon", "hex", "rot13", "punycode", "idna", "", "a\0b"])
def test_an_encoding_that_does_not_exist_is_a_usage_error(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        decode(b"abc", name)
    assert "gb18030" in caught.value.hint


def test_half_a_character_is_refused_even_if_the_codec_makes_one() -> None:
    with pytest.raises(EncodingError):
        decode(rb"\ud800", "raw_unicode_escape")


@given(st.binary(max_size=300))
def test_random_bytes_give_text_or_our_error(data: bytes) -> None:
    with suppress(InputError):
        decode(data).text.encode("utf-8")


@given(
    st.binary(max_size=100),
    st.sampled_from(
        ["utf-8", "gbk", "big5", "utf-16", "utf-7", "cp1252", "shift_jis", "iso2022_jp"]
    ),
)
def test_random_bytes_in_a_named_encoding_give_text_or_our_error(data: bytes, name: str) -> None:
    with suppress(InputError):
        decode(data, name).text.encode("utf-8")


def test_two_encodings_in_one_file_are_told_apart_by_lines() -> None:
    data = SIMPLIFIED.encode() * 3 + SIMPLIFIED.encode("gb18030") * 2 + SIMPLIFIED.encode()
    with pytest.raises(EncodingError) as caught:
        decode(data)
    assert "utf-8 with lines from 4 to 5 in gb18030" in caught.value.hint


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_lone_bad_byte_is_named_in_a_file_that_is_sound(encoding: str) -> None:
    before = SIMPLIFIED.encode(encoding) * 20 + "船".encode(encoding)
    with pytest.raises(EncodingError) as caught:
        decode(before + b"\xff" + SIMPLIFIED.encode(encoding))
    assert f"offset {len(before):,} (line 21)" in caught.value.what
    assert "船⟦FF⟧港口" in caught.value.what.replace("FF B8", "FF").replace("FF E6", "FF")
    assert f"looks like {encoding}, damaged in one place" in caught.value.hint


def test_a_wrong_name_is_answered_with_the_right_one() -> None:
    with pytest.raises(EncodingError) as caught:
        decode(SIMPLIFIED.encode("gb18030"), "utf-8")
    assert "--encoding gb18030" in caught.value.hint


def test_lines_are_counted_as_editors_do() -> None:
    for end in ("\n", "\r", "\r\n"):
        data = SIMPLIFIED.strip().join(["", end, end, end]).encode() + b"\xff"
        with pytest.raises(EncodingError, match="line 4"):
            decode(data + SIMPLIFIED.encode())


def test_nonsense_is_answered_with_how_much_is_text_as_what() -> None:
    with pytest.raises(EncodingError) as caught:
        decode(bytes(range(128, 256)) * 40 + b"\x80")
    assert "gb18030" in caught.value.hint
    assert "%" in caught.value.hint


@given(st.text(max_size=60), st.sampled_from(["utf-8", "gb18030", "utf-16-le"]), st.integers(1, 9))
def test_pieces_cut_anywhere_are_the_same_text(text: str, encoding: str, size: int) -> None:
    data = text.encode(encoding)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encodings, "PIECE", size)
        assert "".join(encodings.pieces(BytesIO(data), Encoding(encoding))) == text
        assert encodings.decode_as(data, Encoding(encoding)) == text


@given(st.binary(max_size=200), st.integers(1, 9))
def test_damage_is_at_the_same_place_however_the_file_is_cut(data: bytes, size: int) -> None:
    whole = _outcome(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encodings, "PIECE", size)
        assert _outcome(data) == whole


def _outcome(data: bytes) -> str:
    try:
        return encodings.decode_as(data, Encoding("gb18030"))
    except EncodingError as error:
        return error.what
