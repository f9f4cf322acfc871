"""Looks further down the model's own list: it may know the term and like another word better."""

from __future__ import annotations

from workbench.engines.constraint.strategy import Round, proposals, short
from workbench.engines.constraint.values import disobeyed

COUNT = 8
"""How many targets are asked for."""


class NBest:
    """The model's other targets, those that obey more terms than the one so far."""

    name = "n-best"

    def propose(self, work: Round) -> list[list[str]]:
        """For each task the targets that obey more of its terms."""
        few = short(work)
        found = work.model.several([work.tasks[number].source for number in few], COUNT)
        return proposals(
            len(work.tasks),
            [
                (number, text)
                for number, texts in zip(few, found, strict=True)
                for text in texts
                if disobeyed(work.tasks[number].hits, text) < len(work.tasks[number].broken)
            ],
        )
