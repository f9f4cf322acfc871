"""What holds for any paragraph: no word is lost, and what is written reads as what was meant."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.formats.contract import paragraphs_of
from tests.documents.formats.docx_files import (
    blocks,
    body,
    complex_field,
    finished,
    mark,
    package,
    paragraph,
    run,
    texts,
)
from workbench.documents.formats.base import Wanted
from workbench.text.placeholders import without

LOOKS = (
    "", "<w:b/>", "<w:i/>", '<w:u w:val="single"/>', '<w:lang w:val="en-US"/>', '<w:b w:val="0"/>',
)  # fmt: skip
THINGS = (
    "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>", '<w:r><w:footnoteReference w:id="2"/></w:r>',
    "<w:r><w:drawing><wp:anchor/></w:drawing></w:r>", "<m:oMath/>", "<w:proofErr/>",
    "<w:r><w:drawing><wp:inline/></w:drawing></w:r>", '<w:fldSimple w:instr="SEQ x"/>',
    '<w:bookmarkStart w:id="1" w:name="_Ref1"/>', '<w:bookmarkEnd w:id="1"/>',
    '<w:bookmarkStart w:id="2" w:name="乙"/>', '<w:bookmarkEnd w:id="2"/>',
    '<w:commentRangeStart w:id="1"/>', '<w:commentRangeEnd w:id="1"/>',
)  # fmt: skip
FIELDS = (
    complex_field("PAGE", "<w:r><w:t>3</w:t></w:r>"), mark("begin"), mark("end"), mark("separate"),
)  # fmt: skip
WRAPS = (
    '<w:hyperlink r:id="r">{}</w:hyperlink>', "<w:ins>{}</w:ins>", "<w:smartTag>{}</w:smartTag>",
    "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
)  # fmt: skip
KEPT = ("tab/", "br/", "footnoteReference", "anchor/", "inline/", "oMath/", "fldSimple", "fldChar ",
        "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")  # fmt: skip

_WORDS = ("雾", "散了", "江面", " ", "船 开", "a b", "{1}", "  ", "/")
_words = st.builds(run, st.sampled_from(_WORDS), st.sampled_from(LOOKS))
_links = st.builds(lambda inside: complex_field("HYPERLINK x", inside), _words)


def contents(*kinds: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return what may be in a paragraph."""
    leaves = st.one_of(_words, _words, st.sampled_from(THINGS), *kinds)
    content = st.recursive(
        leaves,
        lambda inner: st.builds(
            lambda wrap, parts: wrap.format("".join(parts)), st.sampled_from(WRAPS), st.lists(inner)
        ),
        max_leaves=12,
    )
    return st.lists(content, max_size=10).map("".join)


_plain = contents()
_any = contents(_links, st.sampled_from(FIELDS))


def things(markup: str) -> Counter[str]:
    """Return how often each thing stands in a body."""
    return Counter({kind: markup.count(f":{kind}") for kind in KEPT if f":{kind}" in markup})


def squeezed(text: str) -> str:
    """Return the words of a text without spaces and whatever looks like a placeholder."""
    return "".join(without(text).split())


@given(_plain)
@settings(max_examples=100)
def test_no_word_is_lost_or_invented(content: str) -> None:
    shown = squeezed("".join(re.findall(r"<w:t [^>]*>(.*?)</w:t>", content)))
    found = texts(package(paragraph(content)))
    assert "".join(map(squeezed, found)) == (shown if found else "")
    assert found or not any(ch.isalpha() for ch in shown)


@given(_any, _plain)
@settings(max_examples=100)
def test_writing_the_source_reads_as_the_source(first: str, second: str) -> None:
    data = package(paragraph(first) + paragraph(second) + paragraph(run("完了")))
    before = texts(data)
    if all(one.segments for one in paragraphs_of(blocks(data))):
        assert texts(finished(data, before, Wanted(force=True))) == before


@given(_any, st.booleans())
@settings(max_examples=100)
def test_every_thing_is_written_once(content: str, is_lost: bool) -> None:
    data = package(paragraph(content))
    if all(one.segments for one in paragraphs_of(blocks(data))):
        targets = ["Nothing of it." if is_lost else text for text in texts(data)]
        after = finished(data, targets, Wanted(force=True))
        assert things(body(after)) == things(body(data))
