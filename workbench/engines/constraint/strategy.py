"""The one interface of all ways to bring terms into a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from workbench.engines.constraint.model import Model
from workbench.engines.constraint.values import Task


@dataclass(frozen=True, slots=True)
class Round:
    """Tasks that strategies work on together, with the model that they ask.

    Attributes:
        model: answers the same question only once.
        tasks: of one batch.
    """

    model: Model
    tasks: Sequence[Task]


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


LONGEST: Final = 40
"""Characters of a source that is decoded anew as a whole.

What that brings falls with the length, and the cost grows: of 70 long sentences of news stand-ins
helped 4, where two thirds of them had a term more from what follows a forced one.
"""


def short(work: Round) -> list[int]:
    """Which tasks of a round have sources that are worth decoding as a whole."""
    return [n for n, task in enumerate(work.tasks) if len(task.source) <= LONGEST]
