"""From the log-probabilities of word pieces to how sure the model was of each word.

Promises: pure; spans are those of the text that people see; where pieces and text do not belong
together there are no words rather than wrong ones.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final

from workbench.core.doubt import WordScore
from workbench.text.placeholders import bare

_WORD: Final = re.compile(r"\S+")
_CORE: Final = re.compile(r"[^\W_](?:.*[^\W_])?")
_BEGINS: Final = "\u2581"  # what a piece that begins a word begins with


def word_scores(text: str, pieces: Sequence[str], scores: Sequence[float]) -> tuple[WordScore, ...]:
    """Return the words of a text with their probabilities, without the marks around them.

    Args:
        text: what the pieces spell, without placeholders.
        pieces: the target's pieces, without ``</s>``.
        scores: a log-probability for each of them; more are left out of account.
    """
    groups: list[list[tuple[str, float]]] = []
    for piece, score in zip(pieces, scores, strict=False):
        if piece.startswith(_BEGINS) or not groups:
            groups.append([])
        groups[-1].append((piece.removeprefix(_BEGINS), score))
    groups = [group for group in groups if any(piece for piece, _ in group)]
    words = list(_WORD.finditer(text))
    if len(words) != len(groups):
        return ()
    return tuple(
        found
        for word, group in zip(words, groups, strict=True)
        if (found := _word(word, group)) is not None
    )


def shifted(words: Sequence[WordScore], by: int) -> tuple[WordScore, ...]:
    """Return words that stand so many code points further on."""
    return tuple(WordScore(w.start + by, w.end + by, w.probability) for w in words)


def among_placeholders(words: Sequence[WordScore], text: str) -> tuple[WordScore, ...]:
    """Return the words of a text without its placeholders where they stand in the whole text."""
    known = bare(text)
    return tuple(WordScore(*known.span(w.start, w.end), w.probability) for w in words)


def _word(word: re.Match[str], group: Sequence[tuple[str, float]]) -> WordScore | None:
    """A word by the pieces that have letters or digits in them; None for a mark alone."""
    core = _CORE.search(word[0])
    if core is None:
        return None
    told = [score for piece, score in group if _CORE.search(piece)] or [s for _, s in group]
    start = word.start() + core.start()
    return WordScore(start, word.start() + core.end(), math.exp(sum(told) / len(told)))
