"""What this person's machine remembers of its models: which one is in use, how fast each was.

Small files in the data directory, one for each fact, so that two processes never undo each other's
writing. Promises: a file appears whole or not at all; one that cannot be read counts as not there,
because everything in it can be chosen or measured again.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from workbench.engines import fingerprint
from workbench.engines.models import places
from workbench.engines.models.durable import put
from workbench.errors import EngineError

_CHOICE = "in-use"


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast a model was when it was last measured on this machine.

    Attributes:
        label: what ran (`opus-mt-zh-en · int8`).
        fingerprint: the engine's; another one means that the figures are of another model.
        beams: beam size.
        segments: how many were translated.
        segments_per_second: all of them in one go.
        first_ms: milliseconds for one sentence alone, the model being loaded.
        load_ms: milliseconds to load the converted model.
        measured_at: when, ISO 8601 in UTC.
    """

    label: str
    fingerprint: str
    beams: int
    segments: int
    segments_per_second: float
    first_ms: float
    load_ms: float
    measured_at: str


def chosen() -> str | None:
    """The name or directory of the model that `workbench models use` chose; None without one."""
    try:
        return (places.remembered() / _CHOICE).read_text("utf-8").strip() or None
    except (OSError, UnicodeDecodeError):
        return None


def choose(name: str) -> None:
    """Remember the model to draft with.

    Raises:
        EngineError: the file cannot be written.
    """
    _write(places.remembered() / _CHOICE, name)


def forget_choice() -> None:
    """Go back to the default: opus-mt where it is installed, else the embedded model."""
    with contextlib.suppress(OSError):
        (places.remembered() / _CHOICE).unlink()


def speed(name: str) -> Speed | None:
    """What was measured last of the model ``name``; None where nothing was."""
    try:
        return Speed(**json.loads(_speed_file(name).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def keep_speed(name: str, measured: Speed) -> None:
    """Remember what was measured of the model ``name``.

    Raises:
        EngineError: the file cannot be written.
    """
    _write(_speed_file(name), json.dumps(asdict(measured), ensure_ascii=False))


def forget_speed(name: str) -> None:
    """Forget what was measured of the model ``name``."""
    with contextlib.suppress(OSError):
        _speed_file(name).unlink()


def now() -> str:
    """The time as it is kept: ISO 8601, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _speed_file(name: str) -> Path:
    """A name may be the path of a directory, which cannot be a file's name."""
    return places.remembered() / f"speed-{fingerprint.of_values(name)}.json"


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        number, aside = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        with os.fdopen(number, "w", encoding="utf-8") as stream:
            stream.write(text)
        put(Path(aside), path)
    except OSError as exc:
        raise EngineError(
            f"what is known of the models cannot be written: {exc.strerror or exc}",
            where=str(path),
            hint="Make room there and try again.",
        ) from exc
