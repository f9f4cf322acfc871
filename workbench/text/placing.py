"""Puts a source's placeholders into a target that has none, at the places that correspond.

Each placeholder of the source is then in the target exactly once, as often as it is there, and in
the order of the source: pairs that were nested stay nested, whatever they are. What stands at an
edge stays there. What stands beside something that both texts share (a Latin word, a number, a
bracket, words whose translation is known) goes beside it; the rest goes where its share of the text
says, between two words, with at least a word between two that had text between them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from workbench.text.placeholders import PLACEHOLDER, unmarked, without

_MARKS: Final = str.maketrans("（）「」『』《》〈〉【】？！；：。", "()“”“”“”“”[]?!;:.")
_SHARED: Final = re.compile(
    r"[A-Za-z]+(?:[-'&.][A-Za-z0-9]+)*[0-9]*|[0-9]+(?:[.,][0-9]+)*|[()“”\[\]?!;:]"
)
_FINAL: Final = ".。!！?？…"
_CLOSERS: Final = "\"'”’）)」』》 "
WORD: Final = re.compile(r"[$€£¥]?[^\W_](?:[^\s—…]*[^\W_])?(?:%|(?<=\.[^\W\d_])\.)?")
"""Matches what no placeholder may be inside: `$5.2`, `9%`, `well-known`, `it's`, `U.S.`."""

_EDGE_OF_WORDS: Final = re.compile(r"^(?:the|an?|to)\s+|[\s.,;:!?…]+\Z", re.IGNORECASE)
_LONGEST: Final = 12  # Chinese characters of a stretch that is worth translating by itself
_MOST: Final = 200  # anchors that are put in order; more are no help


@dataclass(frozen=True, slots=True)
class Placed:
    """A target with its placeholders.

    Attributes:
        text: the target.
        is_guess: whether a placeholder stands where it does on little evidence.
    """

    text: str
    is_guess: bool


@dataclass(frozen=True, slots=True)
class _Group:
    """Placeholders that stand side by side in the source."""

    text: str
    at: int  # offset in the source without placeholders


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A stretch of the source and the stretch of the target that says the same."""

    start: int
    end: int
    there: int
    there_end: int


def stretches(source: str) -> tuple[str, ...]:
    """Return the short texts between two placeholders, whose translations help `place`."""
    bare, groups = without(source), _groups(source)
    found = (bare[one.at : two.at].strip() for one, two in pairwise(groups))
    return tuple(dict.fromkeys(text for text in found if 0 < len(text) <= _LONGEST))


def place(source: str, target: str, known: dict[str, str] | None = None) -> Placed:
    """Return the target with the source's placeholders.

    Args:
        source: with placeholders.
        target: its translation; placeholders in it are taken out first.
        known: translations of stretches of the source by themselves, which may occur in the target.
    """
    target = unmarked(target)
    groups = _groups(source)
    if not groups:
        return Placed(target, is_guess=False)
    places = _Places(source, target, known or {})
    at = 0
    pieces: list[str] = []
    for group, offset in zip(groups, places.of(groups), strict=True):
        pieces += (target[at:offset], group.text)
        at = offset
    return Placed("".join((*pieces, target[at:])), places.is_guess)


def _groups(source: str) -> list[_Group]:
    """Return the source's placeholders, those side by side as one."""
    found: list[tuple[int, str]] = []
    taken = 0
    for match in PLACEHOLDER.finditer(source):
        found.append((match.start() - taken, match.group()))
        taken += len(match.group())
    by_offset = groupby(found, key=lambda pair: pair[0])
    return [_Group("".join(text for _, text in group), at) for at, group in by_offset]


