"""One process at a time where two would spoil each other's files.

A lock is a small file that the system itself locks (`flock`), with the number of the process that
holds it for the message. Promises: the system lets go of it however the process ends, so that one
that was killed never binds the next; two never hold it at once. Where there is no `flock`, that the
file is there is the lock, and who finds one left behind is told to delete it.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.errors import UsageError

_CAN_LOCK = os.name == "posix"


@contextmanager
def alone(lock: Path, what: str) -> Iterator[None]:
    """Hold the file ``lock`` for the block.

    Args:
        lock: the file; its directory exists.
        what: what is being done, for the message (``installing opus-mt-zh-en``).

    Raises:
        UsageError: another process holds it.
    """
    number = _locked(lock, what) if _CAN_LOCK else _made(lock, what)
    os.write(number, str(os.getpid()).encode("ascii"))
    if not _CAN_LOCK:
        os.close(number)  # an open file cannot be deleted there
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
        if _CAN_LOCK:
            os.close(number)


def is_alive(process: int) -> bool:
    """Whether there is a process of that number."""
    with contextlib.suppress(PermissionError):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
    return True


def _locked(lock: Path, what: str) -> int:
    """The open file of the lock, which is held as long as it is open."""
    import fcntl

    while True:
        number = os.open(lock, os.O_CREAT | os.O_RDWR, 0o644)
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as exc:
            os.close(number)
            if isinstance(exc, BlockingIOError):
                raise _held(lock, what) from None
            raise
        if _is_still_there(lock, number):
            os.ftruncate(number, 0)
            return number
        os.close(number)  # the one before deleted it as we opened it


def _made(lock: Path, what: str) -> int:
    """The open file of the lock, which is held until it is deleted."""
    try:
        return os.open(lock, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o644)
    except FileExistsError:
        raise _held(lock, what, f" If there is no such process any more, delete {lock}.") from None


def _held(lock: Path, what: str, more: str = "") -> UsageError:
    try:
        holder = lock.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        holder = ""
    return UsageError(
        f"another process ({holder or 'just begun'}) is {what}",
        hint=f"Wait until it is through, or stop it; what it has done is kept.{more}",
    )


def _is_still_there(lock: Path, number: int) -> bool:
    """Whether the open file is the one that the next process would find."""
    try:
        return os.path.samestat(lock.stat(), os.fstat(number))
    except FileNotFoundError:
        return False
