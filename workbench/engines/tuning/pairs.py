"""Which pairs a model is tuned on, and on which of them it is judged.

Promises: pure; a pair is held out by a hash of its source alone, so that it stays held out when the
memory grows and the model is tuned again; sources that differ in nothing but their numbers are on
the same side, or the model would be judged by what it has seen.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from workbench.engines.preparation import tidy, with_chinese_marks
from workbench.errors import UsageError
from workbench.text.codepoints import has_han, is_wordless
from workbench.text.normalise import match_key
from workbench.text.placeholders import without

FEWEST = 50
"""Clean pairs below which tuning is refused: so few teach a model nothing that it keeps."""

HELD_OUT = 0.2
"""The share that is held out of a small memory; of a large one it is less."""

MOST_HELD_OUT = 200
"""About as many pairs are judged at most: more would cost time and say the same."""

FEWEST_HELD_OUT = 8

_SHORTEST, _LONGEST = 0.4, 20.0
"""English characters for a Chinese one, beyond which a pair is no translation."""

_HASHES = 1 << 32
_NUMBER = re.compile(r"[0-9]+(?:,[0-9]{3}(?![0-9]))*(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and its translation; the source is Chinese until `Corpus.turned`."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """Pairs to learn from, pairs to be judged by, and how many were fit for neither."""

    training: tuple[Pair, ...]
    held_out: tuple[Pair, ...]
    left_out: int = 0

    def turned(self) -> Corpus:
        """The same for a model that translates into Chinese."""
        return Corpus(_turned(self.training), _turned(self.held_out), self.left_out)


def divided(pairs: Iterable[Pair]) -> Corpus:
    """Clean pairs, one for each source, divided by the hash of the source.

    Args:
        pairs: Chinese and English, the older ones first: of several translations of a source the
            last one counts.

    Raises:
        UsageError: fewer than `FEWEST` are left.
    """
    given, kept = 0, dict[str, Pair]()
    for pair in pairs:
        given += 1
        found = cleaned(pair)
        if found is not None:
            kept[match_key(found.source)] = found
    if len(kept) < FEWEST:
        fit = f"only {len(kept)} of {given} units are fit" if given else "there are no units"
        raise UsageError(
            f"{fit} to tune on; {FEWEST} are needed",
            hint="Confirm more segments, or give a larger memory with --memory FILE.tmx.",
        )
    ranked = sorted((rank(pair.source), key) for key, pair in kept.items())
    limit = _share(len(kept)) * _HASHES
    held = {key for place, (at, key) in enumerate(ranked) if at < limit or place < FEWEST_HELD_OUT}
    return Corpus(
        tuple(pair for key, pair in kept.items() if key not in held),
        tuple(pair for key, pair in kept.items() if key in held),
        given - len(kept),
    )


def cleaned(pair: Pair) -> Pair | None:
    """A pair as the model meets it: one line, no placeholders; None where it teaches nothing."""
    source = with_chinese_marks(tidy(without(pair.source)))
    target = " ".join(without(pair.target).split())
    if not has_han(source) or has_han(target) or is_wordless(target):
        return None
    if not _SHORTEST * len(source) <= len(target) <= _LONGEST * len(source):
        return None
    return Pair(source, target)


def rank(source: str) -> int:
    """Where a source stands among all there could be, from 0 to 2³² − 1; numbers do not count."""
    shape = _NUMBER.sub("0", match_key(source))
    return int.from_bytes(hashlib.sha256(shape.encode()).digest()[:4])


def _share(pairs: int) -> float:
    """The share held out: it only falls as a memory grows, so that nothing learnt is judged."""
    return min(HELD_OUT, MOST_HELD_OUT / pairs)


def _turned(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    return tuple(Pair(pair.target, pair.source) for pair in pairs)
