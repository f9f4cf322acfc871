"""Placeholders ↔ markup: what is wrong with those of a target, how to repair it, how to fill them.

A paragraph's English is good to write when it has each of the paragraph's codes exactly once and
pairs nest: whatever the order in which English puts them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.core.code import Code, CodeKind
from workbench.text.placeholders import PLACEHOLDER, placeholder, placeholders


class Fault(StrEnum):
    """What can be wrong with a placeholder of a target."""

    LOST = "lost"
    REPEATED = "repeated"
    UNKNOWN = "unknown"
    DISORDERED = "disordered"


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong: the fault and the number of the placeholder."""

    fault: Fault
    number: int


def flaws(source: str, target: str, codes: Sequence[Code] = ()) -> tuple[Flaw, ...]:
    """Return what is wrong with the placeholders of a target.

    Args:
        source: the Chinese, of a segment or of a paragraph.
        target: the English of the same stretch.
        codes: what the placeholders of the paragraph stand for; without them pairs are unknown
            and their order is not looked at.
    """
    wanted, found = Counter(placeholders(source)), Counter(placeholders(target))
    if not wanted and not found:
        return ()
    lost = [Flaw(Fault.LOST, n) for n in wanted if found[n] < wanted[n]]
    more = [
        Flaw(Fault.REPEATED if n in wanted else Fault.UNKNOWN, n)
        for n in found
        if found[n] > wanted[n]
    ]
    if lost or more:
        return (*lost, *more)
    return tuple(Flaw(Fault.DISORDERED, n) for n in _disordered(placeholders(target), codes))


def _disordered(numbers: Sequence[int], codes: Sequence[Code]) -> Iterator[int]:
    """Yield the closing codes that close before, or across, what they belong to.

    A partner outside of the stretch, in another segment of the paragraph, is no fault.
    """
    by_number = {code.number: code for code in codes}
    waiting: list[int] = []
    present = set(numbers)
    for number in numbers:
        code = by_number.get(number)
        if code is None or code.partner not in present:
            continue
        if code.kind is CodeKind.OPEN:
            waiting.append(number)
        elif code.kind is CodeKind.CLOSE:
            if waiting and waiting[-1] == code.partner:
                waiting.pop()
            else:
                yield number


def repaired(source: str, text: str, codes: Sequence[Code]) -> str:
    """Return a paragraph's English with each code once and pairs nested, whatever it had before.

    Unknown and repeated placeholders go; of a pair that is incomplete or crossed, both go from
    where they stood and stand at the end, as do codes that were lost. What only looks like a
    placeholder, being words of the source, stays as it is.
    """
    by_number = {code.number: code for code in codes}
    found = [n for n in placeholders(text) if n in by_number]
    bad = _unpaired(found, codes)
    words = set(placeholders(source)) - set(by_number)
    seen: set[int] = set()

    def kept(match: re.Match[str]) -> str:
        number = int(match.group(1))
        if number in words:
            return match.group()
        keep = number in by_number and number not in seen and number not in bad
        seen.update({number} if keep else ())
        return match.group() if keep else ""

    once = PLACEHOLDER.sub(kept, text)
    return once + "".join(placeholder(code.number) for code in codes if code.number not in seen)


def _unpaired(found: Sequence[int], codes: Sequence[Code]) -> set[int]:
    """Return the codes that cannot stay where they are: halves of broken and crossed pairs."""
    firsts = list(dict.fromkeys(found))
    bad = set(_disordered(firsts, codes))
    for code in codes:
        if code.partner is not None and {code.number, code.partner} - set(firsts):
            bad.add(code.number)
    return bad | {code.partner for code in codes if code.number in bad and code.partner is not None}


def fill(text: str, codes: Sequence[Code], escape: Callable[[str], str] = str) -> str:
    """Return a text with the markup in the place of the placeholders.

    Args:
        text: with placeholders; those that stand for no code are words of the text.
        codes: what they stand for.
        escape: makes words of the text safe for the format.
    """
    by_number = {code.number: code.markup for code in codes}
    pieces: list[str] = []
    at = 0
    for match in PLACEHOLDER.finditer(text):
        markup = by_number.get(int(match.group(1)))
        if markup is not None:
            pieces += (escape(text[at : match.start()]), markup)
            at = match.end()
    return "".join((*pieces, escape(text[at:])))


def first_free(taken: Collection[int], start: int = 1) -> int:
    """Return the lowest number from `start` on that no placeholder of the file's own words has."""
    while start in taken:
        start += 1
    return start
