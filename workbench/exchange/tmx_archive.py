"""TMX as it is sent about: one file, plain or in gzip, or several in a zip archive.

An archive is read without unpacking it. One file of it that is useless costs that file alone; what
is skipped says which file it was in.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, Final

from workbench.core.memory import Unit
from workbench.errors import FormatError, InputError
from workbench.exchange import tmx_reader
from workbench.exchange.skipped import Skipped

_ZIP: Final = b"PK\x03\x04"
_ENDINGS: Final = (".tmx", ".tmx.gz")
_DAMAGED: Final = (
    *(zipfile.BadZipFile, EOFError, NotImplementedError),
    *(OverflowError, RuntimeError, ValueError, struct.error),
)
"""What `zipfile` raises when the numbers in an archive are wrong."""

_ENCRYPTED: Final = 0x1
_IS_UTF_8: Final = 0x800  # bits of an entry's flags (APPNOTE 4.4.4)


def read(stream: BinaryIO, *, name: str) -> Iterator[Unit | Skipped]:
    """Yield the units of a TMX file or of all those in an archive, and what had to be skipped.

    Args:
        stream: seekable, at its start.
        name: the file's name, for messages, and as the `document` of units that name none; those
            from an archive have the name of the file in it.

    Raises:
        FormatError: it is no TMX; an archive is damaged or holds none that can be read.
        EncodingError: see `tmx_reader.read`.
        UnreadableFileError: likewise.
    """
    packed = stream.read(len(_ZIP)) == _ZIP
    stream.seek(0)
    return _in_archive(stream, name) if packed else tmx_reader.read(stream, name=name)


def _in_archive(stream: BinaryIO, name: str) -> Iterator[Unit | Skipped]:
    try:
        archive = zipfile.ZipFile(stream)
    except _DAMAGED as exc:
        raise FormatError(
            f"the archive is damaged or incomplete ({exc})",
            where=name,
            hint="Fetch it again, or unpack it and import the TMX files in it.",
        ) from exc
    with archive:
        yield from _members(archive, name)


def _members(archive: zipfile.ZipFile, name: str) -> Iterator[Unit | Skipped]:
    infos = [info for info in archive.infolist() if info.filename.lower().endswith(_ENDINGS)]
    if not infos:
        raise FormatError(
            "the archive holds no TMX file",
            where=name,
            hint="Unpack it to see what is in it; `workbench tm import` takes *.tmx.",
        )
    useless: list[InputError] = []
    for info in infos:
        member = _name(info)
        try:
            yield from _member(archive, info, member)
        except InputError as error:
            useless.append(error)
            yield Skipped(getattr(error, "line", None) or 0, member, error.what)
    if len(useless) == len(infos):
        raise useless[0]


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> Iterator[Unit | Skipped]:
    if info.flag_bits & _ENCRYPTED:
        raise FormatError("it is encrypted", where=name, hint="Unpack it with its password first.")
    try:
        stream = archive.open(info)
    except _DAMAGED as exc:
        raise FormatError(
            f"it is damaged, or packed in a way that is not known here ({exc})",
            where=name,
            hint="Unpack the archive and import the TMX files in it.",
        ) from exc
    with stream:
        for item in tmx_reader.read(stream, name=name.rpartition("/")[2]):  # type: ignore[arg-type]
            if isinstance(item, Skipped):
                yield replace(item, item=f"{name}, {item.item}")
            else:
                yield item


def _name(info: zipfile.ZipInfo) -> str:
    """Return a member's name; one that is not marked as UTF-8 was packed on Chinese Windows."""
    if info.flag_bits & _IS_UTF_8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename
