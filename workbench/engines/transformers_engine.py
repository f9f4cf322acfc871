"""The reference back end: transformers' MarianMTModel in float32.

Every other path is compared with this one. It is several times slower than CTranslate2 on a CPU and
needs torch; where CUDA is there it runs on it.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.engines.backend import Decoding, Hypothesis
from workbench.engines.tokenizer import Tokenizer
from workbench.errors import EngineError

if TYPE_CHECKING:
    import torch

PAIRS_PER_BATCH = 16


class TransformersBackend:
    """A Marian model in torch; one batch at a time."""

    def __init__(self, folder: Path, tokenizer: Tokenizer) -> None:
        """Load the weights.

        Raises:
            EngineError: transformers cannot load them.
        """
        import torch

        self._lock = threading.Lock()
        self._tokenizer = tokenizer
        self._device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self._model = load_model(folder).to(self._device)

    def decode(self, sources: Sequence[Sequence[str]], decoding: Decoding) -> list[Hypothesis]:
        """The best hypothesis for each of ``sources``.

        Raises:
            EngineError: decoding failed.
        """
        found: list[Hypothesis] = []
        for start in range(0, len(sources), PAIRS_PER_BATCH):
            batch = sources[start : start + PAIRS_PER_BATCH]
            try:
                with self._lock:
                    found += self._decode_batch(batch, decoding)
            except (RuntimeError, ValueError, IndexError) as exc:
                raise EngineError(f"the model failed to translate ({exc})") from exc
        return found

    def _decode_batch(
        self, sources: Sequence[Sequence[str]], decoding: Decoding
    ) -> list[Hypothesis]:
        import torch

        inputs = self._padded([self._tokenizer.numbers(source) for source in sources])
        mask = (inputs != self._pad).long()
        unknown = self._tokenizer.numbers(["<unk>"])
        with torch.inference_mode():
            targets = self._model.generate(
                input_ids=inputs,
                attention_mask=mask,
                num_beams=decoding.beams,
                max_length=decoding.longest + 1,
                no_repeat_ngram_size=decoding.no_repeat,
                bad_words_ids=[[self._pad], unknown],
                early_stopping=decoding.beams > 1,
                forced_eos_token_id=None,
            )
            scores = self._scores(inputs, mask, targets)
        return [
            Hypothesis(tuple(self._tokenizer.pieces(target)), score)
            for target, score in zip(targets.tolist(), scores, strict=True)
        ]

    @property
    def _pad(self) -> int:
        return int(self._model.config.pad_token_id)

    def _padded(self, rows: list[list[int]]) -> torch.Tensor:
        import torch

        width = max(len(row) for row in rows)
        padded = [[*row, *[self._pad] * (width - len(row))] for row in rows]
        return torch.tensor(padded, device=self._device)

    def _scores(
        self, inputs: torch.Tensor, mask: torch.Tensor, targets: torch.Tensor
    ) -> list[float]:
        """The mean log-probability per piece of each target, ``</s>`` counted, start not.

        ``<pad>`` is left out of the softmax, as it never is a candidate.
        """
        wanted = targets[:, 1:]
        logits = self._model(
            input_ids=inputs, attention_mask=mask, decoder_input_ids=targets[:, :-1]
        ).logits
        logits[..., self._pad] = float("-inf")
        chosen = logits.log_softmax(-1).gather(-1, wanted.unsqueeze(-1)).squeeze(-1)
        kept = wanted != self._pad
        summed = chosen.masked_fill(~kept, 0.0).sum(-1)
        return [float(score) for score in summed / kept.sum(-1)]


def load_model(folder: Path) -> Any:
    """The model of ``folder`` in float32, ready to translate, without a word on the terminal.

    Raises:
        EngineError: transformers cannot load it.
    """
    import torch
    from transformers import MarianMTModel
    from transformers.utils import logging

    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model: Any = MarianMTModel.from_pretrained(
                str(folder), dtype=torch.float32, local_files_only=True
            )
    except (OSError, ValueError, RuntimeError, KeyError) as exc:
        raise EngineError(
            f"transformers cannot load the model ({exc})",
            where=str(folder),
            hint="Install the model again.",
        ) from exc
    return model.eval()
