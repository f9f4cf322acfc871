"""What the cells of an Excel sheet hold, one parser event after the other.

Sections are those of ECMA-376, part 1.
"""

from __future__ import annotations

import re
import tempfile
from array import array
from collections.abc import Callable
from functools import lru_cache
from typing import Final

_MOST_CELLS: Final = 256
"""Columns that are read; a table of pairs has a dozen."""

_LONGEST: Final = 100_000
"""Characters that are kept of a cell; Excel itself takes 32,767."""

_IN_MEMORY: Final = 1 << 24
"""Bytes of shared strings from which on they lie in a file."""

_HALVES: Final = range(0xD800, 0xE000)
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE: Final = re.compile(r"([A-Za-z]{1,3})[0-9]+")


class Strings:
    """The strings that cells share, in a temporary file; eight bytes of memory for each."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - `close`
        self._ends = array("Q", [0])
        self.get = lru_cache(maxsize=4096)(self._get)

    def add(self, text: str) -> None:
        """Keep one more string."""
        self._ends.append(self._ends[-1] + self._file.write(text.encode()))

    def _get(self, number: int) -> str:
        if not 0 <= number < len(self._ends) - 1:
            raise IndexError(f"there is no shared string {number}")
        self._file.seek(self._ends[number])
        return self._file.read(self._ends[number + 1] - self._ends[number]).decode()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


class StringItems:
    """Hears the parser go through the shared strings (18.4.8, `si`)."""

    def __init__(self, add: Callable[[str], None]) -> None:
        self._add = add
        self._text = _Text()

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        """Hear an element begin."""
        self._text.start(local(tag))

    def end(self, tag: str) -> None:
        """Hear an element end."""
        name = local(tag)
        self._text.end(name)
        if name == "si":
            self._add(self._text.take())

    def characters(self, data: str) -> None:
        """Hear text."""
        self._text.characters(data)


class _Text:
    """The text of an `si` or `is`: that of its runs, without what tells the pronunciation."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._room = _LONGEST
        self._is_open = False
        self._aside = 0  # depth within `rPh`

    def start(self, name: str) -> None:
        """Hear an element begin."""
        if name == "rPh":
            self._aside += 1
        elif name in {"t", "v"} and not self._aside:
            self._is_open = True

    def end(self, name: str) -> None:
        """Hear an element end."""
        if name == "rPh":
            self._aside -= 1
        elif name in {"t", "v"}:
            self._is_open = False

    def characters(self, data: str) -> None:
        """Hear text."""
        if self._is_open and self._room > 0:
            self._pieces.append(data[: self._room])
            self._room -= len(data)

    def take(self) -> str:
        text = "".join(self._pieces)
        self._pieces, self._room = [], _LONGEST
        return _ESCAPED.sub(_unescaped, text) if "_x" in text else text


class Table:
    """Hears the parser go through a sheet (18.3.1): rows, cells and what they hold."""

    def __init__(self, shared: Callable[[int], str]) -> None:
        self._shared = shared
        self._ready: list[tuple[int, tuple[str, ...]]] = []
        self._number = 0
        self._cells: dict[int, str] = {}
        self._column = -1
        self._kind = ""
        self._text = _Text()

    def take(self) -> list[tuple[int, tuple[str, ...]]]:
        """Return the rows that are finished, and forget them."""
        ready, self._ready = self._ready, []
        return ready

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Hear an element begin."""
        name = local(tag)
        if name == "row":
            given = attributes.get("r", "")
            self._number = int(given) if given.isascii() and given.isdigit() else self._number + 1
            self._column = -1
        elif name == "c":
            self._column = _column(attributes.get("r", ""), self._column + 1)
            self._kind = attributes.get("t", "n")
        else:
            self._text.start(name)

    def end(self, tag: str) -> None:
        """Hear an element end."""
        name = local(tag)
        if name == "row":
            if self._cells:
                last = max(self._cells) + 1
                texts = tuple(self._cells.get(at, "") for at in range(last))
                self._ready.append((self._number, texts))
            self._cells = {}
        elif name == "c":
            text = self._value(self._text.take())
            if text and 0 <= self._column < _MOST_CELLS:
                self._cells[self._column] = text
        else:
            self._text.end(name)

    def characters(self, data: str) -> None:
        """Hear text."""
        self._text.characters(data)

    def _value(self, text: str) -> str:
        """Return what a cell shows, as far as its kind tells (18.18.11, `ST_CellType`)."""
        if not text or self._kind == "e":
            return ""
        if self._kind == "s":
            return self._shared(int(text))
        if self._kind == "b":
            return "TRUE" if text.strip() == "1" else "FALSE"
        return _number(text) if self._kind == "n" else text


def _number(text: str) -> str:
    """Return a number as a spreadsheet shows it, with at most 15 digits."""
    try:
        return text if text.isdigit() else f"{float(text):.15g}"
    except ValueError:
        return text


@lru_cache(maxsize=1024)
def _letters(name: str) -> int:
    at = 0
    for letter in name.upper():
        at = at * 26 + ord(letter) - ord("A") + 1
    return at - 1


def _column(reference: str, following: int) -> int:
    """Return the 0-based column that `B5` names; one that names none follows the one before."""
    found = _REFERENCE.fullmatch(reference)
    return _letters(found[1]) if found else following


def _unescaped(found: re.Match[str]) -> str:
    """The character that a cell's text spells as its number (22.4.2.4); no half of a pair."""
    code = int(found[1], 16)
    return "" if code in _HALVES else chr(code)


def local(tag: str) -> str:
    """Return the name of an element or attribute without its prefix."""
    return tag.rpartition(":")[2]
