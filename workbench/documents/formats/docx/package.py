"""The zip archive that a DOCX is: its parts, what they refer to, and the same again with some new.

Promises: sizes are checked before anything is unpacked; no DTD and no entity is read, nothing
outside of the file is ever opened; whatever the bytes, only `FormatError` is raised. What is not
replaced keeps its bytes, its name, its place and its date in the archive.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from lxml import etree

from workbench.documents.formats.docx.names import Element, name
from workbench.documents.formats.docx.refusals import damaged, no_word, no_zip, protected
from workbench.errors import FormatError

MAX_PARTS: Final = 20_000
"""Parts that an archive may have; a book with a picture on each page has two thousand."""

MAX_UNPACKED: Final = 512 * 1024**2
"""Bytes of all parts together."""

MAX_XML: Final = 64 * 1024**2
"""Bytes of a part that is parsed; a book of 1,000 pages has 20 MiB."""

MAX_RATIO: Final = 400
"""To how many times its size a parsed part may unpack, when it is over `_SMALL`."""

_SMALL: Final = 16 * 1024**2
_ENCRYPTED: Final = 0x1  # general purpose bit 0 of a zip member
_HINT: Final = "If it is a real document, cut it into parts, or save it without its pictures"
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError,
    NotImplementedError, RuntimeError, ValueError, OverflowError, MemoryError, IndexError,
)  # fmt: skip
_DOCTYPES: Final = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))


class Package:
    """An archive on its way through.

    Args:
        data: the file, byte for byte.
        where: its name, for messages.

    Attributes:
        main: name of the part that holds the document.

    Raises:
        FormatError: it is no DOCX, protected, damaged, or too large when unpacked.
    """

    def __init__(self, data: bytes, where: str) -> None:
        self.where = where
        if not data.startswith(b"PK\x03\x04"):
            raise no_zip(data, where)
        with self._reading():
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._infos = self._zip.infolist()
        self._check()
        self._relations: dict[str, tuple[tuple[str, str], ...]] = {}
        self._names = {info.filename.lower(): info.filename for info in self._infos}
        if len(self._names) < len(self._infos):
            raise damaged(where, "two of its parts have one name")
        self.main = self._main()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Turn what goes wrong with the archive into our error."""
        try:
            yield
        except _BROKEN as exc:
            raise damaged(self.where, str(exc)) from exc

    def _check(self) -> None:
        """Refuse archives that are encrypted or built to exhaust the machine."""
        if any(info.flag_bits & _ENCRYPTED for info in self._infos):
            raise protected(self.where)
        if len(self._infos) > MAX_PARTS:
            raise self._too_large(f"it has {len(self._infos):,} parts")
        unpacked = sum(info.file_size for info in self._infos)
        if unpacked > MAX_UNPACKED:
            raise self._too_large(f"it unpacks to {unpacked / 1024**2:,.0f} MiB")

    def _too_large(self, what: str) -> FormatError:
        return FormatError(f"{what}, more than any real document", where=self.where, hint=_HINT)

    def _main(self) -> str:
        """Return the name of the main part: what the package says, else the usual one."""
        targets = [to for kind, to in self.relations("") if kind == "officeDocument"]
        for target in (*targets, "word/document.xml"):
            if target.lower() in self._names:
                return self._names[target.lower()]
        if targets:
            raise damaged(self.where, f"its part {targets[0]} is missing")
        raise no_word(frozenset(self._names), self.where)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(info.filename for info in self._infos)

    def relations(self, part: str) -> tuple[tuple[str, str], ...]:
        """Return what a part (or, by '', the package) refers to inside the file: kind and part.

        What lies outside of the file is never looked at.
        """
        if part not in self._relations:
            self._relations[part] = tuple(self._read_relations(part))
        return self._relations[part]

    def _read_relations(self, part: str) -> Iterator[tuple[str, str]]:
        folder, base = posixpath.split(part)
        own = self._names.get(posixpath.join(folder, "_rels", f"{base}.rels").lower())
        if own is None:
            return
        for one in self.root(own):
            target = str(one.get("Target", ""))
            if name(one) != "rel:Relationship" or one.get("TargetMode") == "External":
                continue
            kind = str(one.get("Type", "")).rpartition("/")[2]
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            yield kind, self._names.get(path.lower(), path)

    def related(self, kind: str) -> tuple[str, ...]:
        """Return the parts of a kind that the main part refers to and that are there, each once."""
        found = (to for one, to in self.relations(self.main) if one == kind)
        return tuple(dict.fromkeys(to for to in found if to.lower() in self._names))

    def root(self, part: str) -> Element:
        """Parse a part and return its root.

        Raises:
            FormatError: it is too large, no well-formed XML, or has a DTD.
        """
        data = self._bytes(part)
        if any(doctype in data for doctype in _DOCTYPES):
            raise self._in_part(part, "it declares a document type, which DOCX forbids")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_blank_text=False
        )
        try:
            root: Element = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as exc:
            reason = str(exc.msg).partition(", try XML_PARSE")[0]
            raise self._in_part(part, f"it is no well-formed XML: {reason}", exc.lineno) from exc
        except (ValueError, LookupError) as exc:
            raise self._in_part(part, f"it cannot be read: {exc}") from exc
        if root.getroottree().docinfo.doctype:
            raise self._in_part(part, "it declares a document type, which DOCX forbids")
        return root

    def _in_part(self, part: str, what: str, line: int | None = None) -> FormatError:
        hint = "Let a word processor repair it: open it there and save it anew"
        return FormatError(what, where=f"{self.where} ({part})", line=line, hint=hint)

    def _bytes(self, part: str) -> bytes:
        """Return the content of a part that is going to be parsed."""
        with self._reading():
            info = self._zip.getinfo(part)
        size = info.file_size
        if size > MAX_XML or (size > _SMALL and size > MAX_RATIO * max(info.compress_size, 1)):
            raise self._too_large(f"its part {part} unpacks to {size / 1024**2:,.0f} MiB")
        with self._reading():
            return self._zip.read(info)

    def rewritten(self, parts: Mapping[str, bytes]) -> bytes:
        """Return the archive with the content of these parts in the place of their old one."""
        out = io.BytesIO()
        with self._reading(), zipfile.ZipFile(out, "w") as target:
            for info in self._infos:
                fresh = zipfile.ZipInfo(info.filename, info.date_time)
                fresh.compress_type = info.compress_type
                fresh.external_attr = info.external_attr
                content = parts.get(info.filename)
                target.writestr(fresh, self._zip.read(info) if content is None else content)
        return out.getvalue()
