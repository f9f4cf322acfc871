"""The parts of a paragraph → text with placeholders: numbers, kinds and names of its codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from workbench.core.code import Code, CodeKind
from workbench.documents.formats.docx.names import Element
from workbench.documents.formats.docx.nodes import Mark, Node, Opaque, Text, Wrapper
from workbench.documents.formats.docx.smoothing import base
from workbench.documents.formats.docx.styles import Format
from workbench.documents.markup import first_free
from workbench.text.placeholders import placeholder, placeholders

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


class Encoder:
    """One paragraph's text in the making.

    Args:
        place: its rank in the document, which makes its codes' `markup` unique.
        literal: its words, whose own placeholders keep their numbers.

    Attributes:
        codes: so far, in the order of the text.
        bodies: by their `markup` what they stand for.
        number: of the last one.
    """

    def __init__(self, place: int, literal: str) -> None:
        self.codes: list[Code] = []
        self.bodies: dict[str, Body] = {}
        self._place = place
        self._taken = frozenset(placeholders(literal))
        self.number = 0

    def level(self, nodes: Sequence[Node], around: Format) -> str:
        """Return the text of nodes that are in a stretch of that look."""
        pieces: list[str] = []
        at = 0
        while at < len(nodes):
            node = nodes[at]
            end = at + 1
            if isinstance(node, Text) and node.look != around:
                end = _end(nodes, at)
                inner = nodes[at:end]
                body = Stretch(base(inner).run)
                pieces.append(self._pair(_label(node.look, around), body, inner, node.look))
            elif isinstance(node, Text):
                pieces.append(node.text)
            elif isinstance(node, Wrapper):
                look = base(node.nodes).look
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


def _label(look: Format, around: Format) -> str:
    """Return how to show a stretch to a person: what it has that the words around have not."""
    own = [key for key, one in look if (key, one) not in around]
    values = dict(look)
    names = (_NAMES.get(values[key] if key == "vertAlign" else key, "format") for key in own)
    return " ".join(dict.fromkeys(names)) or "plain"
