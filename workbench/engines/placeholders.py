"""Keeps placeholders away from a model, which would mangle them, and puts them into its drafts.

Promises: each placeholder of a source is in its draft exactly once, in the order of the source,
which is right whatever they stand for (`placeholder_alignment.py` turns them round where pairs are
known); the words are those that the same source without placeholders is given; a draft says where
its placeholders were guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from workbench.core.draft import Draft
from workbench.text.placeholders import placeholders, without
from workbench.text.placing import place, stretches

GUESSED: Final = "Where the placeholders stand is a guess: see that they stand where they should."
"""What a draft says whose placeholders are where they are on little evidence."""


def translated(
    sources: Sequence[str], translate: Callable[[Sequence[str]], list[Draft]]
) -> list[Draft]:
    """Return a draft for each source, in their order, with the source's placeholders.

    Short texts between two placeholders are translated by themselves too: where the draft has the
    same words, the placeholders go around them.

    Args:
        sources: with placeholders or without.
        translate: drafts sources without placeholders.
    """
    marked = [source for source in sources if placeholders(source)]
    if not marked:
        return translate(sources)
    alone = list(dict.fromkeys(part for source in marked for part in stretches(source)))
    drafts = translate([*map(without, sources), *alone])
    known = {part: draft.text for part, draft in zip(alone, drafts[len(sources) :], strict=True)}
    return [_placed(source, draft, known) for source, draft in zip(sources, drafts, strict=False)]


def _placed(source: str, draft: Draft, known: dict[str, str]) -> Draft:
    if not placeholders(source):
        return draft
    found = place(source, draft.text, known)
    said = (GUESSED,) if found.is_guess else ()
    return replace(draft, text=found.text, warnings=(*draft.warnings, *said))
