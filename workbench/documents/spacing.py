"""Which spaces of a paragraph mean something, and which only wrapping or a scan left there.

Between Chinese characters a space means nothing in prose; between Latin words it does. In a byline
it parts names, in a headline two halves, after a dateline it stands for a stop: those stay. Between
Chinese and Latin or a digit the document's own habit decides. White space is all that ever changes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.documents.lines import BLANK
from workbench.documents.measure import ems
from workbench.documents.patterns import BYLINE, DATELINE, HEADING
from workbench.documents.prose import is_prose
from workbench.text.codepoints import CJK_PUNCTUATION_CLASS, HAN_CLASS, count_han

_SAMPLE = 200_000  # characters of a document that show its habits
_HALF = 6.0  # em: after a part so wide, one less than half of it is only the end of a line
_FOREIGN = 4  # Latin letters to a Chinese character: above, the paragraph is not Chinese
_WIDE = HAN_CLASS + CJK_PUNCTUATION_CLASS + "\u3040-\u30fa\u30fc-\u30ff"
_SHARED = "“”‘’…—·"
_GAP = re.compile(f"[{re.escape(BLANK)}]+")
_MIXED = re.compile(f"(?<=[{HAN_CLASS}])( ?)(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])( ?)(?=[{HAN_CLASS}])")
_PAUSED = re.compile(f"(?<=[{HAN_CLASS}][,;:!?])( ?)(?=[{HAN_CLASS}])")
_PAUSES_IN_TITLE = re.compile(" ?([、，：；。！？]) ?")
_LATIN = re.compile("[A-Za-z]")
_BETWEEN_WIDE = re.compile(f"(?<=[{_WIDE}{_SHARED}]) (?=[{_WIDE}{_SHARED}])")
_AT_MIXED = re.compile(f"(?<=[{_WIDE}]) (?=[^\\W_])|(?<=[^\\W_]|[+%°/-]) (?=[{_WIDE}])")
_AT_MARKS = re.compile(
    f"(?<=[,;:!?)\\]\"']) (?=[{_WIDE}{_SHARED}])|(?<=[{_WIDE}{_SHARED}]) (?=[,;:!?()\\[\\]\"'%])|"
    f"(?<=[{_WIDE}][,;:!?\"']) (?=[^\\W_])|"
    f"(?<=[,;:!?)\"']) (?=[\"'(][{_WIDE}])|(?<=[(\\[]) | (?=[)\\]])"
)


@dataclass(frozen=True, slots=True)
class Habits:
    """How a document spaces its text, where Chinese has no one rule.

    Attributes:
        at_latin: whether a space stands between Chinese and Latin letters or digits.
        at_pauses: whether one follows a half-width comma or colon.
    """

    at_latin: bool = False
    at_pauses: bool = False


def habits(text: str) -> Habits:
    """Return what the majority of places in the beginning of the text shows."""
    sample = text[:_SAMPLE]
    return Habits(_mostly_spaced(_MIXED, sample), _mostly_spaced(_PAUSED, sample))


def _mostly_spaced(places: re.Pattern[str], text: str) -> bool:
    spaced = [bool(match.group()) for match in places.finditer(text)]
    return 2 * sum(spaced) > len(spaced)


def tidy(text: str, habit: Habits) -> str:
    """Return a paragraph on one line with the spaces that mean something.

    Args:
        text: the paragraph's lines, a white space wherever a line ended.
        habit: the document's habits.
    """
    if _GAP.search(text) is None:
        return text
    single = _GAP.sub(" ", text).strip(" ")
    if " " not in single or count_han(single) * _FOREIGN < len(_LATIN.findall(single)):
        return single
    if not is_prose(single):
        single = _PAUSES_IN_TITLE.sub(r"\1", single)
        if _keeps_spaces(single):
            return single
    if dateline := DATELINE.match(single):
        stop = dateline.end()
        head, gap, rest = single[:stop], single[stop : stop + 1], single[stop + 1 :]
        if gap == " " and head[-1] in "电讯":
            return f"{_strip(head, habit)} {_strip(rest, habit)}"
    return _strip(single, habit)


def _keeps_spaces(text: str) -> bool:
    """Return whether the spaces of a text that is no prose part names or halves of a headline."""
    if BYLINE.match(text):
        return True
    widths = [ems(part) for part in text.split(" ")]
    if len(widths) == 1:
        return True
    if max(widths) <= 1 or (widths[-2] >= _HALF and 2 * widths[-1] < widths[-2]):
        return False
    return HEADING.match(text) is None or 2 * min(widths) >= max(widths)


def _strip(text: str, habit: Habits) -> str:
    """Return prose without the spaces that mean nothing in it."""
    text = _BETWEEN_WIDE.sub("", text)
    if not habit.at_latin:
        text = _AT_MIXED.sub("", text)
    # A space that goes may bring a mark beside a character, and so decide about the next space;
    # such chains end with the first letter, so that few rounds do.
    while not habit.at_pauses and (shorter := _AT_MARKS.sub("", text)) != text:
        text = shorter
    return text
