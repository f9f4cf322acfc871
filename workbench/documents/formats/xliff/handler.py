"""XLIFF 1.x and 2.x as a document: a unit is a paragraph, its targets come along, and go back.

What is read: the source of each unit with its inline elements as placeholders; the segments where
the file marks them, with target, state, origin and lock. A unit of 1.x that nothing cuts and that
has no target is cut by our own rules. What the file does not want translated is shown, but not
offered; where it has a target, it is locked.

What is written: the imported file with targets and states, and nothing else changed. A segment
whose target and status are still those of the file stays byte for byte.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.core.code import Code
from workbench.core.document import Paragraph, ParagraphKind
from workbench.documents.blocks import Block, Given
from workbench.documents.formats.base import Content, Parsed, Wanted
from workbench.documents.formats.xliff.answers import Answering
from workbench.documents.formats.xliff.edits import Edits
from workbench.documents.formats.xliff.file import parse
from workbench.documents.formats.xliff.text import decode
from workbench.documents.formats.xliff.units import Unit
from workbench.documents.formats.xliff.wording import Passage, Wording, wording
from workbench.text.codepoints import is_wordless
from workbench.text.placeholders import without

if TYPE_CHECKING:
    from workbench.documents.cleanup.cleaning import Cleaning


def read(content: Content, cleaning: Cleaning) -> Parsed:
    """Return the units of a file that have any text; as no other tool wrapped them, none is joined.

    Raises:
        FormatError: it is no XLIFF that could be used, with line and reason.
        EncodingError: it is no text in the encoding that it declares.
    """
    del cleaning  # the file says what its paragraphs are, and wrapping has left no traces in them
    encoded = decode(content.data, content.where)
    blocks: list[Block] = []

    def take(unit: Unit) -> None:
        block = _block(unit, wording(unit, encoded.data, content.where), len(blocks))
        if block is not None:
            blocks.append(block)

    facts = parse(encoded.data, content.where, take)
    return Parsed(tuple(blocks), tuple(facts.warnings))


def write(content: Content, paragraphs: Sequence[Paragraph], wanted: Wanted) -> bytes:
    """Return the imported file with the document's targets and states.

    Raises:
        InputError: as `read`.
    """
    encoded = decode(content.data, content.where)
    edits = Edits(encoded.data)
    answering = Answering(paragraphs, wanted, edits.take)

    def take(unit: Unit) -> None:
        words = wording(unit, encoded.data, content.where)
        if _block(unit, words, 0) is not None:
            answering.unit(unit, words)

    parse(encoded.data, content.where, take)
    answering.close()
    return encoded.written(edits.applied())


def _block(unit: Unit, words: Wording, place: int) -> Block | None:
    """Return a unit as a paragraph; None if there is no text in it."""
    text = _joined([passage.source for passage in words.passages])
    if not text:
        return None
    given = _given(unit, words)
    is_offered = given is None or bool(given)
    codes: tuple[Code, ...] = words.codes
    return Block(
        kind=unit.kind if is_offered and not is_wordless(without(text)) else ParagraphKind.NOISE,
        text=text,
        original=_joined([without(passage.source) for passage in words.passages]),
        line=unit.node.line,
        notes=(*words.notes, *unit.notes),
        codes=codes,
        place=place,
        given=given,
    )


def _given(unit: Unit, words: Wording) -> tuple[Given, ...] | None:
    """Return the segments that the file marks; none at all for what is not to be translated."""
    has_target = any(passage.target for passage in words.passages)
    if not unit.translatable and not has_target:
        return ()
    if not (unit.is_segmented or has_target):
        return None
    offered = [passage for passage in words.passages if passage.is_offered]
    return tuple(_segment(passage, locked=not unit.translatable) for passage in offered)


def _segment(passage: Passage, *, locked: bool) -> Given:
    state = passage.part.state.of(passage.target)
    locked = locked or passage.part.locked
    return Given(passage.source, passage.target, state.status, state.origin, locked)


def _joined(sources: Sequence[str]) -> str:
    """Return the parts of a unit as one text; a space parts those of Latin letters alone."""
    text = ""
    for source in sources:
        is_latin = text[-1:].isascii() and source[:1].isascii() and text and source
        text += f" {source}" if is_latin else source
    return text.strip()
