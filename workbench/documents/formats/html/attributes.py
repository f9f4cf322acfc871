"""A start tag → those of its attributes that people read, and those that say its language."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.core.document import ParagraphKind
from workbench.documents.formats.html.found import HtmlFound
from workbench.documents.formats.html.names import BUTTONS, DESCRIBED, LABELLED, SPOKEN
from workbench.documents.formats.html.text import decoded, english_tag, wants_translation
from workbench.documents.formats.html.tokens import Attribute, Token
from workbench.documents.formats.inline import Item, Run
from workbench.documents.formats.places import Edit
from workbench.text.codepoints import has_han


def spoken(token: Token) -> Iterator[HtmlFound]:
    """Yield the attributes of a start tag that people read and that are Chinese."""
    if wants_translation(token) is False:
        return
    for attribute in token.attributes:
        words = decoded(attribute.value)
        if not has_han(words) or not _is_spoken(token, attribute):
            continue
        run = Run()
        run.words(attribute.start, attribute.end, words)
        items: tuple[Item, ...] = tuple(run.items)
        name = "description" if token.name == "meta" else attribute.name
        notes = (f"the {name} of <{token.name}>, an attribute",)
        yield HtmlFound(
            attribute.start, attribute.end, ParagraphKind.BODY, items, notes, attribute.name
        )


def _is_spoken(token: Token, attribute: Attribute) -> bool:
    name = attribute.name
    if name == "content":
        described = token.value("name") or token.value("property") or ""
        return token.name == "meta" and described.strip().lower() in DESCRIBED
    if name == "value":
        return token.name == "input" and (token.value("type") or "").lower() in BUTTONS
    return name in SPOKEN or (name == "label" and token.name in LABELLED)


def languages(token: Token, text: str) -> Iterator[Edit]:
    """Yield what becomes of the attributes of a start tag that say that it is Chinese."""
    about = (token.value("http-equiv") or "").strip().lower()
    for attribute in token.attributes:
        says = attribute.name in {"lang", "xml:lang"} or (
            attribute.name == "content" and token.name == "meta" and about == "content-language"
        )
        if says and attribute.end:
            written = text[attribute.start : attribute.end]
            if (tag := english_tag(attribute.value, written)) is not None:
                yield Edit(attribute.start, attribute.end, tag)
