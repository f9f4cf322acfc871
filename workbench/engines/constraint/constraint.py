"""Brings a glossary's terms into a model's drafts, and keeps what the model said by itself.

Promises: a draft that obeys its terms already, or has none, is returned as it is at no cost; the
whole batch goes through each strategy together; of all candidates the one with the greatest worth
is taken, the plain one among them, so that a term is never bought with a broken sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from workbench.engines.constraint.inline import Inline
from workbench.engines.constraint.judging import Judged, Ruled, judged, ruled
from workbench.engines.constraint.model import Model
from workbench.engines.constraint.nbest import NBest
from workbench.engines.constraint.replacement import Replacement
from workbench.engines.constraint.splice import Splice
from workbench.engines.constraint.standin import InTurn
from workbench.engines.constraint.strategy import Round, Strategy
from workbench.engines.constraint.values import Candidate, Task


@dataclass(frozen=True, slots=True)
class Stage:
    """What is tried together.

    Attributes:
        strategies: the ways, each on all tasks.
        rounds: how often at most; a round starts from the best target so far.
    """

    strategies: tuple[Strategy, ...]
    rounds: int = 1


STAGES: Final = (
    Stage((Replacement(), InTurn())),
    Stage((Replacement(), Splice()), rounds=6),
    Stage((InTurn(1), InTurn(2), Inline(), NBest())),
)
"""What is tried one after another: what needs few rows of the model and wins most comes first."""


class Constraint:
    """Strategies on top of a model."""

    def __init__(self, model: Model, stages: Sequence[Stage] = STAGES) -> None:
        """Use this model and these strategies."""
        self._model = model
        self._stages = stages

    def choose(self, tasks: Sequence[Task]) -> list[Judged]:
        """The best target of each task; each of them disobeys a term now.

        Raises:
            EngineError: the back end failed.
        """
        best = self._plain(tasks)
        for stage in self._stages:
            tries = [0] * len(tasks)
            open_ = list(range(len(tasks)))
            for _ in range(stage.rounds):
                open_ = [n for n in open_ if best[n].disobeyed or best[n].faults]
                started = [_started(tasks[n], best[n], tries[n]) for n in open_]
                found = self._proposed(started, stage.strategies)
                for n, one in zip(open_, self._best(found, [best[n] for n in open_]), strict=True):
                    tries[n] = tries[n] + 1 if one is best[n] else 0
                    best[n] = one
                open_ = [n for n, few in zip(open_, found, strict=True) if few]
        return best

    def _plain(self, tasks: Sequence[Task]) -> list[Judged]:
        return judged(self._model, [ruled(task, Candidate(task.plain)) for task in tasks])

    def _proposed(self, tasks: Sequence[Task], strategies: Sequence[Strategy]) -> list[list[Ruled]]:
        """What the strategies propose for each task, each text once, as the rules see it."""
        work = Round(self._model, tasks)
        found: list[dict[str, Ruled]] = [{} for _ in tasks]
        for strategy in strategies:
            for task, known, texts in zip(tasks, found, strategy.propose(work), strict=True):
                for text in texts:
                    if text and text not in known and text != task.target:
                        known[text] = ruled(task, Candidate(text, strategy.name))
        return [list(known.values()) for known in found]

    def _best(self, found: Sequence[Sequence[Ruled]], best: Sequence[Judged]) -> list[Judged]:
        """The best of what was found for each task, and of the best one before."""
        worth = [_cheapest(few, one) for few, one in zip(found, best, strict=True)]
        scored = iter(judged(self._model, [one for few in worth for one in few]))
        return [
            max([one, *(next(scored) for _ in few)], key=lambda each: each.worth)
            for few, one in zip(worth, best, strict=True)
        ]


def _cheapest(found: Sequence[Ruled], best: Judged) -> list[Ruled]:
    """Those that are worth a look at their likelihood: no others break fewer rules."""
    least = min((one.price for one in found), default=0.0)
    if least > best.price or (least == best.price and least):
        return []
    return [one for one in found if one.price == least]


def _started(task: Task, best: Judged, tries: int) -> Task:
    """The task with the target to go on from: the best one while terms are missing in it."""
    target = best.candidate.text if best.disobeyed else task.plain
    return replace(task, target=target, tries=tries)
