"""Files that a user names: opened with a message for a person where that fails."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from workbench.errors import UnreadableFileError


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Hold a file open for reading from any place in it; a pipe is read to its end first.

    Raises:
        UnreadableFileError: it is missing, a folder, or may not be read.
    """
    try:
        stream = path.open("rb")
    except (OSError, ValueError) as exc:
        reason = exc.strerror if isinstance(exc, OSError) else None
        raise UnreadableFileError(
            f"the file cannot be read ({(reason or str(exc)).lower()})",
            where=str(path),
            hint="Check its name and that you may read it.",
        ) from exc
    with stream:
        if stream.seekable():
            yield stream
        else:
            with tempfile.TemporaryFile() as copy:
                shutil.copyfileobj(stream, copy)
                copy.seek(0)
                yield copy


def storable(name: str) -> str:
    """Return a file's name or path as text; one that is no UTF-8 is read as GB18030 if it can be.

    Names of that kind come out of archives that were packed on Chinese Windows; Python holds their
    bytes as lone surrogates, which no database takes.
    """
    try:
        name.encode()
    except UnicodeEncodeError:
        data = os.fsencode(name)
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            return data.decode(errors="backslashreplace")
    return name
