"""What a PostgreSQL server complains about, told to a person: by SQLSTATE, or by what libpq says.

A refused connection has no SQLSTATE that a driver hands on, only words; those of an unknown
language are passed on as they are.
"""

from __future__ import annotations

from typing import Final

from workbench.errors import DiskFullError, ServerError, StorageError
from workbench.storage.places import Server

_Words = tuple[type[StorageError], str, str]

_GONE: Final[_Words] = (
    ServerError,
    "the connection to the database server broke off; what was not acknowledged is not stored",
    "Do it again; if the server does not come back, ask whoever keeps it.",
)
_BUSY: Final[_Words] = (
    StorageError,
    "somebody else has kept the database busy for too long",
    "Wait until they have finished (an import, an upgrade), then do it again.",
)
_RIGHTS: Final[_Words] = (
    StorageError,
    "your account may not do this in the database ({error})",
    "Ask whoever keeps the server to make you a member of the role that owns the database.",
)
_FULL: Final[_Words] = (
    DiskFullError,
    "there is no room left on the database server; nothing of this step was stored",
    "Tell whoever keeps the server; what was stored before is safe.",
)
_BY_STATE: Final[tuple[tuple[str, _Words], ...]] = (
    ("53100", _FULL),
    ("53300", (ServerError, "the database server takes no more connections now", "Try again.")),
    ("55P03", _BUSY),
    ("40001", _BUSY),
    ("40P01", _BUSY),
    ("42501", _RIGHTS),
    (
        "25006",
        (
            StorageError,
            "the database server takes no changes now: it is a copy, or set to reading only",
            "Ask whoever keeps it for the address of the one that does.",
        ),
    ),
    ("57P", _GONE),
    ("08", _GONE),
)
"""By the beginning of the state: PostgreSQL's manual, appendix A."""

_ACCOUNT: Final = "Check the name and the password (in the URL, in PGPASSWORD or in ~/.pgpass)."
_REACH: Final = "Check the address and the network, and that the server runs."
_BY_WORDS: Final[tuple[tuple[str, _Words], ...]] = (
    (
        "password authentication failed",
        (ServerError, "the database server refuses this password", _ACCOUNT),
    ),
    ("no password supplied", (ServerError, "the database server wants a password", _ACCOUNT)),
    ("authentication failed", (ServerError, "the database server refuses this account", _ACCOUNT)),
    ('role "', (ServerError, "the database server knows no account of this name", _ACCOUNT)),
    (
        "pg_hba.conf",
        (
            ServerError,
            "the database server does not let this account in from this machine",
            "Ask whoever keeps the server to allow it (pg_hba.conf).",
        ),
    ),
    (
        "does not exist",
        (
            ServerError,
            "the server has no database of this name",
            "Check its name, or make it: `createdb --encoding UTF8 --template template0 NAME`.",
        ),
    ),
    ("too many", (ServerError, "the database server takes no more connections now", "Try again.")),
    (
        "starting up",
        (ServerError, "the database server is starting", "Try again in a moment."),
    ),
    ("timeout", (ServerError, "the database server does not answer", _REACH)),
    ("refused", (ServerError, "no database server answers at this address", _REACH)),
    ("No such file", (ServerError, "no database server answers at this address", _REACH)),
    ("resolve host", (ServerError, "there is no machine of this name", _REACH)),
    ("translate host name", (ServerError, "there is no machine of this name", _REACH)),
    ("connection is closed", _GONE),
    ("connection has been closed", _GONE),
    ("closed the connection unexpectedly", _GONE),
    ("connection is lost", _GONE),
    ("consuming input failed", _GONE),
    ("SSL", (ServerError, "no safe connection to the database server ({error})", _REACH)),
    ("certificate", (ServerError, "no safe connection to the database server ({error})", _REACH)),
    ("invalid", (ServerError, "the address is wrong ({error})", "Correct it and try again.")),
    ("connection failed", (ServerError, "the database server cannot be used ({error})", _REACH)),
    (
        "NUL",
        (
            StorageError,
            "the text holds a zero byte (U+0000), which a database server cannot keep",
            "Take it out of the text or the file, then do it again.",
        ),
    ),
)
_UNKNOWN: Final[_Words] = (
    StorageError,
    "the database server could not do it ({error})",
    "Run `workbench doctor`; if it finds nothing, please report this message.",
)


def explain(error: BaseException | None, server: Server) -> StorageError:
    """Return our error for one of the driver's."""
    kind, what, hint = _words(str(getattr(error, "sqlstate", None) or ""), str(error))
    first = " ".join(str(error).split("\n")[0].split())
    return kind(what.format(error=first), where=str(server), hint=hint)


def _words(state: str, said: str) -> _Words:
    if state:
        return next((words for start, words in _BY_STATE if state.startswith(start)), _UNKNOWN)
    return next((words for part, words in _BY_WORDS if part in said), _UNKNOWN)
