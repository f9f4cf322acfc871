"""Looks for what may be wrong in the memories: with single units, and between several.

What is found is handed out as it is found, and the units are read as they are needed, so that a
million units take little room and whoever asks may stop at any time. Nothing is changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from workbench.checks import leftover_chinese, length, missing_numbers, untranslated
from workbench.checks.context import Context
from workbench.core.memory import Unit
from workbench.core.memory_finding import FindingCode, MemoryFinding
from workbench.core.unit_filter import ALL, Filter
from workbench.memory.contradictions import duplicates, groups, targets
from workbench.services.workspace import Workspace
from workbench.storage import maintenance, memory, memory_lint
from workbench.storage.database import Transaction
from workbench.storage.unit_columns import of_row
from workbench.text.codepoints import is_wordless
from workbench.text.normalise import match_key, match_shape
from workbench.text.placeholders import bare, placeholders

NEAR_PERCENT: Final = 95
"""Sources that have so much in common should not be translated in two ways."""

_WHOLE: Final = 100
_SHOWN: Final = 10
_AT_ONCE: Final = 200
_NOTHING: Final = Context()
_SHARED: Final = frozenset({FindingCode.DUPLICATE, FindingCode.CONTRADICTION})
_SINGLE: Final = frozenset(FindingCode) - _SHARED - {FindingCode.NEAR}
_CODES: Final = {
    "target-empty": FindingCode.EMPTY,
    "target-is-source": FindingCode.SAME,
    "number-missing": FindingCode.NUMBERS,
    "length-short": FindingCode.LENGTH,
    "length-long": FindingCode.LENGTH,
    "chinese-left": FindingCode.CHINESE,
}

Told = Callable[[int, int], None]
"""Is told how much is done, and of how much."""


def lint(
    ws: Workspace,
    where: Filter = ALL,
    *,
    only: Collection[FindingCode] = tuple(FindingCode),
    progress: Told = lambda _done, _total: None,
) -> Iterator[MemoryFinding]:
    """Yield what may be wrong with the units that a filter means.

    Args:
        ws: the workspace.
        where: which units are looked at; between others nothing is found.
        only: what is looked for.
        progress: is told now and then how far it is.
    """
    wanted = frozenset(only)
    with ws.database.reading() as session:
        steps = _Steps(maintenance.count_where(session, where), wanted, progress)
        if wanted & _SHARED:
            yield from (f for f in _shared(session, where, steps) if f.code in wanted)
        if wanted & _SINGLE:
            yield from (f for f in _single(session, where, steps) if f.code in wanted)
        if FindingCode.NEAR in wanted:
            yield from _near(session, where, steps)


@dataclass(slots=True)
class _Steps:
    """How far linting is: each unit counts once for each way in which it is looked at."""

    units: int
    wanted: frozenset[FindingCode]
    told: Told
    before: int = 0

    def at(self, done: int, of: int) -> None:
        """Tell how much of the present way is done."""
        ways = sum(bool(self.wanted & way) for way in (_SHARED, _SINGLE, {FindingCode.NEAR}))
        self.told(self.before + done * self.units // max(of, 1), ways * self.units)

    def end(self) -> None:
        """Tell that the present way is done."""
        self.at(1, 1)
        self.before += self.units


def _shared(session: Transaction, where: Filter, steps: _Steps) -> Iterator[MemoryFinding]:
    keys = memory_lint.shared_keys(session)
    for done, rows in memory_lint.of_keys(session, keys, where):
        steps.at(done, len(keys))
        for group in groups(map(of_row, rows)):
            for same in duplicates(group):
                message = f"{len(same)} units tell one pair in one context"
                yield _finding(FindingCode.DUPLICATE, message, same)
            several = targets(group)
            if len(several) > 1:
                message = f"{len(several)} targets for one source"
                yield _finding(FindingCode.CONTRADICTION, message, several)
    steps.end()


def _single(session: Transaction, where: Filter, steps: _Steps) -> Iterator[MemoryFinding]:
    for place, unit in enumerate(memory_lint.everything(session, where)):
        if place % 1000 == 0:
            steps.at(place, steps.units)
        told: dict[FindingCode, str] = {}
        for code, message in _flaws(unit):
            told.setdefault(code, message)
        for code, message in told.items():
            yield MemoryFinding(code, message, (unit,))
    steps.end()


def _flaws(unit: Unit) -> Iterator[tuple[FindingCode, str]]:
    source, target = unit.source, unit.target
    if "{" in source or "{" in target:
        if Counter(placeholders(source)) != Counter(placeholders(target)):
            yield FindingCode.CODES, "source and target do not have the same placeholders"
        source, target = bare(source).text, bare(target).text
    if is_wordless(source) is not is_wordless(target):
        side = "source" if is_wordless(source) else "target"
        yield FindingCode.EMPTY, f"the {side} has no word"
        return
    for check in (untranslated, missing_numbers, length, leftover_chinese):
        for issue in check.check(source, target, _NOTHING):
            yield _CODES[issue.code], issue.message
            if issue.code in untranslated.SEVERITIES:
                return


def _near(session: Transaction, where: Filter, steps: _Steps) -> Iterator[MemoryFinding]:
    from workbench.memory.near import Pair, Text, near

    def texts() -> Iterator[Text]:
        for place, (number, shape, target) in enumerate(memory_lint.shapes(session, where)):
            if place % 1000 == 0:
                steps.at(place, steps.units)
            yield Text(number, shape, match_shape(match_key(target)))

    waiting: list[Pair] = []
    for pair in near(texts(), NEAR_PERCENT):
        waiting.append(pair)
        if len(waiting) == _AT_ONCE:
            yield from _told(session, waiting)
            waiting = []
    yield from _told(session, waiting)
    steps.end()


def _told(session: Transaction, pairs: Sequence[tuple[int, int, int]]) -> Iterator[MemoryFinding]:
    numbers = sorted({number for first, second, _ in pairs for number in (first, second)})
    units = {unit.id: unit for unit in memory.several(session, numbers)}
    for first, second, percent in pairs:
        both = units[first], units[second]
        if match_key(both[0].source) != match_key(both[1].source):
            alike = "differ in numbers or marks" if percent == _WHOLE else f"are {percent} % alike"
            message = f"the sources {alike}, the targets say it differently"
            yield _finding(FindingCode.NEAR, message, both)


def _finding(code: FindingCode, message: str, units: Sequence[Unit]) -> MemoryFinding:
    return MemoryFinding(code, message, tuple(units[:_SHOWN]))
