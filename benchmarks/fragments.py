"""How often is what the memory says of a part of a sentence right?

    python -m benchmarks.fragments

The embedded model's own pairs, one in forty kept out of the memory; with ``--bitext zh-en.tsv.xz``
the open collection (columns: source, zh, en, attribution), at most ``--units`` of it. Only held-out
sources are asked that nothing matches to 70 %: there fragments are all that the memory has. A
translation counts as right if it stands in the reference as it is, word by word but for case and
the s of plurals; a synonym counts as wrong. Beside it: how often it stands in the reference of
another sentence, which is what chance would give.
"""

from __future__ import annotations

import argparse
import lzma
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.harness import median_ms, p99_ms, say_machine, scratch_workspace, show
from models.confidence.pairs import OWN
from models.embedded.recipe.prepare import read_pairs
from workbench.core.fragment import FragmentKind
from workbench.core.memory import Unit
from workbench.memory.association import words_of
from workbench.services import fragments, memory
from workbench.services.workspace import Workspace
from workbench.storage import memory_intake

_BATCH = 20_000
_KEPT_OUT = 40
_SCORES = (0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(slots=True)
class Tally:
    """What was counted of the held-out sources."""

    asked: int = 0
    with_any: int = 0
    clauses: int = 0
    runs: int = 0
    told: list[tuple[float, bool, bool, bool]] = field(default_factory=list)
    """For each run with a translation: score, first right, any right, right by chance."""
    times: list[float] = field(default_factory=list)


def read(bitext: Path | None, most: int) -> list[tuple[str, str]]:
    """Return pairs in an order that only they decide."""
    if bitext is None:
        own = [pair for path in sorted(OWN.glob("*.tsv")) for pair in read_pairs(path)]
        found = [(pair.source, pair.target) for pair in own]
    else:
        with lzma.open(bitext, "rt", encoding="utf-8", newline="\n") as stream:
            next(stream)
            rows = [line.rstrip("\n").split("\t") for line in stream]
        found = [(row[1], row[2]) for row in rows]
    random.Random(5).shuffle(found)
    return found[:most]


def store(ws: Workspace, pairs: Sequence[tuple[str, str]]) -> None:
    """Put pairs into the memory."""
    for start in range(0, len(pairs), _BATCH):
        with ws.database.transaction() as session:
            units = [Unit(*pair) for pair in pairs[start : start + _BATCH]]
            memory_intake.merge(session, units)


def holds(reference: str, words: tuple[str, ...]) -> bool:
    """Return whether the words stand in a reference in a row."""
    known = words_of(reference)
    return any(known[at : at + len(words)] == words for at in range(len(known)))


def ask(ws: Workspace, held_out: Sequence[tuple[str, str]]) -> Tally:
    """Ask for the fragments of each source that nothing matches whole."""
    tally = Tally()
    others = [target for _, target in held_out[1:]] + [held_out[0][1]]
    for (source, reference), other in zip(held_out, others, strict=True):
        if memory.matches(ws, source, limit=1):
            continue
        start = time.perf_counter()
        found = fragments.fragments(ws, source)
        tally.times.append(time.perf_counter() - start)
        tally.asked += 1
        tally.with_any += bool(found)
        for one in found:
            tally.clauses += one.kind is FragmentKind.CLAUSE
            tally.runs += one.kind is FragmentKind.RUN
            if one.renderings:
                keys = [words_of(likely.text) for likely in one.renderings]
                right = [holds(reference, key) for key in keys]
                told = one.renderings[0].score, right[0], any(right), holds(other, keys[0])
                tally.told.append(told)
    return tally


def tell(tally: Tally, units: int) -> None:
    """Print what was counted."""
    print(f"{units:,} units; {tally.asked} held-out sources without a match of 70 % or more:")
    print(f"{tally.with_any} of them have fragments, {tally.clauses} clauses, {tally.runs} runs,")
    print(f"{len(tally.told)} runs with a likely translation;")
    print(f"{median_ms(tally.times):.0f} ms p50, {p99_ms(tally.times):.0f} ms p99 a source.\n")
    rows: list[Sequence[str | float]] = []
    for least in _SCORES:
        some = [told for told in tally.told if told[0] >= least]
        if some:
            shares = [100 * sum(told[place] for told in some) / len(some) for place in (1, 2, 3)]
            rows.append((f"{least}", len(some), *shares))
    show(("score from", "runs", "first right %", "one of three %", "by chance %"), rows)


def main() -> None:
    """Print the table of the README."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--bitext", type=Path, help="zh-en.tsv.xz: source, zh, en, attribution")
    parser.add_argument("--units", type=int, default=100_000, help="at most so many in the memory")
    arguments = parser.parse_args()
    pairs = read(arguments.bitext, arguments.units)
    held_out, known = pairs[: len(pairs) // _KEPT_OUT], pairs[len(pairs) // _KEPT_OUT :]
    say_machine("numpy", "rjieba")
    with scratch_workspace() as ws:
        store(ws, known)
        tell(ask(ws, held_out[:1000]), len(known))


if __name__ == "__main__":
    main()
