"""Runs a program in a pseudo-terminal and tells when what it painted arrived.

What is measured is what a person waits for: from the key that goes in to the bytes that come out,
with everything between them, and nothing of the program is changed.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Final, Self

_DEADLINE: Final = 60.0


class Terminal:
    """A program in a terminal of 120 × 36, ended when the context ends.

    Args:
        command: the program with its arguments.
        environment: variables besides those of this process.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.started = time.perf_counter()
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            variables = {**os.environ, "TERM": "xterm-256color", **environment}
            os.execvpe(command[0], list(command), variables)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._fd)

    def send(self, text: str) -> float:
        """Type `text` and return when."""
        os.write(self._fd, text.encode())
        return time.perf_counter()

    def seen(self, text: str) -> float:
        """Wait until `text` is painted and return when; what was painted before does not count.

        Raises:
            TimeoutError: it was not painted within a minute.
        """
        wanted, painted = text.encode(), b""
        while wanted not in painted:
            # A character's bytes may come in two reads.
            painted = painted[-len(wanted) :] + self._read(_DEADLINE)
        return time.perf_counter()

    def settle(self, seconds: float) -> None:
        """Read on for that long, so that nothing of the past is taken for an answer."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if select.select([self._fd], [], [], left)[0]:
                os.read(self._fd, 65536)

    def _read(self, timeout: float) -> bytes:
        if not select.select([self._fd], [], [], timeout)[0]:
            raise TimeoutError(f"nothing was painted for {timeout:.0f} s")
        return os.read(self._fd, 65536)
