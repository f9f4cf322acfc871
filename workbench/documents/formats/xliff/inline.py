"""What stands in a source or target element ↔ a text with placeholders.

Each inline element becomes a placeholder; where one has content that is translated (`g`, `pc`,
`mrk`) its start and its end become one each. A code's markup is the very characters of the file, so
that filling them in again gives what other tools expect: the ids of the source in the target.

Sections: XLIFF 1.2, 2.4 (inline elements); XLIFF 2.1, 4.7 (inline content).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from workbench.core.code import CodeKind
from workbench.documents.formats.xliff.tree import Node, Reference

_AROUND: Final = frozenset({"g", "pc", "mrk"})
_OPENING: Final = {"bpt": "pt", "bx": "x", "sc": "c", "sm": "m"}
_CLOSING: Final = {"ept": "pt", "ex": "x", "ec": "c", "em": "m"}
_LONGEST_LABEL: Final = 24
_SAYING: Final = (
    *("disp", "dispStart", "dataRef", "dataRefStart"),
    *("equiv-text", "equiv", "equivStart"),
)
_PROTECTED: Final = ("protected", "no")

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Mark:
    """An inline code where it stands.

    Attributes:
        kind: what it does.
        raw: its characters in the file.
        key: what a source and a target share that have the same code.
        pair: what its two halves share, None if it has no other half.
        label: how to show it to a person.
        is_tag: whether `raw` is a start or end tag alone, which is no XML without the other.
    """

    kind: CodeKind
    raw: str
    key: tuple[str, ...]
    pair: Pair | None = None
    label: str = ""
    is_tag: bool = False


Token = str | Mark


@dataclass(frozen=True, slots=True)
class Setting:
    """What the inline elements of a unit stand in.

    Attributes:
        data: the file, as UTF-8.
        preserve: whether line ends mean something; each is a code then.
        originals: the original data of a unit of 2.x, by id.
    """

    data: bytes
    preserve: bool = False
    originals: Mapping[str, str] = field(default_factory=dict)

    def raw(self, start: int, end: int) -> str:
        """Return a stretch of the file."""
        return self.data[start:end].decode()


def setting(unit: Node, data: bytes, *, preserve: bool) -> Setting:
    """Return what the inline elements of a unit stand in."""
    held = [one for box in unit.elements("originalData") for one in box.elements("data")]
    return Setting(data, preserve, {one.get("id"): one.text for one in held})


def tokens(node: Node, at: Setting) -> list[Token]:
    """Return the content of a source, a target, or an `mrk` that is a segment."""
    found: list[Token] = []
    for child in node.children:
        if isinstance(child, str):
            found.extend(_words(child, preserve=at.preserve))
        elif isinstance(child, Reference):
            found.append(Mark(CodeKind.ALONE, child.raw, ("&", child.raw), label=child.raw))
        elif child.space == node.space and child.name in _AROUND and _is_open(child):
            found.extend(_around(child, at))
        else:
            found.append(_code(child, at, same_space=child.space == node.space))
    return found


def _words(text: str, *, preserve: bool) -> Iterator[Token]:
    if not preserve:
        yield text
        return
    for number, line in enumerate(text.split("\n")):
        if number:
            yield Mark(CodeKind.ALONE, "\n", ("line end",), label="↵")
        yield line


def _is_open(node: Node) -> bool:
    """Whether the content of an element that surrounds words is there, and may be translated."""
    protected = node.get("mtype") in _PROTECTED or node.get("translate") in _PROTECTED
    return node.tail != node.end and not (node.name == "mrk" and protected)


def _around(node: Node, at: Setting) -> Iterator[Token]:
    pair = (node.name, _number(node))
    name = _label(node, at)
    start, end = at.raw(node.start, node.inner), at.raw(node.tail, node.end)
    yield Mark(CodeKind.OPEN, start, (*pair, "open"), pair, name, is_tag=True)
    yield from tokens(node, at)
    closing = _said(node, at, "dispEnd", "dataRefEnd", "equivEnd") or _closing(name)
    yield Mark(CodeKind.CLOSE, end, (*pair, "close"), pair, closing, is_tag=True)


def _code(node: Node, at: Setting, *, same_space: bool) -> Mark:
    raw = at.raw(node.start, node.end)
    label = _label(node, at)
    if not same_space or node.get("isolated") == "yes":
        return Mark(CodeKind.ALONE, raw, (node.name, _number(node), raw), label=label)
    if node.name in _OPENING:
        pair = (_OPENING[node.name], node.get("rid") or _number(node))
        return Mark(CodeKind.OPEN, raw, (node.name, *pair), pair, label)
    if node.name in _CLOSING:
        pair = (_CLOSING[node.name], node.get("startRef") or node.get("rid") or _number(node))
        return Mark(CodeKind.CLOSE, raw, (node.name, *pair), pair, label)
    return Mark(CodeKind.ALONE, raw, (node.name, _number(node)), label=label)


def _number(node: Node) -> str:
    """Return what tells an element from others of its name in a unit."""
    return node.get("id") or node.get("mid") or node.get("hex") or node.get("mtype")


def _label(node: Node, at: Setting) -> str:
    """Return what a person may know the code by: what it shows, what it was, or its id."""
    said = _said(node, at, *_SAYING)
    if not said and node.name not in _AROUND:
        said = " ".join(node.text.split())
    if said and len(said) <= _LONGEST_LABEL:
        return said
    return f"<{node.name} {_number(node)}>".replace(" >", ">")


def _said(node: Node, at: Setting, *names: str) -> str:
    """Return the first of some attributes that says anything; one `dataRef…` says what it names."""
    for name in names:
        value = node.get(name)
        said = at.originals.get(value, "") if name.startswith("dataRef") else value
        if said.strip():
            return " ".join(said.split())
    return ""


def _closing(label: str) -> str:
    return f"</{label[1:]}" if label.startswith("<") else label


def partners(marks: Sequence[Mark]) -> dict[int, int]:
    """Return, for the rank of each half of a pair, the rank of the other; the nearest belong."""
    waiting: dict[Pair, list[int]] = {}
    found: dict[int, int] = {}
    for rank, mark in enumerate(marks):
        if mark.pair is None:
            continue
        if mark.kind is CodeKind.OPEN:
            waiting.setdefault(mark.pair, []).append(rank)
        elif waiting.get(mark.pair):
            other = waiting[mark.pair].pop()
            found[rank], found[other] = other, rank
    return found
