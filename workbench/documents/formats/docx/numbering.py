"""Automatic numbering that counts in Chinese (第一章, 一、), which translation leaves as it is.

The numbers are no text of the paragraphs: the word processor makes them from `numbering.xml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from workbench.documents.formats.docx.names import Element, child, name, value
from workbench.text.codepoints import has_han

_Level: TypeAlias = tuple[str, str]  # id of a numbering, and level in it

_CHINESE: Final = ("chinese", "ideograph", "taiwanese", "japanese")
"""How the names of such formats begin (ISO 29500-1, 17.18.59, ST_NumberFormat)."""


def counts_in_chinese(
    numbering: Element | None, styles: Element | None, roots: Iterable[Element]
) -> bool:
    """Return whether a paragraph of the document has a Chinese number of the word processor's.

    Args:
        numbering: root of the part of numberings, None without one.
        styles: root of the part of styles, likewise.
        roots: of the parts that have text.
    """
    if numbering is None:
        return False
    levels = frozenset(_chinese(numbering))
    by_style: dict[str, _Level] = {}
    for style in styles if styles is not None else ():
        level = _level(child(style, "pPr")) if name(style) == "w:style" else None
        if level is not None:
            by_style[value(style, "styleId")] = level
    return any(level in levels for root in roots for level in _used(root, by_style))


def _chinese(numbering: Element) -> Iterator[_Level]:
    """Yield the levels that count in Chinese."""
    abstract = {
        value(one, "abstractNumId"): one for one in numbering if name(one) == "w:abstractNum"
    }
    for one in numbering:
        basis = child(one, "abstractNumId") if name(one) == "w:num" else None
        for level in abstract.get(value(basis), ()) if basis is not None else ():
            if name(level) == "w:lvl" and _is_chinese(level):
                yield value(one, "numId"), value(level, "ilvl")


def _is_chinese(level: Element) -> bool:
    form, text = child(level, "numFmt"), child(level, "lvlText")
    if form is not None and value(form).startswith(_CHINESE):
        return True
    return text is not None and has_han(value(text))


def _used(root: Element, by_style: dict[str, _Level]) -> Iterator[_Level]:
    """Yield the levels that paragraphs have, by themselves or by their style."""
    for own in root.iter("{*}pPr"):
        level = _level(own)
        style = child(own, "pStyle")
        if level is not None:
            yield level
        elif style is not None and value(style) in by_style:
            yield by_style[value(style)]


def _level(own: Element | None) -> _Level | None:
    """Return the level that a `w:pPr` sets, None where it sets none."""
    chosen = None if own is None else child(own, "numPr")
    number = None if chosen is None else child(chosen, "numId")
    if chosen is None or number is None:
        return None
    depth = child(chosen, "ilvl")
    return value(number), "0" if depth is None else value(depth)
