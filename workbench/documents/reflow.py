"""Text → paragraphs."""

from __future__ import annotations

import re

from workbench.core.document import ParagraphKind
from workbench.documents.blocks import Block

_GROUP = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_TERMINAL = re.compile(r"[。！？!?…：；.”\"』」）)]\s*$")
_GAP = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])|(?<=[,;:])\s+(?=[^\x00-\x7f])")


def reflow(text: str) -> tuple[Block, ...]:
    """Return the paragraphs of a text."""
    blocks: list[Block] = []
    flat = text.replace("\r\n", "\n").replace("\r", "\n")
    for group in _GROUP.finditer(flat):
        lines = group.group().splitlines()
        ended = sum(bool(_TERMINAL.search(line)) for line in lines[:-1])
        parts = [group.group()] if 2 * ended < len(lines) - 1 else lines
        line = flat.count("\n", 0, group.start()) + 1
        for part in parts:
            clean = _GAP.sub("", " ".join(part.split()))
            kind = ParagraphKind.BODY if _TERMINAL.search(clean) else ParagraphKind.HEADING
            blocks.append(Block(kind, clean, part, line))
            line += part.count("\n") + 1
    return tuple(blocks)
