"""What the writer and the reader of review files share: names, and placeholders as inline elements.

A unit's id is the segment's number in the database; an inline element's id is the number of its
placeholder, of a pair the numbers of both (`1-2`), of a repeated one with a counter (`3.2`).
Sections: XLIFF 1.2, 2.4 (inline elements); XLIFF 2.0, 4.7.2 (inline codes).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from workbench.core.code import Code, CodeKind
from workbench.documents.formats.xliff.text import escape, value
from workbench.text.placeholders import PLACEHOLDER, placeholder, placeholders

TOOL: Final = "translators-workbench"
SOURCE_LANGUAGE: Final = "zh-CN"
TARGET_LANGUAGE: Final = "en"
VERSIONS: Final = ("1.2", "2.0")
_NUMBERS: Final = re.compile(r"([0-9]{1,6})(?:-([0-9]{1,6})|\.[0-9]+)?")


def numbers(identity: str) -> tuple[int, int | None] | None:
    """Return what an inline element's id says: a number, and of a pair the other; None if nothing.

    For an element that is not ours, it says nothing.
    """
    found = _NUMBERS.fullmatch(identity)
    return (int(found[1]), int(found[2]) if found[2] else None) if found else None


def content(text: str, codes: Sequence[Code], *, version: str) -> str:
    """Return a text as the content of a source or target element.

    Every placeholder becomes an inline element, so that other tools protect it: a pair that is
    whole and nested in this text one element around its words, any other an empty one.
    """
    by_number = {code.number: code for code in codes}
    pairs = _pairs(placeholders(text), by_number)
    elements = _Elements(version)
    pieces: list[str] = []
    seen: Counter[int] = Counter()
    at = 0
    for match in PLACEHOLDER.finditer(text):
        number = int(match[1])
        seen[number] += 1
        pieces.append(escape(text[at : match.start()]))
        code = by_number.get(number)
        if number in pairs:
            assert code is not None, f"a pair without a code: {number}"
            other = by_number[pairs[number]]
            pieces.append(
                elements.end if code.kind is CodeKind.CLOSE else elements.start(code, other)
            )
        else:
            pieces.append(elements.alone(number, seen[number], code))
        at = match.end()
    return "".join((*pieces, escape(text[at:])))


class _Elements:
    """The inline elements of a version."""

    def __init__(self, version: str) -> None:
        self._is_old = version == "1.2"
        self.end = "</g>" if self._is_old else "</pc>"

    def start(self, code: Code, other: Code) -> str:
        """Return the start tag of a pair."""
        identity = f'id="{code.number}-{other.number}"'
        label, closing = value(code.label), value(other.label)
        if self._is_old:
            return f'<g {identity} equiv-text="{label}">' if label else f"<g {identity}>"
        shown = f' dispStart="{label}"' if label else ""
        shown += f' dispEnd="{closing}"' if closing else ""
        marks = f'equivStart="{placeholder(code.number)}" equivEnd="{placeholder(other.number)}"'
        return f"<pc {identity} {marks}{shown}>"

    def alone(self, number: int, rank: int, code: Code | None) -> str:
        """Return the element of a placeholder that has no other half here."""
        identity = f'id="{number}"' if rank == 1 else f'id="{number}.{rank}"'
        label = value(code.label) if code is not None else ""
        if self._is_old:
            shown = f' equiv-text="{label}"' if label else ""
            return f"<ph {identity}{shown}>{placeholder(number)}</ph>"
        shown = f' disp="{label}"' if label else ""
        return f'<ph {identity} equiv="{placeholder(number)}"{shown}/>'


def _pairs(found: Sequence[int], codes: Mapping[int, Code]) -> dict[int, int]:
    """Return the placeholders that are half of a pair which is here, once, and nested."""
    once = {number for number, count in Counter(found).items() if count == 1}
    waiting: list[int] = []
    pairs: dict[int, int] = {}
    for number in found:
        code = codes.get(number)
        if code is None or number not in once or code.partner not in once:
            continue
        if code.kind is CodeKind.OPEN:
            waiting.append(number)
        elif code.kind is CodeKind.CLOSE and code.partner in waiting:
            while waiting and waiting[-1] != code.partner:
                waiting.pop()  # it crosses this pair, and cannot be an element around words
            pairs[number] = waiting.pop()
            pairs[pairs[number]] = number
    return pairs
