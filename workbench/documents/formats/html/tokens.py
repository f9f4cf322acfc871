"""HTML text → its tags, texts and what is neither, each with its place.

Follows the tokenizer of the HTML standard (section 13.2.5) as far as places go: what a browser
takes for a tag is one here. Any text at all gives tokens that lie one after another, in time linear
in its length. It is more forgiving in two places: a quote that nothing closes is a character of the
attribute's value, and an unclosed `<title>` or `<noscript>` does not swallow the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple

SPACE: Final = " \t\n\r\f"
"""White space as HTML sees it."""

RAW: Final = frozenset(
    {"script", "style", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext", "textarea"}
)
"""Elements whose content is characters that no reader sees as text; tags in it are none."""

_UNTAGGED = RAW | {"title"}
_LAZY = frozenset({"iframe", "noembed", "noframes", "noscript", "textarea", "title", "xmp"})
_START = re.compile("<(?=[A-Za-z!?/])")
_NAME = re.compile(f"[A-Za-z][^{SPACE}/>]*")
_ATTRIBUTE = re.compile(
    f"[{SPACE}/]*(?:(>)|(=[^{SPACE}/>=]*|[^{SPACE}/>=]+)"
    f"(?:[{SPACE}]*=[{SPACE}]*(?:\"([^\"]*)\"|'([^']*)'|(?![\"'])([^{SPACE}>]*)))?)"
)
_COMMENT_END = re.compile("--!?>")
_EMPTY_COMMENT = re.compile("<!---?>")


class TokenKind(StrEnum):
    """What a token is."""

    TEXT = "text"
    START = "start"
    END = "end"
    OTHER = "other"


class Attribute(NamedTuple):
    """An attribute of a tag: its name in lower case, its value as written and that value's place.

    `start` and `end` include the quotes; they are both 0 for an attribute without a value.
    """

    name: str
    value: str
    start: int = 0
    end: int = 0


class Token(NamedTuple):
    """A stretch of HTML.

    Attributes:
        kind: what it is; OTHER is a comment, a doctype, the inside of a script and the like.
        start, end: its offsets.
        name: of a tag, in lower case.
        attributes: of a start tag; of two with one name the first counts.
        is_empty: whether a tag ends with `/>`.
    """

    kind: TokenKind
    start: int
    end: int
    name: str = ""
    attributes: tuple[Attribute, ...] = ()
    is_empty: bool = False

    def value(self, name: str) -> str | None:
        """Return an attribute's value as written, None if there is no such attribute."""
        return next((one.value for one in self.attributes if one.name == name), None)


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of an HTML text, without gaps from its start to its end."""
    at = 0
    may_be_empty = is_xml(text)
    unclosed: set[str] = set()  # what has no end in the rest of the text, so never look again
    while at < len(text):
        found = _START.search(text, at)
        start = found.start() if found else len(text)
        if start > at:
            yield Token(TokenKind.TEXT, at, start)
        if found is None:
            return
        token = _markup(text, start, unclosed)
        at = token.end
        if _is_untagged(token) and not (token.is_empty and may_be_empty):
            end = _raw_end(text, at, token.name, unclosed)
            kind = TokenKind.TEXT if token.name == "title" else TokenKind.OTHER
            yield token if end is not None else token._replace(kind=TokenKind.OTHER)
            if end is not None and end > at:
                yield Token(kind, at, end)
            at = end or at
        else:
            yield token


def is_xml(text: str) -> bool:
    """Return whether a page begins as an XML file does, where any tag may end with `/>`."""
    return text[:100].lstrip("\ufeff" + SPACE).startswith("<?xml")


def _is_untagged(token: Token) -> bool:
    return token.kind is TokenKind.START and token.name in _UNTAGGED


def _markup(text: str, start: int, unclosed: set[str]) -> Token:
    """Return what begins with the `<` at `start`."""
    after = text[start + 1 : start + 2]
    if after == "!":
        return Token(TokenKind.OTHER, start, _declaration_end(text, start, unclosed))
    closes = after == "/"
    name = _NAME.match(text, start + 1 + closes)
    if name is None:
        is_text = closes and len(text) == start + 2
        end = len(text) if is_text else _after(text, ">", start, unclosed)
        return Token(TokenKind.OTHER, start, end)
    end, attributes = _attributes(text, name.end())
    kind = TokenKind.END if closes else TokenKind.START
    is_empty = text.endswith("/>", start, end)
    return Token(kind, start, end, name.group().lower(), attributes, is_empty)


def _attributes(text: str, at: int) -> tuple[int, tuple[Attribute, ...]]:
    """Return where a tag ends and its attributes; one that nothing ends reaches to the end."""
    found: dict[str, Attribute] = {}
    while (match := _ATTRIBUTE.match(text, at)) is not None:
        at = match.end()
        if match.group(1):
            return at, tuple(found.values())
        name, which = match.group(2).lower(), match.lastindex
        quoted = which in {3, 4}
        if which == 2:  # noqa: PLR2004 - the name alone
            found.setdefault(name, Attribute(name, ""))
        elif which is not None:
            start, end = match.start(which) - quoted, match.end(which) + quoted
            found.setdefault(name, Attribute(name, match.group(which), start, end))
    return len(text), tuple(found.values())


def _declaration_end(text: str, start: int, unclosed: set[str]) -> int:
    """Return where a comment, a doctype or a CDATA section ends."""
    if text.startswith("<!--", start):
        empty = _EMPTY_COMMENT.match(text, start)
        closing = empty or _COMMENT_END.search(text, start + 4)
        return closing.end() if closing else len(text)
    if text.startswith("<![CDATA[", start) and "]]>" not in unclosed:
        end = text.find("]]>", start)
        if end >= 0:
            return end + 3
        unclosed.add("]]>")
    return _after(text, ">", start, unclosed)


def _after(text: str, mark: str, start: int, unclosed: set[str]) -> int:
    """Return the offset after the next mark; the end of the text if there is none."""
    end = -1 if mark in unclosed else text.find(mark, start)
    if end < 0:
        unclosed.add(mark)
        return len(text)
    return end + len(mark)


def _raw_end(text: str, at: int, name: str, unclosed: set[str]) -> int | None:
    """Return where the content of an element without tags ends; None to take it for no element."""
    if name == "plaintext":
        return len(text)
    found = _closing(name).search(text, at) if name not in unclosed else None
    if found is not None:
        return found.start()
    unclosed.add(name)
    return None if name in _LAZY else len(text)


def _closing(name: str) -> re.Pattern[str]:
    """Return what finds the end tag of an element; `re` keeps the compiled patterns."""
    return re.compile(f"</{name}(?=[{SPACE}/>])", re.IGNORECASE | re.ASCII)
