"""A code: markup inside a paragraph, which travels as a placeholder during translation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_WORDS: Final = re.compile(r"`|\$|<(?:code|kbd|samp|tt|var)\b", re.IGNORECASE)


class CodeKind(StrEnum):
    """Whether a code opens something, closes it, or stands alone."""

    OPEN = "open"
    CLOSE = "close"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Code:
    """What the placeholder `{number}` of a paragraph stands for.

    Attributes:
        number: unique in its paragraph, from 1 on in the order of the source.
        kind: what it does.
        markup: what the format puts in its place: the very characters of a text format, a key of
            the reader's own for others.
        label: how to show it to a person, short: `<b>`, `image`, `footnote`.
        partner: number of the code that closes what this one opens, or opened what it closes.
    """

    number: int
    kind: CodeKind
    markup: str
    label: str = ""
    partner: int | None = None


def pairs(codes: Iterable[Code]) -> tuple[tuple[int, int], ...]:
    """Return the numbers of those codes that open something, each with the one that closes it."""
    return tuple(
        (code.number, code.partner)
        for code in codes
        if code.kind is CodeKind.OPEN and code.partner is not None
    )


def words(codes: Iterable[Code]) -> tuple[int, ...]:
    """Return the numbers of those codes that readers see as words: inline code, formulas."""
    return tuple(
        code.number
        for code in codes
        if code.kind is CodeKind.ALONE and _WORDS.match(code.markup) is not None
    )
