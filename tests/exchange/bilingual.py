"""What the tests of bilingual tables share: every kind of segment, and the table of them."""

from __future__ import annotations

from datetime import UTC, datetime

from workbench.core.document import Document, Paragraph, ParagraphKind, Segment
from workbench.core.status import Origin, Status
from workbench.exchange.bilingual_table import BilingualTable, of_document

AT = datetime(2026, 11, 23, 6, 20, tzinfo=UTC)

SEGMENTS = (
    Segment(501, 1, 0, "渡口的清晨", "The ferry at dawn", Status.CONFIRMED, Origin.HUMAN),
    Segment(502, 2, 1, "雾散了。", "The fog has lifted.", Status.DRAFT, Origin.MT, engine="opus"),
    Segment(
        503, 2, 2, "共{1}3{2}艘船。", "{1}3{2} boats.", Status.DRAFT, Origin.TM, match_percent=87
    ),
    Segment(504, 2, 3, "“等等”<再>说 & 走。", '"Wait" <then> & go.', Status.DRAFT, Origin.HUMAN),
    Segment(505, 2, 4, "没有译文。"),
    Segment(506, 2, 5, "机器的话。", "Machine words.", Status.CONFIRMED, Origin.MT),
    Segment(507, 2, 6, "记忆的话。", "Memory words.", Status.REVIEWED, Origin.TM, locked=True),
)
STATUSES = (
    "confirmed",
    "machine draft, unconfirmed",
    "memory draft (87 %), unconfirmed",
    "draft, unconfirmed",
    "not translated",
    "confirmed, machine's words unchanged",
    "reviewed, memory's words unchanged, locked",
)


def document(name: str = "渡口.docx") -> Document:
    """Return the document."""
    kinds = (ParagraphKind.TITLE, ParagraphKind.BODY)
    paragraphs = [
        Paragraph(n, n - 1, kind, "", "", 1, tuple(s for s in SEGMENTS if s.paragraph_id == n))
        for n, kind in enumerate(kinds, 1)
    ]
    noise = Paragraph(3, 2, ParagraphKind.NOISE, "版 面", "版 面", 9, (Segment(508, 3, 7, "版面"),))
    return Document(9, name, f"/{name}", "", AT, (*paragraphs, noise), format="docx")


def table() -> BilingualTable:
    """Return its table."""
    return of_document(document(), made_at=AT, made_by="L & W")
