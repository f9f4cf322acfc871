"""SRT subtitles in and out."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.formats.contract import FormatContract, paragraphs_of, translated
from workbench.core.code import CodeKind
from workbench.core.document import Paragraph, ParagraphKind
from workbench.documents.blocks import Block
from workbench.documents.cleanup.cleaning import DEFAULT
from workbench.documents.formats.base import Content, Untranslated, Wanted
from workbench.documents.formats.srt import handler as srt
from workbench.documents.formats.srt.text import WIDTH, lines
from workbench.errors import FormatError
from workbench.text.placeholders import without

SAMPLE = """1
00:00:01,000 --> 00:00:03,500
雾散了 {1}号渡口
船要开了

2
00:00:04,000 --> 00:00:06,000 X1:100 X2:200 Y1:10 Y2:20
{\\an8}<i>江面很静</i>

4
00:00:07,000 --> 00:00:09,000
-你去<b>哪</b>里？
-我回<i>老家</i>。

5
00:00:09,500 --> 00:00:10,000

6
00:00:11,000 --> 00:00:12,000
♪♪
7
00:00:13.000 --> 00:00:15.000
♪ 月亮<font color="#ffff00">出来</font>了 ♪
"""
PLAIN = Wanted(Untranslated.SOURCE)


def _content(text: str, data: bytes = b"") -> Content:
    return Content(data, text, "utf-8", "talk.srt")


def _blocks(text: str) -> tuple[Block, ...]:
    return tuple(srt.read(_content(text), DEFAULT).blocks)


def _cue(words: str) -> str:
    return f"1\n00:00:01,000 --> 00:00:02,000\n{words}\n"


def _done(text: str, *targets: str, wanted: Wanted = PLAIN, data: bytes = b"") -> str:
    rest = iter(targets)
    paragraphs = translated(paragraphs_of(_blocks(text)), lambda _: next(rest))
    return srt.write(_content(text, data), paragraphs, wanted).decode()


class TestSrt(FormatContract):
    """The contract of formats, for subtitles."""

    format: ClassVar[str] = "srt"
    sample: ClassVar[bytes] = SAMPLE.encode()

    def english_of(self, blocks: Sequence[Block]) -> list[str]:
        """Return the words without the dashes of speakers, which come by themselves."""
        return [re.sub(r"(^| )-(?=\S)", r"\1", text) for text in super().english_of(blocks)]


def test_a_cue_is_a_paragraph() -> None:
    found = _blocks(SAMPLE)
    assert [block.text for block in found] == [
        "雾散了 {1}号渡口 船要开了",
        "江面很静",
        "-你去{1}哪{2}里？ -我回{3}老家{4}。",
        "月亮{1}出来{2}了",
    ]
    assert [block.line for block in found] == [3, 8, 12, 23]
    assert found[0].codes == ()
    assert [code.markup for code in found[-1].codes] == ['<font color="#ffff00">', "</font>"]


def test_only_the_words_change() -> None:
    targets = [
        "The fog is gone at ferry {1}. The boat is leaving.",
        "The river is still.",
        "Where{1} are {2}you going?",
        "{3}Home{4}.",
        "The {1}moon{2} is out.",
    ]
    assert _done(SAMPLE, *targets) == (
        SAMPLE.replace(
            "雾散了 {1}号渡口\n船要开了", "The fog is gone at ferry {1}.\nThe boat is leaving."
        )
        .replace("江面很静", "The river is still.")
        .replace("-你去<b>哪</b>里？", "-Where<b> are </b>you going?")
        .replace("-我回<i>老家</i>。", "-<i>Home</i>.")
        .replace(
            '月亮<font color="#ffff00">出来</font>了',
            'The <font color="#ffff00">moon</font> is out.',
        )
    )


def test_cues_without_words_are_no_paragraphs() -> None:
    text = _cue("雾") + "\n2\n00:00:03,000 --> 00:00:04,000\n\n3\n00:00:05,000 --> 00:00:06,000"
    assert [block.text for block in _blocks(text)] == ["雾"]
    assert _done(text, "Fog") == text.replace("雾", "Fog")


def test_a_cue_of_music_signs_is_not_offered() -> None:
    (block,) = _blocks(_cue("（……）"))
    assert block.kind is ParagraphKind.NOISE
    assert _done(_cue("（……）")) == _cue("（……）")


def test_missing_empty_lines_and_numbers() -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:02,000\n雾散了\n2\n00:00:03,000 --> 00:00:04,000\n船开了\n"
        "00:00:05,000 --> 00:00:06,000\n2024\n\n\n船到了"
    )
    assert [block.text for block in _blocks(text)] == ["雾散了", "船开了", "2024 船到了"]
    assert _done(text, "A", "B", "C").replace("\n\n\n", "") == (
        "1\n00:00:01,000 --> 00:00:02,000\nA\n2\n00:00:03,000 --> 00:00:04,000\nB\n"
        "00:00:05,000 --> 00:00:06,000\nC"
    )


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_ends_stay(newline: str) -> None:
    text = _cue("雾散了\n船开了").replace("\n", newline)
    english = "The fog over the river is gone, and the boat has left."
    assert _done(text, english) == _cue(
        "The fog over the river is gone,\nand the boat has left."
    ).replace("\n", newline)


def test_a_byte_order_mark_stays() -> None:
    text = _cue("雾散了")
    for shown in (text, "\ufeff" + text):
        done = _done(shown, "Fog", data=codecs.BOM_UTF8 + text.encode())
        assert done == "\ufeff" + _cue("Fog")


@pytest.mark.parametrize(
    ("times", "line"),
    [
        ("00:00:01,000 -> 00:00:02,000", None),
        ("00:00:1x,000 --> 00:00:02,000", 2),
        ("00:00:01,000 --> soon", 2),
        ("later --> 00:00:02", 2),
    ],
)
def test_wrong_times_are_named(times: str, line: int | None) -> None:
    with pytest.raises(FormatError) as caught:
        _blocks(f"1\n{times}\n雾\n")
    assert caught.value.line == line
    assert "00:01:02,500 --> 00:01:04,000" in str(caught.value)


@pytest.mark.parametrize("text", ["", "\n\n", "雾散了。\n\n船开了。", "WEBVTT"])
def test_a_file_without_subtitles_is_refused(text: str) -> None:
    with pytest.raises(FormatError, match="no subtitles"):
        _blocks(text)


def test_an_arrow_may_be_a_word() -> None:
    assert [block.text for block in _blocks(_cue("渡口 --> 码头"))] == ["渡口 --> 码头"]


def test_tags_of_two_lines_are_one() -> None:
    (block,) = _blocks(_cue("<i>雾散了</i>\n<i>船开了</i>"))
    assert block.text == "雾散了 船开了"
    assert block.codes == ()


def test_a_lone_tag_is_a_code_of_its_own() -> None:
    (block,) = _blocks(_cue("雾<i>散了{\\k20}吧"))
    assert block.text == "雾{1}散了{2}吧"
    assert {code.kind for code in block.codes} == {CodeKind.ALONE}


def test_what_is_no_tag_stays_a_word() -> None:
    (block,) = _blocks(_cue("一<二，三>二"))
    assert block.text == "一<二，三>二"


def test_one_dash_is_no_second_speaker() -> None:
    assert [len(block.given or ()) for block in _blocks(_cue("-雾散了\n船开了"))] == [1]
    assert _done(_cue("-雾散了\n船开了"), "-The fog is gone") == _cue("-The fog is gone")


def test_speakers_keep_their_lines_and_dashes() -> None:
    text = _cue("- 雾散了吗？\n- 散了，\n船开了。")
    assert [one.source for one in _blocks(text)[0].given or ()] == [
        "- 雾散了吗？",
        "- 散了， 船开了。",
    ]
    assert _done(text, "Is it gone?", "-It is.") == _cue("- Is it gone?\n- It is.")
    assert _done(text, "Is it gone?", "") == _cue("- Is it gone?\n- 散了， 船开了。")
    empty = Wanted(Untranslated.EMPTY)
    assert _done(text, "Is it gone?", "", wanted=empty) == _cue("Is it gone?")


def test_a_joined_cue_stays_without_words() -> None:
    text = _cue("雾散了") + "\n2\n00:00:03,000 --> 00:00:04,000\n船开了\n"
    first, second = translated(paragraphs_of(_blocks(text)), lambda s: f"Line {s.position}")
    whole: Paragraph = replace(first, segments=first.segments + second.segments)
    done = srt.write(_content(text), [whole], PLAIN).decode()
    assert done == text.replace("雾散了", "Line 0 Line 1").replace("船开了", "")


def test_english_is_balanced() -> None:
    text = "The fog over the river has lifted and the ferry is about to leave the pier."
    first, second = lines([text], "")
    assert f"{first} {second}" == text
    assert max(len(first), len(second)) <= WIDTH
    assert lines(["It is late."], "") == ["It is late."]


@given(st.lists(st.text("abcdefg.,", min_size=1, max_size=12), min_size=1, max_size=14))
def test_english_fits_if_it_can(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = lines([text], "")
    assert " ".join(found) == text
    assert len(found) == 1 or len(text) > WIDTH
    places = [at for at, ch in enumerate(text) if ch == " "]
    can = any(max(at, len(text) - at - 1) <= WIDTH for at in places)
    assert not can or max(map(len, map(without, found))) <= WIDTH
