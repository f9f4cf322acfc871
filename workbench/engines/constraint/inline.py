"""Puts the approved English into the Chinese source: many models copy Latin words as they are."""

from __future__ import annotations

from workbench.engines.constraint.strategy import Round, proposals, short
from workbench.engines.constraint.values import Task, disobeyed


class Inline:
    """Inline substitution.

    Measured on opus-mt the English comes through verbatim in 79–93 % of the places, on the small
    embedded model in one of five at best.
    """

    name = "inline"

    def propose(self, work: Round) -> list[list[str]]:
        """Of each source with all its missing terms put in the best target that keeps most."""
        few = short(work)
        found = work.model.attempt([substituted(work.tasks[number]) for number in few])
        best = [
            min(texts, key=lambda text: disobeyed(task.hits, text), default="")
            for task, texts in zip((work.tasks[number] for number in few), found, strict=True)
        ]
        return proposals(len(work.tasks), list(zip(few, best, strict=True)))


def substituted(task: Task) -> str:
    """The source with the approved English of the terms that its target does not obey."""
    return task.with_terms({hit: hit.term.preferred for hit in task.missing})
