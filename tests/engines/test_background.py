"""What is made in the background steps back, and the thread that asked for it does not."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from workbench.engines.background import NICENESS, giving_way


def _niceness() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


def _niceness_of_a_new_thread() -> int:
    found: list[int] = []
    thread = threading.Thread(target=lambda: found.append(_niceness()))
    thread.start()
    thread.join()
    return found[0]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has priorities for threads")
def test_threads_made_in_the_background_give_way() -> None:
    before = _niceness()
    assert giving_way(_niceness_of_a_new_thread) == NICENESS
    assert _niceness() == before


def test_results_and_errors_come_back() -> None:
    assert giving_way(lambda: 42) == 42
    with pytest.raises(ZeroDivisionError):
        giving_way(lambda: 1 // 0)
