"""The segments of an XLIFF 2.x unit as the translator cut them (XLIFF 2.1, 4.7.4.2).

A stretch of segments is replaced by others with the same source, so that whoever reads the file
next sees sentence against sentence. It is not done where the file forbids it, where a pair of codes
would be torn, or where something stands between the segments that would be lost.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from workbench.core.document import Segment
from workbench.documents import markup
from workbench.documents.formats.base import Wanted
from workbench.documents.formats.xliff import states
from workbench.documents.formats.xliff.answers import Answer, Group, bare, rendered
from workbench.documents.formats.xliff.states import State
from workbench.documents.formats.xliff.text import escape
from workbench.documents.formats.xliff.tree import Node, with_attributes
from workbench.text.placeholders import placeholders


def resegmented(group: Group, answer: Answer, data: bytes, end: str) -> tuple[int, int, str] | None:
    """Return what to replace by new segments, from where and to where; None if that cannot be.

    Args:
        group: the parts and the segments that translate them.
        answer: what it belongs to.
        data: the file, as UTF-8.
        end: what to put after the last target.
    """
    if not _may_be(group, answer, data):
        return None
    nodes = [p.part.segment for p in group.passages if p.part.segment is not None]
    first = nodes[0]
    tag = data[first.start : first.inner].decode()
    prefix, colon, _ = tag[1:].split()[0].rstrip(">").rpartition(":")
    space = f"{prefix}{colon}"
    found: list[str] = []
    last = len(group.segments) - 1
    for rank, segment in enumerate(group.segments):
        head = tag if not rank else f"<{space}segment>"
        source = _source(group, segment, data)
        english = rendered([segment], group.codes, Wanted())
        target = markup.fill(english, group.codes, escape) + (end if rank == last else " ")
        found.append(_segment(head, space, source, target, segment))
    indent = _indent(data, first)
    return first.start, nodes[-1].end, indent.join(found)


def _may_be(group: Group, answer: Answer, data: bytes) -> bool:
    if len(group.segments) < 2 and len(group.passages) < 2:  # noqa: PLR2004
        return False
    if not answer.unit.resegmentable or not group.segments:
        return False
    if any(not segment.target.strip() for segment in group.segments):
        return False
    if not _is_of_the_file(group):
        return False
    around = "".join(passage.prefix + passage.suffix for passage in group.passages)
    if around.strip() or _between(group, data).strip():
        return False
    return all(_has_pairs(group, segment) for segment in group.segments)


def _is_of_the_file(group: Group) -> bool:
    """Whether the segments have the words and the codes of the file: its source never changes."""
    here = "".join(bare(segment.source) for segment in group.segments)
    there = "".join(bare(passage.source) for passage in group.passages)
    found = Counter(n for segment in group.segments for n in placeholders(segment.source))
    return here == there and all(found[code.number] == 1 for code in group.codes)


def _has_pairs(group: Group, segment: Segment) -> bool:
    """Whether no pair of codes has one half in a segment and the other in the next."""
    present = set(placeholders(segment.source))
    if markup.flaws(segment.source, segment.target, group.codes):
        return False
    paired = [code for code in group.codes if code.number in present and code.partner is not None]
    return all(code.partner in present for code in paired)


def _between(group: Group, data: bytes) -> str:
    """Return what stands between the segments of a group, their tags and targets left out."""
    nodes = [p.part.segment for p in group.passages if p.part.segment is not None]
    return "".join(data[one.end : other.start].decode() for one, other in pairwise(nodes))


def _source(group: Group, segment: Segment, data: bytes) -> str:
    """Return the source of a new segment; that of merged ones is the file's own, end to end."""
    if len(group.segments) == 1:
        nodes = [passage.part.source for passage in group.passages]
        return "".join(data[node.inner : node.tail].decode() for node in nodes)
    return markup.fill(segment.source, group.codes, escape)


def _segment(tag: str, space: str, source: str, target: str, segment: Segment) -> str:
    head = with_attributes(tag, states.written_2(State(segment.status, segment.origin)))
    return (
        f"{head}<{space}source>{source}</{space}source>"
        f"<{space}target>{target}</{space}target></{space}segment>"
    )


def _indent(data: bytes, node: Node) -> str:
    """Return the line end and the spaces before an element, empty if it has none."""
    start = node.start
    while start > 0 and data[start - 1 : start] in (b" ", b"\t"):
        start -= 1
    return data[start - 1 : node.start].decode() if data[start - 1 : start] == b"\n" else ""
