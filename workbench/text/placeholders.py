"""Placeholders: `{1}`, `{2}` …, which stand in a text for markup that must survive translation.

A file that has such a thing in its own words (`{0} files`) needs nothing else: what looks like a
placeholder is one, and is protected alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

PLACEHOLDER: Final = re.compile(r"\{([0-9]{1,6})\}")
"""Matches a placeholder; group 1 is its number."""


def placeholders(text: str) -> tuple[int, ...]:
    """Return the numbers of the placeholders in a text, in order, repeated ones as often."""
    if "{" not in text:
        return ()
    return tuple(int(match.group(1)) for match in PLACEHOLDER.finditer(text))


def placeholder(number: int) -> str:
    """Return the placeholder with this number."""
    return f"{{{number}}}"


def without(text: str) -> str:
    """Return a text without its placeholders."""
    return PLACEHOLDER.sub("", text) if "{" in text else text


def unmarked(text: str) -> str:
    """Return a text without placeholders, those included that come about by taking one out."""
    while text != (fewer := without(text)):
        text = fewer
    return text


def masked(text: str, mark: str = "\u2060") -> str:
    """Return a text of the same length in which each placeholder is so many invisible marks."""
    if "{" not in text:
        return text
    return PLACEHOLDER.sub(lambda match: mark * len(match.group()), text)


@dataclass(frozen=True, slots=True)
class Bare:
    """A text without its placeholders that knows where it came from.

    Attributes:
        text: what is left.
        offsets: for each of its characters, where that stands in the whole text.
    """

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where `text[start:end]` lies in the whole text, with the placeholders inside.

        An empty span lies right after the character before it.
        """
        last = self.offsets[end - 1] + 1 if end else 0
        return (self.offsets[start] if start < end else last), last


def bare(text: str) -> Bare:
    """Return a text without its placeholders, and where each of its characters stands."""
    offsets: list[int] = []
    at = 0
    for match in PLACEHOLDER.finditer(text) if "{" in text else ():
        offsets += range(at, match.start())
        at = match.end()
    offsets += range(at, len(text))
    return Bare(without(text), tuple(offsets))
