"""Work that the screen must not wait for: reads in threads, writes in threads and in order.

Promises: nothing that is started here runs on the screen's thread, and every result and every error
comes back to it; writes happen one after another in the order in which they were asked for: a
confirmation never overtakes the typing before it; of reads in a group only the last one answers.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from textual.dom import DOMNode
from textual.worker import Worker, WorkerState

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Callbacks:
    done: Callable[[Any], None]
    failed: Callable[[BaseException], None]


class Tasks:
    """The workers of one screen."""

    def __init__(self, host: DOMNode) -> None:
        """Start workers for `host`, which passes `Worker.StateChanged` on to `finished`."""
        self._host = host
        self._order = asyncio.Lock()
        self._waiting: dict[Worker[Any], _Callbacks] = {}
        self._writes = 0

    @property
    def writing(self) -> bool:
        """Whether some write has been asked for and is not finished."""
        return self._writes > 0

    def write(
        self,
        name: str,
        call: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Ask for a write; it runs after all writes that were asked for before.

        Args:
            name: the worker's name.
            call: what writes, in a thread.
            done: takes its result, on the screen's thread.
            failed: takes what it raised, on the screen's thread.
        """
        self._writes += 1
        work = self._in_order(call)
        worker = self._host.run_worker(work, name=name, group="writing", exit_on_error=False)
        self._waiting[worker] = _Callbacks(done, failed)

    async def _in_order(self, call: Callable[[], T]) -> T:
        try:
            async with self._order:
                return await asyncio.to_thread(call)
        finally:
            self._writes -= 1

    def read(
        self,
        name: str,
        call: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
        *,
        group: str = "",
    ) -> Worker[T]:
        """Ask for something that does not write; an older read of the same group is forgotten.

        Args:
            name: the worker's name, and its group unless one is given.
            call: what is run, in a thread.
            done: takes its result, on the screen's thread.
            failed: takes what it raised, on the screen's thread.
            group: reads of one group replace each other.
        """
        worker: Worker[T] = self._host.run_worker(
            call,
            name=name,
            group=group or name,
            exclusive=True,
            exit_on_error=False,
            thread=True,
        )
        self._waiting[worker] = _Callbacks(done, failed)
        return worker

    def finished(self, event: Worker.StateChanged) -> None:
        """Hand the result of a worker that has finished to those who asked for it."""
        if event.state in (WorkerState.PENDING, WorkerState.RUNNING):
            return
        callbacks = self._waiting.pop(event.worker, None)
        if callbacks is None:
            return
        if event.state is WorkerState.SUCCESS:
            callbacks.done(event.worker.result)
        elif event.state is WorkerState.ERROR and event.worker.error is not None:
            callbacks.failed(event.worker.error)

    async def settle(self) -> None:
        """Wait until everything that was asked to be written is written or has failed."""
        while self.writing:
            await asyncio.sleep(0.005)
