"""A paragraph in the making, while it is decided whether the next one belongs to it.

Joining must cost nothing, or a text of a million fragments takes hours: so a piece remembers its
beginning, its end and its quotation marks, not its text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from workbench.documents.cleanup.layout import Paragraph
from workbench.documents.cleanup.patterns import BYLINE, is_jump
from workbench.documents.cleanup.prose import is_ended, is_prose

_EDGE = 200  # characters of a piece's ends that patterns look at
_SOON = 16  # characters in which a quotation is closed that a short piece left open
_LEAST = 6  # characters: less may be a page number or a scrap
_FULL = 2.5  # em that the last line of a cut paragraph may be short of its column
_CURLY = re.compile("[“”]")


@dataclass(slots=True)
class Piece:
    """One paragraph, or several that turned out to be one.

    Attributes:
        parts: what it was made of, in order.
        text: its text on one line, None once it has been joined.
        head, tail: its first and last characters.
        reads_on: whether it is running prose, which alone can be cut in mid-sentence.
        straight: how many straight quotation marks it has.
        closes_soon: whether one of them stands near its beginning.
        open_curly: how many “ it has that no ” closes.
        first_curly: its first curly quotation mark, empty where it has none.
        notes: what is known about it.
    """

    parts: list[Paragraph]
    text: str | None
    head: str
    tail: str
    reads_on: bool
    straight: int
    closes_soon: bool
    open_curly: int
    first_curly: str
    notes: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, paragraph: Paragraph, text: str) -> Piece:
        """Return the piece of one paragraph whose text on one line is given."""
        first = _CURLY.search(text)
        return cls(
            [paragraph],
            text,
            text[:_EDGE],
            text[-_EDGE:],
            is_wrapped(paragraph) or is_prose(text),
            text.count('"'),
            '"' in text[:_SOON],
            text.count("“") - text.count("”"),
            first.group() if first is not None else "",
        )

    def join(self, rest: Piece) -> None:
        """Take in the piece that continues this one."""
        if len(self.head) < _EDGE:
            self.head = (self.head + rest.head)[:_EDGE]
        self.tail = rest.tail if len(rest.tail) == _EDGE else (self.tail + rest.tail)[-_EDGE:]
        self.first_curly = self.first_curly or rest.first_curly
        self.parts += rest.parts
        self.straight += rest.straight
        self.open_curly += rest.open_curly
        self.reads_on = self.reads_on or rest.reads_on
        self.text = None

    @property
    def may_go_on(self) -> bool:
        """Whether something may be missing at its end: it is no byline and no stray character."""
        if is_ended(self.tail) or BYLINE.match(self.head) or is_jump(self.head):
            return False
        return self.reads_on or len(self.head) >= _LEAST

    @property
    def stops_short(self) -> bool:
        """Whether it is prose, or an open quotation, that stops in mid-sentence."""
        reads_on = self.reads_on or self.straight % 2 or self.open_curly > 0
        return bool(reads_on) and self.may_go_on

    def quotes_into(self, after: Piece) -> bool:
        """Return whether the other piece closes a quotation that this one leaves open."""
        if self.straight % 2 and after.straight % 2:
            return self.reads_on or after.closes_soon
        return self.open_curly > 0 and after.first_curly == "”"

    def closes(self, before: Piece) -> bool:
        """Return whether it begins with the mark that closes a quotation of the one before."""
        if self.head[0] == '"':
            return before.straight % 2 == 1 == self.straight % 2
        return self.head[0] == "”" and before.open_curly > 0

    @property
    def fills_column(self) -> bool:
        """Whether its last line is full, or may be, so that the text was cut there."""
        room = self.parts[-1].tail_shortfall
        return room is None or room < _FULL

    @property
    def is_line(self) -> bool:
        """Whether it is a single line of a document whose column is known."""
        return len(self.parts) == 1 == len(self.parts[0].lines) and bool(self.parts[0].column)

    @property
    def start(self) -> int:
        """Offset of its first character in the file's text."""
        return self.parts[0].lines[0].start

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.parts[-1].lines[-1].end

    @property
    def line(self) -> int:
        """Its first line in the file."""
        return self.parts[0].lines[0].number


def is_wrapped(paragraph: Paragraph) -> bool:
    """Return whether the lines show that a paragraph was wrapped, and was no title."""
    return len(paragraph.lines) >= (3 if paragraph.column is None else 2)
