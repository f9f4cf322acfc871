"""Tune a model from beginning to end: begin or go on, train, judge, register or refuse.

Promises: the new model's directory appears whole or not at all, and only if the model got better
than the original (or was kept anyway); what a run had learnt is there until the model is registered
or another run of that name is begun: a result that was refused can still be kept.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from workbench.engines import fingerprint
from workbench.engines.models import catalogue, places
from workbench.engines.models.catalogue import Model
from workbench.engines.models.manifest import is_name
from workbench.engines.models.registration import register
from workbench.engines.tuning import provenance as records
from workbench.engines.tuning.certainty import calibrate
from workbench.engines.tuning.folder import Folder, Job
from workbench.engines.tuning.general import general
from workbench.engines.tuning.pairs import Corpus
from workbench.engines.tuning.provenance import Provenance
from workbench.engines.tuning.training import Report, Stop, Training
from workbench.engines.tuning.values import Settings, verdict
from workbench.errors import EngineError, UsageError

RATE, WIDTH = 2e-4, 256
"""The peak learning rate for a model so wide."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a person asked for.

    Attributes:
        base: name or directory of the model to tune.
        output: name of the new model.
        memory: where the units come from, as shown; `documents`: only those of it, if any.
        by: who asks.
        settings: how to train.
        resume: go on with what a stopped run was told, whatever the memory holds now.
        afresh: throw away what a stopped run had learnt.
        finish: do not train on; take the best that a stopped run had.
        keep_anyway: register the model even if it is no better.
    """

    base: str
    output: str
    memory: str = ""
    by: str = ""
    documents: tuple[str, ...] = ()
    settings: Settings = field(default_factory=Settings)
    resume: bool = False
    afresh: bool = False
    finish: bool = False
    keep_anyway: bool = False


@dataclass(frozen=True, slots=True)
class Tuned:
    """What came of it.

    Attributes:
        name: of the new model.
        path: its directory; None where it was refused.
        provenance: how it was made, with the figures before and after.
        refused: why it is no better than the original, empty where it is.
        resumed: whether a stopped run was gone on with.
    """

    name: str
    path: Path | None
    provenance: Provenance
    refused: str
    resumed: bool


def tune(order: Order, corpus: Corpus | None, *, at: datetime, report: Report, stop: Stop) -> Tuned:
    """Tune a model.

    Args:
        order: what is wanted.
        corpus: the pairs, Chinese to English; None where `order` goes on with a stopped run's.
        at: when, for the provenance.
        report: told how far it is, at each update and each epoch.
        stop: asked between batches.

    Raises:
        UsageError: the name is taken, another process is making it, or the stopped run under it
            is another one or has nothing.
        EngineError: the model cannot be loaded or trained, or there is no room for it.
        StoppedError: `stop` said so; the same order goes on.
    """
    base = catalogue.find(order.base)
    require_free(order.output)
    folder = Folder(order.output)
    try:
        with folder.alone():
            require_free(order.output)  # another process may just have made it
            resumed = _prepared(order, base, corpus, folder)
            training = Training(base, _job(folder), folder, order.settings)
            if not order.finish:
                training.run(report, stop)
            return _ended(order, base, folder, training, at, resumed=resumed)
    except OSError as exc:
        raise EngineError(
            f"the tuned model cannot be written: {exc.strerror or exc}",
            where=str(folder.path),
            hint="Make room there; the same command goes on.",
        ) from exc


def has_stopped_run(output: str) -> bool:
    """Whether a run for the model `output` was stopped before its end."""
    folder = Folder(output)
    return folder.read_job() is not None and not folder.is_refused


def require_free(output: str) -> None:
    """See that a model may be called `output`.

    Raises:
        UsageError: a model is called so, or none can be.
    """
    if not is_name(output):
        raise UsageError(
            f"a model cannot be called {output!r}", hint="Use letters, digits and the marks . _ + -"
        )
    installed = (places.installed_models() / output).exists()
    if installed or output in {found.name for found in catalogue.models()}:
        first = f", or `workbench models remove {output}` first" if installed else ""
        raise UsageError(
            f"a model called {output!r} is {'there' if installed else 'known'} already",
            hint=f"Choose another name{first}.",
        )


def _prepared(order: Order, base: Model, corpus: Corpus | None, folder: Folder) -> bool:
    """Have the folder hold the job that was ordered; whether a stopped run goes on."""
    held = None if order.afresh else folder.read_job()
    if order.resume or order.finish:
        if held is None:
            raise UsageError(
                f"there is no run of {order.output!r} to go on with",
                hint="Leave --resume and --finish out to begin one.",
            )
        _require_same_base(order, base, held)
        return True
    if corpus is None:
        raise UsageError("there are no units to tune on")
    job = _new_job(order, base, corpus)
    if held is not None and folder.has_checkpoint:
        if held == job:
            return True
        if not folder.is_refused:
            raise UsageError(
                f"a run of {order.output!r} was stopped, and it had other units, settings or model",
                hint="--resume goes on with what it had, --afresh begins again.",
            )
    folder.start(job)
    return False


def _require_same_base(order: Order, base: Model, held: Job) -> None:
    if held.fingerprint != fingerprint.of_files(base.directory.files):
        raise UsageError(
            f"the run of {order.output!r} that was stopped tuned {held.base!r}, as it was then",
            hint="Name that model, or give --afresh to begin again.",
        )


def _new_job(order: Order, base: Model, corpus: Corpus) -> Job:
    known, settings = general(), order.settings
    if base.manifest.source_language != "zh":
        corpus, known = corpus.turned(), known.turned()
    return Job(
        base.manifest.name,
        fingerprint.of_files(base.directory.files),
        order.memory,
        order.documents,
        corpus,
        known.training if settings.rehearsal else (),
        known.held_out,
        settings.learning_rate or _rate(base),
        settings.tokens,
        settings.rehearsal,
        settings.seed,
    )


def _rate(base: Model) -> float:
    """The peak rate for a model: the wider it is, the lower.

    The embedded model (256 wide) learnt best with 2e-4; opus-mt is 512 wide, and such models are
    commonly tuned with 5e-5 or less.
    """
    width = int(json.loads((base.directory.path / "config.json").read_bytes())["d_model"])
    return RATE * min(1.0, (WIDTH / width) ** 2)


def _job(folder: Folder) -> Job:
    job = folder.read_job()
    if job is None:
        raise EngineError(
            "what the run was told cannot be read",
            where=str(folder.path),
            hint="Give --afresh to begin again.",
        )
    return job


def _ended(
    order: Order, base: Model, folder: Folder, training: Training, at: datetime, *, resumed: bool
) -> Tuned:
    """Register the best model, or refuse it; either way the run is over."""
    if not training.best:
        raise UsageError(
            f"the run of {order.output!r} has not finished an epoch",
            hint="Give it more --minutes; the same command goes on.",
        )
    job = _job(folder)
    before, after = training.history[0], training.history[training.best]
    refused = verdict(before, after)
    found = Provenance(
        base=job.base,
        fingerprint=job.fingerprint,
        memory=job.memory,
        documents=job.documents,
        training=training.learnt,
        held_out=len(job.corpus.held_out),
        left_out=job.corpus.left_out + len(job.corpus.training) - training.learnt,
        at=at,
        by=order.by,
        epochs=len(training.history) - 1,
        best=training.best,
        steps=training.step,
        seconds=round(training.seconds, 1),
        learning_rate=job.learning_rate,
        device=training.device,
        before=before,
        after=after,
        kept_anyway=bool(refused),
    )
    path = None
    if not refused or order.keep_anyway:
        path = _registered(order, base, folder, job, found)
        folder.clear()
    else:
        folder.refuse()
    return Tuned(order.output, path, found, refused, resumed)


def _registered(order: Order, base: Model, folder: Folder, job: Job, found: Provenance) -> Path:
    source = folder.best(found.best)
    manifest = records.manifest(order.output, found, base.manifest)
    records.write(source, found)
    calibrate(source, manifest, base, job.corpus.held_out)
    register(source, manifest)
    return places.installed_models() / order.output
