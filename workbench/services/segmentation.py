"""A project's segmentation rules: our own, or those of an SRX file that it brought along.

A project is a database. Its rules count for what is cut from then on: documents that are there
already stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workbench.core.document import ParagraphKind
from workbench.services.files import opened, storable
from workbench.storage import settings

if TYPE_CHECKING:
    from workbench.segmentation.srx import Rules
    from workbench.services.workspace import Workspace

_RULES: Final = "segmentation-rules"
_FROM: Final = "segmentation-rules-from"


@dataclass(frozen=True, slots=True)
class InUse:
    """The rules that are in use.

    Attributes:
        rules: the project's own; where it has none, ours as far as SRX can say them.
        origin: the name of the file that they came from; empty for ours.
    """

    rules: Rules
    origin: str


def rules(ws: Workspace) -> Rules | None:
    """Return the project's own rules, None where it uses ours.

    Raises:
        FormatError: what is stored is no longer usable.
    """
    with ws.database.reading() as session:
        text = settings.get(session, _RULES)
    if text is None:
        return None
    from workbench.exchange import srx_reader
    from workbench.segmentation.srx import WHERE

    return srx_reader.read(text.encode(), name=WHERE)


def in_use(ws: Workspace) -> InUse:
    """Return the rules that are in use, and where they came from; raises as `rules` does."""
    from workbench.segmentation.srx_builtin import builtin

    own = rules(ws)
    if own is None:
        return InUse(builtin(), "")
    with ws.database.reading() as session:
        return InUse(own, settings.get(session, _FROM) or "")


def import_rules(ws: Workspace, path: Path) -> Rules:
    """Make the rules of an SRX 2.0 file the project's own, instead of any that it had.

    Raises:
        FormatError: the file is no SRX 2.0, or a rule in it cannot be used; nothing is changed.
        UnreadableFileError: it cannot be read.
    """
    from workbench.exchange import srx_reader, srx_writer

    with opened(path) as stream:
        data = stream.read(srx_reader.MOST + 1)
    found = srx_reader.read(data, name=path.name)
    with ws.database.transaction() as session:
        settings.put(session, _RULES, srx_writer.write(found))
        settings.put(session, _FROM, storable(path.name))
    return found


def export_text(ws: Workspace) -> str:
    """Return the rules in use as the text of an SRX file; raises as `rules` does.

    SRX cannot say all that our own rules do; a comment at the top of the file tells what not.
    """
    from workbench.exchange import srx_writer
    from workbench.segmentation.srx_builtin import COMMENT

    used = in_use(ws)
    return srx_writer.write(used.rules, comment="" if used.origin else COMMENT)


def export_rules(ws: Workspace, path: Path) -> None:
    """Write the rules in use as an SRX file, completely or not at all; raises as `rules` does."""
    from workbench.exchange.atomic import write_bytes

    write_bytes(path, export_text(ws).encode())


def reset_rules(ws: Workspace) -> bool:
    """Go back to our rules; return whether the project had its own."""
    with ws.database.transaction() as session:
        settings.forget(session, _FROM)
        return settings.forget(session, _RULES)


def sentences(ws: Workspace, text: str) -> tuple[str, ...]:
    """Return the segments that a Chinese paragraph of body text would be cut into.

    Raises:
        FormatError: an own rule takes too long on it.
    """
    from workbench.segmentation.paragraphs import cut_paragraph

    return cut_paragraph(ParagraphKind.BODY, text, rules=rules(ws))
