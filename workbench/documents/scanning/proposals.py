"""Proposes what a scanner may have misread; nothing is ever changed here.

A character is proposed where the one that stands there makes the text improbable, one that looks
like it makes a word, and a judge that saw many texts with and without errors is sure enough. What
the document itself says counts: a word that it has elsewhere is likelier meant, a string that it
has twice is likelier no accident, and the terms that are known are words.

Precision comes before everything: who has dismissed three false alarms reads no fourth proposal.
Nothing is proposed inside numbers, for traditional characters, or for text that the alphabet of the
model does not have. Pure functions of the texts; the model in `models/characters` is read on first
use.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from workbench.core.proposal import Proposal

AT_ONCE: Final = 400_000
"""How many code points are looked at in one go, as a rule; it bounds the memory that this takes."""


def proposals(text: str, *, known: Collection[str] = ()) -> tuple[Proposal, ...]:
    """Return what may be misread in a paragraph, in order, none overlapping another.

    Args:
        text: the paragraph; placeholders (`{1}`) in it are ignored.
        known: terms that are words and right, whatever the model thinks.
    """
    return document_proposals([text], known=known)[0]


def document_proposals(
    texts: Sequence[str], *, known: Collection[str] = ()
) -> tuple[tuple[Proposal, ...], ...]:
    """Return what may be misread in each paragraph of a document.

    Args:
        texts: its paragraphs, in order.
        known: terms that are words and right.
    """
    from workbench.documents.scanning.proposal_search import Searcher

    searcher = Searcher(known)
    found: list[tuple[Proposal, ...]] = []
    for part in _parts(texts):
        found += searcher.search(part)
    return tuple(found)


def _parts(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Cut a document so that a part is as long as is looked at in one go, or one paragraph."""
    start, size = 0, 0
    for place, text in enumerate(texts):
        if size and size + len(text) > AT_ONCE:
            yield texts[start:place]
            start, size = place, 0
        size += len(text)
    if start < len(texts):
        yield texts[start:]
