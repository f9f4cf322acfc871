"""SRT subtitles: a cue is a paragraph of one segment, or of one for each speaker.

Written back into the file as it was: numbers, times, positions, empty lines and cues that nobody
translated keep every character; only the words of translated cues change. That is why no subtitle
library is used: those that there are number the cues anew and write their own idea of the rest.
"""

from __future__ import annotations

import codecs
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from workbench.core.document import Paragraph, ParagraphKind, Segment
from workbench.documents import markup
from workbench.documents.blocks import Block, Given
from workbench.documents.formats.base import Content, Parsed, Untranslated, Wanted
from workbench.documents.formats.srt.cues import Cue, cues
from workbench.documents.formats.srt.text import Words, lines, words
from workbench.documents.rendering import english
from workbench.text.codepoints import is_wordless
from workbench.text.placeholders import without

if TYPE_CHECKING:
    from workbench.documents.cleanup.cleaning import Cleaning

_SPEAKER: Final = "\ufdd0"  # a code point that is no character: it marks where a speaker begins


def read(content: Content, cleaning: Cleaning) -> Parsed:
    """Return the cues that have words; those of nothing but marks are noise.

    Raises:
        FormatError: a line of times is malformed (with its line), or there is none.
    """
    del cleaning  # the lines of a cue are not wrapped ones
    text = _text(content)
    return Parsed(
        tuple(
            _block(text, cue, taken, place)
            for place, (cue, taken) in enumerate(_spoken(text, content.where))
        )
    )


def _text(content: Content) -> str:
    return "".join(content.pieces())


def _spoken(text: str, where: str) -> list[tuple[Cue, Words]]:
    """Return the cues that have something in them."""
    found = ((cue, words(text[cue.start : cue.end])) for cue in cues(text, where))
    return [(cue, taken) for cue, taken in found if any(map(without, taken.speeches))]


def _block(text: str, cue: Cue, taken: Words, place: int) -> Block:
    whole = " ".join(taken.speeches)
    offered = not is_wordless(without(whole))
    return Block(
        ParagraphKind.BODY if offered else ParagraphKind.NOISE,
        whole,
        text[cue.start : cue.end],
        cue.line,
        codes=taken.codes,
        place=place,
        given=tuple(map(Given, taken.speeches)) if offered else (),
    )


def write(content: Content, paragraphs: Sequence[Paragraph], wanted: Wanted) -> bytes:
    """Return the file in UTF-8 with the English of each cue in the place of its words.

    A cue whose paragraph was joined with another one's stays without words.

    Raises:
        FormatError: as `read` says.
    """
    text = _text(content)
    at_place: dict[int, list[Paragraph]] = defaultdict(list)
    for paragraph in paragraphs:
        at_place[paragraph.place].append(paragraph)
    pieces, at = [], 0
    for place, (cue, taken) in enumerate(_spoken(text, content.where)):
        pieces.append(text[at : cue.start])
        pieces.append(_written(text[cue.start : cue.end], cue, taken, at_place[place], wanted))
        at = cue.end
    written = "".join((*pieces, text[at:]))
    bom = codecs.BOM_UTF8 if content.data.startswith(codecs.BOM_UTF8) else b""
    return bom + written.removeprefix("\ufeff" if bom else "").encode("utf-8", "replace")


def _written(
    raw: str, cue: Cue, taken: Words, paragraphs: Sequence[Paragraph], wanted: Wanted
) -> str:
    """Return what stands in the place of a cue's words."""
    segments = [segment for paragraph in paragraphs for segment in paragraph.segments]
    is_done = any(segment.target.strip() for segment in segments)
    is_whole = len(paragraphs) == 1 and len(segments) >= len(taken.speeches)
    if paragraphs and not segments:
        return raw
    if is_whole and not is_done and wanted.untranslated is not Untranslated.EMPTY:
        return raw
    speeches = [speech for p in paragraphs for speech in _speeches(p, taken, wanted)]
    if not any(map(without, speeches)):
        return ""
    codes = [code for paragraph in paragraphs for code in paragraph.codes]
    found = markup.fill(cue.newline.join(lines(speeches, taken.dash)), codes)
    return taken.head + found + taken.tail


def _speeches(paragraph: Paragraph, taken: Words, wanted: Wanted) -> list[str]:
    """Return the English of a paragraph, of each speaker by itself."""
    starts = {speech[:1] for speech in taken.speeches} if taken.dash else set()
    segments = tuple(
        _marked(segment) if segment.source[:1] in starts else segment
        for segment in paragraph.segments
    )
    text = english(replace(paragraph, segments=segments), wanted)
    return [piece.strip() for piece in text.split(_SPEAKER) if piece.strip()]


def _marked(segment: Segment) -> Segment:
    """Return a segment whose English, or Chinese, begins with the mark of a speaker."""
    target = _SPEAKER + segment.target if segment.target.strip() else segment.target
    return replace(segment, source=_SPEAKER + segment.source, target=target)
