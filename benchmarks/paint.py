"""How long a key takes until it is painted, against a bare Textual text area.

    python -m benchmarks.paint

Both run in a pseudo-terminal of 120 × 36. Every key is another letter, one that stands nowhere
else, and the time runs until its bytes come out of the terminal. Opening is timed to the first
character of the text.
"""

from __future__ import annotations

import statistics
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.harness import p99_ms, say_machine, show
from benchmarks.terminal import Terminal
from workbench.resources import shipped

KEYS = 60
# In the first line of the sample, and nowhere in the frame around it.
FIRST_CHARACTER = "屿"
# The editor drafts the whole sample in this time; typing is timed afterwards and while it drafts.
DRAFTING_SECONDS = 20.0
_OPENING_SECONDS = 3.0
_BETWEEN_KEYS = 0.05

_EDITOR = [sys.executable, "-c", "from workbench.cli.app import main; main()"]


def main() -> None:
    """Print opening and typing times of both."""
    say_machine("textual")
    sample = str(shipped("seeds") / "port.txt")
    with TemporaryDirectory() as folder:
        variables = {"WORKBENCH_DB": str(Path(folder) / "bench.db"), "XDG_CACHE_HOME": folder}
        bare = _run([sys.executable, "-m", "benchmarks.bare"], {}, _OPENING_SECONDS)
        busy = _run([*_EDITOR, "edit", sample], variables, _OPENING_SECONDS)
        calm = _run([*_EDITOR, "edit", sample], variables, DRAFTING_SECONDS)
    peer = statistics.median(bare[1])
    rows = [
        (
            name,
            opening,
            1000 * statistics.median(times),
            p99_ms(times),
            f"{statistics.median(times) / peer:.2f}×",
        )
        for name, (opening, times) in [
            ("bare TextArea (peer)", bare),
            ("editor, new document, drafting", busy),
            ("editor, drafted", calm),
        ]
    ]
    show(("what", "opens in s", "key to paint p50 ms", "p99 ms", "of the peer's time"), rows)


def _run(
    command: Sequence[str], variables: dict[str, str], wait: float
) -> tuple[float, list[float]]:
    """Return the seconds to the first paint of the text, and those of each key."""
    with Terminal(command, variables) as terminal:
        opening = terminal.seen(FIRST_CHARACTER) - terminal.started
        terminal.settle(wait)
        times = []
        for letter in _letters(KEYS):
            sent = terminal.send(letter)
            times.append(terminal.seen(letter) - sent)
            terminal.settle(_BETWEEN_KEYS)
        return opening, times


def _letters(count: int) -> list[str]:
    """Return letters that no interface and no sample holds: lower case, Latin, with accents."""
    every = (chr(code) for code in range(0x101, 0x250))
    return [letter for letter in every if unicodedata.category(letter) == "Ll"][:count]


if __name__ == "__main__":
    main()
