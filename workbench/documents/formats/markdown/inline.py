"""The inline tokens of a block → its words and markup, and the words inside of the markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from markdown_it.token import Token

from workbench.documents.formats.html.names import SHOWN, VOID
from workbench.documents.formats.html.text import decoded
from workbench.documents.formats.inline import BREAK, OBJECT, WORD, Item, Run
from workbench.text.codepoints import has_han

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_QUOTES: Final = {'"', "'", "("}
_MARK = re.compile(r"\[[ xX]\](?=\s)|\[![A-Za-z]+\][ \t]*(?=\n)")
_WORDS: Final = {"code_inline", "math_inline", "math_inline_double"}


class Aside(NamedTuple):
    """Words inside markup: an image's description, a link's title.

    Attributes:
        start, end: offsets in the content of the block.
        text: the words.
        quote: what closes them, so what must not stand in them.
        tail: what must follow the English for the markup to say what it did.
        note: what they are.
    """

    start: int
    end: int
    text: str
    quote: str
    tail: str
    note: str


@dataclass(frozen=True, slots=True)
class Inline:
    """What there is in a block.

    Attributes:
        items: words and markup, in order.
        asides: words inside of markup that are Chinese.
    """

    items: tuple[Item, ...]
    asides: tuple[Aside, ...]


class _Mark(NamedTuple):
    start: int
    end: int
    token: Token


def inline(content: str, tokens: Sequence[Token]) -> Inline:
    """Return what there is in a block.

    Args:
        content: of the block; the items' offsets are in it.
        tokens: the inline tokens that the parser made of it.
    """
    reader = _Reader(content)
    reader.mark()
    for mark in sorted(_marks(content, tokens), key=lambda mark: mark[:2]):
        reader.take(mark)
    reader.words(len(content))
    return Inline(tuple(reader.run.items), tuple(reader.asides))


def _marks(content: str, tokens: Sequence[Token]) -> Iterator[_Mark]:
    """Yield the tokens that are more than plain text, with their places."""
    for token in tokens:
        start, end = token.meta.get("span", (0, 0))
        if token.type == "strong_open":
            start -= 1
        elif token.type == "strong_close":
            end += 1
        elif token.type == "hardbreak":
            start = len(content[:start].rstrip(" ")) if content[start] == "\n" else start
        if token.type != "text" and start < end:
            yield _Mark(start, end, token)


class _Reader:
    """Collects the words and the markup of one block."""

    def __init__(self, content: str) -> None:
        self.run = Run()
        self.asides: list[Aside] = []
        self._content = content
        self._at = 0
        self._labels: list[int] = []  # where the words of the open links begin

    def mark(self) -> None:
        """Take in the box of a task, or what makes a quotation a note (`[!NOTE]`)."""
        if mark := _MARK.match(self._content):
            self._alone(0, mark.end(), "mark")
            self._at = mark.end()

    def words(self, end: int) -> None:
        """Take in the plain text up to an offset."""
        if end > self._at:
            text = self._content[self._at : end]
            self.run.words(self._at, end, text)
            self._at = end

    def take(self, mark: _Mark) -> None:
        """Take in a token."""
        start, end, token = mark
        if start < self._at:
            return  # the mark of a task that is a link, too
        self.words(start)
        self._at = end
        kind = token.type
        if kind in {"text_special", "softbreak"}:
            text = token.content or "\n"
            self.run.words(start, end, text)
        elif kind == "hardbreak":
            self._alone(start, end, "line break", BREAK)
        elif kind == "html_inline":
            self._tag(start, end)
        elif kind == "image":
            self._image(start, end, token)
        elif kind == "footnote_ref":
            self._alone(start, end, "footnote")
        elif kind in _WORDS or token.markup == "autolink":
            self._alone(start, end, token.content or self._content[start:end], WORD)
        else:
            self._half(start, end, token)

    def _alone(self, start: int, end: int, label: str, stand_in: str = "") -> None:
        markup = self._content[start:end]
        markup = re.sub(r"[ \t]*\n[ \t]*", "\n" if stand_in == BREAK else " ", markup)
        if stand_in == BREAK and markup == "\n":
            markup = "  \n"
        self.run.alone(start, end, markup, label, stand_in)

    def _tag(self, start: int, end: int) -> None:
        """Take in an HTML tag or comment."""
        markup = self._content[start:end]
        found = _TAG.match(markup)
        name = found.group(2).lower() if found else ""
        if name == "br":
            self._alone(start, end, "<br>", BREAK)
        elif not found or name in VOID or markup.endswith("/>"):
            label = f"<{name}>" if name else "comment"
            self._alone(start, end, label, OBJECT if name in SHOWN else "")
        else:
            self._add(start, end, f"<{name}>", f"<{found.group(1)}{name}>", not found.group(1))

    def _half(self, start: int, end: int, token: Token) -> None:
        """Take in what opens or closes emphasis, a link or a footnote."""
        name = token.type.rpartition("_")[0]
        label = name if name in {"link", "note"} else self._content[start:end]
        opens = token.nesting > 0
        if name == "link" and opens:
            self._labels.append(end)
        elif name == "link":
            self._link_end(start, end)
            return
        self._add(start, end, name, label, opens)

    def _add(self, start: int, end: int, name: str, label: str, opens: bool) -> None:
        add = self.run.opened if opens else self.run.closed
        markup = self._content[start:end].replace("\n", " ")
        add(name, start, end, markup, label)

    def _link_end(self, start: int, end: int) -> None:
        """Take in the end of a link; one that is found by its words gets them as its name."""
        markup = self._content[start:end]
        words = self._content[self._labels.pop() : start]
        if markup in {"]", "][]"}:
            markup = f"][{words}]"
        else:
            self._title(start, end, "a link")
        markup = markup.replace("\n", " ")
        self.run.closed("link", start, end, markup, "link")

    def _image(self, start: int, end: int, token: Token) -> None:
        """Take in an image; its description and its title are offered apart."""
        raw = token.content
        closes = start + 2 + len(raw)
        tail = self._content[closes:end]
        is_named = tail in {"]", "][]"}
        words = "".join(t.content for t in token.children or () if t.type.startswith("text"))
        if has_han(words):
            stop = closes + (2 if tail == "][]" else 0)
            self._aside(start + 2, stop, words, "]", f"][{raw}" if is_named else "", "an image")
        if not is_named:
            self._title(closes, end, "an image")
        self._alone(start, end, words or "image", OBJECT)

    def _title(self, start: int, end: int, what: str) -> None:
        """Offer the title that a link or an image has."""
        inside = self._content[start : end - 1].rstrip()
        opener = {")": "("}.get(inside[-1:], inside[-1:])
        if opener not in _QUOTES or self._content[end - 1] != ")":
            return
        begin = len(inside) - 1
        while (begin := inside.rfind(opener, 0, begin)) > 0 and inside[begin - 1] == "\\":
            pass
        words = decoded(_ESCAPED.sub(r"\1", inside[begin + 1 : -1]))
        if begin > 0 and inside[begin - 1].isspace() and has_han(words):
            stop = start + len(inside) - 1
            self._aside(start + begin + 1, stop, words, inside[-1], "", f"{what}, its title")

    def _aside(self, start: int, end: int, text: str, quote: str, tail: str, note: str) -> None:
        self.asides.append(Aside(start, end, text, quote, tail, note))
