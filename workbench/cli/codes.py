"""The exit codes of every command: 0 says that it is done, the others are here."""

from typing import Final

FINDINGS: Final = 1
"""Something was found that wants a look, or nothing where something was looked for."""

BAD_INPUT: Final = 2
"""Wrong usage or bad input; what was wrong is on stderr."""

INTERRUPTED: Final = 130
"""Stopped by Ctrl-C: 128 and the number of the signal, as shells have it."""

UNREAD: Final = 141
"""Whoever read our output went away (`… | head`): 128 and the number of SIGPIPE."""
