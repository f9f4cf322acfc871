"""Small rules about the text of a target: one line only, and words put in with their spaces."""

from __future__ import annotations

from workbench.text.normalise import clean

_TIGHT_AFTER = frozenset("([{“‘\"'-–—/$€£")
_TIGHT_BEFORE = frozenset(",.;:?!)]}”’%-–—/'")


def one_line(text: str) -> str:
    """Return the text without line ends and control characters; each line end is one space.

    White space at its two ends is one space, so that a paste keeps its distance from the words
    around it; line ends there are nothing.
    """
    if text.isprintable():
        return text
    pieces = (clean(piece.expandtabs(1)) for piece in text.splitlines())
    words = " ".join(piece for piece in pieces if piece)
    before, after = _edge(text[0]), _edge(text[-1])
    return f"{before}{words}{after}" if words else before


def _edge(char: str) -> str:
    return " " if char.isspace() and char.splitlines() == [char] else ""


def spaced(before: str, words: str, after: str) -> str:
    """Return words as they are put between two texts: with a space where English needs one.

    Args:
        before: the text before the cursor.
        words: what is put in.
        after: the text after the cursor.
    """
    needs_left = before and not before[-1].isspace() and before[-1] not in _TIGHT_AFTER
    needs_right = after and not after[0].isspace() and after[0] not in _TIGHT_BEFORE
    return f"{' ' if needs_left else ''}{words}{' ' if needs_right else ''}"
