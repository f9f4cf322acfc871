"""A paragraph's elements → the parts of its content.

What was inserted by a tracked change counts, what was deleted does not. The base text of phonetic
annotations (ruby) is words, the annotation is not. Hidden text and the results of fields are kept
as they are, but for links, whose text is words. Bookmarks that text refers to are kept around their
words; other bookmarks, the anchors of comments and floating pictures go to the paragraph's edges.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from workbench.documents.formats.docx.fields import Field, Fields, label
from workbench.documents.formats.docx.names import Element, child, name, value
from workbench.documents.formats.docx.nodes import Mark, Node, Opaque, Piece, Text, Wrapper, paired
from workbench.documents.formats.docx.styles import Styles, is_hidden

_DEEPEST: Final = 40  # levels inside a paragraph; what lies deeper is kept as it is
_BLANK: Final = 2  # underlined spaces that are a blank to fill in


class Trait(StrEnum):
    """Something of a document that its translator should know."""

    CHANGES = "changes"
    CONTENTS = "contents"
    HIDDEN = "hidden"
    RUBY = "ruby"


@dataclass(slots=True)
class Story:
    """What goes on from one paragraph of a part, a text box or a note to the next.

    Attributes:
        hidden: the field in whose code or result the text is, None outside of any.
    """

    hidden: Field | None = None


@dataclass(slots=True)
class Found:
    """A paragraph's content.

    Attributes:
        front: what goes to its beginning, wherever it was.
        back: what goes to its end.
        traits: what its translator should know.
    """

    nodes: list[Node] = field(default_factory=list)
    front: list[Piece] = field(default_factory=list)
    back: list[Piece] = field(default_factory=list)
    traits: set[Trait] = field(default_factory=set)


def walk(paragraph: Element, styles: Styles, fields: Fields, story: Story) -> Found:
    """Return the content of a paragraph.

    Args:
        paragraph: the `w:p`.
        styles: of the document.
        fields: of the part.
        story: what the paragraph before left; changed to what this one leaves.
    """
    walker = _Walker(styles, styles.style_of(paragraph), fields, story)
    walker.found.nodes = walker.level(paragraph, 0)
    walker.finish()
    return walker.found


class _Walker:
    """One paragraph on its way through."""

    def __init__(self, styles: Styles, style: str, fields: Fields, story: Story) -> None:
        self.found = Found()
        self._styles = styles
        self._style = style
        self._fields = fields
        self._story = story
        self._head: Mark | None = None  # the link field whose code is being passed

    def level(self, parent: Element, depth: int) -> list[Node]:
        """Return the nodes of an element's children, ends of bookmarks and links paired."""
        nodes: list[Node] = []
        self._children(parent, nodes, depth)
        return paired(nodes, self.found.front, self.found.back)

    def _children(self, parent: Element, nodes: list[Node], depth: int) -> None:
        for element in parent:
            short = name(element)
            if short in _IGNORED:
                continue
            if short == "w:r":
                self._run(element, nodes, depth)
            elif self._is_covered and short not in _SEEN_THROUGH:
                self._keep(Piece(element), nodes)
            else:
                _INLINE.get(short, _Walker.object)(self, element, nodes, depth)

    @property
    def _is_covered(self) -> bool:
        """Whether the text is now the code of a link or anything of another field."""
        return self._story.hidden is not None or self._head is not None

    def _keep(self, piece: Piece, nodes: list[Node], called: str = "") -> None:
        """Keep something of a field."""
        if self._head is not None:
            self._head.pieces.append(piece)
        else:
            hidden = self._story.hidden
            nodes.append(Opaque([piece], called or (hidden.label if hidden else "field")))

    def finish(self) -> None:
        """Keep the code of a link that has no end here."""
        if self._head is not None:
            self.found.nodes.append(Opaque(self._head.pieces, self._head.label))

    # Elements beside runs

    def through(self, element: Element, nodes: list[Node], depth: int) -> None:
        """See through an element to what it holds."""
        if depth >= _DEEPEST:
            self.object(element, nodes, depth)
            return
        if name(element) in ("w:ins", "w:moveTo"):
            self.found.traits.add(Trait.CHANGES)
        self._children(element, nodes, depth + 1)

    def deleted(self, _element: Element, _nodes: list[Node], _depth: int) -> None:
        """Leave out what was deleted."""
        self.found.traits.add(Trait.CHANGES)

    def link(self, element: Element, nodes: list[Node], depth: int) -> None:
        """Take a hyperlink."""
        if depth >= _DEEPEST:
            self.object(element, nodes, depth)
        else:
            nodes.append(Wrapper("link", self.level(element, depth + 1), element))

    def control(self, element: Element, nodes: list[Node], depth: int) -> None:
        """Take a content control."""
        content, settings = child(element, "sdtContent"), child(element, "sdtPr")
        special = settings is not None and any(
            name(one).rpartition(":")[2].rpartition("}")[2] in _SPECIAL for one in settings
        )
        if content is None or special or depth >= _DEEPEST:
            nodes.append(Opaque([Piece(element)], "control"))
        else:
            nodes.append(Wrapper("control", self.level(content, depth + 1), element))

    def simple_field(self, element: Element, nodes: list[Node], _depth: int) -> None:
        """Keep a field."""
        nodes.append(Opaque([Piece(element)], label(value(element, "instr"))))

    def formula(self, element: Element, nodes: list[Node], _depth: int) -> None:
        """Keep a formula."""
        nodes.append(Opaque([Piece(element)], "formula"))

    def object(self, element: Element, nodes: list[Node], _depth: int) -> None:
        """Keep anything."""
        nodes.append(Opaque([Piece(element)], "object"))

    def opening(self, element: Element, _nodes: list[Node], _depth: int) -> None:
        """Move the beginning of a stretch to the paragraph's."""
        self.found.front.append(Piece(element))

    def closing(self, element: Element, _nodes: list[Node], _depth: int) -> None:
        """Move the end of a stretch to the paragraph's."""
        self.found.back.append(Piece(element))

    def bookmark(self, element: Element, nodes: list[Node], _depth: int) -> None:
        """Take one end of a bookmark."""
        opens = name(element) == "w:bookmarkStart"
        called = value(element, "name")
        if opens and called.startswith("_") and not called.startswith("_Ref"):
            self.found.front.append(Piece(element))
            return
        key = ("bookmark", value(element, "id"))
        nodes.append(Mark(key, opens, [Piece(element)], "bookmark", is_edge=True))

    # What is in a run

    def _run(self, run: Element, nodes: list[Node], depth: int) -> None:
        look = None
        for element in run:
            short = name(element)
            if short in _DROPPED:
                continue
            if short == "w:fldChar":
                self._mark(element, run, nodes)
            elif self._is_covered:
                self._keep(Piece(element, run), nodes)
            elif short == "w:ruby":
                self._ruby(element, nodes, depth)
            elif short in _WORDS:
                look = self._styles.look(self._style, run) if look is None else look
                nodes.append(self._words(Text(_WORDS[short](element), look, run), element))
            elif short == "w:commentReference":
                self.found.back.append(Piece(element, run))
            elif short in _PICTURES and _floats(element):
                self.found.front.append(Piece(element, run))
            else:
                nodes.append(Opaque([Piece(element, run)], _called(element, short)))

    def _words(self, text: Text, element: Element) -> Node:
        if is_hidden(text.look):
            self.found.traits.add(Trait.HIDDEN)
            return Opaque([Piece(element, text.run)], "hidden text")
        is_blank = len(text.text) >= _BLANK and not text.text.strip()
        if is_blank and any(key == "u" for key, _ in text.look):
            return Opaque([Piece(element, text.run)], "blank")
        return text

    def _ruby(self, element: Element, nodes: list[Node], depth: int) -> None:
        base = child(element, "rubyBase")
        if base is not None and depth < _DEEPEST:
            self.found.traits.add(Trait.RUBY)
            self._children(base, nodes, depth + 1)

    def _mark(self, element: Element, run: Element, nodes: list[Node]) -> None:
        """Pass a mark of a field."""
        one, piece = self._fields.at.get(element), Piece(element, run)
        hidden = self._story.hidden
        if hidden is not None:
            self._keep(piece, nodes)
            if element is hidden.end:
                self._story.hidden = None
        elif self._head is not None:
            self._head.pieces.append(piece)
            if one is not None and self._head.key is one and element is one.separate:
                nodes.append(self._head)
                self._head = None
        elif one is None or (element is one.separate):
            nodes.append(Opaque([piece], "field"))
        elif element is one.end:
            nodes.append(Mark(one, False, [piece], "link", is_edge=False))
        elif one.is_link:
            self._head = Mark(one, True, [piece], "link", is_edge=False)
        else:
            self._begin(one, piece, nodes)

    def _begin(self, one: Field, piece: Piece, nodes: list[Node]) -> None:
        """Begin a field whose result is kept as it is."""
        if one.label == "contents":
            self.found.traits.add(Trait.CONTENTS)
        self._story.hidden = one
        self._keep(piece, nodes)


