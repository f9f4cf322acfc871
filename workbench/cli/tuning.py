"""`workbench models tune`: adapt a model to the units of a memory."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from workbench.cli.arguments import JsonOption
from workbench.cli.codes import INTERRUPTED
from workbench.cli.output import Report, emit_json, progress, say
from workbench.cli.session import findings, workspace
from workbench.cli.stopping import stopping

if TYPE_CHECKING:
    from workbench.engines.tuning.tuner import Tuned
    from workbench.engines.tuning.values import Figures, Progress

_EVERY: Final = 60.0
"""Seconds between lines that say how far the training is."""

_MINUTE: Final = 60


NewNameOption = Annotated[
    str, typer.Option("--output", "-o", metavar="NAME", help="What the new model is called.")
]
MemoryOption = Annotated[
    Path | None, typer.Option(metavar="FILE", help="A TMX file with the units; else the memory.")
]
UnitsOfOption = Annotated[
    list[str] | None,
    typer.Option("--document", metavar="NAME", help="Only units of this document; repeatable."),
]
MinutesOption = Annotated[
    float | None, typer.Option(min=0.01, metavar="M", help="Train so long at most.")
]
EpochsOption = Annotated[
    int, typer.Option(min=1, metavar="N", help="Passes over the units, at most.")
]
RateOption = Annotated[
    float | None,
    typer.Option(
        min=1e-7, max=1e-2, metavar="R", help="The highest learning rate; else by the model."
    ),
]
DeviceOption = Annotated[str, typer.Option(metavar="NAME", help="auto, cpu or cuda.")]
ResumeOption = Annotated[
    bool, typer.Option("--resume", help="Go on with the units that a stopped run had.")
]
AfreshOption = Annotated[bool, typer.Option("--afresh", help="Forget a run that was stopped.")]
FinishOption = Annotated[
    bool, typer.Option("--finish", help="Take the best of a stopped run as it is.")
]
KeepOption = Annotated[
    bool, typer.Option("--keep-anyway", help="Keep a model that is no better, too.")
]


class _Telling:
    """Tells a person how a run goes: a bar, a line a minute, a line an epoch."""

    def __init__(self, bar: Report) -> None:
        self._bar = bar
        self._said = time.monotonic()
        self._before: Figures | None = None
        self._chrf = ""

    def __call__(self, told: Progress) -> None:
        self._bar(told.step, told.steps)
        if told.figures is not None:
            self._epoch(told, told.figures)
        elif time.monotonic() - self._said > _EVERY:
            self._say(f"step {told.step} of {told.steps}: loss {told.loss:.3f}{self._chrf}", told)

    def _epoch(self, told: Progress, figures: Figures) -> None:
        held, general = figures.held_out, figures.general
        if figures.epoch:
            what = f"epoch {figures.epoch}: loss {told.loss:.2f}, "
        else:
            what = "the original: "
        scores = (
            f"held out {held.loss:.2f}, chrF {held.chrf:.1f}{self._change(figures)}, "
            f"general {general.chrf:.1f}"
        )
        self._chrf = f", chrF {held.chrf:.1f}"
        self._say(what + scores, told)

    def _change(self, figures: Figures) -> str:
        if self._before is None:
            self._before = figures
            return ""
        return f" ({figures.gain(self._before):+.1f})"

    def _say(self, what: str, told: Progress) -> None:
        self._said = time.monotonic()
        say(what if told.seconds_left is None else f"{what}; {_left(told.seconds_left)} left")


def _left(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < _MINUTE else f"{seconds / _MINUTE:.0f} min"


def tune(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The model to start from.")],
    output: NewNameOption,
    memory: MemoryOption = None,
    document: UnitsOfOption = None,
    minutes: MinutesOption = None,
    epochs: EpochsOption = 10,
    learning_rate: RateOption = None,
    device: DeviceOption = "auto",
    resume: ResumeOption = False,
    afresh: AfreshOption = False,
    finish: FinishOption = False,
    keep_anyway: KeepOption = False,
    json: JsonOption = False,
) -> None:
    """Adapt a model to the units that people confirmed, and keep it if it got better.

    Some units are held out: by them, and by general sentences, it is judged before and after each
    epoch. Ctrl-C stops; the same command goes on. Exit code 1 if the model got no better.
    """
    from workbench.engines.tuning.tuner import Order
    from workbench.engines.tuning.values import Settings
    from workbench.errors import StoppedError, UsageError
    from workbench.services import tuning

    if afresh and (resume or finish):
        raise UsageError(
            "--afresh forgets the run that --resume and --finish go on with",
            hint="Give one of them.",
        )
    settings = Settings(epochs=epochs, minutes=minutes, learning_rate=learning_rate, device=device)
    order = Order(
        name,
        output,
        documents=tuple(document or ()),
        settings=settings,
        resume=resume,
        afresh=afresh,
        finish=finish,
        keep_anyway=keep_anyway,
    )
    with workspace(context) as opened, stopping() as stop, progress(f"Tuning {name}") as bar:
        try:
            tuned = tuning.tune(opened, order, tmx=memory, report=_Telling(bar), stop=stop.is_set)
        except StoppedError as error:
            say("workbench: stopped; the same command goes on, --finish takes the best so far.")
            raise typer.Exit(INTERRUPTED) from error
    if json:
        emit_json(tuned)
    _conclude(tuned)


def _conclude(tuned: Tuned) -> None:
    """Say what came of it."""
    made = tuned.provenance
    say(
        f"{made.base}, tuned on {made.training} units, {made.held_out} held out, "
        f"{made.left_out} left out: chrF {made.before.held_out.chrf:.1f} → "
        f"{made.after.held_out.chrf:.1f} held out, {made.before.general.chrf:.1f} → "
        f"{made.after.general.chrf:.1f} on general sentences (epoch {made.best})."
    )
    if tuned.refused:
        say(f"Not better: {tuned.refused}.")
    if tuned.path is None:
        say("Nothing was registered; the same command with --keep-anyway keeps it all the same.")
    else:
        say(f"Registered {tuned.name} in {tuned.path}.")
    findings(bool(tuned.refused))


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(tune)
