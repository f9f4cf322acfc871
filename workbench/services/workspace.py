"""The workspace: the user's database, who is working, and what is worth keeping at hand.

Every service takes one first. It may be used from any thread; each call of a service is one
transaction. The first opening of a database imports the glossaries that ship with the workbench.
"""

from __future__ import annotations

import getpass
import os
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING, Self

from workbench.storage import glossary
from workbench.storage.database import Database
from workbench.storage.places import Place

if TYPE_CHECKING:
    from workbench.terminology.matcher import Matcher


class Workspace:
    """An open database and the person who works with it. Make one with `Workspace.open`.

    Attributes:
        database: for the services, nobody else.
        user: who is working, as stored with everything that they do.
        notices: what the user should hear of the opening (an upgrade and where its backup lies).
    """

    def __init__(self, database: Database, user: str) -> None:
        self.database = database
        self.user = user
        self.notices: tuple[str, ...] = ()
        if database.backup is not None:
            self.notices += (f"The database was upgraded; its copy is {database.backup}.",)
        self._lock = Lock()
        self._matcher: tuple[int, Matcher] | None = None

    @classmethod
    def open(
        cls,
        location: str | Place | None = None,
        *,
        user: str | None = None,
        upgrade: bool = False,
    ) -> Workspace:
        """Open a database, making or upgrading it if need be.

        Args:
            location: its file or server; None for what `WORKBENCH_DB` names, else the user's own
                file.
            user: who is working; None for `WORKBENCH_USER`, else the name of the login.
            upgrade: bring a team's database, too, to this version, which a file always is.

        Raises:
            UsageError: the location is a URL of neither SQLite nor PostgreSQL.
            StorageError: it cannot be used; its kinds say why.
        """
        from workbench.services import memory_check, starters

        database = Database.open(location, upgrade=upgrade)
        try:
            opened = cls(database, user or os.environ.get("WORKBENCH_USER") or _login())
            opened.notices += memory_check.bring_up_to_date(database)
            starters.take_in(opened)
        except BaseException:
            database.close()
            raise
        return opened

    @property
    def location(self) -> Place:
        """The database's file or server."""
        return self.database.place

    def now(self) -> datetime:
        """Return the time that goes with what is stored now."""
        return datetime.now(UTC)

    def matcher(self) -> Matcher:
        """Return the matcher of the glossary as it is now, built once for each state of it."""
        from workbench.terminology.matcher import Matcher

        with self.database.reading() as session:
            version = glossary.version(session)
            with self._lock:
                held = self._matcher
            if held is not None and held[0] == version:
                return held[1]
            terms = glossary.everything(session)
        built = Matcher(terms)
        with self._lock:
            self._matcher = (version, built)
        return built

    def close(self) -> None:
        """Close the database."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name for this user number
        return "unknown"
