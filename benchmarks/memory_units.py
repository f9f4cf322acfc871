"""Made-up units for the benchmark of the memory, the same ones each time, and queries for them.

A source is one to three clauses of our sample pairs, 15–60 characters, with other numbers; a third
of them are edited copies of the one before, as the sentences of reports and contracts are. The
target is the English of one of its clauses' sentences and a number, so that no two are the same. A
query is a source edited to some 70–95 %.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.alignment.damaged import own_pairs

_SHORTEST, _LONGEST = 15, 60
_CLAUSE = (4, 40)


@dataclass(frozen=True, slots=True)
class Units:
    """A folder with `units.tsv`, a source and a target a line, and `queries.txt`."""

    folder: Path

    @property
    def count(self) -> int:
        """How many units there are."""
        return sum(1 for _ in self.pairs())

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield source and target of each."""
        with (self.folder / "units.tsv").open(encoding="utf-8") as lines:
            for line in lines:
                source, _, target = line.rstrip("\n").partition("\t")
                yield source, target

    def queries(self) -> list[str]:
        """Return the queries."""
        return (self.folder / "queries.txt").read_text(encoding="utf-8").splitlines()


def make(folder: Path, count: int, queries: int) -> Units:
    """Write so many different units and queries into a folder."""
    dice = random.Random(count)
    folder.mkdir(parents=True, exist_ok=True)
    made: dict[str, str] = {}
    for source, target in _sources(dice):
        made.setdefault(source, target)
        if len(made) == count:
            break
    with (folder / "units.tsv").open("w", encoding="utf-8") as out:
        for number, (source, target) in enumerate(made.items()):
            out.write(f"{source}\t{target} ({number})\n")
    sources = list(made)
    asked = [edited(dice.choice(sources), dice) for _ in range(queries)]
    (folder / "queries.txt").write_text("\n".join(asked), encoding="utf-8")
    return Units(folder)


def _sources(dice: random.Random) -> Iterator[tuple[str, str]]:
    clauses = _clauses()
    last: tuple[str, str] | None = None
    while True:
        if last is not None and dice.random() < 1 / 3:
            last = edited(last[0], dice), last[1]
            yield last
            continue
        parts = [clauses[dice.randrange(len(clauses))] for _ in range(dice.randint(1, 3))]
        text = "，".join(clause for clause, _ in parts) + "。"
        text = re.sub(r"\d+", lambda _: str(dice.randint(1, 9999)), text)
        if _SHORTEST <= len(text) <= _LONGEST:
            last = text, parts[0][1]
            yield last


def _clauses() -> list[tuple[str, str]]:
    """Return the clauses of our pairs, each with the English of its sentence."""
    found = {
        clause: " ".join(target.split())
        for source, target in own_pairs()
        for clause in re.split("[，；。]", source)
    }
    return sorted((c, t) for c, t in found.items() if _CLAUSE[0] <= len(c) <= _CLAUSE[1])


def edited(text: str, dice: random.Random) -> str:
    """Return a text with 5–30 % of its characters deleted, doubled or replaced by another of it."""
    characters = list(text)
    for _ in range(max(1, round(len(characters) * dice.uniform(0.05, 0.3)))):
        place = dice.randrange(len(characters))
        characters[place] = dice.choice(["", characters[place] * 2, dice.choice(text)])
    return "".join(characters)
