"""Sentences with lists that nobody wrote: what `judge.py` learns about marks in lists from.

The texts there are have few lists but those of laws. Here items that end alike (or do not) stand in
a sentence, at its end, in its middle, or at its beginning, where a full stop before them is right.
`lists.tsv` has what they are made of, a kind a line.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Final

OFTEN: Final = (10, 2, 4, 0.1)
"""How often a list stands inside a sentence, before one, nowhere, or after its own kind."""


class ListMaker:
    """Makes paragraphs with lists.

    Args:
        seed: of the random numbers.
    """

    def __init__(self, *, seed: int) -> None:
        self._random = random.Random(seed)
        rows = Path(__file__).with_suffix(".tsv").read_text(encoding="utf-8").splitlines()
        self._of = {name: words.split(" ") for name, words in (row.split("\t") for row in rows)}

    def paragraph(self) -> str:
        """Return one to four sentences, most of them with a list somewhere."""
        draw = self._random
        kinds = (self._inside, self._first, self._whole, self._after_its_kind)
        drawn = draw.choices(kinds, OFTEN, k=draw.randint(1, 4))
        return "".join(kind() for kind in drawn)

    def _items(self) -> tuple[list[str], str]:
        """Return items, and what they end with if they end alike."""
        draw = self._random
        count = draw.choice((2, 2, 3, 3, 3, 4, 5))
        kind = draw.random()
        if kind < 0.5:
            suffix = draw.choice(self._of["suffixes"])
            return [self._stem(0.15) + suffix for _ in range(count)], suffix
        if kind < 0.57:
            return draw.sample(self._of["names"], min(count, 4)), ""
        return draw.sample(self._of["words"] if kind < 0.85 else self._of["stems"], count), ""

    def _stem(self, long: float) -> str:
        draw = self._random
        stem = draw.choice(self._of["stems"])
        return stem + draw.choice(self._of["stems"]) if draw.random() < long else stem

    def _listed(self, items: list[str]) -> str:
        if self._random.random() < 0.5:
            return "、".join(items)
        return "、".join(items[:-1]) + self._random.choice(("和", "和", "与", "以及")) + items[-1]

    def _inside(self) -> str:
        draw = self._random
        lead = draw.choice(self._of["after"]).format(self._listed(self._items()[0]))
        opening = draw.choice(("", "", draw.choice(self._of["whole"])[:-1] + "，"))
        return opening + lead + draw.choice(self._of["tail"])

    def _first(self) -> str:
        return self._random.choice(self._of["first"]).format(self._listed(self._items()[0]))

    def _whole(self) -> str:
        return self._random.choice(self._of["whole"])

    def _after_its_kind(self) -> str:
        """Return a sentence that ends like the items with which the next one begins."""
        draw = self._random
        items, suffix = self._items()
        before = draw.choice(self._of["after"]).format(
            draw.choice(("三种", "各类", "新的", "许多")) + suffix
        )
        return f"{before}。{draw.choice(self._of['first']).format(self._listed(items))}"
