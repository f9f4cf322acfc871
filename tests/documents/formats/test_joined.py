"""Which places of a file belong to the paragraph of a place before them."""

from __future__ import annotations

from workbench.core.document import Paragraph, ParagraphKind, Segment
from workbench.documents.cleanup import notes
from workbench.documents.formats.joined import joined


def paragraph(place: int, text: str, *said: str) -> Paragraph:
    """A paragraph of one segment; without a text it is noise."""
    kind = ParagraphKind.BODY if text else ParagraphKind.NOISE
    sentences = (Segment(place, place, 0, text),) if text else ()
    return Paragraph(place, place, kind, text, text, 1, sentences, said, place=place)


def of(*paragraphs: Paragraph) -> dict[int, list[int]]:
    return joined({one.place: [one] for one in paragraphs}, 5)


def test_a_place_without_a_paragraph_belongs_to_the_one_before() -> None:
    assert of(paragraph(0, "甲"), paragraph(3, "乙")) == {0: [1, 2], 3: [4]}


def test_noise_between_them_stays() -> None:
    assert of(paragraph(0, "甲"), paragraph(1, ""), paragraph(3, "乙")) == {0: [2], 3: [4]}


def test_what_is_before_all_paragraphs_belongs_to_none() -> None:
    assert of(paragraph(3, "甲"), paragraph(4, "乙")) == {}


def test_what_was_joined_and_is_noise_now_takes_its_places_along() -> None:
    noise = paragraph(1, "", notes.JOINED)
    assert of(paragraph(0, "甲"), noise, paragraph(4, "乙")) == {}
