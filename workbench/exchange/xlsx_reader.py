"""Reads the rows of an Excel workbook (ECMA-376, SpreadsheetML): streaming, without a library.

Promises: no formula is computed (its last value counts), no DTD and no entity is read, nothing
outside of the file is opened; memory stays constant, for the strings that cells share lie in a
temporary file; whatever the bytes, only `FormatError` is raised. Sheets that are hidden are left
alone. A sheet that breaks off gives the rows before.
"""

from __future__ import annotations

import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final
from xml.parsers import expat

from workbench.errors import FormatError
from workbench.exchange.xlsx_cells import StringItems, Strings, Table, local

_CHUNK: Final = 1 << 16
_MOST_SHARED: Final = 1 << 31
"""Bytes of shared strings that are unpacked; a million cells have a tenth of it."""

_LARGEST_PART: Final = 1 << 24
"""Bytes of a part that lists other parts."""

_OLD: Final = b"\xd0\xcf\x11\xe0"
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError,
    NotImplementedError, RuntimeError, ValueError, OverflowError, KeyError, IndexError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook: its name, and the part of the file that holds it."""

    name: str
    part: str


class Workbook:
    """An open workbook. Close it, for it holds a temporary file.

    Args:
        stream: the file, seekable; it is the caller's.
        name: the file's name, for messages.

    Attributes:
        sheets: those that are shown, in order.

    Raises:
        FormatError: it is no workbook, protected by a password, or damaged.
    """

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._name = name
        self._require_zip(stream)
        try:
            self._zip = zipfile.ZipFile(stream)
            self._names = {info.filename.lower(): info.filename for info in self._zip.infolist()}
        except _BROKEN as exc:
            raise self._damaged(str(exc)) from exc
        book = self._related("", "officeDocument").get("") or "xl/workbook.xml"
        if book.lower() not in self._names:
            raise self._no_workbook("it is a zip file of another kind")
        self.sheets = self._sheets(book)
        self._strings = Strings()
        try:
            for part in self._related(book, "sharedStrings").values():
                self._read_strings(part)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the temporary file."""
        self._strings.close()

    def rows(self, sheet: Sheet) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield the rows of a sheet that have cells: number and texts.

        Raises:
            FormatError: the sheet is damaged; the rows before were yielded.
        """
        table = Table(self._strings.get)
        yield from self._parsed(sheet.part, table)

    def _parsed(self, part: str, table: Table) -> Iterator[tuple[int, tuple[str, ...]]]:
        parser = _parser(table.start, table.end, table.characters)
        try:
            for data, last in self._chunks(part):
                parser.Parse(data, last)
                yield from table.take()
        except (expat.ExpatError, *_BROKEN) as exc:
            yield from table.take()
            raise self._damaged(f"{part}: {exc}") from exc

    def _chunks(self, part: str) -> Iterator[tuple[bytes, bool]]:
        with self._zip.open(self._names[part.lower()]) as stream:
            while data := stream.read(_CHUNK):
                yield data, False
        yield b"", True

    def _read_strings(self, part: str) -> None:
        if part.lower() not in self._names:
            raise self._damaged(f"its part {part} is missing")
        reader = StringItems(self._strings.add)
        parser = _parser(reader.start, reader.end, reader.characters)
        size = 0
        try:
            for data, last in self._chunks(part):
                size += len(data)
                if size > _MOST_SHARED:
                    raise self._damaged("its strings fill gigabytes")
                parser.Parse(data, last)
        except (expat.ExpatError, *_BROKEN) as exc:
            raise self._damaged(f"{part}: {exc}") from exc

    def _sheets(self, book: str) -> tuple[Sheet, ...]:
        """Return the sheets that are shown."""
        parts = self._related(book, "worksheet")
        found: list[Sheet] = []

        def start(tag: str, attributes: dict[str, str]) -> None:
            if local(tag) == "sheet" and attributes.get("state", "visible") == "visible":
                number = next((v for k, v in attributes.items() if local(k) == "id"), "")
                part = parts.get(number, "")
                if part.lower() in self._names:
                    found.append(Sheet(attributes.get("name", ""), part))

        self._listed(book, start)
        return tuple(found)

    def _related(self, part: str, kind: str) -> dict[str, str]:
        """Return the parts of a kind that a part refers to, by id; the package's own under ''."""
        folder, base = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        found: dict[str, str] = {}

        def start(tag: str, attributes: dict[str, str]) -> None:
            if local(tag) != "Relationship" or attributes.get("TargetMode") == "External":
                return
            if attributes.get("Type", "").rpartition("/")[2] == kind:
                target = posixpath.join("/", folder, attributes.get("Target", ""))
                number = attributes.get("Id", "") if part else ""
                found.setdefault(number, posixpath.normpath(target).lstrip("/"))

        if relations.lower() in self._names:
            self._listed(relations, start)
        return found

    def _listed(self, part: str, start: Callable[[str, dict[str, str]], None]) -> None:
        """Go through a small part."""
        parser = _parser(start, None, None)
        try:
            name = self._names[part.lower()]
            if self._zip.getinfo(name).file_size > _LARGEST_PART:
                raise self._damaged(f"its part {name} is far too large")
            parser.Parse(self._zip.read(name), True)
        except (expat.ExpatError, *_BROKEN) as exc:
            raise self._damaged(f"{part}: {exc}") from exc

    def _require_zip(self, stream: BinaryIO) -> None:
        start = stream.read(4)
        stream.seek(0)
        if start == _OLD:
            raise self._no_workbook("it is an old .xls, or protected by a password")
        if not start.startswith(b"PK"):
            raise self._no_workbook("it is no Excel workbook")

    def _no_workbook(self, what: str) -> FormatError:
        hint = "Save it as .xlsx (“Excel Workbook”) without a password, or as CSV."
        return FormatError(what, where=self._name, hint=hint)

    def _damaged(self, what: str) -> FormatError:
        hint = "Open it in the program that it comes from, save it again, or save it as CSV."
        return FormatError(f"the workbook is damaged ({what})", where=self._name, hint=hint)


def _parser(
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None,
    characters: Callable[[str], None] | None,
) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_: object) -> None:
    raise ValueError("it declares a document type, which no workbook has")
