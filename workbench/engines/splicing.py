"""Write one part of a target anew with a Marian model, and keep what is before and after it.

Promises: the words before the part are kept, and so are those after it unless the model would not
write them there; what is given differs from what there was in the reported span alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workbench.engines.backend import Hypothesis, Matrix
from workbench.engines.guard import loops
from workbench.engines.marian import MarianEngine
from workbench.memory.changes import Change, Span
from workbench.memory.repair import Repaired
from workbench.text.codepoints import is_wordless

WAYS = 3
"""Hypotheses that the way back into the stored target is looked for in."""

MARGIN = 0.3
"""Nats a piece that a spliced target may be less likely than one that the model ends freely."""

LEAST = -2.5
"""Mean log-probability of a piece below which the model is only guessing."""

LEAST_KEPT = 0.4
"""The share of the stored target that has to be kept; below, it is the model's own draft."""

_MORE_WORDS = 6
_BEGIN = "▁"


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
    if tokenizer.decode(pieces) != target:
        return None  # it has a character that the model does not know
    (matrix,) = backend.attend([old], [pieces])
    start, end = _place(matrix, piece_spans(old, before), pieces, _widened(change))
    prefix, suffix = pieces[:start], pieces[end:]
    source = tokenizer.encode(after)
    decoding = replace(engine.decoding, longest=len(pieces) + 4 * len(source))
    (ways,) = backend.complete([source], [prefix], decoding, WAYS)
    candidates = _candidates(ways, prefix, suffix, _words(pieces[start:end]))
    candidates += _alone(engine, after, change.new, prefix, suffix)
    scores = backend.score([source] * len(candidates), candidates)
    means = [sum(row) / len(row) for row in scores]
    best = max(range(len(candidates)), key=means.__getitem__)
    if means[best] >= ways[0].score - MARGIN:
        chosen, score, kept = candidates[best], means[best], tokenizer.decode(suffix)
    else:
        chosen, score, kept = ways[0].pieces, ways[0].score, ""
    text = tokenizer.decode(chosen)
    if text == target or score < LEAST or loops(after, text):
        return None
    found = _reported(text, tokenizer.decode(prefix), kept, len(target))
    return None if found is None else replace(found, score=score)


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


def _reported(text: str, before: str, after: str, length: int) -> Repaired | None:
    """The new target with its span, if what was to be kept stands there and is worth keeping."""
    if not (text.startswith(before) and text.endswith(after)):
        return None
    if len(before) + len(after) < LEAST_KEPT * length:
        return None
    start = len(before) + (text[len(before) : len(before) + 1] == " ")
    end = len(text) - len(after)
    end -= end > start and text[end - 1] == " "
    return Repaired(text, ((start, max(start, end)),), engine=True)


def _widened(change: Change) -> Span:
    """The changed span of the old source; where nothing was taken out, what was before it."""
    start, end = change.old
    return (start, end) if end > start else (max(0, start - 2), max(1, end))


def piece_spans(pieces: Sequence[str], text: str) -> list[Span]:
    """Where each piece of a source stands in it, about; pieces that stand nowhere are empty."""
    spans: list[Span] = []
    at = 0
    for piece in pieces:
        plain = piece.replace(_BEGIN, "")
        found = text.find(plain, at, at + len(plain) + 3) if plain else -1
        start = found if found >= 0 else at
        is_special = piece.startswith(("</", ">>"))
        end = start if is_special else min(len(text), start + len(plain))
        spans.append((start, end))
        at = end
    return spans


def _place(
    matrix: Matrix, spans: Sequence[Span], pieces: Sequence[str], region: Span
) -> tuple[int, int]:
    """The target pieces, whole words, that were written from a region of the source."""
    inside = [start < region[1] and end > region[0] for start, end in spans]
    real = [end > start for start, end in spans]
    weights = []
    for row in matrix:
        every = sum(weight for weight, counts in zip(row, real, strict=True) if counts)
        some = sum(weight for weight, counts in zip(row, inside, strict=True) if counts)
        weights.append(some / every if every else 0.0)
    peak = max(weights, default=0.0)
    chosen = [number for number, weight in enumerate(weights) if weight >= max(0.3, peak / 2)]
    if not chosen:
        chosen = [weights.index(peak)] if weights else [0]
    start, end = chosen[0], chosen[-1] + 1
    while start > 0 and not pieces[start].startswith(_BEGIN):
        start -= 1
    while end < len(pieces) and pieces[end][:1].isalnum():
        end += 1
    return start, end


def _words(pieces: Sequence[str]) -> int:
    return sum(piece.startswith(_BEGIN) for piece in pieces)


def _candidates(
    ways: Sequence[Hypothesis], prefix: Sequence[str], suffix: Sequence[str], words: int
) -> list[tuple[str, ...]]:
    """The ways back: each hypothesis left after each of its words, then the stored target."""
    found: dict[tuple[str, ...], None] = {}
    for way in ways:
        rest = way.pieces[len(prefix) :]
        edges = [number for number, piece in enumerate(rest) if not piece[:1].isalnum()]
        for edge in [*edges, len(rest)][: words + _MORE_WORDS + 1]:
            found[(*prefix, *rest[:edge], *suffix)] = None
    return list(found)
