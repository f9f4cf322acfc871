"""Files that are written completely or not at all.

A file is written beside its destination, flushed to the disk and renamed over it, and then the
folder is flushed: after a crash, a power cut, a full disk or Ctrl-C the destination is either what
it was before or the complete new file.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from workbench.errors import DiskFullError, UnreadableFileError


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a binary stream whose content replaces `path` when the block ends without an exception.

    Raises:
        UnreadableFileError: the destination cannot be written.
        DiskFullError: there is no room for it; what was there before is untouched.
    """
    try:
        with path.open("wb") if _is_special(path) else _temporary(path.resolve()) as stream:
            yield stream
    except OSError as exc:
        raise unwritable(exc, str(path)) from exc


def _is_special(path: Path) -> bool:
    """Whether something is there that can be written to, but must not be replaced."""
    return path.exists() and not path.is_file()


@contextmanager
def _temporary(path: Path) -> Iterator[BinaryIO]:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(_mode(path))
        Path(name).replace(path)
        _flush_folder(path.parent)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _flush_folder(folder: Path) -> None:
    """Bring a folder's entries to the disk, so that the new name survives a power cut.

    Systems and network drives that cannot do it keep them by themselves, or not at all.
    """
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _mode(path: Path) -> int:
    """The mode of the file that is replaced, or what the umask gives a new one."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def unwritable(exc: OSError, where: str) -> DiskFullError | UnreadableFileError:
    """Return our error for the system's refusal to write to a place."""
    if exc.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFullError(
            "there is no room left to write it",
            where=where,
            hint="Free some space or write elsewhere; nothing was changed.",
        )
    return UnreadableFileError(
        f"it cannot be written ({(exc.strerror or str(exc)).lower()})",
        where=where,
        hint="Check that the folder exists and that you may write there.",
    )


def write_bytes(path: Path, data: bytes) -> None:
    """Replace `path` by these bytes, completely or not at all; errors as `replacing` raises."""
    with replacing(path) as stream:
        stream.write(data)
