"""A block: one paragraph as it was found in a file."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.document import ParagraphKind


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of a file.

    Attributes:
        kind: what it is.
        text: the paragraph on one line, cleaned of what wrapping left.
        original: the stretch of the decoded file that it was made of, line ends included.
        line: 1-based line of the file where it starts.
        notes: what was done to it or is doubtful about it (see `documents/notes.py`).
    """

    kind: ParagraphKind
    text: str
    original: str
    line: int
    notes: tuple[str, ...] = ()
