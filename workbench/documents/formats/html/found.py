"""What there is to translate in a page."""

from __future__ import annotations

from dataclasses import dataclass, field

from workbench.documents.formats.places import Edit, Found


@dataclass(frozen=True, slots=True)
class HtmlFound(Found):
    """A stretch of a page.

    Attributes:
        attribute: name of the attribute whose value, quotes included, the stretch is.
        shell: offsets of the element that holds nothing but this stretch and plain tags.
        is_paragraph: whether there may be one more of that element, for a paragraph that is split.
        in_flow: whether line breaks may divide the stretch.
    """

    attribute: str = ""
    shell: tuple[int, int] | None = None
    is_paragraph: bool = False
    in_flow: bool = False


@dataclass(slots=True)
class Page:
    """What there is in a page.

    Attributes:
        founds: the stretches that can be translated, in order.
        languages: what becomes of attributes that say that the page is Chinese.
        warnings: what a translator should know.
        is_xml: whether it begins as an XML file does.
    """

    founds: list[HtmlFound] = field(default_factory=list)
    languages: list[Edit] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    is_xml: bool = False
