"""The folder of a run: what it was told, its checkpoint and the best model so far.

Promises: everything is written aside, flushed and renamed, so that a process that is killed at any
moment leaves a folder that the next one goes on from; a checkpoint only names a best model that
lies there whole; a half-written part is never read.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from workbench.engines.models import places
from workbench.engines.models.directory import REQUIRED, ModelDirectory
from workbench.engines.models.durable import put
from workbench.engines.models.processes import alone
from workbench.engines.tuning.pairs import Corpus, Pair
from workbench.errors import EngineError

_PREFIX = ".tuning-"
_PART = ".part"
_REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Job:
    """What a run learns, from what, and how: what has to be the same when it goes on.

    Attributes:
        base: name of the model that is tuned.
        fingerprint: of its files.
        memory: where the units come from; `documents`: only those of it, if any.
        corpus: the pairs, in the model's direction.
        rehearsed: general pairs mixed in.
        general: general pairs to be judged by.
        learning_rate, tokens, rehearsal, seed: as in `Settings`.
    """

    base: str
    fingerprint: str
    memory: str
    documents: tuple[str, ...]
    corpus: Corpus
    rehearsed: tuple[Pair, ...]
    general: tuple[Pair, ...]
    learning_rate: float
    tokens: int
    rehearsal: float
    seed: int


class Folder:
    """The folder in which the model `name` is being made, beside the installed ones."""

    def __init__(self, name: str) -> None:
        self.path = places.installed_models() / f"{_PREFIX}{name}"

    def alone(self) -> AbstractContextManager[None]:
        """Hold the folder for a block: two runs in it would mix what they learn.

        Raises:
            UsageError: another process tunes a model of this name.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        name = self.path.name
        what = f"tuning a model called {name.removeprefix(_PREFIX)!r}"
        return alone(self.path.with_name(f"{name}.lock"), what)

    @property
    def has_checkpoint(self) -> bool:
        """Whether there is something to go on from."""
        return self._checkpoint.is_file()

    @property
    def is_refused(self) -> bool:
        """Whether the run is over and its result was no better than the original."""
        return (self.path / _REFUSED).is_file()

    @property
    def _checkpoint(self) -> Path:
        return self.path / "checkpoint.pt"

    def read_job(self) -> Job | None:
        """What the run that was stopped here was told; None if there is none, or it is damaged."""
        try:
            fields = json.loads((self.path / "job.json").read_text("utf-8"))
            corpus = fields.pop("corpus")
            pairs: dict[str, Any] = {
                key: _pairs(fields.pop(key)) for key in ("rehearsed", "general")
            }
            divided = Corpus(
                _pairs(corpus["training"]), _pairs(corpus["held_out"]), corpus["left_out"]
            )
            documents = tuple(fields.pop("documents"))
            return Job(corpus=divided, documents=documents, **pairs, **fields)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def start(self, job: Job) -> None:
        """Begin anew with `job`."""
        self.clear()
        self.path.mkdir(parents=True)
        text = json.dumps(asdict(job), ensure_ascii=False)
        self._write("job.json", lambda path: path.write_text(text, "utf-8"))

    def save(self, state: dict[str, Any]) -> None:
        """Write a checkpoint and drop the best models that it no longer names.

        Raises:
            EngineError: there is no room for it.
        """
        import torch

        try:
            self._write("checkpoint.pt", lambda path: torch.save(state, path))
        except RuntimeError as exc:  # torch's way of saying that the disk is full
            raise EngineError(
                f"the checkpoint cannot be written ({exc})",
                where=str(self._checkpoint),
                hint="Make room there; the same command goes on.",
            ) from exc
        for path in self.path.glob("best-*"):
            if path.name != f"best-{state['best']}":
                shutil.rmtree(path, ignore_errors=True)

    def load(self) -> dict[str, Any]:
        """The checkpoint.

        Raises:
            EngineError: it is damaged.
        """
        import pickle

        import torch

        try:
            state: dict[str, Any] = torch.load(
                self._checkpoint, weights_only=True, map_location="cpu"
            )
        except (OSError, RuntimeError, EOFError, ValueError, pickle.UnpicklingError) as exc:
            raise EngineError(
                f"the checkpoint of the run that was stopped cannot be read ({exc})",
                where=str(self._checkpoint),
                hint="Give --afresh to begin again.",
            ) from exc
        return state

    def best(self, epoch: int) -> Path:
        """Where the model as it was after `epoch` lies."""
        return self.path / f"best-{epoch}"

    def write_best(
        self, epoch: int, base: ModelDirectory, write_weights: Callable[[Path], None]
    ) -> None:
        """Make a whole model directory: the base's files, with other weights."""
        aside = self.path / f"best-{epoch}{_PART}"
        shutil.rmtree(aside, ignore_errors=True)
        shutil.rmtree(self.best(epoch), ignore_errors=True)
        aside.mkdir()
        for name in REQUIRED:
            shutil.copyfile(base.path / name, aside / name)
        write_weights(aside / "model.safetensors")
        (aside / "model.safetensors").chmod(0o644)
        put(aside, self.best(epoch))

    def refuse(self) -> None:
        """Remember that the result was refused: it can still be kept, or another run begun."""
        (self.path / _REFUSED).touch()

    def clear(self) -> None:
        """Delete the folder."""
        shutil.rmtree(self.path, ignore_errors=True)

    def _write(self, name: str, write: Callable[[Path], object]) -> None:
        aside = self.path / f"{name}{_PART}"
        write(aside)
        put(aside, self.path / name)


def left_behind() -> dict[str, int]:
    """The names of runs that were stopped or refused, each with the bytes that it takes."""
    folders = sorted(places.installed_models().glob(f"{_PREFIX}*/"))
    return {
        path.name.removeprefix(_PREFIX): sum(
            file.stat().st_size for file in path.rglob("*") if file.is_file()
        )
        for path in folders
        if path.is_dir()
    }


def forget(name: str) -> bool:
    """Delete what a run of this name left behind; whether there was any.

    Raises:
        UsageError: another process is tuning a model of this name.
    """
    if name not in left_behind():
        return False
    folder = Folder(name)
    with folder.alone():
        folder.clear()
    return True


def _pairs(rows: list[dict[str, str]]) -> tuple[Pair, ...]:
    return tuple(Pair(**row) for row in rows)
