"""A page → the stretches of it that can be translated.

One pass over the tokens. Text and inline tags gather in a run until an element that divides text
begins or ends; two line breaks, or one before an indent, divide it too. What is marked as not to be
translated, scripts, styles, code and the like are passed over; inside a sentence they are one code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from workbench.core.code import CodeKind
from workbench.core.document import ParagraphKind
from workbench.documents.formats.html.attributes import languages, spoken
from workbench.documents.formats.html.found import HtmlFound, Page
from workbench.documents.formats.html.names import (
    BLOCKS,
    FLOW,
    REMOVABLE,
    SHELLS,
    SHOWN,
    STYLES,
    UNSEEN,
    VERBATIM,
    VOID,
)
from workbench.documents.formats.html.stack import Element, Stack
from workbench.documents.formats.html.text import decoded, is_indented, tag_label
from workbench.documents.formats.html.tokens import Token, TokenKind, is_xml, tokens
from workbench.documents.formats.inline import (
    BREAK,
    MAX_CODES,
    OBJECT,
    WORD,
    Item,
    Run,
    settled,
)
from workbench.documents.formats.places import visible
from workbench.text.codepoints import has_han

_COMMENT: Final = "comment"
_VERBATIM_REACH = 2000  # characters in which the end of inline code is looked for
_LABEL_REACH = 200  # characters that are looked at for the label of what is passed over
_TAG = re.compile("<[^>]*(?:>|$)")
_ANCHOR = re.compile(r"\b(?:id|name)\s*=", re.IGNORECASE)


def page(text: str) -> Page:
    """Return what there is in a page.

    Raises:
        FormatError: more elements are open at once than any page has.
    """
    finder = _Finder(text)
    for token in tokens(text):
        finder.take(token)
    finder.flush(None)
    finder.page.founds.sort(key=lambda found: found.start)
    return finder.page


class _Finder:
    """The state of the pass over a page."""

    def __init__(self, text: str) -> None:
        self.page = Page(is_xml=is_xml(text))
        self._text = text
        self._stack = Stack()
        self._run = Run()
        self._begun = 0  # offset where the run began
        self._kept: Token | None = None  # what began an inline stretch that is left as it is

    def take(self, token: Token) -> None:
        """Take in the next token."""
        if token.kind is TokenKind.START:
            self._start(token)
        elif token.kind is TokenKind.END:
            self._end(token)
        elif self._stack.top.is_kept:
            return
        elif token.kind is TokenKind.TEXT:
            raw = self._text[token.start : token.end]
            self._run.words(token.start, token.end, decoded(raw))
        elif self._run.items:
            self._alone(token.start, token.end, _COMMENT)

    def _start(self, token: Token) -> None:
        if token.name in BLOCKS:
            self.flush(None)
            self._stack.make_room(token.name)
        was_kept = self._stack.top.is_kept
        is_whole = token.name in VOID or (token.is_empty and self._may_be_empty(token.name))
        if not is_whole:
            self._stack.opened(token, is_verbatim=not was_kept and self._is_verbatim(token))
        if not was_kept:
            self.page.founds += spoken(token)
        if not self._stack.top.is_kept:
            self.page.languages += languages(token, self._text)
        if token.name in BLOCKS:
            self._begun = token.end
        elif self._stack.top.is_kept and not is_whole:
            self._kept = token if not was_kept else self._kept
        elif was_kept and not is_whole:
            self.flush(None)  # what is to be translated inside of what is not
            self._begun = token.end
        elif not was_kept:
            self._inline(token, is_whole)

    def _inline(self, token: Token, is_whole: bool) -> None:
        """Take in an inline tag of the run."""
        if token.name == "br":
            self._alone(token.start, token.end, "<br>", BREAK)
        elif is_whole:
            shown = OBJECT if token.name in SHOWN else ""
            self._alone(token.start, token.end, tag_label(token), shown)
        else:
            markup = self._text[token.start : token.end]
            is_style = token.name in STYLES and not _ANCHOR.search(markup)
            self._run.opened(
                token.name, token.start, token.end, markup, tag_label(token), is_style=is_style
            )

    def _end(self, token: Token) -> None:
        was_kept = self._stack.top.is_kept
        if token.name in BLOCKS:
            self.flush(None if was_kept else token)
            self._stack.closed(token.name)
            self._begun = token.end
            return
        closed = self._stack.closed(token.name)
        if not was_kept and token.name == "br":
            self._alone(token.start, token.end, "<br>", BREAK)
        elif not was_kept:
            markup = self._text[token.start : token.end]
            self._run.closed(token.name, token.start, token.end, markup, tag_label(token))
        elif closed is not None and not self._stack.top.is_kept:
            self._passed_over(token.end)

    def _passed_over(self, end: int) -> None:
        """End an inline stretch that is left as it is."""
        first, self._kept = self._kept, None
        if first is None:
            self.flush(None)
            self._begun = end
        elif first.name in UNSEEN:
            self._alone(first.start, end, tag_label(first))
        elif first.name in SHOWN:
            self._alone(first.start, end, tag_label(first), OBJECT)
        else:
            raw = self._text[first.end : min(end, first.end + _LABEL_REACH)]
            words = " ".join(decoded(_TAG.sub("", raw)).split())
            self._alone(first.start, end, words or tag_label(first), WORD)

    def _alone(self, start: int, end: int, label: str, stand_in: str = "") -> None:
        self._run.alone(start, end, self._text[start:end], label, stand_in)

    def _may_be_empty(self, name: str) -> bool:
        return self.page.is_xml or name in {"svg", "math"}

    def _is_verbatim(self, token: Token) -> bool:
        """Return whether an element holds code with nothing Chinese in it."""
        if token.name not in VERBATIM:
            return False
        reach = self._text[token.end : token.end + _VERBATIM_REACH]
        end = reach.lower().find(f"</{token.name}")
        return end > 0 and not has_han(decoded(reach[:end]))

    def flush(self, closing: Token | None) -> None:
        """End the run; `closing` is the end tag that ends it, if one does."""
        items, begun = self._run.items, self._begun
        self._run, self._kept = Run(), None
        if not any(item.kind is None for item in items):
            return
        holder, kind = self._stack.block, self._stack.top.kind
        pieces = list(_pieces(items))
        for piece in pieces:
            kept = settled(piece)
            if not kept:
                continue
            shell = None
            if len(pieces) == 1 and closing is not None and begun == holder.end:
                shell = self._shell(holder, closing, items, kept)
            self._found(kept, kind, shell)

    def _found(
        self, items: tuple[Item, ...], kind: ParagraphKind, shell: tuple[int, int] | None
    ) -> None:
        start, end = visible(self._text, items)
        if sum(item.kind is not None for item in items) > MAX_CODES:
            line = self._text.count("\n", 0, start) + 1
            what = (
                f"The paragraph at line {line} has more than {MAX_CODES} tags and is left as it is."
            )
            self.page.warnings.append(what)
            return
        name = self._stack.block.name
        in_flow = kind is ParagraphKind.BODY and (not name or name in FLOW)
        self.page.founds.append(
            HtmlFound(start, end, kind, items, (), "", shell, name in SHELLS, in_flow)
        )

    def _shell(
        self, holder: Element, closing: Token, items: Sequence[Item], kept: Sequence[Item]
    ) -> tuple[int, int] | None:
        """Return the element around a stretch if nothing is lost with it, or by repeating it."""
        if holder.name not in REMOVABLE or holder.name != closing.name or holder.is_named:
            return None
        outside = (i for i in items if i.end <= kept[0].start or i.start >= kept[-1].end)
        for item in outside:
            has_content = item.stand_in == OBJECT or item.label == _COMMENT
            if item.kind is not None and (has_content or _ANCHOR.search(item.text)):
                return None
        inside = takewhile(lambda found: found.start > holder.start, reversed(self.page.founds))
        if not all(kept[0].start <= found.start < kept[-1].end for found in inside):
            return None
        return holder.start, closing.end


def _pieces(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Yield the paragraphs of a run: two line breaks, or one before an indent, divide it."""
    breaks = sum(item.kind is not None for item in items) > MAX_CODES
    piece: list[Item] = []
    at = 0
    while at < len(items):
        end, count = at, 0
        while end < len(items) and (
            items[end].stand_in == BREAK or (count and items[end].is_blank)
        ):
            count += items[end].stand_in == BREAK
            end += 1
        if count > 1 or (count and (breaks or _is_indent(items, at + 1))):
            yield piece
            piece = []
            at = end if count > 1 else at + 1
        else:
            piece.append(items[at])
            at += 1
    yield piece


def _is_indent(items: Sequence[Item], at: int) -> bool:
    """Return whether the words from an index on begin with an indent."""
    for item in items[at : at + 8]:
        if item.kind is None:
            return is_indented(item.text)
        if item.kind is not CodeKind.OPEN:
            return False
    return False
