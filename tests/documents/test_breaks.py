"""A paragraph that a column or page break cut is joined, or marked as incomplete."""

from __future__ import annotations

import pytest

from workbench.documents import notes
from workbench.documents.blocks import Block
from workbench.documents.reflow import reflow

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
