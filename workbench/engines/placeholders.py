"""Keeps placeholders away from a model, which would mangle them, and puts them into its drafts.

Promises: each placeholder of a source is in its draft exactly once, in the order of the source,
which is right whatever they stand for (`placeholder_alignment.py` turns them round where pairs are
known); the words are those that the same source without placeholders is given; a draft says where
its placeholders were guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from workbench.core.draft import Draft
from workbench.text.placeholders import placeholders, without
from workbench.text.placing import place, stretches

GUESSED: Final = "Where the placeholders stand is a guess: see that they stand where they should."
"""What a draft says whose placeholders are where they are on little evidence."""


MOST: Final = 5000
"""Stretches whose translation an engine remembers; documents repeat them, and so do front ends."""

Translate = Callable[[Sequence[str]], list[Draft]]


def translated(
    sources: Sequence[str], translate: Translate, said: dict[str, str] | None = None
) -> list[Draft]:
    """Return a draft for each source, in their order, with the source's placeholders.

    Short texts between two placeholders are translated by themselves too: where the draft has the
    same words, the placeholders go around them.

    Args:
        sources: with placeholders or without.
        translate: drafts sources without placeholders.
        said: the translations of such texts so far; the new ones are put in.
    """
    marked = [source for source in sources if placeholders(source)]
    if not marked:
        return translate(sources)
    said = {} if said is None else said
    known, asked = _remembered(marked, said)
    drafts = translate([*map(without, sources), *asked])
    known |= _kept(asked, drafts[len(sources) :], said)
    return [_placed(source, draft, known) for source, draft in zip(sources, drafts, strict=False)]


def renderings(
    sources: Sequence[str], translate: Translate, said: dict[str, str]
) -> dict[str, str]:
    """Return what the short texts between placeholders are by themselves.

    Args:
        sources: with placeholders or without.
        translate: drafts sources without placeholders; asked for what is not in `said` only.
        said: the translations of such texts so far; the new ones are put in.
    """
    known, asked = _remembered(sources, said)
    return known | (_kept(asked, translate(asked), said) if asked else {})


def _remembered(
    sources: Sequence[str], said: Mapping[str, str]
) -> tuple[dict[str, str], list[str]]:
    """What is known of the short texts between placeholders, and those to ask for."""
    parts = dict.fromkeys(part for source in sources for part in stretches(source))
    known = {part: text for part in parts if (text := said.get(part)) is not None}
    return known, [part for part in parts if part not in known]


def _kept(asked: Sequence[str], drafts: Sequence[Draft], said: dict[str, str]) -> dict[str, str]:
    made = {part: draft.text for part, draft in zip(asked, drafts, strict=True)}
    if len(said) + len(made) > MOST:
        said.clear()
    said |= made
    return made


def _placed(source: str, draft: Draft, known: dict[str, str]) -> Draft:
    if not placeholders(source):
        return draft
    found = place(source, draft.text, known)
    said = (GUESSED,) if found.is_guess else ()
    return replace(draft, text=found.text, warnings=(*draft.warnings, *said))
