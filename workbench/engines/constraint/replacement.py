"""Replaces what the target says for a term by the approved English, where it shows what that is."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.core.term import TermHit
from workbench.engines.constraint.agreement import fitted
from workbench.engines.constraint.spans import Rendering, renderings
from workbench.engines.constraint.strategy import Round
from workbench.engines.constraint.values import Task
from workbench.terminology.english import words


class Replacement:
    """Exchanges wrong renderings and keeps the rest of the sentence as it is."""

    name = "replacement"

    def propose(self, work: Round) -> list[list[str]]:
        """The target with every missing term whose rendering is known put in its place.

        In a target that is no longer the plain one that was done before; only the term is looked
        for that its turn has come for.
        """
        asked = [(n, task, hit) for n, task in enumerate(work.tasks) for hit in _due(task)]
        found: list[list[Rendering]] = [[] for _ in work.tasks]
        known = renderings(work.model, [(task, hit) for _, task, hit in asked])
        for (number, _, _), rendering in zip(asked, known, strict=True):
            found[number].append(rendering)
        return [
            [exchanged(task.target, here)] if any(r.start < r.end for r in here) else []
            for task, here in zip(work.tasks, found, strict=True)
        ]


def _due(task: Task) -> tuple[TermHit, ...]:
    if task.target == task.plain:
        return task.missing
    return task.missing[task.tries : task.tries + 1]


def exchanged(target: str, found: Sequence[Rendering]) -> str:
    """The target with the terms in place of their renderings, from the last to the first.

    Of renderings that overlap the later ones are left for another round.
    """
    said = target.split()
    limit = len(said)
    for rendering in sorted(found, key=lambda r: -r.end):
        if rendering.start == rendering.end or rendering.end > limit:
            continue
        start, end = _widened(said, rendering, limit)
        kept, form = fitted(rendering.hit.term.preferred, said[start:end], said[:start])
        said = [*kept, form, *said[end:]]
        limit = start
    return " ".join(said)


def _widened(target: Sequence[str], rendering: Rendering, limit: int) -> tuple[int, int]:
    """The rendering with a word beside it that the term says already: `anti-dumping | duties`."""
    term = words(rendering.hit.term.preferred)
    if not term:
        return rendering.start, rendering.end
    start, end = rendering.start, rendering.end
    if end < limit and term[-1].lemma in [word.lemma for word in words(target[end])]:
        end += 1
    if start and term[0].lemma in [word.lemma for word in words(target[start - 1])]:
        start -= 1
    return start, end
