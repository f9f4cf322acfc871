"""A Markdown file and its translated paragraphs → the file in English.

Each stretch is written so that the parser finds in it exactly the words and the codes that it was
made of: first as it is, then with what could be taken for markup escaped, then with HTML's tags in
the place of emphasis that Markdown cannot express there. A paragraph that was wrapped is written on
one line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from workbench.core.code import Code, CodeKind
from workbench.core.document import Paragraph
from workbench.documents.formats.base import Wanted
from workbench.documents.formats.inline import Item
from workbench.documents.formats.markdown.escapes import aside, composed
from workbench.documents.formats.markdown.found import Book, Form, MarkdownFound
from workbench.documents.formats.markdown.front import value
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
from workbench.documents.markup import fill
from workbench.documents.rendering import english


def finished(text: str, book: Book, paragraphs: Sequence[Paragraph], wanted: Wanted) -> str:
    """Return the file in English.

    Args:
        text: the file.
        book: what there is to translate in it.
        paragraphs: those of the document in order.
        wanted: what stands for untranslated segments.
    """
    changed = list(changes(book.founds, paragraphs, wanted))
    inner = in_order([_bare(one, wanted) for one in changed if _of(one).form in _BARE])
    writer = _Writer(text, book, inner, wanted)
    outer = [writer.edit(one) for one in changed if _of(one).form not in _BARE]
    return spliced(text, in_order([*inner, *outer]))


_BARE: Final = {Form.ASIDE, Form.VALUE}


def _of(change: Change) -> MarkdownFound:
    assert isinstance(change.found, MarkdownFound)
    return change.found


def _bare(change: Change, wanted: Wanted) -> Edit:
    """Return an aside or a setting with its English, in which there is no markup."""
    found = _of(change)
    pieces = (
        fill(english(p, wanted), [replace(code, markup="") for code in p.codes])
        for p in change.paragraphs
    )
    words = " ".join(piece for piece in pieces if piece)
    if found.form is Form.VALUE:
        return Edit(found.start, found.end, value(words, found.quote))
    return Edit(found.start, found.end, aside(words, found.quote) + found.tail)


class _Writer:
    """Writes stretches of one file."""

    def __init__(self, text: str, book: Book, inner: Sequence[Edit], wanted: Wanted) -> None:
        self._text = text
        self._book = book
        self._inner = inner
        self._starts = [edit.start for edit in inner]
        self._wanted = wanted

    def edit(self, change: Change) -> Edit:
        """Return what stands for a stretch."""
        found = _of(change)
        pieces = [piece for piece in self._pieces(change) if piece[0].strip()]
        if not pieces:
            goes = not change.paragraphs or found.form is Form.UNDERLINED
            where = found.lines if goes and found.lines else None
            return Edit(*where, "") if where else Edit(*found.whole, found.filler)
        line = found.line_end + found.prefix
        apart = self._may_part(change)
        if not apart:
            pieces = [
                (" ".join(text for text, _ in pieces), [c for _, codes in pieces for c in codes])
            ]
        texts = (composed(text, codes, found, self._book.env) for text, codes in pieces)
        texts = (text.replace("\n", line) for text in texts)
        gap = f"{found.line_end}{found.prefix.rstrip()}{line}"
        start = before_indent(self._text, found.start)
        start = start if is_translated(change.paragraphs) else found.start
        return Edit(start, found.end, gap.join(texts))

    def _pieces(self, change: Change) -> Iterator[tuple[str, list[Code]]]:
        """Yield the English of the paragraphs of a stretch and their codes."""
        codes = [code for paragraph in change.paragraphs for code in paragraph.codes]
        where = spans(codes, change.items) if self._inner else {}
        for paragraph in change.paragraphs:
            own = [replace(code, markup=self._rewritten(code, where)) for code in paragraph.codes]
            yield english(paragraph, self._wanted), own

    def _rewritten(self, code: Code, where: dict[int, Item]) -> str:
        """Return a code's markup with the English of the words inside of it."""
        item = where.get(code.number)
        edits = within(self._inner, self._starts, item) if item else ()
        if item is None or not edits:
            return code.markup
        markup = spliced(self._text, edits, item.start, item.end)
        return " ".join(markup.split()) if "\n" in markup or "\r" in markup else markup

    def _may_part(self, change: Change) -> bool:
        """Return whether a stretch that was split may be several paragraphs."""
        found = _of(change)
        if found.form is not Form.PARAGRAPH or any(
            item.kind not in {None, CodeKind.ALONE} for side in found.outside for item in side
        ):
            return False
        return not any(
            code.partner is not None and code.partner not in {c.number for c in one.codes}
            for one in change.paragraphs
            for code in one.codes
        )
