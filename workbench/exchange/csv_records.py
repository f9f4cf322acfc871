"""Cuts CSV text into records so that one broken record costs no other.

RFC 4180 lets a quoted field run over lines, which makes a forgotten quotation mark swallow the
rest of a file. Here a record that does not close within 20 lines is given up: its first line is
reported, and reading goes on with the next.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

_LONGEST_RECORD: Final = 20  # lines
_SAMPLE: Final = 20  # lines
DELIMITERS: Final = ("\t", ",", ";")
"""What parts fields; among equals the first, for a tab is hardly ever part of a text."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record of a CSV file.

    Attributes:
        line: 1-based line of the file where it starts.
        fields: its fields as written, None where it cannot be read.
        fault: why not, empty where it can.
    """

    line: int
    fields: tuple[str, ...] | None
    fault: str = ""


def records(lines: Iterable[str], delimiter: str) -> Iterator[Record]:
    """Yield the records of a CSV file; blank lines are passed over.

    Args:
        lines: the file's lines, with or without their ends.
        delimiter: a single character.
    """
    source = iter(lines)
    waiting: deque[str] = deque()
    number = 0
    while True:
        first = waiting.popleft() if waiting else next(source, None)
        if first is None:
            return
        number += 1
        held = [first]
        while _is_open("".join(held), delimiter) and len(held) < _LONGEST_RECORD:
            more = waiting.popleft() if waiting else next(source, None)
            if more is None:
                break
            held.append(more)
        if _is_open("".join(held), delimiter):
            waiting.extendleft(reversed(held[1:]))
            yield Record(number, None, "a quotation mark is not closed")
            continue
        text = "".join(held)
        if text.strip():
            yield _parse(number, text, delimiter)
        number += len(held) - 1


def _is_open(text: str, delimiter: str) -> bool:
    """Whether a quoted field is still open at the end of `text`."""
    if '"' not in text:
        return False
    mark = re.escape(delimiter)
    quoted = rf'[ ]*"(?:[^"]|"")*"[^{mark}\n]*'
    plain = rf'(?![ ]*")[^{mark}\n]*'
    return not re.fullmatch(rf"(?:{quoted}|{plain})(?:{mark}(?:{quoted}|{plain}))*\n?", text)


def _parse(line: int, text: str, delimiter: str) -> Record:
    try:
        (fields,) = csv.reader([text], delimiter=delimiter, skipinitialspace=True)
    except (csv.Error, ValueError) as error:
        return Record(line, None, f"it is no CSV: {error}")
    return Record(line, tuple(fields))


def sniff(sample: Iterable[str], known: frozenset[str]) -> str:
    """Return the delimiter of a CSV file: comma, tab or semicolon.

    The one that makes the first line a header counts; without a header, the one that parts most
    lines into one and the same number of fields, two or more: commas of the text are not regular.

    Args:
        sample: the first lines of the file.
        known: the names that a header may have, in lower case.
    """
    lines = [line for line in sample if line.strip()][:_SAMPLE]

    def score(delimiter: str) -> tuple[int, int]:
        rows = [_parse(0, line, delimiter).fields or () for line in lines]
        names = sum(field.strip().lower() in known for field in rows[0]) if rows else 0
        widths = Counter(len(row) for row in rows if len(row) > 1)
        return names, max(widths.values(), default=0)

    return max(DELIMITERS, key=score)
