"""A file → its paragraphs: what the workbench makes of a document before anybody translates it.

First a file is looked over, from beginning to end and in pieces: what format it has, how its text
is encoded, whether every byte of it is text. Then its format reads it. Nothing is altered by that,
and of a plain text only a piece is in memory at a time.
"""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from workbench.documents import encodings
from workbench.documents.binary import binary_kind, is_binary_text
from workbench.documents.blocks import Block
from workbench.documents.cleanup.cleaning import DEFAULT, Cleaning
from workbench.documents.cleanup.lines import BLANK
from workbench.documents.cleanup.sections import Section, sections
from workbench.documents.encodings import Encoding
from workbench.documents.formats import registry
from workbench.documents.formats.base import Content, Parsed
from workbench.documents.formats.registry import Format
from workbench.errors import EncodingError, FormatError, InputError, UnreadableFileError
from workbench.text.codepoints import has_han

__all__ = ["MAX_BYTES", "MAX_TEXT_BYTES", "Block", "Reading", "Survey", "parse", "read", "survey"]

MAX_BYTES = 64 * 1024 * 1024
"""Files up to this size are read: memory needs up to ten times as much."""

MAX_TEXT_BYTES = 1024 * 1024 * 1024
"""Plain text is read a piece at a time, up to this size."""

_HEAD = 1 << 16  # bytes that tell a format, a kind of binary file, a declared encoding

_CHUNK = 1 << 20  # bytes that are hashed at a time

Seen = Callable[[int], None]
"""Told how many bytes of the file were read by now; may raise to stop it."""


