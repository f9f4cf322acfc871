"""The embedded model, loaded once for all tests of this room."""

from __future__ import annotations

import pytest

from workbench.engines.marian import MarianEngine
from workbench.services import engines

_LOADED: list[MarianEngine] = []


@pytest.fixture
def engine(own_home: object) -> MarianEngine:
    """The embedded model on the fast back end."""
    if not _LOADED:
        _LOADED.append(engines.load("embedded", backend="ctranslate2").loaded())
    return _LOADED[0]
