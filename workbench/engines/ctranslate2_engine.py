"""The fast back end: CTranslate2, int8 by default.

Promises: neither torch nor transformers' models are imported once a model is converted; with
``float32`` the tokens are those of the reference.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.engines.backend import Decoding, Hypothesis, Matrix, Pieces, Scores, best_of
from workbench.engines.background import giving_way
from workbench.engines.tokenizer import END
from workbench.errors import EngineError

if TYPE_CHECKING:
    from workbench.engines.backend import Likelihoods

TOKENS_PER_BATCH = 2048
"""Padded source pieces that one worker decodes together."""

PAIRS_PER_BATCH = 4
"""Pairs that one worker scores together.

The probabilities of all pieces at all places are held at once; 256 sentences of news take 0.30 s by
4, 0.47 s by 8 and 1.21 s by 2,048 tokens, where decoding them takes 2.05 s.
"""


class CTranslate2Backend:
    """A converted model, in two workers whose threads give way to the editor's."""

    def __init__(self, converted: Path, compute_type: str = "int8") -> None:
        """Load the converted model.

        Raises:
            EngineError: CTranslate2 refuses the directory or the compute type.
        """
        import ctranslate2

        self._converted = converted
        cores = os.cpu_count() or 1
        workers = 2 if cores > 1 else 1
        try:
            self._translator: Any = giving_way(
                lambda: ctranslate2.Translator(
                    str(converted),
                    device="cpu",
                    compute_type=compute_type,
                    inter_threads=workers,
                    intra_threads=max(1, min(4, cores // workers)),
                )
            )
        except (RuntimeError, ValueError) as exc:
            raise EngineError(
                f"the converted model cannot be loaded ({exc})",
                where=str(converted),
                hint="Delete that directory; the model is converted again on the next use.",
            ) from exc

    def decode(self, sources: Sequence[Pieces], decoding: Decoding) -> list[Hypothesis]:
        """The best hypothesis for each of ``sources``, with the other beams' as its others.

        Raises:
            EngineError: decoding failed.
        """
        results = self._translate(sources, num_hypotheses=decoding.beams, **_search(decoding))
        return [best_of(_hypotheses(result)) for result in results]

    def complete(
        self, sources: Sequence[Pieces], prefixes: Sequence[Pieces], decoding: Decoding, count: int
    ) -> list[tuple[Hypothesis, ...]]:
        """For each source up to ``count`` hypotheses that begin with its prefix, best first.

        Raises:
            EngineError: decoding failed.
        """
        search = _search(decoding) | {"beam_size": max(decoding.beams, count)}
        results = self._translate(
            sources, target_prefix=[list(p) for p in prefixes], num_hypotheses=count, **search
        )
        return self._scored(sources, [_hypotheses(result) for result in results])

    def branch(
        self, sources: Sequence[Pieces], prefixes: Sequence[Pieces], decoding: Decoding, count: int
    ) -> list[tuple[Pieces, ...]]:
        """For each source up to ``count`` targets that go on differently after its prefix.

        Raises:
            EngineError: decoding failed.
        """
        # `return_alternatives` would be faster, but skips likely pieces after some prefixes.
        begun = [list(prefix) for prefix in prefixes]
        if count > 1:
            likely = zip(begun, self.following(sources, prefixes), strict=True)
            begun = [[*one, piece] for one, row in likely for piece in self._best(row, count)]
        copies = [source for source in sources for _ in range(count)]
        results = self._translate(copies, target_prefix=begun, **_search(decoding))
        made = [tuple(result.hypotheses[0]) for result in results]
        return [tuple(made[start : start + count]) for start in range(0, len(made), count)]

    def _best(self, row: Likelihoods, count: int) -> list[str]:
        """The likeliest pieces that do not end the target."""
        best = (self._vocabulary[int(number)] for number in (-row).argsort()[: count + 1])
        return [piece for piece in best if piece != END][:count]

    def following(self, sources: Sequence[Pieces], prefixes: Sequence[Pieces]) -> list[Likelihoods]:
        """For each source how likely each piece of the vocabulary comes after its prefix.

        Raises:
            EngineError: decoding failed.
        """
        longest = max((len(prefix) for prefix in prefixes), default=0) + 1
        results = self._translate(
            sources,
            target_prefix=[list(prefix) for prefix in prefixes],
            return_logits_vocab=True,
            **_search(Decoding(1, longest)),
        )
        return [
            _log_softmax(result.logits[0][len(prefix)])
            for result, prefix in zip(results, prefixes, strict=True)
        ]

    @cached_property
    def _vocabulary(self) -> list[str]:
        path = self._converted / "shared_vocabulary.json"
        found: list[str] = json.loads(path.read_text(encoding="utf-8"))
        return found

    def _scored(
        self, sources: Sequence[Pieces], found: list[tuple[Hypothesis, ...]]
    ) -> list[tuple[Hypothesis, ...]]:
        """The hypotheses with the scores of all their pieces.

        CTranslate2 leaves those of the prefix out.
        """
        scores = self.score(
            [source for source, made in zip(sources, found, strict=True) for _ in made],
            [hypothesis.pieces for made in found for hypothesis in made],
        )
        whole = iter(scores)
        return [tuple(Hypothesis(h.pieces, _mean(next(whole))) for h in made) for made in found]

    def score(self, sources: Sequence[Pieces], targets: Sequence[Pieces]) -> list[Scores]:
        """For each pair the log-probability of each target piece, and of ``</s>`` after the last.

        Raises:
            EngineError: scoring failed.
        """
        try:
            results = self._translator.score_batch(
                [list(source) for source in sources],
                [list(target) for target in targets],
                max_batch_size=PAIRS_PER_BATCH,
                max_input_length=0,
            )
        except (RuntimeError, ValueError) as exc:
            raise EngineError(f"the model failed to score ({exc})") from exc
        return [tuple(map(float, result.log_probs)) for result in results]

    def attend(self, sources: Sequence[Pieces], targets: Sequence[Pieces]) -> list[Matrix]:
        """For each pair which source pieces the decoder looked at when it wrote each target piece.

        Raises:
            EngineError: decoding failed.
        """
        longest = max((len(target) for target in targets), default=0) + 1
        results = self._translate(
            sources,
            target_prefix=[list(target) for target in targets],
            return_attention=True,
            **_search(Decoding(1, longest)),
        )
        return [
            tuple(tuple(map(float, row)) for row in result.attention[0][: len(target)])
            for result, target in zip(results, targets, strict=True)
        ]

    def _translate(self, sources: Sequence[Pieces], **search: Any) -> list[Any]:
        try:
            results: list[Any] = self._translator.translate_batch(
                [list(source) for source in sources],
                max_input_length=0,
                disable_unk=True,
                return_scores=True,
                max_batch_size=TOKENS_PER_BATCH,
                batch_type="tokens",
                **search,
            )
        except (RuntimeError, ValueError) as exc:
            raise EngineError(f"the model failed to translate ({exc})") from exc
        return results


def _search(decoding: Decoding) -> dict[str, Any]:
    return {
        "beam_size": decoding.beams,
        "max_decoding_length": decoding.longest,
        "no_repeat_ngram_size": decoding.no_repeat,
    }


def _hypotheses(result: Any) -> tuple[Hypothesis, ...]:
    return tuple(
        Hypothesis(tuple(pieces), float(score))
        for pieces, score in zip(result.hypotheses, result.scores, strict=True)
    )


def _log_softmax(logits: Any) -> Likelihoods:
    import numpy as np

    raw = np.array(logits, dtype=np.float32)
    raw -= raw.max()
    found: Likelihoods = raw - np.log(np.exp(raw).sum())
    return found


def _mean(scores: Scores) -> float:
    return sum(scores) / len(scores)
