"""How fast the memory finds fuzzy matches, against rapidfuzz over everything.

    python -m benchmarks.memory [UNITS ...]

Units of 15–60 characters are made of clauses of our sample pairs with other numbers, a third of
them by editing an earlier one. The queries are units edited to some 70–95 %. The peer holds all
keys in memory and compares each one, as tools without an index do; the best that it finds is what
should be found. "Best found" counts the queries for which our best match is as good.
"""

from __future__ import annotations

import random
import re
import sys
from functools import partial

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from benchmarks.harness import (
    median_ms,
    p99_ms,
    say_machine,
    scratch_workspace,
    seconds,
    show,
    times_faster,
)
from tests.alignment.damaged import own_pairs
from workbench.core.memory import Unit
from workbench.memory.scoring import score
from workbench.services import memory
from workbench.services.workspace import Workspace
from workbench.storage import memory as stored
from workbench.text.normalise import match_key, match_shape

SIZES = (10_000, 100_000)
QUERIES = 100
THRESHOLD = 70
_SHORTEST, _LONGEST = 15, 60
_BATCH = 10_000


def main(*sizes: int) -> None:
    """Print both at each size, in the same run."""
    say_machine("rapidfuzz", "numpy", "sqlalchemy")
    rows: list[tuple[str | float, ...]] = []
    for size in sizes or SIZES:
        rng = random.Random(size)
        sources = _sources(size, rng)
        queries = [_edited(rng.choice(sources), rng) for _ in range(QUERIES)]
        with scratch_workspace() as ws:
            filling = seconds(partial(_fill, ws, sources))
            print(f"{size:,} units stored and indexed in {filling:.1f} s")
            rows += _compared(ws, sources, queries)
    print()
    show(("units", "way", "p50 ms", "p99 ms", "best found", "p50", "p99"), rows)


def _compared(
    ws: Workspace, sources: list[str], queries: list[str]
) -> list[tuple[str | float, ...]]:
    keys = [match_shape(match_key(source)) for source in sources]
    theirs, ours, best, found = [], [], [], []
    memory.matches(ws, queries[0], limit=1)
    for query in queries:
        key = match_shape(match_key(query))
        theirs.append(seconds(partial(_scan, key, keys)))
        near = _scan(key, keys)
        best.append(max((score(query, sources[place]).percent for _, _, place in near), default=0))
        look_up = partial(memory.matches, ws, query, threshold=THRESHOLD, limit=1)
        ours.append(seconds(look_up))
        matches = look_up()
        found.append(min(matches[0].percent, 100) if matches else 0)
    wanted = [place for place, percent in enumerate(best) if percent >= THRESHOLD]
    met = sum(found[place] >= best[place] for place in wanted)
    peer, own = (median_ms(theirs), p99_ms(theirs)), (median_ms(ours), p99_ms(ours))
    size = f"{len(sources):,}"
    ratios = (times_faster(peer[0], own[0]), times_faster(peer[1], own[1]))
    return [
        (size, "rapidfuzz over everything (peer)", *peer, f"{len(wanted)} of {QUERIES}", "", ""),
        (size, "ours, posting index in SQLite", *own, f"{met} of {len(wanted)}", *ratios),
    ]


def _scan(key: str, keys: list[str]) -> list[tuple[str, float, int]]:
    """Return the 50 nearest keys, by comparing all."""
    return process.extract(
        key,
        keys,
        scorer=Levenshtein.normalized_similarity,
        limit=50,
        score_cutoff=THRESHOLD / 100,
    )


def _fill(ws: Workspace, sources: list[str]) -> None:
    for start in range(0, len(sources), _BATCH):
        units = [Unit(source, "A target.") for source in sources[start : start + _BATCH]]
        with ws.database.transaction() as session:
            stored.insert(session, units)


def _sources(count: int, rng: random.Random) -> list[str]:
    """Return different made-up sources."""
    clauses = sorted({part for source, _ in own_pairs() for part in re.split("[，；。]", source)})
    good = [clause for clause in clauses if 4 <= len(clause) <= 40]
    made: dict[str, None] = {}
    while len(made) < count:
        if made and rng.random() < 1 / 3:
            made.setdefault(_edited(next(reversed(made)), rng))
            continue
        text = "，".join(rng.sample(good, rng.randint(1, 3))) + "。"
        text = re.sub(r"\d+", lambda _: str(rng.randint(1, 9999)), text)
        if _SHORTEST <= len(text) <= _LONGEST:
            made.setdefault(text)
    return list(made)


def _edited(text: str, rng: random.Random) -> str:
    """Return a text with 5–30 % of its characters deleted, doubled or replaced by another of it."""
    chars = list(text)
    for _ in range(max(1, round(len(chars) * rng.uniform(0.05, 0.3)))):
        place = rng.randrange(len(chars))
        chars[place] = rng.choice(["", chars[place] * 2, rng.choice(text)])
    return "".join(chars)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
