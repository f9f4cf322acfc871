"""The network while it is trained: losses, updates, drafts to judge it by, and its weights on disk.

Promises: ``<pad>`` is no candidate in the loss and its row of the embedding stays what it was (zero
in an opus-mt model): the decoder starts from it, and CTranslate2 takes it to be zero. Pieces that
the model's own bias rules out are no candidates either.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from workbench.engines.models.directory import ModelDirectory
from workbench.engines.transformers_engine import load_model
from workbench.engines.tuning.batches import Encoded, padded
from workbench.errors import EngineError, UsageError

if TYPE_CHECKING:
    import torch

T = TypeVar("T")

SMOOTHING = 0.1
"""Label smoothing of the training loss; losses that are shown have none."""

CLIP = 1.0
"""The largest norm of a gradient."""

_DECAY = 0.01
_RULED_OUT = -100.0
_TOGETHER = 32
"""Pairs that are judged together."""


class Network:
    """A Marian model with its optimiser, on one device.

    The optimiser's step is a single call for all weights (fused), which on a CPU made learning a
    tenth cheaper.
    """

    def __init__(self, directory: ModelDirectory, *, device: str, rate: float, seed: int) -> None:
        """Load the weights.

        Raises:
            UsageError: there is no such device.
            EngineError: the weights cannot be loaded.
        """
        import torch

        torch.manual_seed(seed)
        self.directory = directory
        self.device = chosen_device(device)
        self._model = load_model(directory.path).to(self.device)
        self._pad = int(self._model.config.pad_token_id)
        self._pad_row = self._embedding[self._pad].detach().clone()
        self._rate = rate
        self._optimiser = torch.optim.AdamW(
            self._model.parameters(),
            lr=rate,
            betas=(0.9, 0.98),
            eps=1e-8,
            weight_decay=_DECAY,
            fused=True,
        )
        allowed = self._model.final_logits_bias[0] > _RULED_OUT
        allowed[self._pad] = False
        self._candidates = allowed.nonzero().squeeze(-1)
        self._known = frozenset(self._candidates.tolist())

    @property
    def _embedding(self) -> torch.Tensor:
        weight: torch.Tensor = self._model.model.shared.weight
        return weight

    def can_write(self, pair: Encoded) -> bool:
        """Whether all of a target's pieces are candidates."""
        return self._known.issuperset(pair.target)

    def update(self, batch: Sequence[Encoded], factor: float) -> tuple[float, int]:
        """Learn from a batch at `factor` times the peak rate; the summed loss, and the pieces.

        Raises:
            EngineError: the model failed, or its loss is no number any more.
        """
        return self._guarded(lambda: self._update(batch, factor))

    def _update(self, batch: Sequence[Encoded], factor: float) -> tuple[float, int]:
        import torch

        self._model.train()
        for group in self._optimiser.param_groups:
            group["lr"] = self._rate * factor
        with torch.autocast(self.device.type, torch.bfloat16, enabled=learns_in_half(self.device)):
            smooth, plain, count = self._losses(batch)
        if not torch.isfinite(smooth):
            raise EngineError("the training loss is no number any more", hint="Lower the rate.")
        (smooth / count).backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self._model.parameters(), CLIP)
        self._optimiser.step()
        self._optimiser.zero_grad(set_to_none=True)
        with torch.no_grad():
            self._embedding[self._pad] = self._pad_row
        return float(plain), count

    def loss(self, pairs: Sequence[Encoded]) -> tuple[float, int]:
        """The summed loss of some pairs, in nats, and the number of their target pieces.

        Raises:
            EngineError: the model failed.
        """
        return self._guarded(lambda: self._loss(pairs))

    def _loss(self, pairs: Sequence[Encoded]) -> tuple[float, int]:
        import torch

        self._model.eval()
        with torch.inference_mode():
            _, plain, count = self._losses(pairs)
        return float(plain), count

    def _losses(self, batch: Sequence[Encoded]) -> tuple[torch.Tensor, torch.Tensor, int]:
        """The smoothed loss, the plain one (both summed) and the number of target pieces."""
        import torch

        source = self._tensor([pair.source for pair in batch])
        target = self._tensor([pair.target for pair in batch])
        start = torch.full((len(batch), 1), self._pad, device=self.device)
        hidden = self._model.model(
            input_ids=source,
            attention_mask=(source != self._pad).long(),
            decoder_input_ids=torch.cat([start, target[:, :-1]], dim=1),
            use_cache=False,
        ).last_hidden_state
        kept = target != self._pad
        bias = self._model.final_logits_bias[0, self._candidates]
        logits = torch.nn.functional.linear(
            hidden[kept], self._model.lm_head.weight[self._candidates], bias
        )
        likely = logits.float().log_softmax(-1)
        wanted = torch.searchsorted(self._candidates, target[kept])
        plain = -likely.gather(-1, wanted.unsqueeze(-1)).sum()
        smooth = (1 - SMOOTHING) * plain - SMOOTHING * likely.mean(-1).sum()
        return smooth, plain.detach(), int(kept.sum())

    def draft(self, sources: Sequence[Sequence[int]], stop: Callable[[], None]) -> list[list[int]]:
        """A greedy draft of each source, in their order; `stop` is called between batches.

        Raises:
            EngineError: the model failed.
        """
        found: dict[int, list[int]] = {}
        order = sorted(range(len(sources)), key=lambda number: len(sources[number]))
        self._model.eval()
        for start in range(0, len(order), _TOGETHER):
            stop()
            group = order[start : start + _TOGETHER]
            rows = self._guarded(self._generating([sources[number] for number in group]))
            found.update(zip(group, rows, strict=True))
        return [found[number] for number in range(len(sources))]

    def _generating(self, sources: Sequence[Sequence[int]]) -> Callable[[], list[list[int]]]:
        import torch

        def generate() -> list[list[int]]:
            inputs = self._tensor(sources)
            longest = min(self.directory.longest, 2 * inputs.shape[1] + 20)
            with torch.inference_mode():
                rows: list[list[int]] = self._model.generate(
                    input_ids=inputs,
                    attention_mask=(inputs != self._pad).long(),
                    num_beams=1,
                    max_length=longest,
                    bad_words_ids=[[self._pad]],
                    forced_eos_token_id=None,
                ).tolist()
            return rows

        return generate

    def state(self) -> dict[str, Any]:
        """All that going on needs, for a checkpoint."""
        import torch

        return {
            "model": self._model.state_dict(),
            "optimiser": self._optimiser.state_dict(),
            "random": torch.get_rng_state(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Be again as `state` says."""
        import torch

        self._model.load_state_dict(state["model"])
        self._optimiser.load_state_dict(state["optimiser"])
        torch.set_rng_state(state["random"].cpu())

    def write(self, path: Path) -> None:
        """Write the weights as safetensors, under the names of opus-mt and as precisely.

        Raises:
            EngineError: there is no room for them.
        """
        import torch
        from safetensors import SafetensorError
        from safetensors.torch import save_file

        half = _is_half(self.directory)
        state = self._model.state_dict()
        kept = {
            name: value.detach().to("cpu", torch.float16 if half else torch.float32).contiguous()
            for name, value in state.items()
            if name in ("final_logits_bias", "model.shared.weight")
            or not any(part in name for part in ("embed_tokens", "lm_head", "embed_positions"))
        }
        try:
            save_file(kept, path, {"format": "pt"})
        except SafetensorError as exc:
            raise EngineError(
                f"the weights cannot be written ({exc})",
                where=str(path),
                hint="Make room there; the same command goes on.",
            ) from exc

    def _tensor(self, rows: Sequence[Sequence[int]]) -> torch.Tensor:
        import torch

        return torch.tensor(padded(rows, self._pad), device=self.device)

    def _guarded(self, call: Callable[[], T]) -> T:
        try:
            return call()
        except (RuntimeError, ValueError, IndexError) as exc:
            raise EngineError(
                f"the model failed while it was tuned ({exc})",
                hint="Where memory is short, give a smaller --tokens.",
            ) from exc


def chosen_device(name: str) -> Any:
    """The torch device for ``auto``, ``cpu`` or ``cuda``.

    Raises:
        UsageError: it is another word, or there is no such device here.
    """
    import torch

    if name not in ("auto", "cpu", "cuda"):
        raise UsageError(f"there is no device {name!r}", hint="Use auto, cpu or cuda.")
    there = torch.cuda.is_available()
    if name == "cuda" and not there:
        raise UsageError("this machine has no CUDA device", hint="Use --device cpu.")
    return torch.device("cuda" if there and name != "cpu" else "cpu")


def learns_in_half(device: torch.device) -> bool:
    """Whether to compute in bfloat16 while learning: on a GPU that does so by itself.

    A CPU stays with float32: of the embedded model it learnt 542 pieces for each second of
    processor time so, and 330 in bfloat16 (one with avx512_bf16, without AMX). Figures and drafts
    that judge a model are always computed in float32.
    """
    import torch

    return device.type == "cuda" and bool(torch.cuda.is_bf16_supported(including_emulation=False))


def _is_half(directory: ModelDirectory) -> bool:
    """Whether the weights of a directory are float16 (safetensors format, header)."""
    if directory.weights.suffix != ".safetensors":
        return False
    with directory.weights.open("rb") as stream:
        (length,) = struct.unpack("<Q", stream.read(8))
        header = json.loads(stream.read(length))
    return any(entry.get("dtype") == "F16" for entry in header.values())
