"""A model that says what a script says, with a tokenizer of characters and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from workbench.core.term import Term, TermHit, TermStatus, TermTarget
from workbench.engines.backend import (
    Decoding,
    Hypothesis,
    Matrix,
    Pieces,
    Scores,
    best_of,
)
from workbench.engines.constraint.model import Model
from workbench.engines.constraint.values import Task
from workbench.terminology.matcher import Matcher

if TYPE_CHECKING:
    from workbench.engines.backend import Likelihoods


class ScriptedTokenizer:
    """A piece for each character of a source, and for each word of a target."""

    def encode(self, source: str) -> list[str]:
        """The characters, and the end."""
        return [*source, "</s>"]

    def unknown(self, _source: str) -> tuple[str, ...]:
        """It knows every character."""
        return ()

    def spell(self, target: str) -> list[str]:
        """The words."""
        return [f"▁{word}" for word in target.split()]

    def decode(self, pieces: Sequence[str]) -> str:
        """The words as a text."""
        return "".join(pieces).replace("▁", " ").strip()


class ScriptedBackend:
    """Says for each source what the script has, else nothing.

    Args:
        says: the targets of a source, best first.
        because: for a word the Chinese without which it is unlikely; other words are likely.
        ends: what follows a prefix, whatever it is.

    Attributes:
        calls: how often it was asked, by the name of the call.
        branched: the sources whose prefixes it went on from.
    """

    def __init__(
        self,
        says: Mapping[str, Sequence[str]],
        because: Mapping[str, str] | None = None,
        ends: str = "",
    ) -> None:
        self.says = says
        self.because = because or {}
        self.ends = ends
        self.calls: dict[str, int] = {}
        self.branched: list[str] = []

    def decode(self, sources: Sequence[Pieces], decoding: Decoding) -> list[Hypothesis]:
        """The script's targets."""
        del decoding
        self._count("decode")
        return [best_of(self._hypotheses(source)) for source in sources]

    def complete(self, *asked: object, **options: object) -> list[tuple[Hypothesis, ...]]:
        """Nothing."""
        raise NotImplementedError

    def branch(
        self, sources: Sequence[Pieces], prefixes: Sequence[Pieces], decoding: Decoding, count: int
    ) -> list[tuple[Pieces, ...]]:
        """The prefix and what ends it."""
        del decoding, count
        self._count("branch")
        self.branched += ["".join(source[:-1]) for source in sources]
        ending = ScriptedTokenizer().spell(self.ends)
        return [((*prefix, *ending),) for prefix in prefixes]

    def following(self, sources: Sequence[Pieces], prefixes: Sequence[Pieces]) -> list[Likelihoods]:
        """Nothing."""
        del sources, prefixes
        raise NotImplementedError

    def score(self, sources: Sequence[Pieces], targets: Sequence[Pieces], /) -> list[Scores]:
        """Likely but for words whose reason is not in the source."""
        self._count("score")
        return [
            (*(self._score("".join(source), piece) for piece in target), -0.1)
            for source, target in zip(sources, targets, strict=True)
        ]

    def attend(self, sources: Sequence[Pieces], targets: Sequence[Pieces]) -> list[Matrix]:
        """Nothing."""
        del sources, targets
        raise NotImplementedError

    def _count(self, name: str) -> None:
        self.calls[name] = self.calls.get(name, 0) + 1

    def _hypotheses(self, source: Pieces) -> list[Hypothesis]:
        said = self.says.get("".join(source[:-1]), [""])
        spelt = (tuple(ScriptedTokenizer().spell(text)) for text in said)
        return [Hypothesis(pieces, -0.1 - number / 10) for number, pieces in enumerate(spelt)]

    def _score(self, source: str, piece: str) -> float:
        reason = self.because.get(piece.strip("▁.,"), "")
        return -0.1 if reason in source else -4.0


def scripted(backend: ScriptedBackend) -> Model:
    """A model with this back end."""
    return Model(ScriptedTokenizer(), backend, Decoding(4, 200))


def term(source: str, target: str, *forbidden: str, admitted: Sequence[str] = ()) -> Term:
    """A term with one preferred target."""
    return Term(
        source,
        (
            TermTarget(target),
            *(TermTarget(text, TermStatus.ADMITTED) for text in admitted),
            *(TermTarget(text, TermStatus.FORBIDDEN) for text in forbidden),
        ),
    )


def hits(source: str, *terms: Term) -> tuple[TermHit, ...]:
    """Where the terms stand in a source."""
    return Matcher(terms).find(source)


def task(source: str, target: str, *terms: Term) -> Task:
    """A source with its plain output and the terms in it."""
    return Task(source, hits(source, *terms), target, target)
