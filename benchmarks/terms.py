"""How many terms a draft has right without and with the glossary, and what that costs.

    python -m benchmarks.terms
    python -m benchmarks.terms held-out opus-mt-zh-en
    python -m benchmarks.terms development

The peer is the same engine without the glossary; `time` is by the clock, `work` by the processor,
which tells more where other things run beside it. The held-out sentences were written for this,
with terms that are in no training pair and no starter glossary (one that has come into the training
pairs since is left out); nothing was tuned on them. `development` is what was tuned on. The second
table has sentences with terms of the starter glossaries, which are in training pairs; the sentences
themselves are not.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from time import process_time

from benchmarks.harness import say_machine, seconds, show
from workbench.checks import missing_numbers, repetition
from workbench.checks.context import Context
from workbench.core.draft import Draft
from workbench.core.issue import Severity
from workbench.core.term import Term
from workbench.engines import loading
from workbench.engines.constraint.obeying import obeyed
from workbench.engines.constraint.values import disobeyed
from workbench.exchange import glossary_csv
from workbench.resources import shipped
from workbench.terminology.matcher import Matcher

SETS = Path(__file__).with_name("terms_sets")
SHORT = 0.6
"""A draft with fewer words than this share of the reference's has dropped something."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Sentences with their translations, and the glossary that they are drafted with."""

    name: str
    sources: tuple[str, ...]
    references: tuple[str, ...]
    matcher: Matcher


def main(which: str = "held-out", model: str = "embedded") -> None:
    """Print terms, chrF, repeated and dropped words, and times, without and with the glossary."""
    say_machine("ctranslate2", "sacrebleu")
    engine = loading.load(model)
    engine.loaded().translate(["开始。"])
    sets = [_own(which)] + ([_starter()] if which == "held-out" else [])
    for pairs in sets:
        _compare(engine, pairs)


def _compare(engine: loading.LazyEngine, pairs: Pairs) -> None:
    sources = pairs.sources
    obeyed(engine, pairs.matcher, sources[:2], engine.translate(sources[:2]))  # warm
    plain: list[Draft] = []
    ours: list[Draft] = []
    alone = _spent(lambda: plain.extend(engine.translate(sources)))
    more = _spent(lambda: ours.extend(obeyed(engine, pairs.matcher, sources, plain)))
    untermed = [source for source in sources if not pairs.matcher.find(source)]
    print(f"{pairs.name}: {len(sources)} sentences, {engine.info.label}\n")
    rows: list[tuple[str | float, ...]] = [
        ("without the glossary (peer)", *_figures(pairs, plain), 1.0, 1.0),
        (
            "with the glossary",
            *_figures(pairs, ours),
            *((one + two) / one for one, two in zip(alone, more, strict=True)),
        ),
    ]
    show(("draft", "terms", "chrF", "repeated", "numbers lost", "too short", "time", "work"), rows)
    changed = sum(draft.plain != "" for draft in ours)
    print(f"changed {changed}, without terms {len(untermed)}\n")


def _spent(run: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of the processor in all threads."""
    before = process_time()
    passed = seconds(run)
    return passed, process_time() - before


def _figures(pairs: Pairs, drafts: Sequence[Draft]) -> tuple[str, float, str, str, str]:
    from sacrebleu.metrics.chrf import CHRF

    texts = [draft.text for draft in drafts]
    hits = [pairs.matcher.find(source) for source in pairs.sources]
    places = sum(map(len, hits))
    good = places - sum(map(disobeyed, hits, texts))
    chrf = CHRF().corpus_score(texts, [list(pairs.references)]).score
    nothing = Context()
    repeated = sum(
        any(i.severity is Severity.WARNING for i in repetition.check(source, text, nothing))
        for source, text in zip(pairs.sources, texts, strict=True)
    )
    lost = sum(
        len(missing_numbers.check(source, text, nothing))
        for source, text in zip(pairs.sources, texts, strict=True)
    )
    short = sum(
        len(text.split()) < SHORT * len(reference.split())
        for text, reference in zip(texts, pairs.references, strict=True)
    )
    return f"{good} of {places} ({good / places:.1%})", chrf, str(repeated), str(lost), str(short)


def _own(which: str) -> Pairs:
    """The benchmark's own sentences, those without a term that is in the training pairs."""
    terms = list(_terms(SETS / f"{which}.csv"))
    known = "\n".join(path.read_text(encoding="utf-8") for path in _training())
    seen = {term.source for term in terms if which == "held-out" and term.source in known}
    if seen:
        print(f"left out, for training has them now: {', '.join(sorted(seen))}\n")
    pairs = [
        (source, target)
        for source, target in _rows(SETS / f"{which}.tsv")
        if not any(term in source for term in seen)
    ]
    return _pairs(which, pairs, Matcher(terms))


def _starter() -> Pairs:
    """Sentences with terms of the starter glossaries, those that no training pair has."""
    terms = [term for path in sorted(shipped("glossaries").glob("*.csv")) for term in _terms(path)]
    trained = {source for path in _training() for source, _ in _rows(path)}
    rows = [row for row in _rows(SETS / "starter.tsv") if row[0] not in trained]
    return _pairs("starter glossaries", rows, Matcher(terms))


def _pairs(name: str, rows: Sequence[tuple[str, str]], matcher: Matcher) -> Pairs:
    sources, references = zip(*rows, strict=True)
    return Pairs(name, tuple(sources), tuple(references), matcher)


def _terms(path: Path) -> Iterator[Term]:
    with path.open(encoding="utf-8", newline="") as stream:
        for item in glossary_csv.read(stream, name=path.name, strict=True):
            if isinstance(item, Term):
                yield item


def _training() -> list[Path]:
    return sorted((shipped("models") / "embedded" / "recipe" / "pairs").glob("*.tsv"))


def _rows(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8") as stream:
        for line in islice(stream, 1, None):
            source, target, *_ = line.rstrip("\n").split("\t")
            yield source, target


if __name__ == "__main__":
    main(*sys.argv[1:])
