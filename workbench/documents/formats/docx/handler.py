"""DOCX in and out: the paragraphs of a Word document, and the same document in English.

In: all paragraphs of the body, tables, text boxes, notes, headers and footers that have something
to translate. Out: the same package; parts without a translation keep their bytes, paragraphs
without one their elements. Comments, charts, numbering, properties and field results stay.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from workbench.core.document import Paragraph
from workbench.documents.blocks import Block
from workbench.documents.cleanup.cleaning import Cleaning, Step
from workbench.documents.cleanup.spacing import habits, tidy
from workbench.documents.formats.base import Content, Parsed, Wanted
from workbench.documents.formats.docx.names import Element
from workbench.documents.formats.docx.package import Package
from workbench.documents.formats.docx.paragraphs import apply
from workbench.documents.formats.docx.places import parse
from workbench.text.placeholders import without


def read(content: Content, cleaning: Cleaning) -> Parsed:
    """Return the paragraphs of a Word document.

    Args:
        content: the file.
        cleaning: whether stray spaces in Chinese text go; nothing else applies.

    Raises:
        FormatError: it is no DOCX, protected, damaged, or built to exhaust the machine.
    """
    tree = parse(Package(content.data, content.where))
    texts = [place.content.text for place in tree.places]
    if Step.SPACES in cleaning:
        habit = habits("\n".join(texts))
        texts = [tidy(text, habit) for text in texts]
    blocks = tuple(
        Block(
            kind=place.kind,
            text=text,
            original=without(text) if place.content.codes else text,
            line=rank + 1,
            codes=place.content.codes,
            place=rank,
        )
        for rank, (place, text) in enumerate(zip(tree.places, texts, strict=True))
    )
    return Parsed(blocks, tree.warnings)


def write(content: Content, paragraphs: Sequence[Paragraph], wanted: Wanted) -> bytes:
    """Return the finished Word document; the very file if nothing in it is translated.

    Args:
        content: the file as it was imported.
        paragraphs: those of the document in order.
        wanted: what stands for untranslated segments.

    Raises:
        FormatError: the imported file cannot be read any more.
    """
    package = Package(content.data, content.where)
    tree = parse(package)
    changed = apply(tree, paragraphs, wanted)
    if not changed:
        return content.data
    return package.rewritten({part: _serialised(tree.roots[part]) for part in changed})


def _serialised(root: Element) -> bytes:
    """Return a part as bytes."""
    data: bytes = etree.tostring(
        root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
    )
    return data
