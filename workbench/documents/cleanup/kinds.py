"""What each paragraph is: title, heading, body, byline, or noise that nobody translates.

Decided by a paragraph's own words and by its neighbours: a short line without punctuation is a
title where an article begins, a heading inside one (see `heads.py`). Noise is kept in the document,
never dropped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from workbench.core.document import ParagraphKind
from workbench.documents.cleanup import notes
from workbench.documents.cleanup.apart import fields, is_greeting
from workbench.documents.cleanup.heads import Around, kinds_of_run
from workbench.documents.cleanup.patterns import (
    BYLINE,
    CAPTION,
    CREDIT,
    END,
    MAIL_FIELD,
    MASTHEAD,
    PAGE_NUMBER,
    QUOTED,
    STRAY,
    STROKES,
    heading_number,
    is_jump,
)
from workbench.documents.cleanup.prose import is_heading, is_prose
from workbench.text.codepoints import is_wordless

Kind = ParagraphKind

_LONGEST = 120  # characters: no byline, jump line or page number is longer
_FORM = 3  # fields in a row that are a form, not headings
_RUN = 3  # stray characters in a row that are noise
_HEADER = 30  # characters of a running head at most
_REPEATED = 3  # times that a running head stands beside a page number


def noise(texts: Sequence[str]) -> list[str]:
    """Return for each raw text why it is noise, in the words of `notes`; empty where it is not."""
    found = [_noise_alone(text) for text in texts]
    _add_fragments(texts, found)
    _add_running_heads(texts, found)
    return found if not all(found) else [_noise_alone(text) for text in texts]


def _add_fragments(texts: Sequence[str], found: list[str]) -> None:
    """Mark stray characters in a row."""
    tiny = [_is_tiny(text) for text in texts]
    start = 0
    while start < len(texts):
        end = start
        while end < len(texts) and tiny[end]:
            end += 1
        run = range(start, end)
        if end - start >= _RUN and 2 * sum(len(texts[i]) == 1 for i in run) > len(run):
            for index in run:
                found[index] = notes.FRAGMENT
        start = end + 1


def _add_running_heads(texts: Sequence[str], found: list[str]) -> None:
    """Mark short lines that stand beside a page number again and again."""
    pages = {index for index, text in enumerate(texts) if found[index] and PAGE_NUMBER.match(text)}
    beside = {at for page in pages for at in (page - 1, page + 1) if 0 <= at < len(texts)}
    short = [at for at in beside - pages if len(texts[at]) <= _HEADER and not is_prose(texts[at])]
    times = Counter(texts[at] for at in short)
    for at in short:
        if times[texts[at]] >= _REPEATED:
            found[at] = notes.FURNITURE


def _is_tiny(text: str) -> bool:
    """Return whether the text is one or two characters that mean nothing by themselves."""
    return len(text) <= 2 and text.isalnum() and not text.isdigit()  # noqa: PLR2004


def _noise_alone(text: str) -> str:
    """Return why the text is noise wherever it stands."""
    if len(text) > _LONGEST:
        return notes.FURNITURE if is_wordless(text) else ""
    if STROKES.match(text) or STRAY.match(text):
        return notes.FRAGMENT
    if is_wordless(text):
        return notes.FURNITURE
    if is_jump(text):
        return notes.JUMP
    if END.match(text):
        return notes.END
    return notes.FURNITURE if PAGE_NUMBER.match(text) or MASTHEAD.match(text) else ""


def kinds(
    texts: Sequence[str], reasons: Sequence[str], previous: tuple[Kind, str] | None = None
) -> list[Kind]:
    """Return the kind of each cleaned text, in order.

    Args:
        texts: of all the blocks.
        reasons: why each is noise, empty where it is not.
        previous: kind and text of the last block before them that is no noise, if there is one.
    """
    found = [Kind.NOISE if r else _kind_alone(t) for t, r in zip(texts, reasons, strict=True)]
    for at in fields(texts, _FORM):
        found[at] = Kind.BODY if found[at] is Kind.HEADING else found[at]
    kept = [i for i, kind in enumerate(found) if kind is not Kind.NOISE]
    restarts = _restarts(texts, found, kept)
    start = 0
    while start < len(kept):
        end = start
        while end < len(kept) and found[kept[end]] is Kind.HEADING:
            end += 1
        if end > start:
            lines = [texts[index] for index in kept[start:end]]
            near = [(found[index], texts[index]) for index in kept[max(0, start - 1) : end + 1]]
            begin = kept[start - 1] + 1 if start else 0
            between = reasons[begin : kept[start]]
            around = Around(
                before=near[0] if start else previous,
                after=near[-1] if end < len(kept) else None,
                beyond=end + 1 < len(kept),
                parted=notes.END in between or notes.JUMP in between,
                restarts=not restarts.isdisjoint(range(start, end)),
            )
            for index, kind in zip(kept[start:end], kinds_of_run(lines, around), strict=True):
                found[index] = kind
        start = end + 1
    return found


def _kind_alone(text: str) -> Kind:
    """Return the kind that the words alone speak for; a short line is a heading for now."""
    if len(text) <= _LONGEST and (BYLINE.match(text) or CREDIT.match(text)):
        return Kind.BYLINE
    if CAPTION.match(text) or QUOTED.match(text) or MAIL_FIELD.match(text) or is_greeting(text):
        return Kind.BODY
    if text[-1] in "？?" and is_heading(text[:-1]):
        return Kind.HEADING
    if text[-1] in "，、,":
        return Kind.BODY
    is_subtitle = text.startswith("——") and not text.endswith(("。", "！", "？", "…"))
    return Kind.HEADING if is_subtitle or not is_prose(text) else Kind.BODY


def _restarts(texts: Sequence[str], found: Sequence[Kind], kept: Sequence[int]) -> set[int]:
    """Return the ranks in `kept` of the last unnumbered lines before a numbering starts anew."""
    marked: set[int] = set()
    free = last = -1
    for rank, index in enumerate(kept):
        if found[index] is not Kind.HEADING:
            continue
        style, number = heading_number(texts[index])
        if not style:
            free = rank
        elif style == "一、":
            if number == 1 and last > 1 and free >= 0:
                marked.add(free)
            free, last = -1, number
    return marked
