"""Placeholders: `{1}`, `{2}` …, which stand in a text for markup that must survive translation.

A file that has such a thing in its own words (`{0} files`) needs nothing else: what looks like a
placeholder is one, and is protected alike.
"""

from __future__ import annotations

import re
from typing import Final

PLACEHOLDER: Final = re.compile(r"\{([0-9]{1,4})\}")
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


def masked(text: str, mark: str = "\u2060") -> str:
    """Return a text of the same length in which each placeholder is so many invisible marks."""
    if "{" not in text:
        return text
    return PLACEHOLDER.sub(lambda match: mark * len(match.group()), text)
