"""A translated paragraph → its English on one line, and what must not be written at all.

Services call `require` once for a document; a format's writer then takes the `english` of each
paragraph and puts the markup back with `documents/markup.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from workbench.core.document import Paragraph, Segment
from workbench.documents import markup
from workbench.documents.formats.base import Untranslated, Wanted
from workbench.errors import UsageError
from workbench.text.english_punctuation import english_punctuation
from workbench.text.placeholders import placeholder, placeholders, without

_NAMED = 5  # segments that a refusal names
_EXCERPT = 20  # characters of each
_TAIL = 400  # characters that show how a text ends: a paragraph may be a million long
_OPENS: Final = re.compile(r"(?:^|[\s(\[{—–])['\"]\Z|[(\[{“‘—]\Z")
_GOES_ON: Final = re.compile(r"[)\]}”’,;:!?%]|\.(?!\w)")


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands for one segment: its English, or its Chinese."""

    text: str
    is_source: bool


def english(paragraph: Paragraph, wanted: Wanted) -> str:
    """Return what to write for a paragraph: one line of English, its placeholders still in.

    The targets are joined as English sentences are, with English marks. A segment without one is
    its Chinese, untouched and with the spaces that it has in its paragraph, or only its codes, or
    nothing.

    Args:
        paragraph: a paragraph and its segments.
        wanted: what stands for untranslated segments; with `force` broken placeholders are
            repaired, else they are left as they are (see `require`).
    """
    known = {code.number for code in paragraph.codes}
    pieces = [_piece(segment, wanted, known) for segment in paragraph.segments]
    gaps = _gaps(paragraph)
    text = ""
    last: _Piece | None = None
    for piece, gap in zip(pieces, gaps, strict=True):
        if not piece.text:
            continue
        if last is not None:
            text += gap if last.is_source and piece.is_source else _joint(text[-_TAIL:], piece.text)
        text += piece.text
        last = piece
    return markup.repaired(paragraph.text, text, paragraph.codes) if wanted.force else text


def _piece(segment: Segment, wanted: Wanted, known: set[int]) -> _Piece:
    target = " ".join(english_punctuation(segment.target).split())
    if target:
        return _Piece(target, is_source=False)
    if wanted.untranslated is Untranslated.SOURCE:
        return _Piece(segment.source.strip(), is_source=True)
    codes = "".join(placeholder(n) for n in placeholders(segment.source) if n in known)
    return _Piece(codes, is_source=True)


def _gaps(paragraph: Paragraph) -> Iterator[str]:
    """Yield the white space before each segment in its paragraph."""
    at = 0
    for segment in paragraph.segments:
        start = paragraph.text.find(segment.source, at)
        gap = paragraph.text[at:start] if start >= 0 else ""
        yield gap if gap.isspace() else ""
        at = start + len(segment.source) if start >= 0 else at


def _joint(before: str, after: str) -> str:
    """Return what belongs between two sentences: a space, but for some marks and codes."""
    left, right = without(before), without(after)
    if not left or not right or _OPENS.search(left) or _GOES_ON.match(right):
        return ""
    return "" if right[0] == "—" and left[-1].isalnum() else " "


def require(paragraphs: Sequence[Paragraph], wanted: Wanted) -> None:
    """Refuse to write what must not be written.

    Args:
        paragraphs: those of the document, or of its part that is to be written.
        wanted: `fail` refuses untranslated segments; without `force`, placeholders that were lost,
            repeated, made up or that close in the wrong order refuse, too.

    Raises:
        UsageError: names the first segments concerned.
    """
    offered = [p for p in paragraphs if p.segments]
    missing = [s for p in offered for s in p.segments if not s.target.strip()]
    if missing and wanted.untranslated is Untranslated.FAIL:
        hint = "Translate them, or export with the source or nothing in their place"
        raise UsageError(_have(missing, "no translation"), where=_where(missing), hint=hint)
    if wanted.force:
        return
    broken = [segment for p in offered for segment in _broken(p)]
    if broken:
        hint = "Put the placeholders right, or have them repaired by force"
        raise UsageError(_have(broken, "broken placeholders"), where=_where(broken), hint=hint)


def _have(segments: Sequence[Segment], what: str) -> str:
    return f"{len(segments)} segment{'s have' if len(segments) > 1 else ' has'} {what}"


def _broken(paragraph: Paragraph) -> list[Segment]:
    """Return the segments that would break the file; a code may have moved to another one."""
    text = english(paragraph, Wanted())
    found = _serious(paragraph, " ".join(s.source for s in paragraph.segments), text)
    if not found:
        return []
    by_segment = [
        segment
        for segment in paragraph.segments
        if segment.target.strip() and found & _serious(paragraph, segment.source, segment.target)
    ]
    return by_segment or list(paragraph.segments[:1])


def _serious(paragraph: Paragraph, source: str, target: str) -> set[int]:
    """Return the numbers of placeholders that are wrong and stand for a code, or for nothing.

    What only looks like a placeholder, being the file's own words, can be lost without harm.
    """
    known = {code.number for code in paragraph.codes}
    own_words = set(placeholders(paragraph.text)) - known
    return {
        flaw.number
        for flaw in markup.flaws(source, target, paragraph.codes)
        if flaw.number not in own_words
    }


def _where(segments: Sequence[Segment]) -> str:
    """Return the first segments by number and beginning."""
    named = ", ".join(f"{s.position + 1} ({s.source[:_EXCERPT]})" for s in segments[:_NAMED])
    more = f" and {len(segments) - _NAMED} more" if len(segments) > _NAMED else ""
    return f"segment {named}{more}"
