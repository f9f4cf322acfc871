"""What import would make of a file, without storing anything."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.core.document import ParagraphKind
from workbench.documents.cleanup.cleaning import DEFAULT, Cleaning
from workbench.services.files import storable
from workbench.services.intake import segments

if TYPE_CHECKING:
    from workbench.core.proposal import Proposal
    from workbench.documents.reading import Reading
    from workbench.segmentation.srx import Rules


@dataclass(frozen=True, slots=True)
class Inspection:
    """What import would make of a file.

    Attributes:
        segments: for each block of the reading its sentences; none for noise.
    """

    reading: Reading
    segments: tuple[tuple[str, ...], ...]


def inspect(
    path: Path,
    *,
    encoding: str | None = None,
    format: str | None = None,  # noqa: A002 - what it is called everywhere
    cleaning: Cleaning = DEFAULT,
    rules: Rules | None = None,
) -> Inspection:
    """Read a file and cut it into sentences without storing anything.

    Args:
        path: the file.
        encoding: the encoding of its text, None to find out.
        format: the name of its format, None to find out.
        cleaning: the steps of the clean-up to take.
        rules: a project's own rules of segmentation.

    Raises:
        InputError: as `workbench.documents.reading.read` says.
    """
    from workbench.documents.reading import read

    reading = read(path, encoding=encoding, format=format, cleaning=cleaning)
    reading = replace(reading, name=storable(reading.name))
    return Inspection(
        reading,
        tuple(tuple(s.source for s in segments(block, rules)) for block in reading.blocks),
    )


def proposals(inspection: Inspection) -> tuple[tuple[Proposal, ...], ...]:
    """Return for each block what a scanner may have misread in it; nothing for noise.

    The first call reads a model and takes a moment.
    """
    from workbench.documents.scanning.proposals import document_proposals

    blocks = inspection.reading.blocks
    return document_proposals(
        ["" if block.kind is ParagraphKind.NOISE else block.text for block in blocks]
    )
