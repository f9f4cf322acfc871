"""Targets and states into an XLIFF file: what is replaced in it, and by what.

1.x: the target element stands after `seg-source` or `source`; where the unit is segmented it is a
copy of `seg-source` with other words in its segments. Parts that the translator merged are written
into the first of them and leave the others empty, for other tools know segments by their ids.

2.x: each segment has its target. Segments that the translator split or merged are written so where
that is allowed and no pair of codes is torn; else as in 1.x.
"""

from __future__ import annotations

import re
from typing import Final

from workbench.core.status import Status
from workbench.documents.formats.xliff import states
from workbench.documents.formats.xliff.answers import Answer, Group
from workbench.documents.formats.xliff.segments import resegmented
from workbench.documents.formats.xliff.states import State
from workbench.documents.formats.xliff.text import escape
from workbench.documents.formats.xliff.tree import Node, with_attributes
from workbench.documents.formats.xliff.units import Unit
from workbench.documents.formats.xliff.wording import Passage
from workbench.documents.markup import fill

_INDENT: Final = re.compile(rb"[ \t]*\r?\n[ \t]*\Z|[ \t]+\Z")
_CONFIRMED: Final = re.compile(r"\s([\w.-]+:confirmed)\s*=")
_CLOSERS: Final = re.compile(r"[)\]}”’—,.;:!?%…]")


