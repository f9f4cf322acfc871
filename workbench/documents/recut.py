"""Where the pieces of a text lie in another version of it.

The versions differ in white space, in marks, in a character that somebody corrected; the pieces
keep their places all the same. Pure functions over the characters that can be seen.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence

from rapidfuzz.distance import Levenshtein, Opcode

from workbench.core.code import Code
from workbench.documents.cleanup.lines import BLANK
from workbench.documents.cleanup.spacing import Habits, tidy, with_spaces
from workbench.text.placeholders import PLACEHOLDER, placeholder

_BLANK = frozenset(BLANK)


def starts(pieces: Sequence[str], text: str) -> list[int]:
    """Return where in a text each piece of another version of it begins; the first at 0."""
    seen = [offset for offset, ch in enumerate(text) if ch not in _BLANK]
    new = "".join(text[offset] for offset in seen)
    bare = [_visible(piece) for piece in pieces]
    old = "".join(bare)
    found, at = [0] * len(pieces), 0
    codes = list(Levenshtein.opcodes(old, new)) if old != new else []
    for number, piece in enumerate(bare[:-1], start=1):
        at += len(piece)
        place = _moved(at, codes)
        found[number] = seen[place] if place < len(seen) else len(text)
    return found


def recut(pieces: Sequence[str], text: str) -> tuple[str, ...] | None:
    """Return a text cut where the pieces of another version of it are cut, each piece trimmed.

    None where a piece would be left without any character.
    """
    begins = starts(pieces, text)
    cut = tuple(
        text[start:end].strip() for start, end in zip(begins, [*begins[1:], len(text)], strict=True)
    )
    return cut if all(cut) else None


def divided(original: str, text: str, codes: Collection[Code], at: int) -> tuple[str, str]:
    """Return a paragraph's stretch of the file, divided at the character where its text is.

    Args:
        original: the stretch, which has no placeholders.
        text: the paragraph made of it.
        codes: what its placeholders stand for.
        at: the offset in the text.
    """
    count = len(_visible(_without(text[:at], codes)))
    seen = [offset for offset, ch in enumerate(original) if ch not in _BLANK]
    cut = seen[count] if count < len(seen) else len(original)
    return original[:cut].rstrip(BLANK), original[cut:]


def restored(original: str, text: str, codes: Collection[Code]) -> str:
    """Return a paragraph as the file has it on one line, spaces included, with its placeholders."""
    words = with_spaces(original, tidy(original, Habits()))
    if not codes:
        return words
    seen = [offset for offset, ch in enumerate(words) if ch not in _BLANK]
    numbers = {code.number for code in codes}
    pieces: list[str] = []
    start = 0
    for match in PLACEHOLDER.finditer(text):
        if int(match.group(1)) in numbers:
            count = len(_visible(_without(text[: match.start()], codes)))
            offset = seen[count] if count < len(seen) else len(words)
            pieces += [words[start:offset], match.group()]
            start = offset
    return "".join((*pieces, words[start:]))


def _visible(text: str) -> str:
    return "".join(ch for ch in text if ch not in _BLANK)


def _without(text: str, codes: Collection[Code]) -> str:
    """Return a text without the placeholders that stand for markup."""
    for code in codes:
        text = text.replace(placeholder(code.number), "")
    return text


def _moved(at: int, codes: Sequence[Opcode]) -> int:
    """Return where a place of the old characters is among the new ones."""
    index = bisect_right(codes, at, key=lambda code: code.src_start) - 1
    if index < 0:
        return at
    code = codes[index]
    return min(code.dest_start + at - code.src_start, code.dest_end)
