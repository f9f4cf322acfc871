"""The sheet keeps what is typed until it is stored, and knows the order of things."""

from __future__ import annotations

from dataclasses import replace

from tests.tui.samples import document, large, paragraph, small
from workbench.core.document import Segment
from workbench.core.status import Status
from workbench.tui.desk.drafting import drafting_order
from workbench.tui.sheet import Sheet


def test_noise_that_follows_noise_is_one_item() -> None:
    items = Sheet(small()).items
    assert [(item.index, len(item.paragraphs)) for item in items] == [
        (None, 1),
        (0, 1),
        (1, 1),
        (2, 1),
        (None, 2),
        (3, 1),
    ]
    assert [item.opens for item in items] == [True, True, True, False, True, True]


def test_typed_text_stays_until_the_very_same_is_stored() -> None:
    sheet = Sheet(small())
    sheet.type(1, "Both sides")
    assert sheet.text(1) == "Both sides"
    assert sheet.unsaved == ((2, "Both sides"),)
    sheet.replace([replace(sheet.segments[1], target="Both")])
    assert sheet.text(1) == "Both sides"
    sheet.replace([replace(sheet.segments[1], target="Both sides")])
    assert not sheet.unsaved


def test_typing_back_to_what_is_stored_leaves_nothing_to_save() -> None:
    sheet = Sheet(small())
    sheet.type(0, "x")
    sheet.type(0, "The port opens")
    assert not sheet.unsaved


def test_what_is_typed_survives_a_change_of_structure() -> None:
    sheet = Sheet(small())
    sheet.type(3, "In a year")
    sheet.type(0, "gone")
    sheet.reload(document(small().paragraphs[2:]))
    assert sheet.unsaved == ((4, "In a year"),)
    assert sheet.index_of(4) == 2
    assert sheet.index_of(1) is None


def test_the_next_unconfirmed_goes_round_and_leaves_out_locked_ones() -> None:
    sheet = Sheet(small())
    assert [sheet.next_unconfirmed(i) for i in range(4)] == [1, 2, 3, 1]
    assert sheet.next_unconfirmed(1, -1) == 3
    sheet.replace([replace(sheet.segments[1], locked=True)])
    assert sheet.next_unconfirmed(0) == 2
    sheet.replace(replace(s, status=Status.CONFIRMED) for s in sheet.segments[1:])
    assert sheet.next_unconfirmed(0) is None


def test_progress_counts_characters() -> None:
    progress = Sheet(small()).progress
    assert (progress.segments, progress.confirmed, progress.drafted) == (4, 1, 3)
    assert (progress.characters, progress.characters_confirmed) == (4 + 8 + 11 + 8, 4)


def test_the_segments_of_a_paragraph() -> None:
    sheet = Sheet(large(20))
    assert sheet.indexes_of_paragraph(7) == range(5, 10)
    assert sheet.indexes_of_paragraph(19) == range(15, 20)


def test_drafts_start_at_the_cursor_and_leave_out_what_a_person_has() -> None:
    made = [Segment(n + 1, 1, n, f"第{n}句。") for n in range(200)]
    made[12] = replace(made[12], locked=True)
    made[13] = replace(made[13], target="x", status=Status.DRAFT)
    sheet = Sheet(document([paragraph(1, made)]))
    sheet.type(11, "mine")
    order = list(drafting_order(sheet, 10))
    assert order[:4] == [10, 14, 15, 16]
    assert max(order) == 69
    assert set(order) >= set(range(10))
    assert not {11, 12, 13} & set(order)
    assert len(list(drafting_order(sheet, 10, everything=True))) == 197
