"""The translation units of an XLIFF file, of version 1.x and 2.x alike.

A unit has parts: the stretches that are translated each by itself. In 2.x they are its segments;
in 1.x the `mrk` elements of its `seg-source`, or else the whole unit. What the field adds to 1.2
is understood where it says who made a target and how far it is (SDLXLIFF, MXLIFF), and left alone
otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from workbench.core.document import ParagraphKind
from workbench.core.status import Status
from workbench.documents.formats import xliff_states as states
from workbench.documents.formats.xliff_states import State
from workbench.documents.formats.xliff_tree import XML, Node, walk
from workbench.errors import FormatError

_UNITS: Final = frozenset({"trans-unit", "unit"})
_MATCHES: Final = "urn:oasis:names:tc:xliff:matches:2.0"
_SDL: Final = "http://sdl.com/"
_LONGEST_NOTE: Final = 500
_VERSION: Final = re.compile(r"(1\.[012]|2\.[0-9])")
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


@dataclass(slots=True)
class Facts:
    """What is known of a whole file.

    Attributes:
        root: its first element.
        version: 1 or 2.
        warnings: what a translator should know, one sentence each.
    """

    root: Node
    version: int
    warnings: list[str] = field(default_factory=list)


def parse(data: bytes, where: str, take: Callable[[Unit], None]) -> Facts:
    """Go through a file and hand over its units in order.

    Args:
        data: UTF-8 without a byte order mark.
        where: the file's name, for messages.
        take: told each unit.

    Raises:
        FormatError: it is no XML, no XLIFF, of an unknown version, or a unit has no source; with
            line and reason.
    """
    reading = _Reading(where, take)
    walk(data, where, units=_UNITS, on_unit=reading.unit, on_root=reading.root)
    assert reading.facts is not None, "no root"
    reading.warn_of_twins()
    return reading.facts


class _Reading:
    """The state between two units."""

    def __init__(self, where: str, take: Callable[[Unit], None]) -> None:
        self.facts: Facts | None = None
        self._where = where
        self._take = take
        self._seen: dict[tuple[int, str], int] = {}  # file and id → line
        self._twins: list[tuple[str, int]] = []
        self._files: set[int] = set()

    def root(self, node: Node) -> None:
        """See that this is XLIFF."""
        if node.name != "xliff":
            raise self._refusal(f"this is no XLIFF file but XML that begins with <{node.name}>", 1)
        version = node.get("version")
        if not _VERSION.fullmatch(version):
            said = f"version “{version}” of XLIFF is not known" if version else "it has no version"
            raise self._refusal(said, node.line, hint="Export it as XLIFF 1.2 or 2.0.")
        self.facts = Facts(node, int(version[0]))

    def unit(self, node: Node, around: tuple[Node, ...]) -> None:
        """Take one unit."""
        assert self.facts is not None, "a unit before the root"
        file = next((one for one in around if one.name == "file"), self.facts.root)
        self._look_at_languages(file)
        place = (file.start, node.get("id"))
        if place in self._seen:
            self._twins.append((node.get("id"), node.line))
        self._seen.setdefault(place, node.line)
        build = _unit_1 if self.facts.version == 1 else _unit_2
        try:
            self._take(build(node, around))
        except _Unusable as exc:
            raise self._refusal(str(exc), node.line) from exc

    def warn_of_twins(self) -> None:
        """Note which ids occur more than once: other tools may mix such units up."""
        if self.facts is None or not self._twins:
            return
        name, line = self._twins[0]
        more = f", and {len(self._twins) - 1:,} more like it" if len(self._twins) > 1 else ""
        self.facts.warnings.append(
            f"The unit id “{name}” occurs again in line {line}{more}; other tools may mix them up."
        )

    def _look_at_languages(self, file: Node) -> None:
        assert self.facts is not None, "a unit before the root"
        if file.start in self._files:
            return
        self._files.add(file.start)
        root = self.facts.root
        source = file.get("source-language") or root.get("srcLang")
        target = file.get("target-language") or root.get("trgLang")
        if source and not _is(source, "zh", "zho", "chi", "cmn"):
            self._warn(f"The file says that its source is “{source}”, not Chinese.")
        if target and not _is(target, "en", "eng"):
            self._warn(f"The file says that its target is “{target}”, not English.")

    def _warn(self, sentence: str) -> None:
        assert self.facts is not None, "a warning before the root"
        if sentence not in self.facts.warnings:
            self.facts.warnings.append(sentence)

    def _refusal(self, what: str, line: int, *, hint: str = "") -> FormatError:
        hint = hint or "Export it again from the tool that it comes from."
        return FormatError(what, where=self._where, line=line, hint=hint)


class _Unusable(Exception):  # noqa: N818 - it never leaves this module
    """A unit that cannot be read, and why."""


def _is(code: str, *languages: str) -> bool:
    return code.strip().lower().replace("_", "-").split("-", 1)[0] in languages


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


def _unit_1(node: Node, around: tuple[Node, ...]) -> Unit:
    sources, targets = node.elements("source"), node.elements("target")
    if not sources:
        raise _Unusable(f"the unit “{node.get('id')}” has no source")
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


def _unit_2(node: Node, around: tuple[Node, ...]) -> Unit:
    parts = tuple(_part_2(one, node) for one in node.elements("segment"))
    if not parts:
        raise _Unusable(f"the unit “{node.get('id')}” has no segment")
    return _common(node, around, parts, 2)


def _part_2(segment: Node, unit: Node) -> Part:
    sources, targets = segment.elements("source"), segment.elements("target")
    if not sources:
        raise _Unusable(f"a segment of the unit “{unit.get('id')}” has no source")
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
