"""English paragraph → sentences, for the target side of alignment.

A sentence ends after `.`, `!`, `?` or an ellipsis with the closing quotes and brackets, the number
of a source (`[8]`) and the pictures that follow, where white space and something that can open a
sentence come next. It does not end after titles (`Mr.`), initials, between a quotation and who said
it (“Why?” Tom asked), or inside a number. A quotation that breaks off in a dash ends like one with
a mark. A line end is always a boundary. Nothing but white space is lost, and no sentence is empty
or only punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from workbench.segmentation import abbreviations
from workbench.segmentation.lengths import cut_long
from workbench.segmentation.spans import cut, starts
from workbench.segmentation.wording import EMOJI
from workbench.text.codepoints import HAN_CLASS

LONG = 1200
"""Characters from which on a sentence is cut at its semicolons."""

VERY_LONG = 3000
"""Characters that no sentence exceeds."""

SOURCE = r"(?:\[\d(?:\d|[\d ,–—-]{1,24}\d)?\]|[⁰¹²³⁴-⁹]{1,6})"
"""Pattern of the number of a source, right after the sentence that it is for."""

BROKEN = r"(?:—|–|--)[”\"]"
"""Pattern of the end of a quotation that breaks off."""

_END = re.compile(
    rf"\n|(?P<marks>(?<![.!?…])[.!?…]+[\"'”’)\]»]*|{BROKEN})(?:{SOURCE})?(?:\s?(?:{EMOJI})+)?"
    rf"(?:\s+|(?=[“{HAN_CLASS}])|(?<=[”\"])(?=[“\"]))"
)
_OPENS = re.compile(r"[\"'“‘(\[«]*(?:[^\W\d_a-z]|\d|[^\x00-\x7f])")
_WORD = re.compile(r"(?<!['’A-Za-z.°])(?!(?<=\d)[A-Za-z]$)[A-Za-z][A-Za-z.]*$")  # not 1950s, 4K
_FAR = 20  # characters looked at before a full stop
_NUMBER = re.compile(r"\d|[IVXLC]{2,}\b|[VX]\b")
_OPENING_QUOTES = '"“‘('
_CLOSING_QUOTES = "\"”'’"
_STARTERS = re.compile(
    rf"[{_OPENING_QUOTES}]*(?:"
    r"The|This|That|These|Those|A|An|He|She|It|We|They|You|I|In|On|At|By|For|From|To|As|If|"
    r"But|And|However|There|Their|His|Her|Its|Our|When|While|After|Before|Since|According|Both|All|"
    r"Some|Many|Most|No|Not|Such|With|What|Who|How|Why)\b"
)
TAG = (
    r"(?:[A-Z][\w'’-]*[.]?|the|an?|my|his|her|their|old|young)(?:\s[\w'’-]+){0,3}?"
    r"\s(?:said|says|asked|asks|cried|shouted|replied|answered|exclaimed|wondered|called|whispered)"
    r"\b(?!\s(?:nothing|little|no\b))"
)
"""Pattern of who said it, for the place after a quotation that asks or calls."""

AFTER_HOUR = (
    r"(?:\d|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\b|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|January|February|March\b|April|May\b|June\b|"
    r"July\b|August\b|September|October|November|December|(?:GMT|UTC|BST|CES?T|HKT|JST|IST|AES?T|"
    r"[ECMP][SD]?T)\b|(?:[A-Z][a-z]{1,12}\s){1,2}[Tt]ime\b)"
)
"""Pattern of what goes on after an hour: 5 p.m. Friday; 5 p.m. Beijing time."""

_TAG = re.compile(TAG)
_AFTER_HOUR = re.compile(AFTER_HOUR)
_DOTTED = re.compile(r"(?:[A-Z]\.)+[A-Z]")
_ITEM = re.compile(r"\s*[(\[]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4}|(?:P\.){1,3}S|N\.B)$")
_FIRST_ITEM = re.compile(r"[:;]\s{0,2}[(\[]?1$")
_LATER_ITEM = re.compile(r"(?<![\w.,$€£])\d{1,3}$")
_COUNTED = re.compile(
    r"\b(?:of|by|to|is|was|are|were|in|at|on|and|or|than|least|most|only|about|over|under|need|"
    r"page|step|chapter|section|figure|table|item|no\.)\s$",
    re.IGNORECASE,
)


def sentences(text: str, *, closing: Collection[int] = ()) -> tuple[str, ...]:
    """Return the sentences of one paragraph, in order, without surrounding white space.

    Args:
        text: one paragraph; its placeholders change no boundary.
        closing: the placeholders that close something and stay with the sentence before.
    """
    return cut(text, _starts, closing)


def _starts(text: str) -> tuple[int, ...]:
    return starts(text, cut_long(text, list(_boundaries(text)), LONG, VERY_LONG))


def _boundaries(text: str) -> Iterator[int]:
    """Yield where a new sentence begins, ascending."""
    start, item = 0, 0
    for match in _END.finditer(text):
        number = _item_number(text, match, start, item)
        item = number or item
        if "\n" in match.group() or (number is None and _ends(text, match, start)):
            yield match.end()
            start = match.end()


def _item_number(text: str, match: re.Match[str], start: int, last: int) -> int | None:
    """Return the number of the item in a row that these marks belong to, if they do.

    A row begins after a colon and counts by ones, with marks between or without: Do this: 1. Wait
    2. Look.

    Args:
        text: the paragraph.
        match: the marks.
        start: where the sentence begins.
        last: the number of the item before, or 0.
    """
    if match["marks"] != ".":
        return None
    first = max(start, match.start() - _FAR)
    if _FIRST_ITEM.search(text, first, match.start()):
        return 1
    found = _LATER_ITEM.search(text, first, match.start()) if last else None
    if (
        found is None
        or int(found.group()) != last + 1
        or _COUNTED.search(text, first, found.start())
    ):
        return None
    return last + 1


def _ends(text: str, match: re.Match[str], start: int) -> bool:
    """Return whether a sentence ends at these marks, given what comes before and after."""
    if not _OPENS.match(text, match.end()):
        return False
    marks = match["marks"]
    if marks != ".":  # “Why?” Tom asked
        return marks[-1] not in _CLOSING_QUOTES or _TAG.match(text, match.end()) is None
    if match.start() - start < _FAR and _ITEM.match(text[start : match.start()]):
        return False  # the number of an item: 1. Scope
    word = _WORD.search(text, max(start, match.start() - _FAR), match.start())
    return word is None or not _is_abbreviated(word.group(), text, match.end())


def _is_abbreviated(word: str, text: str, after: int) -> bool:
    """Return whether the full stop after the word is only that of an abbreviation."""
    lower = word.lower()
    if lower in abbreviations.CLOSING:
        return _STARTERS.match(text, after) is None
    if lower in abbreviations.HOURS:
        return _AFTER_HOUR.match(text, after) is not None
    is_numbered = lower in abbreviations.NUMBERED and word != "P"
    if is_numbered or word in abbreviations.DAYS:
        return _NUMBER.match(text, after) is not None
    if (len(word) == 1 and word != "I") or _DOTTED.fullmatch(word):
        opener = _STARTERS.match(text, after)  # initials, but for: vitamin C. They …
        return opener is None or opener.group()[-2:-1] in {"", *_OPENING_QUOTES}
    return lower in abbreviations.TITLES or lower in abbreviations.INNER
