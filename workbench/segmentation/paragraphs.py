"""Paragraph → the segments that a translator works on, by what kind of paragraph it is.

Whatever the rules: no segment is empty, only punctuation, only placeholders, or longer than an
engine can take; joined again, the segments are the paragraph but for white space.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.core.document import ParagraphKind
from workbench.segmentation.chinese import sentences
from workbench.text.codepoints import is_wordless
from workbench.text.placeholders import without

if TYPE_CHECKING:
    from workbench.segmentation.srx import Rules


def cut_paragraph(
    kind: ParagraphKind,
    text: str,
    *,
    closing: frozenset[int] = frozenset(),
    rules: Rules | None = None,
) -> tuple[str, ...]:
    """Return the segments of a Chinese paragraph.

    Body text is cut into sentences. A title, heading or byline is one segment, whatever marks it
    has: its halves are translated as one. Noise has none, nor has what holds no word.

    Args:
        kind: what the paragraph is.
        text: its text, markup as placeholders.
        closing: the numbers of the placeholders that close something: at a boundary they stay with
            the sentence before, while the others go with the one after.
        rules: a project's own rules, instead of ours.

    Raises:
        FormatError: an own rule takes too long on this paragraph; the message names it.
    """
    if kind is ParagraphKind.NOISE or is_wordless(without(text)):
        return ()
    if kind is not ParagraphKind.BODY:
        return (text.strip(),)
    if rules is None:
        return sentences(text, closing=closing)
    from workbench.segmentation import srx

    return srx.sentences(text, rules, closing=closing)
