"""Every benchmark is documented with its command, and can at least be started."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent / "benchmarks"
SCRIPTS = sorted(
    path.stem
    for path in FOLDER.glob("*.py")
    if re.search(r"^def main\(", path.read_text(encoding="utf-8"), re.MULTILINE)
)


def test_there_is_one_for_each_promise() -> None:
    assert {"alignment", "drafting", "memory", "paint", "startup"} <= set(SCRIPTS)


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_readme_says_how_to_run_it_and_what_came_out(name: str) -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    _, found, rest = readme.partition(f"    python -m benchmarks.{name}\n")
    assert found
    assert "| " in rest.partition("\n## ")[0]


@pytest.mark.parametrize("name", SCRIPTS)
def test_it_says_how_to_run_it(name: str) -> None:
    module = importlib.import_module(f"benchmarks.{name}")
    assert f"python -m benchmarks.{name}" in (module.__doc__ or "")
    assert callable(module.main)
