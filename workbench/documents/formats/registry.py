"""Which formats there are, and which one a file has."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final, cast

from workbench.documents.formats.base import Handler
from workbench.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its name; its module is imported when it is needed.

    Attributes:
        name: as `--format` takes it and the database keeps it.
        title: as people call it.
        suffixes: of its files' names, lower case.
        is_text: whether its files are plain characters, which are decoded before they are read.
        is_streamed: whether its module reads a text in pieces (see `Content.pieces`), and writes
            one of the paragraphs alone.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    is_text: bool
    is_streamed: bool = False

    @property
    def handler(self) -> Handler:
        """The module that reads and writes it."""
        return cast(
            Handler, importlib.import_module(f"workbench.documents.formats.{self.name}.handler")
        )


FORMATS: Final = (
    Format("text", "plain text", (".txt", ".text", ""), is_text=True, is_streamed=True),
    Format("markdown", "Markdown", (".md", ".markdown", ".mdown", ".mkd"), is_text=True),
    Format("html", "HTML", (".html", ".htm", ".xhtml"), is_text=True),
    Format("docx", "DOCX", (".docx", ".docm", ".dotx"), is_text=False),
    Format("xliff", "XLIFF", (".xlf", ".xliff", ".mxliff", ".sdlxliff"), is_text=False),
    Format("srt", "SRT subtitles", (".srt",), is_text=True),
)
"""All formats; the first one is what a file has whose name and content say nothing."""


def named(name: str) -> Format:
    """Return the format with this name.

    Raises:
        NotFoundError: there is none.
    """
    for one in FORMATS:
        if one.name == name:
            return one
    known = ", ".join(one.name for one in FORMATS)
    raise NotFoundError(f"there is no format “{name}”", hint=f"Use one of {known}.")


def recognised(name: str, data: bytes) -> Format:
    """Return the format of a file, by its name and else by how it begins.

    Args:
        name: the file's name.
        data: its first bytes, some thousand at best.
    """
    suffix = PurePath(name).suffix.lower()
    by_name = next((one for one in FORMATS if suffix in one.suffixes), None)
    if by_name is not None and suffix not in FORMATS[0].suffixes:
        return by_name
    return next(_by_content(data), FORMATS[0])


def _by_content(data: bytes) -> Iterator[Format]:
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"word/" in data[:4000] and data.startswith(b"PK\x03\x04"):
        yield named("docx")
    if b"<xliff" in head:
        yield named("xliff")
    if head.startswith((b"<!doctype html", b"<html")):
        yield named("html")