class Edits:
    """What is to be replaced in a file, gathered unit by unit."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._changes: list[tuple[int, int, str]] = []
        self._languages: dict[int, tuple[Node, str]] = {}

    def take(self, answer: Answer) -> None:
        """Note what one unit gets."""
        if answer.unit.version == 1:
            self._unit_1(answer)
        else:
            self._unit_2(answer)
        self._name_language(answer.unit)

    def applied(self) -> bytes:
        """Return the file, as UTF-8, with everything replaced."""
        for node, name in self._languages.values():
            self._retag(node, {name: "en"})
        self._languages.clear()
        pieces: list[bytes] = []
        at = 0
        for start, end, text in sorted(self._changes):
            pieces += (self._data[at:start], text.encode())
            at = end
        return b"".join((*pieces, self._data[at:]))

    def _name_language(self, unit: Unit) -> None:
        """See that the file says which language its targets are in."""
        if unit.version == 1:
            file = next((one for one in unit.around if one.name == "file"), unit.around[0])
            name, node = "target-language", file
        else:
            name, node = "trgLang", unit.around[0]
        if not node.get(name):
            self._languages[node.start] = (node, name)

    def _raw(self, start: int, end: int) -> str:
        return self._data[start:end].decode()

    def _replace(self, start: int, end: int, text: str) -> None:
        if self._raw(start, end) != text:
            self._changes.append((start, end, text))

    def _retag(self, node: Node, wanted: dict[str, str | None]) -> None:
        tag = with_attributes(self._raw(node.start, node.inner), wanted)
        self._replace(node.start, node.inner, tag)

    # Version 1.x.

    def _unit_1(self, answer: Answer) -> None:
        unit, source = answer.unit, answer.unit.source
        assert source is not None, "a unit of 1.x without a source"
        content = self._content_1(answer, source)
        found = [self._state(answer, p) for p in answer.words.passages if p.is_offered]
        state = states.least(found)
        old = unit.target
        tag = f"<{_sibling(self._raw(source.start, source.inner), 'target')}>"
        if old is not None:
            tag = _opened(self._raw(old.start, old.inner))
        tag = with_attributes(tag, states.written_1(state))
        element = f"{tag}{content}</{_name(tag)}>"
        if old is None:
            before = _INDENT.search(self._data, 0, source.start)
            indent = before[0].decode() if before else ""
            self._changes.append((source.end, source.end, indent + element))
        else:
            self._replace(old.start, old.end, element)
        self._mark_1(answer, state)

    def _content_1(self, answer: Answer, source: Node) -> str:
        """Return the inside of a target: what surrounds the segments is copied from the source."""
        if not answer.unit.is_segmented:
            return self._inside(answer, answer.words.passages[0])
        pieces: list[str] = []
        at = source.inner
        last = ""
        for passage in answer.words.passages:
            piece = passage.part.source
            gap, text = self._raw(at, piece.start), self._inside(answer, passage)
            if _wants_space(last, gap, text) and self._is_english(answer, passage):
                gap = f" {gap}"
            mark = self._raw(piece.start, piece.inner)
            tag = _opened(mark)
            pieces += (gap, f"{tag}{text}</{_name(tag)}>")
            last = text if self._is_english(answer, passage) else ""
            at = piece.end
        return "".join((*pieces, self._raw(at, source.tail)))

    def _inside(self, answer: Answer, passage: Passage) -> str:
        """Return what stands in the target of one part."""
        group = answer.group_of(passage)
        if group is not None:
            return written(group) if passage == group.passages[0] else ""
        node = passage.part.target
        if node is None and passage.is_offered:
            return ""  # left empty, as was asked for
        node = node or passage.part.source
        return self._raw(node.inner, node.tail)

    def _is_english(self, answer: Answer, passage: Passage) -> bool:
        group = answer.group_of(passage)
        return bool(passage.target) if group is None else group.is_english

    def _state(self, answer: Answer, passage: Passage) -> State:
        group = answer.group_of(passage)
        return passage.part.state.of(passage.target) if group is None else group.state

    def _mark_1(self, answer: Answer, state: State) -> None:
        """Say how far a unit is where 1.x and its extensions say it."""
        node = answer.unit.node
        tag = self._raw(node.start, node.inner)
        wanted: dict[str, str | None] = {}
        if state.status is Status.REVIEWED:
            wanted["approved"] = "yes"
        elif node.get("approved") == "yes":
            wanted["approved"] = "no"
        if found := _CONFIRMED.search(tag):
            wanted[found[1]] = "1" if state.status.is_final else "0"
        self._retag(node, wanted)
        for group in answer.groups:
            for passage in group.passages:
                if passage.part.segment is not None:
                    wanted = states.written_confirmation(group.state)
                    self._retag(passage.part.segment, wanted)

    # Version 2.x.

    def _unit_2(self, answer: Answer) -> None:
        passages = [p for p in answer.words.passages if p.is_offered]
        for group in answer.groups:
            after = passages.index(group.passages[-1]) + 1
            follower = passages[after] if after < len(passages) else None
            end = self._space_after(answer, group, follower)
            segments = resegmented(group, answer, self._data, end)
            if segments is None:
                self._targets_2(group, end)
            else:
                self._changes.append(segments)

    def _space_after(self, answer: Answer, group: Group, follower: Passage | None) -> str:
        """Return the space that English wants after a group: nothing else parts the segments."""
        last = group.passages[-1].part.segment
        if follower is None or last is None or follower.part.segment is None:
            return ""
        text = written(group)
        other = answer.group_of(follower)
        next_text = written(other) if other is not None else follower.target
        between = [
            one.text
            for one in answer.unit.node.elements("ignorable")
            if last.end <= one.start < follower.part.segment.start
        ]
        english = group.is_english and (other.is_english if other else bool(follower.target))
        return " " if english and _wants_space(text, "".join(between), next_text) else ""

    def _targets_2(self, group: Group, end: str) -> None:
        for rank, passage in enumerate(group.passages):
            part = passage.part
            assert part.segment is not None, "a part of 2.x without a segment"
            self._retag(part.segment, states.written_2(group.state))
            content = "" if rank else written(group) + end
            if part.target is not None:
                tag = _opened(self._raw(part.target.start, part.target.inner))
                element = f"{tag}{content}</{_name(tag)}>"
                self._replace(part.target.start, part.target.end, element)
            else:
                name = _sibling(self._raw(part.source.start, part.source.inner), "target")
                before = _INDENT.search(self._data, 0, part.source.start)
                indent = before[0].decode() if before else ""
                element = f"{indent}<{name}>{content}</{name}>"
                self._changes.append((part.source.end, part.source.end, element))


def written(group: Group) -> str:
    """Return a group's text as XML, with what surrounds it in the file."""
    text = fill(group.text, group.marks, escape)
    if not group.segments and not group.codes:
        return text
    return f"{group.passages[0].prefix}{text}{group.passages[-1].suffix}"


def _wants_space(before: str, gap: str, after: str) -> bool:
    """Whether two English sentences would touch, for Chinese ones have no space between them."""
    if not before or not after or any(map(str.isspace, (before[-1], after[0]))):
        return False
    return not any(map(str.isspace, gap)) and not _CLOSERS.match(after)


def _name(tag: str) -> str:
    """Return the name in a start tag, prefix included."""
    return re.split(r"[\s/>]", tag[1:], maxsplit=1)[0]


def _sibling(tag: str, name: str) -> str:
    """Return a name with the prefix of the element that a start tag begins."""
    prefix, colon, _ = _name(tag).rpartition(":")
    return f"{prefix}{colon}{name}"


def _opened(tag: str) -> str:
    """Return the start tag of an element that is going to have content."""
    return f"{tag[:-2].rstrip()}>" if tag.endswith("/>") else tag
