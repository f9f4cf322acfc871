"""Units that leave a memory for a file."""

from __future__ import annotations

from pathlib import Path

from workbench.errors import NotFoundError
from workbench.exchange import tmx_writer
from workbench.exchange.atomic import replacing
from workbench.services.workspace import Workspace
from workbench.storage import memory as stored


def export_tmx(ws: Workspace, path: Path, *, document: str | None = None) -> int:
    """Write the memory as TMX 1.4, completely or not at all, and return how many units it has.

    `document` restricts it to the units that came from this document or file.

    Raises:
        NotFoundError: no unit came from that document; nothing is written.
        UnreadableFileError: the file cannot be written.
        DiskFullError: there is no room for it.
    """
    with ws.database.reading() as session:
        if document is not None and not stored.has_document(session, document):
            raise NotFoundError(
                f"no unit of the memory came from “{document}”",
                hint="`workbench tm stats` lists where the units came from.",
            )
        with replacing(path) as stream:
            return tmx_writer.write(stored.everything(session, document=document), stream)
