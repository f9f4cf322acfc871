"""One process at a time, and none that is gone stands in the way."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from workbench.engines.models import processes
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


def test_the_number_of_a_process_that_runs_does_not_bind_either(tmp_path: Path) -> None:
    """Numbers are given out again: what counts is whether the system still holds the lock."""
    lock = tmp_path / "lock"
    lock.write_text(str(os.getppid()))
    with alone(lock, "installing it"):
        assert lock.read_text() == str(os.getpid())


def test_without_the_system_s_locks_the_file_is_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "_CAN_LOCK", False)
    lock = tmp_path / "lock"
    with (
        alone(lock, "installing it"),
        pytest.raises(UsageError, match=rf"\({os.getpid()}\) is installing it") as caught,
        alone(lock, "installing it"),
    ):
        pass
    assert f"delete {lock}" in caught.value.hint
    assert not lock.exists()


def test_of_many_at_once_one_at_a_time_holds_it(tmp_path: Path) -> None:
    inside, most, refused = [0], [0], [0]

    def work() -> None:
        for _ in range(200):
            try:
                with alone(tmp_path / "lock", "counting"):
                    inside[0] += 1
                    most[0] = max(most[0], inside[0])
                    inside[0] -= 1
            except UsageError:
                refused[0] += 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]
    assert refused[0] < 800
