"""Wrapped and damaged layouts become paragraphs again."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from workbench.core.document import ParagraphKind
from workbench.documents.cleanup import notes
from workbench.documents.cleanup.reflow import reflow
from workbench.documents.reading import read
from workbench.resources import shipped

PARAGRAPHS = """\
清晨的江面上起了一层薄雾，渡船停在岸边，船工们围着炉子喝茶，谁也不着急。
船长苏念今年五十二岁，在这条江上开了三十年船。他说，雾散之前不开船，是祖父传下来的规矩。\
年轻人起先不懂，后来有一回在雾里碰了沙洲，才明白这规矩的分量。
八点钟，太阳从对岸的山后面升起来，雾一点一点地退到芦苇丛里。乘客们提着篮子上船，\
篮子里有青菜、活鱼和刚出锅的米糕。
“今天人多，大家往里走一走。”苏念一边收票一边喊。渡船响了两声汽笛，慢慢离开了码头。
到了下午，江上的船多起来，有运砂石的，有运粮食的，也有载着游客的白色快艇，\
一艘接着一艘从渡口前面驶过去。
""".splitlines()


def _wrap(text: str, width: int, indent: int = 0) -> list[str]:
    """Cut at a width in characters, the first line shorter by the indent; marks hang."""
    lines: list[str] = []
    line, room = "", width - indent
    for ch in text:
        if len(line) >= room and ch not in "，。、；：？！”":
            lines.append(line)
            line, room = "", width
        line += ch
    return [*lines, line]


def _texts(text: str) -> list[str]:
    return [block.text for block in reflow(text)]


LAYOUTS: dict[str, Callable[[list[str], list[str]], str]] = {
    "blank lines": lambda flush, _: "\n".join(flush) + "\n\n",
    "indents": lambda _, indented: "\u3000\u3000" + "\n".join(indented) + "\n",
    "blanks for indents": lambda _, indented: "    " + "\n".join(indented) + "\n",
    "line ends turned to spaces": lambda flush, _: " ".join(flush) + "\n\n",
    "indents lost": lambda _, indented: " ".join(indented) + "\n\n",
    "a line each": lambda flush, _: "".join(flush) + "\n",
    "a line each, parted": lambda flush, _: "".join(flush) + "\n\n",
    "CR LF": lambda flush, _: "\r\n".join(flush) + "\r\n\r\n",
}
"""What a document may look like: (lines of a paragraph, those of one with an indent) → text."""


@pytest.mark.parametrize("width", [13, 16, 20, 26])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_paragraphs_come_back(layout: str, width: int) -> None:
    lay = LAYOUTS[layout]
    text = "".join(lay(_wrap(each, width), _wrap(each, width, 2)) for each in PARAGRAPHS)
    assert _texts(text) == PARAGRAPHS


@pytest.mark.parametrize("width", [16, 17, 20, 26])
def test_without_blank_lines_or_indents_a_line_with_room_ends_a_paragraph(width: int) -> None:
    # At a width of 13 one of them fills its last line, and nothing shows that it ends there.
    text = "\n".join(line for each in PARAGRAPHS for line in _wrap(each, width))
    assert _texts(text) == PARAGRAPHS


@pytest.mark.parametrize("shift", range(7))
def test_lines_of_uneven_width_come_back(shift: int) -> None:
    def uneven(text: str) -> str:
        widths = [13 + (7 * n + 3 * shift) % 14 for n in range(len(text))]
        ends = [sum(widths[: n + 1]) for n in range(len(text))]
        return "\n".join(text[a:b] for a, b in pairwise([0, *ends]) if text[a:b])

    assert _texts("\n\n".join(map(uneven, PARAGRAPHS))) == PARAGRAPHS


def test_title_headings_and_byline_in_a_file_without_blank_lines() -> None:
    lines = ["雾里的渡口", "本报记者 苏小禾", *_wrap(PARAGRAPHS[1], 20), "一、等雾散"]
    lines += [*_wrap(PARAGRAPHS[2], 20), *_wrap(PARAGRAPHS[4], 20)]
    found = reflow("\n".join(lines))
    assert [(block.kind.value, block.text) for block in found] == [
        ("title", "雾里的渡口"),
        ("byline", "本报记者 苏小禾"),
        ("body", PARAGRAPHS[1]),
        ("heading", "一、等雾散"),
        ("body", PARAGRAPHS[2]),
        ("body", PARAGRAPHS[4]),
    ]


def test_a_document_a_line_each_keeps_short_lines_apart() -> None:
    lines = [
        "雾里的渡口",
        "——江边一日",
        "本报记者苏小禾",
        PARAGRAPHS[0],
        "一、等雾散",
        PARAGRAPHS[1],
    ]
    assert _texts("\n".join(lines)) == lines


def test_verses_and_lists_stay_lines() -> None:
    verses = ["白日依山尽，", "黄河入海流。", "欲穷千里目，", "更上一层楼。"]
    assert _texts("\n".join(verses)) == verses
    names = ["第一渡口", "芦苇湾码头", "砂石场", "北岸"]
    assert _texts("\n".join(names)) == names


def test_english_that_was_wrapped_is_joined_with_spaces() -> None:
    text = (
        "In the early morning a thin fog lay on the river, and the ferry\n"
        "waited at the landing. The boatmen sat around the stove, drank\n"
        "their tea and were in no hurry at all.\n"
        "\n"
        "At eight the sun rose behind the hills, and the fog withdrew\n"
        "into the reeds. The ferry blew its horn twice and left.\n"
    )
    first, second = _texts(text)
    assert first.startswith("In the early")
    assert "the ferry waited" in first
    assert first.endswith("no hurry at all.")
    assert second.endswith("twice and left.")


def test_a_heading_stuck_to_a_paragraphs_end_is_split_off() -> None:
    body, heading, after = reflow(f"{PARAGRAPHS[0]} 二、雾散之后\n\n{PARAGRAPHS[2]}")
    assert (body.text, heading.text, after.text) == (
        PARAGRAPHS[0],
        "二、雾散之后",
        PARAGRAPHS[2],
    )
    assert heading.kind is ParagraphKind.HEADING
    assert heading.notes == (notes.SPLIT,)
    assert body.original == PARAGRAPHS[0]
    assert heading.line == 1


def test_an_item_number_inside_a_paragraph_is_no_heading() -> None:
    text = "会议确定三件事：一、等雾散；二、查船底；三、给乘客发救生衣。大家都同意。"
    assert _texts(text) == [text]


def test_an_argument_splits_off_where_its_neighbours_begin_paragraphs() -> None:
    first = "第一，等雾散。雾里看不见沙洲，也看不见别的船，早开半个钟头没有什么好处。"
    second = "第二，查船底。每个月初一把船拖上岸，敲一敲，听一听，有空响的地方就补。"
    third = "第三，发救生衣。上船先穿好，到岸再脱下，老人孩子都一样。"
    assert _texts(f"{first} {second}\n\n{third}") == [first, second, third]
    inline = "原因有两条。第一，雾太大。第二，船太旧。"
    assert _texts(inline) == [inline]


def test_an_argument_at_a_lines_start_by_chance_stays_in_its_paragraph() -> None:
    text = "苏念说，等雾的道理有两条，都是老辈人传下来的。第一，雾里看不见沙洲，早开没有好处。"
    text += "第二，乘客也愿意多坐一会儿，喝完那壶茶再走，谁也不会催着开船，谁也不会抱怨。"
    assert "第二，" in [line[:3] for line in _wrap(text, 20)]
    assert _texts("\n".join(_wrap(text, 20))) == [text]


def test_a_jump_line_stuck_to_a_paragraph_is_noise_of_its_own() -> None:
    body, jump = reflow(f"{PARAGRAPHS[0]}（下转第2版）")
    assert body.text == PARAGRAPHS[0]
    assert (jump.kind, jump.notes) == (ParagraphKind.NOISE, (notes.JUMP,))


def test_the_source_keeps_its_half_width_marks() -> None:
    text = '他说,"雾散之前不开船",大家都同意.'
    assert _texts(text) == [text]


def test_indented_text_with_flush_titles_and_headings() -> None:
    lines = ["雾里的渡口", "——江边一日", "本报记者 苏小禾"]
    for number, text in enumerate(PARAGRAPHS):
        lines += ["等雾散"] if number == 2 else []
        first, *rest = _wrap(text, 18, 2)
        lines += ["\u3000\u3000" + first, *rest]
    found = reflow("\n".join([*lines, "海川市港务局", "2025年3月6日"]))
    assert [block.kind.value for block in found] == [
        *("title", "title", "byline", "body", "body", "heading"),
        *("body", "body", "body", "byline", "byline"),
    ]
    assert [b.text for b in found if b.kind is ParagraphKind.BODY] == PARAGRAPHS


def test_full_last_lines_are_told_by_the_words_after_them() -> None:
    first = "清晨的江面上起了薄薄的雾，渡船停在岸边，船工们围着炉子喝茶，谁也不着急。"
    second = "与此同时，对岸的码头上站满了人，有挑担子的，也有背着孩子的，都在等渡船。"
    goes_on = "他说，雾散之前不开船，这是祖父传下来的规矩，谁来催也没有用，等着就好了。"
    assert {len(text) % 12 for text in (first, second, goes_on)} == {0}
    others = [line for text in PARAGRAPHS for line in _wrap(text, 12)]
    found = _texts("\n".join([*others, *_wrap(first, 12), *_wrap(second, 12), *_wrap(goes_on, 12)]))
    assert found[-2:] == [first, second + goes_on]


def test_a_title_that_fills_several_lines_is_one() -> None:
    title = "关于加强大江沿岸渡口船只和船工冬季安全管理工作的通知"
    laid = ["\n".join(_wrap(text, 16)) for text in [title, *PARAGRAPHS]]
    assert _texts("\n\n".join(laid))[0] == title


def test_questions_and_answers_begin_paragraphs() -> None:
    turns = [
        "问：这条船开了多少年？",
        "答：三十年了。从我父亲那一辈算起，整整六十年，江水涨了又落，码头修了又修。",
        "问：以后怎么办？",
        "答：以后的事，以后再说吧。只要还有人要过江，我就在这里，一天也不会走开。",
    ]
    assert _texts("\n".join(line for turn in turns for line in _wrap(turn, 20))) == turns


def test_footnotes_and_list_items_begin_paragraphs() -> None:
    text = "据《海川县志》记载，渡口始建于明代，清代两次重修，民国年间改为官办，船只减为八艘。"
    items = ["[1]《海川县志》，第45页。", "②参见本书第三章。", "注：文中人物均为化名。"]
    assert _texts("\n".join([*_wrap(text, 20), *_wrap(text, 20), *items]))[-3:] == items


def test_items_that_end_in_semicolons_begin_paragraphs() -> None:
    items = [
        "1. 是否需要加开早班；",
        "2. 船票（目前每张二元）是否要涨价；",
        "3. 冬季是否停航两天。",
    ]
    listed = "\n".join(["另外，有几件事请确认：", *items])
    assert _texts("\n".join(_wrap(PARAGRAPHS[1], 20)) + f"\n\n{listed}")[-3:] == items


def test_a_report_that_names_its_reporter_opens_an_article() -> None:
    title = "入冬以来渡口疏浚工程已经全部完工"
    report = "本报讯（通讯员赵明）记者昨日从航道局获悉，今年冬季的疏浚工程已经完工，渡船恢复通航。"
    assert _texts("\n".join([title, *_wrap(report, 20)])) == [title, report]


def test_headings_of_one_numbering_in_a_row_are_parted() -> None:
    row = ["一、清晨的江面", "二、渡船与船工", "三、桥通以后"]
    assert _texts(" ".join(row) + f"\n\n{PARAGRAPHS[0]}")[:3] == row
    apart = "一、清晨的江面 三、桥通以后"
    assert _texts(f"{apart}\n\n{PARAGRAPHS[0]}")[0] == apart


def test_dialogue_stays_lines() -> None:
    lines = ["“今天还开船吗？”", "“开。”", "“雾这么大？”", "“等等就散了。”"]
    assert _texts("\n".join("\u3000\u3000" + line for line in lines)) == lines


def test_english_that_goes_on_in_lower_case_is_joined() -> None:
    text = 'Next year a bridge will open. "Then we shall see," said the captain,\nwho is sixty.'
    (block,) = reflow(text)
    assert block.text == text.replace("\n", " ")


def test_stray_spaces_in_a_headline_go_where_words_stand_together_elsewhere() -> None:
    title, *_ = reflow(
        f"雾里渡 口六十年 船工守护两岸人\n\n{PARAGRAPHS[0]}\n\n雾里的渡口很静，渡口还在。"
    )
    assert title.text == "雾里渡口六十年 船工守护两岸人"


def test_stray_spaces_in_a_byline_go() -> None:
    found = reflow(f"雾里的渡口\n\n本报记 者 苏小禾 江一 帆\n\n{PARAGRAPHS[0]}")
    assert (found[1].kind, found[1].text) == (ParagraphKind.BYLINE, "本报记者 苏小禾 江一帆")


def test_a_number_is_not_cut_from_what_it_counts() -> None:
    """The line before a number in typewriter digits is short, and looks like a heading."""
    sample = shipped("seeds") / "port.txt"
    texts = [block.text for block in read(sample).blocks]
    assert any("培训班,1900多名一线工人顺利转岗" in text for text in texts)
