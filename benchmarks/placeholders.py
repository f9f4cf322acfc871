"""How many placeholders stand at the words that they belong to, in the source's order and aligned.

    python -m benchmarks.placeholders
    python -m benchmarks.placeholders opus-mt-zh-en

Each glossary term of a sentence is put between two placeholders, as if it were bold, and these are
put into the sentence's reference translation; a pair is right where the glossary's rendering is
between its two placeholders, with one word more at most. The sentences are those of the benchmark
of terms, which are in no training pair; the glossary is not given to what is measured. The peer is
what an engine does by itself: it keeps the order of the source, and finds what a stretch is called
where the draft says it alike.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.harness import say_machine, seconds, show
from workbench.core.draft import Draft
from workbench.core.term import Term, TermHit
from workbench.engines import loading
from workbench.engines.placeholder_alignment import aligned
from workbench.engines.placeholders import GUESSED
from workbench.exchange import glossary_csv
from workbench.resources import shipped
from workbench.terminology.matcher import Matcher
from workbench.text.nesting import Outline
from workbench.text.placeholders import unmarked
from workbench.text.placing import place

SETS = Path(__file__).with_name("terms_sets")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A source with terms between placeholders, its reference, and the terms' renderings."""

    source: str
    reference: str
    renderings: tuple[str, ...]

    @property
    def outline(self) -> Outline:
        """Which placeholders are pairs."""
        return Outline(frozenset((2 * n + 1, 2 * n + 2) for n in range(len(self.renderings))))

    @property
    def turns(self) -> bool:
        """Whether English has the renderings in another order."""
        at = [self.reference.lower().index(text.lower()) for text in self.renderings]
        return at != sorted(at)


def main(model: str = "embedded") -> None:
    """Print how many pairs are right, how often a guess is said, and the times."""
    say_machine("ctranslate2")
    engine = loading.load(model).loaded()
    sentences = list(_sentences())
    sources = [one.source for one in sentences]
    engine.renderings(sources)
    aligned(engine, {sources[0]: Draft("Warm.")}, {sources[0]: Outline()})
    known = engine.renderings(sources)
    drafts: dict[str, Draft] = {}
    moved: dict[str, Draft] = {}
    alone = seconds(lambda: drafts.update((s.source, _placed(s, known)) for s in sentences))
    outlines = {one.source: one.outline for one in sentences}
    more = seconds(lambda: moved.update(aligned(engine, drafts, outlines)))
    turning = [one for one in sentences if one.turns]
    print(f"{len(sentences)} sentences, {len(turning)} that turn round, {engine.info.label}\n")
    rows = [
        (name, _right(sentences, found), _right(turning, found), _guesses(found), 1000 * time)
        for name, found, time in (
            ("in the source's order (peer)", drafts, alone / len(sentences)),
            ("aligned", moved, (alone + more) / len(sentences)),
        )
    ]
    show(("placeholders", "pairs right", "where the order turns", "guesses", "ms a sentence"), rows)


def _placed(sentence: Sentence, known: dict[str, str]) -> Draft:
    found = place(sentence.source, sentence.reference, known)
    return Draft(found.text, warnings=(GUESSED,) if found.is_guess else ())


def _right(sentences: Sequence[Sentence], drafts: dict[str, Draft]) -> str:
    count = sum(len(one.renderings) for one in sentences)
    good = sum(
        _is_right(drafts[one.source].text, number, rendering)
        for one in sentences
        for number, rendering in enumerate(one.renderings)
    )
    return f"{good} of {count} ({good / max(count, 1):.1%})"


def _is_right(text: str, number: int, rendering: str) -> bool:
    between = text.partition(f"{{{2 * number + 1}}}")[2].partition(f"{{{2 * number + 2}}}")[0]
    inside, wanted = unmarked(between).lower(), rendering.lower()
    return wanted in inside and len(inside.split()) <= len(wanted.split()) + 1


def _guesses(drafts: dict[str, Draft]) -> str:
    count = sum(GUESSED in draft.warnings for draft in drafts.values())
    return f"{count} of {len(drafts)}"


def _sentences() -> Iterator[Sentence]:
    """The sentences with a term whose rendering is in the reference exactly once."""
    paths = [*shipped("glossaries").glob("*.csv"), *SETS.glob("*.csv")]
    matcher = Matcher([term for path in sorted(paths) for term in _terms(path)])
    for path in sorted(SETS.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            source, reference, *_ = line.split("\t")
            hits = [hit for hit in matcher.find(source) if _rendering(hit, reference)]
            if hits and all(one.end <= other.start for one, other in pairwise(hits)):
                texts = tuple(_rendering(hit, reference) for hit in hits)
                yield Sentence(_marked(source, hits), reference, texts)


def _rendering(hit: TermHit, reference: str) -> str:
    """The longest rendering of a term that the reference has exactly once, or nothing."""
    found = (
        target.text
        for target in hit.term.targets
        if len(re.findall(rf"(?<!\w){re.escape(target.text)}(?!\w)", reference, re.IGNORECASE)) == 1
    )
    return max(found, key=len, default="")


def _marked(source: str, hits: Sequence[TermHit]) -> str:
    pieces: list[str] = []
    at = 0
    for number, hit in enumerate(hits):
        opening, closing = f"{{{2 * number + 1}}}", f"{{{2 * number + 2}}}"
        pieces += (source[at : hit.start], opening, source[hit.start : hit.end], closing)
        at = hit.end
    return "".join((*pieces, source[at:]))


def _terms(path: Path) -> Iterator[Term]:
    with path.open(encoding="utf-8", newline="") as stream:
        for item in glossary_csv.read(stream, name=path.name, strict=True):
            if isinstance(item, Term):
                yield item


if __name__ == "__main__":
    main(*sys.argv[1:])
