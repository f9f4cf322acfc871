"""Many sources through an engine as fast as it goes: batches of like length, some under way.

Promises: every source comes back exactly once, in whatever order is fastest; what is alike is asked
for once; after a stop or an error what was ready before has been handed out; no more than a few
batches are held in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice
from typing import Final

from workbench.core.draft import Draft

BUDGET: Final = 1600
"""Characters of a batch, every source counted as long as its longest one (which it is padded to).

Some 40 sentences of news. A stop waits for the batches under way: half a second of a small model,
several where many drafts have to be bent to the glossary.
"""

UNDER_WAY: Final = 3
"""Batches given to the engine: two workers each have one, and the next is there when one ends."""

Translate = Callable[[Sequence[str]], Sequence[Draft]]


def batches(sources: Iterable[str], budget: int = BUDGET) -> Iterator[list[str]]:
    """Distinct sources, the longest first, cut into batches that cost about the same."""
    batch: list[str] = []
    for source in sorted(set(sources), key=lambda source: (-len(source), source)):
        if batch and (len(batch) + 1) * len(batch[0]) > budget:
            yield batch
            batch = []
        batch.append(source)
    if batch:
        yield batch


def stream(
    translate: Translate,
    sources: Iterable[str],
    *,
    cancelled: Callable[[], bool] = lambda: False,
    budget: int = BUDGET,
) -> Iterator[dict[str, Draft]]:
    """Drafts by source, a batch at a time, as they are ready.

    Args:
        translate: drafts a batch, in its order; called from several threads.
        sources: what to draft.
        cancelled: asked before each batch is begun; those under way are still handed out.
        budget: characters of a batch.
    """
    waiting = batches(sources, budget)
    under_way: dict[Future[Sequence[Draft]], list[str]] = {}
    with ThreadPoolExecutor(UNDER_WAY, "bulk") as pool:
        try:
            while True:
                free = 0 if cancelled() else UNDER_WAY - len(under_way)
                for batch in islice(waiting, free):
                    under_way[pool.submit(translate, batch)] = batch
                if not under_way:
                    return
                ready = wait(under_way, return_when=FIRST_COMPLETED).done
                for ended in sorted(ready, key=lambda batch: batch.exception() is not None):
                    yield dict(zip(under_way.pop(ended), ended.result(), strict=True))
        finally:
            pool.shutdown(cancel_futures=True)
