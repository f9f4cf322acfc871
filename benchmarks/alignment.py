"""How well and how fast two texts are aligned, against lengths alone.

    python -m benchmarks.alignment

The texts are our sample pairs with sentences merged, split and left out (a fifth of them). The peer
is Gale and Church's aligner as published, in plain Python as we run it: its speed says little, its
strict F1 (a bead counts when it is exactly right) is what lengths can give.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from statistics import mean

from benchmarks.harness import say_machine, seconds, show
from tests.alignment.damaged import Text, damaged_texts, own_pairs, strict_f1
from tests.alignment.gale_church import align_by_length
from workbench.alignment.aligner import align
from workbench.core.bead import Bead

Aligner = Callable[[Sequence[str], Sequence[str]], tuple[Bead, ...]]

SIZES = (8, 40, 200)
TEXTS = 20
LONG = 30_000


def main() -> None:
    """Print both at each size, then how long a book takes us."""
    say_machine("numpy")
    align(["开。"], ["Start."])  # reads the word table
    pairs = own_pairs()
    rows: list[tuple[str | float, ...]] = []
    for size in SIZES:
        texts = list(damaged_texts(pairs, size=size, seed=1))[:TEXTS]
        peer, ours = _measure(align_by_length, texts), _measure(align, texts)
        errors = f"{(1 - ours[0]) / (1 - peer[0]):.1%}"
        rows.append((f"{size}", "lengths only (peer)", f"{peer[0]:.3f}", peer[1], ""))
        rows.append((f"{size}", "ours", f"{ours[0]:.3f}", ours[1], errors))
    show(("pairs", "aligner", "strict F1", "ms a text", "of the peer's errors"), rows)
    book = next(damaged_texts(_repeated(pairs, LONG), size=LONG, seed=1))
    found: list[Bead] = []
    busy = time.process_time()
    took = seconds(lambda: found.extend(align(book.sources, book.targets)))
    busy = time.process_time() - busy
    print(
        f"{len(book.sources):,} × {len(book.targets):,} sentences: {took:.1f} s"
        f" ({busy:.1f} s of them computing), F1 {strict_f1(found, book.beads):.3f}"
    )


def _measure(aligner: Aligner, texts: Sequence[Text]) -> tuple[float, float]:
    """Return the mean strict F1 and the mean time in ms."""
    scores, times = [], []
    for text in texts:
        found: list[Bead] = []
        run = partial(_extend, found, aligner, text)
        times.append(seconds(run))
        scores.append(strict_f1(found, text.beads))
    return mean(scores), 1000 * mean(times)


def _extend(found: list[Bead], aligner: Aligner, text: Text) -> None:
    found.extend(aligner(text.sources, text.targets))


def _repeated(pairs: Iterable[tuple[str, str]], count: int) -> list[tuple[str, str]]:
    """Return `count` pairs by going through the pairs again and again, each time in another order.

    Much repetition is the hard case for the coarse pass, which looks for what is rare.
    """
    rng = random.Random(1)
    once = list(pairs)
    found: list[tuple[str, str]] = []
    while len(found) < count:
        found += rng.sample(once, len(once))
    return found[:count]


if __name__ == "__main__":
    main()
