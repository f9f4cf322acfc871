"""Several articles of a page are told apart."""

from __future__ import annotations

from workbench.documents.cleanup.cleaning import DEFAULT, Step
from workbench.documents.cleanup.reflow import reflow
from workbench.documents.cleanup.sections import sections
from workbench.resources import shipped

PAGE = shipped("seeds") / "scanned-page.txt"
BODY = "江面上起了一层薄雾，渡船停在岸边，船工们围着炉子喝茶。"


def _numbers(*paragraphs: str) -> list[int]:
    return [block.section for block in reflow("\n\n".join(paragraphs))]


def test_one_article_is_one_section() -> None:
    blocks = reflow("\n\n".join(["雾里的渡口", "本报记者 苏小禾", BODY, "一、等雾散", BODY]))
    (section,) = sections(blocks)
    assert (section.number, section.line, section.paragraphs) == (0, 1, 5)
    assert section.title == "雾里的渡口"


def test_the_articles_of_the_sample_page() -> None:
    blocks = reflow(PAGE.read_text(encoding="utf-8"))
    first, second = sections(blocks)
    assert (first.line, second.line) == (1, 51)
    assert first.title.startswith("一条大河")
    assert second.title.startswith("服务窗口")
    assert first.paragraphs + second.paragraphs == len(blocks)


def test_a_closing_byline_stays_with_its_article() -> None:
    byline = "(本报云汀3月6日电记者 苏小禾)"
    assert _numbers("雾里的渡口", BODY, byline, "旧港新声", BODY) == [0, 0, 0, 1, 1]


def test_a_signature_and_its_date_stay_with_their_notice() -> None:
    found = _numbers("关于停航的通知", BODY, "海川市港务局", "2025年3月6日", "旧港新声", BODY)
    assert found == [0, 0, 0, 0, 1, 1]


def test_a_continued_article_begins_at_its_jump_line() -> None:
    blocks = reflow(f"雾里的渡口\n\n{BODY}\n\n（上接第3版）\n\n{BODY}\n\n{BODY}")
    assert [block.section for block in blocks] == [0, 0, 1, 1, 1]
    assert tuple(one.title for one in sections(blocks)) == ("雾里的渡口", BODY[:24] + "…")


def test_a_jump_to_another_page_ends_its_article() -> None:
    assert _numbers("雾里的渡口", BODY, "（下转第2版）", "旧港新声", BODY) == [0, 0, 0, 1, 1]


def test_stray_characters_before_a_title_are_of_its_headline() -> None:
    found = _numbers("雾里的渡口", BODY, "（完）", "河", "与", "城", "旧港新声", BODY)
    assert found == [0, 0, 0, 1, 1, 1, 1, 1]


def test_a_numbering_that_starts_anew_shows_an_article() -> None:
    first = ["雾里的渡口", BODY, "一、等雾散", BODY, "二、查船底", BODY]
    second = ["旧港新声", BODY, "一、修码头", BODY, "二、种芦苇", BODY]
    assert _numbers(*first, *second) == [0] * 6 + [1] * 6


def test_without_kinds_there_are_no_titles_to_find() -> None:
    text = f"雾里的渡口\n\n{BODY}\n\n（完）\n\n旧港新声\n\n{BODY}"
    assert {b.section for b in reflow(text, DEFAULT.without(Step.KINDS))} == {0}
