"""Takes another hypothesis of a search where the guard finds fault with the likeliest.

Promises: the other beams of a search are there anyway, so nothing is decoded again; a hypothesis
without a grave doubt is preferred to one with, the likeliest of them first; without a better one
the likeliest stays; a draft that is not the likeliest says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from workbench.core.doubt import Doubt
from workbench.core.draft import Draft
from workbench.engines.backend import Hypothesis
from workbench.engines.doubts import SEVERE, doubts

MARGIN: Final = 0.5
"""How much less likely a hypothesis may be than the best, in log-probability per piece."""


def chosen(source: str, best: Hypothesis, made: Callable[[Hypothesis], Draft]) -> Draft:
    """Return the draft to keep of a search.

    Args:
        source: what was translated.
        best: the likeliest hypothesis, with the others of the search.
        made: spells a hypothesis as a draft.
    """
    first = made(best)
    wrong = grave(source, first)
    if not wrong:
        return first
    others = (made(other) for other in best.others if other.score >= best.score - MARGIN)
    found, left = _least((draft, grave(source, draft)) for draft in others if draft.text)
    if found is None or len(left) >= len(wrong):
        return first
    said = f"The likeliest draft had a flaw: {' '.join(_lost(wrong, left))} This is another one."
    return replace(found, warnings=(*found.warnings, said))


def grave(source: str, draft: Draft) -> tuple[Doubt, ...]:
    """Return the doubts about a draft for which another one is worth a look."""
    found = (*draft.doubts, *doubts(source, draft.text))
    return tuple(doubt for doubt in found if doubt.kind in SEVERE)


def _least(
    candidates: Iterable[tuple[Draft, tuple[Doubt, ...]]],
) -> tuple[Draft | None, tuple[Doubt, ...]]:
    """Return the first candidate with the fewest doubts; looks no further than one with none."""
    kept: Draft | None = None
    fewest: tuple[Doubt, ...] = ()
    for draft, left in candidates:
        if kept is None or len(left) < len(fewest):
            kept, fewest = draft, left
        if not fewest:
            break
    return kept, fewest


def _lost(wrong: Sequence[Doubt], left: Sequence[Doubt]) -> list[str]:
    """Return what was wrong and is no longer."""
    still = {doubt.message for doubt in left}
    return [doubt.message for doubt in wrong if doubt.message not in still]
