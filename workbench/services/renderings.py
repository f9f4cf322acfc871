"""Where the likely translation of the words that were looked for stands in what was found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from workbench.core.memory import Found
from workbench.services.fragments import comparison
from workbench.services.workspace import Workspace
from workbench.text.codepoints import count_han

Span = tuple[int, int]
"""Start and end, in code points of a target."""

_FEWEST: Final = 2
"""Chinese characters that have a translation of their own."""


def likely(ws: Workspace, words: str, found: Sequence[Found]) -> dict[int, Span]:
    """Return, by the numbers of units, where their targets probably render Chinese words.

    Args:
        ws: the workspace.
        words: what was looked for; nothing is known of others than one row of Chinese words.
        found: the units, newest first; the more there are, the surer it is.
    """
    from workbench.memory.association import renderings

    holders = [one.unit for one in found if one.source_spans]
    if count_han(words) < _FEWEST or " " in words or not holders:
        return {}
    with ws.database.reading() as session:
        others = comparison(ws, session)
    texts = [one.text for one in renderings(words, holders, others)]
    places = {unit.id: _place(unit.target, texts) for unit in holders}
    return {number: span for number, span in places.items() if span is not None}


def _place(target: str, texts: Sequence[str]) -> Span | None:
    """Return where the first of some phrases stands; also with another ending."""
    for text in texts:
        phrase = r"\W+".join(map(re.escape, re.findall(r"\w+", text)))
        if hit := re.search(rf"\b{phrase}\w{{0,3}}\b", target, re.IGNORECASE):
            return hit.span()
    return None
