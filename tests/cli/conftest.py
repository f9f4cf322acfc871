"""Run the command line in this process as a user would: arguments in, streams and code out."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from workbench.cli.commands import app


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command left."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Stdout as JSON."""
        return json.loads(self.out)

    @property
    def rows(self) -> list[list[str]]:
        """Stdout as tab-separated rows."""
        return [line.split("\t") for line in self.out.splitlines()]


Run = Callable[..., Outcome]


@pytest.fixture
def workbench(tmp_path: Path) -> Run:
    """Return a function that runs `workbench …` on a database of the test's own."""

    def run(*arguments: str | Path) -> Outcome:
        return invoked(str(tmp_path / "memory.db"), "LW", arguments)

    return run


def invoked(database: str, user: str, arguments: Sequence[str | Path]) -> Outcome:
    """Run `workbench …` on a database as somebody."""
    words = ["--db", database, "--user", user, *map(str, arguments)]
    result = CliRunner().invoke(app, words)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Outcome(result.exit_code, result.stdout, result.stderr)
