"""The one interface of all ways to bring terms into a draft, and what they share in a round."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

from workbench.engines.constraint.model import Model
from workbench.engines.constraint.spans import Rendering, renderings
from workbench.engines.constraint.values import Task


class Round:
    """Tasks of one batch, with what several strategies want to know about them."""

    def __init__(self, model: Model, tasks: Sequence[Task]) -> None:
        """Work on these tasks with this model."""
        self.model = model
        self.tasks = tuple(tasks)

    @cached_property
    def renderings(self) -> list[tuple[Rendering, ...]]:
        """For each task where its missing terms are rendered, by their place in the target."""
        asked = [(task, hit) for task in self.tasks for hit in task.missing]
        found = iter(renderings(self.model, asked))
        return [
            tuple(sorted((next(found) for _ in task.missing), key=lambda r: (r.start, r.end)))
            for task in self.tasks
        ]


class Strategy(Protocol):
    """A way to bring terms into drafts; it proposes, and what is chosen is decided elsewhere."""

    @property
    def name(self) -> str:
        """What candidates of it are labelled with."""
        ...

    def propose(self, work: Round) -> list[list[str]]:
        """Targets for each task of a round, asked of the model for all tasks together.

        Raises:
            EngineError: the back end failed.
        """
        ...


def proposals(count: int, numbered: Sequence[tuple[int, str]]) -> list[list[str]]:
    """Targets with the number of their task, as one list for each of ``count`` tasks."""
    found: list[list[str]] = [[] for _ in range(count)]
    for number, text in numbered:
        found[number].append(text)
    return found
