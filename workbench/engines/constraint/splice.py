"""Keeps a target up to where a term belongs, forces the term, and lets the model say the rest.

What stood before the term is never lost: a candidate begins with it, an article aside that has to
agree with the term. The rest is decoded twice, from the source as it is and from the source with
the English in it, because some models then see that the term has been said.
"""

from __future__ import annotations

import re

from workbench.engines.constraint.agreement import fitted
from workbench.engines.constraint.inline import substituted
from workbench.engines.constraint.spans import Rendering
from workbench.engines.constraint.strategy import Round, proposals
from workbench.engines.constraint.values import Task


class Splice:
    """Prefix splice at the first missing term; further ones are for another round."""

    name = "splice"

    def propose(self, work: Round) -> list[list[str]]:
        """The targets of each source that begin with its prefix and first missing term."""
        asked: list[tuple[int, str, str]] = []
        for number, (task, found) in enumerate(zip(work.tasks, work.renderings, strict=True)):
            if found:
                prefix = forced(task, found[0])
                asked += [(number, source, prefix) for source in (task.source, substituted(task))]
        texts = work.model.complete([source for _, source, _ in asked], [p for _, _, p in asked])
        return proposals(
            len(work.tasks),
            [
                (number, text)
                for (number, _, prefix), text in zip(asked, texts, strict=True)
                if ends_a_word(prefix, text)
            ],
        )


def ends_a_word(prefix: str, text: str) -> bool:
    """Whether the term at the prefix's end is a word in the text: `link` is none in `linked`."""
    return not re.match(r"(?!e?s\b)[^\W_]", text[len(prefix) :])


def forced(task: Task, rendering: Rendering) -> str:
    """What the target begins with: its words up to the term, and the term."""
    words = task.target.split()
    said = words[rendering.start : rendering.end]
    kept, form = fitted(rendering.hit.term.preferred, said, words[: rendering.start])
    return " ".join([*kept, re.sub(r"(?<=\w)[.,;:!?”\"]+$", "", form)])
