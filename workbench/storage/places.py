"""Where a database is: a file of the user's, or a PostgreSQL server that a team shares.

What is said of a server's address is said without its password, wherever it appears.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from workbench.errors import UsageError

_SCHEMES: Final = ("postgresql", "postgres", "postgresql+psycopg")


@dataclass(frozen=True, slots=True)
class Server:
    """A database on a PostgreSQL server.

    Attributes:
        url: its address as libpq takes it; may hold a password.
    """

    url: str = field(repr=False)

    @property
    def name(self) -> str:
        """The name of the database; empty where the server chooses it by the account."""
        return unquote(urlsplit(self.url).path.lstrip("/"))

    def __str__(self) -> str:
        """The address without its password; it still leads there where libpq knows that."""
        parts = urlsplit(self.url)
        account, at, host = parts.netloc.rpartition("@")
        kept = [(key, value) for key, value in parse_qsl(parts.query) if key != "password"]
        query = f"?{urlencode(kept, safe='/:,')}" if kept else ""
        return f"postgresql://{account.partition(':')[0]}{at}{host}{parts.path}{query}"


Place: TypeAlias = Path | Server


def locate(location: str | Place | None) -> Place:
    """Return what a location means; None: `WORKBENCH_DB`, else the user's own database.

    Raises:
        UsageError: it is a URL of neither SQLite nor PostgreSQL.
    """
    if isinstance(location, Server):
        return location
    given = str(location or os.environ.get("WORKBENCH_DB") or "")
    if not given:
        from platformdirs import user_data_path

        return user_data_path("workbench", appauthor=False) / "workbench.db"
    given = given.removeprefix("sqlite:///")
    scheme, is_url, rest = given.partition("://")
    if not is_url:
        return Path(given).expanduser().absolute()
    if scheme not in _SCHEMES:
        raise UsageError(
            f"the workbench keeps its database in a file or on PostgreSQL, not on {scheme}",
            where=rest.rpartition("@")[2],
            hint="Give --db or WORKBENCH_DB a file, or postgresql://USER@HOST/NAME.",
        )
    return Server(f"postgresql://{rest}")
