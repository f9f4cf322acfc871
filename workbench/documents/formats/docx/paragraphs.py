"""Translated paragraphs → the tree of the document, changed only where there is a translation.

A paragraph without any target stays element for element as it is. One that was split becomes
several with the same properties; one that was joined with the one before is taken out, or emptied
where the file needs a paragraph (alone in a cell, at the end of a section).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Final

from workbench.core.document import Paragraph, ParagraphKind
from workbench.documents.formats.base import Untranslated, Wanted
from workbench.documents.formats.docx.encoding import Body
from workbench.documents.formats.docx.fields import Fields, field_name
from workbench.documents.formats.docx.names import Element, beside, child, name, value
from workbench.documents.formats.docx.places import Place, Tree
from workbench.documents.formats.docx.runs import Filler
from workbench.documents.formats.joined import joined
from workbench.documents.rendering import english

_STALE: Final = frozenset(("TOC", "INDEX", "TOA", "REF", "STYLEREF"))
"""Fields whose result repeats words of the document."""

_ONCE: Final = ("sectPr", "pageBreakBefore", "framePr")
"""Properties that only one of the paragraphs keeps that one was split into."""


def apply(tree: Tree, paragraphs: Sequence[Paragraph], wanted: Wanted) -> frozenset[str]:
    """Write the English of paragraphs into the tree; return the names of the parts that changed.

    Args:
        tree: the document, as it was imported.
        paragraphs: those of the document; of one place in their order.
        wanted: what stands for untranslated segments.
    """
    return _Application(tree, paragraphs, wanted).run()


class _Application:
    """One document on its way out."""

    def __init__(self, tree: Tree, paragraphs: Sequence[Paragraph], wanted: Wanted) -> None:
        self._tree = tree
        self._wanted = wanted
        self._at: dict[int, list[Paragraph]] = defaultdict(list)
        for paragraph in paragraphs:
            self._at[paragraph.place].append(paragraph)
        self._joined = joined(self._at, len(tree.places))
        bodies: dict[str, dict[str, Body]] = defaultdict(dict)
        for place in tree.places:
            bodies[place.part].update(place.content.bodies)
        self._fillers = {part: Filler(inside) for part, inside in bodies.items()}
        self._written: set[int] = set()  # places
        self._changed: set[str] = set()

    def run(self) -> frozenset[str]:
        for number, place in enumerate(self._tree.places):
            if number in self._at and not self._is_untouched(number, place):
                self._rewrite(number, place)
        for inside, numbers in self._joined.items():
            if inside in self._written:
                for number in numbers:
                    self._take_out(self._tree.places[number])
        for part in self._changed:
            _mark_stale(self._tree.roots[part], self._tree.fields[part])
            _repeat_in_fallbacks(self._tree.roots[part])
        return frozenset(self._changed)

    def _is_untouched(self, number: int, place: Place) -> bool:
        """Return whether a place stays as it is: nothing of it is translated, split or joined."""
        mine = self._at[number]
        if all(p.kind is ParagraphKind.NOISE or not p.segments for p in mine):
            return True
        if (
            len(mine) > 1
            or number in self._joined
            or self._wanted.untranslated is Untranslated.EMPTY
        ):
            return False
        source = "".join(segment.source for segment in mine[0].segments)
        return not any(s.target.strip() for s in mine[0].segments) and (
            "".join(source.split()) == "".join(place.content.text.split())
        )

    def _rewrite(self, number: int, place: Place) -> None:
        """Replace the words of a place by those of the paragraphs that are at it."""
        mine, first = self._at[number], place.paragraph
        elements = [first, *(_twin(first) for _ in mine[1:])]
        _divide_properties(elements)
        _clear(first)
        filler = self._fillers[place.part]
        filler.pieces(first, place.front)
        for rank, (element, paragraph) in enumerate(zip(elements, mine, strict=True)):
            if rank:
                elements[rank - 1].addnext(element)
            is_left = paragraph.kind is ParagraphKind.NOISE or not paragraph.segments
            text = paragraph.text if is_left else english(paragraph, self._wanted)
            ends = {"is_first": rank == 0, "is_last": rank == len(mine) - 1}
            filler.fill(element, place.content, text, paragraph.codes, **ends)
        filler.pieces(elements[-1], place.back)
        self._written.add(number)
        self._changed.add(place.part)
        _unbind(first)

    def _take_out(self, place: Place) -> None:
        """Remove a paragraph whose words are in one before it; what is no words moves there too."""
        paragraph = place.paragraph
        _clear(paragraph)
        filler = self._fillers[place.part]
        filler.pieces(paragraph, place.front)
        filler.fill(paragraph, place.content, "", place.content.codes)
        filler.pieces(paragraph, place.back)
        self._changed.add(place.part)
        before = next((e for e in paragraph.itersiblings(preceding=True) if name(e)), None)
        own = child(paragraph, "pPr")
        if before is None or name(before) != "w:p" or _has_section(own):
            return
        for one in [one for one in paragraph if one is not own]:
            before.append(one)
        paragraph.getparent().remove(paragraph)


def _clear(paragraph: Element) -> None:
    """Take everything out of a paragraph but its properties."""
    for one in list(paragraph):
        if name(one) != "w:pPr":
            paragraph.remove(one)


def _twin(paragraph: Element) -> Element:
    """Return a new paragraph with the properties of another one, but for its identity."""
    twin = paragraph.makeelement(paragraph.tag)
    own = child(paragraph, "pPr")
    if own is not None:
        twin.append(deepcopy(own))
    return twin


def _divide_properties(elements: Sequence[Element]) -> None:
    """Leave each property that there can be once to one of the paragraphs of a place."""
    for rank, element in enumerate(elements):
        own = child(element, "pPr")
        if own is None:
            return
        for local in _ONCE:
            keeper = len(elements) - 1 if local == "sectPr" else 0
            one = child(own, local)
            if one is not None and rank != keeper:
                own.remove(one)


def _has_section(own: Element | None) -> bool:
    return own is not None and child(own, "sectPr") is not None


def _unbind(paragraph: Element) -> None:
    """Cut content controls off the data that would bring the Chinese back when it is opened."""
    around = [one for one in paragraph.iterancestors() if name(one) == "w:sdt"]
    for control in (*around, *(one for one in paragraph.iter("{*}sdt") if name(one) == "w:sdt")):
        settings = child(control, "sdtPr")
        if settings is None:
            continue
        for one in list(settings.iterchildren("{*}dataBinding")):
            settings.remove(one)


def _mark_stale(root: Element, fields: Fields) -> None:
    """Ask for fields that repeat words of the document to be updated when it is opened."""
    for mark, one in fields.at.items():
        if mark is one.begin and field_name(one.instruction) in _STALE:
            mark.set(beside(mark, "dirty"), "true")
    for one in root.iter("{*}fldSimple"):
        if name(one) == "w:fldSimple" and field_name(value(one, "instr")) in _STALE:
            one.set(beside(one, "dirty"), "true")


def _repeat_in_fallbacks(root: Element) -> None:
    """Give the text boxes for older programs the text of those that they stand for."""
    for alternate in root.iter("{http://schemas.openxmlformats.org/markup-compatibility/2006}*"):
        if name(alternate) != "mc:AlternateContent":
            continue
        choice = next((one for one in alternate if name(one) == "mc:Choice"), None)
        fallback = next((one for one in alternate if name(one) == "mc:Fallback"), None)
        if choice is None or fallback is None:
            continue
        sources, copies = list(_boxes(choice)), list(_boxes(fallback))
        if len(sources) == len(copies) and _shown(sources) != _shown(copies):
            for source, copy in zip(sources, copies, strict=True):
                copy[:] = [deepcopy(one) for one in source]


def _shown(boxes: Sequence[Element]) -> str:
    return "".join(str(one.text or "") for box in boxes for one in box.iter("{*}t"))


def _boxes(element: Element) -> Iterator[Element]:
    """Yield the text boxes in an element that are in no other one."""
    for one in element.iter("{*}txbxContent"):
        inside = next((up for up in one.iterancestors() if up.tag == one.tag), None)
        if inside is None or not any(up is element for up in inside.iterancestors()):
            yield one
