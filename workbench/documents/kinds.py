"""What each paragraph is: title, heading, body, byline, or noise that nobody translates.

Decided by a paragraph's own words and by its neighbours: a short line without punctuation is a
title where an article begins, a heading inside one. Noise is kept in the document, never dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.core.document import ParagraphKind
from workbench.documents import notes
from workbench.documents.patterns import (
    BYLINE,
    DATE,
    DATELINE,
    HEADING,
    PAGE_NUMBER,
    is_jump,
)
from workbench.documents.prose import is_prose
from workbench.text.codepoints import is_wordless

Kind = ParagraphKind

_LONGEST = 120  # characters: no byline, jump line or page number is longer
_RUN = 3  # stray characters in a row that are noise
_TITLES = 3  # lines that the head of an article has at most
_LIST = 4  # short lines in a row that are a list or verses, not headings


def noise(texts: Sequence[str]) -> list[str]:
    """Return for each raw text why it is noise, in the words of `notes`; empty where it is not."""
    found = [_noise_alone(text) for text in texts]
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
    return found if not all(found) else [_noise_alone(text) for text in texts]


def _is_tiny(text: str) -> bool:
    """Return whether the text is one or two characters that mean nothing by themselves."""
    return len(text) <= 2 and text.isalnum() and not text.isdigit()  # noqa: PLR2004


def _noise_alone(text: str) -> str:
    """Return why the text is noise wherever it stands."""
    if len(text) > _LONGEST:
        return notes.FURNITURE if is_wordless(text) else ""
    if is_wordless(text):
        return notes.FURNITURE
    if is_jump(text):
        return notes.JUMP
    return notes.FURNITURE if PAGE_NUMBER.match(text) else ""


def kinds(
    texts: Sequence[str], is_noise: Sequence[bool], previous: tuple[Kind, str] | None = None
) -> list[Kind]:
    """Return the kind of each cleaned text, in order.

    Args:
        texts: of all the blocks.
        is_noise: which of them are.
        previous: kind and text of the last block before them that is no noise, if there is one.
    """
    found = [Kind.NOISE if n else _kind_alone(t) for t, n in zip(texts, is_noise, strict=True)]
    kept = [i for i, kind in enumerate(found) if kind is not Kind.NOISE]
    start = 0
    while start < len(kept):
        end = start
        while end < len(kept) and found[kept[end]] is Kind.HEADING:
            end += 1
        if end > start:
            run = _Run(texts, found, kept, start, end, previous)
            for index, kind in zip(kept[start:end], run.kinds(), strict=True):
                found[index] = kind
        start = end + 1
    return found


def _kind_alone(text: str) -> Kind:
    """Return the kind that the words alone speak for; a short line is a heading for now."""
    if len(text) <= _LONGEST and BYLINE.match(text):
        return Kind.BYLINE
    is_subtitle = text.startswith("——") and not text.endswith(("。", "！", "？", "…"))
    return Kind.HEADING if is_subtitle or not is_prose(text) else Kind.BODY


@dataclass(frozen=True, slots=True)
class _Run:
    """Short lines in a row, `kept[start:end]`, with all that stands around them."""

    texts: Sequence[str]
    found: Sequence[Kind]
    kept: Sequence[int]
    start: int
    end: int
    previous: tuple[Kind, str] | None

    def kinds(self) -> list[Kind]:
        """Return what the lines are."""
        lines = [self.texts[i] for i in self.kept[self.start : self.end]]
        free = sum(HEADING.match(line) is None for line in lines)
        if self._opens_article():
            titles = len(lines) if free <= _TITLES else 1
            return [_leveled(line, at < titles) for at, line in enumerate(lines)]
        if DATE.match(lines[-1]) and len(lines) <= _TITLES:
            return [Kind.BYLINE] * len(lines)
        unnumbered = Kind.BODY if free >= _LIST else Kind.HEADING
        return [Kind.HEADING if HEADING.match(line) else unnumbered for line in lines]

    def _opens_article(self) -> bool:
        """Return whether an article begins here: nothing, or another's end, lies before the run."""
        before = self._before()
        if before is None or self._precedes_dateline():
            return True
        kind, text = before
        is_signed = kind is Kind.BYLINE and text[0] in "（("
        return is_signed or text.endswith(("（完）", "(完)"))

    def _before(self) -> tuple[Kind, str] | None:
        """Return what stands before the run."""
        if self.start == 0:
            return self.previous
        before = self.kept[self.start - 1]
        return self.found[before], self.texts[before]

    def _precedes_dateline(self) -> bool:
        """Return whether the byline or the dateline of an article comes next."""
        if self.end == len(self.kept):
            return False
        after = self.kept[self.end]
        if self.found[after] is Kind.BYLINE:
            return self.end + 1 < len(self.kept) and self.texts[after][0] not in "（("
        return DATELINE.match(self.texts[after]) is not None


def _leveled(line: str, is_title: bool) -> Kind:
    """Return the kind of a line in the head of an article."""
    if HEADING.match(line):
        return Kind.HEADING
    return Kind.TITLE if is_title else Kind.BODY
