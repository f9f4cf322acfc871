"""The glossary as CSV: sorted and diffable going out, as people write it coming in.

Out: UTF-8, LF, `source,target,status,domain,note`, a row for each target, sorted by source, so that
two versions can be compared line by line. In: comma, semicolon or tab; a header in any case, order
and one of several languages, or none; quoted as RFC 4180 says or not at all. A row that cannot be
taken is named with its line and reason, and the others are taken.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Final, TextIO

from workbench.core.term import Term, TermStatus, TermTarget
from workbench.errors import EncodingError, FormatError
from workbench.exchange.csv_records import Record, records, sniff
from workbench.exchange.skipped import Skipped
from workbench.text.normalise import clean

COLUMNS: Final = ("source", "target", "status", "domain", "note")

_ALIASES: Final[Mapping[str, str]] = {
    alias: column
    for column, aliases in {
        "source": "source|zh|zh-cn|zh_cn|chinese|source term|term|中文|原文|源语|术语|中文术语",
        "target": "target|en|en-us|en-gb|english|target term|translation|英文|译文|译语|英文术语",
        "status": "status|usage|状态|用法",
        "domain": "domain|subject|field|category|领域|类别|分类",
        "note": "note|notes|comment|comments|remark|remarks|definition|备注|说明|注释",
    }.items()
    for alias in aliases.split("|")
}
_STATUSES: Final[Mapping[str, TermStatus]] = {
    alias: status
    for status, aliases in {
        TermStatus.PREFERRED: "preferred|preferredterm-admn-sts|approved|首选|推荐",
        TermStatus.ADMITTED: "admitted|admittedterm-admn-sts|allowed|允许|许用|可用",
        TermStatus.FORBIDDEN: "forbidden|deprecatedterm-admn-sts|deprecated|not allowed|禁用|禁止",
    }.items()
    for alias in aliases.split("|")
}
_RANK: Final = {status: rank for rank, status in enumerate(TermStatus)}
_SAMPLE: Final = 40  # lines that the delimiter is guessed from


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that can be taken."""

    line: int
    source: str
    target: str
    status: TermStatus | None
    domain: str
    note: str


def read(stream: TextIO, *, name: str, strict: bool = False) -> Iterator[Term | Skipped]:
    """Yield the terms of a CSV file, and the rows that were left out; constant memory.

    Rows of one source and domain that follow each other are one term. A row without status is the
    preferred target, or an admitted one where the term has a preferred target already.

    Args:
        stream: the file as text, best opened with `newline=""`; a byte order mark is passed over.
        name: the file's name, for messages.
        strict: raise at the first row that cannot be taken.

    Raises:
        FormatError: the header lacks a column that is needed; there is none, and most rows are
            bad; or, if strict, a row is.
        EncodingError: the stream holds bytes that are no text in its encoding.
    """
    for item in _grouped(_rows(_lines(stream, name), name)):
        if strict and isinstance(item, Skipped):
            what = f"{item.item}: {item.reason}"
            raise FormatError(what, where=name, line=item.line, hint="Mend it, and import again.")
        yield item


def _grouped(rows: Iterable[_Row | Skipped]) -> Iterator[Term | Skipped]:
    """Make terms of rows that follow each other."""
    term: Term | None = None
    for row in rows:
        if isinstance(row, Skipped):
            yield row
        elif term and _continues(term, row):
            extended = _extend(term, row)
            if isinstance(extended, Skipped):
                yield extended
            else:
                term = extended
        else:
            if term:
                yield term
            target = TermTarget(row.target, row.status or TermStatus.PREFERRED)
            term = Term(row.source, (target,), row.domain, row.note)
    if term:
        yield term


def write(terms: Iterable[Term], stream: TextIO) -> int:
    """Write terms as sorted CSV and return how many were written.

    Args:
        terms: in any order; one without targets is left out, for it says nothing.
        stream: opened with `newline=""` and UTF-8.
    """
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    count = 0
    for term in sorted(terms, key=lambda term: (term.source, term.domain)):
        targets = sorted(term.targets, key=lambda target: _RANK[target.status])
        for rank, target in enumerate(targets):
            note = "" if rank else term.note
            writer.writerow((term.source, target.text, str(target.status), term.domain, note))
        count += bool(targets)
    return count


