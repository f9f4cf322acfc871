"""What a tuning run is told, what it says while it goes on, and what it found."""

from __future__ import annotations

from dataclasses import dataclass

FORGETTING = 3.0
"""chrF that a model may lose on general sentences; beyond, it has forgotten too much."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to train.

    Attributes:
        epochs: at most so many passes over the pairs.
        minutes: at most so many minutes of training, all runs that go on together; None: no limit.
        learning_rate: the peak, after the warm-up; None for one that goes with the model's size.
        patience: epochs without a better chrF after which training stops.
        tokens: padded pieces of a batch, at most.
        rehearsal: how many general pairs are mixed in, as a share of the pairs to learn.
        device: ``auto``, ``cpu`` or ``cuda``.
        seed: of the order of the pairs and of the dropout.
    """

    epochs: int = 10
    minutes: float | None = None
    learning_rate: float | None = None
    patience: int = 3
    tokens: int = 1000
    rehearsal: float = 0.25
    device: str = "auto"
    seed: int = 2026


@dataclass(frozen=True, slots=True)
class Scores:
    """How well a model does on some pairs.

    Attributes:
        loss: mean negative log-probability of a target piece, in nats.
        chrf: chrF2 of greedy drafts, from 0 to 100.
    """

    loss: float
    chrf: float


@dataclass(frozen=True, slots=True)
class Figures:
    """A model after so many epochs: 0 is the original."""

    epoch: int
    held_out: Scores
    general: Scores

    def gain(self, before: Figures) -> float:
        """The chrF that it gained on the pairs held out; less than nothing where it got worse."""
        return self.held_out.chrf - before.held_out.chrf

    def forgotten(self, before: Figures) -> float:
        """The chrF that it lost on general sentences; less than nothing where it gained."""
        return before.general.chrf - self.general.chrf


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    Attributes:
        step, steps: updates made, and those planned.
        epoch, epochs: the pass that is going on, from 1, and those planned.
        loss: mean training loss of this epoch so far, in nats a piece.
        seconds_left: how long the training itself will take at most; None while nobody knows.
        figures: those of the epoch that has just ended, where one has.
    """

    step: int
    steps: int
    epoch: int
    epochs: int
    loss: float
    seconds_left: float | None = None
    figures: Figures | None = None


def better(one: Figures, other: Figures, before: Figures) -> bool:
    """Whether `one` is the better model: nothing forgotten first, then chrF, then loss."""

    def key(figures: Figures) -> tuple[bool, float, float]:
        forgot = figures.forgotten(before) > FORGETTING
        return (not forgot, figures.held_out.chrf, -figures.held_out.loss)

    return key(one) > key(other)


def verdict(before: Figures, after: Figures) -> str:
    """Why a tuned model is not taken, for a person; empty where it is."""
    gain, forgotten = after.gain(before), after.forgotten(before)
    if gain <= 0:
        much = f"by {-gain:.1f} chrF" if gain else "or better by nothing"
        return (
            f"the tuned model is worse than the original {much} on the units held out "
            f"({before.held_out.chrf:.1f} before, {after.held_out.chrf:.1f} after)"
        )
    if forgotten > FORGETTING:
        return (
            f"the tuned model has forgotten {forgotten:.1f} chrF on general sentences "
            f"({before.general.chrf:.1f} before, {after.general.chrf:.1f} after)"
        )
    return ""
