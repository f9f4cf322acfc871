"""The items of a paragraph → its text on one line, with placeholders and tidied white space."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from workbench.core.code import Code, CodeKind
from workbench.documents.cleanup.cleaning import Cleaning, Step
from workbench.documents.cleanup.lines import BLANK
from workbench.documents.cleanup.spacing import Habits, tidy, walk
from workbench.documents.formats.inline import BREAK, Item
from workbench.documents.markup import first_free
from workbench.text.codepoints import CJK_PUNCTUATION_CLASS, HAN_CLASS
from workbench.text.placeholders import placeholder, placeholders

_GAP = re.compile(f"([{re.escape(BLANK)}]+)")
_WIDE = re.compile("[{0}] [{0}]".format(HAN_CLASS + CJK_PUNCTUATION_CLASS))
_CLAUSE = re.compile("[，。；！？]")
_OTHER: Final = {
    CodeKind.OPEN: CodeKind.CLOSE,
    CodeKind.CLOSE: CodeKind.OPEN,
    CodeKind.ALONE: None,
}


def plain(items: Sequence[Item]) -> str:
    """Return the words as they lie in the file, white space included."""
    seen = (item.counted for item in items if item.kind is None or item.stand_in == BREAK)
    return "".join(seen).replace(BREAK, "\n")


def rendered(
    items: Sequence[Item], habit: Habits, cleaning: Cleaning
) -> tuple[str, tuple[Code, ...]]:
    """Return the paragraph's text on one line and what its placeholders stand for.

    Args:
        items: what `settled` returned.
        habit: how the document spaces its text.
        cleaning: whether white space of line ends, and other, is tidied; else it is one space.
    """
    numbers = _numbers(items)
    counted = "".join(item.counted for item in items).strip(BLANK)
    text = "".join(_parts(items, numbers, _spaces(counted, habit, cleaning)))
    by_pair = {(i.pair, i.kind): n for i, n in zip(items, numbers, strict=True) if i.pair}
    codes = [
        Code(number, item.kind, item.text, item.label, by_pair.get((item.pair, _OTHER[item.kind])))
        for item, number in zip(items, numbers, strict=True)
        if item.kind is not None
    ]
    return text, tuple(codes)


def _numbers(items: Sequence[Item]) -> list[int]:
    """Return the number of each item's placeholder, 0 for words."""
    words = "".join(item.text for item in items if item.kind is None)
    taken = set(placeholders(_GAP.sub("", words)))
    numbers: list[int] = []
    last = 0
    for item in items:
        last = first_free(taken, last + 1) if item.kind is not None else last
        numbers.append(last if item.kind is not None else 0)
    return numbers


def _spaces(text: str, habit: Habits, cleaning: Cleaning) -> Iterator[str]:
    """Yield what each white space inside a paragraph becomes: a space or nothing."""
    tidied = tidy(text, habit)
    has_clauses = _CLAUSE.search(text) is not None
    for place, has_space, gap in walk(text, tidied):
        is_line_end = "\n" in gap or "\r" in gap
        is_break = BREAK in gap
        is_wide = _WIDE.match(tidied, place - 1) is not None
        # Lines of clauses are no halves of a headline, and a break parts these as well.
        is_space = has_space and not (is_wide and (is_break or (is_line_end and has_clauses)))
        step = Step.LINES if is_line_end else Step.SPACES
        yield " " if is_space or (step not in cleaning and not is_break) else ""


def _parts(items: Sequence[Item], numbers: Sequence[int], spaces: Iterator[str]) -> Iterator[str]:
    """Yield the parts of the text; of white space on both sides of a tag the first one counts."""
    in_gap = True
    for item, number in zip(items, numbers, strict=True):
        if item.kind is not None:
            if item.stand_in == BREAK and not in_gap:
                yield next(spaces, "")
                in_gap = True
            in_gap = in_gap and item.stand_in in {"", BREAK}
            yield placeholder(number)
            continue
        for rank, part in enumerate(_GAP.split(item.text)):
            if rank % 2:
                yield "" if in_gap else next(spaces, "")
                in_gap = True
            elif part:
                in_gap = False
                yield part
