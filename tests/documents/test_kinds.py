"""What each paragraph is, by its words and its neighbours."""

from __future__ import annotations

import pytest

from workbench.documents.cleanup import notes
from workbench.documents.cleanup.reflow import reflow

BODY = "江面上起了一层薄雾，渡船停在岸边，船工们围着炉子喝茶。"


def _kinds(*paragraphs: str) -> list[str]:
    return [block.kind.value for block in reflow("\n\n".join(paragraphs))]


def test_the_head_of_an_article() -> None:
    assert _kinds("雾里的渡口", "——江边一日见闻, 也说说人和船", "本报记者 苏小禾", BODY) == [
        "title",
        "title",
        "byline",
        "body",
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "一、等雾散",
        "（二）查船底",
        "第三章 渡口的规矩",
        "3．发救生衣",
        "四、开船之前要做的“三件事”",
        "船工们的一天",
    ],
)
def test_headings_between_paragraphs(heading: str) -> None:
    assert _kinds("雾里的渡口", BODY, heading, BODY)[2] == "heading"


@pytest.mark.parametrize(
    "text",
    [
        "一、本办法自公布之日起施行。",
        "（一）改造范围为2005年以前建成、供水管道老化严重的住宅小区，共计213个。",
        "各渡口，各有关单位：",
        "“开船了！”",
        "他还能再等多久呢？",
    ],
)
def test_sentences_are_body_however_short(text: str) -> None:
    assert _kinds("雾里的渡口", BODY, text, BODY)[2] == "body"


@pytest.mark.parametrize(
    "text",
    [
        "本报记者 苏小禾 通讯员 江一帆",
        "(本报云汀3月6日电记者 苏小禾 江一帆)",
        "文／苏小禾",
        "责任编辑：江一帆",
        "（作者为海川市港务局工程师）",
        "来源：海川日报",
        "特约记者 奥列森·海姆达尔",
    ],
)
def test_bylines(text: str) -> None:
    assert _kinds("雾里的渡口", BODY, text, BODY)[2] == "byline"


@pytest.mark.parametrize(
    "text", ["记者近日从市水务局获悉，管网改造已经开始。", "作者在书里这样写道。"]
)
def test_sentences_about_reporters_are_no_bylines(text: str) -> None:
    assert _kinds("雾里的渡口", BODY, text, BODY)[2] == "body"


def test_a_signature_with_its_date() -> None:
    assert _kinds("关于停航的通知", BODY, "海川市港务局", "2025年3月6日")[2:] == [
        "byline",
        "byline",
    ]
    assert _kinds("关于停航的通知", BODY, "二〇二五年三月六日")[2:] == ["byline"]


def test_another_article_begins_after_the_signature_of_one() -> None:
    found = _kinds(
        "雾里的渡口",
        BODY,
        "(本报云汀3月6日电记者 苏小禾)",
        "窗口答读者问",
        BODY,
        "船工们的一天",
        BODY,
    )
    assert found == ["title", "body", "byline", "title", "body", "heading", "body"]


def test_a_title_stands_before_a_dateline() -> None:
    assert _kinds("雾里的渡口", BODY, "旧港新声", f"本报云汀3月6日电 {BODY}")[2] == "title"


def test_short_lines_in_a_row_are_a_list() -> None:
    found = _kinds("雾里的渡口", BODY, "北岸", "砂石场", "芦苇湾码头", "第一渡口", BODY)
    assert found[2:6] == ["body"] * 4


def test_stray_characters_in_a_row_are_noise() -> None:
    blocks = reflow("\n\n".join(["河", "与", "城", "同行", "雾里的渡口", BODY]))
    assert [block.kind.value for block in blocks] == ["noise"] * 4 + ["title", "body"]
    assert blocks[0].notes == (notes.FRAGMENT,)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("（上接第3版）", notes.JUMP),
        ("(下转第二版)", notes.JUMP),
        ("上接A1版", notes.JUMP),
        ("— 12 —", notes.FURNITURE),
        ("第3版", notes.FURNITURE),
        ("* * * * *", notes.FURNITURE),
        ("3/17", notes.FURNITURE),
    ],
)
def test_what_a_printed_page_adds_is_noise(text: str, note: str) -> None:
    block = reflow(f"雾里的渡口\n\n{BODY}\n\n{text}\n\n{BODY}")[2]
    assert (block.kind.value, block.notes) == ("noise", (note,))


