"""Tuning a model on the memory: which units, by whom, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.core.memory import Unit
from workbench.core.status import Origin
from workbench.errors import NotFoundError
from workbench.exchange import tmx_reader
from workbench.services.files import opened
from workbench.services.workspace import Workspace
from workbench.storage import memory as stored

if TYPE_CHECKING:
    from workbench.engines.tuning.pairs import Corpus, Pair
    from workbench.engines.tuning.tuner import Order, Tuned
    from workbench.engines.tuning.values import Progress

Report = Callable[["Progress"], None]
"""Told how far it is, at each update and each epoch."""

_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


def tune(
    ws: Workspace,
    order: Order,
    *,
    tmx: Path | None = None,
    report: Report = lambda _progress: None,
    stop: Callable[[], bool] = lambda: False,
) -> Tuned:
    """Tune a model on the units that a person vouched for.

    Machine drafts that were confirmed untouched are left out: a model learns nothing good from
    its own words.

    Args:
        ws: the workspace.
        order: which model, what the new one is called, and how; `memory` and `by` are filled in.
        tmx: the file to take the units from; None for the memory of the workspace.
        report: told how far it is.
        stop: asked between batches; a run that was stopped goes on with the same order.

    Raises:
        UsageError: there are too few units, the name is taken, or a stopped run is another one.
        NotFoundError: a document of the order has no units.
        InputError: the file cannot be read.
        EngineError: the model cannot be loaded, trained or written.
        StoppedError: `stop` said so.
    """
    from workbench.engines.models import catalogue
    from workbench.engines.tuning import tuner

    catalogue.find(order.base)
    place = ws.location if tmx is None else tmx
    order = replace(order, memory=place.name, by=ws.user)
    tuner.require_free(order.output)
    corpus = None if order.resume or order.finish else _corpus(ws, tmx, order.documents)
    return tuner.tune(order, corpus, at=ws.now(), report=report, stop=stop)


def _corpus(ws: Workspace, tmx: Path | None, documents: tuple[str, ...]) -> Corpus:
    from workbench.engines.tuning.pairs import divided

    units = _from_memory(ws, documents) if tmx is None else _from_file(tmx, documents)
    return divided(_pairs(units))


def _pairs(units: Iterable[Unit]) -> Iterator[Pair]:
    """The pairs that a person vouched for, the oldest first."""
    from workbench.engines.tuning.pairs import Pair

    vouched = [unit for unit in units if unit.origin is not Origin.MT]
    for unit in sorted(vouched, key=lambda u: u.changed_at or u.created_at or _LONG_AGO):
        yield Pair(unit.source, unit.target)


def _from_memory(ws: Workspace, documents: tuple[str, ...]) -> list[Unit]:
    with ws.database.reading() as session:
        if not documents:
            return list(stored.everything(session))
        found: list[Unit] = []
        for document in documents:
            units = list(stored.everything(session, document=document))
            if not units:
                raise _no_units(document, "the memory")
            found += units
        return found


def _from_file(path: Path, documents: tuple[str, ...]) -> list[Unit]:
    with opened(path) as stream:
        items = tmx_reader.read(stream, name=path.name)
        units = [item for item in items if isinstance(item, Unit)]
    for document in documents:
        if all(unit.document != document for unit in units):
            raise _no_units(document, path.name)
    return [unit for unit in units if not documents or unit.document in documents]


def _no_units(document: str, where: str) -> NotFoundError:
    return NotFoundError(
        f"no unit of {where} came from “{document}”",
        hint="`workbench tm stats` lists where the units of the memory came from.",
    )
