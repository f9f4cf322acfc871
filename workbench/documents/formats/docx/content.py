"""A paragraph's parts → its text with placeholders, and what each of these stands for.

The look that most of the words have is the paragraph's own and needs no placeholder; a stretch that
looks different is a pair. What stands before all words or after them, and what is around all of
them, stays outside of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from workbench.core.code import Code
from workbench.documents.formats.docx.encoding import Body, Encoder
from workbench.documents.formats.docx.names import Element
from workbench.documents.formats.docx.nodes import Node, Opaque, Text, Wrapper, words
from workbench.documents.formats.docx.smoothing import base, simple

MAX_CODES: Final = 2000
"""Placeholders that a paragraph may have: more, and it is left as it is."""

_HIGHEST: Final = 9999  # number of a placeholder


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
    inner = simple(nodes)
    while True:
        layer, inner = _peeled(inner)
        layers.append(layer)
        if layer.wrapper is None:
            break
        inner = layer.wrapper.nodes
    encoder = Encoder(place, "".join(one.text for one in words(inner)))
    level = base(inner)
    text = encoder.level(inner, level.look)
    if len(encoder.codes) > MAX_CODES or encoder.number > _HIGHEST:
        return None
    return Content(layers, level.run, text, tuple(encoder.codes), encoder.bodies)


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
