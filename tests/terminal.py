"""A real terminal for tests: a tmux session that is typed into and read like a screen."""

from __future__ import annotations

import os
import shlex
import subprocess
import time
import uuid
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

DEADLINE = 60.0
"""Seconds after which a screen that does not show what it should is a failure."""


class Terminal:
    """A command in a tmux session of its own server.

    Args:
        command: program and arguments.
        size: columns and rows.
        directory: where it runs.
    """

    def __init__(
        self, command: Sequence[str], *, size: tuple[int, int] = (80, 24), directory: Path
    ) -> None:
        self._server = f"workbench-{uuid.uuid4().hex[:8]}"
        columns, rows = map(str, size)
        # The exit code is kept on the screen, since the session would end with the command.
        line = f"{shlex.join(command)}; echo exit code $?; sleep 60"
        self._tmux(
            "-f", "/dev/null", "new-session", "-d", "-x", columns, "-y", rows,
            "-c", str(directory), "bash", "-c", line,
        )  # fmt: skip

    def _tmux(self, *arguments: str) -> str:
        command = ["tmux", "-L", self._server, *arguments]
        environment = {**os.environ, "TERM": "xterm-256color"}
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
        return done.stdout

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        subprocess.run(["tmux", "-L", self._server, "kill-server"], check=False)

    def screen(self) -> str:
        """Return what the screen shows now."""
        return self._tmux("capture-pane", "-p")

    def press(self, *keys: str) -> None:
        """Press keys by tmux's names (`Enter`, `C-q`, `M-1`, `F1`), or type literal text."""
        self._tmux("send-keys", *keys)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self._tmux("resize-window", "-x", str(columns), "-y", str(rows))

    def wait_for(self, text: str) -> str:
        """Wait until the screen shows `text`, and return the screen.

        Raises:
            AssertionError: it did not in a minute; the message holds the last screen.
        """
        end = time.monotonic() + DEADLINE
        while time.monotonic() < end:
            screen = self.screen()
            if text in screen:
                return screen
            time.sleep(0.1)
        raise AssertionError(f"{text!r} did not appear; the screen shows:\n{self.screen()}")
