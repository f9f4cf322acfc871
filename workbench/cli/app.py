"""The entry point: it imports nothing until the streams are fit and Ctrl-C is caught."""

from __future__ import annotations

import sys

from workbench.cli import streams
from workbench.cli.codes import INTERRUPTED


def main() -> None:
    """Run the command line."""
    try:
        streams.prepare()
        from workbench.cli.commands import app

        app()
    except KeyboardInterrupt:  # before or after a command; in one, see `workbench.cli.session`
        from workbench.cli.output import say_stopped

        say_stopped()
        sys.exit(INTERRUPTED)
