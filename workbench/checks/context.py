"""What a check may know beside the source and the target of its segment."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.code import Code
from workbench.core.term import TermHit


@dataclass(frozen=True, slots=True)
class Context:
    """What was found out about a segment before it is checked.

    Attributes:
        hits: the glossary's terms in the source, as the matcher found them.
        codes: what the placeholders of the segment's paragraph stand for.
    """

    hits: tuple[TermHit, ...] = ()
    codes: tuple[Code, ...] = ()
