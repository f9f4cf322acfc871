"""A page and its translated paragraphs → the page in English.

Nothing is written anew but the stretches that were translated, joined or split, and the attributes
that say in which language the page is. A page of which nothing changed comes back as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from workbench.core.code import Code
from workbench.core.document import Paragraph
from workbench.documents import markup
from workbench.documents.formats.base import Wanted
from workbench.documents.formats.html.found import HtmlFound, Page
from workbench.documents.formats.html.text import escaped, quoted
from workbench.documents.formats.inline import Item
from workbench.documents.formats.places import (
    Change,
    Edit,
    before_indent,
    changes,
    in_order,
    is_translated,
    spans,
    spliced,
    within,
)
from workbench.documents.rendering import english


def finished(text: str, page: Page, paragraphs: Sequence[Paragraph], wanted: Wanted) -> str:
    """Return the page in English.

    Args:
        text: the page.
        page: what there is to translate in it.
        paragraphs: those of the document in order.
        wanted: what stands for untranslated segments.
    """
    languages = page.languages if is_translated(paragraphs) else []
    changed = list(changes(page.founds, paragraphs, wanted))
    values = [_value(one, wanted) for one in changed if _of(one).attribute]
    inner = in_order([*values, *languages])
    writer = _Writer(text, inner, wanted, "<br/><br/>" if page.is_xml else "<br><br>")
    outer = [writer.edit(one) for one in changed if not _of(one).attribute]
    return spliced(text, in_order([*inner, *outer]))


def _of(change: Change) -> HtmlFound:
    """Return the stretch of a change, which in a page is one of a page."""
    assert isinstance(change.found, HtmlFound)
    return change.found


def _value(change: Change, wanted: Wanted) -> Edit:
    """Return an attribute with its English; there is no markup in a value."""
    pieces = (
        markup.fill(english(p, wanted), [replace(code, markup="") for code in p.codes])
        for p in change.paragraphs
    )
    words = " ".join(piece for piece in pieces if piece)
    return Edit(change.found.start, change.found.end, quoted(words))


class _Writer:
    """Writes stretches of one page."""

    def __init__(self, text: str, inner: Sequence[Edit], wanted: Wanted, breaks: str) -> None:
        self._text = text
        self._inner = inner
        self._starts = [edit.start for edit in inner]
        self._wanted = wanted
        self._breaks = breaks

    def edit(self, change: Change) -> Edit:
        """Return what stands for a stretch."""
        found = _of(change)
        if not change.paragraphs:
            return Edit(*(found.shell or (found.start, found.end)), "")
        start = found.start
        if is_translated(change.paragraphs):
            start = before_indent(self._text, start)
        pieces = [piece for piece in self._filled(change) if piece]
        return Edit(start, found.end, self._between(change, start).join(pieces))

    def _filled(self, change: Change) -> Iterator[str]:
        """Yield the paragraphs of a stretch with their tags."""
        codes = [code for paragraph in change.paragraphs for code in paragraph.codes]
        where = spans(codes, change.items) if self._inner else {}
        for paragraph in change.paragraphs:
            own = [replace(code, markup=self._rewritten(code, where)) for code in paragraph.codes]
            yield markup.fill(english(paragraph, self._wanted), own, escaped)

    def _rewritten(self, code: Code, where: dict[int, Item]) -> str:
        """Return a code's markup with what changes in its attributes."""
        item = where.get(code.number)
        if item is None:
            return code.markup
        edits = within(self._inner, self._starts, item)
        return spliced(self._text, edits, item.start, item.end) if edits else code.markup

    def _between(self, change: Change, start: int) -> str:
        """Return what parts the paragraphs of a stretch that was split."""
        found = _of(change)
        if found.shell is not None and found.is_paragraph and not _crosses(change.paragraphs):
            closing = spliced(self._text, self._inner, found.end, found.shell[1])
            return f"{closing}\n{spliced(self._text, self._inner, found.shell[0], start)}"
        return self._breaks if found.in_flow else " "


def _crosses(paragraphs: Sequence[Paragraph]) -> bool:
    """Return whether a pair of codes has its halves in different paragraphs."""
    return any(
        code.partner is not None and code.partner not in {other.number for other in one.codes}
        for one in paragraphs
        for code in one.codes
    )
