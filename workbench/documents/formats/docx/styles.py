"""What a paragraph is by its style, and how a run looks once its styles are counted in.

Two runs look the same when the properties of `_COMPARED` come out the same, wherever each property
was set: by the paragraph's style, a character style or the run itself. That leaves out what word
processors litter runs with (revision numbers, languages, fonts for digits beside Chinese, kerning).
"""

from __future__ import annotations

import re
from typing import Final, TypeAlias

from workbench.core.document import ParagraphKind
from workbench.documents.formats.docx.names import Element, child, is_on, name, value

Format: TypeAlias = tuple[tuple[str, str], ...]
"""How a run looks: the properties that differ from plain text, sorted."""

_TOGGLES: Final = frozenset(
    ("b", "i", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss", "imprint",
     "vanish")
)  # fmt: skip
_VALUES: Final = frozenset(("color", "sz", "highlight", "u", "vertAlign", "position", "em", "bdr"))
_PLAIN: Final = frozenset(("", "0", "auto", "none", "nil", "baseline", "000000"))
_DEEPEST: Final = 50  # styles that are based on one another
_BODY_LEVEL: Final = 9  # the outline level of what is no heading
_TITLE: Final = re.compile(r"title|标题|文档标题|文章标题")
_HEADING: Final = re.compile(r"(?:heading|标题)[1-9一二三四五六七八九]|[一二三四五六七八九]级标题")


def is_hidden(look: Format) -> bool:
    """Return whether text that looks so is hidden."""
    return ("vanish", "1") in look


class Styles:
    """The styles of a document.

    Args:
        root: of its part of styles, None without one.
    """

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default = ""
        self._document: dict[str, str] = {}
        self._paragraphs: dict[str, dict[str, str]] = {}
        self._characters: dict[str, dict[str, str]] = {}
        if root is not None:
            self._take(root)

    def _take(self, root: Element) -> None:
        for one in root:
            if name(one) == "w:docDefaults":
                outer = child(one, "rPrDefault")
                self._document = properties(None if outer is None else child(outer, "rPr"))
            elif name(one) == "w:style":
                self._styles[value(one, "styleId")] = one
                is_default = value(one, "default").lower() in ("1", "true", "on")
                if is_default and value(one, "type") == "paragraph":
                    self._default = value(one, "styleId")

    def _chain(self, style: str) -> list[Element]:
        """Return a style and those that it is based on."""
        found: list[Element] = []
        while style in self._styles and len(found) < _DEEPEST:
            found.append(self._styles[style])
            based = child(found[-1], "basedOn")
            style = "" if based is None else value(based)
        return found

    def style_of(self, paragraph: Element) -> str:
        """Return the id of a paragraph's style."""
        own = child(paragraph, "pPr")
        style = None if own is None else child(own, "pStyle")
        return self._default if style is None else value(style)

    def kind(self, paragraph: Element) -> ParagraphKind:
        """Return what a paragraph is by its style's name and its outline level."""
        own = child(paragraph, "pPr")
        for one in self._chain(self.style_of(paragraph)):
            called = child(one, "name")
            words = "" if called is None else value(called).lower().replace(" ", "")
            if _TITLE.fullmatch(words):
                return ParagraphKind.TITLE
            if _level(own) is None and _HEADING.fullmatch(words):
                return ParagraphKind.HEADING
            level = _level(child(one, "pPr"))
            if level is not None and _level(own) is None:
                return _kind_at(level)
        return _kind_at(_level(own))

    def look(self, style: str, run: Element) -> Format:
        """Return how a run looks in a paragraph of that style."""
        own = child(run, "rPr")
        looks = dict(self._inherited(style))
        if own is not None:
            character = child(own, "rStyle")
            if character is not None:
                for key, one in self._character(value(character)).items():
                    both = key in _TOGGLES and one == looks.get(key) == "1"
                    looks[key] = "0" if both else one
            looks.update(properties(own))
        return tuple(sorted(item for item in looks.items() if item[1] not in _PLAIN))

    def _inherited(self, style: str) -> dict[str, str]:
        """Return what runs have from their paragraph's style and the document's defaults."""
        if style not in self._paragraphs:
            looks = dict(self._document)
            for one in reversed(self._chain(style)):
                looks.update(properties(child(one, "rPr")))
            self._paragraphs[style] = looks
        return self._paragraphs[style]

    def _character(self, style: str) -> dict[str, str]:
        """Return what a character style sets; the font for Latin text too, as code has one."""
        if style not in self._characters:
            looks: dict[str, str] = {}
            for one in reversed(self._chain(style)):
                own = child(one, "rPr")
                looks.update(properties(own))
                fonts = None if own is None else child(own, "rFonts")
                if fonts is not None and value(fonts, "ascii"):
                    looks["font"] = value(fonts, "ascii")
            self._characters[style] = looks
        return self._characters[style]


def properties(own: Element | None) -> dict[str, str]:
    """Return the properties that count of a `w:rPr`; off and automatic ones as such."""
    found: dict[str, str] = {}
    for one in own if own is not None else ():
        local = name(one)[2:]
        if local in _TOGGLES:
            found[local] = "1" if is_on(one) else "0"
        elif local == "color":
            theme = value(one, "themeColor")
            found[local] = value(one) if theme in ("", "text1", "dark1") else theme
        elif local in _VALUES:
            found[local] = value(one)
        elif local == "shd":
            found[local] = value(one, "fill")
    return found


def _level(own: Element | None) -> int | None:
    """Return the outline level that a `w:pPr` sets, None where it sets none."""
    level = None if own is None else child(own, "outlineLvl")
    digits = "" if level is None else value(level)
    return int(digits) if re.fullmatch("[0-9]", digits) else None


def _kind_at(level: int | None) -> ParagraphKind:
    is_body = level is None or level >= _BODY_LEVEL
    return ParagraphKind.BODY if is_body else ParagraphKind.HEADING
