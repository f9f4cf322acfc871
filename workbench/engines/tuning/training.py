"""The training itself: epochs, rates, checkpoints, early stop.

Promises: a run that is killed loses at most a few minutes and goes on at the batch where its last
checkpoint was; one that is asked to stop loses nothing; the learning rate falls to nothing when the
epochs, or the minutes, are over.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from workbench.engines.models.catalogue import Model
from workbench.engines.tuning.batches import Encoded, Pieces, batches, budget, fitting
from workbench.engines.tuning.folder import Folder, Job
from workbench.engines.tuning.judging import Judge
from workbench.engines.tuning.network import Network
from workbench.engines.tuning.pairs import Pair
from workbench.engines.tuning.values import Figures, Progress, Scores, Settings, better
from workbench.errors import StoppedError, UsageError

SAVE_EVERY = 180.0
"""Seconds between checkpoints at most."""

WARM_UP = 0.1
"""The share of the updates during which the rate rises."""

Report = Callable[[Progress], None]
Stop = Callable[[], bool]
"""Asked between batches; whether somebody wants to stop."""


def rate(step: int, steps: int, progress: float) -> float:
    """The fraction of the peak rate: linear warm-up, then linearly to nothing at `progress` 1."""
    rising = min(1.0, (step + 1) / max(1, round(WARM_UP * steps)))
    return rising * max(0.0, 1.0 - progress)


class Training:
    """One run, from its start or from a checkpoint."""

    def __init__(self, base: Model, job: Job, folder: Folder, settings: Settings) -> None:
        """Load the model, and the checkpoint where there is one.

        Raises:
            UsageError: there is no such device, or the model cannot write any of the pairs.
            EngineError: the model or the checkpoint cannot be loaded.
        """
        self._job, self._folder, self._settings = job, folder, settings
        pieces = Pieces(base)
        self._network = Network(
            base.directory, device=settings.device, rate=job.learning_rate, seed=job.seed
        )
        self._unknown = pieces.unknown
        self._judge = Judge(pieces, job.corpus.held_out, job.general)
        self._own = self._encoded(pieces, job.corpus.training)
        self._mixed = self._encoded(pieces, job.rehearsed)
        if not self._own:
            raise UsageError("the model's vocabulary has not the words of any of these units")
        self.history: list[Figures] = []
        self.best = 0
        self.step = self._epoch = self._batch = 0
        self._loss: tuple[float, int] = (0.0, 0)
        self._before = 0.0
        self._began = self._saved = time.monotonic()
        self._cost = 0.0
        if folder.has_checkpoint:
            self._resume()
        self._steps = max(1, len(self._plan(0)) * settings.epochs)

    def _encoded(self, pieces: Pieces, pairs: Sequence[Pair]) -> list[Encoded]:
        encoded = fitting(pieces.encode(pair) for pair in pairs)
        return [
            pair
            for pair in encoded
            if self._network.can_write(pair) and self._unknown not in pair.target
        ]

    @property
    def learnt(self) -> int:
        """How many of the pairs are learnt: those that fit, in words that the model can write."""
        return len(self._own)

    @property
    def device(self) -> str:
        """What the model is trained on."""
        return str(self._network.device)

    @property
    def seconds(self) -> float:
        """How long the run has taken, those before it went on included."""
        return self._before + time.monotonic() - self._began

    @property
    def progress(self) -> float:
        """How much of the run is over, from 0 to 1, by updates or by time."""
        by_steps = self.step / self._steps
        minutes = self._settings.minutes
        return min(1.0, by_steps if minutes is None else max(by_steps, self.seconds / 60 / minutes))

    def run(self, report: Report, stop: Stop) -> None:
        """Train until the epochs or the minutes are over, or nothing gets better any more.

        Raises:
            StoppedError: `stop` said so; a checkpoint holds everything.
            EngineError: the model failed.
        """

        def look() -> None:
            if stop():
                raise StoppedError("tuning was stopped")

        try:
            if not self.history:
                self._judged(0, report, look)
            while self._epoch < self._settings.epochs and not self._is_over:
                for batch in self._rest_of_epoch():
                    look()
                    self._update(batch, report)
                    if self.progress >= 1.0:
                        break
                self._judged(self._epoch + 1, report, look)
        except StoppedError:
            self.save()
            raise
        self.save()

    @property
    def _is_over(self) -> bool:
        stale = len(self.history) - 1 - self.best
        return self.progress >= 1.0 or stale >= self._settings.patience

    def _plan(self, epoch: int) -> list[list[Encoded]]:
        """The batches of an epoch: all own pairs, and some general ones among them."""
        seed = self._job.seed + epoch
        wanted = min(len(self._mixed), round(self._job.rehearsal * len(self._own)))
        shift = epoch * wanted % max(1, len(self._mixed))
        mixed = [*self._mixed[shift:], *self._mixed[:shift]][:wanted]
        pairs = [*self._own, *mixed]
        return batches(pairs, budget(pairs, self._job.tokens), seed)

    def _rest_of_epoch(self) -> Iterator[list[Encoded]]:
        for batch in self._plan(self._epoch)[self._batch :]:
            yield batch
            if time.monotonic() - self._saved > SAVE_EVERY:
                self.save()

    def _update(self, batch: list[Encoded], report: Report) -> None:
        summed, pieces = self._network.update(batch, rate(self.step, self._steps, self.progress))
        self._loss = (self._loss[0] + summed, self._loss[1] + pieces)
        self.step += 1
        self._batch += 1
        report(self._progress())

    def _progress(self, figures: Figures | None = None) -> Progress:
        done = self.progress
        left = self.seconds * (1 - done) / done if done > 0 else None
        return Progress(
            self.step,
            self._steps,
            min(self._epoch + 1, self._settings.epochs),
            self._settings.epochs,
            self._loss[0] / max(1, self._loss[1]),
            left,
            figures,
        )

    def _judged(self, epoch: int, report: Report, look: Callable[[], None]) -> None:
        """Judge the model after an epoch; keep it if it is the best; begin the next epoch."""
        figures = self._judge.figures(self._network, epoch, look)
        self.history.append(figures)
        first = self.history[0]
        is_best = epoch > 0 and (self.best == 0 or better(figures, self.history[self.best], first))
        report(self._progress(figures))
        if epoch:
            self._epoch, self._batch, self._loss = epoch, 0, (0.0, 0)
        if is_best:
            self._folder.write_best(epoch, self._network.directory, self._network.write)
            self.best = epoch
        if is_best or time.monotonic() - self._saved > 20 * self._cost:
            self.save()

    def save(self) -> None:
        """Write a checkpoint."""
        began = time.monotonic()
        self._folder.save(
            {
                **self._network.state(),
                "history": [asdict(figures) for figures in self.history],
                "best": self.best,
                "step": self.step,
                "epoch": self._epoch,
                "batch": self._batch,
                "loss": list(self._loss),
                "seconds": self.seconds,
            }
        )
        self._saved = time.monotonic()
        self._cost = self._saved - began

    def _resume(self) -> None:
        state = self._folder.load()
        self._network.restore(state)
        self.history = [_figures(fields) for fields in state["history"]]
        self.best, self.step = state["best"], state["step"]
        self._epoch, self._batch = state["epoch"], state["batch"]
        self._loss = (state["loss"][0], state["loss"][1])
        self._before = state["seconds"]


def _figures(fields: dict[str, Any]) -> Figures:
    return Figures(fields["epoch"], Scores(**fields["held_out"]), Scores(**fields["general"]))
