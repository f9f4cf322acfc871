"""What there is to translate in a Markdown file."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from workbench.documents.formats.inline import Item
from workbench.documents.formats.places import Found


class Form(StrEnum):
    """As what a stretch stands in the file: decides what its English must look like."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    UNDERLINED = "underlined"
    CELL = "cell"
    ASIDE = "aside"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class MarkdownFound(Found):
    """A stretch of a Markdown file.

    Attributes:
        form: as what it stands there.
        before, after: what of the content of its block is outside of it.
        outside: the markup before and after it.
        whole: offsets of what goes with it when nothing is left of it: emphasis around it, too.
        lines: offsets of the lines that hold nothing else; None where they cannot go.
        prefix: what further lines of it would begin with.
        line_end: what ends lines there.
        filler: what stands in its place when nothing is left of it.
        quote: of an aside or a value, what closes it.
        tail: of an aside, what must follow.
    """

    form: Form = Form.PARAGRAPH
    before: str = ""
    after: str = ""
    outside: tuple[tuple[Item, ...], tuple[Item, ...]] = ((), ())
    whole: tuple[int, int] = (0, 0)
    lines: tuple[int, int] | None = None
    prefix: str = ""
    line_end: str = "\n"
    filler: str = ""
    quote: str = ""
    tail: str = ""


@dataclass(slots=True)
class Book:
    """What there is in a Markdown file.

    Attributes:
        founds: the stretches that can be translated, in order.
        env: the definitions of its links and footnotes.
        warnings: what a translator should know.
    """

    founds: list[MarkdownFound] = field(default_factory=list)
    env: dict[str, Any] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
