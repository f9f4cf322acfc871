"""Units as rows of a table: what spreadsheets and CSV files of pairs have in common.

Out: a header and one row for each unit. In: any order of columns, a header in English or
Chinese or with language codes, or none. Without a header the column that is Chinese is the source
and the one that is not is the target, wherever they stand. A row that cannot be taken is named with
its line and reason, and the others are taken. Inline elements and the properties of a TMX file have
no column: TMX is the form that keeps everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain, islice
from typing import Any, Final, TypeVar

from workbench.core.memory import Unit
from workbench.core.status import Origin, Status
from workbench.exchange import pair_columns, tmx_names
from workbench.exchange.skipped import Skipped
from workbench.exchange.tmx_segment import LONGEST_SEGMENT
from workbench.text.codepoints import has_han
from workbench.text.normalise import clean

_ORIGINS: Final = {
    alias: origin
    for origin, aliases in {
        Origin.MT: "mt|machine|machine translation|机器|机翻|机器翻译",
        Origin.TM: "tm|memory|translation memory|记忆|翻译记忆",
        Origin.HUMAN: "human|person|人工|人工翻译",
        Origin.ALIGNMENT: "alignment|aligned|对齐",
    }.items()
    for alias in aliases.split("|")
}
_STATUSES: Final = {
    alias: status
    for status, aliases in {
        Status.DRAFT: "draft|needs review|草稿|初稿|未确认",
        Status.CONFIRMED: "confirmed|translated|已确认|已翻译|确认",
        Status.REVIEWED: "reviewed|approved|final|proofread|signed off|已审校|已审核|已审阅",
    }.items()
    for alias in aliases.split("|")
}
_SAMPLE: Final = 40  # rows that a table without header is judged by
_DATE: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)(.*)", re.DOTALL)
_DAYS: Final = re.compile(r"[2-9]\d{4}(?:\.\d+)?")  # 1954 to 2173
_EPOCH: Final = datetime(1899, 12, 30, tzinfo=UTC)
"""Day 0 of the numbers that spreadsheets keep dates as."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Attributes:
        line: 1-based line or row of the file.
        cells: their texts; none for a row that could not be read.
        fault: why not.
        sheet: of which table, where a file has several.
    """

    line: int
    cells: tuple[str, ...] = ()
    fault: str = ""
    sheet: str = ""

    def skipped(self, reason: str) -> Skipped:
        """Return the record that this row was left out."""
        item = f"row {self.line}"
        return Skipped(self.line, f"sheet “{self.sheet}”, {item}" if self.sheet else item, reason)


def cells(unit: Unit) -> tuple[str, ...]:
    """Return the texts of a unit's row, one for each of `pair_columns.COLUMNS`."""
    return (
        clean(unit.source),
        clean(unit.target),
        unit.origin.value,
        unit.status.value,
        clean(unit.document),
        clean(unit.domain),
        "\n".join(clean(line) for line in unit.note.splitlines()).strip(),
        clean(unit.before),
        clean(unit.after),
        _format(unit.created_at),
        clean(unit.created_by),
        _format(unit.changed_at),
        clean(unit.changed_by),
    )


def units(
    rows: Iterable[Row], *, name: str, columns: Sequence[str] = ()
) -> Iterator[Unit | Skipped]:
    """Yield the units of a table, and the rows that were left out; constant memory.

    Args:
        rows: in the file's order; empty ones are passed over.
        name: the file's name, for messages, and as the document of units that name none.
        columns: what the columns hold, from `pair_columns.named`; none to find out.

    Raises:
        FormatError: the header has a source but no target, or the other way; without a header, no
            two columns are Chinese and something else.
    """
    every = (row for row in rows if row.fault or any(map(str.strip, row.cells)))
    head = list(islice(every, _SAMPLE))
    sound = [row for row in head if not row.fault]
    if sound:
        columns, passed = _begun(sound, columns, name)
        if passed is not None:
            head.remove(sound[0])
        if passed:
            yield sound[0].skipped(passed)
    for row in chain(head, every):
        yield _unit(row, columns, name)


def _begun(rows: Sequence[Row], told: Sequence[str], name: str) -> tuple[Sequence[str], str | None]:
    """Return what the columns hold, and whether the first row is a header: None if it is a pair.

    A header that says nothing to us is one with a reason for a person.
    """
    first = rows[0]
    if told:
        return told, "" if pair_columns.is_header_of(first.cells, told) else None
    if found := pair_columns.header(first.cells, name=name, line=first.line):
        return found, ""
    columns = pair_columns.guessed([row.cells for row in rows], name=name)
    source = columns.index(pair_columns.PAIR[0])
    if source < len(first.cells) and has_han(first.cells[source]):
        return columns, None
    return columns, "there is no Chinese in it; it is taken for a header"


def _unit(row: Row, columns: Sequence[str], name: str) -> Unit | Skipped:
    if row.fault:
        return row.skipped(row.fault)
    found: dict[str, str] = {}
    for column, cell in zip(columns, row.cells, strict=False):
        if column and not found.get(column):
            found[column] = cell
    source, target = (clean(found.get(column, "")) for column in pair_columns.PAIR)
    if fault := _fault(source, target, found):
        return row.skipped(fault)
    return Unit(
        source,
        target,
        _known(_ORIGINS, found.get("origin", "")) or Origin.HUMAN,
        document=clean(found.get("document", "")) or name,
        domain=clean(found.get("domain", "")),
        note="\n".join(clean(line) for line in found.get("note", "").splitlines()).strip(),
        before=clean(found.get("before", "")),
        after=clean(found.get("after", "")),
        created_at=_parse(found.get("created_at", "")),
        created_by=clean(found.get("created_by", "")),
        changed_at=_parse(found.get("changed_at", "")),
        changed_by=clean(found.get("changed_by", "")),
        status=_known(_STATUSES, found.get("status", "")) or Status.CONFIRMED,
    )


def _fault(source: str, target: str, found: dict[str, str]) -> str:
    """Return why a row gives no unit; empty if it does."""
    if not (source and target):
        return f"it has no {'target' if source else 'source'}"
    if max(len(source), len(target)) > LONGEST_SEGMENT:
        return f"a segment is longer than {LONGEST_SEGMENT:,} characters"
    known: tuple[tuple[str, dict[str, Any]], ...] = (("origin", _ORIGINS), ("status", _STATUSES))
    for column, values in known:
        said = found.get(column, "").strip()
        if said and _known(values, said) is None:
            allowed = ", ".join(dict.fromkeys(str(value) for value in values.values()))
            return f"the {column} “{said}” is none of {allowed}"
    return ""


Value = TypeVar("Value")


def _known(values: dict[str, Value], said: str) -> Value | None:
    return values.get(" ".join(said.lower().split()))


def _format(when: datetime | None) -> str:
    """Return a time as ISO 8601 has it, in UTC, to the second."""
    if when is None:
        return ""
    return f"{when.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()}Z"


def _parse(text: str) -> datetime | None:
    """Return the time that a cell holds: a date as people write it, or a spreadsheet's number.

    A time without a zone counts as UTC; what is no date is no time.
    """
    text = text.strip()
    try:
        if _DAYS.fullmatch(text):
            return (_EPOCH + timedelta(days=float(text))).replace(microsecond=0)
        if found := _DATE.fullmatch(text):
            text = f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}{found[4].rstrip()}"
        when = datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        return tmx_names.parse_date(text)
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
