"""How many list commas that were read as other marks are found; a part of `benchmarks.proposals`.

One list comma in ten becomes a full stop, a comma or a point, in paragraphs made of the held-out
texts and in those of `lists.txt`, which were written for this and have taught nothing. Many list
commas stand in lists of two items, where nothing is left to tell by; so recall is given for all,
and for those that still have a list comma next to them. Paragraphs are looked at one by one.

The peer is the rule that comes to mind first: where the items before and after a mark end alike and
a list comma follows, the mark is one.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from models.characters.damage import Damaged
from models.characters.judge import pages
from workbench.documents.scanning.proposal_search import Searcher

SHARE: Final = 0.1
MARKS: Final = "。，."
_SPLIT: Final = re.compile("[。，、；：？！.]")
_ALIKE: Final = re.compile(
    "(?P<end>[\u4e00-\u9fff])(?P<mark>[。，.])[\u4e00-\u9fff]{0,9}(?P=end)(?=、)"
)

Finder = Callable[[Sequence[str]], list[set[int]]]
"""Texts → for each the places of marks that are proposed as list commas."""


def rows_of(held_out: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the rows of the table: what is read, the mark, the finder, and how it does."""
    written = Path(__file__).with_name("lists.txt").read_text(encoding="utf-8").splitlines()
    rows: list[tuple[str, ...]] = []
    for name, clean in (("held-out pages", pages(list(held_out), seed=4)), ("lists.txt", written)):
        for mark in MARKS:
            scans = _scans(clean, mark)
            for called, find in (("same ends only (peer)", same_ends), ("ours", ours)):
                rows.append((name, mark, called, *_measured(find, clean, scans)))
    return rows


def ours(lines: Sequence[str]) -> list[set[int]]:
    """Find what the workbench proposes for each text by itself."""
    searcher = Searcher()
    return [
        {
            one.start + step
            for one in found
            for step, (is_, wanted) in enumerate(zip(one.found, one.wanted, strict=True))
            if is_ != wanted == "、"
        }
        for found in (searcher.search([line])[0] for line in lines)
    ]


def same_ends(lines: Sequence[str]) -> list[set[int]]:
    """Find marks between items that end alike."""
    return [{found.start("mark") for found in _ALIKE.finditer(line)} for line in lines]


def _scans(clean: Sequence[str], mark: str) -> list[Damaged]:
    """Return copies of texts in which some list commas are read as a mark."""
    draw = random.Random(17)
    scans = []
    for text in [*clean] * (max(4, 600 // len(clean))):
        errors = {i: ch for i, ch in enumerate(text) if ch == "、" and draw.random() < SHARE}
        scans.append(
            Damaged("".join(mark if i in errors else ch for i, ch in enumerate(text)), errors)
        )
    return scans


def _measured(
    find: Finder, clean: Sequence[str], scans: Sequence[Damaged]
) -> tuple[str, str, str, str]:
    """Return recall, recall next to a list comma, precision, and false alarms on clean text."""
    found = find([scan.text for scan in scans])
    right = [each & scan.errors.keys() for scan, each in zip(scans, found, strict=True)]
    listed = [{place for place in scan.errors if _is_listed(scan.text, place)} for scan in scans]
    errors, near = sum(len(scan.errors) for scan in scans), sum(map(len, listed))
    hits, near_hits = (
        sum(map(len, right)),
        sum(len(a & b) for a, b in zip(right, listed, strict=True)),
    )
    alarms, size = sum(map(len, find(clean))), sum(map(len, clean))
    return (
        f"{hits / max(1, errors):.2f} of {errors:,}",
        f"{near_hits / max(1, near):.2f} of {near:,}",
        f"{hits / max(1, sum(map(len, found))):.2f}",
        f"{10_000 * alarms / size:.2f} ({size:,})",
    )


def _is_listed(text: str, place: int) -> bool:
    """Return whether the next mark before or after a place is a list comma."""
    before, after = _SPLIT.findall(text[:place])[-1:], _SPLIT.findall(text[place + 1 :])[:1]
    return "、" in before + after
