"""How well damaged pages become paragraphs again, and how fast.

    python -m benchmarks.reflow
    python -m benchmarks.reflow development
    python -m benchmarks.reflow speed

The pages are made from `benchmarks/articles/` (see `benchmarks/damage.py`), so that the answer is
known exactly. The peer is what an importer does that knows nothing of layout: lines are joined, a
blank line ends a paragraph, spaces between Chinese characters go, the first paragraph is the title
and a short one without a final mark is a heading.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from benchmarks.damage import DAMAGES, Damage, Paragraph, articles, pages
from benchmarks.harness import say_machine, show
from workbench.documents.cleanup.reflow import reflow, reflow_stream

WIDTHS = (13, 14, 16, 18, 20, 23, 26)
KINDS = ("title", "heading", "body", "byline", "noise")
_BETWEEN_CHINESE = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])|(?<=[,;:?!])\s+|\n")

Reader = Callable[[str], list[Paragraph]]


def ours(text: str) -> list[Paragraph]:
    """Return the paragraphs that reflow finds."""
    return [Paragraph(block.kind.value, block.text) for block in reflow(text)]


def naive(text: str) -> list[Paragraph]:
    """Return the paragraphs between blank lines."""
    found = [_BETWEEN_CHINESE.sub("", part.strip()) for part in re.split(r"\n\s*\n", text)]
    return [Paragraph(_naive_kind(at, each), each) for at, each in enumerate(filter(None, found))]


def _naive_kind(at: int, text: str) -> str:
    if at == 0:
        return "title"
    return "body" if len(text) > 40 or text[-1] in '。！？…”"；：' else "heading"


@dataclass(slots=True)
class Score:
    """Counts over many pages."""

    found: int = 0
    there: int = 0
    right: int = 0
    places: int = 0
    spaces: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    kinds_right: Counter[str] = field(default_factory=Counter)

    def add(self, answer: Sequence[Paragraph], given: Sequence[Paragraph]) -> None:
        """Count one page."""
        wanted, got = _ends(answer), _ends(given)
        self.there += len(wanted)
        self.found += len(got)
        self.right += len(set(wanted) & set(got))
        self._add_spaces(_gaps(answer), _gaps(given), wanted[-1:], {*wanted, *got})
        owner = [paragraph.kind for paragraph in given for _ in _visible(paragraph.text)]
        start = 0
        for paragraph, end in zip(answer, _all_ends(answer), strict=True):
            kinds = Counter(owner[start:end])
            self.kinds[paragraph.kind] += 1
            self.kinds_right[paragraph.kind] += kinds.most_common(1)[0][0] == paragraph.kind
            start = end

    def _add_spaces(
        self, wanted: set[int], got: set[int], last: Sequence[int], ends: set[int]
    ) -> None:
        """Count the places inside paragraphs at which a space is right or rightly absent."""
        self.places += (last[0] if last else 0) - len(ends)
        self.spaces += len((wanted ^ got) - ends)

    @property
    def f1(self) -> float:
        """F1 of the paragraphs' ends, the text's own left out."""
        return 2 * self.right / max(1, self.found + self.there)

    @property
    def spaces_right(self) -> float:
        """Share of the places inside paragraphs where there is a space just where there should."""
        return 1 - self.spaces / max(1, self.places)

    def kind_right(self, kind: str) -> float | None:
        """Share of the paragraphs of that kind that were told right; None without any."""
        return self.kinds_right[kind] / self.kinds[kind] if self.kinds[kind] else None

    @property
    def all_kinds_right(self) -> float:
        """Share of all paragraphs whose kind is right."""
        return self.kinds_right.total() / max(1, self.kinds.total())


def _visible(text: str) -> str:
    return "".join(text.split())


def _all_ends(paragraphs: Sequence[Paragraph]) -> list[int]:
    return list(accumulate(len(_visible(paragraph.text)) for paragraph in paragraphs))


def _ends(paragraphs: Sequence[Paragraph]) -> list[int]:
    """Return after how many visible characters each paragraph ends, but for the last."""
    return _all_ends(paragraphs)[:-1]


def _gaps(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Return after how many visible characters a space stands inside a paragraph."""
    found, place = set(), 0
    for paragraph in paragraphs:
        for word in paragraph.text.split():
            place += len(word)
            found.add(place)
        found.discard(place)
    return found


def score(half: str, damage: Damage, reader: Reader) -> Score:
    """Return how well a reader does on all pages with that damage."""
    found = Score()
    for page in pages(half, damage, WIDTHS):
        found.add(page.answer, reader(page.text))
    return found


def main(arguments: Sequence[str]) -> None:
    """Print the table of a half, or the speed."""
    say_machine()
    if "speed" in arguments:
        _speed()
        return
    half = "development" if "development" in arguments else "held_out"
    print(f"{len(articles(half))} articles ({half}), widths {', '.join(map(str, WIDTHS))}\n")
    rows = [row for damage in DAMAGES for row in _rows(half, damage)]
    show(("damage", "reader", "paragraph F1", "spaces right", "kinds", *KINDS), rows)


def _rows(half: str, damage: Damage) -> Iterator[tuple[str, ...]]:
    for name, reader in (("naive (peer)", naive), ("ours", ours)):
        found = score(half, damage, reader)
        kinds = [found.kind_right(kind) for kind in KINDS]
        yield (
            damage.name,
            name,
            f"{found.f1:.3f}",
            f"{found.spaces_right:.2%}",
            f"{found.all_kinds_right:.3f}",
            *("" if share is None else f"{share:.3f}" for share in kinds),
        )


def _speed() -> None:
    """Print how long 50 MB take, in pieces of 64 k characters."""
    rng = random.Random(1)
    bodies = [p.text for article in articles("held_out") for p in article if p.kind == "body"]
    rows = []
    for name, gap in (("a line each", "\n"), ("blank lines", "\n\n")):
        mean = sum(map(len, bodies)) / len(bodies)
        text = gap.join(rng.choices(bodies, k=round(17_000_000 / mean))) + "\n"
        pieces = [text[at : at + 65_536] for at in range(0, len(text), 65_536)]
        start = time.process_time()
        count = sum(1 for _ in reflow_stream(pieces))
        took = time.process_time() - start
        rows.append((name, len(text) / 1e6, len(text.encode()) / 1e6, count, took))
    show(("layout", "M characters", "MB", "paragraphs", "CPU s"), rows)


if __name__ == "__main__":
    main(sys.argv[1:])
