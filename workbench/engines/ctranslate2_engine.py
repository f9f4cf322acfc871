"""The fast back end: CTranslate2, int8 by default.

Promises: neither torch nor transformers' models are imported once a model is converted; with
``float32`` the tokens are those of the reference.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from workbench.engines.backend import Decoding, Hypothesis
from workbench.engines.background import giving_way
from workbench.errors import EngineError

TOKENS_PER_BATCH = 2048
"""Padded source pieces that one worker decodes together."""


class CTranslate2Backend:
    """A converted model, in two workers whose threads give way to the editor's."""

    def __init__(self, converted: Path, compute_type: str = "int8") -> None:
        """Load the converted model.

        Raises:
            EngineError: CTranslate2 refuses the directory or the compute type.
        """
        import ctranslate2

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

    def decode(self, sources: Sequence[Sequence[str]], decoding: Decoding) -> list[Hypothesis]:
        """The best hypothesis for each of ``sources``.

        Raises:
            EngineError: decoding failed.
        """
        try:
            results = self._translator.translate_batch(
                [list(source) for source in sources],
                beam_size=decoding.beams,
                max_decoding_length=decoding.longest,
                max_input_length=0,
                no_repeat_ngram_size=decoding.no_repeat,
                disable_unk=True,
                return_scores=True,
                max_batch_size=TOKENS_PER_BATCH,
                batch_type="tokens",
            )
        except (RuntimeError, ValueError) as exc:
            raise EngineError(f"the model failed to translate ({exc})") from exc
        return [Hypothesis(tuple(r.hypotheses[0]), float(r.scores[0])) for r in results]
