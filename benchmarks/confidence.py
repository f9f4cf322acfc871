"""Does the confidence tell good drafts from bad, and does the guard accuse the right ones?

    python -m benchmarks.confidence

Held-out pairs that the calibration was not learnt from (`models/confidence/pairs.py`); with
``--bitext zh-en.tsv.xz`` those of the open collections too. AUC is the chance that a usable draft
has a higher confidence than another one (.5 is guessing); ECE the mean distance of confidence and
what came out, over ten bins. A false alarm is a doubt about a translation by a person; what is
caught are the same translations, damaged in one way each.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from benchmarks.harness import say_machine, show
from models.confidence.learn import USABLE, Drafted, drafted
from models.confidence.pairs import OWN, halves, held_out
from models.embedded.recipe.prepare import Pair, keep_shortlist, read_bitext, read_pairs, share
from workbench.core.doubt import WEAK, DoubtKind
from workbench.engines.doubts import doubts
from workbench.engines.loading import load
from workbench.text.chrf import chrf
from workbench.text.numbers import missing_numbers, source_numbers

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_BINS = 10
_EACH = 1500


def auc(scores: Sequence[float], good: Sequence[bool]) -> float:
    """Return the chance that a good one has a higher score than a bad one; ties count half."""
    ordered = sorted(zip(scores, good, strict=True))
    pairs = wins = bad = 0.0
    at = 0
    while at < len(ordered):
        end = at
        while end < len(ordered) and ordered[end][0] == ordered[at][0]:
            end += 1
        hits = sum(is_good for _, is_good in ordered[at:end])
        misses = end - at - hits
        wins += hits * (bad + misses / 2)
        bad += misses
        at = end
    pairs = bad * (len(ordered) - bad)
    return wins / pairs if pairs else float("nan")


def ece(scores: Sequence[float], good: Sequence[bool]) -> float:
    """Return the expected calibration error over ten bins of equal width."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(_BINS)]
    for score, is_good in zip(scores, good, strict=True):
        bins[min(int(score * _BINS), _BINS - 1)].append((score, is_good))
    far = (abs(sum(s for s, _ in found) - sum(g for _, g in found)) for found in bins)
    return sum(far) / len(scores)


def calibration(found: Sequence[Drafted]) -> None:
    """Print how well the confidence fits, for each kind of text."""
    rows: list[list[str | float]] = []
    kinds = sorted({one.pair.kind for one in found})
    for kind in (*kinds, "all"):
        chosen = [one for one in found if kind in (one.pair.kind, "all")]
        scores = [one.draft.confidence or 0.0 for one in chosen]
        good = [one.chrf >= USABLE for one in chosen]
        mean = sum(scores) / len(scores)
        share_good = 100 * sum(good) / len(good)
        rows.append(
            [kind, str(len(chosen)), share_good, 100 * mean, auc(scores, good), ece(scores, good)]
        )
    show(["kind", "pairs", f"chrF ≥ {USABLE:g}, %", "mean confidence, %", "AUC", "ECE"], rows)


def words(found: Sequence[Drafted], engine: str) -> None:
    """Print whether weak words are those that a person's translation does not have."""
    loaded = load(engine).loaded()
    start = time.perf_counter()
    loaded.translate([one.pair.source for one in found])
    translating = time.perf_counter() - start
    start = time.perf_counter()
    weighed = loaded.weigh([o.pair.source for o in found], [o.draft.text for o in found])
    weighing = time.perf_counter() - start
    scores, good = [], []
    for one, row in zip(found, weighed, strict=True):
        known = set(_WORD.findall(one.pair.target.lower()))
        for word in row:
            scores.append(word.probability)
            good.append(set(_WORD.findall(one.draft.text[word.start : word.end].lower())) <= known)
    weak = [is_good for score, is_good in zip(scores, good, strict=True) if score < WEAK]
    rest = [is_good for score, is_good in zip(scores, good, strict=True) if score >= WEAK]
    header = ["words", "weak, %", "weak that the reference has, %", "others", "AUC", "cost"]
    row_: list[str | float] = [str(len(scores)), 100 * len(weak) / len(scores)]
    row_ += [100 * sum(weak) / max(len(weak), 1), 100 * sum(rest) / max(len(rest), 1)]
    show(
        header, [[*row_, auc(scores, good), f"{100 * weighing / translating:.0f} % of translating"]]
    )


def _shorter(pair: Pair) -> str:
    kept = pair.target.split()
    return " ".join(kept[: int(0.6 * len(kept))])


