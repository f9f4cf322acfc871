"""Whether a text is running prose, or one of the short things that stand around it."""

from __future__ import annotations

import re

from workbench.documents.cleanup.measure import ems
from workbench.documents.cleanup.patterns import ENDED, ENUMERATOR, FULL_STOP, HEADING
from workbench.documents.cleanup.punctuation import chinese_marks
from workbench.text.codepoints import TERMINALS

SHORT = 40.0
"""Em: no title or heading is longer, subtitles aside."""

_SLOGAN = 24.0  # em: up to here a headline may have several commas
_TAIL = 12  # characters in which a paragraph's last marks are looked for
_ENDS = TERMINALS + "…：；:;."
_STOP_TAIL = 8  # characters in which a line's last marks are looked for
_PAUSE = re.compile(r"[，,；;]")
_INNER_STOP = re.compile(r"[。！？；;](?=.)")
_EITHER_STOP = re.compile("[!?]")


def is_ended(text: str) -> bool:
    """Return whether the text ends with a mark that ends a sentence or a clause."""
    last = text[-1:]
    if last in _ENDS or last.isalnum():
        return bool(last) and last in _ENDS
    return ENDED.search("".join(text[-_TAIL:].split())) is not None


def has_stop(text: str) -> bool:
    """Return whether a line ends a sentence."""
    last = text[-1]
    return last in TERMINALS or (
        not last.isalnum() and FULL_STOP.search(text[-_STOP_TAIL:]) is not None
    )


def is_prose(text: str) -> bool:
    """Return whether the text reads like running text rather than a title, a heading or a name.

    It depends on the visible characters alone, so that it holds before and after clean-up.
    """
    text = "".join(text.split())
    if _EITHER_STOP.search(text):
        text = chinese_marks(text)
    if is_ended(text) or ENUMERATOR.match(text) or _INNER_STOP.search(text):
        return True
    width = ems(text)
    if width > _SLOGAN and len(_PAUSE.findall(text)) > 1:
        return True
    return width > SHORT and (width > 2 * SHORT or _PAUSE.search(text) is not None)


def is_heading(text: str) -> bool:
    """Return whether the text is a numbered heading: a number, few words, no end of a sentence."""
    return HEADING.match(text) is not None and not is_prose(text) and not _PAUSE.search(text[-1:])
