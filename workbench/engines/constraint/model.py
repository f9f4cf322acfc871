"""A Marian model as the strategies see it: texts in, texts and scores out, a batch at a time.

Promises: what a completion begins with is the prefix, character for character, whatever the model
can spell; each call goes to the back end in one batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Protocol

from workbench.engines.backend import Backend, Decoding, Hypothesis

_START = "▁"  # begins the pieces that begin a word
_ROOM = (16, 2)  # pieces of a target: so many, and so many for each piece of its source


class Spelling(Protocol):
    """The tokenizer, as far as it is needed here."""

    def encode(self, source: str) -> list[str]:
        """The pieces of a source with ``</s>``."""
        ...

    def spell(self, target: str) -> list[str]:
        """The pieces of a target."""
        ...

    def decode(self, pieces: Sequence[str]) -> str:
        """The text that target pieces spell."""
        ...


@dataclass(frozen=True, slots=True)
class Scored:
    """How likely a target is.

    Attributes:
        words: for each of its words, cut at spaces, the log-probability of all of its pieces.
        pieces: how many pieces each word has.
        end: the log-probability of ending there.
    """

    words: tuple[float, ...]
    pieces: tuple[int, ...]
    end: float


class Model:
    """A model's tokenizer and back end, with texts instead of pieces."""

    def __init__(self, tokenizer: Spelling, backend: Backend, decoding: Decoding) -> None:
        """Ask this back end, searching like this."""
        self._tokenizer = tokenizer
        self._backend = backend
        self._decoding = decoding

    def translate(self, sources: Sequence[str]) -> list[tuple[str, ...]]:
        """Targets for each source, those of all beams, best first; each source is decoded once."""
        distinct = list(dict.fromkeys(sources))
        if not distinct:
            return []
        pieces = [self._tokenizer.encode(source) for source in distinct]
        found = self._backend.decode(pieces, self._bounded(pieces))
        beams = (tuple(map(self._text, (best, *best.others))) for best in found)
        made = dict(zip(distinct, beams, strict=True))
        return [made[source] for source in sources]

    def several(self, sources: Sequence[str], count: int) -> list[tuple[str, ...]]:
        """Up to ``count`` targets for each source, best first."""
        if not sources:
            return []
        pieces = [self._tokenizer.encode(source) for source in sources]
        begun: list[tuple[str, ...]] = [()] * len(pieces)
        found = self._backend.complete(pieces, begun, self._bounded(pieces), count)
        return [tuple(map(self._text, hypotheses)) for hypotheses in found]

    def complete(self, sources: Sequence[str], prefixes: Sequence[str]) -> list[str]:
        """A target for each source that begins with its prefix, which ends with a whole word."""
        if not sources:
            return []
        pieces = [self._tokenizer.encode(source) for source in sources]
        begun = [self._tokenizer.spell(prefix) for prefix in prefixes]
        longest = max(map(len, begun))
        decoding = self._bounded(pieces)
        decoding = replace(
            decoding, longest=min(self._decoding.longest, decoding.longest + longest)
        )
        found = self._backend.complete(pieces, begun, decoding, 1)
        return [
            self._joined(prefix, known, hypotheses[0])
            for prefix, known, hypotheses in zip(prefixes, begun, found, strict=True)
        ]

    def score(self, sources: Sequence[str], targets: Sequence[str]) -> list[Scored]:
        """How likely each target is for its source, word by word."""
        if not sources:
            return []
        known = {source: self._tokenizer.encode(source) for source in dict.fromkeys(sources)}
        pieces = [self._tokenizer.spell(target) for target in targets]
        rows = self._backend.score([known[source] for source in sources], pieces)
        return [
            _by_word(target, spelled, row)
            for target, spelled, row in zip(targets, pieces, rows, strict=True)
        ]

    def _bounded(self, sources: Sequence[Sequence[str]]) -> Decoding:
        """The search with a limit that fits the sources: what a loop may cost is bounded."""
        most, each = _ROOM
        room = most + each * max(map(len, sources))
        return replace(self._decoding, longest=min(self._decoding.longest, room))

    def _text(self, hypothesis: Hypothesis) -> str:
        return self._tokenizer.decode(hypothesis.pieces)

    def _joined(self, prefix: str, begun: Sequence[str], hypothesis: Hypothesis) -> str:
        """The whole target; a prefix that the model's pieces cannot spell is kept all the same."""
        whole = self._text(hypothesis)
        rest = hypothesis.pieces[len(begun) :]
        if not rest:
            return prefix
        tail = self._tokenizer.decode(rest)
        if whole.startswith(prefix):
            return whole
        return f"{prefix} {tail}" if rest[0].startswith(_START) else prefix + tail


def _by_word(target: str, pieces: Sequence[str], row: Sequence[float]) -> Scored:
    """Add the scores of pieces up by word; where the two do not fit, spread them evenly."""
    starts = [number for number, piece in enumerate(pieces) if piece.startswith(_START)]
    count = len(target.split())
    if len(starts) != count or (starts and starts[0]):
        even = sum(row[:-1]) / max(1, count)
        return Scored((even,) * count, (1,) * count, row[-1])
    word_of = [sum(start <= number for start in starts) for number in range(len(pieces))]
    groups = [
        [number for number, _ in group]
        for _, group in groupby(enumerate(word_of), key=lambda pair: pair[1])
    ]
    return Scored(
        tuple(sum(row[number] for number in group) for group in groups),
        tuple(map(len, groups)),
        row[-1],
    )
