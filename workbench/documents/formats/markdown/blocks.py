"""A Markdown file → the stretches of it that can be translated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from markdown_it.token import Token

from workbench.core.document import ParagraphKind
from workbench.documents.formats.inline import MAX_CODES, Item, Run, settled
from workbench.documents.formats.markdown.found import Book, Form, MarkdownFound
from workbench.documents.formats.markdown.front import front_matter, values
from workbench.documents.formats.markdown.inline import Aside, inline
from workbench.documents.formats.markdown.parser import parsed
from workbench.documents.formats.markdown.source import Source, Stretch
from workbench.documents.formats.places import visible
from workbench.errors import FormatError
from workbench.text.codepoints import has_han

MAX_BRACKETS: Final = 200_000
"""Opening brackets that a file may have: the parser needs a tenth of a millisecond for each."""

_MARKER = re.compile(r"[^>\s]")


def book(text: str) -> Book:
    """Return what there is in a Markdown file.

    Raises:
        FormatError: the parser gives up, or would take minutes.
    """
    if text.count("[") > MAX_BRACKETS:
        hint = "Read it as plain text with --format text"
        raise FormatError(f"it has more than {MAX_BRACKETS:,} opening brackets", hint=hint)
    source = Source(text)
    found = Book()
    count = front_matter(source)
    found.founds += values(source, count)
    body = source.parsed.split("\n")
    body[:count] = [""] * count
    tokens = parsed("\n".join(body), found.env)
    _Reader(source, found).read(tokens)
    found.founds.sort(key=lambda one: one.start)
    return found


class _Reader:
    """Goes over the blocks of a file."""

    def __init__(self, source: Source, found: Book) -> None:
        self._source = source
        self._book = found
        self._cells: list[Stretch] = []
        self._html: list[int] = []

    def read(self, tokens: Sequence[Token]) -> None:
        """Take in all blocks."""
        for rank, token in enumerate(tokens):
            if token.type == "tr_open" and token.map:
                column = self._book.env.get("rows", {}).get(token.map[0], 0)
                self._cells = self._source.cells(token.map[0], column)[::-1]
            elif token.type == "html_block" and has_han(token.content):
                self._html += [token.map[0] + 1 if token.map else 0]
            elif token.type == "inline" and token.map:
                self._block(tokens, rank, token.map)
        if self._html:
            count = len(self._html)
            self._book.warnings.append(
                f"HTML blocks with Chinese text stay as they are: {count}, the first at line "
                f"{self._html[0]}."
            )

    def _block(self, tokens: Sequence[Token], rank: int, lines: list[int]) -> None:
        token, holder = tokens[rank], tokens[rank - 1]
        if holder.type in {"td_open", "th_open"}:
            stretch = self._cells.pop() if self._cells else None
        else:
            stretch = self._source.lines(token.content, *lines)
        if stretch is None or stretch.content != token.content:
            if has_han(token.content):
                self._warn(lines[0] + 1, "could not be placed")
            return
        contents = inline(stretch.content, token.children or ())
        self._book.founds += [_aside(aside, stretch) for aside in contents.asides]
        kept = settled(contents.items)
        if sum(item.kind is not None for item in kept) > MAX_CODES:
            self._warn(lines[0] + 1, f"has more than {MAX_CODES} pieces of markup")
        elif kept:
            bare = self._words(stretch, contents.items, kept)
            self._book.founds.append(self._placed(bare, tokens, rank, lines[0]))

    def _warn(self, line: int, what: str) -> None:
        self._book.warnings.append(f"The paragraph at line {line} {what} and is left as it is.")

    def _words(
        self, stretch: Stretch, items: Sequence[Item], kept: Sequence[Item]
    ) -> MarkdownFound:
        """Return the words of a block, as yet without what stands around the block."""
        content = stretch.content
        start, end = visible(content, kept)
        before = tuple(item for item in items if item.end <= kept[0].start)
        after = tuple(item for item in items if item.start >= kept[-1].end)
        alone = all(item.is_blank or _is_emphasis(item) for item in (*before, *after))
        whole = (0, len(content)) if alone else (start, end)
        return MarkdownFound(
            stretch.at(start),
            stretch.end(end),
            ParagraphKind.BODY,
            tuple(i._replace(start=stretch.at(i.start), end=stretch.end(i.end)) for i in kept),
            before=content[:start],
            after=content[end:],
            outside=(before, after),
            whole=(stretch.at(whole[0]), stretch.end(whole[1])),
        )

    def _placed(
        self, found: MarkdownFound, tokens: Sequence[Token], rank: int, first: int
    ) -> MarkdownFound:
        """Return the words of a block with what stands around it."""
        form, kind = _form(tokens[rank - 1])
        line = self._source.start(first + found.before.count("\n"))
        begins = found.start - len(found.before.rpartition("\n")[2])
        prefix = self._source.text[line : max(line, begins)]
        is_first = rank > 1 and tokens[rank - 2].type == "list_item_open"
        is_only = is_first and tokens[rank + 2].type == "list_item_close"
        is_fixed = form is Form.CELL or tokens[rank - 2].type == "footnote_reference_open"
        lines = None
        if not is_fixed and is_only >= is_first and _goes_whole(found):
            lines = self._lines(tokens[rank - 1].map or [first, first], is_only)
        return replace(
            found,
            form=form,
            kind=kind,
            lines=lines,
            prefix=_MARKER.sub(" ", prefix),
            line_end=self._source.line_end(first),
            filler="<!-- -->" if is_first and not is_only else "",
        )

    def _lines(self, block: list[int], is_only: bool) -> tuple[int, int]:
        """Return the lines of a block, with an empty one after it."""
        first, last = block
        if not is_only and last < self._source.count and not self._source.line(last).strip("> \t"):
            last += 1
        return self._source.start(first), self._source.start(last)


def _aside(aside: Aside, stretch: Stretch) -> MarkdownFound:
    start, end = stretch.at(aside.start), stretch.end(aside.end)
    run = Run()
    run.words(start, end, aside.text)
    note = f"the words of {aside.note}"
    return MarkdownFound(
        start,
        end,
        ParagraphKind.BODY,
        tuple(run.items),
        (note,),
        form=Form.ASIDE,
        quote=aside.quote,
        tail=aside.tail,
    )


def _form(holder: Token) -> tuple[Form, ParagraphKind]:
    """Return as what the content of a block stands in the file, and what it is."""
    if holder.type == "heading_open":
        kind = ParagraphKind.TITLE if holder.tag == "h1" else ParagraphKind.HEADING
        return (Form.HEADING if holder.markup.startswith("#") else Form.UNDERLINED), kind
    is_cell = holder.type in {"td_open", "th_open"}
    return (Form.CELL if is_cell else Form.PARAGRAPH), ParagraphKind.BODY


def _is_emphasis(item: Item) -> bool:
    return item.kind is not None and not item.text.strip("*_~")


def _goes_whole(found: MarkdownFound) -> bool:
    """Return whether nothing but emphasis is outside of the words."""
    return all(item.is_blank or _is_emphasis(item) for side in found.outside for item in side)
