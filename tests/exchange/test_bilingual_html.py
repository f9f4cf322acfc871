"""The bilingual table as HTML: complete, self-contained, accessible."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tests.exchange.bilingual import STATUSES, document, table
from workbench.errors import UnreadableFileError
from workbench.exchange.bilingual_html import write_html
from workbench.exchange.bilingual_table import COLUMNS, of_document

VOID = ("meta", "br")


@pytest.fixture
def page(tmp_path: Path) -> str:
    path = tmp_path / "table.html"
    assert write_html(path, table()) == 7
    return path.read_text("utf-8")


def text(element: Any) -> str:
    """Return the words of an element."""
    return "".join(element.itertext())


class Nesting(HTMLParser):
    """Fails where an element is closed that is not open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert all(value is not None for _, value in attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_every_element_is_closed(page: str) -> None:
    nesting = Nesting()
    nesting.feed(page)
    nesting.close()
    assert nesting.open == []


def test_cells_have_words_and_languages(page: str) -> None:
    rows = html.fromstring(page).findall(".//tbody/tr")
    cells = [row.findall("td") for row in rows]
    assert [[cell.get("lang") for cell in row[:2]] for row in cells] == [["zh", "en"]] * 7
    assert [text(row[2]) for row in cells] == list(STATUSES)
    assert text(cells[3][0]) == "“等等”<再>说 & 走。"
    assert text(cells[3][1]) == '"Wait" <then> & go.'
    assert [text(row[3]) for row in cells] == [""] * 7
    assert text(rows[1].find("th")) == "2 #502"


def test_the_head_names_its_columns(page: str) -> None:
    heads = html.fromstring(page).findall(".//thead/tr/th")
    assert tuple(text(head) for head in heads) == COLUMNS
    assert {head.get("scope") for head in heads} == {"col"}


def test_nobody_is_asked_to_change_what_cannot_be_taken_back(page: str) -> None:
    said = html.fromstring(page).findall(".//main/p")[1]
    assert text(said) == "For reading: placeholders such as {1} stand for formatting."


def test_placeholders_are_marked(page: str) -> None:
    codes = html.fromstring(page).xpath("//tbody//code/text()")
    assert codes == ["{1}", "{2}", "{1}", "{2}"]


def test_drafts_differ_from_what_a_person_confirmed(page: str) -> None:
    classes = [row.get("class") for row in html.fromstring(page).findall(".//tbody/tr")]
    assert classes == ["begins head", "begins open machine", "open machine", "open", "open",
                       "machine", "machine"]  # fmt: skip


def test_nothing_is_fetched_and_nothing_runs(page: str) -> None:
    assert not re.search(r"<script|<link|<img|url\(|https?:|@import|\son\w+=", page)
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "@media print" in page


def test_names_are_escaped(tmp_path: Path) -> None:
    path = tmp_path / "table.html"
    write_html(path, of_document(document("</title><script>"), made_at=table().made_at))
    written = path.read_text("utf-8")
    assert "<script>" not in written
    assert "&lt;script&gt;" in written


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        write_html(tmp_path / "nowhere" / "table.html", table())
