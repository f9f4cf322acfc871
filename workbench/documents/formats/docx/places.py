"""A package → its paragraphs that have something to translate, each at its place.

The order is that of the parts' files: the body with the text boxes after the paragraph that holds
them, then footnotes, endnotes, headers, footers. Paragraphs without a letter (numbers in a table,
pictures) are no places. Of `mc:AlternateContent` the first choice counts; the fallback says the
same again for older programs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from workbench.core.document import ParagraphKind
from workbench.documents.formats.docx.content import Content, content
from workbench.documents.formats.docx.fields import Fields
from workbench.documents.formats.docx.names import Element, name
from workbench.documents.formats.docx.nodes import Piece
from workbench.documents.formats.docx.numbering import counts_in_chinese
from workbench.documents.formats.docx.package import Package
from workbench.documents.formats.docx.refusals import no_word
from workbench.documents.formats.docx.styles import Styles
from workbench.documents.formats.docx.walk import Story, Trait, walk
from workbench.errors import FormatError

_OTHERS: Final = ("footnotes", "endnotes", "header", "footer")
_ROOTS: Final = {
    "document": "w:document",
    "footnotes": "w:footnotes",
    "endnotes": "w:endnotes",
    "header": "w:hdr",
    "footer": "w:ftr",
}
_STORIES: Final = frozenset(("w:txbxContent", "w:footnote", "w:endnote"))
_SKIPPED: Final = frozenset(("mc:Fallback", "w:del", "w:moveFrom", "w:rPr", "w:pPr"))
_KNOWN: Final = {
    Trait.CHANGES: "The document has tracked changes: insertions count, deletions do not, and the "
    "finished file has them accepted in the paragraphs that are translated.",
    Trait.CONTENTS: "The table of contents is not translated; update it in the finished file "
    "(in Word: F9).",
    Trait.HIDDEN: "Hidden text is not translated.",
    Trait.RUBY: "Phonetic annotations (ruby) are left out of the translation.",
}
_NUMBERING: Final = (
    "Automatic numbers that count in Chinese stay; change them in the finished file."
)
_PARTS: Final = (
    ("word/comments.xml", "Comments are not translated; they stay at their paragraphs."),
    ("word/charts/", "Text in charts is not translated."),
    ("word/diagrams/", "Text in diagrams (SmartArt) is not translated."),
    ("_xmlsignatures/", "The document is signed; the finished file's signature will not be valid."),
)


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A paragraph that has something to translate.

    Attributes:
        paragraph: its `w:p`.
        part: the name of the part where it is.
        front: what goes to its beginning when it is written anew.
        back: what goes to its end.
    """

    paragraph: Element
    part: str
    kind: ParagraphKind
    content: Content
    front: tuple[Piece, ...]
    back: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """A document as it was parsed.

    Attributes:
        roots: of the parts that have text, by the parts' names.
        fields: likewise the parts' fields.
        warnings: what a translator should know, one sentence each.
    """

    places: tuple[Place, ...]
    roots: dict[str, Element]
    fields: dict[str, Fields]
    warnings: tuple[str, ...]


def parse(package: Package) -> Tree:
    """Return the places of a document.

    Raises:
        FormatError: a part is missing, damaged, or not what it should be.
    """
    roots = dict(_roots(package))
    style_sheet = _optional(package, "styles")
    styles = Styles(style_sheet)
    fields = {part: Fields(root) for part, root in roots.items()}
    places: list[Place] = []
    traits: set[Trait] = set()
    for part, root in roots.items():
        for paragraph, story in _paragraphs(root):
            found = walk(paragraph, styles, fields[part], story)
            traits |= found.traits
            inside = content(found.nodes, len(places))
            if inside is not None:
                kind = styles.kind(paragraph)
                edges = (tuple(found.front), tuple(found.back))
                places.append(Place(paragraph, part, kind, inside, *edges))
    warnings = list(_warnings(package, traits))
    if counts_in_chinese(_optional(package, "numbering"), style_sheet, roots.values()):
        warnings.append(_NUMBERING)
    return Tree(tuple(places), roots, fields, tuple(warnings))


def _optional(package: Package, kind: str) -> Element | None:
    """Return the root of a part that need not be there."""
    found = package.related(kind)
    return package.root(found[0]) if found else None


def _roots(package: Package) -> Iterator[tuple[str, Element]]:
    """Yield the parts that have text, with their roots."""
    kinds = {package.main: "document"}
    for kind in _OTHERS:
        for part in package.related(kind):
            kinds.setdefault(part, kind)
    for part, kind in kinds.items():
        root = package.root(part)
        if name(root) != _ROOTS[kind]:
            if kind == "document":
                raise no_word(frozenset(one.lower() for one in package.names), package.where)
            what = f"its part {part} is not what its name says"
            raise FormatError(what, where=package.where, hint="Save it anew in a word processor")
        yield part, root


def _paragraphs(root: Element) -> Iterator[tuple[Element, Story]]:
    """Yield the paragraphs of a part, and the state of the story that each belongs to."""
    stories = [Story()]
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        short = name(element)
        if short in _STORIES:
            if event == "start":
                stories.append(Story())
            else:
                stories.pop()
        elif event == "start" and short in _SKIPPED:
            walker.skip_subtree()
        elif event == "start" and short == "w:p":
            yield element, stories[-1]


def _warnings(package: Package, traits: set[Trait]) -> Iterator[str]:
    yield from (_KNOWN[trait] for trait in Trait if trait in traits)
    for start, warning in _PARTS:
        if any(one.lower().startswith(start) for one in package.names):
            yield warning
