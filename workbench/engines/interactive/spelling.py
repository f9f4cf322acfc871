"""Find the pieces with which a model would spell letters that somebody has begun to type.

The last word of what is typed may be half a word, and its own pieces (`exp` → `ex p`) are seldom
those of the word that is meant (`expand`). So the word is taken back and the model is asked for it
again, among the pieces that spell those letters: a narrow beam search through the vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbench.engines.backend import Backend, Pieces
from workbench.engines.interactive.vocabulary import Vocabulary

if TYPE_CHECKING:
    from workbench.engines.backend import Likelihoods

WIDTH: Final = 3
"""Half-spelt words that are followed at the same time."""


@dataclass(frozen=True, slots=True)
class _Path:
    """Pieces after the prefix, the letters that are still to be spelt, and a log-probability."""

    pieces: tuple[str, ...]
    left: str
    score: float


def spell_out(
    backend: Backend, vocabulary: Vocabulary, source: Pieces, prefix: Pieces, letters: str
) -> tuple[str, ...] | None:
    """Return the likeliest pieces after `prefix` whose text begins with `letters`.

    Args:
        backend: says what is likely.
        vocabulary: the model's pieces.
        source: pieces of the source.
        prefix: pieces of the target before the letters.
        letters: a space and the beginning of a word, or only the space.

    Returns:
        Pieces, the last of which spells the last of the letters and perhaps more; None where the
        model has no pieces for the letters.

    Raises:
        EngineError: the model failed.
    """
    open_paths, best = [_Path((), letters, 0.0)], None
    while open_paths:
        rows = backend.following(
            [source] * len(open_paths), [(*prefix, *path.pieces) for path in open_paths]
        )
        found = [
            longer
            for path, row in zip(open_paths, rows, strict=True)
            for longer in _longer(path, row, vocabulary)
        ]
        done = [path for path in found if not path.left]
        best = max([*done, *([best] if best else [])], key=_score, default=None)
        worth = (p for p in found if p.left and (best is None or p.score > best.score))
        open_paths = sorted(worth, key=_score, reverse=True)[:WIDTH]
    return best.pieces if best else None


def _longer(path: _Path, likely: Likelihoods, vocabulary: Vocabulary) -> Iterator[_Path]:
    """The path with one piece more: the best that ends the letters, and all that spell on."""
    ending = vocabulary.beginning_with(path.left)
    if ending:
        number = ending[int(likely[ending].argmax())]
        yield _extended(path, vocabulary, number, len(path.left), likely)
    for number, end in vocabulary.within(path.left):
        yield _extended(path, vocabulary, number, end, likely)


def _extended(
    path: _Path, vocabulary: Vocabulary, number: int, end: int, likely: Likelihoods
) -> _Path:
    piece = vocabulary.pieces[number]
    return _Path((*path.pieces, piece), path.left[end:], path.score + float(likely[number]))


def _score(path: _Path) -> float:
    return path.score
