r"""The regular expressions of SRX, which are ICU's, put into words that our library understands.

The `regex` library has nearly all of ICU's syntax (Unicode properties, set operations, possessive
quantifiers) and, unlike `re`, look-behind of any length and a time limit. What is spelled in
another way is rewritten: `\Q…\E`, `\x{…}`, `\k<…>`, `\e`, `\c…`, `\v`. What only `regex` has and
could exhaust the machine, recursion, is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Protocol

import regex


class Pattern(Protocol):
    """What we use of a compiled pattern."""

    def match(self, text: str, pos: int, *, timeout: float) -> object | None:
        """Match at a place; raises TimeoutError after so many seconds."""
        ...

    def finditer(self, text: str, *, timeout: float) -> Iterator[re.Match[str]]:
        """Yield all matches; raises TimeoutError after so many seconds."""
        ...


EXHAUSTED: Final = (TimeoutError, MemoryError, RecursionError)
"""What the library raises when a pattern asks too much of it."""

_LONGEST: Final = 50_000  # characters of a pattern; the longest lists of abbreviations have 5,000
_TOKEN: Final = re.compile(
    r"\\Q(?P<literal>.*?)(?:\\E|$)|\\x\{(?P<hex>[0-9A-Fa-f]{1,6})\}|\\k<(?P<name>\w+)>"
    r"|\\c(?P<control>[@-_a-z])|\\(?P<other>.)|(?P<recursion>\(\?(?:R|[-+]?\d|&|P>))",
    re.DOTALL,
)
_SPELLED: Final = {"e": r"\x1b", "v": r"[\n\x0b\f\r\x85\u2028\u2029]", "E": ""}


@lru_cache(maxsize=4096)
def compiled(pattern: str, *, is_before: bool) -> Pattern:
    """Return a pattern ready for use: as a look-behind that matches at each place it fits before.

    Raises:
        ValueError: it is no regular expression; the message says why.
    """
    if len(pattern) > _LONGEST:
        raise ValueError(f"it has {len(pattern):,} characters")
    rewritten = _TOKEN.sub(_respelled, pattern)
    try:
        regex.compile(rewritten, regex.V1)  # alone first: a stray bracket must not end our group
        wrapped = f"(?<=(?:{rewritten}))" if is_before else rewritten
        found: Pattern = regex.compile(wrapped, regex.V1)
    except regex.error as exc:
        raise ValueError(exc.msg) from exc
    except (OverflowError, *EXHAUSTED) as exc:
        raise ValueError("it is too deep or too large") from exc
    return found


def fits(pattern: str, code: str) -> bool:
    """Return whether a language map's pattern matches a whole language code, in any case."""
    try:
        found = regex.fullmatch(
            _TOKEN.sub(_respelled, pattern), code, regex.V1 | regex.IGNORECASE, timeout=1.0
        )
    except (regex.error, ValueError, OverflowError, *EXHAUSTED):
        return False
    return found is not None


def _respelled(match: re.Match[str]) -> str:
    groups = match.groupdict()
    if groups["recursion"] is not None:
        raise ValueError("SRX knows no recursion")
    if groups["literal"] is not None:
        return re.escape(groups["literal"])
    if groups["hex"] is not None:
        code = int(groups["hex"], 16)
        if code > 0x10FFFF:  # noqa: PLR2004
            raise ValueError("there is no such character")
        return rf"\U{code:08x}"
    if groups["name"] is not None:
        return f"(?P={groups['name']})"
    if groups["control"] is not None:
        return rf"\x{ord(groups['control'].upper()) ^ 64:02x}"
    return _SPELLED.get(groups["other"], match.group())
