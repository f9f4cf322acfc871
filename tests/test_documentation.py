"""Every command that the README and the docs show is run, in the order in which they show it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal import Terminal

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"(?ms)^(?P<mark><!-- [\w-]+ -->\n)?```sh\n(?P<body>.*?)^```")
HUB = "workbench models install opus-mt-zh-en"


def commands(text: str) -> list[str]:
    """Return the `workbench` command lines of the unmarked shell blocks, comments taken off."""
    bodies = [m["body"] for m in BLOCK.finditer(text) if m["mark"] is None]
    lines = [line.partition("  #")[0].strip() for body in bodies for line in body.splitlines()]
    return [line for line in lines if line.startswith("workbench ")]


def pages() -> list[Path]:
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.fixture
def desk(tmp_path: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the samples, and the `workbench` of this environment on the path."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copytree(ROOT / "glossaries", tmp_path / "glossaries")
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def run(line: str, desk: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", line], cwd=desk, capture_output=True, text=True, check=False, timeout=300
    )


@pytest.mark.peer("tmux")
@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_the_commands_of_the_page_work(page: Path, desk: Path) -> None:
    lines = commands(page.read_text(encoding="utf-8"))
    for line in lines:
        if line.startswith("workbench edit"):
            with Terminal(shlex.split(line), directory=desk) as terminal:
                terminal.wait_for("¶")
                terminal.press("C-q")
                assert "exit code 0" in terminal.wait_for("exit code")
            continue
        done = run(line, desk)
        if line == HUB:
            assert done.returncode == 2
            assert "Traceback" not in done.stderr
            continue
        assert done.returncode in (0, 1), f"{line}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr, f"{line}\n{done.stderr}"


def test_the_readme_shows_every_command() -> None:
    """A command that no page shows is one that nobody finds."""
    shown = "\n".join(page.read_text(encoding="utf-8") for page in pages())
    missing = [name for name in command_names() if f"workbench {name}" not in shown]
    assert missing == []


def command_names() -> list[str]:
    import typer

    from workbench.cli.commands import app

    root = typer.main.get_command(app)
    names: list[str] = []
    for name, command in getattr(root, "commands", {}).items():
        inner = getattr(command, "commands", None)
        names += [f"{name} {sub}" for sub in inner] if inner else [name]
    return names