def _called(element: Element, short: str) -> str:
    """Return how to show to a person what stands in a run."""
    if short == "w:br" and value(element, "type") in ("page", "column"):
        return f"{value(element, 'type')} break"
    return _LABELS.get(short, "object")


def _floats(element: Element) -> bool:
    """Return whether a picture floats beside the text instead of standing in a line."""
    for one in element.iter("{*}anchor", "{*}inline", "{*}shape", "{*}group", "{*}rect"):
        if name(one) in ("wp:anchor", "wp:inline"):
            return name(one) == "wp:anchor"
        return "position:absolute" in str(one.get("style", "")).replace(" ", "")
    return False


_IGNORED: Final = frozenset(("w:pPr", "w:proofErr", "w:smartTagPr", "w:customXmlPr", ""))
_DROPPED: Final = frozenset(
    ("w:rPr", "w:lastRenderedPageBreak", "w:softHyphen", "w:delText", "w:delInstrText", "")
)
_WORDS: Final[dict[str, Callable[[Element], str]]] = {
    "w:t": lambda element: element.text or "",
    "w:noBreakHyphen": lambda _: "\u2011",
}
_PICTURES: Final = frozenset(("w:drawing", "w:pict", "w:object", "mc:AlternateContent"))
_SPECIAL: Final = frozenset(("checkbox", "picture", "docPartObj", "docPartList", "bibliography"))
_LABELS: Final = {
    "w:tab": "tab",
    "w:ptab": "tab",
    "w:br": "line break",
    "w:cr": "line break",
    "w:sym": "symbol",
    "w:footnoteReference": "footnote",
    "w:endnoteReference": "endnote",
    "w:footnoteRef": "note number",
    "w:endnoteRef": "note number",
    **dict.fromkeys(_PICTURES, "image"),
}
_Step = Callable[[_Walker, Element, list[Node], int], None]
_INLINE: Final[dict[str, _Step]] = {
    **dict.fromkeys(
        ("w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:dir", "w:bdo"), _Walker.through
    ),
    **dict.fromkeys(("w:del", "w:moveFrom"), _Walker.deleted),
    **dict.fromkeys(("m:oMath", "m:oMathPara"), _Walker.formula),
    **dict.fromkeys(("w:bookmarkStart", "w:bookmarkEnd"), _Walker.bookmark),
    **dict.fromkeys(
        ("w:commentRangeStart", "w:permStart", "w:moveFromRangeStart", "w:moveToRangeStart"),
        _Walker.opening,
    ),
    **dict.fromkeys(
        ("w:commentRangeEnd", "w:permEnd", "w:moveFromRangeEnd", "w:moveToRangeEnd"),
        _Walker.closing,
    ),
    "w:hyperlink": _Walker.link,
    "w:sdt": _Walker.control,
    "w:fldSimple": _Walker.simple_field,
}
_SEEN_THROUGH: Final = frozenset(
    short for short, step in _INLINE.items()
    if step in (_Walker.through, _Walker.deleted, _Walker.link)
)  # fmt: skip
