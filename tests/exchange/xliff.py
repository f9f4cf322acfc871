"""What the tests of review files share: documents with codes, and writing and reading in one go."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import strategies as st

from tests.exchange.tmx import HARD
from workbench.core.code import Code, CodeKind
from workbench.core.document import Document, Paragraph, ParagraphKind, Segment
from workbench.core.status import Origin, Status
from workbench.exchange import xliff_reader, xliff_writer
from workbench.exchange.xliff_reader import ReviewedUnit
from workbench.text.normalise import clean

AT = datetime(2026, 5, 3, 9, 15, tzinfo=UTC)
CODES = (
    Code(1, CodeKind.OPEN, "<b>", "<b>", 2),
    Code(2, CodeKind.CLOSE, "</b>", "</b>", 1),
    Code(3, CodeKind.ALONE, "<br/>", "line break"),
    Code(4, CodeKind.OPEN, "<i>", "<i>", 5),
    Code(5, CodeKind.CLOSE, "</i>", "</i>", 4),
)
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(HARD),
        st.text(max_size=8),
        st.sampled_from(["{1}", "{2}", "{3}", "{4}", "{5}", "{7}"]),
    ),
    max_size=8,
).map("".join)


def document(*paragraphs: Paragraph, name: str = "港口 & 贸易.txt") -> Document:
    return Document(7, name, f"/texts/{name}", "utf-8", AT, paragraphs)


def paragraph(
    *segments: Segment, number: int = 1, kind: ParagraphKind = ParagraphKind.BODY
) -> Paragraph:
    text = "".join(segment.source for segment in segments)
    return Paragraph(number, number - 1, kind, text, text, 1, segments, codes=CODES)


def segment(number: int, source: str, target: str = "", **facts: object) -> Segment:
    status = Status.DRAFT if target else Status.NEW
    plain = Segment(number, 1, number - 1, source, target, status)
    return replace(plain, **facts)  # type: ignore[arg-type]


def of_pairs(pairs: Sequence[tuple[str, str]]) -> Document:
    """Return a document with a segment for each pair of texts."""
    return document(
        paragraph(*(segment(n, zh, en, origin=Origin.MT) for n, (zh, en) in enumerate(pairs, 1)))
    )


def written(whole: Document, version: str, token: str = "wb1-7-1", *, fill: bool = False) -> bytes:
    stream = io.BytesIO()
    xliff_writer.write(whole, stream, version=version, token=token, at=AT, fill=fill)
    return stream.getvalue()


def read(data: bytes) -> list[ReviewedUnit]:
    return xliff_reader.read(data, name="back.xlf").units


def cleaned(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(clean(zh), clean(en)) for zh, en in pairs]
