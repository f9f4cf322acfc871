"""Drafts that obey a glossary, made from an engine's own drafts.

Promises: a draft for each source, in order; one that obeys its terms as it is comes back as it
is; one that was changed has the engine's own words in `plain`; placeholders are where they belong,
each exactly once; a source that is too long for the model is worked on in parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbench.core.draft import Draft
from workbench.engines.base import Engine, Interactive
from workbench.engines.constraint.constraint import Constraint
from workbench.engines.constraint.judging import Judged
from workbench.engines.constraint.model import Model
from workbench.engines.constraint.values import Task, disobeyed
from workbench.engines.marian import MarianEngine
from workbench.engines.placeholders import GUESSED
from workbench.engines.preparation import parts, tidy, with_chinese_marks
from workbench.terminology.matcher import Matcher
from workbench.text.placeholders import placeholders, without
from workbench.text.placing import place, stretches


@dataclass(frozen=True, slots=True)
class _Job:
    """A source with its draft, and the tasks of its parts."""

    source: str
    draft: Draft
    tasks: tuple[Task, ...]

    @property
    def is_open(self) -> bool:
        return bool(self.draft.text.strip()) and any(task.broken for task in self.tasks)


def obeyed(
    engine: Engine, matcher: Matcher, sources: Sequence[str], drafts: Sequence[Draft]
) -> list[Draft]:
    """The drafts, changed where they do not obey the terms of their source and better can be made.

    An engine that has no Marian model inside gives its drafts back as they are.

    Args:
        engine: what made the drafts.
        matcher: finds the terms.
        sources: with placeholders or without.
        drafts: the engine's own ones.

    Raises:
        EngineError: the model cannot be loaded or fails.
    """
    if not isinstance(engine, Interactive):
        return list(drafts)
    marian = engine.loaded()
    model = Model(marian.tokenizer, marian.backend, marian.decoding)
    jobs = [
        _job(marian, model, matcher, source, draft)
        for source, draft in zip(sources, drafts, strict=True)
    ]
    wanted = [task for job in jobs if job.is_open for task in job.tasks if task.broken]
    chosen = iter(Constraint(model).choose(wanted)) if wanted else iter(())
    return [
        _made(marian, job, [next(chosen) if task.broken else task for task in job.tasks])
        if job.is_open
        else job.draft
        for job in jobs
    ]


def _job(marian: MarianEngine, model: Model, matcher: Matcher, source: str, draft: Draft) -> _Job:
    text = with_chinese_marks(tidy(without(source)))
    plain = " ".join(without(draft.text).split())
    if marian.fits(text):
        return _Job(source, draft, (Task(text, matcher.find(text), plain, plain),))
    if not disobeyed(matcher.find(text), plain):
        return _Job(source, draft, ())
    pieces = parts(text, marian.fits)
    targets = [beams[0] for beams in model.translate(pieces)]
    return _Job(
        source,
        draft,
        tuple(
            Task(piece, matcher.find(piece), target, target)
            for piece, target in zip(pieces, targets, strict=True)
        ),
    )


def _made(marian: MarianEngine, job: _Job, found: Sequence[Judged | Task]) -> Draft:
    """The draft with what was chosen for its parts; as it is where that is what it says."""
    texts = [one.plain if isinstance(one, Task) else one.candidate.text for one in found]
    text = " ".join(text for text in texts if text)
    if text == " ".join(without(job.draft.text).split()):
        return job.draft
    scores = [one.score for one in found if isinstance(one, Judged)]
    warnings = tuple(said for said in job.draft.warnings if said != GUESSED)
    if placeholders(job.source):
        text, warnings = _placed(marian, job, text, warnings)
    draft = replace(Draft(text, min(scores), warnings), plain=job.draft.text)
    settled = [hit.term.source for task in job.tasks for hit in task.hits]
    return marian.judged(job.source, draft, settled)


def _placed(
    marian: MarianEngine, job: _Job, text: str, warnings: tuple[str, ...]
) -> tuple[str, tuple[str, ...]]:
    """The text with the source's placeholders, and what is to be said about it."""
    alone = stretches(job.source)
    made = marian.translate(alone) if alone else []
    known = {part: draft.text for part, draft in zip(alone, made, strict=True)}
    for task in job.tasks:  # a term between two placeholders is said as the glossary has it
        known |= {task.source[h.start : h.end]: h.term.preferred for h in task.hits}
    found = place(job.source, text, known)
    return found.text, (*warnings, GUESSED) if found.is_guess else warnings
