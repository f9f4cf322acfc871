"""What changed between a unit's source and the source to translate, place by place.

Promises: what lies outside of the changes is the same in both, character by character; a number or
a term is never cut in two: if a part of it changed, all of it did.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.text.diff import diff

Span = tuple[int, int]
"""Start and end, in code points."""


@dataclass(frozen=True, slots=True)
class Change:
    """One place where two sources differ; either span may be empty.

    Attributes:
        old: its span in the unit's source.
        new: its span in the source to translate.
    """

    old: Span
    new: Span


def changes(
    before: str, after: str, wholes: Sequence[Span] = (), new_wholes: Sequence[Span] = ()
) -> tuple[Change, ...]:
    """Return the changes from one source to another, in order.

    Args:
        before: the unit's source.
        after: the source to translate.
        wholes: spans of `before` that are not to be cut, such as numbers and terms.
        new_wholes: likewise of `after`.
    """
    same = _same(before, after)
    while True:
        turned = [(new, old) for old, new in same]
        cut = _cut(same, wholes) | {(old, new) for new, old in _cut(turned, new_wholes)}
        if not cut:
            return tuple(_gaps(same, len(before), len(after)))
        same = [pair for pair in same if pair not in cut]


def _same(before: str, after: str) -> list[tuple[int, int]]:
    """The places of the characters that both have, in order."""
    found: list[tuple[int, int]] = []
    old = new = 0
    for kind, text in diff(before, after):
        if kind == "same":
            found += [(old + place, new + place) for place in range(len(text))]
        old += len(text) if kind != "added" else 0
        new += len(text) if kind != "removed" else 0
    return found


def _cut(same: list[tuple[int, int]], wholes: Sequence[Span]) -> set[tuple[int, int]]:
    """The pairs in wholes that are not the same all through."""
    places = [old for old, _ in same]
    found: set[tuple[int, int]] = set()
    for start, end in wholes:
        inside = same[bisect_left(places, start) : bisect_left(places, end)]
        if not inside:
            continue
        is_kept = len(inside) == end - start == inside[-1][1] - inside[0][1] + 1
        found.update(() if is_kept else inside)
    return found


def _gaps(same: list[tuple[int, int]], before: int, after: int) -> list[Change]:
    found: list[Change] = []
    old = new = 0
    for one, other in [*same, (before, after)]:
        if one > old or other > new:
            found.append(Change((old, one), (new, other)))
        old, new = one + 1, other + 1
    return found
