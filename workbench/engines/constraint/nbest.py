"""Looks further down the model's own list: it may know the term and like another word better."""

from __future__ import annotations

from workbench.engines.constraint.strategy import Round
from workbench.engines.constraint.values import disobeyed

COUNT = 8
"""How many targets are asked for."""


class NBest:
    """The model's other targets, those that obey more terms than the one so far."""

    name = "n-best"

    def propose(self, work: Round) -> list[list[str]]:
        """For each task the targets that obey more of its terms."""
        found = work.model.several([task.source for task in work.tasks], COUNT)
        return [
            [text for text in texts if disobeyed(task.hits, text) < len(task.broken)]
            for task, texts in zip(work.tasks, found, strict=True)
        ]
