"""Review by a colleague: a document out to another tool or as a table, and the changes back.

Each export leaves a record of what it held, so that what comes back can be told apart from what
changed here in the meantime. Taking back is one transaction and one step of undo; nothing that
changed on both sides is overwritten.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from workbench.core.change import ChangeKind
from workbench.core.document import Document
from workbench.errors import NotFoundError, UnreadableFileError, UsageError
from workbench.services import review_records as records
from workbench.services import transitions
from workbench.services.documents import editing_lock
from workbench.services.editing import vouch
from workbench.services.files import opened
from workbench.services.review_plan import (
    Finding,
    Returned,
    Terms,
    Verdict,
    findings,
)
from workbench.services.workspace import Workspace
from workbench.storage import documents, segments
from workbench.storage.database import Transaction
from workbench.storage.revisions import Step

XLIFF: Final = (".xlf", ".xliff")
TABLES: Final = (".docx", ".html", ".htm")
_MOST_BYTES: Final = 256 << 20


@dataclass(frozen=True, slots=True)
class Review:
    """What became of a file that came back.

    Attributes:
        document: name of the document that it belongs to.
        changed: targets that the colleague changed and that were taken.
        confirmed: targets that they left and vouched for.
        unchanged: those that stay as they are.
        conflicts: targets that were changed here, too; they stay as they are here.
        skipped: those that could not be taken, each with the reason.
        comments: whatever has a comment, whatever became of it.
    """

    document: str
    changed: tuple[Finding, ...] = ()
    confirmed: tuple[Finding, ...] = ()
    unchanged: tuple[Finding, ...] = ()
    conflicts: tuple[Finding, ...] = ()
    skipped: tuple[Finding, ...] = ()

    @property
    def comments(self) -> tuple[Finding, ...]:
        """What the colleague commented on, in the order of the document."""
        groups = (self.changed, self.confirmed, self.unchanged, self.conflicts, self.skipped)
        found = (finding for group in groups for finding in group if finding.comment)
        return tuple(sorted(found, key=lambda finding: (finding.number, finding.segment_id)))


def export_xliff(
    ws: Workspace, document_id: int, path: Path, *, version: str = "1.2", fill: bool = False
) -> int:
    """Write a document as XLIFF for another tool and return how many segments it has.

    Args:
        ws: the workspace.
        document_id: the document.
        path: where to.
        version: 1.2 or 2.0.
        fill: whether the source stands in for targets that are not there yet, for tools that
            translate what they find in the target.

    Raises:
        NotFoundError: there is no such document.
        UsageError: another version, or a document without segments.
        UnreadableFileError, DiskFullError: the file cannot be written.
    """
    from workbench.exchange import xliff_writer
    from workbench.exchange.atomic import replacing

    document, token = _prepared(ws, document_id)
    with replacing(path) as stream:
        return xliff_writer.write(
            document, stream, version=version, token=token, at=ws.now(), fill=fill
        )


def export_table(ws: Workspace, document_id: int, path: Path) -> int:
    """Write a document as a bilingual table and return how many rows it has.

    Args:
        ws: the workspace.
        document_id: the document.
        path: a `.docx`, which can be taken back, or an `.html`, which is for reading.

    Raises:
        NotFoundError: there is no such document.
        UsageError: the name has another ending.
        UnreadableFileError, DiskFullError: the file cannot be written.
    """
    from workbench.exchange.bilingual_table import of_document

    suffix = path.suffix.lower()
    if suffix not in TABLES:
        hint = f"Use one of {', '.join(TABLES)}."
        raise UsageError("a table is written as DOCX or HTML", where=str(path), hint=hint)
    document, token = _prepared(ws, document_id)
    table = of_document(document, made_at=ws.now(), made_by=ws.user, token=token)
    if suffix == ".docx":
        from workbench.exchange.bilingual_docx import write_docx as write
    else:
        from workbench.exchange.bilingual_html import write_html as write
    return write(path, table)


def _prepared(ws: Workspace, document_id: int) -> tuple[Document, str]:
    """Return a document and the token of a new export of it, whose record is kept already.

    A record without a file does no harm; a file without its record would be judged by others.
    """
    with ws.database.transaction() as session:
        document = documents.load(session, document_id)
        token = records.new_token(session, document_id)
        records.remember(session, document, token)
        return document, token


def take_back(
    ws: Workspace,
    path: Path,
    *,
    document_id: int | None = None,
    dry_run: bool = False,
    approve: bool = False,
    force: bool = False,
) -> Review:
    """Take what a colleague changed, in one transaction and as one step of undo.

    Args:
        ws: the workspace.
        path: XLIFF that `export_xliff` wrote, or a DOCX table, changed by the colleague.
        document_id: the document; None for what the file says, or its segments.
        dry_run: whether to find out only.
        approve: whether the colleague approved of all that the file holds.
        force: whether to take targets with broken placeholders.

    Raises:
        InputError: the file cannot be read, or is none that was exported for review.
        NotFoundError: it is of another database, or its document is gone.
        DocumentLockedError: an editor has the document open.
    """
    token, returned = _read(path)
    with ws.database.reading() as session:
        number = document_id or records.document_of(session, token, returned, path)
        documents.load(session, number)  # an unknown one is told before anything else
    terms = Terms(approve=approve, force=force)
    with nullcontext() if dry_run else editing_lock(ws, number):
        if dry_run:
            with ws.database.reading() as session:
                return _review(session, number, token, returned, terms)
        with ws.database.transaction() as session:
            review = _review(session, number, token, returned, terms)
            _write(ws, session, number, (*review.changed, *review.confirmed))
            return review


def _review(
    session: Transaction, number: int, token: str, returned: Sequence[Returned], terms: Terms
) -> Review:
    document = documents.load(session, number)
    found = findings(
        returned,
        {segment.id: segment for segment in document.segments},
        {paragraph.id: paragraph.codes for paragraph in document.paragraphs},
        records.exported(session, number, token, returned),
        terms,
    )
    if all(finding.number == 0 for finding in found):
        raise NotFoundError(
            f"none of the segments in the file belongs to “{document.name}”",
            hint="Name the document with --document, or export it for review again.",
        )
    by_verdict = {one: tuple(f for f in found if f.verdict is one) for one in Verdict}
    return Review(document.name, *by_verdict.values())


def _write(ws: Workspace, session: Transaction, number: int, taken: Sequence[Finding]) -> None:
    """Write what was taken as one step of undo."""
    if not taken:
        return
    first = taken[0].segment_id
    change = Step(session, number, ChangeKind.REVIEW, first, at=ws.now(), by=ws.user)
    for finding in taken:
        segment = segments.get(session, finding.segment_id)
        if finding.verdict is Verdict.CHANGED:
            change.forget(segment.id)
            segment = transitions.typed(segment, finding.theirs, by=change.by, at=change.at)
            change.segment(segment)
        if finding.status.is_final:
            vouch(change, segment, finding.status)
    change.close()


def _read(path: Path) -> tuple[str, tuple[Returned, ...]]:
    """Return what a file is known by, and its segments."""
    suffix = path.suffix.lower()
    if suffix in (".html", ".htm"):
        raise UsageError(
            "a table in HTML is for reading and cannot be taken back",
            where=str(path),
            hint="Export a .docx or .xlf for the review.",
        )
    if suffix == ".docx":
        from workbench.exchange import bilingual_reader

        table = bilingual_reader.read(path)
        rows = (Returned(r.segment_id, r.source, r.target, r.comment) for r in table.rows)
        return table.token, tuple(rows)
    from workbench.exchange import xliff_reader

    with opened(path) as stream:
        data = stream.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        what = f"it has more than {_MOST_BYTES >> 20} MiB, which no review has"
        raise UnreadableFileError(what, where=str(path), hint="Choose another file.")
    file = xliff_reader.read(data, name=str(path))
    return file.token, tuple(
        Returned(unit.segment_id, unit.source, unit.target, unit.comment, unit.status)
        for unit in file.units
    )
