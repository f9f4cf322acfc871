"""The only module of the command line that writes: stdout is data, stderr is narration.

On a terminal, rows are a table; in a pipe they are tab-separated lines without a header, so that
`cut`, `grep` and spreadsheets can take them as they are. `--json` prints one JSON value.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import fields, is_dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from workbench.cli import streams
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from rich.progress import Progress, ProgressColumn, TaskID
    from rich.text import Text

    from workbench.services.pretranslation import Pace

_NARROW: Final = 100
"""Cells below which a terminal has no room for columns that can be spared."""

_SHORT: Final = 16
"""Cells up to which a column is never wrapped, so that the long ones are."""

Report = Callable[[int, int | None], None]
"""Told how much is done, and of how much, where that is known."""


@contextmanager
def _writing() -> Iterator[None]:
    """Give up stdout when it takes no more.

    Raises:
        BrokenPipeError: nobody reads it any longer.
        WorkbenchError: it cannot be written for another reason, such as a full disk.
    """
    try:
        yield
    except OSError as exc:
        streams.abandon_output()
        if isinstance(exc, BrokenPipeError):
            raise
        from workbench.exchange.atomic import unwritable

        raise unwritable(exc, "the output") from exc


def emit(text: str, *, end: str = "\n") -> None:
    """Write data to stdout."""
    with _writing():
        sys.stdout.write(text + end)


def emit_bytes(data: bytes) -> None:
    """Write raw bytes to stdout."""
    with _writing():
        sys.stdout.flush()
        sys.stdout.buffer.write(data)


def flush() -> None:
    """Write out what stdout still holds."""
    with _writing():
        sys.stdout.flush()


def say(text: str) -> None:
    """Tell a person something on stderr; where even that cannot be written, nobody can be told."""
    with suppress(OSError):
        sys.stderr.write(text + "\n")


def say_stopped() -> None:
    """Tell a person that Ctrl-C was heard."""
    say("workbench: stopped; what was finished before is kept.")


def show_error(error: WorkbenchError) -> None:
    """Say what went wrong, where, and what to do next."""
    place = f"{error.where}: " if error.where else ""
    say(f"workbench: {place}{error.what}.")
    if error.hint:
        say(f"  {error.hint}" if error.hint.endswith((".", "?", "!")) else f"  {error.hint}.")


def plain(value: object) -> Any:
    """Turn a value of the trade into what JSON knows; datetimes become ISO 8601."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    return value


def emit_json(value: object) -> None:
    """Write one JSON value, Chinese as it is."""
    emit(json.dumps(plain(value), ensure_ascii=False, indent=2))


def is_terminal() -> bool:
    """Return whether a person sees what is written to stdout."""
    return sys.stdout.isatty()


def emit_styled(lines: Iterable[Text]) -> None:
    """Write styled lines to a terminal, wrapped where it ends."""
    from rich.console import Console

    console = Console(file=sys.stdout)
    with _writing():
        for line in lines:
            console.print(line)


def emit_rows(
    columns: Sequence[str], rows: Sequence[Sequence[object]], *, spare: Sequence[str] = ()
) -> None:
    """Write rows: a table on a terminal, tab-separated lines elsewhere.

    Tabs and line ends inside a cell become spaces, so that a row stays a line. `spare` columns are
    left out of a table on a narrow terminal; tab-separated lines have all columns, always.
    """
    cells = [[" ".join(str(cell).split()) for cell in row] for row in rows]
    if not is_terminal():
        for row in cells:
            emit("\t".join(row))
        return
    if cells:
        _print_table(columns, cells, spare)


def _print_table(
    columns: Sequence[str], cells: Sequence[Sequence[str]], spare: Sequence[str]
) -> None:
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=sys.stdout)
    table = Table(box=None, pad_edge=False, header_style="bold")
    shown = [
        place
        for place, column in enumerate(columns)
        if console.width >= _NARROW or column not in spare
    ]
    for place in shown:
        texts = [row[place] for row in cells]
        table.add_column(
            columns[place],
            overflow="fold",
            no_wrap=max(map(cell_len, texts)) <= _SHORT,
            justify="right" if all(text.isdigit() for text in texts) else "left",
        )
    for row in cells:
        table.add_row(*(Text(row[place]) for place in shown))
    with _writing():
        console.print(table)


@contextmanager
def progress(label: str, *, shown: bool = True) -> Iterator[Report]:
    """Show a progress bar on stderr where that is a terminal; yields what to tell it."""
    if not (shown and sys.stderr.isatty()):
        yield lambda _done, _total: None
        return
    from rich.progress import TaskProgressColumn, TimeRemainingColumn

    with _bar(label, TaskProgressColumn(), TimeRemainingColumn()) as (bar, task):
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def pace(label: str) -> Iterator[Callable[[Pace], None]]:
    """Show a bar with segments a second and the time left; yields what to tell it."""
    if not sys.stderr.isatty():
        yield lambda _pace: None
        return
    from rich.progress import MofNCompleteColumn, TextColumn

    columns = MofNCompleteColumn(), TextColumn("{task.fields[rate]}")
    with _bar(label, *columns, rate="") as (bar, task):
        yield lambda now: bar.update(task, completed=now.done, total=now.total, rate=_rate(now))


def _rate(now: Pace) -> str:
    if now.left is None:
        return ""
    minutes, seconds = divmod(round(now.left), 60)
    return f"{now.rate:.0f} segments/s, {minutes}:{seconds:02d} left"


@contextmanager
def _bar(label: str, *columns: ProgressColumn, **fields: Any) -> Iterator[tuple[Progress, TaskID]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    console = Console(stderr=True)
    start = TextColumn("{task.description}"), BarColumn()
    with Progress(*start, *columns, console=console, transient=True) as bar:
        yield bar, bar.add_task(label, total=None, **fields)
