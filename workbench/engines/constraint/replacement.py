"""Replaces what the target says for a term by the approved English, where it shows what that is."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.engines.constraint.agreement import fitted
from workbench.engines.constraint.spans import Rendering
from workbench.engines.constraint.strategy import Round
from workbench.terminology.english import words


class Replacement:
    """Exchanges wrong renderings and keeps the rest of the sentence as it is."""

    name = "replacement"

    def propose(self, work: Round) -> list[list[str]]:
        """The target with every missing term whose rendering is known put in its place."""
        return [
            [exchanged(task.target, found)] if any(r.start < r.end for r in found) else []
            for task, found in zip(work.tasks, work.renderings, strict=True)
        ]


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
