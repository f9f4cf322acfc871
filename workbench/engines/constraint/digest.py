"""Tells by which terms a draft was made, so that a changed glossary makes only those anew."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.core.term import TermHit
from workbench.engines import fingerprint

REVISION = "2"
"""Raised when the strategies change what comes out."""


def digest(hits: Sequence[TermHit]) -> str:
    """24 hexadecimal digits that change with the renderings of any of the terms; empty for none.

    Notes and domains do not matter, nor do terms of the glossary that are not in the source.
    """
    if not hits:
        return ""
    said = {
        (hit.term.source, *((t.text, t.status.value) for t in hit.term.targets)) for hit in hits
    }
    return fingerprint.of_values(REVISION, *sorted(said))
