"""One process at a time where two would spoil each other's files.

A lock is a small file with the number of the process that holds it. Promises: one that a process
left when it was killed does not bind the next.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.errors import UsageError


@contextmanager
def alone(lock: Path, what: str) -> Iterator[None]:
    """Hold the file ``lock`` for the block.

    Args:
        lock: the file; its directory exists.
        what: what is being done, for the message (``installing opus-mt-zh-en``).

    Raises:
        UsageError: another process that is still running holds it.
    """
    _take(lock, what)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def is_alive(process: int) -> bool:
    """Whether there is a process of that number."""
    with contextlib.suppress(PermissionError):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
    return True


def _take(lock: Path, what: str) -> None:
    while True:
        try:
            number = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        except FileExistsError:
            holder = _holder(lock)
            if holder is not None and is_alive(holder):
                raise UsageError(
                    f"another process ({holder}) is {what}",
                    hint="Wait until it is through, or stop it; what has arrived is kept.",
                ) from None
            lock.unlink(missing_ok=True)
        else:
            with os.fdopen(number, "w", encoding="ascii") as stream:
                stream.write(str(os.getpid()))
            return


def _holder(lock: Path) -> int | None:
    """The process that holds a lock; None where the file does not say."""
    try:
        return int(lock.read_text("ascii"))
    except (OSError, ValueError):
        return None
