"""Lines of the document view as text: numbers, marks, columns, folded noise."""

from __future__ import annotations

import re

import pytest

from tests.tui.samples import large, small
from workbench.tui.columns import columns
from workbench.tui.document_lines import document_line
from workbench.tui.layout import Layout
from workbench.tui.rows import Line, Span, line_text, line_width
from workbench.tui.sheet import Sheet


def lines(sheet: Sheet, width: int, current: int = 0) -> list[Line]:
    """All lines of a sheet; `港口` and `海关` are terms."""

    def terms(source: str) -> tuple[Span, ...]:
        return tuple(Span(*m.span(), "term") for m in re.finditer("港口|海关", source))

    layout = Layout(sheet, columns(width, len(sheet)))
    while layout.refine(100):
        pass
    places = [layout.place(y) for y in range(layout.height)]
    return [document_line(layout, place, current, terms) for place in places if place]


def test_what_the_view_shows() -> None:
    sheet = Sheet(small())
    sheet.drafting.add(3)
    assert [line_text(line).rstrip() for line in lines(sheet, 70, current=1)] == [
        "        ▸ noise: 口",
        "",
        "   1 ✓  港口开放                  The port opens",
        "",
        "▌  2 ○  双方同意扩大贸易。        Both sides agree.",
        "   3 …  记者看到，码头上十分安    (drafting …)",
        "        静。",
        "",
        "        ▸ noise, 2: 球 第 3 版",
        "",
        "   4 ●  会议将于明年举行。        Next year.",
    ]


def test_a_narrow_view_stacks_the_columns() -> None:
    assert [line_text(line).rstrip() for line in lines(Sheet(small()), 40)][2:7] == [
        "▌  1 ✓  港口开放",
        "▌       The port opens",
        "",
        "   2 ○  双方同意扩大贸易。",
        "        Both sides agree.",
    ]


def test_terms_and_makers_have_their_styles() -> None:
    by_text = {run.text: run.style for line in lines(Sheet(small()), 70) for run in line}
    assert by_text["港口"] == "heading term"
    assert by_text["The port opens"] == "heading"
    assert by_text["Both sides agree."].strip() == "machine"
    assert by_text["Next year."] == ""


def test_typing_over_a_machine_draft_makes_it_a_persons_at_once() -> None:
    sheet = Sheet(small())
    sheet.type(1, "My words")
    by_text = {run.text: run.style for line in lines(sheet, 70) for run in line}
    assert by_text["My words"] == ""
    assert "   2 ●  双方" in "".join(line_text(line) for line in lines(sheet, 70))


@pytest.mark.parametrize("width", [24, 40, 55, 79, 80, 119, 200])
def test_no_line_is_wider_than_the_view(width: int) -> None:
    assert max(line_width(line) for line in lines(Sheet(large(60)), width)) <= width
