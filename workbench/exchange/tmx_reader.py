"""Reads TMX of any version and any tool, as a stream, and gives up on nothing but what is no TMX.

Promises: constant memory; a bad unit is skipped with its line, its number and the reason, and the
next one is read (a new parser starts at the next `<tu>` where the XML itself is broken); a file
that breaks off gives what stood before, and says so at the end; no external entity is ever opened,
and a file that declares entities within entities is refused. What raises is only what makes the
whole file useless.

An XML parser decides what stands in the file. Units in the plainest form, nearly all, go past it
through `tmx_fast`, which takes nothing that the parser would understand otherwise: between two
units the parser is at rest, and what it was not shown would not have changed what it knows.
Inline elements become placeholders: see `tmx_codes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Final
from xml.parsers import expat

from workbench.core.memory import Unit
from workbench.errors import FormatError
from workbench.exchange import tmx_names as names
from workbench.exchange.skipped import Skipped
from workbench.exchange.tmx_elements import Elements
from workbench.exchange.tmx_fast import leap
from workbench.exchange.tmx_text import Text
from workbench.exchange.tmx_units import Languages

_RESTART: Final = b"<tmx><body>"
_UNIT: Final = re.compile(r"<tu[\s>]")
_UNIT_OR_END: Final = re.compile(r"<tu[\s>]|</tmx\s*>")
_UNIT_END: Final = re.compile(r"</tu[ \t\r\n]*>")
_LONGEST_STRIDE: Final = 1 << 15  # where most units are not plain, trying costs a twentieth
_OVERLAP: Final = 64  # characters kept while searching, for a tag that two chunks share
_AMPLIFIED: Final = 43  # XML_ERROR_AMPLIFICATION_LIMIT_BREACH, which pyexpat does not name


def read(
    stream: BinaryIO, *, name: str, source_language: str = "zh", target_language: str = "en"
) -> Iterator[Unit | Skipped]:
    """Yield the units of a TMX file, and what had to be skipped, in the order of the file.

    A pair is taken in whichever direction it was translated: the sources of a memory from English
    into Chinese become targets.

    Args:
        stream: seekable, at its start; plain or gzip, in UTF-8, UTF-16, GB18030 or whatever else
            it declares.
        name: the file's name: the `document` of units that name none, and for messages.
        source_language: of the sources; any region and script of it is taken.
        target_language: likewise.

    Raises:
        FormatError: the file is no TMX, or one that is built to exhaust the machine.
        EncodingError: it is in an encoding that nobody knows.
        UnreadableFileError: reading failed.
    """
    languages = Languages(names.language(source_language), names.language(target_language))
    reading = _Reading(name, languages)
    text = Text(stream, name=name)
    for chunk in text:
        reading.advance(chunk, damaged=text.damaged)
        yield from reading.elements.take()
        if reading.elements.ended:
            return
    reading.finish(text.cut)
    yield from reading.elements.take()


class _Reading:
    """One file on its way through as many parsers as it takes."""

    def __init__(self, name: str, languages: Languages) -> None:
        self.elements = Elements(name, languages)
        self._name = name
        self._line = 1  # of the text that comes next
        self._seeking = False  # the XML was broken; looking for the next unit
        self._kept = ""  # text that was searched and may hold the beginning of a tag
        self._between = False  # the parser is at rest between two units
        self._stride = 0  # characters that it gets at least before plain units are tried again
        self._fed = 0  # bytes that the present parser was fed
        self._parser = self._new_parser(b"")

    def advance(self, chunk: str, *, damaged: bool) -> None:
        """Read the next piece of text."""
        self.elements.damaged = damaged
        text, self._kept = self._kept + chunk, ""
        at = 0
        while at < len(text) and not self.elements.ended:
            if self._seeking:
                at = self._seek(text, at)
            elif self._between:
                at = self._leap(text, at)
            else:
                at = self._feed_unit(text, at)

    def finish(self, cut: str) -> None:
        """Take note that there is no more text.

        Args:
            cut: why, where the file is packed and damaged.
        """
        reason = "it ends too early"
        if not self._seeking:
            try:
                self._parser.Parse(b"", True)
            except expat.ExpatError as exc:
                reason = expat.ErrorString(exc.code)
        if not self.elements.seen_root:
            raise self._no_tmx(cut or reason)
        self.elements.break_off(self._line, cut or "its last tag is missing")

    def _leap(self, text: str, at: int) -> int:
        """Read the plain units that come next; return where they end."""
        done = leap(text, at, self.elements.languages, self._name)
        lines = _line_ends(text, at, done.end)
        self._line += lines
        self.elements.pass_over(done.units, lines)
        self._between = False
        self._stride = 0 if done.units else min(2 * self._stride + 1000, _LONGEST_STRIDE)
        return done.end

    def _feed_unit(self, text: str, at: int) -> int:
        """Parse text to where a unit ends; return where that, or an error, is."""
        found = _UNIT_END.search(text, min(at + self._stride, len(text)))
        end = self._feed(text, at, found.end() if found else len(text))
        if found is not None and not self._seeking:
            tag = self._fed - (found.end() - found.start())
            self._between = self.elements.plain and self.elements.closed_at == tag
        return end

    def _feed(self, text: str, at: int, end: int) -> int:
        """Parse a stretch of text; return its end, or where to look for the next unit."""
        data = text[at:end].encode()
        try:
            self._parser.Parse(data, False)
        except expat.ExpatError as exc:
            broken = min(max(self._parser.ErrorByteIndex - self._fed, 0), len(data))
            return self._recover(text, at, at + len(data[:broken].decode(errors="ignore")), exc)
        self._fed += len(data)
        self._line += _line_ends(text, at, end)
        return end

    def _recover(self, text: str, at: int, broken: int, exc: expat.ExpatError) -> int:
        """Note the error; return where to look for the next unit."""
        reason = expat.ErrorString(exc.code)
        if self.elements.ended:
            return len(text)
        self._line += _line_ends(text, at, broken)
        if not self.elements.seen_root:
            raise self._no_tmx(reason)
        if exc.code == _AMPLIFIED:
            raise FormatError("its entities grow too much", where=self._name) from exc
        self.elements.fail(self._line, reason)
        self._seeking = True
        # A broken `<tu` tag would be found again, and again.
        return broken + 1 if _UNIT.match(text, broken) else broken

    def _seek(self, text: str, at: int) -> int:
        """Look for the next unit; return where it is, the text's end if it is not in it."""
        found = _UNIT_OR_END.search(text, at)
        to = found.start() if found else max(len(text) - _OVERLAP, at)
        self._line += _line_ends(text, at, to)
        if found is None:
            self._kept = text[to:]
            return len(text)
        self._seeking = False
        if found[0].startswith("</"):
            self.elements.ended = True
        else:
            self._parser = self._new_parser(_RESTART)
        return to

    def _new_parser(self, opening: bytes) -> expat.XMLParserType:
        parser = expat.ParserCreate("utf-8")  # whatever the declaration says: it has been decoded
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self.elements.listen(parser, self._line)
        parser.Parse(opening, False)
        self._fed = len(opening)
        self._between = False
        return parser

    def _no_tmx(self, reason: str) -> FormatError:
        return FormatError(
            f"this is no TMX file ({reason})",
            where=self._name,
            line=self._line,
            hint="Export the memory as TMX from the tool that it comes from.",
        )


def _line_ends(text: str, start: int, end: int) -> int:
    """Count line ends as XML does (XML 1.0, section 2.11): CR LF, LF and CR alone are one each."""
    count = text.count("\n", start, end)
    if "\r" in text:
        count += text.count("\r", start, end) - text.count("\r\n", start, end)
    return count
