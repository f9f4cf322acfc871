"""One process at a time, and none that is gone stands in the way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.engines.models.processes import alone, is_alive
from workbench.errors import UsageError


def _gone() -> int:
    """The number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def test_a_process_is_alive_until_it_ends() -> None:
    assert is_alive(os.getpid())
    assert not is_alive(_gone())


def test_who_holds_the_lock_is_named(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with (
        alone(lock, "installing it"),
        pytest.raises(UsageError, match=rf"\({os.getpid()}\) is installing it"),
        alone(lock, "installing it"),
    ):
        pass
    assert not lock.exists()
    with alone(lock, "installing it"):
        assert lock.exists()


@pytest.mark.parametrize("left", ["", "what?", "gone"])
def test_a_lock_that_was_left_behind_does_not_bind(tmp_path: Path, left: str) -> None:
    lock = tmp_path / "lock"
    lock.write_text(str(_gone()) if left == "gone" else left)
    with alone(lock, "installing it"):
        assert lock.read_text() == str(os.getpid())
