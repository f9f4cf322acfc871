"""Lines that are never one text with their neighbours: mail heads, quotations, stray marks."""

from __future__ import annotations

import pytest

from workbench.core.document import ParagraphKind
from workbench.documents.cleanup.reflow import reflow

CUT = (
    "清晨的江面上起了一层薄雾，渡船停在岸边，\n"
    "船工们围着炉子喝茶，谁也不着急。船长苏念\n"
    "在江上开了三十年船。他说，等到雾散了之后"
)
JOINED = CUT.replace("\n", "")
REST = "再开船。"


def _texts(text: str) -> list[str]:
    return [block.text for block in reflow(text)]


@pytest.mark.parametrize("colon", [": ", "："])
@pytest.mark.parametrize("after", ["\n\n", "\n"])
def test_each_line_of_a_mails_head_is_a_paragraph(colon: str, after: str) -> None:
    head = ["发件人: 苏念 <su@example.org>", "收件人: 江一帆", "日期: 3日 14:05", "主题: 渡船加班"]
    head = [line.replace(": ", colon, 1) for line in head]
    found = reflow("\n".join(head) + after + f"江一帆，你好！{after}{CUT}{REST}")
    assert [block.text for block in found] == [*head, "江一帆，你好！", JOINED + REST]
    assert {block.kind for block in found} == {ParagraphKind.BODY}


def test_fields_of_any_name_in_a_row_are_paragraphs() -> None:
    form = ["渡口：芦苇湾", "班次：早五点半", "船长：苏念"]
    assert _texts("\n".join([*form, CUT + REST])) == [*form, JOINED + REST]


@pytest.mark.parametrize("words", ["江一帆，你好！", "尊敬的各位乘客：", "苏老师：", "大家好！"])
def test_a_salutation_continues_nothing(words: str) -> None:
    assert _texts(f"{CUT}\n\n{words}\n\n{CUT}") == [JOINED, words, JOINED]


def test_words_of_greeting_inside_a_wrapped_paragraph_stay_there() -> None:
    text = "渡船靠岸的时候，孩子们从船头一个接一个跳下\n来，站成一排，向着岸边的人群齐声\n大家好！"
    assert _texts(f"{text}\n\n{CUT}{REST}") == [text.replace("\n", ""), JOINED + REST]


@pytest.mark.parametrize("mark", ["丿", "ˇ l 、", "l", "·", "l 、"])
def test_a_stray_mark_is_noise_and_glued_to_nothing(mark: str) -> None:
    found = reflow(f"{CUT}\n\n{mark}\n\n{CUT}{REST}")
    assert [block.text for block in found] == [JOINED, mark, JOINED + REST]
    assert found[1].kind is ParagraphKind.NOISE


def test_a_stroke_on_a_line_of_a_paragraph_is_noise() -> None:
    found = reflow(f"{CUT}{REST}\n丿\n{CUT}{REST}")
    assert [block.text for block in found] == [JOINED + REST, "丿", JOINED + REST]


@pytest.mark.parametrize("number", ["I", "II", "i", "A", "一"])
def test_a_number_by_itself_is_no_stray_mark(number: str) -> None:
    found = reflow(f"{CUT}{REST}\n\n{number}\n\n{CUT}{REST}")
    assert found[1].kind is not ParagraphKind.NOISE


@pytest.mark.parametrize(
    "credit", ["(责任编辑 江 帆)", "（责编 江帆）", "（责任编辑：江帆、苏念）"]
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_the_editors_name_in_brackets_is_a_byline(credit: str, gap: str) -> None:
    found = reflow(f"{CUT}{REST}{gap}{credit}")
    assert found[0].text == JOINED + REST
    assert found[1].text.replace(" ", "") == credit.replace(" ", "")
    assert [block.kind for block in found] == [ParagraphKind.BODY, ParagraphKind.BYLINE]


def test_quoted_lines_stay_lines() -> None:
    quoted = ["> 上次说到加开早班，", "> 等到雾散了之后", ">再开船。"]
    text = "\n".join([CUT + REST, *quoted, CUT + REST])
    found = reflow(text)
    assert [block.text for block in found] == [JOINED + REST, *quoted, JOINED + REST]
    assert {block.kind for block in found} == {ParagraphKind.BODY}


def test_a_number_wrapped_at_a_hyphen_has_no_space() -> None:
    first = "渡口的值班电话也换了，要问班次的人请打138-\n0000-1234，夜里也有人接。"
    assert _texts(first) == [first.replace("\n", "")]
