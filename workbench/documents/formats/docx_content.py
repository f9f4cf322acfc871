"""A paragraph's parts → its text with placeholders, and what each of these stands for.

The look that most of the words have is the paragraph's own and needs no placeholder; a stretch that
looks different is a pair. What stands before all words or after them, and what is around all of
them, stays outside of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from workbench.core.code import Code, CodeKind
from workbench.documents.formats.docx_names import Element
from workbench.documents.formats.docx_nodes import (
    Mark,
    Node,
    Opaque,
    Piece,
    Text,
    Wrapper,
    has_words,
    words,
)
from workbench.documents.formats.docx_styles import Format
from workbench.documents.markup import first_free
from workbench.text.placeholders import placeholder, placeholders

MAX_CODES: Final = 2000
"""Placeholders that a paragraph may have: more, and it is left as it is."""

_HIGHEST: Final = 9999  # number of a placeholder
_LINE: Final = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_WEAK: Final = frozenset(("b", "i", "color"))
"""What a mark of punctuation alone may differ by without anybody having meant it."""

_NAMES: Final = {
    "b": "bold", "i": "italic", "u": "underline", "strike": "strike", "dstrike": "strike",
    "color": "colour", "sz": "size", "highlight": "highlight", "shd": "shading", "em": "emphasis",
    "caps": "capitals", "smallCaps": "small capitals", "font": "font", "position": "raised",
    "superscript": "superscript", "subscript": "subscript",
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Words that look different: the run whose properties they have."""

    run: Element


Body: TypeAlias = Stretch | Wrapper | Opaque
"""What a placeholder, or the two of a pair, stand for."""


@dataclass(slots=True)
class Layer:
    """What is around the words of a paragraph, from outside to inside.

    Attributes:
        lead: what stands before them at this level.
        wrapper: what is around all of them and the layers below; None at the innermost level.
        trail: what stands after them.
    """

    lead: list[Opaque | Text] = field(default_factory=list)
    wrapper: Wrapper | None = None
    trail: list[Opaque | Text] = field(default_factory=list)


@dataclass(slots=True)
class Content:
    """A paragraph's text and how to write it again.

    Attributes:
        run: one whose properties the text has outside of its codes.
        bodies: by the `markup` of its codes what they stand for.
    """

    layers: list[Layer]
    run: Element
    text: str
    codes: tuple[Code, ...]
    bodies: dict[str, Body]


def content(nodes: Sequence[Node], place: int) -> Content | None:
    """Return the content of a paragraph; None if there is nothing in it to translate.

    Args:
        nodes: its parts.
        place: its rank in the document, which makes its codes' `markup` unique.
    """
    if not any(ch.isalpha() for one in words(nodes) for ch in one.text):
        return None
    layers: list[Layer] = []
    inner = _simple(nodes)
    while True:
        layer, inner = _peeled(inner)
        layers.append(layer)
        if layer.wrapper is None:
            break
        inner = layer.wrapper.nodes
    encoder = _Encoder(place, "".join(one.text for one in words(inner)))
    base = _base(inner)
    text = encoder.level(inner, base.look)
    if len(encoder.codes) > MAX_CODES or encoder.number > _HIGHEST:
        return None
    return Content(layers, base.run, text, tuple(encoder.codes), encoder.bodies)


def _simple(nodes: Iterable[Node]) -> list[Node]:
    """Return nodes with wrappers that hold no words as things, neighbours joined."""
    result: list[Node] = []
    for node in nodes:
        one: Node = node
        if isinstance(node, Text):
            one = Text(_LINE.sub(" ", node.text), node.look, node.run)
            if not one.text:
                continue
        elif isinstance(node, Wrapper):
            one = _closed(node)
        last = result[-1] if result else None
        if isinstance(one, Opaque) and isinstance(last, Opaque):
            labels = last.label if one.label in last.label else f"{last.label}, {one.label}"
            result[-1] = Opaque([*last.pieces, *one.pieces], labels)
        else:
            result.append(one)
    return _smooth(result)


def _closed(wrapper: Wrapper) -> Wrapper | Opaque:
    """Return a wrapper with simple nodes, or as a thing if there are no words in it."""
    if has_words(wrapper.nodes):
        wrapper.nodes = _simple(wrapper.nodes)
        return wrapper
    if wrapper.shell is not None:
        return Opaque([Piece(wrapper.shell)], wrapper.label)
    inner = [node for node in _simple(wrapper.nodes) if isinstance(node, Opaque)]
    pieces = [piece for node in inner for piece in node.pieces]
    label = inner[0].label if inner else wrapper.label
    return Opaque([*wrapper.head, *pieces, *wrapper.tail], label)


def _smooth(nodes: list[Node]) -> list[Node]:
    """Give white space and marks the look that is meant, and join words that look the same."""
    texts = [node for node in nodes if isinstance(node, Text)]
    base = _base(texts) if has_words(texts) else None
    result: list[Node] = []
    for at, node in enumerate(nodes):
        last = result[-1] if result else None
        one = _meant(node, last, nodes[at + 1 : at + 2], base) if isinstance(node, Text) else node
        if isinstance(one, Text) and isinstance(last, Text) and one.look == last.look:
            run = one.run if len(one.text) > len(last.text) else last.run
            result[-1] = Text(last.text + one.text, last.look, run)
        else:
            result.append(one)
    return result


def _meant(text: Text, last: Node | None, following: Sequence[Node], base: Text | None) -> Text:
    """Return a text, if it is no words with the look of what is around it, else of the level."""
    for one in following:
        if isinstance(last, Text) and isinstance(one, Text) and last.look == one.look:
            return Text(text.text, one.look, last.run) if _is_slight(text, last) else text
    if base is not None and text.look != base.look and _is_slight(text, base):
        return Text(text.text, base.look, base.run)
    return text