@dataclass(frozen=True, slots=True)
class Survey:
    """A file that can be read.

    Attributes:
        path: where it lies.
        size: its bytes.
        digest: SHA-256 of them, in hexadecimal digits.
        format: what it is.
        encoding: of its text; None for a format whose files are no plain characters.
        warnings: what a translator should know of the whole file, one sentence each.
    """

    path: Path
    size: int
    digest: str
    format: Format
    encoding: Encoding | None
    warnings: tuple[str, ...] = ()

    @property
    def encoding_name(self) -> str:
        """Python's name of the encoding, empty where there is none."""
        return self.encoding.name if self.encoding else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as read.

    Attributes:
        name: the file's name without its folder.
        format: the name of its format.
        encoding: how its text is encoded, in Python's name; empty for a format that says it itself.
        cleaning: the steps of the clean-up that were taken.
        blocks: its paragraphs in order, noise included.
        sections: its articles in order; as a rule there is one.
        warnings: what a translator should know of the whole file, one sentence each.
    """

    name: str
    format: str
    encoding: str
    cleaning: Cleaning
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    warnings: tuple[str, ...] = ()


def read(
    path: Path,
    *,
    encoding: str | None = None,
    format: str | None = None,  # noqa: A002 - what it is called everywhere
    cleaning: Cleaning = DEFAULT,
) -> Reading:
    """Read a file into paragraphs.

    Args:
        path: the file.
        encoding: the encoding of its text, None to find out.
        format: the name of its format, None to find out.
        cleaning: the steps of the clean-up to take.

    Raises:
        UnreadableFileError: missing, no permission, no file, larger than `MAX_BYTES`, or than
            `MAX_TEXT_BYTES` for plain text.
        EncodingError: bytes that are no text in any encoding, or not in the one given.
        FormatError: empty, only white space, or not of its format.
        UsageError: `encoding` names no encoding, or `format` no format.
    """
    found = survey(path, encoding=encoding, format=format)
    parsed = parse(found, cleaning)
    blocks = tuple(parsed.blocks)
    return Reading(
        path.name,
        found.format.name,
        found.encoding_name,
        cleaning,
        blocks,
        sections(blocks),
        (*found.warnings, *parsed.warnings),
    )


def survey(
    path: Path,
    *,
    encoding: str | None = None,
    format: str | None = None,  # noqa: A002 - what it is called everywhere
) -> Survey:
    """Look a file over.

    Raises:
        InputError, UsageError: as `read` says.
    """
    wanted = registry.named(format) if format is not None else None
    with _opened(path) as stream:
        size = stream.seek(0, 2)
        stream.seek(0)
        head = stream.read(_HEAD)
        form = wanted or registry.recognised(path.name, head)
        _require_size(path, size, form)
        found = Survey(path, size, _digest(stream), form, None)
        if form.is_text:
            return _with_text(found, stream, head, encoding)
    if encoding is not None:
        said = f"The encoding is left out of account: a file of {form.title} says it itself."
        return replace(found, warnings=(said,))
    return found


def _digest(stream: BinaryIO) -> str:
    """Return the SHA-256 of a file in hexadecimal digits."""
    stream.seek(0)
    digest = hashlib.sha256()
    while data := stream.read(_CHUNK):
        digest.update(data)
    return digest.hexdigest()


def parse(found: Survey, cleaning: Cleaning, seen: Seen | None = None) -> Parsed:
    """Read a file that was looked over; plain text while its blocks are taken.

    Args:
        found: the file.
        cleaning: the steps of the clean-up to take.
        seen: told how far the file was read.

    Raises:
        InputError: as `read` says; also if the file has changed in the meantime.
    """
    return found.format.handler.read(_content(found, seen or (lambda _bytes: None)), cleaning)


def _content(found: Survey, seen: Seen) -> Content:
    where = str(found.path)
    if found.encoding is not None and found.format.is_streamed:
        stream = _pieces_of(found.path, found.encoding, seen)
        return Content(b"", "", found.encoding.name, where, stream)
    with _opened(found.path) as file:
        data = file.read()
    seen(len(data))
    if found.encoding is None:
        return Content(data, "", "", where)
    return Content(data, encodings.decode_as(data, found.encoding), found.encoding.name, where)


def _pieces_of(path: Path, encoding: Encoding, seen: Seen) -> Callable[[], Iterator[str]]:
    def pieces() -> Iterator[str]:
        with _opened(path) as stream:
            for piece in encodings.pieces(stream, encoding):
                seen(stream.tell())
                yield piece

    return pieces


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """Hold a file open, or say why that cannot be."""
    where = str(path)
    try:
        if path.exists() and not path.is_file():
            what = "a folder" if path.is_dir() else "a device or a pipe"
            raise UnreadableFileError(f"this is {what}", where=where, hint="Name a file")
        with path.open("rb") as stream:
            yield stream
    except FileNotFoundError as exc:
        hint = "Check the name"
        raise UnreadableFileError("there is no such file", where=where, hint=hint) from exc
    except PermissionError as exc:
        hint = "Ask for permission to read it, or copy it"
        raise UnreadableFileError("it may not be read", where=where, hint=hint) from exc
    except (OSError, ValueError) as exc:
        raise UnreadableFileError(f"it cannot be read ({exc})", where=where) from exc


def _require_size(path: Path, size: int, form: Format) -> None:
    most = MAX_TEXT_BYTES if form.is_streamed else MAX_BYTES
    if size > most:
        raise UnreadableFileError(
            f"the file has {size / 1024**2:.0f} MiB; the most that can be read of "
            f"{form.title} is {most // 1024**2} MiB",
            where=str(path),
            hint="Cut it into parts",
        )


def _with_text(found: Survey, stream: BinaryIO, head: bytes, encoding: str | None) -> Survey:
    """Add the encoding of a text and what is odd about it, or say what the file is instead."""
    where = str(found.path)
    if kind := binary_kind(head):
        hint = "Save it as plain text first"
        raise FormatError(f"this is {kind}, not plain text", where=where, hint=hint)
    try:
        code = _encoding(found.format, stream, head, encoding)
    except EncodingError as exc:
        if encoding is None and is_binary_text(head.decode("latin-1")):
            raise _binary(found.path) from exc
        hint = exc.hint.replace(" FILE ", f" {shlex.quote(where)} ")
        raise EncodingError(exc.what, where=where, hint=hint) from exc
    warnings = _warnings(found.path, encodings.pieces(stream, code))
    return replace(found, encoding=code, warnings=warnings)


def _encoding(form: Format, stream: BinaryIO, head: bytes, wanted: str | None) -> Encoding:
    """Return the encoding that a person, a byte order mark, the page itself or its bytes say."""
    if wanted is None and form.name == "html" and encodings.marked(stream) is None:
        from workbench.documents.formats.html.encoding import declared

        said = declared(head)
        try:
            return encodings.detect(stream, said)
        except InputError:
            pass  # pages are often wrong about themselves
    return encodings.detect(stream, wanted)


def _binary(path: Path) -> FormatError:
    hint = "If it is text after all, name its encoding with --encoding"
    return FormatError("this is a binary file, not text", where=str(path), hint=hint)


def _warnings(path: Path, pieces: Iterator[str]) -> tuple[str, ...]:
    """Return what is odd about a text as a whole; refuse one that is none."""
    is_text = is_chinese = False
    lost = nul = 0
    for number, piece in enumerate(pieces):
        if number == 0 and is_binary_text(piece):
            raise _binary(path)
        is_text = is_text or bool(piece.strip(BLANK))
        is_chinese = is_chinese or has_han(piece)
        lost += piece.count("\ufffd")
        nul += piece.count("\0")
    if not is_text:
        raise FormatError("the file has no text", where=str(path), hint="Choose another file")
    warnings = []
    if not is_chinese:
        warnings.append("The text has no Chinese in it.")
    if lost:
        warnings.append(f"{lost} characters were already lost (U+FFFD) before the file came here.")
    if nul:
        warnings.append(f"{nul} NUL characters were left out of the paragraphs.")
    return tuple(warnings)
