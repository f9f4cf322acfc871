"""Import: a file, or each article of one, becomes a document.

A file is looked over, read, cut and put aside first, piece by piece and without a lock on the
database; then it is stored in one transaction. Whatever happens on the way, there is a whole
document afterwards or none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workbench.core.document import Document, DocumentSummary
from workbench.documents.cleanup.cleaning import DEFAULT, Cleaning
from workbench.errors import NotFoundError
from workbench.services import segmentation
from workbench.services.files import storable
from workbench.services.intake import Aside, Progress, Watch, aside
from workbench.services.workspace import Workspace
from workbench.storage import documents as stored
from workbench.storage.intake import NewDocument

if TYPE_CHECKING:
    from workbench.documents.reading import Survey
    from workbench.storage.database import Transaction

_SHOWN: Final = 24  # characters of its title that an article's name has


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of an import.

    Attributes:
        document: the new document, or the one that this very file had become before.
        is_new: which of the two.
        notices: what the user should know, one sentence each.
    """

    document: DocumentSummary
    is_new: bool
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Order:
    """An import that is under way: what of which file, and how."""

    ws: Workspace
    found: Survey
    place: str
    cleaning: Cleaning
    name: str | None
    has_encoding: bool

    def known(self, session: Transaction, article: int | None) -> Imported | None:
        """Return the document that this very import has made before, None if there is none."""
        for one in stored.known(session, self.place):
            if self._made(one, article):
                return Imported(stored.summaries(session, one.id)[0], is_new=False)
        return None

    def _made(self, known: stored.Known, article: int | None) -> bool:
        """Return whether a document is what this import would make.

        What was not asked for does not count: a document that was imported without some step is
        found again by the file's name alone.
        """
        wanted = frozenset(step.value for step in self.cleaning.steps)
        return (
            self.name is None
            and (known.digest, known.format) == (self.found.digest, self.found.format.name)
            and known.article == article
            and (known.encoding == self.found.encoding_name or not self.has_encoding)
            and (known.cleaning == wanted or self.cleaning == DEFAULT)
        )

    def store(
        self, session: Transaction, waiting: Aside, article: int | None, watch: Watch
    ) -> Imported:
        """Store the whole file, or one article of it."""
        before = stored.known(session, self.place)
        called = _free_name(self._name(waiting, article), stored.names(session))
        rows = waiting.held.paragraphs + waiting.held.segments
        number = waiting.held.store(
            session,
            NewDocument(
                name=called,
                path=self.place,
                encoding=self.found.encoding_name,
                digest=self.found.digest,
                warnings=waiting.warnings,
                imported_at=self.ws.now(),
                imported_by=self.ws.user,
                format=self.found.format.name,
                cleaning=tuple(sorted(step.value for step in self.cleaning.steps)),
                article=article,
            ),
            lambda done: watch.stored(done, rows),
        )
        notices = list(waiting.warnings)
        if before and self.found.digest not in {known.digest for known in before}:
            notices.append(
                f"The file has changed since it was imported; this is a new document, {called}."
            )
        if article is None and len(waiting.sections) > 1:
            notices.append(
                f"There are {len(waiting.sections)} articles in it: `workbench import --articles "
                f"{self.found.path.name}` makes a document of each."
            )
        return Imported(stored.summaries(session, number)[0], is_new=True, notices=tuple(notices))

    def _name(self, waiting: Aside, article: int | None) -> str:
        """Return what to call the document."""
        name = self.name or storable(self.found.path.name)
        if article is None:
            return name
        title = waiting.sections[article].title
        short = title if len(title) <= _SHOWN else title[:_SHOWN] + "…"
        return f"{name} · {article + 1} {short}"


def import_document(
    ws: Workspace, path: Path, *, encoding: str | None = None, name: str | None = None
) -> Document:
    """Import a file and return the whole document; see `take_in` for what else there is to say."""
    number = take_in(ws, path, encoding=encoding, name=name).document.id
    with ws.database.reading() as session:
        return stored.load(session, number)


def take_in(
    ws: Workspace,
    path: Path,
    *,
    encoding: str | None = None,
    name: str | None = None,
    format: str | None = None,  # noqa: A002 - what it is called everywhere
    cleaning: Cleaning = DEFAULT,
    article: int | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Imported:
    """Import a file, and say what became of it.

    A file that was imported from the same place and has not changed since gives the document that
    it became then. One that has changed becomes a further document; the old one stays. A number
    is added to a name that is taken. Targets that the file has become those of the segments, with
    the status and the origin that it says; the memory learns nothing of them.

    Args:
        ws: the workspace.
        path: the file.
        encoding: the encoding of its text, None to find out.
        name: what to call the document, None for the file's name.
        format: the name of its format, None to find out.
        cleaning: the steps of the clean-up to take.
        article: 0-based number of the only section that is wanted, None for the whole file.
        progress: told how far it is.
        cancelled: asked now and then whether to stop; nothing is stored then.

    Raises:
        InputError: as `workbench.documents.reading.read` says; nothing is stored.
        NotFoundError: the file has no such article.
        StoppedError: `cancelled` said so.
    """
    order = _order(ws, path, encoding, name, format, cleaning)
    with ws.database.reading() as session:
        known = order.known(session, article)
    if known is not None:
        return known
    watch = Watch(order.found.size, progress, cancelled)
    with aside(order.found, cleaning, segmentation.rules(ws), watch) as waiting:
        if article is not None:
            _require(article, waiting, path)
        with ws.database.transaction() as session:
            return order.store(session, waiting, article, watch)


def take_in_articles(
    ws: Workspace,
    path: Path,
    *,
    encoding: str | None = None,
    name: str | None = None,
    format: str | None = None,  # noqa: A002 - what it is called everywhere
    cleaning: Cleaning = DEFAULT,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Imported, ...]:
    """Import each article of a file as a document of its own, all of them or none.

    Articles that were imported before give their documents. A file of one article is imported
    whole. Arguments and errors are those of `take_in`.
    """
    order = _order(ws, path, encoding, name, format, cleaning)
    watch = Watch(order.found.size, progress, cancelled)
    with aside(order.found, cleaning, segmentation.rules(ws), watch) as waiting:
        count = len(waiting.sections)
        numbers = range(count) if count > 1 else (None,)
        with ws.database.transaction() as session:
            return tuple(
                order.known(session, number) or order.store(session, waiting, number, watch)
                for number in numbers
            )


def _order(
    ws: Workspace,
    path: Path,
    encoding: str | None,
    name: str | None,
    form: str | None,
    cleaning: Cleaning,
) -> _Order:
    """Look the file over."""
    # Reading and cutting take 50 ms to import, which opening a known document need not wait for.
    from workbench.documents.reading import survey

    found = survey(path, encoding=encoding, format=form)
    return _Order(ws, found, storable(str(path.resolve())), cleaning, name, encoding is not None)


def _require(article: int, waiting: Aside, path: Path) -> None:
    """See that there is such an article."""
    count = len(waiting.sections)
    if not 0 <= article < count:
        some = "the whole file is one" if count == 1 else f"it has {count}"
        raise NotFoundError(
            f"there is no article {article + 1}; {some}",
            where=str(path),
            hint="`workbench inspect FILE` lists the articles.",
        )


def _free_name(wanted: str, taken: frozenset[str]) -> str:
    """Return the name, with the lowest number from 2 that makes it a free one if it is taken."""
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted} ({number})"
    return name
