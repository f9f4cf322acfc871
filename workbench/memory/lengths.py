"""How long the shapes of many units are, as look-up asks for it: for thousands of units at once."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from workbench.memory.postings import CHUNK

Numbers = NDArray[np.int64]


class Lengths:
    """The lengths in some chunks (see `workbench.memory.postings`), a byte for each."""

    def __init__(self, chunks: Iterable[tuple[int, bytes]]) -> None:
        """Take over the rows of lengths, each a chunk's number and what it holds."""
        rows = sorted(chunks)
        self._chunks = np.fromiter((chunk for chunk, _ in rows), np.int64, len(rows))
        # A row more, of nothing, for the chunks that are not there.
        told = b"".join(blob.ljust(CHUNK, b"\0") for _, blob in [*rows, (0, b"")])
        self._told = np.frombuffer(told, dtype=np.uint8)

    def of(self, numbers: Numbers) -> Numbers:
        """Return the lengths of units by their numbers; 0 for what is not there."""
        wanted = numbers // CHUNK
        at = np.searchsorted(self._chunks, wanted)
        if len(self._chunks):
            is_there = self._chunks[np.minimum(at, len(self._chunks) - 1)] == wanted
            at = np.where(is_there, at, len(self._chunks))
        lengths: Numbers = self._told[at * CHUNK + numbers % CHUNK].astype(np.int64)
        return lengths
