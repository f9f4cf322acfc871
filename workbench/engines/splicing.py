"""Write one part of a target anew with a Marian model, and keep what is before and after it.

Promises: the words before the part are kept, and so are those after it unless the model would not
write them there; what is given differs from what there was in the reported span alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from workbench.engines.backend import Hypothesis, Scores
from workbench.engines.guard import loops
from workbench.engines.marian import MarianEngine
from workbench.memory.changes import Change, Span
from workbench.memory.repair import Repaired
from workbench.text.codepoints import is_wordless

WAYS = 2
"""Hypotheses that the way back into the stored target is looked for in."""

MARGIN = 0.3
"""Nats a piece that a spliced target may be less likely than one that the model ends freely."""

LEAST = -0.7
"""Mean log-probability of a piece below which the model is only guessing.

Of 14 repairs of the project's own pairs, three of the five that were worse than the stored target
lay below, and none of the nine that were better.
"""

LEAST_KEPT = 0.4
"""The share of the stored target that has to be kept; below, it is the model's own draft."""

_MORE_WORDS = 4
_SKIPPED = 3
_NOTICED = 1.0  # nats
_BEGIN = "▁"
_WORD = re.compile(r"\s*(?:\w+|[^\w\s])|\s+$")


def spliced(
    engine: MarianEngine, before: str, target: str, after: str, change: Change
) -> Repaired | None:
    """Return `target`, a translation of `before`, as one of `after`.

    Args:
        engine: the model.
        before: a source.
        target: its translation.
        after: the source to translate, which differs from `before` in one place.
        change: that place.

    Returns:
        The new target with one span; None where the model cannot tell what to write.

    Raises:
        EngineError: the model failed.
    """
    tokenizer, backend = engine.tokenizer, engine.backend
    old, pieces = tokenizer.encode(before), tuple(tokenizer.spell(target))
    source, room = tokenizer.encode(after), engine.decoding.longest
    if tokenizer.decode(pieces) != target or max(map(len, (old, source, pieces))) >= room:
        return None  # it has a character that the model does not know, or is too long for it
    was, now = backend.score([old, source], [pieces, pieces])
    start, end = _place(was, now, pieces)
    prefix, suffix = pieces[:start], pieces[end:]
    decoding = replace(engine.decoding, longest=min(room, len(pieces) + 4 * len(source)))
    (found,) = backend.complete([source], [prefix], decoding, WAYS)
    ways = [way for way in found if not _goes_on_in_a_word(way.pieces[start:])]
    if not ways:
        return None
    candidates = _candidates(ways, pieces, start, end)
    candidates += _alone(engine, after, change.new, prefix, suffix)
    candidates = [candidate for candidate in candidates if candidate != pieces]
    if not candidates:
        return None
    scores = backend.score([source] * len(candidates), candidates)
    means = [sum(row) / len(row) for row in scores]
    score, chosen = max(zip(means, candidates, strict=True))
    if score < ways[0].score - MARGIN:
        score, chosen = ways[0].score, ways[0].pieces
    text = tokenizer.decode(chosen)
    if score < max(LEAST, sum(now) / len(now)) or _is_odd(after, text, target):
        return None
    span = _changed(target, text)
    if len(text) - (span[1] - span[0]) < LEAST_KEPT * len(target):
        return None
    return Repaired(text, (span,), engine=True, score=score)


def _alone(
    engine: MarianEngine, after: str, new: Span, prefix: Sequence[str], suffix: Sequence[str]
) -> list[tuple[str, ...]]:
    """What the model makes of the changed part by itself, between what is kept."""
    part = after[new[0] : new[1]].strip()
    if is_wordless(part):
        return []
    text = engine.translate([part])[0].text.rstrip(".!?;,")
    if prefix and not text[:2].isupper():
        text = text[:1].lower() + text[1:]
    return [(*prefix, *engine.tokenizer.spell(text), *suffix)] if text else []


def _goes_on_in_a_word(pieces: Sequence[str]) -> bool:
    """Whether a hypothesis makes the last word that is kept into another one."""
    return bool(pieces) and pieces[0][:1].isalnum()


def _is_odd(source: str, text: str, target: str) -> bool:
    """Whether a target repeats itself where the stored one does not, or is no other than that."""
    return text == target or _repetitions(text) > _repetitions(target) or loops(source, text)


def _repetitions(text: str) -> int:
    """How many words, and pairs of words, of a text stand twice: the former only side by side."""
    words: list[str] = re.findall(r"\w+", text.lower())
    pairs = list(pairwise(words))
    return sum(one == other for one, other in pairs) + len(pairs) - len(set(pairs))


def _changed(old: str, new: str) -> Span:
    """The words of `new` that `old` has not in its beginning or its end."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    shorter = min(len(before), len(after))
    start = 0
    while start < shorter and before[start] == after[start]:
        start += 1
    end = 0
    while end < shorter - start and before[-1 - end] == after[-1 - end]:
        end += 1
    at = len("".join(after[:start]))
    gone, come = ("".join(w[start : len(w) - end]) for w in (before, after))
    lead = 1 if gone[:1] == come[:1] == " " else 0  # a space that both have is kept
    return at + lead, at + len(come)


def _place(was: Scores, now: Scores, pieces: Sequence[str]) -> tuple[int, int]:
    """The target pieces, whole words, that the change concerns.

    They are those that become much less likely under the new source than they were under the old
    one. What follows them may have to go too: `_candidates` tries that.
    """
    drops = [old - new for old, new in zip(was, now, strict=True)][: len(pieces)]
    peak = max(drops)
    chosen = [number for number, drop in enumerate(drops) if drop >= max(peak / 2, _NOTICED)]
    chosen = chosen or [drops.index(peak)]
    return _word_start(pieces, chosen[0]), _word_end(pieces, chosen[-1] + 1)


def _word_start(pieces: Sequence[str], at: int) -> int:
    while at > 0 and not pieces[at].startswith(_BEGIN):
        at -= 1
    return at


def _word_end(pieces: Sequence[str], at: int) -> int:
    while at < len(pieces) and pieces[at][:1].isalnum():
        at += 1
    return at


def _ends(pieces: Sequence[str], end: int) -> list[int]:
    """Where the stored target may go on: at `end`, or a few words later."""
    found = [end]
    while len(found) <= _SKIPPED and end < len(pieces):
        end = _word_end(pieces, end + 1)
        found.append(end)
    return found


def _words(pieces: Sequence[str]) -> int:
    return sum(piece.startswith(_BEGIN) for piece in pieces)


def _candidates(
    ways: Sequence[Hypothesis], pieces: Sequence[str], start: int, end: int
) -> list[tuple[str, ...]]:
    """The ways back: each hypothesis left after each of its words, then the stored target."""
    found: dict[tuple[str, ...], None] = {}
    for way in ways:
        rest = way.pieces[start:]
        edges = [number for number, piece in enumerate(rest) if not piece[:1].isalnum()]
        for edge in [*edges, len(rest)][: _words(pieces[start:end]) + _MORE_WORDS]:
            for later in _ends(pieces, end):
                found[(*pieces[:start], *rest[:edge], *pieces[later:])] = None
    return list(found)
