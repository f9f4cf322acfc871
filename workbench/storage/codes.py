"""Codes of a paragraph ↔ the text that its row keeps: a JSON list for each, nothing for none."""

from __future__ import annotations

import json
from collections.abc import Sequence

from workbench.core.code import Code, CodeKind


def dump(codes: Sequence[Code]) -> str:
    """Return codes as a row keeps them."""
    if not codes:
        return ""
    listed = [[c.number, c.kind.value, c.markup, c.label, c.partner] for c in codes]
    return json.dumps(listed, ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> tuple[Code, ...]:
    """Read what `dump` wrote."""
    if not text:
        return ()
    return tuple(
        Code(number, CodeKind(kind), markup, label, partner)
        for number, kind, markup, label, partner in json.loads(text)
    )
