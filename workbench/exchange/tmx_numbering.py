"""Which inline element of a target is which of its source's: the numbers of placeholders in TMX.

Tools say so by `x` (TMX 1.4b, section 3.4), many do not say it at all. So the surest evidence goes
first: the same `x`, the same content, the same kind; what closes something follows what it closes.
The work grows with the number of elements, not with its square: a segment may have thousands.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_OPENING: Final = {"ept": "bpt", "/hi": "hi"}

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tag:
    """An inline element, or one end of an `hi`, as it stands in a segment.

    Attributes:
        kind: `bpt`, `ept`, `ph`, `ut`, `hi`, `/hi`, `it begin` or `it end`.
        xml: as in `InlineCode`.
        i: what pairs a `bpt` with its `ept`.
        x: what pairs it with the one in the other language; empty if it does not say.
    """

    kind: str
    xml: str
    i: str = ""
    x: str = ""


def correspondence(source: Sequence[Tag], target: Sequence[Tag]) -> dict[int, int]:
    """Return for elements of the target, by place, the place of the source's that they are."""
    closed, closing = pairs(source), pairs(target)
    ends = {opener: closer for closer, opener in closed.items()}
    matched: dict[int, int] = {}
    _match(matched, source, _others(source, closed), target, _others(target, closing))
    for closer, opener in closing.items():
        end = ends.get(matched.get(opener, -1))
        if end is not None:
            matched[closer] = end
    used = set(matched.values())
    _match(matched, source, [p for p in closed if p not in used], target, list(closing))
    return matched


def pairs(tags: Sequence[Tag]) -> dict[int, int]:
    """Return the places of those elements that close something, each with what it closes.

    Pairs of `hi` never overlap, for each end closes the last one that is open.
    """
    found: dict[int, int] = {}
    open_ones: dict[Key, list[int]] = defaultdict(list)
    for at, one in enumerate(tags):
        if one.kind in {"bpt", "hi"}:
            open_ones[one.kind, one.i].append(at)
        elif one.kind in _OPENING:
            waiting = open_ones[_OPENING[one.kind], one.i]
            if waiting:
                found[at] = waiting.pop()
    return found


def _others(tags: Sequence[Tag], places: Iterable[int]) -> list[int]:
    left = set(places)
    return [at for at in range(len(tags)) if at not in left]


def _match(
    matched: dict[int, int],
    source: Sequence[Tag],
    offered: Iterable[int],
    target: Sequence[Tag],
    wanting: Sequence[int],
) -> None:
    """Add to `matched` those of the target's places that fit one of the source's."""
    by_key: dict[Key, deque[int]] = defaultdict(deque)
    for at in offered:
        for keys in _keys(source[at], offering=True):
            for key in keys:
                by_key[key].append(at)
    used: set[int] = set()
    for stage in range(3):
        for at in wanting:
            keys = () if at in matched else _keys(target[at], offering=False)[stage]
            for place in _free(by_key, keys, used):
                matched[at] = place
                used.add(place)
                break


def _free(by_key: dict[Key, deque[int]], keys: Iterable[Key], used: set[int]) -> Iterable[int]:
    """Yield the first place under each of the keys that nobody has."""
    for key in keys:
        places = by_key.get(key, deque())
        while places and places[0] in used:
            places.popleft()
        if places:
            yield places[0]


def _keys(one: Tag, *, offering: bool) -> tuple[tuple[Key, ...], ...]:
    """What an element is found by, the surest first; two that say `x` match by nothing less."""
    says = "x" if one.x else ""
    kinds: tuple[Key, ...] = (("kind", one.kind, says),)
    if not offering:
        unsaid: Key = ("kind", one.kind, "")
        kinds = (unsaid,) if one.x else (unsaid, ("kind", one.kind, "x"))
    return (("x", one.kind, one.x),) if one.x else (), (("xml", one.xml),), kinds