def _lines(stream: TextIO, name: str) -> Iterator[str]:
    try:
        for number, line in enumerate(stream):
            yield line.removeprefix("\ufeff") if number == 0 else line
    except UnicodeDecodeError as error:
        raise EncodingError(
            f"Not valid {error.encoding} text",
            where=name,
            hint="Save it as UTF-8, or name its encoding.",
        ) from error


def _rows(lines: Iterator[str], name: str) -> Iterator[_Row | Skipped]:
    sample = list(islice(lines, _SAMPLE))
    delimiter = sniff(sample, frozenset(_ALIASES))
    every = records(chain(sample, lines), delimiter)
    first = next(every, None)
    if first is None:
        return
    columns = _columns(first, name)
    if columns is None:
        yield from _plausible(_cut(chain([first], every), COLUMNS), name)
    else:
        yield from _cut(every, columns)


def _cut(every: Iterable[Record], columns: Sequence[str]) -> Iterator[_Row | Skipped]:
    for number, record in enumerate(every, 1):
        yield _row(record, columns, f"row {number}")


def _plausible(rows: Iterator[_Row | Skipped], name: str) -> Iterator[_Row | Skipped]:
    """Pass rows on unless most of the first ones are bad: without a header, that is another file.

    A text with a comma here and there would otherwise leave a few odd terms in the glossary.
    """
    head = list(islice(rows, _SAMPLE))
    bad = [row for row in head if isinstance(row, Skipped)]
    if 2 * len(bad) > len(head):
        raise FormatError(
            f"this does not look like a glossary: it has no header, and in {bad[0].item} "
            f"{bad[0].reason}",
            where=name,
            line=bad[0].line,
            hint=f"Name the columns in the first line: {','.join(COLUMNS)}.",
        )
    yield from chain(head, rows)


def _columns(record: Record, name: str) -> Sequence[str] | None:
    """Return what the columns hold if the record is a header, else None."""
    columns = [_ALIASES.get(" ".join(field.lower().split()), "") for field in record.fields or ()]
    if len({*columns} - {""}) < len(COLUMNS[:2]):
        return None
    missing = [column for column in COLUMNS[:2] if column not in columns]
    if missing:
        raise FormatError(
            f"The header has no column {' and no column '.join(missing)}",
            where=name,
            line=record.line,
            hint=f"Name the columns {', '.join(COLUMNS)}.",
        )
    return columns


def _row(record: Record, columns: Sequence[str], item: str) -> _Row | Skipped:
    if record.fields is None:
        return Skipped(record.line, item, record.fault)
    cells: dict[str, str] = {}
    for column, field in zip(columns, record.fields, strict=False):
        cells.setdefault(column, clean(field))
    status = cells.get("status", "").lower()
    for wanted in COLUMNS[:2]:
        if not cells.get(wanted):
            return Skipped(record.line, item, f"it has no {wanted}")
    if status and status not in _STATUSES:
        allowed = ", ".join(TermStatus)
        return Skipped(record.line, item, f"the status “{status}” is none of {allowed}")
    return _Row(
        record.line,
        cells["source"],
        cells["target"],
        _STATUSES.get(status),
        cells.get("domain", ""),
        cells.get("note", ""),
    )


def _continues(term: Term, row: _Row) -> bool:
    return (term.source, term.domain) == (row.source, row.domain)


def _extend(term: Term, row: _Row) -> Term | Skipped:
    """Add a row's target and note to its term."""
    has_preferred = bool(term.texts(TermStatus.PREFERRED))
    status = row.status or (TermStatus.ADMITTED if has_preferred else TermStatus.PREFERRED)
    for target in term.targets:
        if target.text == row.target:
            if row.status in {None, target.status}:
                return term
            reason = f"“{row.target}” is {target.status} for {term.source} in an earlier row"
            return Skipped(row.line, f"term {row.source}", reason)
    note = term.note
    if row.note and row.note not in note.split("; "):
        note = f"{note}; {row.note}" if note else row.note
    targets = (*term.targets, TermTarget(row.target, status))
    return replace(term, targets=tuple(sorted(targets, key=lambda t: _RANK[t.status])), note=note)
