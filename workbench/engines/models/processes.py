"""One process at a time where two would spoil each other's files.

A lock is a small file that the system itself locks (`flock`), with the number of the process that
holds it for the message. Promises: the system lets go of it however the process ends, so that one
that was killed never binds the next; two never hold it at once.
"""

from __future__ import annotations

import contextlib
import fcntl
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
        UsageError: another process holds it.
    """
    number = _taken(lock, what)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
        os.close(number)


def is_alive(process: int) -> bool:
    """Whether there is a process of that number."""
    with contextlib.suppress(PermissionError):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
    return True


def _taken(lock: Path, what: str) -> int:
    """The open file of the lock, which is held as long as it is open."""
    while True:
        number = os.open(lock, os.O_CREAT | os.O_RDWR, 0o644)
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(number, 20, 0).decode("ascii", "replace").strip()
            os.close(number)
            raise UsageError(
                f"another process ({holder or 'just begun'}) is {what}",
                hint="Wait until it is through, or stop it; what it has done is kept.",
            ) from None
        except OSError:
            os.close(number)
            raise
        if _is_still_there(lock, number):
            os.ftruncate(number, 0)
            os.pwrite(number, str(os.getpid()).encode("ascii"), 0)
            return number
        os.close(number)  # the one before deleted it as we opened it


def _is_still_there(lock: Path, number: int) -> bool:
    """Whether the open file is the one that the next process would find."""
    try:
        return os.path.samestat(lock.stat(), os.fstat(number))
    except FileNotFoundError:
        return False
