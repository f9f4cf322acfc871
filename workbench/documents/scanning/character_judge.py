"""Weighs the evidence for a misread character or mark: how sure one may be, in log odds.

A network with one hidden layer, learned from texts scanned by a programme (`models/characters`);
a few hundred numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from workbench.documents.scanning.character_model import Floats
from workbench.resources import shipped


class CharacterJudge:
    """The network.

    Args:
        data: its arrays, by name.
    """

    def __init__(self, data: Any) -> None:
        self._mean, self._scale = data["mean"], data["scale"]
        self._inner, self._inner_bias = data["inner"], data["inner_bias"]
        self._outer, self._outer_bias = data["outer"], data["outer_bias"]

    def weigh(self, numbers: Floats) -> Floats:
        """Return the log odds that each candidate is right, from its evidence (n × features)."""
        scaled = (numbers - self._mean) / self._scale
        hidden = np.tanh(scaled @ self._inner.T + self._inner_bias)
        found: Floats = hidden @ self._outer + self._outer_bias
        return found


@dataclass(frozen=True, slots=True)
class Judges:
    """The two that ship: for characters, and for marks."""

    characters: CharacterJudge
    marks: CharacterJudge


def read_judges(path: Path) -> Judges:
    """Return the judges in a file."""
    with np.load(path, allow_pickle=False) as data:
        return Judges(*(_of(data, name) for name in ("characters", "marks")))


def _of(data: Any, name: str) -> CharacterJudge:
    start = f"{name}_"
    return CharacterJudge(
        {key.removeprefix(start): data[key] for key in data.files if key.startswith(start)}
    )


@cache
def judges() -> Judges:
    """Return the judges that ship with the workbench; read once."""
    return read_judges(shipped("models") / "characters" / "judge.npz")