def _another_number(pair: Pair) -> str | None:
    """The target with its first number in digits ten times as large, if the source has it."""
    changed = _NUMBER.sub(lambda match: f"{match[0]}0", pair.target, count=1)
    lost = len(missing_numbers(pair.source, changed)) > len(
        missing_numbers(pair.source, pair.target)
    )
    return changed if source_numbers(pair.source) and lost else None


def _looping(pair: Pair) -> str:
    last = pair.target.rstrip(".").split()[-3:]
    return " ".join([*pair.target.rstrip(".").split(), *last, *last])


def _chinese(pair: Pair) -> str:
    return f"{pair.target} {pair.source[:2]}"


_DAMAGES: tuple[tuple[str, DoubtKind, Callable[[Pair], str | None]], ...] = (
    ("two words in five missing", DoubtKind.SHORT, _shorter),
    ("half as much again added", DoubtKind.LONG, lambda p: f"{p.target} {_shorter(p)}"),
    ("a number ten times as large", DoubtKind.NUMBER, _another_number),
    ("the last three words thrice", DoubtKind.LOOP, _looping),
    ("two characters left", DoubtKind.CHINESE, _chinese),
)


def guard(kinds: Iterable[tuple[str, Sequence[Pair]]]) -> None:
    """Print false alarms on human translations, and what is caught of damaged ones."""
    reasons = [kind for kind in DoubtKind if kind not in (DoubtKind.TERM, DoubtKind.UNSURE)]
    sets = list(kinds)
    rows: list[list[str | float]] = []
    for name, pairs in sets:
        found = [{doubt.kind for doubt in doubts(p.source, p.target)} for p in pairs]
        rates = [100 * sum(kind in one for one in found) / len(found) for kind in reasons]
        rows.append([name, str(len(pairs)), *rates])
    show(["false alarms, %", "pairs", *(kind.value for kind in reasons)], rows)
    own = [pair for name, pairs in sets if name not in _OPEN for pair in pairs]
    rows = []
    for name, kind, damage in _DAMAGES:
        bad = [(pair, text) for pair in own if (text := damage(pair))]
        caught = sum(kind in {d.kind for d in doubts(p.source, text)} for p, text in bad)
        rows.append([name, kind.value, str(len(bad)), 100 * caught / len(bad)])
    show(["damage", "reason", "outputs", "caught, %"], rows)


_OPEN = ("tw-law", "tatoeba", "xquad", "docs")


def _human(bitext: Path | None) -> Iterable[tuple[str, Sequence[Pair]]]:
    for path in sorted(OWN.glob("*.tsv")):
        yield path.stem, list(read_pairs(path))
    others = keep_shortlist(read_bitext(bitext)) if bitext else []
    for kind in _OPEN if others else ():
        ranked = sorted((p for p in others if p.kind == kind), key=lambda p: share(p.source))
        yield kind, ranked[:_EACH]


def choice(found: Sequence[Drafted], engine: str) -> None:
    """Print what comes of keeping another hypothesis where the guard finds fault."""
    loaded = load(engine).loaded()
    kept = [one for one in found if any("This is another" in said for said in one.draft.warnings)]
    pieces = [tuple(loaded.tokenizer.encode(one.pair.source)) for one in kept]
    first = [
        loaded.tokenizer.decode(h.pieces) for h in loaded.backend.decode(pieces, loaded.decoding)
    ]
    references = [one.pair.target for one in kept]
    flawed = sum(bool(one.draft.doubts) for one in found)
    show(
        [
            "drafts",
            "another kept",
            "chrF of the likeliest",
            "of the kept",
            "doubtful all in all, %",
        ],
        [
            [
                str(len(found)),
                str(len(kept)),
                chrf(first, references) if kept else "–",
                chrf([one.draft.text for one in kept], references) if kept else "–",
                100 * flawed / len(found),
            ]
        ],
    )


def main() -> None:
    """Draft the held-out pairs that nothing was learnt from, and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.confidence")
    parser.add_argument("--bitext", type=Path, help="zh-en.tsv.xz: source, zh, en, attribution")
    parser.add_argument("--engine", default="embedded", help="the model")
    parser.add_argument("--untrained", nargs="*", default=[], help="own kinds newer than the model")
    arguments = parser.parse_args()
    say_machine("ctranslate2")
    pairs = halves(held_out(arguments.bitext, arguments.untrained)).judging
    found = drafted(pairs, arguments.engine)
    calibration(found)
    words(found, arguments.engine)
    choice(found, arguments.engine)
    guard(_human(arguments.bitext))


if __name__ == "__main__":
    main()