class _Places:
    """Finds the places of one target."""

    def __init__(self, source: str, target: str, known: dict[str, str]) -> None:
        self._source, self._target = without(source), target
        self._known = known
        self._words = [match.span() for match in WORD.finditer(target)]
        self._anchors: Sequence[_Anchor] = ()
        self.is_guess = False

    def of(self, groups: Sequence[_Group]) -> list[int]:
        """Return the offset of each group in the target, ascending."""
        self._anchors = _ordered(self._candidates(groups))
        found: list[int] = []
        for rank, group in enumerate(groups):
            least = found[-1] if found else 0
            exact = self._exact(group.at, opens=rank % 2 == 0)
            if exact is None:
                self.is_guess = True
                has_text = bool(found) and group.at > groups[rank - 1].at
                exact = self._near(group.at, least, opens=rank % 2 == 0, has_text=has_text)
            found.append(max(least, exact))
        return found

    def _exact(self, at: int, *, opens: bool) -> int | None:
        """Return the offset of a place at an edge or beside an anchor, None for others."""
        if not self._source[:at].strip():
            return 0
        if not self._source[at:].strip():
            return len(self._target)
        starts = [anchor.there for anchor in self._anchors if anchor.start == at]
        ends = [anchor.there_end for anchor in self._anchors if anchor.end == at]
        chosen = (starts or ends) if opens else (ends or starts)
        return chosen[0] if chosen else None

    def _near(self, at: int, least: int, *, opens: bool, has_text: bool) -> int:
        """Return the edge of a word that is nearest to the proportional place."""
        wanted = self._proportional(at)
        if has_text:
            least = next((end for start, end in self._words if start >= least), least)
        edges = [start if opens else end for start, end in self._words]
        edges = [edge for edge in edges if edge >= least] or [least]
        return min(edges, key=lambda edge: abs(edge - wanted))

    def _proportional(self, at: int) -> float:
        """Return where a place of the source lies in the target, between the anchors around it."""
        before, there = 0, 0
        after, there_after = len(self._source), len(self._target)
        for anchor in self._anchors:
            if anchor.end <= at:
                before, there = anchor.end, anchor.there_end
            elif anchor.start >= at:
                after, there_after = anchor.start, anchor.there
                break
        share = (at - before) / (after - before) if after > before else 0.0
        return there + share * (there_after - there)

    def _candidates(self, groups: Sequence[_Group]) -> Iterator[_Anchor]:
        """Yield what both texts share: edges, tokens that both have as often, known words."""
        yield from self._final()
        ours, theirs = _tokens(self._source), _tokens(self._target)
        for token, spans in ours.items():
            if len(spans) == len(theirs.get(token, ())):
                pairs = zip(spans, theirs[token], strict=True)
                yield from (_Anchor(*span, *there) for span, there in pairs)
        for one, two in pairwise(groups):
            yield from self._translated(one.at, two.at)

    def _final(self) -> Iterator[_Anchor]:
        ours, theirs = _final_mark(self._source), _final_mark(self._target)
        if ours < len(self._source) and theirs < len(self._target):
            yield _Anchor(ours, len(self._source), theirs, len(self._target))

    def _translated(self, start: int, end: int) -> Iterator[_Anchor]:
        """Yield where the known translation of a stretch stands, if it does exactly once."""
        found = rendering(self._known.get(self._source[start:end].strip(), ""), self._target)
        if found is not None:
            yield _Anchor(start, end, *found)


def rendering(translation: str, target: str) -> tuple[int, int] | None:
    """Return where a translation of a few words stands in a target, if it does exactly once.

    An article before it and a mark after it do not count, nor do capitals.
    """
    words = _EDGE_OF_WORDS.sub("", _EDGE_OF_WORDS.sub("", translation))
    if not words:
        return None
    pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
    found = [match.span() for match in re.finditer(pattern, target, re.IGNORECASE)]
    return found[0] if len(found) == 1 else None


def _final_mark(text: str) -> int:
    """Return where the final mark of a sentence begins, with what closes after it; else its end."""
    sentence = text.rstrip(_CLOSERS)
    bare = sentence.rstrip(_FINAL)
    return len(bare) if len(bare) < len(sentence) else len(text)


def _tokens(text: str) -> dict[str, list[tuple[int, int]]]:
    """Return where each token stands that Chinese and English may share."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    is_open = False
    for match in _SHARED.finditer(text.translate(_MARKS).replace('"', "“")):
        token = match.group().lower()
        if text[match.start()] == '"':
            is_open = not is_open
            token = "“" if is_open else "”"
        found[token].append(match.span())
    return found


def _ordered(candidates: Iterator[_Anchor]) -> list[_Anchor]:
    """Return most anchors that stand in the same order in both texts, by the source's order."""
    found = sorted(set(candidates), key=lambda a: (a.start, a.end, a.there))[:_MOST]
    best: list[int] = []  # how many can be in a row up to each
    before: list[int] = []
    for at, anchor in enumerate(found):
        chosen, count = -1, 0
        for earlier in range(at):
            other = found[earlier]
            fits = other.end <= anchor.start and other.there_end <= anchor.there
            if fits and best[earlier] > count:
                chosen, count = earlier, best[earlier]
        best.append(count + 1)
        before.append(chosen)
    row: list[_Anchor] = []
    at = best.index(max(best)) if best else -1
    while at >= 0:
        row.append(found[at])
        at = before[at]
    return row[::-1]
