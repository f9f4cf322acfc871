"""English with placeholders → the runs of a paragraph.

A run takes the properties that its words had in the source. Its language becomes English and the
hint that asks for an East Asian font goes, so that quotation marks come from the Latin font; the
fonts themselves stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Final

from lxml import etree

from workbench.core.code import Code, CodeKind
from workbench.documents.formats.docx.content import Content, Layer
from workbench.documents.formats.docx.encoding import Body, Stretch
from workbench.documents.formats.docx.names import SPACE, Element, beside, child, name
from workbench.documents.formats.docx.nodes import Opaque, Piece, Text, Wrapper
from workbench.documents.formats.docx.smoothing import base
from workbench.text.codepoints import has_han
from workbench.text.normalise import clean
from workbench.text.placeholders import PLACEHOLDER

LANGUAGE: Final = "en-US"
"""The language that English runs are marked with, for spelling and hyphenation."""

_AFTER_LANGUAGE: Final = frozenset(("w:eastAsianLayout", "w:specVanish", "w:oMath"))
_DATED: Final = frozenset(("w:rPrChange", "w:ins", "w:del", "w:moveFrom", "w:moveTo"))


class Filler:
    """Writes the content of one paragraph element after another.

    Args:
        bodies: by the `markup` of a code what it stands for, for all paragraphs of one part: what
            a part refers to is known only there.
    """

    def __init__(self, bodies: Mapping[str, Body]) -> None:
        self._bodies = bodies
        self._used: set[Element] = set()

    def fill(
        self, paragraph: Element, content: Content, text: str, codes: Iterable[Code],
        *, is_first: bool = True, is_last: bool = True,
    ) -> None:  # fmt: skip
        """Append to a paragraph what it is to hold.

        Args:
            paragraph: the element, with nothing in it but its properties.
            content: of the place.
            text: the English, its placeholders still in.
            codes: what these stand for.
            is_first: whether what stands before the words of the place belongs here.
            is_last: likewise after them.
        """
        target = paragraph
        holders: list[tuple[Element, Layer]] = []
        for layer in content.layers:
            if is_first:
                self._outside(target, layer.lead)
            holders.append((target, layer))
            if layer.wrapper is not None:
                target = self._open(target, layer.wrapper)
        self._words(target, content.run, clean(text), codes)
        for holder, layer in reversed(holders):
            if layer.wrapper is not None:
                self.pieces(holder, self._once(layer.wrapper, layer.wrapper.tail))
            if is_last:
                self._outside(holder, layer.trail)

    def _outside(self, target: Element, nodes: Iterable[Opaque | Text]) -> None:
        for node in nodes:
            if isinstance(node, Opaque):
                self.pieces(target, node.pieces)
            else:
                _append_text(target, node.text, node.run)

    def _words(self, target: Element, run: Element, text: str, codes: Iterable[Code]) -> None:
        """Write words and what stands for placeholders; things whose code is missing come last."""
        known = {code.number: code for code in codes if code.markup in self._bodies}
        stack: list[tuple[str, Element, Element]] = []  # what is open: code, element, run outside
        at = 0
        for match in PLACEHOLDER.finditer(text):
            code = known.get(int(match[1]))
            if code is None:
                continue
            _append_text(target, text[at : match.start()], run)
            at = match.end()
            body = self._bodies[code.markup]
            if code.kind is CodeKind.OPEN:
                stack.append((code.markup, target, run))
                target, run = self._enter(target, run, body)
            elif code.kind is CodeKind.ALONE:
                self._alone(target, body)
            elif stack:
                opened, target, run = stack.pop()
                self._leave(target, self._bodies[opened])
        _append_text(target, text[at:], run)
        while stack:
            opened, target, run = stack.pop()
            self._leave(target, self._bodies[opened])
        self._lost(target, known.values())

    def _enter(self, target: Element, run: Element, body: Body) -> tuple[Element, Element]:
        """Return the element and the run for what comes after an opening code."""
        if isinstance(body, Stretch):
            return target, body.run
        if isinstance(body, Wrapper):
            return self._open(target, body), base(body.nodes).run
        return target, run

    def _leave(self, target: Element, body: Body) -> None:
        if isinstance(body, Wrapper):
            self.pieces(target, self._once(body, body.tail))

    def _open(self, target: Element, wrapper: Wrapper) -> Element:
        """Begin a wrapper and return the element that its content goes to."""
        self.pieces(target, self._once(wrapper, wrapper.head))
        if wrapper.shell is None:
            return target
        shell = etree.SubElement(target, wrapper.shell.tag, dict(wrapper.shell.attrib))
        if name(shell) != "w:sdt":
            return shell
        for one in wrapper.shell:
            if name(one) != "w:sdtContent":
                shell.append(deepcopy(one))
        return etree.SubElement(shell, beside(shell, "sdtContent"))

    def _once(self, wrapper: Wrapper, pieces: list[Piece]) -> list[Piece]:
        """Return the pieces of a wrapper, none the second time for what there may be once."""
        is_spent = wrapper.is_unique and any(piece.element in self._used for piece in pieces)
        return [] if is_spent else pieces

    def _alone(self, target: Element, body: Body) -> None:
        if isinstance(body, Opaque):
            self.pieces(target, body.pieces)

    def _lost(self, target: Element, codes: Iterable[Code]) -> None:
        """Write the things that no placeholder put anywhere."""
        for code in codes:
            body = self._bodies[code.markup]
            if isinstance(body, Opaque) and not any(p.element in self._used for p in body.pieces):
                self.pieces(target, body.pieces)

    def pieces(self, target: Element, pieces: Iterable[Piece]) -> None:
        """Append pieces; those of one run share a run again. Written twice, they are copied."""
        last: Element | None = None
        run: Element | None = None
        for piece in pieces:
            element = deepcopy(piece.element) if piece.element in self._used else piece.element
            self._used.add(piece.element)
            element.tail = None
            if piece.run is None:
                target.append(element)
                last = None
                continue
            if run is None or piece.run is not last:
                run, last = _new_run(target, piece.run), piece.run
            run.append(element)


def _new_run(target: Element, model: Element) -> Element:
    """Append an empty run with the properties of another one."""
    run = etree.SubElement(target, model.tag)
    own = child(model, "rPr")
    if own is not None:
        run.append(deepcopy(own))
    return run


def _append_text(target: Element, text: str, model: Element) -> None:
    """Append a run with words, if there are any."""
    if not text:
        return
    run = _new_run(target, model)
    _tidy(run, is_english=not has_han(text))
    element = etree.SubElement(run, beside(run, "t"))
    element.text = text
    if text != text.strip():
        element.set(SPACE, "preserve")


def _tidy(run: Element, *, is_english: bool) -> None:
    """Make the properties of a run those of new words."""
    own = child(run, "rPr")
    if own is None:
        if not is_english:
            return
        own = etree.SubElement(run, beside(run, "rPr"))
    for one in [one for one in own if name(one) in _DATED]:
        own.remove(one)
    if is_english:
        fonts = child(own, "rFonts")
        if fonts is not None:
            fonts.attrib.pop(beside(fonts, "hint"), None)
        _set_language(own)


def _set_language(own: Element) -> None:
    """Set the language in its place among the properties (ISO 29500-1, CT_RPr)."""
    language = child(own, "lang")
    if language is None:
        language = own.makeelement(beside(own, "lang"))
        later = (one for one in own if not _is_before_language(name(one)))
        at = next((own.index(one) for one in later), len(own))
        own.insert(at, language)
    language.set(beside(language, "val"), LANGUAGE)


def _is_before_language(short: str) -> bool:
    return short.startswith("w:") and short not in _AFTER_LANGUAGE
