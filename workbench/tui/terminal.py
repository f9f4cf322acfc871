"""What the editor needs of the terminal, settled before Textual is imported.

Promises: without a terminal a `TerminalError` says so before anything is drawn; the Kitty keyboard
protocol, which loses the text of Chinese input methods in several terminals, stays off unless the
user has decided otherwise; alt with a digit or an arrow arrives as that key.
"""

from __future__ import annotations

import os
import string
import sys
from dataclasses import dataclass

from workbench.errors import TerminalError

_KITTY = "TEXTUAL_DISABLE_KITTY_KEY"
_ARROWS = {"A": "up", "B": "down"}
_PLAIN = string.digits + string.ascii_lowercase


@dataclass(frozen=True, slots=True)
class _Key:
    """A key as Textual's table names it: what it reads of one is `value`."""

    value: str


def prepare() -> None:
    """Set the environment that Textual reads when it is imported; call before importing it."""
    os.environ.setdefault(_KITTY, "1")


def require() -> None:
    """Check that there is a terminal to draw on and to read keys from.

    Raises:
        TerminalError: standard input or standard error is none, or it cannot place text.
    """
    # Textual draws on standard error and reads standard input; standard output is left alone.
    if not all(
        stream is not None and stream.isatty() for stream in (sys.__stdin__, sys.__stderr__)
    ):
        raise TerminalError(
            "the editor needs a terminal, and this is none",
            hint="Start it in a terminal without redirecting its input or its messages; "
            "`workbench translate` and `workbench export` work without one",
        )
    if os.environ.get("TERM") == "dumb":
        raise TerminalError(
            "this terminal (TERM=dumb) cannot place text on the screen",
            hint="Start the editor in another terminal, or set TERM to what yours is",
        )


def read_alt_keys() -> None:
    """Let Textual report alt with digits, letters and arrows as such, and at once.

    Its table turns Escape followed by 1–9 into `¡™£¢∞§¶•ª`, which is what a Mac's option key types;
    a terminal that means alt sends those bytes, while a Mac's typed £ arrives as £ in any case.
    Escape followed by a letter is not in its table: it waits a tenth of a second for more, and what
    is typed in that time makes it `^a` and so on. Alt+b and alt+f stay movements by words.
    """
    from textual import _ansi_sequences

    table = _ansi_sequences.ANSI_SEQUENCES_KEYS
    assert isinstance(table, dict)
    for key in _PLAIN:
        if key not in "bf":
            table[f"\x1b{key}"] = (_Key(f"alt+{key}"),)
    for modifier in (3, 9):
        for code, key in _ARROWS.items():
            table[f"\x1b[1;{modifier}{code}"] = (_Key(f"alt+{key}"),)
