"""Other words for one word of a target, and other targets for a source.

Promises: what stands before a word stays to the letter, and what follows is decoded anew to fit;
no two alternatives begin with the same word, and no two targets are nearly the same. Placeholders
that stood after the word come back where they correspond.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from workbench.engines.backend import Hypothesis
from workbench.engines.guard import loops
from workbench.engines.interactive.completer import DOUBTFUL
from workbench.engines.interactive.vocabulary import spelt
from workbench.engines.preparation import tidy, with_chinese_marks
from workbench.text.codepoints import is_wordless
from workbench.text.placeholders import PLACEHOLDER, bare, placeholders, unmarked, without
from workbench.text.placing import place
from workbench.text.similarity import similarity

if TYPE_CHECKING:
    from workbench.engines.backend import Pieces
    from workbench.engines.marian import MarianEngine

COUNT: Final = 6
"""Alternatives for a word at most."""

SENTENCES: Final = 5
"""Other targets for a source at most."""

ALIKE: Final = 90
"""Per cent from which on two targets are the same to a reader."""

_TRIED: Final = 12
_ROOM: Final = 96
_WORD: Final = re.compile(r"\S+")
_EDGES: Final = ".,;:!?\"'“”‘’()[]"


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another target.

    Attributes:
        target: the whole of it.
        start, end: where in it the other word stands; the whole where there is no such word.
    """

    target: str
    start: int
    end: int


def word_at(target: str, at: int) -> tuple[int, int]:
    """Return where the word stands that offset `at` is in, or right after; else the next one.

    Placeholders around it are no part of it.
    """
    plain = bare(target)
    here = bisect_left(plain.offsets, at)
    for found in _WORD.finditer(plain.text):
        if here <= found.end():
            return plain.span(*found.span())
    return len(target), len(target)


def for_word(
    engine: MarianEngine, source: str, target: str, at: int, count: int = COUNT
) -> tuple[Alternative, ...]:
    """Return targets with another word at offset `at`, likeliest first.

    Args:
        engine: the model.
        source: the source; none is found for one that is too long for the model.
        target: the target as it stands, whoever made it.
        at: offset in `target`.
        count: how many at most.

    Raises:
        EngineError: the model failed.
    """
    start, end = word_at(target, at)
    prepared = _prepared(source)
    if is_wordless(prepared) or not engine.fits(prepared):
        return ()
    prefix = engine.tokenizer.spell(" ".join(without(target[:start]).split()))
    made = _branched(engine, prepared, prefix)
    stale = {
        "",
        _key(without(target[start:end])),
        _key("".join(without(target[:start]).split()[-1:])),
    }
    found: dict[str, Alternative] = {}
    for whole in made:
        rest = spelt(whole[len(prefix) :])
        word = "".join(rest.split()[:1])
        if not rest.startswith(" ") or _key(word) in stale or loops(prepared, rest):
            continue
        first, then = _marked(source, target[:start], rest.strip())
        begin = start + len(first)
        whole_text = target[:start] + first + then
        found.setdefault(_key(word), Alternative(whole_text, begin, begin + len(word)))
    return tuple(found.values())[:count]


def for_segment(
    engine: MarianEngine, source: str, target: str, count: int = SENTENCES
) -> tuple[Alternative, ...]:
    """Return other targets for `source`, best first, unlike `target` and unlike each other.

    Raises:
        EngineError: the model failed.
    """
    prepared = _prepared(source)
    if is_wordless(prepared) or not engine.fits(prepared):
        return ()
    pieces = engine.tokenizer.encode(prepared)
    decoding = replace(engine.decoding, beams=SENTENCES, longest=_ROOM)
    best = engine.backend.complete([pieces], [()], decoding, SENTENCES)[0]
    branches = _branched(engine, prepared, ())
    scores = engine.backend.score([pieces] * len(branches), branches)
    pairs = zip(branches, scores, strict=True)
    others = [Hypothesis(tuple(branch), sum(row) / len(row)) for branch, row in pairs]
    texts = _texts(engine, prepared, [*best, *others])
    if placeholders(source):
        texts = [place(source, text).text for text in texts]
    return tuple(Alternative(text, 0, len(text)) for text in _unlike(texts, target))[:count]


def _marked(source: str, kept: str, rest: str) -> tuple[str, str]:
    """The placeholders of `source` that `kept` lacks: those due before `rest`, and `rest` with its.

    None is put into the first word of `rest`.
    """
    lacking = set(placeholders(source)) - set(placeholders(kept))
    if not lacking:
        return "", rest
    before, word = len(unmarked(kept)), len("".join(rest.split()[:1]))
    first, then, at, passed = "", "", 0, 0
    placed = place(source, unmarked(kept) + rest).text
    for mark in PLACEHOLDER.finditer(placed):
        plain = mark.start() - passed - before
        passed += len(mark.group())
        if int(mark[1]) not in lacking:
            continue
        if plain <= 0:
            first += mark.group()
        else:
            there = max(plain, word, at)
            then += rest[at:there] + mark.group()
            at = there
    return first, then + rest[at:]


def _key(word: str) -> str:
    """What is the same for two forms of a word that a reader takes for one."""
    return word.strip(_EDGES).lower()


def _prepared(source: str) -> str:
    return with_chinese_marks(tidy(without(source)))


def _branched(engine: MarianEngine, prepared: str, prefix: Sequence[str]) -> tuple[Pieces, ...]:
    """Targets that go on differently after `prefix`, decoded greedily, likeliest first."""
    decoding = replace(engine.decoding, beams=1, longest=len(prefix) + _ROOM)
    pieces = engine.tokenizer.encode(prepared)
    return engine.backend.branch([pieces], [prefix], decoding, _TRIED)[0]


def _texts(engine: MarianEngine, prepared: str, made: Iterable[Hypothesis]) -> list[str]:
    good = (hypothesis for hypothesis in made if hypothesis.score > DOUBTFUL)
    ordered = sorted(good, key=lambda hypothesis: hypothesis.score, reverse=True)
    texts = dict.fromkeys(engine.tokenizer.decode(hypothesis.pieces) for hypothesis in ordered)
    return [text for text in texts if text and not loops(prepared, text)]


def _unlike(texts: Iterable[str], target: str) -> list[str]:
    """Those of `texts` that are nearly the same as neither the target nor one before them."""
    kept = [target]
    for text in texts:
        if all(similarity(text, other, at_least=ALIKE) < ALIKE for other in kept):
            kept.append(text)
    return kept[1:]
