"""Keeps a target up to where a term belongs, forces the term, and lets the model say the rest.

What stood before the term is never lost: a candidate begins with it, an article aside that has to
agree with the term. The rest is decoded from the source as it is and from the source with the
English in it, because some models then see that the term has been said. Where the model comes back
to what the target said before, a second candidate keeps the target's own words from there.
"""

from __future__ import annotations

import re
from typing import Final

from workbench.core.term import TermHit
from workbench.engines.constraint.agreement import fitted
from workbench.engines.constraint.inline import substituted
from workbench.engines.constraint.spans import Rendering, renderings
from workbench.engines.constraint.strategy import Round, proposals
from workbench.engines.constraint.values import Task

SAME: Final = 3
"""Words in a row by which the rest of a target is known to have come back to the one before."""


class Splice:
    """Prefix splice at a missing term; what is missing after it is for another round.

    The first missing term is tried first; each try in vain goes on to the next one, and takes the
    one before again from the other source. Where several are missing the English goes into the
    source first, for a model that copies it has said them all with one decoding.
    """

    name = "splice"

    def propose(self, work: Round) -> list[list[str]]:
        """The targets of each source that begin with its prefix and the missing term."""
        asked = [
            (number, task, hit, source)
            for number, task in enumerate(work.tasks)
            for hit, source in _due(task)
        ]
        found = renderings(work.model, [(task, hit) for _, task, hit, _ in asked])
        prefixes = [forced(task, r) for (_, task, _, _), r in zip(asked, found, strict=True)]
        texts = work.model.complete([source for *_, source in asked], prefixes)
        made: list[tuple[int, str]] = []
        for (number, task, *_), r, prefix, text in zip(asked, found, prefixes, texts, strict=True):
            if ends_a_word(prefix, text):
                made += [(number, text), (number, rejoined(task, r, prefix, text))]
        return proposals(len(work.tasks), made)


def _due(task: Task) -> list[tuple[TermHit, str]]:
    """The terms to splice in at this try, each with the source to decode."""
    missing, tries = task.missing, task.tries
    sources = (task.source, substituted(task))
    first, second = sources if len(missing) == 1 else sources[::-1]
    found = [(hit, first) for hit in missing[tries : tries + 1]]
    if tries:
        found += [(hit, second) for hit in missing[tries - 1 : tries]]
    return found


def ends_a_word(prefix: str, text: str) -> bool:
    """Whether the term at the prefix's end is a word in the text: `link` is none in `linked`."""
    return not re.match(r"(?!e?s\b)[^\W_]", text[len(prefix) :])


def forced(task: Task, rendering: Rendering) -> str:
    """What the target begins with: its words up to the term, and the term."""
    words = task.target.split()
    said = words[rendering.start : rendering.end]
    kept, form = fitted(rendering.hit.term.preferred, said, words[: rendering.start])
    return " ".join([*kept, re.sub(r"(?<=\w)[.,;:!?”\"]+$", "", form)])


def rejoined(task: Task, rendering: Rendering, prefix: str, text: str) -> str:
    """The text up to where it comes back to the task's target, and that target's rest from there.

    What stood after the term is kept as far as it can be, other terms among it; empty where the
    text never comes back.
    """
    old = task.target.split()[rendering.end :]
    rest = text[len(prefix) :]
    spans = [match.span() for match in re.finditer(r"\S+", rest)]
    new = [rest[start:end] for start, end in spans]
    places = {tuple(old[at : at + SAME]): at for at in reversed(range(len(old) - SAME + 1))}
    for at in range(len(new) - SAME + 1):
        back = places.get(tuple(new[at : at + SAME]))
        if back is not None:
            return prefix + rest[: spans[at][0]] + " ".join(old[back:])
    return ""
