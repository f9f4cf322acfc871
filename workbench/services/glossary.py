"""The glossary: keep terms, import and export them, find and check them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.core.term import Term, TermStatus
from workbench.errors import EncodingError, NotFoundError, UsageError
from workbench.exchange import glossary_csv
from workbench.exchange.atomic import write_bytes
from workbench.exchange.skipped import Skipped
from workbench.services import quality
from workbench.services.files import opened
from workbench.services.quality import SegmentIssues
from workbench.services.reports import ImportReport
from workbench.services.terms import (
    cleaned,
    joined,
    require_targets,
    term_targets,
    united,
    united_targets,
)
from workbench.services.workspace import Workspace
from workbench.storage import glossary as stored
from workbench.storage.database import Transaction
from workbench.text.normalise import clean

if TYPE_CHECKING:
    from workbench.terminology.hygiene import Finding
    from workbench.terminology.matcher import Matcher


def add(
    ws: Workspace,
    source: str,
    target: str,
    *,
    admitted: Sequence[str] = (),
    forbidden: Sequence[str] = (),
    domain: str = "",
    note: str = "",
) -> Term:
    """Add a term; one that is there gets the targets as further ones.

    A target that the term has already takes the new status; the first preferred one stays first.

    Raises:
        UsageError: the source or the target is empty.
    """
    fresh = Term(
        source=cleaned(source, "term"),
        targets=term_targets([cleaned(target, "target")], admitted, forbidden),
        domain=domain.strip(),
        note=clean(note),
    )
    with ws.database.transaction() as session:
        return _add(ws, session, fresh)


def edit(
    ws: Workspace,
    source: str,
    *,
    preferred: str | None = None,
    admitted: Sequence[str] = (),
    forbidden: Sequence[str] = (),
    dropped: Sequence[str] = (),
    domain: str | None = None,
    note: str | None = None,
    rename: str | None = None,
) -> Term:
    """Change a term; what is not given stays.

    Args:
        ws: the workspace.
        source: the Chinese term.
        preferred: the new preferred target, instead of those that are; they go unless they are
            among the admitted or forbidden ones.
        admitted: targets to add, or to give this status.
        forbidden: likewise.
        dropped: targets to take away.
        domain: the field that it belongs to.
        note: what a translator should know.
        rename: the new source.

    Raises:
        NotFoundError: there is no term with this source, or none of the targets to drop.
        UsageError: nothing is to be changed, the term would have no target, or its new source is
            another term's.
    """
    if not (admitted or forbidden or dropped) and {preferred, domain, note, rename} == {None}:
        raise UsageError(
            "nothing is to be changed", where=source, hint="Say what: a target, domain or note."
        )
    with ws.database.transaction() as session:
        term = _get(session, source)
        targets = list(term.targets)
        if preferred is not None:
            targets = [t for t in targets if t.status is not TermStatus.PREFERRED]
        added = term_targets([preferred] if preferred else [], admitted, forbidden)
        targets = united_targets(targets, added)
        require_targets(source, targets, dropped)
        targets = [t for t in targets if t.text not in dropped]
        if not targets:
            raise UsageError(
                "a term needs a target", where=source, hint="Remove the term, or name a target."
            )
        new_source = term.source if rename is None else cleaned(rename, "term")
        if new_source != term.source and stored.by_source(session, new_source):
            raise UsageError("there is such a term already", where=new_source)
        changed = replace(
            term,
            source=new_source,
            targets=tuple(targets),
            domain=term.domain if domain is None else domain.strip(),
            note=term.note if note is None else clean(note),
        )
        return stored.put(session, changed, by=ws.user, at=ws.now())


def remove(ws: Workspace, source: str) -> Term:
    """Remove a term and return it as it was.

    Raises:
        NotFoundError: there is no term with this source.
    """
    with ws.database.transaction() as session:
        term = _get(session, source)
        stored.remove(session, term.id)
        return term


def listing(
    ws: Workspace, *, domain: str | None = None, status: TermStatus | None = None
) -> tuple[Term, ...]:
    """Return the terms, ordered by source; those of a domain, or with a target of a status."""
    with ws.database.reading() as session:
        terms = stored.everything(session)
    return tuple(
        term
        for term in terms
        if (domain is None or term.domain == domain) and (status is None or term.texts(status))
    )


def get(ws: Workspace, source: str) -> Term:
    """Return the term with this source.

    Raises:
        NotFoundError: there is none.
    """
    with ws.database.reading() as session:
        return _get(session, source)


def find(ws: Workspace, text: str) -> tuple[Term, ...]:
    """Return terms by a part of either side, and those that stand in a Chinese sentence."""
    if not text.strip():
        return ()
    with ws.database.reading() as session:
        found = {term.source: term for term in stored.with_part(session, text.strip())}
    for hit in matcher(ws).find(text):
        found.setdefault(hit.term.source, hit.term)
    return tuple(found[source] for source in sorted(found))


def import_csv(
    ws: Workspace, path: Path, *, strict: bool = False, encoding: str | None = None
) -> ImportReport:
    """Take the terms of a CSV file into the glossary; bad rows are left out and named.

    A term that is there gets what the file says of it as well; where the two differ in a target's
    status, in domain or note, the file is right.

    Args:
        ws: the workspace.
        path: the file.
        strict: whether to refuse the file, before anything is stored, if a row is bad.
        encoding: the file's encoding, None to find out.

    Raises:
        UnreadableFileError: the file cannot be read.
        EncodingError: it is no text.
        FormatError: its header lacks a column; with `strict`, a row is bad.
    """
    from workbench.documents.encodings import decode

    with opened(path) as stream:
        data = stream.read()
    try:
        lines = StringIO(decode(data, encoding).text, newline="")
    except EncodingError as exc:
        raise EncodingError(exc.what, where=str(path), hint=exc.hint) from exc
    items = list(glossary_csv.read(lines, name=str(path), strict=strict))
    skipped = tuple(item for item in items if isinstance(item, Skipped))
    with ws.database.transaction() as session:
        known = {term.source: term for term in stored.everything(session)}
        fresh = joined(item for item in items if isinstance(item, Term))
        wanted = [united(known.get(term.source), term) for term in fresh]
        changed = [term for term in wanted if term != known.get(term.source)]
        if changed:
            stored.put_all(session, changed, by=ws.user, at=ws.now())
    added = sum(not term.id for term in changed)
    updated = len(changed) - added
    return ImportReport(added, updated, len(fresh) - len(changed), skipped)


def export_text(ws: Workspace, *, domain: str | None = None) -> str:
    """Return the terms, or those of a domain, as CSV, sorted."""
    stream = StringIO(newline="")
    glossary_csv.write(listing(ws, domain=domain), stream)
    return stream.getvalue()


def export_csv(ws: Workspace, path: Path, *, domain: str | None = None) -> int:
    """Write the terms as CSV, completely or not at all, and return how many there are.

    Raises:
        UnreadableFileError: the file cannot be written.
        DiskFullError: there is no room for it.
    """
    write_bytes(path, export_text(ws, domain=domain).encode())
    return len(listing(ws, domain=domain))


def matcher(ws: Workspace) -> Matcher:
    """Return the matcher of the glossary as it is now; cheap to ask for each time."""
    return ws.matcher()


def check(ws: Workspace, document_id: int) -> tuple[SegmentIssues, ...]:
    """Return the segments whose target misses a term or uses a forbidden rendering.

    Segments without a target, and noise, are left out.

    Raises:
        NotFoundError: there is no such document.
    """
    from workbench.checks import terms

    found = quality.check_document(ws, document_id, run=terms.check)
    return tuple(entry for entry in found if entry.segment.target.strip())


def lint(ws: Workspace) -> tuple[Finding, ...]:
    """Return contradictions, duplicates and slips in the glossary itself."""
    from workbench.terminology import hygiene

    return hygiene.lint(listing(ws))


def _get(session: Transaction, source: str) -> Term:
    term = stored.by_source(session, source.strip())
    if term is None:
        raise NotFoundError(
            f"there is no term “{source}”", hint="Look for it with `workbench glossary find`."
        )
    return term


def _add(ws: Workspace, session: Transaction, fresh: Term) -> Term:
    """Store a term, or add what it says to the one that is there."""
    old = stored.by_source(session, fresh.source)
    return stored.put(session, united(old, fresh), by=ws.user, at=ws.now())
