"""Export: a finished document in the format of its file, and the file itself."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from workbench.core.document import Document, DocumentSummary
from workbench.services.workspace import Workspace
from workbench.storage import documents as stored

if TYPE_CHECKING:
    from workbench.documents.formats.base import Content, Wanted
    from workbench.documents.formats.registry import Format


def finished(ws: Workspace, document_id: int, wanted: Wanted) -> bytes:
    """Return the finished document as a file of its format.

    Args:
        ws: the workspace.
        document_id: the document.
        wanted: what stands for untranslated segments, and whether to write a file although
            placeholders were lost.

    Raises:
        NotFoundError: there is none with this id.
        UsageError: segments have no target and `wanted` refuses that, or placeholders are lost,
            repeated or in disorder; the segments are named.
        InputError: the imported file cannot be read any more.
    """
    from workbench.documents.formats import registry
    from workbench.documents.rendering import require

    with ws.database.reading() as session:
        document = stored.load(session, document_id)
        form = registry.named(document.format)
        data = b"" if form.is_streamed else stored.original(session, document_id)
    require(document.paragraphs, wanted)
    return form.handler.write(_content(document, form, data), document.paragraphs, wanted)


def _content(document: Document, form: Format, data: bytes) -> Content:
    """Return the imported file as its format takes it; a streamed one is written without it."""
    from workbench.documents import encodings
    from workbench.documents.formats.base import Content

    if form.is_streamed or not form.is_text:
        return Content(data, "", "", document.name)
    decoded = encodings.decode(data, document.encoding)
    return Content(data, decoded.text, decoded.encoding, document.name)


def original(ws: Workspace, document_id: int) -> bytes:
    """Return the imported file, byte for byte; of an article, the file that it is in.

    Raises:
        NotFoundError: there is none with this id.
    """
    with ws.database.reading() as session:
        return stored.original(session, document_id)


def file_name(document: Document | DocumentSummary) -> str:
    """Return what to call the finished document: `port.en.txt` for `port.txt`.

    An article has its number in the name, counted from 1: `page.2.en.txt`.
    """
    path = PurePath(document.path)
    stem = path.stem.removesuffix(".zh")
    number = "" if document.article is None else f".{document.article + 1}"
    return f"{stem}{number}.en{path.suffix}"


def is_binary(document: Document | DocumentSummary) -> bool:
    """Return whether the finished document is no text that a terminal could show."""
    from workbench.documents.formats import registry

    return registry.named(document.format).name == "docx"
