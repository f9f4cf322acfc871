"""A file → its paragraphs: what the workbench makes of a document before anybody translates it.

`read` never alters anything: the bytes are kept whole in `Reading.original`, and each block keeps
the stretch of the decoded text that it was made of. The blocks' originals follow one another in the
file with nothing but white space between them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workbench.documents.binary import binary_kind, is_binary_text
from workbench.documents.blocks import Block
from workbench.documents.encodings import decode
from workbench.documents.lines import BLANK
from workbench.documents.reflow import reflow
from workbench.errors import EncodingError, FormatError, UnreadableFileError
from workbench.text.codepoints import count_han

__all__ = ["MAX_BYTES", "Block", "Reading", "read"]

MAX_BYTES = 64 * 1024 * 1024
"""Files up to this size are read: a book is 1 MB, and memory needs about ten times the file."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as read.

    Attributes:
        name: the file's name without its folder.
        encoding: how it is encoded, in Python's name.
        original: the file, byte for byte.
        blocks: its paragraphs in order, noise included.
        warnings: what a translator should know of the whole file, one sentence each.
    """

    name: str
    encoding: str
    original: bytes
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()


def read(path: Path, *, encoding: str | None = None) -> Reading:
    """Read a plain-text file.

    Args:
        path: the file.
        encoding: its encoding, None to find out.

    Raises:
        UnreadableFileError: missing, no permission, no file, larger than `MAX_BYTES`.
        EncodingError: bytes that are no text in any encoding, or not in the one given.
        FormatError: empty, only white space, or not plain text.
        UsageError: `encoding` names no encoding.
    """
    data = _bytes(path)
    text, name = _text(data, path, encoding)
    blocks = reflow(text)
    return Reading(path.name, name, data, blocks, _warnings(text))


def _bytes(path: Path) -> bytes:
    """Return the file's bytes."""
    where = str(path)
    try:
        size = path.stat().st_size
        if not path.is_file():
            what = "a folder" if path.is_dir() else "a device or a pipe"
            raise UnreadableFileError(f"this is {what}", where=where, hint="Name a file")
        if size > MAX_BYTES:
            raise UnreadableFileError(
                f"the file has {size / 1024**2:.0f} MiB; the most that can be read is "
                f"{MAX_BYTES // 1024**2} MiB",
                where=where,
                hint="Cut it into parts",
            )
        return path.read_bytes()
    except FileNotFoundError as exc:
        hint = "Check the name"
        raise UnreadableFileError("there is no such file", where=where, hint=hint) from exc
    except PermissionError as exc:
        hint = "Ask for permission to read it, or copy it"
        raise UnreadableFileError("it may not be read", where=where, hint=hint) from exc
    except (OSError, ValueError) as exc:
        raise UnreadableFileError(f"it cannot be read ({exc})", where=where) from exc


def _text(data: bytes, path: Path, encoding: str | None) -> tuple[str, str]:
    """Return the text and the name of its encoding, or say what the file is instead."""
    if kind := binary_kind(data):
        hint = "Save it as plain text first"
        raise FormatError(f"this is {kind}, not plain text", where=str(path), hint=hint)
    try:
        decoded = decode(data, encoding)
    except EncodingError as exc:
        if encoding is None and is_binary_text(data.decode("latin-1")):
            raise _binary(path) from exc
        raise EncodingError(exc.what, where=str(path), hint=exc.hint) from exc
    if is_binary_text(decoded.text):
        raise _binary(path)
    if not decoded.text.strip(BLANK):
        raise FormatError("the file has no text", where=str(path), hint="Choose another file")
    return decoded.text, decoded.encoding


def _binary(path: Path) -> FormatError:
    hint = "If it is text after all, name its encoding with --encoding"
    return FormatError("this is a binary file, not text", where=str(path), hint=hint)


def _warnings(text: str) -> tuple[str, ...]:
    """Return what is odd about the text as a whole."""
    warnings = []
    if not count_han(text):
        warnings.append("The text has no Chinese in it.")
    if lost := text.count("\ufffd"):
        warnings.append(f"{lost} characters were already lost (U+FFFD) before the file came here.")
    if nul := text.count("\0"):
        warnings.append(f"{nul} NUL characters were left out of the paragraphs.")
    return tuple(warnings)
