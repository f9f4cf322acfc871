"""The reference back end: transformers' MarianMTModel in float32.

Every other path is compared with this one. It is several times slower than CTranslate2 on a CPU and
needs torch; where CUDA is there it runs on it.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from workbench.engines.backend import (
    Decoding,
    Hypothesis,
    Matrix,
    Pieces,
    Scores,
    attended_layer,
    best_of,
)
from workbench.engines.tokenizer import END, Tokenizer
from workbench.errors import EngineError

if TYPE_CHECKING:
    import torch

    from workbench.engines.backend import Likelihoods

T = TypeVar("T")

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

    def decode(self, sources: Sequence[Pieces], decoding: Decoding) -> list[Hypothesis]:
        """The best hypothesis for each of ``sources``, with the other beams' as its others.

        Raises:
            EngineError: decoding failed.
        """
        empty: list[Pieces] = [()] * len(sources)
        return [best_of(found) for found in self.complete(sources, empty, decoding, decoding.beams)]

    def complete(
        self, sources: Sequence[Pieces], prefixes: Sequence[Pieces], decoding: Decoding, count: int
    ) -> list[tuple[Hypothesis, ...]]:
        """For each source up to ``count`` hypotheses that begin with its prefix, best first.

        Raises:
            EngineError: decoding failed.
        """
        found: list[tuple[Hypothesis, ...]] = [()] * len(sources)
        lengths = [len(prefix) for prefix in prefixes]
        for length in sorted(set(lengths)):  # a batch shares the width of its prefixes
            group = [number for number, known in enumerate(lengths) if known == length]
            for start in range(0, len(group), PAIRS_PER_BATCH):
                batch = group[start : start + PAIRS_PER_BATCH]
                inputs = [sources[number] for number in batch]
                begun = [prefixes[number] for number in batch]
                made = self._guarded(partial(self._generate, inputs, begun, decoding, count))
                for number, hypotheses in zip(batch, made, strict=True):
                    found[number] = hypotheses
        return found

    def branch(
        self, sources: Sequence[Pieces], prefixes: Sequence[Pieces], decoding: Decoding, count: int
    ) -> list[tuple[Pieces, ...]]:
        """For each source up to ``count`` targets that go on differently after its prefix.

        Raises:
            EngineError: decoding failed.
        """
        likely = self.following(sources, prefixes)
        return [
            tuple(self._beginning(source, prefix, row, decoding, count))
            for source, prefix, row in zip(sources, prefixes, likely, strict=True)
        ]

    def following(self, sources: Sequence[Pieces], prefixes: Sequence[Pieces]) -> list[Likelihoods]:
        """For each source how likely each piece of the vocabulary comes after its prefix.

        Raises:
            EngineError: the model failed.
        """
        return [
            self._guarded(partial(self._next, source, prefix))
            for source, prefix in zip(sources, prefixes, strict=True)
        ]

    def score(self, sources: Sequence[Pieces], targets: Sequence[Pieces]) -> list[Scores]:
        """For each pair the log-probability of each target piece, and of ``</s>`` after the last.

        Raises:
            EngineError: scoring failed.
        """
        return [
            row
            for start in range(0, len(sources), PAIRS_PER_BATCH)
            for row in self._guarded(
                partial(
                    self._score,
                    sources[start : start + PAIRS_PER_BATCH],
                    targets[start : start + PAIRS_PER_BATCH],
                )
            )
        ]

    def attend(self, sources: Sequence[Pieces], targets: Sequence[Pieces]) -> list[Matrix]:
        """For each pair which source pieces the decoder looked at when it wrote each target piece.

        Raises:
            EngineError: the model failed.
        """
        return [
            self._guarded(partial(self._attend, source, target))
            for source, target in zip(sources, targets, strict=True)
        ]

    def _guarded(self, call: Callable[[], T]) -> T:
        """What `call` returns, alone with the model; torch's errors as ours."""
        import torch

        try:
            with self._lock, torch.inference_mode():
                return call()
        except (RuntimeError, ValueError, IndexError) as exc:
            raise EngineError(f"the model failed to translate ({exc})") from exc

    def _generate(
        self, sources: Sequence[Pieces], prefixes: Sequence[Pieces], decoding: Decoding, count: int
    ) -> list[tuple[Hypothesis, ...]]:
        """Hypotheses for sources whose prefixes are equally long."""
        import torch

        inputs = self._padded([self._tokenizer.numbers(source) for source in sources])
        mask = (inputs != self._pad).long()
        begun = [[self._pad, *self._tokenizer.numbers(prefix)] for prefix in prefixes]
        beams = max(decoding.beams, count)
        targets = self._model.generate(
            input_ids=inputs,
            attention_mask=mask,
            decoder_input_ids=torch.tensor(begun, device=self._device),
            num_beams=beams,
            num_return_sequences=count,
            max_length=decoding.longest + 1,
            no_repeat_ngram_size=decoding.no_repeat,
            bad_words_ids=[[self._pad], self._tokenizer.numbers(["<unk>"])],
            early_stopping=beams > 1,
            forced_eos_token_id=None,
        )
        copies = inputs.repeat_interleave(count, 0), mask.repeat_interleave(count, 0)
        rows = self._log_probabilities(*copies, targets)
        made = [
            Hypothesis(tuple(self._tokenizer.pieces(target)), sum(row) / len(row))
            for target, row in zip(targets.tolist(), rows, strict=True)
        ]
        return [tuple(made[start : start + count]) for start in range(0, len(made), count)]

    def _beginning(
        self, source: Pieces, prefix: Pieces, likely: Likelihoods, decoding: Decoding, count: int
    ) -> Iterator[Pieces]:
        """The best target for each of the likeliest pieces after a prefix."""
        best = (self._tokenizer.pieces([int(n)]) for n in (-likely).argsort()[: count + 1])
        for begun in [piece for piece in best if piece][:count]:  # one may end the target
            yield self.complete([source], [(*prefix, *begun)], decoding, 1)[0][0].pieces

    def _next(self, source: Pieces, prefix: Pieces) -> Likelihoods:
        import torch

        begun = [[self._pad, *self._tokenizer.numbers(prefix)]]
        logits = self._model(
            input_ids=torch.tensor([self._tokenizer.numbers(source)], device=self._device),
            decoder_input_ids=torch.tensor(begun, device=self._device),
        ).logits[0, -1]
        logits[[self._pad, *self._tokenizer.numbers(["<unk>"])]] = float("-inf")
        found: Likelihoods = logits.log_softmax(-1).cpu().numpy()
        return found

    def _score(self, sources: Sequence[Pieces], targets: Sequence[Pieces]) -> list[Scores]:
        inputs = self._padded([self._tokenizer.numbers(source) for source in sources])
        whole = [[self._pad, *self._tokenizer.numbers([*t, END])] for t in targets]
        return self._log_probabilities(inputs, (inputs != self._pad).long(), self._padded(whole))

    def _attend(self, source: Pieces, target: Pieces) -> Matrix:
        """The mean over the heads of the layer that follows the words best."""
        import torch

        inputs = torch.tensor([self._tokenizer.numbers(source)], device=self._device)
        begun = [[self._pad, *self._tokenizer.numbers(target)]]
        fast = self._model.config._attn_implementation  # noqa: SLF001 - has no public name
        self._model.set_attn_implementation("eager")  # the fast ones do not tell
        try:
            layers = self._model(
                input_ids=inputs,
                decoder_input_ids=torch.tensor(begun, device=self._device),
                output_attentions=True,
            ).cross_attentions
        finally:
            self._model.set_attn_implementation(fast)
        layer = layers[attended_layer(len(layers))]
        rows = layer[0].mean(0)[: len(target)]  # the row at a position writes the next piece
        return tuple(tuple(float(weight) for weight in row) for row in rows)

    @property
    def _pad(self) -> int:
        return int(self._model.config.pad_token_id)

    def _padded(self, rows: list[list[int]]) -> torch.Tensor:
        import torch

        width = max(len(row) for row in rows)
        padded = [[*row, *[self._pad] * (width - len(row))] for row in rows]
        return torch.tensor(padded, device=self._device)

    def _log_probabilities(
        self, inputs: torch.Tensor, mask: torch.Tensor, targets: torch.Tensor
    ) -> list[Scores]:
        """The log-probability of each piece of each target, ``</s>`` counted, start not.

        ``<pad>`` is left out of the softmax, as it never is a candidate.
        """
        wanted = targets[:, 1:]
        logits = self._model(
            input_ids=inputs, attention_mask=mask, decoder_input_ids=targets[:, :-1]
        ).logits
        logits[..., self._pad] = float("-inf")
        chosen = logits.log_softmax(-1).gather(-1, wanted.unsqueeze(-1)).squeeze(-1)
        kept = wanted != self._pad
        return [
            tuple(float(value) for value, keep in zip(row, keeps, strict=True) if keep)
            for row, keeps in zip(chosen.tolist(), kept.tolist(), strict=True)
        ]


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
