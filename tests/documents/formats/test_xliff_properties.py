"""Whatever stands in an XLIFF file and whatever became of it: what is written can be read.

Inline elements in any order, nested or not; segments split at any place, merged, with targets that
lost, repeated or made up placeholders; paragraphs joined, divided or gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.documents.formats.contract import joined, paragraphs_of, split
from tests.documents.formats.xliff import blocks, content, marks, one, two
from workbench.core.document import Paragraph, Segment
from workbench.core.status import Origin, Status
from workbench.documents.blocks import Block
from workbench.documents.formats.base import Untranslated, Wanted
from workbench.documents.formats.xliff import handler as xliff

WORDS = st.sampled_from(["双方同意", "会谈。", "港口", "X1 ", " ", "\n", "&amp;", "{1}", "{3}"])
NUMBERS = st.integers(1, 3)
EMPTY_1 = st.builds(
    str.format,
    st.sampled_from(
        [
            "<x id='{0}'/>",
            "<bx id='{0}'/>",
            "<ex id='{0}'/>",
            "<bpt id='{0}'>&lt;b&gt;</bpt>",
            "<ept id='{0}'>&lt;/b&gt;</ept>",
            "<ph id='{0}'>p<sub>词</sub></ph>",
            "<it id='{0}' pos='open'>x</it>",
            "<!-- {0} -->",
        ]
    ),
    NUMBERS,
)
EMPTY_2 = st.builds(
    str.format,
    st.sampled_from(
        [
            "<ph id='{0}'/>",
            "<sc id='{0}'/>",
            "<ec startRef='{0}'/>",
            "<sm id='{0}'/>",
            "<em startRef='{0}'/>",
            "<cp hex='000{0}'/>",
        ]
    ),
    NUMBERS,
)


def inline(empty: st.SearchStrategy[str], *names: str) -> st.SearchStrategy[str]:
    """Return the content of a source or target, as XML."""

    def around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        tags = st.sampled_from(names)
        wrapped = st.builds("<{0} id='{1}'>{2}</{0}>".format, tags, NUMBERS, inner)
        return st.lists(st.one_of(WORDS, empty, wrapped), max_size=5).map("".join)

    flat = st.lists(st.one_of(WORDS, empty), max_size=5).map("".join)
    return st.recursive(flat, around, max_leaves=4)


INLINE_1 = inline(EMPTY_1, "g", "mrk")
INLINE_2 = inline(EMPTY_2, "pc", "mrk")


def target(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), st.just("<target/>"), inner.map("<target>{}</target>".format))


PLAIN = st.builds(
    "<trans-unit{}><source>{}</source>{}</trans-unit>".format,
    st.sampled_from(["", " xml:space='preserve'", " approved='yes'", " translate='no'"]),
    INLINE_1,
    target(INLINE_1),
)
SEGMENTED = st.builds(
    "<trans-unit><source/><seg-source>{}</seg-source>{}</trans-unit>".format,
    st.lists(INLINE_1, min_size=1, max_size=3).map(lambda texts: marks(*texts)),
    target(st.lists(INLINE_1, max_size=3).map(lambda texts: marks(*texts))),
)
SEGMENT = st.builds("<segment><source>{}</source>{}</segment>".format, INLINE_2, target(INLINE_2))
GAP = st.just("<ignorable><source> </source></ignorable>")
UNIT = st.lists(st.one_of(SEGMENT, SEGMENT, SEGMENT, GAP), min_size=1, max_size=4).map(
    lambda parts: f"<unit>{''.join(parts)}<segment><source>船</source></segment></unit>"
)
FILES = st.one_of(
    st.lists(st.one_of(PLAIN, SEGMENTED), min_size=1, max_size=3).map(lambda units: one(*units)),
    st.lists(UNIT, min_size=1, max_size=3).map(lambda units: two(*units)),
)
TARGETS = st.sampled_from(["", "Hello {1} there{2}", "<&>{9}", "{2}{1}x{3}", "{1}a{2} {3}b{4}"])


@st.composite
def edited(draw: st.DrawFn, found: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Return what a translator may have made of paragraphs."""
    made = [replace(p, segments=tuple(draw(worked_on(p.segments)))) for p in found]
    joins: bool = draw(st.booleans())
    divides: bool = draw(st.booleans())
    if joins and len(made) > 1:
        made = list(joined(made, draw(st.integers(0, len(made) - 2))))
    if divides and made:
        made = list(split(made, draw(st.integers(0, len(made) - 1))))
    if made and draw(st.integers(0, 4)) == 0:
        del made[draw(st.integers(0, len(made) - 1))]
    return tuple(made)


@st.composite
def worked_on(draw: st.DrawFn, segments: Sequence[Segment]) -> list[Segment]:
    """Return segments with one split, two merged, and any targets."""
    made = list(segments)
    splits: bool = draw(st.booleans())
    merges: bool = draw(st.booleans())
    if splits and made:
        at = draw(st.integers(0, len(made) - 1))
        cut = draw(st.integers(0, len(made[at].source)))
        halves = (made[at].source[:cut], made[at].source[cut:])
        made[at : at + 1] = [replace(made[at], source=half) for half in halves]
    if merges and len(made) > 1:
        at = draw(st.integers(0, len(made) - 2))
        made[at : at + 2] = [replace(made[at], source=made[at].source + made[at + 1].source)]
    return [
        replace(
            segment,
            target=draw(st.one_of(TARGETS, st.just(segment.target), st.just(segment.source))),
            status=draw(st.sampled_from(Status)),
            origin=draw(st.sampled_from(Origin)),
        )
        for segment in made
    ]


def sources(found: Sequence[Block]) -> str:
    return "".join("".join(block.original.split()) for block in found)


@settings(max_examples=200)
@given(st.data())
def test_what_is_written_can_be_read_and_no_source_changes(data: st.DataObject) -> None:
    file = data.draw(FILES)
    found = blocks(file)
    assert [block.place for block in found] == list(range(len(found)))
    paragraphs = data.draw(edited(paragraphs_of(found)))
    wanted = Wanted(
        data.draw(st.sampled_from([Untranslated.SOURCE, Untranslated.EMPTY])),
        force=data.draw(st.booleans()),
    )
    written = xliff.write(content(file), paragraphs, wanted)
    etree.fromstring(written)
    again = blocks(written)
    assert sources(again) == sources(found)
    assert [block.kind for block in again] == [block.kind for block in found]


@given(FILES)
def test_nothing_done_and_nothing_asked_for_changes_no_byte(file: str) -> None:
    """Even in a file whose own targets have lost or repeated codes."""
    found = paragraphs_of(blocks(file))
    written = xliff.write(content(file), found, Wanted(Untranslated.EMPTY))
    assert written.decode() == file
