"""Reads TMX of any version and any tool, as a stream, and gives up on nothing but what is no TMX.

Promises: constant memory; a bad unit is skipped with its line, its number and the reason, and the
next one is read (a new parser starts at the next `<tu>` where the XML itself is broken); a file
that breaks off gives what stood before, and says so at the end; no external entity is ever opened,
and a file that declares entities within entities is refused. What raises is only what makes the
whole file useless.

Inline elements (section 3.3) become plain text: the content of `hi` and of unknown elements stays,
the codes within `bpt`, `ept`, `it` and `ut` go, a `ph` leaves a numbered placeholder such as `{1}`;
text of a `sub` belongs to another flow than its sentence and goes with the code around it.
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
from workbench.exchange.tmx_text import Text
from workbench.exchange.tmx_units import Languages

_RESTART: Final = b"<tmx><body>"
_UNIT: Final = re.compile(r"<tu[\s>]")
_UNIT_OR_END: Final = re.compile(r"<tu[\s>]|</tmx\s*>")
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
        self._fed = 0  # bytes that the present parser was fed
        self._parser = self._new_parser(b"")

    def advance(self, chunk: str, *, damaged: bool) -> None:
        """Read the next piece of text."""
        self.elements.damaged = damaged
        rest = chunk
        while rest and not self.elements.ended:
            rest = self._seek(rest) if self._seeking else self._feed(rest)

    def finish(self, cut: str) -> None:
        """Take note that there is no more text.

        Args:
            cut: why, where the file is packed and damaged.
        """
        reason = cut or "its last tag is missing"
        if not self._seeking:
            try:
                self._parser.Parse(b"", True)
            except expat.ExpatError as exc:
                reason = cut or expat.ErrorString(exc.code)
        if not self.elements.seen_root:
            raise self._no_tmx(reason)
        self.elements.break_off(self._line, reason)

    def _feed(self, text: str) -> str:
        """Parse text; return what is left of it after an error."""
        data = text.encode()
        try:
            self._parser.Parse(data, False)
        except expat.ExpatError as exc:
            return self._recover(data, exc)
        self._fed += len(data)
        self._line += text.count("\n")
        return ""

    def _recover(self, data: bytes, exc: expat.ExpatError) -> str:
        """Note the error; return the text from the place where to look for the next unit."""
        reason = expat.ErrorString(exc.code)
        if self.elements.ended:
            return ""
        if not self.elements.seen_root:
            raise self._no_tmx(reason)
        if exc.code == _AMPLIFIED:
            raise FormatError("its entities grow too much", where=self._name) from exc
        at = min(max(self._parser.ErrorByteIndex - self._fed, 0), len(data))
        self._line += data[:at].count(b"\n")
        self.elements.fail(self._line, reason)
        self._seeking, self._kept = True, ""
        rest = data[at:].decode(errors="replace")
        # A broken `<tu` tag would be found again, and again.
        return rest[1:] if _UNIT.match(rest) else rest

    def _seek(self, text: str) -> str:
        """Look for the next unit; return the text from there on, empty if it is not in it."""
        text = self._kept + text
        found = _UNIT_OR_END.search(text)
        at = found.start() if found else max(len(text) - _OVERLAP, 0)
        self._line += text.count("\n", 0, at)
        if found is None:
            self._kept = text[at:]
            return ""
        self._seeking, self._kept = False, ""
        if found[0].startswith("</"):
            self.elements.ended = True
            return ""
        self._parser = self._new_parser(_RESTART)
        return text[at:]

    def _new_parser(self, opening: bytes) -> expat.XMLParserType:
        parser = expat.ParserCreate("utf-8")  # whatever the declaration says: it has been decoded
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self.elements.listen(parser, self._line)
        parser.Parse(opening, False)
        self._fed = len(opening)
        return parser

    def _no_tmx(self, reason: str) -> FormatError:
        return FormatError(
            f"this is no TMX file ({reason})",
            where=self._name,
            line=self._line,
            hint="Export the memory as TMX from the tool that it comes from.",
        )
