"""Text → blocks: the whole way from the lines of a file to clean paragraphs with their kinds.

Linear in the text, and a text of any size goes part by part (see `parts.py`): what does not fit in
one part is done as if the parts' ends were not there, but that a part's own lines say how it was
wrapped. What holds (and is tested with random text), whatever steps are taken:

- the blocks' originals follow one another in the text with only `lines.BLANK` between;
- a block's text has every visible character of its original in order, and no other; with
  `Step.PUNCTUATION`, as many;
- reflowing the result, a block a paragraph, changes nothing;
- how a text was cut into pieces makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from workbench.core.document import ParagraphKind
from workbench.documents.blocks import Block
from workbench.documents.cleanup import notes, sections
from workbench.documents.cleanup.breaks import Mender
from workbench.documents.cleanup.cleaning import DEFAULT, Cleaning, Step
from workbench.documents.cleanup.customs import custom
from workbench.documents.cleanup.flows import flows
from workbench.documents.cleanup.kinds import kinds, noise
from workbench.documents.cleanup.layout import paragraphs
from workbench.documents.cleanup.lines import groups
from workbench.documents.cleanup.parts import PART, Part, Supply
from workbench.documents.cleanup.patterns import CAPTION
from workbench.documents.cleanup.pieces import Piece
from workbench.documents.cleanup.prose import is_ended
from workbench.documents.cleanup.punctuation import chinese_marks
from workbench.documents.cleanup.spacing import Habits, habits, tally, tidy, with_spaces

Kind = ParagraphKind

_AHEAD = 20_000  # characters after a block that are known before it is given out


def reflow(text: str, cleaning: Cleaning = DEFAULT) -> tuple[Block, ...]:
    """Return the paragraphs of a text in order, noise included."""
    return tuple(reflow_stream((text,), cleaning))


def reflow_stream(
    pieces: Iterable[str], cleaning: Cleaning = DEFAULT, *, part_size: int = PART
) -> Iterator[Block]:
    """Yield the paragraphs of a text that comes in pieces, noise included.

    Args:
        pieces: the text, cut anywhere.
        cleaning: the steps to take.
        part_size: characters that are worked on at a time; memory is proportional to it.
    """
    supply = Supply(pieces, part_size)
    past = _Past()
    while True:
        part = supply.part()
        if past.habit is None:
            past = replace(past, habit=_habits(part.text, cleaning))
        worker = _Worker(part, past, cleaning)
        blocks = worker.blocks()
        if part.is_last:
            yield from blocks
            return
        kept, used = worker.finished(blocks)
        if part.is_cut and kept == len(blocks) > 0:
            blocks[-1] = replace(blocks[-1], notes=(*blocks[-1].notes, notes.OVERLONG))
        yield from blocks[:kept]
        supply.use(part, used)
        past = past.after(blocks[:kept])


@dataclass(frozen=True, slots=True)
class _Past:
    """What is known of the text before a part.

    Attributes:
        habit: how the document spaces its text, None at its beginning.
        last: the last block, None at the beginning.
        kept: the last block that is no noise.
        count: how many blocks there were.
    """

    habit: Habits | None = None
    last: Block | None = None
    kept: Block | None = None
    count: int = 0

    def after(self, blocks: Sequence[Block]) -> _Past:
        """Return what is known when these blocks have been given out."""
        kept = next((b for b in reversed(blocks) if b.kind is not Kind.NOISE), self.kept)
        last = blocks[-1] if blocks else self.last
        return _Past(self.habit, last, kept, self.count + len(blocks))


class _Worker:
    """Makes blocks of one part of a text."""

    def __init__(self, part: Part, past: _Past, cleaning: Cleaning) -> None:
        self._part, self._past, self._cleaning = part, past, cleaning
        self._text = part.text
        self._habit = past.habit or Habits()
        self._pieces: list[Piece] = []

    def blocks(self) -> list[Block]:
        """Return the part's blocks."""
        texts, reasons = self._clean()
        pieces, past = self._pieces, self._past
        decided = self._kinds(texts, reasons)
        numbers = self._sections(texts, decided, reasons)
        rows = zip(pieces, texts, decided, reasons, numbers, strict=True)
        return [self._block(past.count + at, *row) for at, row in enumerate(rows)]

    def _clean(self) -> tuple[list[str], list[str]]:
        """Find the paragraphs; return each on one line, and why it is noise if it is."""
        text, past, cleaning = self._text, self._past, self._cleaning
        running = flows(text, groups(text, self._part.number), self._habit, cleaning)
        shared = custom(running)
        splits = Step.SPLITS in cleaning
        found = [p for flow in running for p in paragraphs(flow, shared, splits=splits)]
        clean = partial(tidy, habit=self._habit)
        mender = Mender(text, found, shared, clean)
        self._pieces = mender.pieces(joins=Step.BREAKS in cleaning)
        texts = [piece.text or clean(text[piece.start : piece.end]) for piece in self._pieces]
        reasons = noise(texts)
        mender.note(self._pieces, reasons, past.last.text if past.last is not None else None)
        return texts, reasons if Step.NOISE in cleaning else [""] * len(texts)

    def _kinds(self, texts: Sequence[str], reasons: Sequence[str]) -> list[Kind]:
        if Step.KINDS not in self._cleaning:
            return [Kind.NOISE if reason else Kind.BODY for reason in reasons]
        kept = self._past.kept
        return kinds(texts, reasons, None if kept is None else (kept.kind, kept.text))

    def _sections(
        self, texts: Sequence[str], decided: Sequence[Kind], reasons: Sequence[str]
    ) -> list[int]:
        """Return the section of each block."""
        number = self._past.last.section if self._past.last is not None else 0
        if Step.SECTIONS not in self._cleaning:
            return [number] * len(texts)
        kept = self._past.kept
        has_text = kept is not None and kept.kind is not Kind.TITLE
        begins = set(sections.starts(texts, decided, reasons, has_text=has_text))
        found = []
        for index in range(len(texts)):
            number += index in begins
            found.append(number)
        return found

    def _block(
        self, place: int, piece: Piece, tidied: str, kind: Kind, reason: str, section: int
    ) -> Block:
        """Return the finished block."""
        original = self._text[piece.start : piece.end]
        said = [reason] if reason else list(dict.fromkeys(piece.notes))
        if not reason and CAPTION.match(tidied):
            said.append(notes.CAPTION)
        if kind in (Kind.TITLE, Kind.HEADING, Kind.BYLINE):
            said = [note for note in said if note in (notes.SPLIT, notes.JOINED)]
        shown = tidied
        if original != tidied:
            if Step.SPACES not in self._cleaning:
                shown = with_spaces(original, tidied)
            said += _counts(piece, original, shown)
        if Step.PUNCTUATION in self._cleaning:
            shown, count = self._punctuated(shown)
            said += [notes.marks_replaced(count)] if count else []
        return Block(kind, shown, original, piece.line, tuple(said), place=place, section=section)

    def _punctuated(self, text: str) -> tuple[str, int]:
        """Return the text with Chinese punctuation, and how many marks that changed."""
        found = chinese_marks(text)
        if found is text:
            return text, 0
        count = sum(a != b for a, b in zip(text, found, strict=True))
        spaces = Step.SPACES in self._cleaning
        return (tidy(found, self._habit) if spaces else found), count

    def finished(self, blocks: Sequence[Block]) -> tuple[int, int]:
        """Return how many blocks may be given out, and how much of the part they use up.

        They are, where possible, followed by so much text that more would not change them, and the
        next one begins with a line.
        """
        text, pieces = self._text, self._pieces
        ahead = min(_AHEAD, len(text) // 4)
        begin = None
        for index in range(len(blocks) - 1, 0, -1):
            start = pieces[index].start
            if start < len(text) // 4:
                break
            if start > len(text) - ahead or pieces[index].parts[0].is_split_off:
                continue
            begin = index if begin is None else begin
            if _is_quiet(blocks[index - 1], blocks[index]):
                begin = index
                break
        if begin is None:
            return len(blocks), len(text)
        start, least = pieces[begin].start, pieces[begin - 1].end
        ends = (text.rfind(end, least, start) + 1 for end in "\n\r")
        return begin, max(least, *ends)


def _habits(text: str, cleaning: Cleaning) -> Habits:
    """Return the document's habits, as they will be once its punctuation is Chinese."""
    found = habits(text)
    return replace(found, at_pauses=False) if Step.PUNCTUATION in cleaning else found


def _is_quiet(before: Block, block: Block) -> bool:
    """Return whether two paragraphs of body text stand there, the first of them ended."""
    return before.kind is Kind.BODY is block.kind and is_ended(before.text)


def _counts(piece: Piece, original: str, shown: str) -> list[str]:
    """Return the notes that count what is gone from a paragraph, its parts' joints left out."""
    lines, spaces = tally(original, shown)
    within = sum(part.is_split_off for part in piece.parts[1:])
    lines -= len(piece.parts) - 1 - within
    spaces -= within
    said = [notes.lines_joined(lines)] if lines > 0 else []
    return [*said, notes.spaces_removed(spaces)] if spaces > 0 else said