@pytest.mark.parametrize("text", ["2024", "序", "转眼到了第三版"])
def test_years_and_single_words_are_not_noise(text: str) -> None:
    assert _kinds("雾里的渡口", BODY, text, BODY)[2] != "noise"


def test_a_text_of_nothing_but_scraps_is_not_thrown_away() -> None:
    assert "noise" not in _kinds("河", "与", "城")


@pytest.mark.parametrize(
    "byline",
    [
        "文/方知夏 图/雷鸣",
        "本报驻临溪记者 史可风",
        "东澜日讯记者 程未来",
        "（市疾控中心供稿）",
        "摄影：江一帆",
        "By Anna Lindqvist",
    ],
)
def test_more_bylines(byline: str) -> None:
    assert _kinds("雾里的渡口", byline, BODY) == ["title", "byline", "body"]


def test_a_name_under_a_title_is_a_byline() -> None:
    assert _kinds("雾里的渡口", "季思齐", BODY) == ["title", "byline", "body"]
    assert _kinds("雾里的渡口", BODY, "旧港新声", "季思齐", BODY)[2:4] == ["title", "byline"]


def test_a_question_with_a_number_is_a_heading() -> None:
    assert _kinds("雾里的渡口", BODY, "1．雾天开不开船？", BODY)[2] == "heading"


@pytest.mark.parametrize("lines", [("旧港新声", "——码头一日"), ("旧港新声传两岸 老船新程载万家",)])
def test_a_headline_of_two_parts_begins_another_article(lines: tuple[str, ...]) -> None:
    assert _kinds("雾里的渡口", BODY, *lines, BODY)[2:-1] == ["title"] * len(lines)


def test_a_short_heading_of_two_parts_begins_none() -> None:
    found = _kinds("雾里的渡口", BODY, "码头：昼夜值守 随到随开", BODY)
    assert found == ["title", "body", "heading", "body"]


def test_the_title_of_an_official_paper() -> None:
    found = _kinds("雾里的渡口", BODY, "关于加强渡船管理工作的通知", BODY)
    assert found == ["title", "body", "title", "body"]


@pytest.mark.parametrize("mark", ["（完）", "（未完待续）", "（下转第2版）"])
def test_a_title_comes_after_the_end_of_an_article(mark: str) -> None:
    assert _kinds("雾里的渡口", BODY, mark, "旧港新声", BODY)[2:4] == ["noise", "title"]


def test_captions_are_body_however_short() -> None:
    blocks = reflow(f"雾里的渡口\n\n{BODY}\n\n图为渡口夜景\n\n{BODY}")
    assert (blocks[2].kind.value, blocks[2].notes) == ("body", (notes.CAPTION,))


def test_verses_and_rows_of_numbers_are_body() -> None:
    verses = ["江水流过石阶，", "船在雾里等我。", "远山没有说话，", "灯火慢慢醒来。"]
    assert _kinds("渡口", *verses) == ["title"] + ["body"] * 4
    rows = ["指标 今年 去年", "货物（万吨） 1,250 1,130", "旅客（万人） 12.8 11.9", "船只 8 9"]
    blocks = reflow("渡口指标\n\n" + "\n".join(rows) + f"\n\n{BODY}")
    assert [block.text for block in blocks[1:5]] == rows
    assert {block.kind.value for block in blocks[1:5]} == {"body"}


@pytest.mark.parametrize(
    "text",
    ["2024年11月25日 星期一", "03版 要闻", "要闻 03版", "海川日报 2024年11月25日 星期一 第3版"],
)
def test_the_head_of_a_page_is_noise(text: str) -> None:
    block = reflow(f"雾里的渡口\n\n{BODY}\n\n{text}\n\n{BODY}")[2]
    assert (block.kind.value, block.notes[0]) == ("noise", notes.FURNITURE)


def test_a_line_beside_page_numbers_again_and_again_is_a_running_head() -> None:
    pages = [f"{BODY}\n\n— {number} —\n\n海川文史\n\n{BODY}" for number in range(7, 10)]
    blocks = reflow("\n\n".join(pages))
    assert [b.kind.value for b in blocks if b.text == "海川文史"] == ["noise"] * 3
