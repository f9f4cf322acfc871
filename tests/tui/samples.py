"""Documents as values, for what needs no database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from workbench.core.document import Document, Paragraph, ParagraphKind, Segment
from workbench.core.status import Origin, Status

NOW = datetime(2026, 5, 3, 9, 30, tzinfo=UTC)


def paragraph(
    number: int,
    segments: Sequence[Segment],
    kind: ParagraphKind = ParagraphKind.BODY,
    text: str = "",
) -> Paragraph:
    """A paragraph of these segments."""
    whole = text or "".join(s.source for s in segments)
    return Paragraph(number, number - 1, kind, whole, whole, number, tuple(segments))


def document(paragraphs: Sequence[Paragraph]) -> Document:
    """A document of these paragraphs."""
    return Document(1, "sample.txt", "/sample.txt", "utf-8", NOW, tuple(paragraphs))


def small() -> Document:
    """Noise, a heading, two sentences, noise, noise, one sentence."""
    one = Segment(1, 2, 0, "港口开放", "The port opens", Status.CONFIRMED, Origin.HUMAN)
    two = Segment(2, 3, 1, "双方同意扩大贸易。", "Both sides agree.", Status.DRAFT, Origin.MT)
    three = Segment(3, 3, 2, "记者看到，码头上十分安静。")
    four = Segment(4, 6, 3, "会议将于明年举行。", "Next year.", Status.DRAFT, Origin.HUMAN)
    return document(
        [
            paragraph(1, [], ParagraphKind.NOISE, "口"),
            paragraph(2, [one], ParagraphKind.HEADING),
            paragraph(3, [two, three]),
            paragraph(4, [], ParagraphKind.NOISE, "球"),
            paragraph(5, [], ParagraphKind.NOISE, "第 3 版"),
            paragraph(6, [four]),
        ]
    )


def large(segments: int) -> Document:
    """Paragraphs of five sentences each."""
    made = [
        Segment(
            n + 1,
            n // 5 + 1,
            n,
            f"第{n}句话，说的是港口的货物吞吐量比去年增长了百分之{n % 50}。",
            f"Sentence {n} says that throughput grew by {n % 50} percent over last year. "
            * (n % 3),
            Status.DRAFT if n % 3 else Status.NEW,
            Origin.MT if n % 3 else None,
        )
        for n in range(segments)
    ]
    return document(
        [paragraph(n // 5 + 1, made[n : n + 5]) for n in range(0, segments, 5)],
    )
