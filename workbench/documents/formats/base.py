"""What every document format does: a file's content → blocks, and translated paragraphs → a file.

What holds for each of them (one contract test for all):

- reading is deterministic: the block with place k is the same one whenever the file is read;
- writing changes nothing but the translated text: the structure and all other bytes or parts stay,
  as far as the format allows;
- whatever the bytes, nothing is raised but errors of `workbench.errors`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from workbench.core.document import Paragraph
from workbench.documents.blocks import Block

if TYPE_CHECKING:
    from workbench.documents.cleanup.cleaning import Cleaning


@dataclass(frozen=True, slots=True)
class Content:
    """A file's content, on its way in or out.

    Attributes:
        data: the file, byte for byte; empty where only `text` was kept.
        text: the decoded text; empty for formats that read the bytes themselves, and where
            `stream` stands for it.
        encoding: Python's name of the encoding of `text`, empty where there is none.
        where: the file's name, for messages.
        stream: reads and decodes the file anew, a piece at a time, on each call; plain text that
            is imported has it instead of `data` and `text`.
    """

    data: bytes
    text: str
    encoding: str
    where: str
    stream: Callable[[], Iterator[str]] | None = None

    def pieces(self) -> Iterator[str]:
        """Yield the decoded text in pieces, of which only one need be in memory at a time."""
        return iter((self.text,)) if self.stream is None else self.stream()


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a format found in a file.

    Attributes:
        blocks: its paragraphs in order, noise included; may be made while they are taken.
        warnings: what a translator should know of the whole file, one sentence each.
    """

    blocks: Iterable[Block]
    warnings: tuple[str, ...] = ()


class Untranslated(StrEnum):
    """What stands for a segment that has no target."""

    SOURCE = "source"
    EMPTY = "empty"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a finished file is to be written.

    Attributes:
        untranslated: what stands for segments without a target; `fail` refuses to write.
        force: whether to write a file although placeholders were lost, repeated or disordered:
            they are repaired as `documents/markup.py` says.
    """

    untranslated: Untranslated = Untranslated.SOURCE
    force: bool = False


class Handler(Protocol):
    """A module that reads and writes one format."""

    def read(self, content: Content, cleaning: Cleaning) -> Parsed:
        """Return the paragraphs of a file.

        Raises:
            InputError: it is damaged, protected, a bomb, or not of this format.
        """
        ...

    def write(self, content: Content, paragraphs: Sequence[Paragraph], wanted: Wanted) -> bytes:
        """Return the finished file.

        Args:
            content: the file as it was imported.
            paragraphs: those of the document in order, their segments translated or not. Several
                may have one place (a paragraph was split), a place may have none (it was joined
                with the one before, or belongs to another article).
            wanted: what stands for untranslated segments.

        Raises:
            InputError: the imported file cannot be read any more.
        """
        ...
