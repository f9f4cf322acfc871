"""The embedded model's files as a model of one's own: to break, to install, to turn around."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from workbench.engines.models import known, places
from workbench.engines.models.directory import REQUIRED
from workbench.engines.models.manifest import FILE_NAME, write

EMBEDDED = places.shipped_models() / "embedded"
"""The directory of the embedded model."""


def copy_to(folder: Path) -> Path:
    """Make a directory with the embedded model's files, without its manifest."""
    folder.mkdir(parents=True)
    for name in (*REQUIRED, "model.safetensors"):
        shutil.copyfile(EMBEDDED / name, folder / name)
    return folder


def let_say(folder: Path, **fields: Any) -> Path:
    """Let a directory's manifest say other things of its model."""
    write(folder / FILE_NAME, replace(known.of_directory(folder), **fields))
    return folder
