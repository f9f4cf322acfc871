"""A block: one paragraph as it was found in a file."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.code import Code
from workbench.core.document import ParagraphKind
from workbench.core.status import Origin, Status


@dataclass(frozen=True, slots=True)
class Given:
    """A segment that the file itself marks, with what it knows of it.

    Attributes:
        source: the Chinese, placeholders included.
        target: the English that the file has, empty if none.
        status: how far the file says it is.
        origin: who the file says made the target; None without one.
        locked: whether the file forbids to change it.
    """

    source: str
    target: str = ""
    status: Status = Status.NEW
    origin: Origin | None = None
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of a file.

    Attributes:
        kind: what it is.
        text: the paragraph on one line, cleaned of what wrapping left; markup as placeholders.
        original: the stretch of the decoded file that it was made of, line ends included; of a
            format that is no plain text, the words alone.
        line: 1-based line of the file where it starts; of a binary format, its rank from 1.
        notes: what was done to it or is doubtful about it (see `documents/cleanup/notes.py`).
        codes: what its placeholders stand for.
        place: its 0-based rank among the blocks of the file.
        section: 0-based number of the article that it belongs to.
        given: its segments where the file marks them; None leaves it to segmentation.
    """

    kind: ParagraphKind
    text: str
    original: str
    line: int
    notes: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()
    place: int = 0
    section: int = 0
    given: tuple[Given, ...] | None = None
