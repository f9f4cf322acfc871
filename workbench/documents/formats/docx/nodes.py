"""The parts of a paragraph's content: words, things that stand among them, and what wraps them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from workbench.documents.formats.docx.names import Element
from workbench.documents.formats.docx.styles import Format


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """An element that is kept as it is.

    Attributes:
        run: the run whose child it is; None where it is none.
    """

    element: Element
    run: Element | None = None


@dataclass(slots=True, eq=False)
class Text:
    """Words that look the same.

    Attributes:
        run: one that has them, whose properties they take.
    """

    text: str
    look: Format
    run: Element


@dataclass(slots=True, eq=False)
class Opaque:
    """Something that is no words: an image, a tab, a field, a reference to a note."""

    pieces: list[Piece]
    label: str


@dataclass(slots=True, eq=False)
class Wrapper:
    """Something that is around words: a link, a content control, a bookmark.

    Attributes:
        label: how to show it to a person.
        nodes: what it is around.
        shell: the element that contains them, None where it only stands before and after.
        head, tail: what stands before and after them.
        is_unique: whether there may be only one of it in a document.
    """

    label: str
    nodes: list[Node]
    shell: Element | None = None
    head: list[Piece] = field(default_factory=list)
    tail: list[Piece] = field(default_factory=list)
    is_unique: bool = False


@dataclass(slots=True, eq=False)
class Mark:
    """One end of what stands before and after words, before the two were paired.

    Attributes:
        key: the same for both ends.
        is_edge: whether, left alone, it belongs at the paragraph's edge rather than where it is.
    """

    key: object
    opens: bool
    pieces: list[Piece]
    label: str
    is_edge: bool


Node: TypeAlias = Text | Opaque | Wrapper | Mark


def words(nodes: Iterable[Node]) -> Iterator[Text]:
    """Yield all words among nodes, those inside of wrappers too."""
    for node in nodes:
        if isinstance(node, Text):
            yield node
        elif isinstance(node, Wrapper):
            yield from words(node.nodes)


def has_words(nodes: Iterable[Node]) -> bool:
    """Return whether there is anything but white space among nodes."""
    return any(one.text.strip() for one in words(nodes))


def paired(nodes: Sequence[Node], front: list[Piece], back: list[Piece]) -> list[Node]:
    """Return nodes with each pair of marks as a wrapper around what stands between them.

    Marks that cross others, or whose partner is elsewhere, go to the edges or stay as things.

    Args:
        nodes: of one level.
        front: takes the opening marks that go to the beginning of the paragraph.
        back: takes the closing ones that go to its end.
    """
    levels: list[tuple[Mark | None, list[Node]]] = [(None, [])]
    for node in nodes:
        if not isinstance(node, Mark):
            levels[-1][1].append(node)
        elif node.opens:
            levels.append((node, []))
        elif levels[-1][0] is not None and levels[-1][0].key == node.key:
            opening, inner = levels.pop()
            assert opening is not None
            levels[-1][1].append(_wrapper(opening, inner, node))
        else:
            levels[-1][1].extend(_left_alone(node, front, back))
    result = levels[0][1]
    for opening, inner in levels[1:]:
        assert opening is not None
        result += [*_left_alone(opening, front, back), *inner]
    return result


def _wrapper(opening: Mark, inner: list[Node], closing: Mark) -> Wrapper:
    return Wrapper(
        opening.label, inner, head=opening.pieces, tail=closing.pieces, is_unique=opening.is_edge
    )


def _left_alone(mark: Mark, front: list[Piece], back: list[Piece]) -> list[Node]:
    """Return what stands in the place of a mark without a partner."""
    if not mark.is_edge:
        return [Opaque(mark.pieces, mark.label)]
    (front if mark.opens else back).extend(mark.pieces)
    return []
