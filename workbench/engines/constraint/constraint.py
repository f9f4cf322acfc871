"""Brings a glossary's terms into a model's drafts, and keeps what the model said by itself.

Promises: a draft that obeys its terms already, or has none, is returned as it is at no cost; the
whole batch goes through each strategy together; of all candidates the one with the greatest worth
is taken, the plain one among them, so that a term is never bought with a broken sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from workbench.engines.constraint.inline import Inline
from workbench.engines.constraint.judging import Judged, judged
from workbench.engines.constraint.model import Model
from workbench.engines.constraint.nbest import NBest
from workbench.engines.constraint.replacement import Replacement
from workbench.engines.constraint.splice import Splice
from workbench.engines.constraint.standin import InTurn
from workbench.engines.constraint.strategy import Round, Strategy
from workbench.engines.constraint.values import Candidate, Task

STAGES: Final[tuple[tuple[Strategy, ...], ...]] = (
    (Inline(), InTurn(), Replacement()),
    (NBest(), Splice()),
    (Replacement(), Splice()),
    (Replacement(), Splice()),
)
"""What is tried one after another; a later stage starts from the best target so far."""

EASE: Final = 1.0
"""A target without fault whose likelihood is less than this below the plain one's is good enough.

In natural logarithms a piece; what is not good enough goes on to the next stage.
"""


class Constraint:
    """Strategies on top of a model."""

    def __init__(self, model: Model, stages: Sequence[Sequence[Strategy]] = STAGES) -> None:
        """Use this model and these strategies."""
        self._model = model
        self._stages = stages

    def choose(self, tasks: Sequence[Task]) -> list[Judged]:
        """The best target of each task; each of them disobeys a term now.

        Raises:
            EngineError: the back end failed.
        """
        plain = self._judged(tasks, [[Candidate(task.plain)] for task in tasks])
        best = list(plain)
        for strategies in self._stages:
            open_ = [n for n, one in enumerate(best) if not _is_settled(one, plain[n])]
            if not open_:
                break
            started = [_started(tasks[n], best[n]) for n in open_]
            found = self._proposed(started, strategies)
            for n, one in zip(open_, self._judged(started, found), strict=True):
                best[n] = max(best[n], one, key=lambda judge: judge.worth)
        return best

    def _proposed(
        self, tasks: Sequence[Task], strategies: Sequence[Strategy]
    ) -> list[list[Candidate]]:
        work = Round(self._model, tasks)
        found: list[list[Candidate]] = [[Candidate(task.target)] for task in tasks]
        for strategy in strategies:
            for known, texts in zip(found, strategy.propose(work), strict=True):
                said = {candidate.text for candidate in known}  # a text is judged once
                known += [Candidate(t, strategy.name) for t in texts if t and t not in said]
        return found

    def _judged(self, tasks: Sequence[Task], found: Sequence[Sequence[Candidate]]) -> list[Judged]:
        """The best candidate of each task."""
        pairs = [(task, one) for task, few in zip(tasks, found, strict=True) for one in few]
        every = iter(judged(self._model, pairs))
        return [max((next(every) for _ in few), key=lambda one: one.worth) for few in found]


def _started(task: Task, best: Judged) -> Task:
    """The task with the target to go on from: the best one while terms are missing in it."""
    return replace(task, target=best.candidate.text if best.disobeyed else task.plain)


def _is_settled(found: Judged, plain: Judged) -> bool:
    """Whether a target is so good that nothing more has to be tried."""
    return not found.disobeyed and not found.faults and found.score > plain.score - EASE
