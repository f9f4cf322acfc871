"""Train, in the time that there is, so that stopping loses little and resuming is one command.

Promises: the learning rate falls to nothing exactly when the time is over, however fast the machine
is; a checkpoint is written every few minutes and on SIGTERM, by writing aside and renaming; our
own pairs and the glossaries are read again at each epoch, so they may grow while training runs.
With ``--steps`` instead of a time the run is reproducible on one machine.
"""

from __future__ import annotations

import json
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.engines.tuning.batches import Encoded

from . import network
from .batches import Pieces, bucket, padded
from .mixture import Epoch
from .prepare import assemble, restore
from .tokenizer import english

if TYPE_CHECKING:
    import torch
    from transformers import MarianMTModel

SAVE_EVERY = 180.0
"""Seconds between checkpoints."""

EMA = 0.999
"""Decay of the averaged weights, the ones that are exported."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a training run is given: folders, the end in UNIX seconds or in steps, and rates.

    ``start`` is the directory of a model whose weights a new run begins with; without it the
    network is a fresh one.
    """

    work: Path
    recipe: Path
    glossaries: Path
    end: float | None
    steps: int | None
    start: Path | None = None
    rate: float = 7e-4
    warm_up: int = 200
    tokens: int = 1200
    smoothing: float = 0.1
    sampled: float = 0.4
    dropout: float = 0.15
    seed: int = 20240
    threads: int = 2


def learning_rate(step: int, progress: float, warm_up: int) -> float:
    """The fraction of the peak rate: linear warm-up, level, then linearly to zero from 40 %."""
    return min(1.0, (step + 1) / warm_up) * min(1.0, max(0.0, (1.0 - progress) / 0.6))


class Training:
    """One run: the network, its optimiser, its averaged weights and where it stands."""

    def __init__(self, plan: Plan) -> None:
        """Go on from the checkpoint in ``plan.work``; where there is none, begin."""
        import torch

        torch.set_num_threads(plan.threads)
        torch.manual_seed(plan.seed)
        self.plan = plan
        self.pieces = Pieces(plan.work / "tokenizer", plan.seed)
        self.model: MarianMTModel = network.build(self.pieces.pad + 1, plan.dropout)
        self.optimiser = torch.optim.Adam(
            self.model.parameters(), lr=plan.rate, betas=(0.9, 0.98), eps=1e-9, fused=True
        )
        vocabulary = json.loads((plan.work / "tokenizer" / "vocab.json").read_text("utf-8"))
        self.candidates = torch.tensor(english(vocabulary))
        if plan.start is not None:
            network.load(self.model, plan.start, vocabulary)
        self.average = {k: v.detach().clone() for k, v in self.model.named_parameters()}
        self.step, self.epoch, self.began = 0, 0, time.time()
        self._asked_to_stop = False
        self._saved = time.time()
        if self._checkpoint.exists():
            self._resume()

    @property
    def _checkpoint(self) -> Path:
        return self.plan.work / "checkpoint.pt"

    @property
    def progress(self) -> float:
        """How much of the run is over, from 0 to 1."""
        if self.plan.steps is not None:
            return min(1.0, self.step / self.plan.steps)
        assert self.plan.end is not None
        return min(1.0, (time.time() - self.began) / max(1.0, self.plan.end - self.began))

    def run(self) -> None:
        """Train until the plan is fulfilled or SIGTERM arrives, then save."""
        signal.signal(signal.SIGTERM, self._stop)
        bitext, words = restore(self.plan.work)
        while not self._finished:
            corpus = assemble(bitext, self.plan.recipe, self.plan.glossaries, words)
            pairs = Epoch.of(corpus).draw(self.plan.seed + self.epoch, self.progress)
            print(f"epoch {self.epoch}: {len(pairs)} pairs, {len(corpus.terms)} terms", flush=True)
            self._run_epoch([self.pieces.encode(pair, self.plan.sampled) for pair in pairs])
            self.epoch += 1
        self.save()

    @property
    def _finished(self) -> bool:
        return self._asked_to_stop or self.progress >= 1.0

    def _stop(self, *_: object) -> None:
        self._asked_to_stop = True

    def _run_epoch(self, encoded: list[Encoded]) -> None:
        losses: list[float] = []
        tokens, clock = 0, time.time()
        for batch in bucket(encoded, self.plan.tokens, self.plan.seed + self.epoch):
            if self._finished:
                return
            losses.append(self._update(batch))
            tokens += sum(len(item.target) for item in batch)
            if self.step % 50 == 0:
                self._report(losses, tokens / (time.time() - clock))
                losses, tokens, clock = [], 0, time.time()
            if time.time() - self._saved > SAVE_EVERY:
                self.save()

    def _update(self, batch: list[Encoded]) -> float:
        """One step on ``batch``; the loss per target piece."""
        import torch

        factor = learning_rate(self.step, self.progress, self.plan.warm_up)
        for group in self.optimiser.param_groups:
            group["lr"] = self.plan.rate * factor
        loss = _loss(self.model, batch, self.candidates, self.plan.smoothing)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        with torch.no_grad():
            self.model.model.shared.weight[self.pieces.pad].zero_()
        self.step += 1
        self._follow()
        return float(loss.detach())

    def _follow(self) -> None:
        """Let the averaged weights follow; early on the average is short."""
        import torch

        share = 1.0 - min(EMA, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for name, weight in self.model.named_parameters():
                self.average[name].lerp_(weight, share)

    def _report(self, losses: list[float], speed: float) -> None:
        mean = sum(losses) / len(losses)
        line = f"step {self.step} loss {mean:.3f} {speed:.0f} tok/s {self.progress:.1%}"
        print(time.strftime("%H:%M:%S"), line, flush=True)

    def save(self) -> None:
        """Write the checkpoint aside and rename it, so that a crash leaves the former one."""
        import torch

        state: dict[str, Any] = {
            "model": self.model.state_dict(),
            "average": self.average,
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "epoch": self.epoch,
            "began": self.began,
        }
        aside = self._checkpoint.with_suffix(".part")
        torch.save(state, aside)
        aside.replace(self._checkpoint)
        self._saved = time.time()

    def _resume(self) -> None:
        import torch

        state = torch.load(self._checkpoint, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.average = state["average"]
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.epoch = state["step"], state["epoch"] + 1
        self.began = state["began"]


def _loss(
    model: MarianMTModel, batch: list[Encoded], candidates: torch.Tensor, smoothing: float
) -> torch.Tensor:
    """Label-smoothed cross-entropy per target piece.

    Only ``candidates`` (sorted piece numbers) can come. ``<pad>`` is none: its embedding is what
    the decoder starts from and has to stay zero, as CTranslate2 takes it to be.
    """
    import torch

    pad = model.model.shared.num_embeddings - 1
    source = torch.tensor(padded([item.source for item in batch], pad))
    target = torch.tensor(padded([item.target for item in batch], pad))
    start = torch.full((len(batch), 1), pad)
    shifted = torch.cat([start, target[:, :-1]], dim=1)
    hidden = model.model(
        input_ids=source,
        attention_mask=(source != pad).long(),
        decoder_input_ids=shifted,
        use_cache=False,
    ).last_hidden_state
    kept = target != pad
    logits = torch.nn.functional.linear(hidden[kept], model.lm_head.weight[candidates])
    wanted = torch.searchsorted(candidates, target[kept])
    return torch.nn.functional.cross_entropy(logits, wanted, label_smoothing=smoothing)
