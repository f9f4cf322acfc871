"""Markdown: CommonMark with tables, strikethrough, footnotes, tasks, mathematics, front matter.

Read: headings, paragraphs, list items, cells, footnotes; title and description of the front matter;
descriptions of images and titles of links where they are Chinese. Emphasis, links, code, footnote
marks and HTML's inline tags are codes. Code blocks, HTML blocks, formulas, destinations of links
and definitions are left as they are.

Written: the same lines but for the translated stretches; each paragraph on one line, and whatever
in the English would be markup escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.documents.formats.base import Parsed
from workbench.documents.formats.markdown.blocks import book
from workbench.documents.formats.markdown.found import Book
from workbench.documents.formats.markdown.writing import finished
from workbench.documents.formats.places import blocks, encoded
from workbench.errors import FormatError

if TYPE_CHECKING:
    from workbench.core.document import Paragraph
    from workbench.documents.cleanup.cleaning import Cleaning
    from workbench.documents.formats.base import Content, Wanted


def read(content: Content, cleaning: Cleaning) -> Parsed:
    """Return the paragraphs of a Markdown file.

    Raises:
        FormatError: there is no text in it, or the parser gives up.
    """
    found = _book(content)
    if not found.founds and not found.warnings:
        hint = "To translate code or HTML, read it as plain text with --format text"
        raise FormatError("the file has no text to translate", where=content.where, hint=hint)
    return Parsed(blocks(content.text, found.founds, cleaning), tuple(found.warnings))


def write(content: Content, paragraphs: Sequence[Paragraph], wanted: Wanted) -> bytes:
    """Return the file in English.

    Raises:
        FormatError: the parser gives up.
    """
    return encoded(content, finished(content.text, _book(content), paragraphs, wanted))


def _book(content: Content) -> Book:
    try:
        return book(content.text)
    except FormatError as exc:
        raise FormatError(exc.what, where=content.where, hint=exc.hint) from exc
