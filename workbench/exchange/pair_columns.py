"""Which column of a table of pairs holds what: by its header, by what stands in it, or as told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from workbench.errors import FormatError, UsageError
from workbench.exchange import tmx_names
from workbench.text.codepoints import count_han, has_han

COLUMNS: Final = (
    "source",
    "target",
    "origin",
    "status",
    "document",
    "domain",
    "note",
    "before",
    "after",
    "created_at",
    "created_by",
    "changed_at",
    "changed_by",
)
PAIR: Final = COLUMNS[:2]
"""What no row can do without."""

_ALIASES: Final = {
    alias: column
    for column, aliases in {
        "source": "source text|source segment|original|chinese|中文|原文|源文|源语|源语言|原语",
        "target": "target text|target segment|translation|translated|english|英文|译文|译语"
        "|目标语言",
        "origin": "来源|译者类型",
        "status": "state|状态",
        "document": "file|filename|文件|文档|文件名",
        "domain": "subject|field|category|领域|类别|分类",
        "note": "notes|comment|comments|remark|remarks|备注|说明|注释",
        "before": "context before|previous|上文",
        "after": "context after|next|下文",
        "created_at": "created|created on|creation date|创建时间|创建日期",
        "created_by": "creator|author|创建者|作者",
        "changed_at": "changed|modified|changed on|modified on|change date|修改时间|修改日期",
        "changed_by": "modified by|修改者",
    }.items()
    for alias in (column, *aliases.split("|"))
}
NAMES: Final = frozenset(_ALIASES)
"""What a header may call its columns, in lower case; it may also have codes of languages."""

_CODE: Final = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*")


def named(text: str) -> tuple[str, ...]:
    """Return the columns that a person names: `source,target,,note`; an empty one is passed over.

    Raises:
        UsageError: one of the names is unknown, or source or target is missing.
    """
    columns = tuple(meant(name) for name in text.split(","))
    unknown = [n for n, c in zip(text.split(","), columns, strict=True) if n.strip() and not c]
    if unknown or not set(PAIR) <= set(columns):
        what = f"there is no column “{unknown[0]}”" if unknown else "source and target are needed"
        raise UsageError(what, where="--columns", hint=f"The columns are {', '.join(COLUMNS)}.")
    return columns


def meant(name: str) -> str:
    """Return which column a header's name means; empty if none."""
    plain = " ".join(re.sub(r"[(（].*", "", name).lower().split())
    if column := _ALIASES.get(plain):
        return column
    language = tmx_names.language(plain) if _CODE.fullmatch(plain) else ""
    return {"zh": "source", "en": "target"}.get(language, "")


def header(row: Sequence[str], *, name: str, line: int) -> tuple[str, ...]:
    """Return what the columns hold if a row is a header, else nothing.

    Raises:
        FormatError: it is one that names the source but no target, or the other way.
    """
    columns = tuple(map(meant, row))
    missing = [column for column in PAIR if column not in columns]
    if not missing:
        return columns
    if len(set(columns) - {""}) < len(PAIR):
        return ()
    raise FormatError(
        f"the header has no column for the {' and none for the '.join(missing)}",
        where=name,
        line=line,
        hint=f"Name the columns {', '.join(PAIR)} in the first line, or with --columns.",
    )


def is_header_of(row: Sequence[str], columns: Sequence[str]) -> bool:
    """Return whether a row names source and target where a person has said that they are."""
    told = zip(columns, map(meant, row), strict=False)
    return all(found == column for column, found in told if column in PAIR)


def guessed(rows: Sequence[Sequence[str]], *, name: str) -> tuple[str, ...]:
    """Return what the columns of a table without header hold, by what stands in its first rows.

    The source is the first column with about as much Chinese as any has, the target the first one
    with about as many letters of other scripts; numbers and codes have few.

    Raises:
        FormatError: there are no two such columns.
    """
    width = max(map(len, rows))
    columns = [[row[at] for row in rows if at < len(row)] for at in range(width)]
    source = _fullest([sum(map(count_han, cells)) for cells in columns])
    target = _fullest([sum(map(_letters, cells)) for cells in columns])
    if source is None or target is None or source == target:
        raise FormatError(
            "it does not show which column is the source and which one the target",
            where=name,
            hint="Name them in the first line, source and target, or with --columns.",
        )
    return tuple({source: PAIR[0], target: PAIR[1]}.get(at, "") for at in range(width))


def _letters(text: str) -> int:
    """The letters of a text without Chinese."""
    return 0 if has_han(text) else sum(map(str.isalpha, text))


def _fullest(amounts: Sequence[int]) -> int | None:
    """The first place with at least half of the most."""
    most = max(amounts)
    return (
        next((at for at, amount in enumerate(amounts) if 2 * amount >= most), None)
        if most
        else None
    )
