"""HTML: pages, articles, exports of content systems, however broken.

Read: each paragraph, heading, list item, cell, caption and button that has words; the title of the
document; the attributes that people read (`alt`, `title`, `placeholder`, `aria-label`, the
description of the page …) where they are Chinese. Inline tags are codes. Scripts, styles, comments,
`<pre>`, code and whatever says `translate="no"` are left as they are.

Written: the same characters but for the translated stretches, in the file's own encoding, so that
the page's declaration of it stays true; characters that it lacks become numeric references. Where
anything is translated, `lang="zh…"` becomes `en`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.documents.formats.base import Parsed
from workbench.documents.formats.html.blocks import page
from workbench.documents.formats.html.found import Page
from workbench.documents.formats.html.writing import finished
from workbench.documents.formats.places import blocks, encoded
from workbench.errors import FormatError

if TYPE_CHECKING:
    from workbench.core.document import Paragraph
    from workbench.documents.cleanup.cleaning import Cleaning
    from workbench.documents.formats.base import Content, Wanted


def read(content: Content, cleaning: Cleaning) -> Parsed:
    """Return the paragraphs of a page.

    Raises:
        FormatError: there is no text in it, or it is a bomb.
    """
    found = _page(content)
    if not found.founds and not found.warnings:
        hint = "If scripts make its text, save it from the browser as a complete page"
        raise FormatError("the page has no text of its own", where=content.where, hint=hint)
    return Parsed(blocks(content.text, found.founds, cleaning), tuple(found.warnings))


def write(content: Content, paragraphs: Sequence[Paragraph], wanted: Wanted) -> bytes:
    """Return the page in English.

    Raises:
        FormatError: the page is a bomb.
    """
    return encoded(content, finished(content.text, _page(content), paragraphs, wanted))


def _page(content: Content) -> Page:
    try:
        return page(content.text)
    except FormatError as exc:
        raise FormatError(exc.what, where=content.where, hint=exc.hint, line=exc.line) from exc
