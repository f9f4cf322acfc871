"""Try models out: how fast one is on this machine, and how two differ on a text.

Promises: a model translates with its own beam size, through the pipeline that drafts documents;
converting and loading are not counted as translating; what was measured is remembered for the list.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Final

from workbench.engines import bulk, fingerprint, loading
from workbench.engines.models import catalogue, conversion, records
from workbench.engines.models.records import Speed
from workbench.errors import UsageError
from workbench.services import trial_texts
from workbench.text.chrf import chrf

if TYPE_CHECKING:
    from workbench.core.draft import EngineInfo

Tell = Callable[[str], None]
"""Told in a person's words which step begins."""

Progress = Callable[[int, int], None]
"""Told how many sentences are done, and of how many."""

_ALONE: Final = 5
"""Sentences of about the middle length that are each timed alone; the median counts."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one model made of a text.

    Attributes:
        name, label: the model, and what ran.
        seconds: what translating took, the model being loaded.
        targets: a translation for each sentence.
    """

    name: str
    label: str
    seconds: float
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence and what both models made of it.

    Attributes:
        source: the sentence.
        first, second: the translations.
        chrf: 0 to 100; that of the second with the first as its reference.
    """

    source: str
    first: str
    second: str
    chrf: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two models on the same text.

    Attributes:
        first, second: what each made.
        chrf: of the second's whole output, with the first's as its reference.
        same: sentences that both translate the same.
        rows: sentence by sentence, in the order of the text.
    """

    first: Side
    second: Side
    chrf: float
    same: int
    rows: tuple[Row, ...]


def bench(
    name: str,
    sources: Sequence[str] | None = None,
    *,
    tell: Tell | None = None,
    progress: Progress | None = None,
) -> Speed:
    """Measure how fast a model translates on this machine, and remember it.

    Args:
        name: a model's name or directory.
        sources: sentences in its source language; None for those of the shipped samples.
        tell: told the steps when the model has to be converted first.
        progress: told how many sentences are done.

    Raises:
        UsageError: there is no sample text in the model's source language.
        EngineError: the model is not there or not whole, or it fails.
    """
    model = catalogue.find(name)
    if sources is None:
        sources = trial_texts.samples(model.manifest.source_language)
    _see_words(sources)
    conversion.convert(model.directory, progress=tell)
    engine = loading.load(name)
    load_seconds = _seconds_to_load(engine)
    alone = median(_seconds_alone(engine, source) for source in _typical(sources))
    side = _translated(engine, sources, progress)
    measured = Speed(
        label=engine.info.label,
        fingerprint=fingerprint.of_files(model.directory.files),
        beams=model.directory.beams,
        segments=len(sources),
        segments_per_second=round(len(sources) / side.seconds, 2),
        first_ms=round(1000 * alone, 1),
        load_ms=round(1000 * load_seconds, 1),
        measured_at=records.now(),
    )
    records.keep_speed(catalogue.remembered_as(model), measured)
    return measured


def compare(
    first: str,
    second: str,
    sources: Sequence[str],
    *,
    tell: Tell | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Let two models translate the same sentences.

    Args:
        first: the name or directory of a model.
        second: that of another one of the same direction.
        sources: sentences in their source language.
        tell: told the steps when a model has to be converted first.
        progress: told how many sentences are done, of both models together.

    Raises:
        UsageError: the models go in different directions, or there is nothing to translate.
        EngineError: a model is not there or not whole, or it fails.
    """
    engines = [loading.load(name, progress=tell) for name in (first, second)]
    _see_one_direction(engines[0].info, engines[1].info)
    _see_words(sources)
    sides = []
    for number, engine in enumerate(engines):
        engine.loaded()
        sides.append(_translated(engine, sources, _shifted(progress, number, len(sources))))
    rows = tuple(
        Row(source, ours, theirs, round(chrf([theirs], [ours]), 1))
        for source, ours, theirs in zip(sources, sides[0].targets, sides[1].targets, strict=True)
    )
    return Comparison(
        sides[0],
        sides[1],
        round(chrf(sides[1].targets, sides[0].targets), 1),
        sum(row.first == row.second for row in rows),
        rows,
    )


def _seconds_to_load(engine: loading.LazyEngine) -> float:
    started = time.perf_counter()
    engine.loaded()
    return time.perf_counter() - started


def _typical(sources: Sequence[str]) -> list[str]:
    """A few sentences of about the middle length."""
    ordered = sorted(dict.fromkeys(sources), key=len)
    middle = len(ordered) // 2
    return ordered[max(0, middle - _ALONE // 2) :][:_ALONE]


def _seconds_alone(engine: loading.LazyEngine, source: str) -> float:
    started = time.perf_counter()
    engine.translate([source])
    return time.perf_counter() - started


def _translated(
    engine: loading.LazyEngine, sources: Sequence[str], progress: Progress | None
) -> Side:
    """What an engine makes of all sources, through the pipeline that drafts documents."""
    made: dict[str, str] = {}
    total = len(set(sources))
    started = time.perf_counter()
    for batch in bulk.stream(engine.translate, sources):
        made |= {source: draft.text for source, draft in batch.items()}
        if progress is not None:
            progress(len(made) * len(sources) // total, len(sources))
    seconds = max(0.001, time.perf_counter() - started)
    info = engine.info
    return Side(info.name, info.label, round(seconds, 3), tuple(made[s] for s in sources))


def _shifted(progress: Progress | None, number: int, count: int) -> Progress | None:
    """Progress of one of two sides as progress of both together."""
    if progress is None:
        return None
    return lambda done, _total: progress(number * count + done, 2 * count)


def _see_one_direction(first: EngineInfo, second: EngineInfo) -> None:
    for language in ("source_language", "target_language"):
        ours, theirs = getattr(first, language), getattr(second, language)
        if ours and theirs and ours != theirs:
            raise UsageError(
                f"{first.name} translates {first.source_language}→{first.target_language}, "
                f"{second.name} {second.source_language}→{second.target_language}",
                hint="Compare two models of the same direction.",
            )


def _see_words(sources: Sequence[str]) -> None:
    if not sources:
        raise UsageError("there is no sentence to translate", hint="Choose a text with words.")
