"""How often strings stand in a row of characters: what a document says by repeating itself."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from workbench.documents.scanning.character_model import hashes
from workbench.documents.scanning.character_text import Ints


def counts(numbers: Ints, strings: Sequence[Ints]) -> list[int]:
    """Return how often each string stands in a row; linear in the row, however many strings."""
    found = [0] * len(strings)
    for length in {len(string) for string in strings}:
        which = [place for place, string in enumerate(strings) if len(string) == length]
        if length > len(numbers):
            continue
        wanted = hashes(np.stack([strings[place] for place in which]))
        keys, inverse = np.unique(wanted, return_inverse=True)
        there = hashes(np.lib.stride_tricks.sliding_window_view(numbers, length))
        place = np.minimum(np.searchsorted(keys, there), len(keys) - 1)
        times = np.bincount(place[keys[place] == there], minlength=len(keys))
        for rank, at in enumerate(which):
            found[at] = int(times[inverse[rank]])
    return found
