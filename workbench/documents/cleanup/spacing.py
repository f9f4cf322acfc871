"""Which spaces of a paragraph mean something, and which only wrapping or a scan left there.

Between Chinese characters a space means nothing in prose; between Latin words it does. In a byline
it parts names, in a headline two halves, after a dateline it stands for a stop: those stay. Between
Chinese and Latin or a digit the document's own habit decides. White space is all that ever changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product

from workbench.documents.cleanup.lines import BLANK, WHITE, Line
from workbench.documents.cleanup.measure import ems
from workbench.documents.cleanup.patterns import BYLINE, DATELINE, HEADING
from workbench.documents.cleanup.prose import is_prose
from workbench.text.codepoints import (
    CJK_PUNCTUATION_CLASS,
    HAN_CLASS,
    SHARED_PUNCTUATION,
    count_han,
    is_han,
)

_SAMPLE = 200_000  # characters of a document that show its habits
_WORDS = 40_000  # characters in which it is looked up which ones stand together
_TRIED = 6  # spaces of a byline of which each may be a stray
_HALF = 6.0  # em: after a part so wide, one less than half of it is only the end of a line
_FOREIGN = 4  # Latin letters to a Chinese character: above, the paragraph is not Chinese
_WIDE = HAN_CLASS + CJK_PUNCTUATION_CLASS + "\u3040-\u30fa\u30fc-\u30ff"
_EITHER = _WIDE + SHARED_PUNCTUATION
_GAP = re.compile(f"[{re.escape(BLANK)}]+")
_MIXED = re.compile(f"(?<=[{HAN_CLASS}])( ?)(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])( ?)(?=[{HAN_CLASS}])")
_PAUSED = re.compile(f"(?<=[{HAN_CLASS}][,;:!?])( ?)(?=[{HAN_CLASS}])")
_PAUSES_IN_TITLE = re.compile(" ?([、，：；。！？]) ?")
_LATIN = re.compile("[A-Za-z]")
_WRAPPED = re.compile(
    f"(?<=[{HAN_CLASS}])[{re.escape(BLANK)}]*[\n\r][{re.escape(BLANK)}]*(?=[{HAN_CLASS}])"
)
_ROLE = re.compile("记者|通讯员|评论员|特派员|撰稿人|实习生|作者|译者|编辑|责编|摄影")
_HYPHENATED = re.compile(f"(?<=[0-9]-)[{re.escape(BLANK)}]+(?=[0-9])")
_LINE_END = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SEEN = re.compile(f"[{re.escape(WHITE)}]")

# Places, in a text without white space, where a space means nothing in Chinese prose.
_BETWEEN_WIDE = f"(?<=[{_EITHER}])(?=[{_EITHER}])"
_AT_PERCENT = "(?<=[0-9])(?=[%％‰℃°])"
_AT_LATIN = f"(?<=[{_WIDE}])(?=[^\\W_])|(?<=[^\\W_]|[+%°/-])(?=[{_WIDE}])"
_AT_MARKS = (
    f"(?<=[,;:!?)\\]\"'])(?=[{_EITHER}])|(?<=[{_EITHER}])(?=[,;:!?()\\[\\]\"'%])|"
    f"(?<=[{_WIDE}][,;:!?\"'])(?=[^\\W_])|(?<=[,;:!?)\"'])(?=[\"'(][{_WIDE}])|"
    f"(?<=[(\\[])|(?=[)\\]])"
)


@dataclass(frozen=True)
class Habits:
    """How a document spaces its text, where Chinese has no one rule.

    Attributes:
        at_latin: whether a space stands between Chinese and Latin letters or digits.
        at_pauses: whether one follows a half-width comma or colon.
        words: the beginning of its text without spaces, to look up what stands together.
    """

    at_latin: bool = False
    at_pauses: bool = False
    words: str = ""

    @cached_property
    def stray(self) -> re.Pattern[str]:
        """Matches, empty, at a place in a text without white space where a space is a stray."""
        rules = [_BETWEEN_WIDE, _AT_PERCENT]
        rules += [] if self.at_latin else [_AT_LATIN]
        rules += [] if self.at_pauses else [_AT_MARKS]
        return re.compile("|".join(rules))


def habits(text: str) -> Habits:
    """Return what the majority of places in the beginning of the text shows."""
    sample = text[:_SAMPLE]
    words = _GAP.sub("", sample[:_WORDS])
    return Habits(_mostly_spaced(_MIXED, sample), _mostly_spaced(_PAUSED, sample), words)


def _mostly_spaced(places: re.Pattern[str], text: str) -> bool:
    spaced = [bool(match.group()) for match in places.finditer(text)]
    return 2 * sum(spaced) > len(spaced)


def tidy(text: str, habit: Habits) -> str:
    """Return a paragraph on one line with the spaces that mean something.

    Args:
        text: the paragraph's lines, a white space wherever a line ended.
        habit: the document's habits.
    """
    text = _HYPHENATED.sub(lambda gap: "" if _LINE_END.search(gap.group()) else " ", text)
    if _GAP.search(text) is None:
        return text
    words = [word for word in _GAP.split(text) if word]
    single = " ".join(words)
    if len(words) == 1 or not _is_chinese(single):
        return single
    if not is_prose(single):
        if not BYLINE.match(single):
            single = " ".join(_GAP.split(_WRAPPED.sub("", text.strip(BLANK))))
        single = _without_strays(_PAUSES_IN_TITLE.sub(r"\1", single), habit)
        if _keeps_spaces(single):
            return single
        words = single.split(" ")
    dateline = DATELINE.match(single)
    stop = dateline.end() - single.count(" ", 0, dateline.end()) if dateline else -1
    if stop >= 0 and "".join(words)[stop - 1] not in "电讯":
        stop = -1
    gaps = ["" if place != stop and is_stray else " " for place, is_stray in _gaps(words, habit)]
    return "".join(f"{word}{gap}" for word, gap in zip(words, [*gaps, ""], strict=True))


def walk(raw: str, tidied: str) -> Iterator[tuple[int, bool, str]]:
    """Yield for each gap of raw text its place in the tidied one, if a space is there, and the gap.

    Args:
        raw: a paragraph as it lies in the file.
        tidied: the same with other white space.
    """
    place = end = 0
    for gap in _GAP.finditer(raw):
        place += gap.start() - end
        end = gap.end()
        has_space = tidied.startswith(" ", place)
        yield place, has_space, gap.group()
        place += has_space


def tally(raw: str, tidied: str) -> tuple[int, int]:
    """Return how many line ends and how many spaces inside lines are gone from a paragraph."""
    lines = spaces = 0
    for _, has_space, gap in walk(raw, tidied):
        if _LINE_END.search(gap):
            lines += 1
        elif not has_space and _SEEN.search(gap):
            spaces += 1
    return lines, spaces


def with_spaces(raw: str, tidied: str) -> str:
    """Return the tidied paragraph with a space again wherever one was taken out inside a line."""
    found: list[str] = []
    start = 0
    for place, has_space, gap in walk(raw, tidied):
        if not has_space and _SEEN.search(gap) and not _LINE_END.search(gap):
            found.append(tidied[start:place])
            start = place
    return " ".join([*found, tidied[start:]])


def _is_chinese(text: str) -> bool:
    return count_han(text) * _FOREIGN >= len(_LATIN.findall(text))


def _gaps(words: Sequence[str], habit: Habits) -> Iterator[tuple[int, bool]]:
    """Yield for each gap between words its place in the text without gaps, and if it is a stray."""
    visible, place = "".join(words), 0
    for word in words[:-1]:
        place += len(word)
        yield place, habit.stray.match(visible, place) is not None


def _without_strays(text: str, habit: Habits) -> str:
    """Return a title or a byline without the spaces that a scan put inside words.

    Of a byline's spaces as many stay as make it one. In a headline a space goes where the
    characters around it stand together elsewhere in the text.
    """
    words = text.split(" ")
    if len(words) == 1 or BYLINE.match(text):
        return text
    if len(words) <= _TRIED and _ROLE.search("".join(words)):
        for kept in sorted(product((" ", ""), repeat=len(words) - 1), key=lambda k: -k.count(" ")):
            tried = "".join(f"{w}{gap}" for w, gap in zip(words, [*kept, ""], strict=True))
            if BYLINE.match(tried):
                return tried
    gaps = (
        "" if all(map(is_han, (a[-1] + b[0]))) and habit.words.count(a[-1] + b[0]) > 1 else " "
        for a, b in pairwise(words)
    )
    return "".join(f"{word}{gap}" for word, gap in zip(words, [*gaps, ""], strict=True))


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


def parts(text: str, line: Line, habit: Habits) -> list[Line]:
    """Return the parts of a line of prose that stray spaces divide, as ends of lines once did."""
    gaps = list(_GAP.finditer(text, line.start, line.end))
    words = _GAP.split(text[line.start : line.end]) if gaps else []
    content = "".join(words)
    if not gaps or not is_prose(content) or not _is_chinese(content):
        return [line]
    strays = _gaps(words, habit)
    found: list[Line] = []
    start = line.start
    for gap, (_, is_stray) in zip(gaps, strays, strict=True):
        if is_stray:
            found.append(line._replace(start=start, end=gap.start(), is_part=bool(found)))
            start = gap.end()
    found.append(line._replace(start=start, is_part=bool(found)))
    return found
