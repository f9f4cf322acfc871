"""Rows of the document view: every row stands for one place, heights become exact where seen."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tui.samples import large, small
from workbench.core.document import Segment
from workbench.core.status import Origin, Status
from workbench.text.widths import Row, wrap
from workbench.tui.columns import columns, marks
from workbench.tui.layout import Layout
from workbench.tui.sheet import Sheet


@pytest.mark.parametrize("width", [20, 30, 45, 60, 79, 80, 120, 200])
@pytest.mark.parametrize("segments", [1, 999, 12_345])
def test_columns_fit_the_width(width: int, segments: int) -> None:
    at = columns(width, segments)
    assert at.source_width >= 4
    assert at.target + at.target_width + 1 <= max(width, at.source + 5)
    if not at.stacked:
        assert at.source + at.source_width < at.target
        assert at.source_width % 2 == 0


def test_a_narrow_view_puts_the_target_under_the_source() -> None:
    assert columns(40, 10).stacked
    assert not columns(80, 10).stacked


@settings(max_examples=30, deadline=None)
@given(st.integers(min_value=24, max_value=150))
def test_every_row_stands_for_one_place(width: int) -> None:
    layout = Layout(Sheet(large(40)), columns(width, 40))
    while layout.refine(7):
        pass
    places = [layout.place(y) for y in range(layout.height)]
    assert None not in places
    assert layout.place(layout.height) is None
    assert layout.place(-1) is None
    rows = [(p.item, p.row) for p in places if p]
    assert rows == sorted(rows)
    for number in range(40):
        own = [row for item, row in rows if item == number and row >= 0]
        assert own == list(range(layout.rows_of(number)))


def test_heights_are_exact_where_the_view_is() -> None:
    sheet = Sheet(large(5_000))
    layout = Layout(sheet, columns(80, 5_000))
    exact = Layout(sheet, columns(80, 5_000))
    while exact.refine(1_000):
        pass
    layout.settle(layout.top(2_500), 40)
    for number in range(2_500, 2_505):
        assert layout.rows_of(number) == exact.rows_of(number)


def test_opening_measures_only_what_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[str] = []

    def counted(text: str, cells: int) -> tuple[Row, ...]:
        measured.append(text)
        return wrap(text, cells)

    monkeypatch.setattr("workbench.tui.layout.wrap", counted)
    layout = Layout(Sheet(large(10_000)), columns(120, 10_000))
    layout.settle(0, 40)
    assert len(measured) < 120


def test_settling_keeps_the_first_row_where_it_is() -> None:
    layout = Layout(Sheet(large(1_000)), columns(50, 1_000))
    top = layout.top(500)
    layout.settle(top, 60)
    assert layout.top(500) == top


def test_a_text_that_grows_moves_what_follows() -> None:
    sheet = Sheet(small())
    layout = Layout(sheet, columns(60, 4))
    while layout.refine(10):
        pass
    before = layout.top(5)
    sheet.type(2, "word " * 60)
    assert layout.invalidate(2)
    assert layout.top(5) > before
    assert not layout.invalidate(2)


@pytest.mark.parametrize(
    ("segment", "keywords", "expected"),
    [
        (Segment(1, 1, 0, "源"), {}, "  "),
        (Segment(1, 1, 0, "源"), {"drafting": True}, "… "),
        (Segment(1, 1, 0, "源"), {"typed": True}, "● "),
        (Segment(1, 1, 0, "源", "t", Status.DRAFT, Origin.MT), {}, "○ "),
        (Segment(1, 1, 0, "源", "t", Status.DRAFT, Origin.TM), {}, "○ "),
        (Segment(1, 1, 0, "源", "t", Status.DRAFT, Origin.HUMAN), {}, "● "),
        (Segment(1, 1, 0, "源", "t", Status.CONFIRMED, Origin.HUMAN), {}, "✓ "),
        (Segment(1, 1, 0, "源", "t", Status.CONFIRMED, Origin.MT), {}, "✓○"),
        (Segment(1, 1, 0, "源", "t", Status.REVIEWED, Origin.TM), {}, "✓○"),
        (Segment(1, 1, 0, "源", "t", Status.DRAFT, Origin.HUMAN, locked=True), {}, "●▣"),
        (Segment(1, 1, 0, "源", "t", Status.DRAFT, Origin.HUMAN), {"failed": True}, "●!"),
    ],
)
def test_marks_say_whose_words_they_are(
    segment: Segment, keywords: dict[str, bool], expected: str
) -> None:
    assert "".join(mark for mark, _ in marks(segment, **keywords)) == expected
