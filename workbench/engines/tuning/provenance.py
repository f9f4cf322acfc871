"""Where a tuned model comes from, written into its directory.

The model's manifest says what the workbench has to know to draft with it: the language pair, the
prefix, the licence of the weights that it was made from, and in a sentence where it comes from.
`provenance.toml` has the whole story with the figures. Promises: what is written is read back the
same, whatever stands in the names.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from workbench.engines.models.directory import PROVENANCE
from workbench.engines.models.manifest import Manifest
from workbench.engines.tuning.values import Figures, Scores
from workbench.errors import FormatError, UnreadableFileError


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a tuned model was made.

    Attributes:
        base, fingerprint: the model that was tuned, and its files.
        memory: the file or database that the units came from; `documents`: only those, if any.
        training, held_out, left_out: how many pairs were learnt, judged by, and fit for neither.
        at, by: when (UTC) and by whom.
        epochs, best: passes made, and the one after which the model was best.
        steps, seconds, learning_rate, device: what it took.
        before, after: the figures of the original and of this model.
        kept_anyway: whether it was kept though it was no better.
    """

    base: str
    fingerprint: str
    memory: str
    documents: tuple[str, ...]
    training: int
    held_out: int
    left_out: int
    at: datetime
    by: str
    epochs: int
    best: int
    steps: int
    seconds: float
    learning_rate: float
    device: str
    before: Figures
    after: Figures
    kept_anyway: bool = False

    @property
    def description(self) -> str:
        """One line for the list of models."""
        sign = "worse than before, " if self.kept_anyway else ""
        gain = self.after.gain(self.before)
        return (
            f"{self.base}, tuned on {self.training:,} units of {self.memory} by {self.by} on "
            f"{self.at:%Y-%m-%d}: {sign}held out {gain:+.1f} chrF"
        )


def write(folder: Path, provenance: Provenance) -> None:
    """Write the provenance into a model directory."""
    fields = asdict(provenance)
    before, after = fields.pop("before"), fields.pop("after")
    text = _table("", fields)
    for when, figures in (("before", before), ("after", after)):
        text += _table(when, {"epoch": figures.pop("epoch")})
        for kind, scores in figures.items():
            text += _table(f"{when}.{kind}", scores)
    (folder / PROVENANCE).write_text(text, "utf-8")


def manifest(name: str, provenance: Provenance, base: Manifest) -> Manifest:
    """What the list of models says of the tuned model: the base's, with where it comes from."""
    return replace(
        base,
        name=name,
        description=f"{provenance.base}, tuned on units of {provenance.memory}",
        provenance=provenance.description,
        repository="",
        revision="",
        base_url="",
        files=(),
    )


def read(folder: Path) -> Provenance | None:
    """The provenance of the model in a directory; None where it was not tuned here.

    Raises:
        UnreadableFileError: it may not be read.
        FormatError: it is no provenance.
    """
    path = folder / PROVENANCE
    try:
        fields = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except OSError as exc:
        raise UnreadableFileError("the provenance cannot be read", where=str(path)) from exc
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise FormatError(f"the provenance is no TOML: {exc}", where=str(path)) from exc
    try:
        before, after = (_figures(fields.pop(name)) for name in ("before", "after"))
        documents = tuple(fields.pop("documents"))
        return Provenance(documents=documents, before=before, after=after, **fields)
    except (KeyError, TypeError, AttributeError) as exc:
        raise FormatError(f"the provenance is not complete: {exc}", where=str(path)) from exc


def _figures(fields: dict[str, Any]) -> Figures:
    return Figures(fields["epoch"], Scores(**fields["held_out"]), Scores(**fields["general"]))


def _table(name: str, fields: dict[str, object]) -> str:
    lines = [f"\n[{name}]"] if name else []
    lines += [f"{key} = {_value(value)}" for key, value in fields.items()]
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    """A value in TOML: strings, numbers and lists are JSON's, which TOML shares."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return json.dumps(list(value), ensure_ascii=False).replace("\x7f", "\\u007f")
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
