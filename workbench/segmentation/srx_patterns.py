r"""The regular expressions of SRX, which are ICU's, put into words that our library understands.

The `regex` library has nearly all of ICU's syntax (Unicode properties, set operations, possessive
quantifiers) and, unlike `re`, a time limit. What is spelled in another way is rewritten: `\Q…\E`,
`\x{…}`, `\k<…>`, `\e`, `\c…`, `\v`. What only `regex` has and could exhaust the machine, recursion,
is refused.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final, Protocol

import regex


class Pattern(Protocol):
    """What we use of a compiled pattern."""

    def finditer(self, text: str, *, overlapped: bool, timeout: float) -> Iterator[re.Match[str]]:
        """Yield all matches; raises TimeoutError after so many seconds."""
        ...


EXHAUSTED: Final = (TimeoutError, MemoryError, RecursionError)
"""What the library raises when a pattern asks too much of it."""

_LONGEST: Final = 50_000  # characters of a pattern; long lists of abbreviations have 5,000
_TOKEN: Final = re.compile(
    r"\\Q(?P<literal>.*?)(?:\\E|$)|\\x\{(?P<hex>[0-9A-Fa-f]{1,6})\}|\\k<(?P<name>\w+)>"
    r"|\\c(?P<control>[@-_a-z])|\\(?P<group>[1-9]\d?)|\\(?P<other>.)|(?P<recursion>\(\?(?:R|[-+]?\d|&|P>))",
    re.DOTALL,
)
_SPELLED: Final = {"e": r"\x1b", "v": r"[\n\x0b\f\r\x85\u2028\u2029]", "E": ""}


@lru_cache(maxsize=4096)
def compiled(before: str, after: str) -> Pattern:
    """Return the pattern of a rule: it matches what is before, where the right thing comes after.

    Raises:
        ValueError: one of them is no regular expression; the message says why.
    """
    # Each alone first: a stray bracket must not close our group.
    first = _respelled(before)
    groups = _compile(first).groups
    second = _respelled(after)
    _compile(second)
    found: Pattern = _compile(f"(?:{first})(?={_respelled(after, groups)})")
    return found


def _compile(pattern: str) -> Any:
    try:
        return regex.compile(pattern, regex.V1)
    except regex.error as exc:
        raise ValueError(exc.msg) from exc
    except (OverflowError, *EXHAUSTED) as exc:
        raise ValueError("it is too deep or too large") from exc


def fits(pattern: str, code: str) -> bool:
    """Return whether a language map's pattern matches a whole language code, in any case.

    Raises:
        ValueError: it is no regular expression, or one that takes too long on a code.
    """
    try:
        return _of_language(pattern).fullmatch(code, timeout=1.0) is not None
    except EXHAUSTED as exc:
        raise ValueError("it takes too long") from exc


@lru_cache(maxsize=256)
def _of_language(pattern: str) -> Any:
    return _compile(f"(?i:{_respelled(pattern)})")


def _respelled(pattern: str, groups: int = 0) -> str:
    """Return a pattern in the library's spelling, the numbers of its groups counted up.

    Raises:
        ValueError: it is too long, or asks for what ICU does not know.
    """
    if len(pattern) > _LONGEST:
        raise ValueError(f"it has {len(pattern):,} characters")
    return _TOKEN.sub(lambda match: _token(match, groups), pattern)


def _token(match: re.Match[str], groups: int) -> str:
    kind, text = match.lastgroup, match.group(match.lastgroup or 0)
    if kind == "recursion":
        raise ValueError("SRX knows no recursion")
    if kind == "hex":
        if int(text, 16) > sys.maxunicode:
            raise ValueError("there is no such character")
        return rf"\U{int(text, 16):08x}"
    if kind == "control":
        return rf"\x{ord(text.upper()) ^ 64:02x}"
    if kind == "group":
        return rf"\g<{int(text) + groups}>"
    if kind == "literal":
        return re.escape(text)
    return f"(?P={text})" if kind == "name" else _SPELLED.get(text, match.group())
