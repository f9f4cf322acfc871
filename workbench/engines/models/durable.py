"""Put what was made aside in its place, so that a power cut leaves either nothing or all of it.

A rename alone is not enough: without flushing, the name may be on the disk before the content is,
or not at all. Engines stand beside `workbench.exchange`, whose files are written the same way.
"""

from __future__ import annotations

import os
from pathlib import Path


def put(aside: Path, target: Path) -> Path:
    """Rename a file, or a directory of files, after its content has reached the disk.

    Args:
        aside: what was made, on the same file system.
        target: its place; a file there is replaced, a directory must not be there, or be empty.

    Returns:
        The place.

    Raises:
        OSError: it cannot be written, or a directory is there.
    """
    for path in [*(aside.iterdir() if aside.is_dir() else ()), aside]:
        flush(path)
    aside.replace(target)
    flush(target.parent)
    return target


def flush(path: Path) -> None:
    """Have the system write a file's content, or a directory's names, to the disk.

    Raises:
        OSError: it cannot.
    """
    if os.name != "posix":
        return  # elsewhere directories cannot be opened, nor files flushed that are only read
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
