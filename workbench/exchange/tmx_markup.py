"""Markup of a document → inline elements of TMX, for the units that its segments give.

A unit outlives its document, and what a code really holds (a link's address, a key of the reader's
own) means nothing in another one: an element says what it does and its label, as the editor shows
it. A code's number is `x`, by which a source's element finds its counterpart in the target
(TMX 1.4b, section 3.3); that of a pair is `i` as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape

from workbench.core.code import Code, CodeKind
from workbench.core.memory import InlineCode
from workbench.text.normalise import clean
from workbench.text.placeholders import placeholders

_POSITION: Final = {CodeKind.OPEN: "begin", CodeKind.CLOSE: "end"}


def inline_codes(text: str, codes: Sequence[Code]) -> tuple[InlineCode, ...]:
    """Return what the placeholders of a text stand for, each once, in the order of the text.

    Args:
        text: a segment's source or target.
        codes: of its paragraph; a placeholder that is none of them is words of the file's own.
    """
    known = {code.number: code for code in codes}
    found = dict.fromkeys(placeholders(text))
    return tuple(InlineCode(number, _element(known[number])) for number in found if number in known)


def _element(code: Code) -> str:
    text = escape(clean(code.label or code.markup))
    number = code.number
    if code.kind is CodeKind.ALONE:
        return f'<ph x="{number}">{text}</ph>'
    if code.partner is None:
        return f'<it pos="{_POSITION[code.kind]}" x="{number}">{text}</it>'
    if code.kind is CodeKind.OPEN:
        return f'<bpt i="{number}" x="{number}">{text}</bpt>'
    return f'<ept i="{code.partner}">{text}</ept>'
