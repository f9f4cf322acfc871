"""What a block's notes may say: what reflow did to it, or what is doubtful about it."""

from __future__ import annotations

JOINED = "joined with its continuation after a column or page break"
SPLIT = "split off from the paragraph before it"
TRUNCATED = "cut off: the rest of it is not in the file"
UNFINISHED = "ends without a full stop: it or the rest may be missing"
HEADLESS = "starts in mid-sentence: its beginning is not in the file"
CONTINUED = "continues an article from another page"
DATELINE = "opens with a dateline"
FRAGMENT = "stray characters of a scan"
JUMP = "a jump line to or from another page"
FURNITURE = "a page number or an ornament"
END = "the mark that ends an article"
INTERRUPTED = "goes on after what stands between: page numbers cut it in two"
RESUMED = "the rest of a paragraph that page numbers cut in two"
CAPTION = "a picture's caption"
OVERLONG = "cut at a sentence's end: the line is too long for one paragraph"


def lines_joined(count: int) -> str:
    """Return the note of a paragraph that was wrapped."""
    return f"{_counted(count + 1, 'line')} joined"


def spaces_removed(count: int) -> str:
    """Return the note of a paragraph that had spaces inside Chinese text."""
    return f"{_counted(count, 'space')} taken out"


def marks_replaced(count: int) -> str:
    """Return the note of a paragraph whose half-width punctuation became Chinese."""
    return f"{_counted(count, 'mark')} made Chinese"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' if count > 1 else ''}"
