"""Text → blocks: the whole way from the lines of a file to clean paragraphs with their kinds.

Pure and linear in the text. What holds (and is tested with random text):

- the blocks' originals follow one another in the text with only `lines.BLANK` between;
- a block's text has every visible character of its original in order, and no other;
- reflowing the result, a block a paragraph, changes nothing.
"""

from __future__ import annotations

from functools import partial

from workbench.core.document import ParagraphKind
from workbench.documents import notes
from workbench.documents.blocks import Block
from workbench.documents.breaks import mend
from workbench.documents.flows import flows
from workbench.documents.kinds import kinds, noise
from workbench.documents.layout import custom, paragraphs
from workbench.documents.lines import groups
from workbench.documents.pieces import Piece
from workbench.documents.spacing import habits, tidy


def reflow(text: str) -> tuple[Block, ...]:
    """Return the paragraphs of a text in order, noise included."""
    habit = habits(text)
    running = flows(text, groups(text), habit)
    shared = custom(running)
    found = [p for flow in running for p in paragraphs(flow, shared)]
    clean = partial(tidy, habit=habit)
    pieces = mend(text, found, shared, clean)
    texts = [piece.text or clean(text[piece.start : piece.end]) for piece in pieces]
    reasons = noise(texts)
    decided = kinds(texts, [bool(reason) for reason in reasons])
    rows = zip(pieces, texts, decided, reasons, strict=True)
    return tuple(_block(text, *row) for row in rows)


def _block(text: str, piece: Piece, tidied: str, kind: ParagraphKind, reason: str) -> Block:
    """Return the finished block."""
    said = (reason,) if reason else tuple(dict.fromkeys(piece.notes))
    if kind in (ParagraphKind.TITLE, ParagraphKind.HEADING, ParagraphKind.BYLINE):
        said = tuple(note for note in said if note in (notes.SPLIT, notes.JOINED))
    return Block(kind, tidied, text[piece.start : piece.end], piece.line, said)
