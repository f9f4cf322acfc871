"""The glossaries that ship with the workbench: imported once, and never again.

A file that was imported is remembered by its name, so that terms which the user removed stay
removed. A term that the user has already stays as it is.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from workbench.core.term import Term
from workbench.resources import shipped
from workbench.services.terms import joined
from workbench.storage import glossary as stored
from workbench.storage import settings

if TYPE_CHECKING:
    from workbench.services.workspace import Workspace

AUTHOR: Final = "workbench"
"""Who made the starter terms, as stored with them."""

_SEEN: Final = "starter-glossary:"


def take_in(ws: Workspace) -> None:
    """Import the shipped glossaries that this database has never seen."""
    files = sorted(shipped("glossaries").glob("*.csv"))
    with ws.database.reading() as session:
        seen = settings.keys(session, _SEEN)
    if all(path.stem in seen for path in files):
        return
    with ws.database.transaction() as session:
        seen = settings.keys(session, _SEEN)
        known = {term.source for term in stored.everything(session)}
        unseen = [path for path in files if path.stem not in seen]
        terms = joined(term for path in unseen for term in _terms(path))
        fresh = [term for term in terms if term.source not in known]
        stored.put_all(session, fresh, by=AUTHOR, at=ws.now())
        for path in unseen:
            settings.put(session, f"{_SEEN}{path.stem}", ws.now().isoformat())


def _terms(path: Path) -> list[Term]:
    from workbench.exchange import glossary_csv

    with path.open(encoding="utf-8", newline="") as stream:
        return [
            item for item in glossary_csv.read(stream, name=path.name) if isinstance(item, Term)
        ]
