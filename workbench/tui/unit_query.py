"""What is typed over the list of units: words, and filters like `memory:agency since:2026-03`.

Promises: pure; a name with spaces stands in double quotes; what follows `re:` is one regular
expression; what is no known filter is a word; a filter that means nothing is told, not ignored.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from workbench.core.period import period
from workbench.core.status import Origin, Status
from workbench.core.unit_filter import ALL, Filter

FILTERS: Final = (
    ("memory", "the memory of this name"),
    ("origin", "whose words: human, mt, tm, alignment …"),
    ("document", "the document or file that they came from"),
    ("by", "who made or changed them"),
    ("domain", "what they are about"),
    ("status", "draft, confirmed or reviewed"),
    ("since", "changed then or later: 2026, 2026-03, 2026-03-14"),
    ("until", "changed then or earlier"),
)
"""Names of the filters, and what they mean."""

_FIELDS: Final = {"document": "documents", "by": "persons", "domain": "domains"}
_TOKEN: Final = re.compile(r'(?:(?P<name>[a-z]+):)?(?P<value>"[^"]*"?|[^\s"]+)')

_EXPRESSION: Final = re.compile(r"(?:^|(?<=\s))re:(?P<expression>.*)")


@dataclass(frozen=True, slots=True)
class UnitQuery:
    """What a line asks for.

    Attributes:
        words: the words to search for, as the concordance takes them, or an expression.
        where: which units are meant.
        problem: what is wrong with a filter, in words; empty where nothing is.
        regex: whether `words` is a regular expression.
    """

    words: str = ""
    where: Filter = ALL
    problem: str = ""
    regex: bool = False


class _FilterError(Exception):
    """A filter that means nothing, and why."""


def parse(line: str, memories: Mapping[str, int]) -> UnitQuery:
    """Read a line.

    Args:
        line: as it was typed.
        memories: the numbers of the memories by their names.
    """
    line, expression = _parted(line)
    words: list[str] = []
    given: dict[str, tuple[object, ...]] = {}
    times: dict[str, datetime] = {}
    try:
        for found in _TOKEN.finditer(line):
            name, value = found["name"], found["value"]
            if name not in dict(FILTERS):
                words.append(found.group())
            elif bare := value.strip('"'):
                if name in ("since", "until"):
                    times[name] = _moment(name, bare)
                else:
                    field, one = _one(name, bare, memories)
                    given[field] = (*given.get(field, ()), one)
    except _FilterError as wrong:
        return UnitQuery(problem=str(wrong))
    where = Filter(**given, **times)  # type: ignore[arg-type]
    if not expression:
        return UnitQuery(" ".join(words), where)
    if words:
        return UnitQuery(problem="Words and an expression cannot be searched for at once.")
    return UnitQuery(expression, where, regex=True)


def _parted(line: str) -> tuple[str, str]:
    """Return what stands before an expression, and the expression; empty where there is none."""
    found = _EXPRESSION.search(line)
    return (line[: found.start()], found["expression"].strip()) if found else (line, "")


def token(name: str, value: str) -> str:
    """Return a filter as it is typed."""
    return f'{name}:"{value}"' if re.search(r"\s", value) else f"{name}:{value}"


def with_filter(line: str, name: str, value: str) -> str:
    """Return a line with one more filter; instead of one of that name which is only begun."""
    kept = [
        found.group()
        for found in re.finditer(r'(?:[a-z]+:)?"[^"]*"?|\S+', line)
        if found.group() != f"{name}:"
    ]
    wanted = token(name, value)
    return " ".join(kept if wanted in kept else [*kept, wanted])


def _one(name: str, value: str, memories: Mapping[str, int]) -> tuple[str, object]:
    """Return the field of the filter that is meant, and its value."""
    if name == "memory":
        number = memories.get(value)
        if number is None:
            raise _FilterError(f"There is no memory “{value}”: {', '.join(memories)}.")
        return "memories", number
    if name in _FIELDS:
        return _FIELDS[name], value
    kind = Origin if name == "origin" else Status
    try:
        return ("origins" if kind is Origin else "statuses"), kind(value.lower())
    except ValueError:
        known = ", ".join(kind)
        raise _FilterError(f"There is no {name} “{value}”: {known}.") from None


def _moment(name: str, value: str) -> datetime:
    try:
        return period(value)[0 if name == "since" else 1]
    except ValueError:
        raise _FilterError(f"“{value}” is no date: write 2026-03-14, 2026-03 or 2026.") from None
