"""What the editor remembers between sessions, in one small JSON file.

Promises: a missing or damaged file means the defaults; a file that cannot be written costs nothing
but the memory of a theme.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True, slots=True)
class Settings:
    """The editor's settings.

    Attributes:
        theme: name of the theme.
        completion: whether the rest of the sentence is offered while somebody types.
        concordance: whether the concordance stands among the panels.
    """

    theme: str = "workbench-dark"
    completion: bool = True
    concordance: bool = False


def settings_path() -> Path:
    """Return where the settings lie."""
    return platformdirs.user_config_path("workbench") / "editor.json"


def read() -> Settings:
    """Return the stored settings, or the defaults."""
    try:
        stored = json.loads(settings_path().read_text("utf-8"))
    except (OSError, ValueError):
        return Settings()
    known = stored if isinstance(stored, dict) else {}
    kinds = {"theme": str, "completion": bool, "concordance": bool}
    good = {name: known[name] for name in kinds if isinstance(known.get(name), kinds[name])}
    return Settings(**good)


def write(settings: Settings) -> None:
    """Store the settings; where that is not possible, leave it."""
    path = settings_path()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(settings), indent=2) + "\n", "utf-8")
