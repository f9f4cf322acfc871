"""Where the files that ship with the workbench lie, in a checkout and in a wheel alike."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """Return the directory `name` (`models`, `glossaries`, `seeds`) that ships with the workbench.

    A wheel carries it inside the package under `_data/`; a checkout has it beside the package.
    """
    packed = _PACKAGE / "_data" / name
    return packed if packed.is_dir() else _PACKAGE.parent / name
