"""WordprocessingML's names: what an element is, in the transitional and in the strict namespaces.

A tag is shortened to `w:p`, `m:oMath`, `mc:Fallback` … whichever of the two families of namespaces
the file uses; a new element takes the family of the one that it belongs to. Elements of lxml have
no public type, hence `Element`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final, TypeAlias

Element: TypeAlias = Any
"""An element of lxml."""

_NAMESPACES: Final = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "x",
    "http://purl.oclc.org/ooxml/spreadsheetml/main": "x",
    "http://schemas.openxmlformats.org/presentationml/2006/main": "p",
    "http://purl.oclc.org/ooxml/presentationml/main": "p",
}
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
"""`xml:space`."""


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    namespace, _, local = tag[1:].rpartition("}")
    prefix = _NAMESPACES.get(namespace)
    return f"{prefix}:{local}" if prefix else tag


def name(element: Element) -> str:
    """Return the short name of an element; of an unknown namespace the tag, of a comment ''."""
    tag = element.tag
    return _short(tag) if isinstance(tag, str) else ""


def beside(element: Element, local: str) -> str:
    """Return the tag, or the name of an attribute, in the namespace of an element."""
    return f"{element.tag.rpartition('}')[0]}}}{local}"


def child(element: Element, local: str) -> Element | None:
    """Return the first child of that local name in the element's own namespace, or None."""
    return element.find(beside(element, local))


def value(element: Element, local: str = "val") -> str:
    """Return an attribute in the element's own namespace, empty without it."""
    return str(element.get(beside(element, local), ""))


def is_on(element: Element) -> bool:
    """Return whether a toggle, `<w:b/>` say, switches on (ISO 29500-1, 17.17.4, ST_OnOff)."""
    return value(element).lower() not in ("0", "false", "off")


def paragraph_of(element: Element) -> Element | None:
    """Return the innermost paragraph that holds an element."""
    return next((one for one in element.iterancestors() if name(one) == "w:p"), None)
