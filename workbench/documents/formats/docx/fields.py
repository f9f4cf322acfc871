"""Fields of several runs: which `begin`, `separate` and `end` belong together.

A field is `begin`, its instruction, `separate`, the result that is shown, and `end` (ISO 29500-1,
17.16.18), wherever these stand: a table of contents runs over pages. A mark without its partner is
no field. The fields of a text box or a note are its own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from workbench.documents.formats.docx.names import Element, name, paragraph_of, value

_STORIES: Final = frozenset(("w:txbxContent", "w:footnote", "w:endnote", "w:comment"))
_GONE: Final = frozenset(("w:del", "w:moveFrom", "mc:Fallback"))
_NAMED: Final = {
    "PAGE": "page number",
    "NUMPAGES": "page count",
    "PAGEREF": "page number",
    "REF": "reference",
    "NOTEREF": "reference",
    "STYLEREF": "reference",
    "SEQ": "number",
    "TOC": "contents",
    "DATE": "date",
    "TIME": "time",
}
_LONGEST: Final = 16  # characters of a label
_ENOUGH: Final = 100  # characters of an instruction that are looked at


@dataclass(slots=True, eq=False)
class Field:
    """A field by its marks, which are elements `w:fldChar`.

    Attributes:
        instruction: what it computes: the beginning of what stands in the file.
        separate: None where it has no result.
        end: set when it was found.
    """

    begin: Element
    instruction: str = ""
    separate: Element | None = None
    end: Element | None = None

    def extend(self, text: str) -> None:
        """Add a piece of the instruction; what it computes stands at its beginning."""
        if len(self.instruction) < _ENOUGH:
            self.instruction += text

    @property
    def label(self) -> str:
        """How to show it to a person."""
        return label(self.instruction)

    @property
    def is_link(self) -> bool:
        """Whether it is a hyperlink, whose result is words to translate."""
        return (
            field_name(self.instruction) == "HYPERLINK"
            and self.separate is not None
            and paragraph_of(self.begin) is paragraph_of(self.separate)
        )


def field_name(instruction: str) -> str:
    """Return what a field computes, in capitals: PAGE, REF, TOC."""
    words = instruction.split(maxsplit=1)
    return words[0].upper() if words else ""


def label(instruction: str) -> str:
    """Return how to show a field to a person."""
    called = field_name(instruction)
    return _NAMED.get(called, called.lower()[:_LONGEST] or "field")


class Fields:
    """The fields of one part.

    Args:
        root: of the part.

    Attributes:
        at: for each mark of a complete field, the field.
    """

    def __init__(self, root: Element) -> None:
        self.at: dict[Element, Field] = {}
        self._open: dict[Element, list[Field]] = defaultdict(list)
        for element in root.iter("{*}fldChar", "{*}instrText"):
            story = _story(element)
            if story is not None:
                self._take(element, self._open[story])
        self._open.clear()

    def _take(self, element: Element, waiting: list[Field]) -> None:
        """Follow one mark, or one piece of an instruction."""
        if name(element) == "w:instrText":
            if waiting and waiting[-1].separate is None:
                waiting[-1].extend(element.text or "")
            return
        match value(element, "fldCharType"):
            case "begin":
                waiting.append(Field(element))
            case "separate" if waiting and waiting[-1].separate is None:
                waiting[-1].separate = element
            case "end" if waiting:
                field = waiting.pop()
                field.end = element
                marks = (field.begin, field.separate, field.end)
                self.at.update((mark, field) for mark in marks if mark is not None)


def _story(element: Element) -> Element | None:
    """Return what holds the text that an element belongs to; None where it was deleted."""
    one = element
    for one in element.iterancestors():
        short = name(one)
        if short in _GONE:
            return None
        if short in _STORIES:
            return one
    return one
