"""How good a candidate is: terms, faults that the plain output does not have, and likelihood.

Likelihood is that of the words outside of the terms, given the source as it is: the terms' own
words are unlikely to a model that has to be told them, wherever they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.checks import missing_numbers, repetition
from workbench.checks.context import Context
from workbench.core.issue import Severity
from workbench.core.term import TermStatus
from workbench.engines.constraint.model import Model, Scored
from workbench.engines.constraint.values import OBEYED, Candidate, Task, said
from workbench.engines.guard import loops
from workbench.terminology.inflection import occurrences
from workbench.text.codepoints import has_han

DISOBEYED = 3.0
FAULT = 1.0
"""What a term that is not obeyed, and another fault, cost; in natural logarithms a piece."""

LOOP = 8
"""As many faults as a loop counts for: no term is worth one."""

SHORTEST = 0.6
"""Below this share of the plain output's words beside the terms something was dropped."""

_NONE = Context()


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules say of a candidate, which costs no look at the model.

    Attributes:
        task: what it is a candidate for.
        candidate: the candidate.
        disobeyed: how many terms it does not obey.
        faults: how many faults it has that the plain output has not.
        spans: where it says the terms, in code points.
    """

    task: Task
    candidate: Candidate
    disobeyed: int
    faults: int
    spans: tuple[tuple[int, int], ...]

    @property
    def price(self) -> float:
        """What its terms and faults take from its worth."""
        return DISOBEYED * self.disobeyed + FAULT * self.faults


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with its worth.

    Attributes:
        candidate: the candidate.
        disobeyed: how many terms it does not obey.
        faults: how many faults it has that the plain output has not.
        score: mean log-probability of the pieces outside of the terms.
    """

    candidate: Candidate
    disobeyed: int
    faults: int
    score: float

    @property
    def price(self) -> float:
        """What its terms and faults take from its worth."""
        return DISOBEYED * self.disobeyed + FAULT * self.faults

    @property
    def worth(self) -> float:
        """What candidates of one task are ordered by."""
        return self.score - self.price


def ruled(task: Task, candidate: Candidate) -> Ruled:
    """The candidate as the rules see it."""
    found = said(task.hits, candidate.text)
    more = 0
    if candidate.text != task.plain:
        more = max(0, faults(task, candidate.text) - faults(task, task.plain))
    return Ruled(
        task,
        candidate,
        sum(use.compliance not in OBEYED for use in found),
        more,
        tuple((use.start, use.end) for use in found if use.end),
    )


def judged(model: Model, candidates: Sequence[Ruled]) -> list[Judged]:
    """Each candidate judged, all scored in one batch."""
    scored = model.score(
        [one.task.source for one in candidates], [one.candidate.text for one in candidates]
    )
    return [
        Judged(
            one.candidate,
            one.disobeyed,
            one.faults,
            outside(one.candidate.text, one.spans, score),
        )
        for one, score in zip(candidates, scored, strict=True)
    ]


def outside(target: str, spans: Sequence[tuple[int, int]], scored: Scored) -> float:
    """The mean log-probability of the pieces of the words that lie in none of the spans."""
    total, count, at = scored.end, 1, 0
    for word, value, pieces in zip(target.split(), scored.words, scored.pieces, strict=True):
        start = target.index(word, at)
        at = start + len(word)
        if not any(start < end and begin < at for begin, end in spans):
            total += value
            count += pieces
    return total / count


def faults(task: Task, text: str) -> int:
    """How many things are wrong: repetition, numbers, length, a term said too often."""
    doubled = repetition.check("", text, _NONE)
    return (
        sum(issue.severity is Severity.WARNING for issue in doubled)
        + LOOP * loops(task.source, text)
        + len(missing_numbers.check(task.source, text, _NONE))
        + has_han(text)
        + _said_too_often(task, text)
        + (len(text.split()) < SHORTEST * len(task.plain.split()))
        + ("⁇" in text)
    )


def _said_too_often(task: Task, text: str) -> int:
    """How many terms stand in the target more often than in the source."""
    count: dict[str, int] = {}
    for hit in task.hits:
        count[hit.term.source] = count.get(hit.term.source, 0) + 1
    terms = {hit.term.source: hit.term for hit in task.hits}
    return sum(
        max(len(occurrences(text_, text)) for text_ in good) > count[source]
        for source, term in terms.items()
        if (good := [t.text for t in term.targets if t.status is not TermStatus.FORBIDDEN])
    )
