"""Ctrl-C as a wish: long work ends at its next batch, and what it has made by then is kept.

Promises: the first Ctrl-C is answered at once by a line that says what happens; a second one stops
as it does everywhere else; afterwards Ctrl-C is what it was before.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import TYPE_CHECKING

from workbench.cli.output import say

if TYPE_CHECKING:
    from types import FrameType


@contextmanager
def stopping() -> Iterator[Event]:
    """Hear Ctrl-C as a wish to stop at the next batch; a second one stops at once.

    Yields:
        What is set as soon as somebody wishes to stop.
    """
    asked = Event()

    def heard(_number: int, _frame: FrameType | None) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()
        say("workbench: stopping after this batch …")

    before = signal.signal(signal.SIGINT, heard)
    try:
        yield asked
    finally:
        signal.signal(signal.SIGINT, before)