def _is_slight(one: Text, other: Text) -> bool:
    """Return whether a text differs from another one's look without its having been meant."""
    keys = {key for key, _ in set(one.look) ^ set(other.look)}
    if not one.text.strip():
        return not keys & {"u", "strike", "dstrike", "highlight", "shd", "bdr"}
    return keys <= _WEAK and all(unicodedata.category(ch)[0] in "PZ" for ch in one.text)


def _base(nodes: Sequence[Node]) -> Text:
    """Return the longest text of those that look as most of the words do."""
    found = list(words(nodes))
    own = [node for node in nodes if isinstance(node, Text) and node.text.strip()] or found
    sizes: Counter[Format] = Counter()
    for one in own:
        sizes[one.look] += len(one.text)
    look = sizes.most_common(1)[0][0]
    return max((one for one in own if one.look == look), key=lambda one: len(one.text))


def _peeled(nodes: list[Node]) -> tuple[Layer, list[Node]]:
    """Return what is around the words of a level, and what is left: the words' own nodes."""
    layer = Layer()
    first = next(i for i, node in enumerate(nodes) if _is_wordy(node))
    last = next(i for i in range(len(nodes) - 1, -1, -1) if _is_wordy(nodes[i]))
    layer.lead = [n for n in nodes[:first] if isinstance(n, Opaque | Text)]
    layer.trail = [n for n in nodes[last + 1 :] if isinstance(n, Opaque | Text)]
    left = nodes[first : last + 1]
    _trim(left, 0, str.lstrip, layer.lead)
    _trim(left, -1, str.rstrip, layer.trail)
    layer.lead, layer.trail = _spaced(layer.lead), _spaced(layer.trail)
    if len(left) == 1 and isinstance(left[0], Wrapper):
        layer.wrapper = left[0]
    return layer, left


def _is_wordy(node: Node) -> bool:
    return isinstance(node, Wrapper) or (isinstance(node, Text) and bool(node.text.strip()))


def _trim(
    nodes: list[Node], at: int, strip: Callable[[str], str], outside: list[Opaque | Text]
) -> None:
    """Take the white space off one end of a level's words."""
    one = nodes[at]
    if isinstance(one, Text) and strip(one.text) != one.text:
        outside.insert(len(outside) if at == 0 else 0, Text(" ", one.look, one.run))
        nodes[at] = Text(strip(one.text), one.look, one.run)


def _spaced(outside: list[Opaque | Text]) -> list[Opaque | Text]:
    """Return what is outside with one space for any, and none where there is nothing but spaces.

    An indent of ideographic spaces is a Chinese way to begin a paragraph.
    """
    if not any(isinstance(node, Opaque) for node in outside):
        return []
    return [Text(" ", one.look, one.run) if isinstance(one, Text) else one for one in outside]


class _Encoder:
    """One paragraph's text in the making."""

    def __init__(self, place: int, literal: str) -> None:
        self.codes: list[Code] = []
        self.bodies: dict[str, Body] = {}
        self._place = place
        self._taken = frozenset(placeholders(literal))
        self.number = 0

    def level(self, nodes: Sequence[Node], base: Format) -> str:
        """Return the text of nodes that are in a stretch of that look."""
        pieces: list[str] = []
        at = 0
        while at < len(nodes):
            node = nodes[at]
            end = at + 1
            if isinstance(node, Text) and node.look != base:
                end = _end(nodes, at)
                inner = nodes[at:end]
                body = Stretch(_base(inner).run)
                pieces.append(self._pair(_label(node.look, base), body, inner, node.look))
            elif isinstance(node, Text):
                pieces.append(node.text)
            elif isinstance(node, Wrapper):
                look = _base(node.nodes).look
                pieces.append(self._pair(node.label, node, node.nodes, look))
            elif isinstance(node, Opaque):
                pieces.append(placeholder(self._add(CodeKind.ALONE, node.label, node)))
            at = end
        return "".join(pieces)

    def _pair(self, label: str, body: Body, inner: Sequence[Node], look: Format) -> str:
        """Return the text of nodes between the two placeholders of a pair."""
        at = len(self.codes)
        opening = self._add(CodeKind.OPEN, f"<{label}>", body)
        text = self.level(inner, look)
        closing = self._add(CodeKind.CLOSE, f"</{label}>", body, opening)
        opened = self.codes[at]
        self.codes[at] = Code(opening, opened.kind, opened.markup, opened.label, closing)
        return f"{placeholder(opening)}{text}{placeholder(closing)}"

    def _add(self, kind: CodeKind, label: str, body: Body, partner: int | None = None) -> int:
        """Number a code and return its number."""
        self.number = first_free(self._taken, self.number + 1)
        markup = f"{self._place}:{len(self.codes)}"
        self.codes.append(Code(self.number, kind, markup, label, partner))
        self.bodies[markup] = body
        return self.number


def _end(nodes: Sequence[Node], at: int) -> int:
    """Return where the stretch that looks like the text at a place ends."""
    end = at + 1
    first = nodes[at]
    for index in range(at + 1, len(nodes)):
        node = nodes[index]
        if isinstance(node, Wrapper | Mark):
            break
        if isinstance(node, Text) and isinstance(first, Text):
            if node.look != first.look:
                break
            end = index + 1
    return end


def _label(look: Format, base: Format) -> str:
    """Return how to show a stretch to a person: what it has that the words around have not."""
    own = [key for key, one in look if (key, one) not in base]
    values = dict(look)
    names = (_NAMES.get(values[key] if key == "vertAlign" else key, "format") for key in own)
    return " ".join(dict.fromkeys(names)) or "plain"
