"""What a bilingual table says of each segment."""

from __future__ import annotations

import pytest

from tests.exchange.bilingual import AT, SEGMENTS, STATUSES, document, table
from workbench.core.document import Segment
from workbench.core.status import Origin, Status
from workbench.exchange.bilingual_table import ID, of_document, pieces, status


def test_rows_are_the_segments_without_noise() -> None:
    rows = table().rows
    assert [row.segment_id for row in rows] == [s.id for s in SEGMENTS]
    assert [row.number for row in rows] == [1, 2, 3, 4, 5, 6, 7]
    assert [row.begins for row in rows] == [True, True, *[False] * 5]


@pytest.mark.parametrize(("segment", "words"), zip(SEGMENTS, STATUSES, strict=True))
def test_status_says_who_made_the_target(segment: Segment, words: str) -> None:
    assert status(segment) == words


def test_a_machines_words_never_pass_for_a_persons() -> None:
    for progress in Status:
        for origin in (Origin.MT, Origin.TM):
            one = Segment(1, 1, 0, "雾", "Fog", progress, origin)
            assert {Origin.MT: "machine", Origin.TM: "memory"}[origin] in status(one)


def test_facts_name_document_time_person_and_counts() -> None:
    counts = "7 segments, 3 confirmed, 2 machine or memory drafts"
    assert table().facts == ("渡口.docx", "2026-11-23 06:20 UTC", "L & W", counts)
    assert of_document(document(), made_at=AT).facts[2] == counts


def test_texts_are_on_one_line_and_printable() -> None:
    one = table().rows[0]
    odd = Segment(1, 1, 0, "雾\n散\x00了", " It\nlifted\x1f ", Status.DRAFT, Origin.HUMAN)
    paragraph = document().paragraphs[0]
    changed = document().__class__(
        9, "a", "a", "", AT, (paragraph.__class__(1, 0, paragraph.kind, "", "", 1, (odd,)),)
    )
    row = of_document(changed, made_at=AT).rows[0]
    assert (row.source, row.target) == ("雾散了", "It lifted")
    assert one.status == "confirmed"


def test_pieces_tell_placeholders_from_words() -> None:
    assert list(pieces("a{1}{22}b")) == [("a", False), ("{1}", True), ("{22}", True), ("b", False)]
    assert list(pieces("{x}")) == [("{x}", False)]
    assert list(pieces("")) == []


def test_an_id_is_found_beside_its_number() -> None:
    found = ID.search("12 #501")
    assert found is not None
    assert found[1] == "501"
