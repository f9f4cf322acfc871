"""The translation units of an XLIFF file, of version 1.x and 2.x alike.

A unit has parts: the stretches that are translated each by itself. In 2.x they are its segments;
in 1.x the `mrk` elements of its `seg-source`, or else the whole unit. What the field adds to 1.2
is understood where it says who made a target and how far it is (SDLXLIFF, MXLIFF), and left alone
otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from workbench.core.document import ParagraphKind
from workbench.core.status import Status
from workbench.documents.formats.xliff import states
from workbench.documents.formats.xliff.states import State
from workbench.documents.formats.xliff.tree import XML, Node

_MATCHES: Final = "urn:oasis:names:tc:xliff:matches:2.0"
_SDL: Final = "http://sdl.com/"
_LONGEST_NOTE: Final = 500
_TITLE: Final = re.compile(r"(?:.*[:-])?title")
_HEADING: Final = re.compile(r"(?:.*[:-])?(?:heading|header|h[1-6]|caption)")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a unit that is translated by itself.

    Attributes:
        source: the element that holds the Chinese.
        target: the element that holds the English, None where there is none yet.
        state: what the file says of the target.
        locked: whether the file forbids to change it.
        segment: the element around both (2.x), or the definition elsewhere (SDLXLIFF), if any.
    """

    source: Node
    target: Node | None
    state: State
    locked: bool = False
    segment: Node | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A `trans-unit` or `unit`.

    Attributes:
        node: the element.
        around: the elements around it, from the root on.
        version: 1 or 2.
        parts: at least one.
        source: of 1.x, the element whose copy the target is: `seg-source` or `source`.
        target: of 1.x, the target element, None where there is none.
        kind: what it is.
        translatable: whether the file wants it translated.
        preserve: whether its white space means something.
        resegmentable: whether its segments may be cut otherwise.
        notes: what people noted of it.
    """

    node: Node
    around: tuple[Node, ...]
    version: int
    parts: tuple[Part, ...]
    source: Node | None = None
    target: Node | None = None
    kind: ParagraphKind = ParagraphKind.BODY
    translatable: bool = True
    preserve: bool = False
    resegmentable: bool = True
    notes: tuple[str, ...] = ()

    @property
    def is_segmented(self) -> bool:
        """Whether the file itself says what its segments are."""
        return self.version != 1 or (self.source is not None and self.source.name == "seg-source")


class Unusable(Exception):  # noqa: N818 - it never leaves the reading of a file
    """A unit that cannot be read, and why."""


def _inherited(name: str, node: Node, around: Iterable[Node], default: str) -> str:
    """Return the attribute that an element has or the nearest of those around it."""
    for one in (node, *reversed(tuple(around))):
        if name in one.attributes:
            return one.attributes[name]
    return default


def _common(node: Node, around: tuple[Node, ...], parts: tuple[Part, ...], version: int) -> Unit:
    notes = node.elements("note") + [
        n for box in node.elements("notes") for n in box.elements("note")
    ]
    kind = node.get("restype") or node.get("type") or (around[-1].get("restype") if around else "")
    preserve = _inherited(f"{XML} space", node, around, "default") == "preserve"
    preserve = preserve or any(p.source.get(f"{XML} space") == "preserve" for p in parts)
    return Unit(
        node,
        around,
        version,
        parts,
        kind=_kind(kind),
        translatable=_inherited("translate", node, around, "yes") != "no",
        preserve=preserve,
        resegmentable=_inherited("canResegment", node, around, "yes") != "no",
        notes=tuple(f"note: {text[:_LONGEST_NOTE]}" for n in notes if (text := _line(n))),
    )


def _kind(said: str) -> ParagraphKind:
    if _TITLE.fullmatch(said):
        return ParagraphKind.TITLE
    return ParagraphKind.HEADING if _HEADING.fullmatch(said) else ParagraphKind.BODY


def _line(node: Node) -> str:
    return " ".join(node.text.split())


def unit_1(node: Node, around: tuple[Node, ...]) -> Unit:
    """Return a `trans-unit` of 1.x.

    Raises:
        Unusable: it has no source.
    """
    sources, targets = node.elements("source"), node.elements("target")
    if not sources:
        raise Unusable(f"the unit “{node.get('id')}” has no source")
    target = targets[0] if targets else None
    cut = next(iter(node.elements("seg-source")), None)
    pieces = _segments(cut) if cut is not None else []
    answers = {piece.get("mid"): piece for piece in _segments(target)} if target else {}
    if cut is None or not pieces or (target is not None and target.text.strip() and not answers):
        whole = Part(sources[0], target, _state_1(node, target), _is_locked(node))
        unit = _common(node, around, (whole,), 1)
        return replace(unit, source=sources[0], target=target)
    defined = _definitions(node)
    parts = []
    for piece in pieces:
        answer = answers.get(piece.get("mid"))
        state, locked = _state_1(node, target, answer), _is_locked(node)
        definition = defined.get(piece.get("mid"))
        if definition is not None:
            conf, origin = definition.get("conf"), definition.get("origin")
            state = states.read_confirmation(conf, origin) if conf or origin else state
            locked = locked or definition.get("locked") == "true"
        parts.append(Part(piece, answer, state, locked, definition))
    return replace(_common(node, around, tuple(parts), 1), source=cut, target=target)


def _segments(node: Node) -> list[Node]:
    """Return the `mrk` elements that are segments, those within another one left out."""
    found: list[Node] = []
    for one in node.descendants():
        is_segment = one.name == "mrk" and one.space == node.space and one.get("mtype") == "seg"
        if is_segment and not (found and one.start < found[-1].end):
            found.append(one)
    return found


def _definitions(node: Node) -> dict[str, Node]:
    """Return the segment definitions of an SDLXLIFF unit by the ids of their segments."""
    return {
        one.get("id"): one
        for one in node.descendants()
        if one.name == "seg" and one.space.startswith(_SDL)
    }


def _foreign(node: Node, name: str) -> str:
    """Return an attribute of any foreign namespace."""
    return next((v for key, v in node.attributes.items() if key.endswith(f" {name}")), "")


def _is_locked(node: Node) -> bool:
    return _foreign(node, "locked") == "true"


def _state_1(node: Node, target: Node | None, answer: Node | None = None) -> State:
    if target is None:
        return State(Status.NEW)
    approved = node.get("approved") == "yes"
    state = states.read_1(target.get("state"), target.get("state-qualifier"), approved=approved)
    if state.status is Status.NEW and _foreign(node, "confirmed") == "1":
        state = State(Status.CONFIRMED, state.origin)
    if state.origin is None and (origin := _foreign(node, "trans-origin")):
        state = State(state.status, states.candidate(origin))
    words = _line(answer or target)
    offered = (
        (one.get("origin"), t) for one in node.elements("alt-trans") for t in one.elements("target")
    )
    return _with_candidate(state, words, offered)


def _with_candidate(state: State, words: str, offered: Iterable[tuple[str, Node]]) -> State:
    """Return the state with the origin of the candidate that the target is a copy of."""
    if state.origin is not None or not words:
        return state
    for origin, target in offered:
        if _line(target) == words:
            return State(state.status, states.candidate(origin))
    return state


def unit_2(node: Node, around: tuple[Node, ...]) -> Unit:
    """Return a `unit` of 2.x.

    Raises:
        Unusable: it has no segment, or one without a source.
    """
    parts = tuple(_part_2(one, node) for one in node.elements("segment"))
    if not parts:
        raise Unusable(f"the unit “{node.get('id')}” has no segment")
    return _common(node, around, parts, 2)


def _part_2(segment: Node, unit: Node) -> Part:
    sources, targets = segment.elements("source"), segment.elements("target")
    if not sources:
        raise Unusable(f"a segment of the unit “{unit.get('id')}” has no source")
    target = targets[0] if targets else None
    state = states.read_2(segment.get("state"), segment.get("subState"))
    words = _line(target) if target is not None else ""
    return Part(sources[0], target, _with_candidate(state, words, _matches(unit)), False, segment)


def _matches(unit: Node) -> Iterator[tuple[str, Node]]:
    """Yield the type and the target of each translation candidate of a 2.x unit."""
    for match in unit.descendants():
        if match.space == _MATCHES and match.name == "match":
            kind = "mt" if match.get("type") in {"mt", "am"} else "tm"
            for target in match.children:
                if isinstance(target, Node) and target.name == "target":
                    yield kind, target
