"""Translates a word that the model knows in the term's place, then puts the term there.

A model that never met a term makes something of its parts, and the sentence around it suffers. With
a plain noun of the same kind in its place the sentence is one that the model can say, and the slot,
its article and its number are seen in the target.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from workbench.core.term import TermHit
from workbench.engines.constraint.agreement import fitted
from workbench.engines.constraint.strategy import Round, proposals, short
from workbench.engines.constraint.values import Task


@dataclass(frozen=True, slots=True)
class StandIn:
    """A noun that models know: its Chinese, and the English that is looked for."""

    chinese: str
    english: re.Pattern[str]


def _noun(chinese: str, *english: str) -> StandIn:
    forms = "|".join(map(re.escape, english))
    return StandIn(chinese, re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])", re.IGNORECASE))


THINGS: Final = (
    _noun("项目", "projects", "project"),
    _noun("公司", "companies", "company"),
    _noun("政策", "policies", "policy"),
    _noun("产品", "products", "product"),
)
NAMES: Final = (
    _noun("公司", "company"),
    _noun("欧盟", "European Union", "EU"),
    _noun("中国", "China"),
    _noun("北京", "Beijing"),
)


class InTurn:
    """Stand-ins for the missing terms of a source, one for each.

    Args:
        turn: which of the nouns are taken, 0-based; other ones for each turn.
    """

    name = "stand-in"

    def __init__(self, turn: int = 0) -> None:
        """Take the nouns of this turn."""
        self._turn = turn

    def propose(self, work: Round) -> list[list[str]]:
        """Of each try the best target in which every stand-in was found, once for its term."""
        asked = [
            (number, chosen)
            for number in short(work)
            if (chosen := choice(work.tasks[number], self._turn))
        ]
        sources = [
            work.tasks[number].with_terms({hit: noun.chinese for hit, noun in chosen})
            for number, chosen in asked
        ]
        targets = work.model.attempt(sources)
        return proposals(
            len(work.tasks),
            [
                (number, text)
                for (number, chosen), beams in zip(asked, targets, strict=True)
                if (text := next(filter(None, (exchanged(t, chosen) for t in beams)), ""))
            ],
        )


def choice(task: Task, turn: int) -> list[tuple[TermHit, StandIn]]:
    """Which nouns stand in for the missing terms, another one for each; empty for too many."""
    used: set[str] = set()
    chosen = []
    for hit in task.missing:
        kind = THINGS if hit.term.preferred[:1].islower() else NAMES
        free = [n for n in kind if n.chinese not in task.source and n.chinese not in used]
        if len(free) <= turn:
            return []
        used.add(free[turn].chinese)
        chosen.append((hit, free[turn]))
    return chosen


def exchanged(target: str, chosen: Sequence[tuple[TermHit, StandIn]]) -> str:
    """The target with the terms instead of their stand-ins; empty where one is not there once."""
    places: list[tuple[int, int, str]] = []
    for hit, noun in chosen:
        found = list(noun.english.finditer(target))
        if len(found) != 1:
            return ""
        places.append((found[0].start(), found[0].end(), hit.term.preferred))
    places.sort(reverse=True)
    if any(two[1] > one[0] for one, two in pairwise(places)):
        return ""
    for start, end, term in places:
        target = replaced(target, start, end, term)
    return target


def replaced(target: str, start: int, end: int, term: str) -> str:
    """The target with a term in place of a stretch of whole words, made to agree."""
    before, after = target[:start].split(), target[end:].split()
    glued = [] if target[end : end + 1].isspace() or not after else [after.pop(0)]
    opening = before.pop() if before and not target[:start].endswith(" ") else ""
    said = opening + target[start:end] + "".join(glued)
    kept, form = fitted(term, said.split(), before)
    return " ".join([*kept, form, *after])
