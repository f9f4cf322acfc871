"""Characters of an HTML file ↔ what a reader sees."""

from __future__ import annotations

import html
import re
from typing import Final

from workbench.documents.formats.html.tokens import SPACE, Token

_REFERENCE = re.compile("&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]{1,31});?")
_LONGEST = 40  # characters; a numeric reference longer than this names no character
_CHINESE: Final = re.compile("(?:zh|cmn|zho|chi)(?:[-_].*)?", re.IGNORECASE | re.DOTALL)
_INDENT = re.compile("[\u3000\xa0\u2002\u2003]{2}")


def decoded(raw: str) -> str:
    """Return text with its character references resolved."""
    return _REFERENCE.sub(_character, raw) if "&" in raw else raw


def _character(reference: re.Match[str]) -> str:
    text = reference.group()
    return html.unescape(text) if len(text) < _LONGEST else "\ufffd"


def escaped(words: str) -> str:
    """Return words as they stand between tags."""
    return html.escape(words, quote=False)


def quoted(words: str) -> str:
    """Return words as the value of an attribute, quotes included."""
    return f'"{html.escape(words)}"'


def english_tag(value: str, written: str) -> str | None:
    """Return what an attribute that says that its element is Chinese says when it is English.

    Args:
        value: of the attribute.
        written: the same with its quotes, if it has any.

    Returns:
        None if it says something else.
    """
    if _CHINESE.fullmatch(value.strip(SPACE)) is None:
        return None
    quote = written[:1] if written[:1] in {'"', "'"} else ""
    return f"{quote}en{quote}"


def is_indented(words: str) -> bool:
    """Return whether decoded text after a line break is indented, as a Chinese paragraph is."""
    return _INDENT.match(words.lstrip(SPACE)) is not None


def tag_label(token: Token) -> str:
    """Return how to show a tag to a person."""
    return f"</{token.name}>" if token.kind == "end" else f"<{token.name}>"


def wants_translation(token: Token) -> bool | None:
    """Return whether a start tag says that its element is to be translated; None without a word."""
    if "notranslate" in (token.value("class") or "").split():
        return False
    translate = token.value("translate")
    return None if translate is None else translate.strip(SPACE).lower() != "no"
