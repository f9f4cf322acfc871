"""Plain text: read by reflow, written with an empty line between paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.core.document import Paragraph, ParagraphKind
from workbench.documents.formats.base import Content, Parsed, Wanted
from workbench.documents.rendering import english

if TYPE_CHECKING:
    from workbench.documents.cleanup.cleaning import Cleaning


def read(content: Content, cleaning: Cleaning) -> Parsed:
    """Return the paragraphs of a text, one after another as they are taken."""
    from workbench.documents.cleanup.reflow import reflow_stream

    return Parsed(reflow_stream(content.pieces(), cleaning))


def write(content: Content, paragraphs: Sequence[Paragraph], wanted: Wanted) -> bytes:
    """Return the English in UTF-8: a paragraph, an empty line, and so on; noise is left out.

    A paragraph without any text is left out, too. The file ends with a line end unless it is empty.
    """
    del content
    return render(paragraphs, wanted).encode("utf-8", "replace")


def render(paragraphs: Sequence[Paragraph], wanted: Wanted) -> str:
    """Return what `write` writes, as a text."""
    kept = (paragraph for paragraph in paragraphs if paragraph.kind is not ParagraphKind.NOISE)
    texts = (english(paragraph, wanted) for paragraph in kept)
    body = "\n\n".join(text for text in texts if text)
    return f"{body}\n" if body else ""
