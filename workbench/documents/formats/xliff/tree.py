"""The elements of an XML file with the places of their tags, one translation unit after the other.

Places are what lets a file be changed without being written anew: whatever lies outside of the
stretches that are replaced stays byte for byte. Only units are kept as trees, and only until they
are taken, so that memory stays in proportion to the largest of them.

What a file cannot do: make us open anything, or grow. A DOCTYPE is accepted, entities are never
replaced in a text (a reference is kept as it is written), entities within entities are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from workbench.errors import FormatError

XML: Final = "http://www.w3.org/XML/1998/namespace"
_TAG: Final = re.compile(rb"<[^<>\"']*(?:\"[^\"]*\"[^<>\"']*|'[^']*'[^<>\"']*)*>")
_DEEPEST: Final = 200  # elements within each other; files of the field need some twenty
_LONGEST_ENTITY: Final = 200  # characters
_ATTRIBUTE: Final = re.compile(rb"\s+([^\s=/>\"']+)\s*=\s*(\"[^\"]*\"|'[^']*')")


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to an entity that the file declares, as it is written: `&name;`."""

    raw: str


@dataclass(slots=True, eq=False)
class Node:
    """An element.

    Attributes:
        name: without its prefix.
        space: its namespace, empty for none.
        attributes: by name; those of a namespace as `namespace name`.
        line: 1-based line of its start tag.
        start, inner, tail, end: offsets, in the UTF-8 text, of its start tag, of its content, of
            its end tag and of what follows it; of an empty element the last three are one.
        children: its content in order.
    """

    name: str
    space: str
    attributes: dict[str, str]
    line: int
    start: int
    inner: int
    tail: int = 0
    end: int = 0
    children: list[Node | Reference | str] = field(default_factory=list)

    def get(self, name: str) -> str:
        """Return an attribute without namespace, empty where there is none."""
        return self.attributes.get(name, "")

    def elements(self, *names: str) -> list[Node]:
        """Return the children with one of these names in the element's own namespace."""
        return [
            child
            for child in self.children
            if isinstance(child, Node) and child.space == self.space and child.name in names
        ]

    def descendants(self) -> list[Node]:
        """Return all elements within this one, in order."""
        found: list[Node] = []
        waiting = [child for child in reversed(self.children) if isinstance(child, Node)]
        while waiting:
            node = waiting.pop()
            found.append(node)
            waiting.extend(child for child in reversed(node.children) if isinstance(child, Node))
        return found

    @property
    def text(self) -> str:
        """All text within it."""
        pieces = []
        for child in self.children:
            if isinstance(child, str):
                pieces.append(child)
            elif isinstance(child, Node):
                pieces.append(child.text)
        return "".join(pieces)


OnUnit = Callable[[Node, tuple[Node, ...]], None]
"""Told each unit, and the elements around it from the root on."""


def walk(
    data: bytes,
    where: str,
    *,
    units: frozenset[str],
    on_unit: OnUnit,
    on_root: Callable[[Node], None],
) -> None:
    """Go through a file.

    Args:
        data: UTF-8 without a byte order mark, whatever the declaration says.
        where: the file's name, for messages.
        units: names of the elements, in the root's namespace, that are kept as trees.
        on_unit: told each of them that is not within another one.
        on_root: told the root when it opens.

    Raises:
        FormatError: it is no XML, or built to exhaust the machine; with line and reason.
    """
    walker = _Walker(data, where, units, on_unit, on_root)
    try:
        walker.parser.Parse(data, True)
    except expat.ExpatError as exc:
        raise FormatError(
            f"this is no sound XML ({expat.ErrorString(exc.code)})",
            where=where,
            line=exc.lineno,
            hint="Export it again from the tool that it comes from.",
        ) from exc


class _Walker:
    """The state between two events of the parser."""

    def __init__(
        self,
        data: bytes,
        where: str,
        units: frozenset[str],
        on_unit: OnUnit,
        on_root: Callable[[Node], None],
    ) -> None:
        self._data, self._where = data, where
        self._units, self._on_unit, self._on_root = units, on_unit, on_root
        self._open: list[Node] = []
        self._kept = 0  # how many of the open elements are kept as a tree
        parser = expat.ParserCreate("utf-8", " ")
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = self._entity
        parser.DefaultHandler = self._other  # its presence keeps entities from being replaced
        self.parser = parser

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        start = self.parser.CurrentByteIndex
        tag = _TAG.match(self._data, start)
        assert tag is not None, f"no tag at {start}"
        space, _, local = name.rpartition(" ")
        line = self.parser.CurrentLineNumber
        node = Node(local, space, attributes, line, start, tag.end())
        if len(self._open) > _DEEPEST:
            raise self._refusal("its elements lie too deep within each other")
        if not self._open:
            self._on_root(node)
        if self._kept:
            self._open[-1].children.append(node)
            self._kept += 1
        elif local in self._units and space == (self._open[0] if self._open else node).space:
            self._kept = 1
        self._open.append(node)

    def _end(self, _name: str) -> None:
        node = self._open.pop()
        if self._data[node.inner - 2 : node.inner] == b"/>":
            node.tail = node.end = node.inner
        else:
            node.tail = self.parser.CurrentByteIndex
            node.end = self._data.index(b">", node.tail) + 1
        if self._kept == 1:
            self._on_unit(node, tuple(self._open))
        self._kept -= 1 if self._kept else 0

    def _characters(self, text: str) -> None:
        if self._kept:
            self._open[-1].children.append(text)

    def _other(self, raw: str) -> None:
        if self._kept and raw.startswith("&"):
            self._open[-1].children.append(Reference(raw))

    def _entity(
        self,
        name: str,
        is_parameter: bool,
        value: str | None,
        _base: str | None,
        _system: str | None,
        _public: str | None,
        _notation: str | None,
    ) -> None:
        if not is_parameter and value and ("&" in value or len(value) > _LONGEST_ENTITY):
            raise self._refusal(f"the entity {name!r} is declared so that it could fill the memory")

    def _refusal(self, what: str) -> FormatError:
        hint = "Ask where the file comes from; no tool writes such a thing."
        line = self.parser.CurrentLineNumber
        return FormatError(what, where=self._where, line=line, hint=hint)


def with_attributes(tag: str, wanted: dict[str, str | None]) -> str:
    """Return a start tag with other values of some attributes; None takes an attribute away.

    Args:
        tag: as it is written, from `<` to `>`.
        wanted: values by name, prefix included, already safe for double quotes.
    """
    data = tag.encode()
    left = dict(wanted)
    pieces: list[bytes] = []
    at = 0
    for found in _ATTRIBUTE.finditer(data):
        name = found[1].decode()
        if name in left:
            new = left.pop(name)
            pieces.append(data[at : found.start()])
            pieces += [] if new is None else [f' {name}="{new}"'.encode()]
            at = found.end()
    rest = data[at:]
    end = len(rest) - (2 if rest.endswith(b"/>") else 1)
    more = "".join(f' {name}="{new}"' for name, new in left.items() if new is not None)
    return b"".join((*pieces, rest[:end].rstrip(), more.encode(), rest[end:])).decode()
