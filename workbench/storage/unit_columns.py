"""Units ↔ rows: which columns a unit has, and the JSON that holds its codes and properties.

The order of `FIELDS` is that of `SELECTED`, so that rows can be turned into values by position.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from workbench.core.memory import OWN, InlineCode, Unit
from workbench.core.status import Origin, Status
from workbench.storage import dialect, rows, tables
from workbench.storage.segments import source_key

UNITS: Final = tables.table(tables.Unit)
FIELDS: Final = (
    "source",
    "target",
    "origin",
    "document",
    "domain",
    "note",
    "before",
    "after",
    "created_at",
    "created_by",
    "changed_at",
    "changed_by",
    "id",
    "memory_id",
    "status",
    "codes",
    "properties",
)
SELECTED: Final = tuple(UNITS.c[name] for name in FIELDS)
_QUERY: Final = f"SELECT {', '.join(FIELDS)} FROM unit WHERE"  # noqa: S608 (names of our columns)
WRITTEN: Final = (*FIELDS, "source_key", "segment_id")
"""What `line` has, in its order."""

_PLAIN: Final = FIELDS[:12]
_TOLD: Final = {"memory_id": OWN, "status": Status.CONFIRMED.value}
"""What rows in the revisions of an older version are without."""
_ORIGIN: Final = {origin.value: origin for origin in Origin}
_STATUS: Final = {status.value: status for status in Status}


def columns(unit: Unit) -> rows.Row:
    """Return what a unit's row holds."""
    row = {name: getattr(unit, name) for name in _PLAIN}
    row["origin"] = unit.origin.value
    row["source_key"] = source_key(unit.source)
    row["memory_id"] = unit.memory
    row["status"] = unit.status.value
    row["codes"] = dump_codes(unit.source_codes, unit.target_codes)
    row["properties"] = dump_properties(unit.properties)
    if unit.id:
        row["id"] = unit.id
    return row


def line(
    unit: Unit, number: int, key: int, segment_id: int | None, time: Callable[..., Any]
) -> tuple[Any, ...]:
    """Return what the row of a new unit holds, as it is stored, in the order of `WRITTEN`.

    Args:
        unit: the unit; its own number does not count.
        number: the number that it gets.
        key: the number of its source's match key.
        segment_id: the segment whose confirmation made it, if any.
        time: brings a time into the form that the database keeps (`dialect.stored_time`).
    """
    return (
        unit.source,
        unit.target,
        unit.origin.value,
        unit.document,
        unit.domain,
        unit.note,
        unit.before,
        unit.after,
        time(unit.created_at),
        unit.created_by,
        time(unit.changed_at),
        unit.changed_by,
        number,
        unit.memory,
        unit.status.value,
        dump_codes(unit.source_codes, unit.target_codes),
        dump_properties(unit.properties),
        key,
        segment_id,
    )


def fetch(session: Session, condition: str, values: Sequence[Any]) -> Iterator[Unit]:
    """Yield the units for which a condition in plain SQL holds, by their numbers.

    For what every keystroke asks: it takes a third of the time of SQLAlchemy's expressions.
    """
    for row in dialect.fetch(session, f"{_QUERY} {condition} ORDER BY id", values):
        *told, created_at, created_by, changed_at = row[:11]
        yield value((*told, _time(created_at), created_by, _time(changed_at), *row[11:]))


def _time(stored: datetime | str | None) -> datetime | None:
    """Return a stored time: SQLite keeps a text in UTC, PostgreSQL tells its own zone."""
    if isinstance(stored, str):
        return datetime.fromisoformat(stored).replace(tzinfo=UTC)
    return stored and stored.astimezone(UTC)


def value(row: Sequence[Any]) -> Unit:
    """Return the unit that a row of `SELECTED` holds."""
    source, target, origin, document, domain, note, before, after, *rest = row
    created_at, created_by, changed_at, changed_by, number, memory, status, *more = rest
    codes, properties = more
    return Unit(
        source,
        target,
        _ORIGIN[origin],
        document,
        domain,
        note,
        before,
        after,
        created_at,
        created_by,
        changed_at,
        changed_by,
        number,
        memory,
        _STATUS[status],
        *load_codes(codes),
        load_properties(properties),
    )


def of_row(row: rows.Row) -> Unit:
    """Return the unit that a row by column names holds."""
    return value([row.get(name, _TOLD.get(name)) for name in FIELDS])


def dump_codes(source: Sequence[InlineCode], target: Sequence[InlineCode]) -> str:
    """Return the codes of both sides as a row keeps them; empty for none."""
    if not (source or target):
        return ""
    return _json([[[code.number, code.xml] for code in side] for side in (source, target)])


def load_codes(text: str | None) -> tuple[tuple[InlineCode, ...], tuple[InlineCode, ...]]:
    """Read what `dump_codes` wrote."""
    if not text:
        return (), ()
    source, target = json.loads(text)
    return tuple(InlineCode(*code) for code in source), tuple(InlineCode(*code) for code in target)


def dump_properties(properties: Sequence[tuple[str, str]]) -> str:
    """Return properties as a row keeps them; empty for none."""
    return _json(properties) if properties else ""


def load_properties(text: str | None) -> tuple[tuple[str, str], ...]:
    """Read what `dump_properties` wrote."""
    return tuple((kind, said) for kind, said in json.loads(text)) if text else ()


def _json(listed: object) -> str:
    return json.dumps(listed, ensure_ascii=False, separators=(",", ":"))
