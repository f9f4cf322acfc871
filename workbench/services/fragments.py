"""Parts of a source that the memories know, with their likely translations.

For a source that nothing matches whole: its clauses are looked up as segments are, and the longest
runs of its words that units hold are shown with the words that those units' targets have in common.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from workbench.core.fragment import Fragment, FragmentKind
from workbench.services import memory
from workbench.services.workspace import Workspace
from workbench.storage import memory as stored
from workbench.storage import memory_runs
from workbench.text.variants import SIMPLIFIED

if TYPE_CHECKING:
    from workbench.core.memory import Unit
    from workbench.memory.association import Comparison
    from workbench.memory.fragments import Span
    from workbench.storage.database import Transaction

CLAUSE_THRESHOLD: Final = 80
"""The lowest percentage of a match for a clause."""

_SAFE: Final = 95
"""A clause that matches so well needs no runs of its own."""

_LOOKED_AT: Final = 60
"""Units that are fetched for one run, the newest ones."""

_COUNTED: Final = 24
"""Of them, so many whose neighbours differ tell its translation."""

_COMPARED: Final = 300
"""Units that they are compared with."""

_STAYS: Final = 20
"""A twentieth more units changes nothing in what runs are compared with."""

_FOLD: Final = str.maketrans(SIMPLIFIED)


_comparisons: WeakKeyDictionary[Workspace, tuple[int, Comparison]] = WeakKeyDictionary()
"""What was compared with last, and how many units there were; to prepare it takes some 10 ms."""


def fragments(
    ws: Workspace, source: str, *, limit: int = 8, document: int | None = None
) -> tuple[Fragment, ...]:
    """Return what the memories know of parts of a source.

    Clauses come first, in their order; then runs, those whose translation is likely before those
    with examples alone, the longest first.

    Args:
        ws: the workspace.
        source: the Chinese text.
        limit: at most so many.
        document: where it is wanted, for what matches lose elsewhere.

    Raises:
        NotFoundError: there is no such document.
    """
    edges = ws.matcher().words(source.translate(_FOLD))
    with ws.database.reading() as session:
        whole = _clauses(session, source, document)
        safe = [(clause.start, clause.end) for clause in whole if clause.percent >= _SAFE]
        parts = _runs(ws, session, source, edges, safe, limit - len(whole))
    return (*whole, *parts)[:limit]


def _clauses(session: Transaction, source: str, document: int | None) -> list[Fragment]:
    from workbench.memory.fragments import clauses

    found: list[Fragment] = []
    for start, end in clauses(source):
        text = source[start:end]
        matches = memory.lookup(
            session, text, threshold=CLAUSE_THRESHOLD, limit=2, document=document
        )
        if matches:
            percent = min(matches[0].percent, 100)
            found.append(Fragment(start, end, text, FragmentKind.CLAUSE, percent, matches))
    return found


def _runs(
    ws: Workspace,
    session: Transaction,
    source: str,
    edges: list[int],
    safe: list[Span],
    limit: int,
) -> list[Fragment]:
    from workbench.memory.fragments import chosen, runs, various
    from workbench.memory.grams import shape_of

    known = memory_runs.of_shape(session, shape_of(source))
    wanted = [
        (start, end)
        for start, end in runs(source, edges)
        if not any(first <= start and end <= last for first, last in safe)
    ]
    held = {span: known.holding(shape_of(source[slice(*span)])) for span in wanted}
    spans = chosen(source, {span: len(numbers) for span, numbers in held.items()}, most=limit)
    newest = {span: held[span][: -_LOOKED_AT - 1 : -1].tolist() for span in spans}
    asked = sorted({number for numbers in newest.values() for number in numbers})
    units = {unit.id: unit for unit in stored.several(session, asked)}
    others = comparison(ws, session)
    found = []
    for span in spans:
        text = source[slice(*span)]
        holders = various(text, (units[n] for n in newest[span] if n in units), most=_COUNTED)
        if holders:
            found.append(_run(span, text, holders, others, len(held[span])))
    return sorted(found, key=lambda run: not run.renderings)


def comparison(ws: Workspace, session: Transaction) -> Comparison:
    """Return what runs are compared with, made anew when the memories have grown."""
    from workbench.memory.association import Comparison

    highest = memory_runs.highest(session)
    held = _comparisons.get(ws)
    if held is not None and 0 <= highest - held[0] <= held[0] // _STAYS:
        return held[1]
    made = Comparison(memory_runs.some_pairs(session, _COMPARED))
    _comparisons[ws] = (highest, made)
    return made


def _run(
    span: Span, text: str, holders: tuple[Unit, ...], others: Comparison, units: int
) -> Fragment:
    from workbench.memory.association import renderings

    likely = renderings(text, holders, others)
    return Fragment(
        *span, text, FragmentKind.RUN, renderings=likely, units=units, examples=holders[:3]
    )
