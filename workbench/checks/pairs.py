"""Brackets and quotation marks that do not pair up.

A source may be unbalanced with good reason: a quotation that runs over several sentences opens in
one segment and closes in another. What is unbalanced in the source may be so in the target.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from workbench.checks.context import Context
from workbench.core.issue import Issue, Severity

SEVERITIES = {"bracket-unpaired": Severity.WARNING, "quote-unpaired": Severity.WARNING}

_BRACKETS = dict(zip(")]}）］｝】〕》〉", "([{（［｛【〔《〈", strict=True))
_QUOTES = {"”": "“", "’": "‘", "」": "「", "』": "『"}
_LIST_MARK = re.compile(r"\s*(?:\w{1,3}[)）]|\(?[ivxlc]+\))")
# An apostrophe is no quotation mark: don't, the workers’ rights, ’90s, rock ’n’ roll.
_APOSTROPHE = re.compile(
    r"(?<=\w)['’](?=\w)|(?<=[sS])['’](?=[\s.,;:!?)]|$)"
    r"|['’](?=\d\ds?\b|n['’]|em\b|tis\b)|(?<=['’]n)['’]"
)
_MEASURE = re.compile(r"(?<=\d)[\"'”’](?!\w)")  # 6 feet 2 inches


def check(source: str, target: str, context: Context) -> tuple[Issue, ...]:
    """A bracket or a quotation mark has no partner.

    English apostrophes are no quotation marks. Where the source has an unpaired mark too, as in a
    quotation over several sentences, the target may.
    """
    del context
    return tuple(
        _issue(code, target, at)
        for code, unpaired in (
            ("bracket-unpaired", _unpaired_brackets),
            ("quote-unpaired", _unpaired_quotes),
        )
        if not unpaired(source)
        for at in unpaired(target)
    )


def _issue(code: str, target: str, at: int) -> Issue:
    what = "bracket" if code == "bracket-unpaired" else "quotation mark"
    message = f"The {what} {target[at]} has no partner."
    return Issue(code, Severity.WARNING, message, start=at, end=at + 1)


def _unpaired_brackets(text: str) -> list[int]:
    mark = _LIST_MARK.match(text)
    places = range(mark.end() if mark else 0, len(text))
    return sorted(_unpaired(text, places, _BRACKETS))


def _unpaired(text: str, places: Iterable[int], openers: Mapping[str, str]) -> Iterator[int]:
    """Walk over marks and give those without a partner.

    Args:
        text: where they stand.
        places: the offsets to look at.
        openers: closing mark → opening mark.
    """
    open_: list[int] = []
    for at in places:
        ch = text[at]
        if ch not in openers:
            open_ += [at] if ch in openers.values() else []
        elif open_ and text[open_[-1]] == openers[ch]:
            open_.pop()
        else:
            yield at
    yield from open_


def _unpaired_quotes(text: str) -> list[int]:
    plain = _APOSTROPHE.sub("\0", text)
    found = _unpaired_marks(plain)
    if found and _MEASURE.search(plain):
        return min(found, _unpaired_marks(_MEASURE.sub("\0", plain)), key=len)
    return found


def _unpaired_marks(plain: str) -> list[int]:
    found: list[int] = []
    for close, opener in _QUOTES.items():
        marks = [at for at, ch in enumerate(plain) if ch in {close, opener}]
        found += _unpaired(plain, marks, {close: opener})
    for straight in "\"'＂":
        places = [at for at, ch in enumerate(plain) if ch == straight]
        found += places[-1:] if len(places) % 2 else []
    return sorted(found)
