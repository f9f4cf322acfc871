"""Which words of a source a word of its target renders.

Two witnesses are heard: the decoder's attention while it reads the target, which knows order and
context, and the word table that alignment of documents uses, which knows words. Attention alone is
blurred, so that each weight is taken against those of its row and of its column. Promises: works on
any target, whoever wrote it; a link is made only where both sides are each other's best or the
evidence is strong; a word that nothing renders has no link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbench.alignment.words import stem
from workbench.engines.interactive.piece_spans import piece_spans
from workbench.engines.preparation import with_chinese_marks
from workbench.text.codepoints import is_wordless
from workbench.text.placeholders import Bare, bare

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from workbench.alignment.lexicon import Lexicon
    from workbench.engines.backend import Matrix
    from workbench.engines.marian import MarianEngine

    Weights = NDArray[np.float64]

Span = tuple[int, int]

SURE: Final = 0.5
"""Evidence from which on a link needs no answer from the other side."""

POSSIBLE: Final = 0.2
"""Evidence under which two words are not linked even if each is the other's best."""

_ENGLISH: Final = re.compile(r"\w+(?:[.,'’-]\w+)*")
_LATIN: Final = re.compile(r"[A-Za-z0-9]+(?:[.,'’-][A-Za-z0-9]+)*")
_SAME: Final = 0.9
_LEAST: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Link:
    """A source word and a target word that render each other, as offsets `[start, end)`."""

    source: Span
    target: Span


def align(engine: MarianEngine, source: str, target: str, lexicon: Lexicon) -> tuple[Link, ...]:
    """Return the links between the words of a pair, in the order of the target.

    Args:
        engine: the model whose attention is looked at.
        source: the source, with its placeholders; none is inside a word of a link.
        target: any target, with its placeholders.
        lexicon: the word table, with a glossary where there is one.

    Raises:
        EngineError: the model failed.
    """
    return align_all(engine, [(source, target)], lexicon)[0]


def align_all(
    engine: MarianEngine, pairs: Sequence[tuple[str, str]], lexicon: Lexicon
) -> list[tuple[Link, ...]]:
    """Return what `align` does for each pair of a source and a target; the model is asked once.

    Raises:
        EngineError: the model failed.
    """
    read = [_read(engine, source, target, lexicon) for source, target in pairs]
    asked = [one for one in read if one is not None]
    attended = iter(
        engine.backend.attend([one.pieces for one in asked], [one.spelt for one in asked])
        if asked
        else ()
    )
    return [() if one is None else _links(one, next(attended), lexicon) for one in read]


@dataclass(frozen=True, slots=True)
class _Read:
    """A pair as the model reads it: its texts, their pieces, their words."""

    source: Bare
    target: Bare
    pieces: Sequence[str]
    spelt: Sequence[str]
    placed: Sequence[Span]
    words: Sequence[Span]
    others: Sequence[Span]


def _read(engine: MarianEngine, source: str, target: str, lexicon: Lexicon) -> _Read | None:
    """A pair, prepared; None where one of its texts has no word or the source is too long."""
    one, other = bare(source), bare(target)
    text = with_chinese_marks(one.text)
    if is_wordless(text) or is_wordless(other.text) or not engine.fits(text):
        return None
    pieces = engine.tokenizer.encode(text)
    placed = piece_spans(pieces, text)
    chinese = _joined(lexicon.word_spans(one.text), placed)
    whole = sorted([*chinese, *_spans(_LATIN, one.text)])
    words = [part for word in whole for part in _parts(one, word)]
    others = _spans(_ENGLISH, other.text)
    if not words or not others:
        return None
    return _Read(one, other, pieces, engine.tokenizer.spell(other.text), placed, words, others)


def _links(read: _Read, matrix: Matrix, lexicon: Lexicon) -> tuple[Link, ...]:
    columns = _shares(read.placed, read.words)
    rows = _shares(piece_spans(read.spelt, read.target.text), read.others)
    evidence = _attended(matrix, columns, rows)
    evidence += _expected(lexicon, read.source.text, read.target.text, read.words, read.others)
    return tuple(
        Link(_whole(read.source, read.words[column]), _whole(read.target, read.others[row]))
        for row, column in _linked(evidence)
    )


def _parts(text: Bare, word: Span) -> Iterator[Span]:
    """A word, or its parts where placeholders stand inside."""
    start, end = word
    for at in range(start + 1, end):
        if text.offsets[at] - text.offsets[at - 1] > 1:
            yield start, at
            start = at
    yield start, end


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [found.span() for found in pattern.finditer(text)]


def _whole(text: Bare, span: Span) -> Span:
    return text.span(*span)


def _joined(words: Sequence[Span], pieces: Sequence[Span]) -> list[Span]:
    """The words, with single characters put together where the model has them in one piece."""
    piece_of = {at: number for number, piece in enumerate(pieces) for at in range(*piece)}
    joined: list[tuple[Span, int | None]] = []
    for start, end in words:
        piece = piece_of.get(start) if end - start == 1 else None
        (first, last), before = joined[-1] if joined else ((-1, -1), None)
        if piece is not None and piece == before and last == start:
            joined[-1] = ((first, end), piece)
        else:
            joined.append(((start, end), piece))
    return [span for span, _ in joined]


def _attended(matrix: Matrix, columns: Weights, rows: Weights) -> Weights:
    """Attention between words, each weight against its row's and its column's sum."""
    import numpy as np

    weights = rows @ np.asarray(matrix) @ columns.T
    by_row = weights / (weights.sum(axis=1, keepdims=True) + _LEAST)
    by_column = weights / (weights.sum(axis=0, keepdims=True) + _LEAST)
    found: Weights = np.sqrt(by_row * by_column)
    return found


def _shares(pieces: Sequence[Span], words: Sequence[Span]) -> Weights:
    """Which share of each piece (column) lies in each word (row)."""
    import numpy as np

    shares = np.zeros((len(words), len(pieces)))
    for number, (start, end) in enumerate(pieces):
        for row, (first, last) in enumerate(words):
            common = min(end, last) - max(start, first)
            if common > 0:
                shares[row, number] = common / (end - start)
    return shares


def _expected(
    lexicon: Lexicon, source: str, target: str, words: Sequence[Span], others: Sequence[Span]
) -> Weights:
    """What the word table has to say; strings that stay as they are, too."""
    import numpy as np

    found = np.zeros((len(others), len(words)))
    texts = [target[start:end] for start, end in others]
    stems = [stem(text) for text in texts]
    for column, (start, end) in enumerate(words):
        word = source[start:end]
        chances = lexicon.chances(word)
        for row, text in enumerate(texts):
            same = _SAME if text.casefold() == word.casefold() else 0.0
            found[row, column] = max(chances.get(stems[row], 0.0), same)
    return found


def _linked(evidence: Weights) -> list[tuple[int, int]]:
    """The (row, column) of links: each other's best, or strong for one of the two."""
    best_of_row, best_of_column = evidence.argmax(axis=1), evidence.argmax(axis=0)
    links = []
    for row, column in zip(*evidence.nonzero(), strict=True):
        weight = evidence[row, column]
        is_rows, is_columns = best_of_row[row] == column, best_of_column[column] == row
        if (is_rows and is_columns and weight >= POSSIBLE) or (
            (is_rows or is_columns) and weight >= SURE
        ):
            links.append((int(row), int(column)))
    return links
