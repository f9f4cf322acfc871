"""A file on its way into the database: read, cut into segments, and put aside piece by piece.

No lock is held meanwhile, and only a piece of a long text is in memory. What was put aside is gone
when the block of `aside` ends; who wants to keep it stores it before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbench.core.code import CodeKind
from workbench.core.document import ParagraphKind
from workbench.errors import FormatError, StoppedError, UnreadableFileError
from workbench.services.files import opened
from workbench.storage.intake import Intake, NewParagraph, NewSegment, intake
from workbench.storage.sources import PART

if TYPE_CHECKING:
    from workbench.documents.blocks import Block
    from workbench.documents.cleanup.cleaning import Cleaning
    from workbench.documents.cleanup.sections import Section
    from workbench.documents.reading import Survey
    from workbench.segmentation.srx import Rules

Progress = Callable[[int, int], None]
"""Told how many bytes of the file are done, and of how many."""

_READING: Final = 0.85  # of the time goes into reading and cutting, the rest into storing


class Watch:
    """Tells how far an import is, and stops it where that is wanted."""

    def __init__(
        self, size: int, progress: Progress | None, cancelled: Callable[[], bool] | None
    ) -> None:
        self._size = size
        self._progress = progress
        self._cancelled = cancelled

    def read(self, done: int) -> None:
        """Hear that so many bytes were read and cut."""
        self._tell(_READING * done)

    def stored(self, done: int, rows: int) -> None:
        """Hear that so many of the rows were stored."""
        self._tell(self._size * (_READING + (1 - _READING) * done / max(1, rows)))

    def _tell(self, done: float) -> None:
        if self._cancelled is not None and self._cancelled():
            raise StoppedError("the import was stopped; nothing of it was stored")
        if self._progress is not None:
            self._progress(min(self._size, int(done)), self._size)


@dataclass(frozen=True, slots=True)
class Aside:
    """A file that was read and cut, and has only to be stored.

    Attributes:
        held: its rows.
        sections: its articles in order; as a rule there is one.
        warnings: what a translator should know of it, one sentence each.
    """

    held: Intake
    sections: tuple[Section, ...]
    warnings: tuple[str, ...]


@contextmanager
def aside(found: Survey, cleaning: Cleaning, rules: Rules | None, watch: Watch) -> Iterator[Aside]:
    """Read and cut a file, and hold what was made of it, ready to be stored, for the block.

    Raises:
        InputError: as `workbench.documents.reading.read` says, or the file has changed meanwhile.
        StoppedError: the watch was told to stop.
    """
    from workbench.documents.reading import parse

    with intake() as held:
        parsed = parse(found, cleaning, watch.read)
        sections = _take(held, parsed.blocks, rules)
        if not held.paragraphs:
            raise FormatError("there is no text in it", where=str(found.path))
        _keep_file(held, found)
        warnings = (*found.warnings, *parsed.warnings)
        yield Aside(held, sections, warnings)


def _take(held: Intake, blocks: Iterable[Block], rules: Rules | None) -> tuple[Section, ...]:
    """Put the paragraphs aside as they come; return the articles that they belong to."""
    from workbench.documents.cleanup.sections import sections

    telling: list[Block] = []  # the blocks that name the articles
    named = -1
    for block in blocks:
        held.paragraph(_paragraph(block, rules))
        has_words = block.kind is not ParagraphKind.NOISE
        is_first = not telling or telling[-1].section != block.section
        if is_first or block.kind is ParagraphKind.TITLE or (has_words and named < block.section):
            telling.append(block)
        if has_words:
            named = block.section
    return sections(telling)


def _paragraph(block: Block, rules: Rules | None) -> NewParagraph:
    return NewParagraph(
        block.kind,
        block.text,
        block.original,
        block.line,
        block.notes,
        block.codes,
        block.place,
        block.section,
        segments(block, rules),
    )


def segments(block: Block, rules: Rules | None) -> tuple[NewSegment, ...]:
    """Return the segments that the file marks; where it marks none, its sentences."""
    from workbench.segmentation.paragraphs import cut_paragraph

    if block.given is not None:
        return tuple(
            NewSegment(one.source, one.target, one.status, one.origin, one.locked)
            for one in block.given
        )
    closing = frozenset(code.number for code in block.codes if code.kind is CodeKind.CLOSE)
    sources = cut_paragraph(block.kind, block.text, closing=closing, rules=rules)
    return tuple(map(NewSegment, sources))


def _keep_file(held: Intake, found: Survey) -> None:
    """Put the file itself aside, and see that it is still the one that was read."""
    digest = hashlib.sha256()
    with opened(found.path) as stream:
        while data := stream.read(PART):
            held.part(data)
            digest.update(data)
    if digest.hexdigest() != found.digest:
        raise UnreadableFileError(
            "the file has changed while it was read", where=str(found.path), hint="Import it again."
        )
