"""Doubts, words and spans ↔ the text that a row keeps of them: a JSON list, nothing for none.

Plain text rather than a column type, so that a row reads the same from the database and from a
revision. A kind of doubt that this version does not know is left out on reading.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from workbench.core.doubt import Doubt, DoubtKind, Span, WordScore

_KINDS = frozenset(kind.value for kind in DoubtKind)


def dump(doubts: Sequence[Doubt]) -> str:
    """Return doubts as a row keeps them."""
    return _text([[doubt.kind.value, doubt.message] for doubt in doubts])


def load(text: str) -> tuple[Doubt, ...]:
    """Read what `dump` wrote."""
    return tuple(Doubt(DoubtKind(kind), said) for kind, said in _list(text) if kind in _KINDS)


def dump_words(words: Sequence[WordScore]) -> str:
    """Return words with their probabilities, to three digits, as a row keeps them."""
    return _text([[word.start, word.end, round(word.probability, 3)] for word in words])


def load_words(text: str) -> tuple[WordScore, ...]:
    """Read what `dump_words` wrote."""
    return tuple(WordScore(start, end, probability) for start, end, probability in _list(text))


def dump_spans(spans: Sequence[Span]) -> str:
    """Return spans as a row keeps them."""
    return _text([list(span) for span in spans])


def load_spans(text: str) -> tuple[Span, ...]:
    """Read what `dump_spans` wrote."""
    return tuple((start, end) for start, end in _list(text))


def _text(listed: list[list[Any]]) -> str:
    return json.dumps(listed, ensure_ascii=False, separators=(",", ":")) if listed else ""


def _list(text: str) -> list[list[Any]]:
    return json.loads(text) if text else []
