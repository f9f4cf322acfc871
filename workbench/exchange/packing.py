"""Files that are packed because their name says so: `.gz`, and `.zip` with one file inside.

The same content makes the same bytes: neither a time nor anything of the machine goes into them.
"""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import BinaryIO, Final, cast

_PACKED: Final = (".gz", ".zip")


def unpacked(name: str) -> str:
    """Return a file's name without the end that says that it is packed."""
    path = PurePath(name)
    return path.stem if path.suffix.lower() in _PACKED else name


@contextmanager
def packing(stream: BinaryIO, name: str, kinds: tuple[str, ...]) -> Iterator[BinaryIO]:
    """Return what to write to, so that the file is packed as its name says.

    Args:
        stream: the file; neither flushed nor closed.
        name: the file's name.
        kinds: what the name of the file in a zip may end in; the first one if it does not.
    """
    end = PurePath(name).suffix.lower()
    if end == ".gz":
        with gzip.GzipFile(filename="", fileobj=stream, mode="wb", mtime=0) as packed:
            yield cast(BinaryIO, packed)
    elif end == ".zip":
        inside = unpacked(name)
        if not inside.lower().endswith(kinds):
            inside += kinds[0]
        info = zipfile.ZipInfo(inside)
        info.compress_type = zipfile.ZIP_DEFLATED
        with (
            zipfile.ZipFile(stream, "w") as archive,
            archive.open(info, "w", force_zip64=True) as member,
        ):
            yield cast(BinaryIO, member)
    else:
        yield stream
