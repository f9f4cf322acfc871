"""Threads that give way: drafting must never make a person's typing wait for a core.

Linux gives each thread a priority of its own, and a new thread takes that of the one that makes
it. So whoever makes a pool of threads on a thread of low priority has a pool of low priority.
Elsewhere priorities belong to the process, and nothing is changed.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

T = TypeVar("T")

NICENESS: Final = 10
"""How far the threads step back: one beside a busy editor gets about a tenth of a shared core."""


def giving_way(make: Callable[[], T]) -> T:
    """Call `make` on a thread of low priority, and return what it returns or raise what it raises.

    The threads that it starts keep that priority.
    """
    with ThreadPoolExecutor(1, "giving-way", initializer=_step_back) as executor:
        return executor.submit(make).result()


def _step_back() -> None:
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
