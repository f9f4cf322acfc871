"""A paragraph that a column or page break cut is joined, or marked as incomplete."""

from __future__ import annotations

import itertools

import pytest

from workbench.documents.blocks import Block
from workbench.documents.cleanup import notes
from workbench.documents.cleanup.reflow import reflow

BEFORE = "江边的镇子从前靠摆渡过日子，后来修了大桥，渡口一天比一天冷清，船工们各自"
AFTER = "寻了别的生计。只有苏念还守着那条船，每天早晚各开一趟。"


def _blocks(*paragraphs: str) -> list[Block]:
    return list(reflow("\n\n".join(paragraphs)))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("他给新渡船起了一个名字，叫作“江上", "人家”，漆在船头，红底白字。"),
        ('他给新渡船起了一个名字,叫作"江上', '人家",漆在船头,红底白字。'),
        ("镇上的人都说，这条船比桥还要可靠", "，风再大也不停。"),
        ("镇上的人都说，这条船比桥还要可靠（至少", "）在雾天。"),
    ],
)
def test_marks_that_only_continue_join(before: str, after: str) -> None:
    (block,) = _blocks("雾很大。", before, after)[1:]
    assert block.text == before + after
    assert block.notes == (notes.JOINED,)
    assert block.original == f"{before}\n\n{after}"
    assert block.line == 3


@pytest.mark.parametrize(
    "after",
    [
        "二、新渡船",
        "第二，要有一条好船。",
        "“开船了！”他喊了一声。",
        "本报云汀3月6日电 江面上起了雾。",
        "本报记者 苏小禾",
        "（上接第3版）",
    ],
)
def test_what_begins_anew_is_not_joined(after: str) -> None:
    first, *rest = _blocks(BEFORE, after, "江面很静。")
    assert first.text == BEFORE
    assert notes.UNFINISHED in first.notes
    assert rest[0].text == after


def test_plain_paragraphs_are_not_joined_on_mere_suspicion() -> None:
    assert len(_blocks(BEFORE, AFTER)) == 2
    assert len(_blocks("特此通知", "各渡口要认真执行，不得拖延。")) == 2


def test_lines_that_were_wrapped_make_a_cut_certain_enough() -> None:
    first = (
        "江边的镇子从前靠摆渡过日子，\n后来修了大桥，渡口一天比一天\n冷清，船工们各自寻了别的生计\n"
    )
    first += "不再回来，岸上的茶馆也关了门\n只有苏念还守着那条旧船，每天"
    rest = (
        "早晚各开一趟，风雨不停。他说\n只要还有一个乘客，船就要开。\n镇上的老人都记得他的父亲，也\n"
    )
    rest += "记得那条更旧的船，还有船头的\n马灯。"
    (block,) = reflow(f"{first}\n\n{rest}")
    assert notes.JOINED in block.notes
    assert "每天早晚" in block.text


def test_the_note_says_where_an_article_is_continued_from() -> None:
    _, block = _blocks("(上接第3版)", "船工们各自寻了别的生计，渡口冷清了。")
    assert block.notes == (notes.CONTINUED,)


def test_a_dateline_is_noted() -> None:
    (block,) = _blocks("本报云汀3月6日电 江面上起了雾，渡船停在岸边。")
    assert block.notes == (notes.DATELINE,)


def test_a_million_fragments_join_in_linear_time() -> None:
    text = "江面上起了雾，船停了\n\n" + "，岸上有人\n\n" * 20_000
    (block,) = reflow(text)
    assert block.text.count("岸上有人") == 20_000


def _column(*paragraphs: str, width: int = 16, indent: str = "") -> str:
    """Wrap each paragraph, its first line two em shorter."""
    laid = []
    for text in paragraphs:
        cuts = [0, *range(width - 2, len(text), width), len(text)]
        laid.append("\n".join(text[a:b] for a, b in itertools.pairwise(cuts)))
    return indent + f"\n\n{indent}".join(laid)


FIRST = (
    "清晨的江面上起了一层薄雾，渡船停在岸边，船工们围着炉子喝茶，谁也不着急，只等大雾散开了再走。"
)
LONG = (
    FIRST + "船长苏念今年五十二岁，在这条江上开了三十年船，从来没有误过一个乘客，也没有碰过沙洲。"
)
OTHERS = """\
八点钟，太阳从对岸的山后面升起来，雾一点一点地退到芦苇丛里，乘客们提着篮子上船，篮子里有\
青菜、活鱼和刚出锅的米糕，香味飘得很远，一直飘到对岸的石阶上面。
到了下午，江上的船多起来，有运砂石的，有运粮食的，也有载着游客的白色快艇，一艘接着一艘\
从渡口前面驶过去，谁也不让谁，只听见汽笛响。
夜里江面很静，只有灯火在水上晃着，守渡口的人披着大衣坐在船头，听远处的汽笛一声接一声，\
想着明天的雾会不会早一点散开，孩子们能不能赶上学堂的钟声。
""".splitlines()


def _cut(count: int, between: str = "") -> str:
    """Return a page on which a column ends after so many lines of LONG."""
    laid = _column(*OTHERS, LONG, *OTHERS)
    lines = laid.split("\n")
    at = lines.index(LONG[:14]) + count
    return "\n".join([*lines[:at], "", *([between, ""] if between else []), *lines[at:]])


def test_a_column_that_ends_with_a_sentence_goes_on_unindented() -> None:
    assert (len(FIRST) + 2) % 16 == 0
    assert [b.text for b in reflow(_cut(3))] == [*OTHERS, LONG, *OTHERS]


@pytest.mark.parametrize("count", [1, 2, 4, 5])
def test_a_paragraph_cut_anywhere_is_joined(count: int) -> None:
    assert [b.text for b in reflow(_cut(count))] == [*OTHERS, LONG, *OTHERS]


def test_a_page_number_between_two_halves_is_said_and_nothing_moves() -> None:
    blocks = reflow(_cut(2, "— 12 —"))
    number = next(index for index, block in enumerate(blocks) if block.text == "— 12 —")
    assert notes.INTERRUPTED in blocks[number - 1].notes
    assert notes.RESUMED in blocks[number + 1].notes
    assert blocks[number - 1].text + blocks[number + 1].text == LONG


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"')])
def test_the_mark_that_closes_a_quotation_joins(opening: str, closing: str) -> None:
    before = f"他站在船头，大声地对大家说：{opening}雾散了，开船吧。"
    after = f"{closing}说完，他解开了缆绳。"
    found = _blocks("雾很大。", before, after, "江面很静。")
    assert found[1].text == before + after
