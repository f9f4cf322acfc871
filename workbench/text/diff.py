"""What changed between two texts, run by run, as a translator reads it.

Chinese is compared by character; a Latin word or a number is one piece, so that 12 → 24 shows as
one number replaced by another rather than as a stray digit kept.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from rapidfuzz.distance import Levenshtein

DiffKind = Literal["same", "removed", "added"]
"""What a run is: in both texts, only in the first, only in the second."""

_PIECE: Final = re.compile(r"\d+(?:[.,．，]\d+)*|[A-Za-zÀ-ɏＡ-Ｚａ-ｚ]+|.", re.DOTALL)


def diff(before: str, after: str) -> list[tuple[DiffKind, str]]:
    """Return the runs that lead from one text to the other, none empty, no two alike in a row.

    `same` and `removed` runs together spell `before`; `same` and `added` runs spell `after`. Where
    a piece was replaced, what was removed comes first.
    """
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    runs: list[tuple[DiffKind, str]] = []
    removed = added = ""
    for code in Levenshtein.opcodes(old, new):
        gone = "".join(old[code.src_start : code.src_end])
        come = "".join(new[code.dest_start : code.dest_end])
        if code.tag == "equal":
            runs += _changes(removed, added)
            runs.append(("same", gone))
            removed = added = ""
        else:
            removed += gone
            added += come
    return runs + _changes(removed, added)


def _changes(removed: str, added: str) -> list[tuple[DiffKind, str]]:
    runs: list[tuple[DiffKind, str]] = []
    if removed:
        runs.append(("removed", removed))
    if added:
        runs.append(("added", added))
    return runs
