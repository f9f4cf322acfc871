"""One `seg` element on its way from parser events to text and inline elements.

What stands within a code (section 3.3) is the code: native markup as text, a `sub` with whatever is
in it. Elements that TMX does not know stay too, as codes whose content is their tags, so that what
is written again is valid; attributes that TMX does not know go. What older versions allowed to
leave out is added: a `bpt` without `i` is an `it`, an `it` without `pos` is one that begins.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from workbench.exchange.tmx_codes import closed, content, element, end_tag, start_tag, tag
from workbench.exchange.tmx_numbering import Tag

_ATTRIBUTES: Final = {
    "bpt": ("i", "x", "type"),
    "ept": ("i",),
    "it": ("pos", "x", "type"),
    "ph": ("x", "assoc", "type"),
    "ut": ("x",),
    "hi": ("x", "type"),
    "sub": ("datatype", "type"),
}
_CODES: Final = frozenset({"bpt", "ept", "it", "ph", "ut"})
_INLINE: Final = _CODES | {"hi"}
_ASSOCIATED: Final = frozenset({"p", "f", "b"})
LONGEST_SEGMENT: Final = 10_000
"""Characters; what is longer is no sentence and no paragraph, and would choke every view of it."""

LONGEST_MARKUP: Final = 100_000
"""Characters of its inline codes: some tools put pictures into them."""

_FOREIGN: Final = 1000  # unknown elements have an `i` above this


def normal(name: str, attributes: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Return an inline element's name and attributes as TMX 1.4 allows them."""
    known = {key: value for key, value in attributes.items() if key in _ATTRIBUTES[name]}
    if name in {"bpt", "ept"} and "i" not in known:
        known = {"pos": "begin" if name == "bpt" else "end", **known}
        name = "it"
    elif name == "it":
        known["pos"] = "end" if known.get("pos", "").strip().lower() == "end" else "begin"
    elif known.get("assoc", "p") not in _ASSOCIATED:
        del known["assoc"]
    return name, known


class Segment:
    """Collects what a parser reports between `<seg>` and `</seg>`.

    Attributes:
        content: what has been read so far: text, and inline elements that have ended.
        fault: why it cannot be used; from then on nothing is collected, for it may be endless.
    """

    def __init__(self) -> None:
        self.content: list[str | Tag] = []
        self.fault = ""
        self._text_room = LONGEST_SEGMENT
        self._markup_room = LONGEST_MARKUP
        self._passed_over = 0  # depth of elements that were not collected
        self._code = _Code()
        # Open elements that have text: the start tag, the `i` of one that TMX does not know, and
        # where its text begins.
        self._around: list[tuple[str, str, int]] = []
        self._foreign = _FOREIGN

    @property
    def is_in_code(self) -> bool:
        """Whether what comes next belongs to a code."""
        return self._code.is_open

    def holds(self, text: str) -> bool:
        """Return whether this text is somewhere in it."""
        return any(text in (x if isinstance(x, str) else x.xml) for x in self.content)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take note that an element begins."""
        self._markup_room -= len(name) + sum(map(len, attributes.values()))
        if self._markup_room < 0:
            self.fault = f"its inline codes are longer than {LONGEST_MARKUP:,} characters"
        if self.fault:
            self._passed_over += 1
            return
        if self._code.is_open or name in _CODES:
            self._code.start(name, attributes)
            return
        number = ""
        if name == "hi":
            start = start_tag(*normal(name, attributes))
            self.content.append(tag(start))
        else:
            start = start_tag(name, attributes)
            self._foreign += 1
            number = str(self._foreign)
            self.content.append(tag(element("bpt", {"i": number}, start)))
        self._around.append((start, number, len(self.content)))

    def end(self) -> bool:
        """Take note that an element ends; return whether that was the segment itself."""
        if self._passed_over:
            self._passed_over -= 1
            return False
        if self._code.is_open:
            if xml := self._code.end():
                self.content.append(tag(xml))
        elif self._around:
            self._end_around(*self._around.pop())
        else:
            return True
        return False

    def characters(self, data: str) -> None:
        """Take text, of the segment or of a code."""
        if self._code.is_open:
            self._markup_room -= len(data)
            if self._markup_room >= 0:
                self._code.characters(data)
            else:
                self.fault = f"its inline codes are longer than {LONGEST_MARKUP:,} characters"
            return
        self._text_room -= len(data)
        if self._text_room >= 0:
            self.content.append(data)
        else:
            self.fault = f"a segment is longer than {LONGEST_SEGMENT:,} characters"

    def _end_around(self, start: str, number: str, at: int) -> None:
        if not number:
            self.content.append(tag(end_tag(start)))
        elif at == len(self.content):  # an unknown element without content
            self.content[-1] = tag(element("ph", {}, closed(start, "")))
        else:
            self.content.append(tag(element("ept", {"i": number}, end_tag(start))))


class _Code:
    """The XML of an inline code, as it is read."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        # Open elements: name, empty if none may stand there; start tag; where its content begins.
        self._open: list[tuple[str, str, int]] = []

    @property
    def is_open(self) -> bool:
        """Whether the code has not ended."""
        return bool(self._open)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take note that the code, or an element in it, begins."""
        if self._allows(name):
            name, attributes = normal(name, attributes)
            self._open.append((name, start_tag(name, attributes), len(self._pieces)))
        else:
            self._open.append(("", start_tag(name, attributes), len(self._pieces)))

    def _allows(self, name: str) -> bool:
        """Whether TMX has that element here: any code in a `sub`, a `sub` in any code."""
        around = next((known for known, _, _ in reversed(self._open) if known), "")
        return name in _INLINE if around in {"", "sub", "hi"} else name == "sub"

    def end(self) -> str:
        """Take note that what began last ends; return the code's XML if that was the code."""
        name, start, at = self._open.pop()
        body = "".join(self._pieces[at:])
        if name or not body:
            whole = closed(start, body)
            self._pieces[at:] = [whole if name else content(whole)]
        else:
            self._pieces[at:] = [content(start), body, content(end_tag(start))]
        if self._open:
            return ""
        xml, self._pieces = "".join(self._pieces), []
        return xml

    def characters(self, data: str) -> None:
        """Take text of the code."""
        self._pieces.append(content(data))
