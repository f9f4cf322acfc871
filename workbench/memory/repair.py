"""A stored target with what changed in its source replaced, where that needs no engine.

Promises: pure; what lies outside of the spans that are reported is the stored target, letter by
letter; a repair that is given has every number of the new source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.memory.changes import Change, Span
from workbench.memory.number_style import in_style
from workbench.text.number import Number
from workbench.text.numbers import missing_numbers, source_numbers, target_numbers


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
    new one has but one reading, and it can be written as the old one was.

    Args:
        before: the unit's source.
        target: the unit's target.
        after: the source to translate.
        change: where they differ.
    """
    old, new = _number(before, change.old), _number(after, change.new)
    if old is None or new is None or len(new.values) != 1:
        return None
    if sum(bool(other.values & old.values) for other in source_numbers(before)) != 1:
        return None
    places = [number for number in target_numbers(target) if number.values & old.values]
    if len(places) != 1:
        return None
    (place,), (wanted,) = places, new.values
    start, end = place.start, _with_ordinal(target, place)
    for meant in sorted(place.values & old.values):
        text = in_style(target[start:end], meant, wanted)
        if text is not None:
            return Edit(start, end, text)
    return None


def is_sound(source: str, repaired: Repaired) -> bool:
    """Whether a repaired target has all numbers of the source that it is for."""
    return not missing_numbers(source, repaired.text)


def _number(text: str, span: Span) -> Number | None:
    """The number that fills a span."""
    return next((n for n in source_numbers(text) if (n.start, n.end) == span), None)


def _with_ordinal(target: str, place: Number) -> int:
    """The end of a number with the ending of an ordinal, where it has one."""
    ending = target[place.end : place.end + 2]
    is_ordinal = ending in {"st", "nd", "rd", "th"} and place.text.isdigit()
    return place.end + 2 if is_ordinal else place.end
