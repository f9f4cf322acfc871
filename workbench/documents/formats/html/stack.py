"""Which elements are open at a place of a page, however broken it is.

Only what is needed to know about a stretch of text: whether it may be translated, what kind of
paragraph it is, and which element holds it. Missing and stray end tags are taken as a browser takes
them in the cases that matter (`ENDED_BY`, `SCOPES`). Each call costs a bounded number of steps.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import Final, NamedTuple

from workbench.core.document import ParagraphKind
from workbench.documents.formats.html.names import (
    BLOCKS,
    ENDED_BY,
    HEADINGS,
    OPAQUE,
    SCOPES,
    TABLE_PARTS,
    VOID,
)
from workbench.documents.formats.html.text import wants_translation
from workbench.documents.formats.html.tokens import RAW, Token
from workbench.errors import FormatError

MAX_DEPTH: Final = 10_000
"""Elements that may be open at once; browsers stop at 512."""

_LOOK = 256  # elements that are looked through for one to close


class Element(NamedTuple):
    """An open element.

    Attributes:
        name: of the element, lower case.
        start, end: offsets of its start tag.
        is_kept: whether the text in it is left as it is.
        kind: what a paragraph in it is.
        is_named: whether its start tag has an `id` or a `name`, to which something may point.
    """

    name: str
    start: int
    end: int
    is_kept: bool = False
    kind: ParagraphKind = ParagraphKind.BODY
    is_named: bool = False


class Stack:
    """The open elements, the innermost last."""

    def __init__(self) -> None:
        self._elements = [Element("", 0, 0)]
        self._names: Counter[str] = Counter()

    @property
    def top(self) -> Element:
        """The innermost element."""
        return self._elements[-1]

    @property
    def block(self) -> Element:
        """The innermost element that divides text."""
        nearest = islice(reversed(self._elements), _LOOK)
        return next((one for one in nearest if one.name in BLOCKS), self._elements[0])

    def make_room(self, name: str) -> None:
        """Close the elements whose end tags may be missing before a start tag with this name."""
        while name in BLOCKS:
            inside = self.block
            if name not in ENDED_BY.get(inside.name, ()):
                return
            self._pop(inside.name)

    def opened(self, token: Token, *, is_verbatim: bool = False) -> None:
        """Take in a start tag; one of an element without content opens nothing.

        Args:
            token: the start tag.
            is_verbatim: whether the content is left as it is for another reason than the tag.

        Raises:
            FormatError: too many elements are open.
        """
        if token.name in VOID:
            return
        if len(self._elements) > MAX_DEPTH:
            hint = "Save the page anew, or cut out the part with the text"
            raise FormatError(f"more than {MAX_DEPTH:,} elements are open at once", hint=hint)
        is_kept = is_verbatim or _is_kept(token, self.top.is_kept)
        kind = _KINDS.get(token.name, self.top.kind)
        is_named = token.value("id") is not None or token.value("name") is not None
        self._elements.append(Element(token.name, token.start, token.end, is_kept, kind, is_named))
        self._names[token.name] += 1

    def closed(self, name: str) -> Element | None:
        """Take in an end tag; return the element that it closes, None for a stray one."""
        if not self._names[name] or name in {"html", "body"}:
            return None
        for element in islice(reversed(self._elements), _LOOK):
            if element.name == name:
                self._pop(name)
                return element
            if element.name in SCOPES and (name not in TABLE_PARTS or element.name == "table"):
                return None
        return None

    def _pop(self, name: str) -> None:
        """Close elements up to the innermost one with this name."""
        while len(self._elements) > 1:
            element = self._elements.pop()
            self._names[element.name] -= 1
            if element.name == name:
                return


_KINDS: Final = {
    "title": ParagraphKind.TITLE,
    "h1": ParagraphKind.TITLE,
    **dict.fromkeys(HEADINGS, ParagraphKind.HEADING),
}


def _is_kept(token: Token, outside: bool) -> bool:
    """Return whether the text in an element is left as it is."""
    if token.name in OPAQUE or token.name in RAW:
        return True
    says = wants_translation(token)
    return outside if says is None else not says
