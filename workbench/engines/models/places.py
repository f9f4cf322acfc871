"""Where models and their converted forms lie on this machine.

Models that a person installed are data and are kept; converted models are cache, which may be
deleted at any time and is made again.
"""

from __future__ import annotations

from pathlib import Path

import platformdirs

from workbench.resources import shipped

APPLICATION = "workbench"


def shipped_models() -> Path:
    """The manifests and the embedded model that come with the workbench."""
    return shipped("models")


def installed_models() -> Path:
    """Where installed models lie, one directory each."""
    return platformdirs.user_data_path(APPLICATION) / "models"


def own_manifests() -> Path:
    """Where a person puts manifests (TOML) of further models that can be installed."""
    return platformdirs.user_data_path(APPLICATION) / "manifests"


def remembered() -> Path:
    """Where it is remembered which model is in use and how fast each one was."""
    return platformdirs.user_data_path(APPLICATION) / "engines"


def converted_models() -> Path:
    """Where models converted for CTranslate2 lie, one directory each."""
    return platformdirs.user_cache_path(APPLICATION) / "converted"
