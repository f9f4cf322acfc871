"""The standard streams and the locale, made fit for use before a command begins.

A locale that cannot hold Chinese would garble arguments and file names: Python is started again in
its UTF-8 mode, which only such locales need. A stream that the caller closed leads to nowhere, so
that no file opened later takes its number and receives what was meant for a person. One whose
encoding cannot hold Chinese becomes UTF-8; what its encoding does not hold (a file name of strange
bytes) is written as an escape, and ends no command.
"""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper

_STREAMS = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))
_SAMPLE = "中é"


def prepare() -> None:
    """Make the locale and the three streams usable, whatever the caller made of them."""
    if not (sys.flags.utf8_mode or _holds_chinese(sys.getfilesystemencoding())):
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606
    for number, (name, mode) in enumerate(_STREAMS):
        if getattr(sys, name) is None:
            _to_nowhere(number)
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = stream.encoding if _holds_chinese(stream.encoding) else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def abandon_output() -> None:
    """Let stdout lead to nowhere: what it still holds could not be written at exit either."""
    _to_nowhere(sys.stdout.fileno())


def _to_nowhere(number: int) -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    if nowhere != number:
        os.dup2(nowhere, number)
        os.close(nowhere)


def _holds_chinese(encoding: str) -> bool:
    try:
        _SAMPLE.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
