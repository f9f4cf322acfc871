"""The embedded model for every test of this room: its files, a copy to break, both back ends."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.model_files import EMBEDDED, copy_to
from workbench.engines.tokenizer import Tokenizer
from workbench.engines.transformers_engine import TransformersBackend


@pytest.fixture(scope="session", autouse=True)
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What outlives a test finds the cache of the run, too, and not that of the machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
        yield


@pytest.fixture(scope="session")
def embedded() -> Path:
    """The directory of the embedded model."""
    return EMBEDDED


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the embedded model's files, to break or to install."""
    return copy_to(tmp_path / "some-model")


@pytest.fixture(scope="session")
def tokenizer(embedded: Path) -> Tokenizer:
    """The embedded model's tokeniser."""
    return Tokenizer(embedded)


@pytest.fixture(scope="session")
def reference(embedded: Path, tokenizer: Tokenizer) -> TransformersBackend:
    """The embedded model on the back end that every other is compared with."""
    return TransformersBackend(embedded, tokenizer)
