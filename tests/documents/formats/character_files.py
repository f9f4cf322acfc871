"""Files of a format that is characters, read and written as the tests of such formats need it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tests.documents.formats.contract import SOURCE, paragraphs_of, translated
from workbench.core.document import Paragraph, Segment
from workbench.documents.blocks import Block
from workbench.documents.cleanup.cleaning import DEFAULT, Cleaning
from workbench.documents.formats.base import Content, Handler, Wanted
from workbench.documents.formats.registry import named


@dataclass(frozen=True)
class CharacterFiles:
    """Reads and writes texts of one format."""

    format: str

    @property
    def handler(self) -> Handler:
        return named(self.format).handler

    def content(self, text: str, encoding: str = "utf-8") -> Content:
        return Content(text.encode(encoding), text, encoding, f"page.{self.format}")

    def blocks(self, text: str, cleaning: Cleaning = DEFAULT) -> tuple[Block, ...]:
        return tuple(self.handler.read(self.content(text), cleaning).blocks)

    def texts(self, text: str, cleaning: Cleaning = DEFAULT) -> list[str]:
        return [block.text for block in self.blocks(text, cleaning)]

    def paragraphs(self, text: str, *targets: str) -> tuple[Paragraph, ...]:
        """Return the paragraphs, each of one segment, with one English text for each."""
        return tuple(
            replace(p, segments=(Segment(0, p.id, 0, p.text, target),))
            for p, target in zip(paragraphs_of(self.blocks(text)), targets, strict=True)
        )

    def english(
        self, text: str, *targets: str, encoding: str = "utf-8", wanted: Wanted = SOURCE
    ) -> str:
        """Return the file with one English text for each of its paragraphs, in order."""
        paragraphs = self.paragraphs(text, *targets)
        written = self.handler.write(self.content(text, encoding), paragraphs, wanted)
        return written.decode(encoding)

    def cut(self, text: str) -> tuple[Paragraph, ...]:
        """Return the paragraphs with their segments as import makes them."""
        return translated(paragraphs_of(self.blocks(text)), lambda _: "")

    def write(self, text: str, paragraphs: Sequence[Paragraph], *targets: str) -> str:
        """Return the file with one English text for each of the paragraphs' segments."""
        left = iter(targets)
        done = translated(paragraphs, lambda _: next(left))
        return self.handler.write(self.content(text), done, SOURCE).decode()
