"""Reads an XLIFF file that was written for a colleague, as it comes back from another tool.

Units are known by their ids; those that are no segment's number, which another tool added, are
passed over. A unit that the other tool cut into segments is read as a whole. Notes are the
colleague's unless they say that they are ours.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from workbench.core.status import Status
from workbench.documents.formats.xliff.file import parse
from workbench.documents.formats.xliff.inline import Mark, Setting, tokens
from workbench.documents.formats.xliff.states import least
from workbench.documents.formats.xliff.text import decode
from workbench.documents.formats.xliff.tree import Node
from workbench.documents.formats.xliff.units import Part, Unit
from workbench.errors import FormatError
from workbench.exchange import xliff_names as names
from workbench.text.normalise import clean
from workbench.text.placeholders import placeholder

_LONGEST_NUMBER: Final = 18


@dataclass(frozen=True, slots=True)
class ReviewedUnit:
    """A unit of a file that came back.

    Attributes:
        segment_id: the segment's number in the database from which the file came.
        source, target: the two sides as they are now, with placeholders.
        comment: what the colleague noted, empty if nothing.
        status: what the state says: reviewed, confirmed (`translated`), or else draft.
        line: where it stands.
    """

    segment_id: int
    source: str
    target: str
    comment: str
    status: Status
    line: int


@dataclass(slots=True)
class ReviewedFile:
    """A file that came back.

    Attributes:
        token: what the writer was told to know the file by; empty if that was lost.
        units: those that are a segment's.
    """

    token: str = ""
    units: list[ReviewedUnit] = field(default_factory=list)


def read(data: bytes, *, name: str) -> ReviewedFile:
    """Return what a file holds.

    Args:
        data: the file.
        name: its name, for messages.

    Raises:
        FormatError: it is no sound XLIFF, or none of its units is a segment's.
        EncodingError: it is no text in the encoding that it declares.
    """
    encoded = decode(data, name)
    found = ReviewedFile()

    def take(unit: Unit) -> None:
        file = next((one for one in unit.around if one.name == "file"), None)
        if file is not None and not found.token:
            found.token = file.get("build-num") or file.get("id")
        identity = unit.node.get("id")
        if identity.isascii() and identity.isdigit() and len(identity) <= _LONGEST_NUMBER:
            found.units.append(_unit(unit, encoded.data, int(identity)))

    parse(encoded.data, name, take)
    if not found.units:
        raise FormatError(
            "none of its units has the number of a segment",
            where=name,
            hint="Only what `workbench review export` wrote can be taken back; "
            "`workbench import` takes any other XLIFF as a document.",
        )
    return found


def _unit(unit: Unit, data: bytes, segment_id: int) -> ReviewedUnit:
    at = Setting(data)
    state = least([part.state.of(_side(part.target, at)) for part in unit.parts])
    notes = [note for box in unit.node.elements("notes") for note in box.elements("note")]
    comments = [
        clean(note.text)
        for note in (*unit.node.elements("note"), *notes)
        if names.TOOL not in (note.get("from"), note.get("category"))
    ]
    return ReviewedUnit(
        segment_id,
        clean(_joined([part.source for part in unit.parts], "", at)),
        clean(_joined([_target(part) for part in unit.parts], " ", at)),
        " ".join(comment for comment in comments if comment),
        Status.DRAFT if state.status is Status.NEW else state.status,
        unit.node.line,
    )


def _target(part: Part) -> Node | None:
    return part.target


def _joined(nodes: list[Node] | list[Node | None], joint: str, at: Setting) -> str:
    return joint.join(text for text in (_side(node, at).strip() for node in nodes) if text)


def _side(node: Node | None, at: Setting) -> str:
    """Return the words of a source or target with placeholders; elements that are not ours go."""
    if node is None:
        return ""
    pieces: list[str] = []
    for token in tokens(node, at):
        if isinstance(token, Mark):
            pieces.append(_placeholder(token))
        else:
            pieces.append(token)
    return "".join(pieces)


def _placeholder(mark: Mark) -> str:
    found = names.numbers(mark.key[1]) if len(mark.key) > 1 else None
    if found is None:
        return ""
    first, second = found
    is_end = mark.key[-1] == "close"
    return placeholder(second if is_end and second is not None else first)
