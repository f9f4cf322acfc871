"""Which places of a file have their words in the paragraph of a place before them.

What a person joins leaves the place of the second paragraph without any; the English of both is
then that of the first, so that what stands at the second has to go. One rule for all formats.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.core.document import Paragraph
from workbench.documents.cleanup import notes


def joined(paragraphs: Mapping[int, Sequence[Paragraph]], count: int) -> dict[int, list[int]]:
    """Return, for places, the places after them that were joined with them.

    Paragraphs may be joined over noise, which stays. Where the noise was itself joined from
    several, nobody knows which of them the place without a paragraph was part of: it is in none of
    the lists, for what is there twice can be seen and what is lost cannot.

    Args:
        paragraphs: those of the document, by their places.
        count: how many places the file has.
    """
    found: dict[int, list[int]] = {}
    owner: int | None = None
    for place in range(count):
        here = paragraphs.get(place, ())
        if not here:
            if owner is not None:
                found.setdefault(owner, []).append(place)
        elif any(paragraph.segments for paragraph in here):
            owner = place
        elif any(notes.JOINED in paragraph.notes for paragraph in here):
            owner = None
    return found
