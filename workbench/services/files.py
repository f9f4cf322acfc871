"""Files that a user names: opened with a message for a person where that fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from workbench.errors import UnreadableFileError


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Hold a file open for reading.

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
        yield stream
