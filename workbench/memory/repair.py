"""A stored target with what changed in its source replaced, where that needs no engine.

Promises: pure; what lies outside of the spans that are reported is the stored target, letter by
letter; a repair that is given has every number of the new source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from workbench.memory.changes import Change, Span
from workbench.memory.number_style import in_style, roman
from workbench.text.chinese_numbers import numeral_value
from workbench.text.number import Number
from workbench.text.numbers import missing_numbers, source_numbers, target_numbers

_NUMERALS: Final = re.compile("[零一二两三四五六七八九十百千万亿]+")
# Versions, numbers with zeros before them, and numbers too long to be read out.
_CODE: Final = re.compile(r"[0-9]+(?:\.[0-9]+){2,}|0[0-9]+|[0-9]{7,}", re.ASCII)
# `Article 1` becomes `Article 2`; `1 worker` would need another noun.
_NAMED: Final = re.compile(
    "(?:article|chapter|section|part|volume|book|title|clause|paragraph|item|annex|appendix|schedule"
    "|phase|stage|grade|level|type|class|category|step|table|figure|fig\\.|no\\.|number|room|route"
    "|line|day|page|version) $",
    re.IGNORECASE,
)
_WEEK: Final = "日一二三四五六天"
_DAYS: Final = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")


@dataclass(frozen=True, slots=True)
class Edit:
    """A span of a target and what is to stand there instead."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Repaired:
    """A target with parts of it written anew.

    Attributes:
        text: the target.
        spans: the parts that are new, in order; an empty one is where something was taken out.
        engine: whether an engine wrote any of it.
        score: the mean log-probability of a piece, where an engine did.
    """

    text: str
    spans: tuple[Span, ...]
    engine: bool = False
    score: float | None = None


def applied(target: str, edits: Sequence[Edit]) -> Repaired | None:
    """Return a target with edits made, in any order; None where two of them overlap."""
    text, spans, at = "", list[Span](), 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < at:
            return None
        text += target[at : edit.start]
        spans.append((len(text), len(text) + len(edit.text)))
        text += edit.text
        at = edit.end
    return Repaired(text + target[at:], tuple(spans))


def number_edit(before: str, target: str, after: str, change: Change) -> Edit | None:
    """Return the edit for a change of one number into another; None where it is not certain.

    It is certain where the old number stands once in the old source and once in its target, the
    new one can be read in the same ways, and it can be written as the old one was. Days of the week
    count as numbers; a version, a telephone number, a number with zeros before it goes from source
    to target as it stands.

    Args:
        before: the unit's source.
        target: the unit's target.
        after: the source to translate.
        change: where they differ.
    """
    old, new = before[slice(*change.old)], after[slice(*change.new)]
    if _CODE.fullmatch(old) and _CODE.fullmatch(new):
        return _once(re.escape(old), target, new)
    if _is_weekday(before, change.old) and _is_weekday(after, change.new):
        day, wanted = _DAYS[_WEEK.index(old) % 7], _DAYS[_WEEK.index(new) % 7]
        return _once(day, target, wanted) if before.count(old) == 1 else None
    return _value_edit(before, target, _number(before, change.old), _number(after, change.new))


def _value_edit(before: str, target: str, old: Number | None, new: Number | None) -> Edit | None:
    if old is None or new is None or len(old.values) != len(new.values):
        return None
    if sum(bool(other.values & old.values) for other in readings(before)) != 1:
        return None
    places = [number for number in target_numbers(target) if number.values & old.values]
    if not places:
        return _roman_edit(target, old, new)
    if len(places) != 1:
        return None
    (place,) = places
    is_name = _is_name(target, place)
    start, end = place.start, _with_ordinal(target, place)
    # 80年代 is 80 or 1980 and 90年代 90 or 1990: what one is read as, the other is read as, too.
    turned = dict(zip(sorted(old.values), sorted(new.values), strict=True))
    texts = {
        text
        for meant, wanted in turned.items()
        if meant in place.values
        and (text := in_style(target[start:end], meant, wanted, is_name=is_name))
    }
    return Edit(start, end, texts.pop()) if len(texts) == 1 else None


def _roman_edit(target: str, old: Number, new: Number) -> Edit | None:
    """The edit of `Chapter II`, which target numbers do not know: it may be a pronoun or a name."""
    if len(old.values) != 1:
        return None
    (meant,), (wanted,) = old.values, new.values
    before, after = roman(meant), roman(wanted)
    found = list(re.finditer(rf"\b{before}\b", target)) if before and after else []
    if after is None or len(found) != 1:
        return None
    place = Number(*found[0].span(), found[0][0], old.values)
    return Edit(place.start, place.end, after) if _is_name(target, place) else None


def _is_name(target: str, place: Number) -> bool:
    """Whether a number names what stands before it, or an item of a list at its beginning."""
    begins_item = not target[: place.start].strip("( ") and target[place.end : place.end + 1] in (
        *".),:",
    )
    return begins_item or _NAMED.search(target, 0, place.start) is not None


def _once(pattern: str, target: str, text: str) -> Edit | None:
    """The edit of what stands once in a target as a word of its own."""
    found = list(re.finditer(rf"(?<![\w.]){pattern}(?!\w|\.\w)", target))
    return Edit(found[0].start(), found[0].end(), text) if len(found) == 1 else None


def _is_weekday(text: str, span: Span) -> bool:
    named = text[: span[0]].endswith(("星期", "礼拜", "周"))
    return named and span[1] - span[0] == 1 and text[span[0]] in _WEEK


def is_sound(source: str, repaired: Repaired) -> bool:
    """Whether a repaired target has all numbers of the source that it is for."""
    return not missing_numbers(source, repaired.text)


def _number(text: str, span: Span) -> Number | None:
    """The number that fills a span."""
    return next((n for n in readings(text) if (n.start, n.end) == span), None)


def readings(text: str) -> tuple[Number, ...]:
    """Return the numbers of a source, also those that a target may lack: 一 in 第一章, in 统一."""
    clear = source_numbers(text)
    rest = list(text)
    for number in clear:
        rest[number.start : number.end] = " " * (number.end - number.start)
    others = (
        Number(*match.span(), match[0], frozenset((value,)))
        for match in _NUMERALS.finditer("".join(rest))
        if (value := numeral_value(match[0])) is not None
    )
    return (*clear, *others)


def _with_ordinal(target: str, place: Number) -> int:
    """The end of a number with the ending of an ordinal, where it has one."""
    ending = target[place.end : place.end + 2]
    is_ordinal = ending in {"st", "nd", "rd", "th"} and place.text.isdigit()
    return place.end + 2 if is_ordinal else place.end
