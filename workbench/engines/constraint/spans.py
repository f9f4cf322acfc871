"""Which words of a target stand for a term: those that become unlikely when the term is left out.

The source is scored with and without the term, against the same target; where a word's probability
falls, the term was its reason. This needs two rows of one scoring batch and no attention, of which
CTranslate2 shows one head only, and is the same for both back ends.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.core.term import TermHit
from workbench.engines.constraint.model import Model
from workbench.engines.constraint.values import OBEYED, Task, said

ENOUGH = 1.0
"""By how much (natural logarithm) a word must fall to be thought of as the term's."""

LONGEST = 8
"""Words of the longest rendering that is looked for."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """Words ``[start, end)`` of a task's target, cut at spaces, that stand for a term.

    Where the target says nothing for the term, both are the place where it may belong.
    """

    hit: TermHit
    start: int
    end: int


def renderings(model: Model, asked: Sequence[tuple[Task, TermHit]]) -> list[Rendering]:
    """Where each term's rendering stands in its task's target."""
    sources = [task.source for task, _ in asked]
    without = [task.with_terms({hit: ""}) for task, hit in asked]
    targets = [task.target for task, _ in asked]
    scored = model.score([*sources, *without], [*targets, *targets])
    found: list[Rendering] = []
    for (task, hit), with_it, without_it in zip(
        asked, scored[: len(asked)], scored[len(asked) :], strict=True
    ):
        falls = [one - two for one, two in zip(with_it.words, without_it.words, strict=True)]
        taken = _taken(task)
        for number in taken:
            falls[number] = -math.inf
        found.append(Rendering(hit, *_span(falls, _expected(task, hit, len(falls), taken))))
    return found


def _taken(task: Task) -> set[int]:
    """The words of the target that say terms as they should be said."""
    found = said(task.hits, task.target)
    good = [(use.start, use.end) for use in found if use.compliance in OBEYED]
    return {
        number
        for number, word in enumerate(re.finditer(r"\S+", task.target))
        if any(word.start() < end and start < word.end() for start, end in good)
    }


def _expected(task: Task, hit: TermHit, words: int, taken: set[int]) -> int:
    """Which word of the target lies where the term lies in the source; inside no other term."""
    at = round(hit.start / max(1, len(task.source)) * words)
    while at in taken and at - 1 in taken:
        at += 1
    return at


def _span(falls: Sequence[float], expected: int) -> tuple[int, int]:
    """The run of words that falls most beyond what is enough for each; empty where none does."""
    best, chosen = 0.0, (expected, expected)
    for start in range(len(falls)):
        total = 0.0
        for end in range(start + 1, min(len(falls), start + LONGEST) + 1):
            total += falls[end - 1] - ENOUGH
            if total > best:
                best, chosen = total, (start, end)
    return chosen
