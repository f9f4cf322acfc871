"""Paragraph → the segments that a translator works on, by what kind of paragraph it is."""

from __future__ import annotations

from workbench.core.document import ParagraphKind
from workbench.segmentation.chinese import sentences


def cut_paragraph(kind: ParagraphKind, text: str) -> tuple[str, ...]:
    """Return the segments of a Chinese paragraph.

    Body text is cut into sentences. A title, heading or byline is one segment, whatever marks it
    has: its halves are translated as one. Noise has none.
    """
    if kind is ParagraphKind.BODY:
        return sentences(text)
    return () if kind is ParagraphKind.NOISE or not text.strip() else (text.strip(),)
