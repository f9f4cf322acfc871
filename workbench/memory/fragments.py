"""Which parts of a source are worth looking for by themselves: its clauses, and runs of its words.

A run is a row of whole words, of `SHORTEST` to `LONGEST` characters, without marks, numbers and
letters of other scripts. It neither begins nor ends with a word that means nothing alone (的, 在):
what is shown has to be something that a translator would call a phrase.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from workbench.core.memory import Unit
from workbench.memory.association import FEWEST
from workbench.text.codepoints import HAN_CLASS, count_han
from workbench.text.normalise import match_key

Span = tuple[int, int]
"""Start and end, in code points of the source."""

SHORTEST: Final = 4
"""Characters of a run or a clause at least."""

LONGEST: Final = 16
"""Characters of a run at most; what shares more than that is a fuzzy match, as a rule."""

ALIKE: Final = 2
"""So many units are taken that have the same characters around a run: they show it but once."""

_HAN: Final = re.compile(f"[{HAN_CLASS}]+")
_NUMERALS: Final = "零〇二两三四五六七八九十百千万亿"  # 一 begins too many words that count nothing
_CLAUSE: Final = re.compile(r"[^，；：、。！？,;:!?…]+")
_EMPTY: Final = frozenset(
    """
    的 了 着 过 和 与 及 或 之 在 对 等 是 被 把 将 从 而 并 也 都 就 于 以 其 该 各 得 应 者 时
    所 为 由 向 有 到 让 给 但 又 还 很 这 那 此 按 依 经 如 若 则 不 未 地 他 她 它 我 你 一 个
    上 下 中 内 外 后 前 以及 或者 并且 而且 应当 可以 对于 关于 由于 因为 所以 但是 如果 这个
    那个 他们 我们 你们 以上 以下 之后 之前
    """.split()  # noqa: SIM905 - a list of a hundred literals reads worse
)


def clauses(source: str) -> tuple[Span, ...]:
    """Return the clauses of a source that is more than one; those of a few characters are none."""
    found = [match.span() for match in _CLAUSE.finditer(source)]
    found = [(start, end) for start, end in found if source[start:end].strip()]
    if len(found) < len("ab"):
        return ()
    return tuple(span for span in found if count_han(source[slice(*span)]) >= SHORTEST)


def runs(source: str, edges: Sequence[int]) -> tuple[Span, ...]:
    """Return the runs of a source that may be looked for, in order.

    Args:
        source: the text.
        edges: the offsets at which its words begin and end, the first and the last one included.
    """
    words = list(pairwise(edges))
    found: list[Span] = []
    for inside in _rows(source, words):
        for place, (start, first_end) in enumerate(inside):
            if source[start:first_end] in _EMPTY:
                continue
            for last_start, end in inside[place:]:
                if SHORTEST <= end - start <= LONGEST and source[last_start:end] not in _EMPTY:
                    found.append((start, end))
    return tuple(found)


def _rows(source: str, words: Iterable[Span]) -> Iterator[list[Span]]:
    """Yield rows of neighbouring words without marks, numbers and other scripts between them."""
    row: list[Span] = []
    for start, end in words:
        word = source[start:end]
        if _HAN.fullmatch(word) and word[0] not in _NUMERALS:
            row.append((start, end))
        elif row:
            yield row
            row = []
    if row:
        yield row


def chosen(source: str, held: Mapping[Span, int], *, most: int) -> tuple[Span, ...]:
    """Return the runs worth showing, at most so many, the longest first.

    A run that lies in a longer one is shown only where too few units hold the longer one to tell
    its translation, and enough hold the shorter one.

    Args:
        source: the text.
        held: how many units hold each run.
        most: at most so many.
    """
    order = sorted(held, key=lambda span: (span[0] - span[1], span))
    found = _apart((span for span in order if held[span]), (), most)
    known = [span for span in found if held[span] >= FEWEST]
    told = _apart((span for span in order if held[span] >= FEWEST), known, most)
    first: dict[str, Span] = {}
    for span in sorted({*found, *told}, key=lambda span: (span[0] - span[1], span)):
        first.setdefault(source[slice(*span)], span)
    return tuple(first.values())[:most]


def _apart(spans: Iterable[Span], taken: Sequence[Span], most: int) -> list[Span]:
    """Return spans that have no more than half of their characters in common with another one."""
    found = list(taken)
    for span in spans:
        if len(found) >= most:
            break
        shared = (min(span[1], other[1]) - max(span[0], other[0]) for other in found)
        if max(shared, default=0) * 2 <= span[1] - span[0]:
            found.append(span)
    return found


def various(run: str, units: Iterable[Unit], *, most: int) -> tuple[Unit, ...]:
    """Return those units that do hold a run, in their order, few with the same around it.

    Sentences that repeat each other would make all their words go with the run.
    """
    key = match_key(run)
    times: Counter[tuple[str, str]] = Counter()
    found: list[Unit] = []
    for unit in units:
        before, held, after = match_key(unit.source).partition(key)
        around = (before[-ALIKE:], after[:ALIKE])
        times[around] += 1
        if held and len(found) < most and times[around] <= ALIKE:
            found.append(unit)
    return tuple(found)
