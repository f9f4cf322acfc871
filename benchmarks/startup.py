"""How long `workbench --help` takes, against an interpreter that does nothing.

python -m benchmarks.startup
"""

from __future__ import annotations

import subprocess
import sys
from functools import partial

from benchmarks.harness import median_ms, say_machine, show, taking_turns

ROUNDS = 15

_COMMANDS = {
    "python -c pass (peer)": ["-c", "pass"],
    "python -c 'import typer'": ["-c", "import typer"],
    "workbench --help": ["-c", "from workbench.cli.app import main; main()", "--help"],
}


def main() -> None:
    """Print the median of each command and its ratio to the peer."""
    say_machine("typer")
    runs = [partial(_run, arguments) for arguments in _COMMANDS.values()]
    medians = [median_ms(times) for times in taking_turns(runs, ROUNDS)]
    peer = medians[0]
    rows = [(name, ms, f"{ms / peer:.1f}×") for name, ms in zip(_COMMANDS, medians, strict=True)]
    show(("command", "median ms", "of the peer's time"), rows)


def _run(arguments: list[str]) -> None:
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)


if __name__ == "__main__":
    main()
