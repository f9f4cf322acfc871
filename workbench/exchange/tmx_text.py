"""From the bytes of a TMX file to text that an XML parser can take.

A memory is worth more than the tidiness of the tool that wrote it, so what would make a parser
refuse the whole file is mended here: compression, an encoding that the parser does not know or that
the declaration gets wrong, blank lines before it, control characters, references to characters that
XML forbids. Bytes that are no text in the encoding become `UNDECODED`, by which the reader knows
the unit to skip. Nothing here adds or removes a line end.
"""

from __future__ import annotations

import codecs
import gzip
import lzma
import re
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

from workbench.errors import EncodingError, UnreadableFileError

UNDECODED: Final = "\U0001fffe"
"""Stands for bytes that could not be decoded: a code point that no text has, and XML allows."""

_CHUNK: Final = 1 << 17
_STEP: Final = 1 << 13  # what is lost at most where a packed file is damaged
_GZIP: Final = b"\x1f\x8b"
_DAMAGED: Final = (
    *(EOFError, gzip.BadGzipFile, zlib.error),
    *(zipfile.BadZipFile, lzma.LZMAError, struct.error, ValueError),
)
_HANDLER: Final = "workbench.tmx.undecoded"

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED: Final = re.compile(rb"""\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']""")
# Character sets only: Python knows codecs (zip, punycode, unicode_escape) that are none.
_CHARSET: Final = re.compile(
    r"gb|big5|iso8859|cp\d|koi8|mac|shift_jis|euc|iso2022|hz|johab|tis|ptcp|latin|utf-32"
)

_DECLARATION: Final = re.compile(r"\ufeff?\s*(?:<\?xml\s[^>]*>)?")
# XML 1.0, section 2.2, production 2.
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE: Final = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}));")
_UNFINISHED: Final = re.compile(r"(?:&(?:#[xX]?[0-9a-fA-F]{0,8})?|\r)\Z")
_LONGEST_REFERENCE: Final = len("&#x00000000;")
# Looking for these among bytes takes a tenth of the time that looking for _FORBIDDEN takes.
_CONTROLS: Final = bytes({*range(32)} - {*b"\t\n\r"})


class Text:
    """The text of a TMX file, to be iterated over once, in chunks.

    Attributes:
        damaged: whether any bytes so far were no text in the encoding.
        cut: why a compressed file ended too early; empty if it did not.
    """

    def __init__(self, stream: BinaryIO, *, name: str) -> None:
        self.damaged = False
        self.cut = ""
        self._stream = stream
        self._name = name

    def __iter__(self) -> Iterator[str]:
        """Yield the text; none of the chunks is empty.

        Raises:
            EncodingError: the file declares an encoding that nobody knows.
            UnreadableFileError: the file cannot be read to its end.
        """
        pending = ""
        at_start = True
        for chunk, is_clean in self._decoded():
            text = pending + (chunk if is_clean else _FORBIDDEN.sub("", chunk))
            if at_start:
                text, at_start = _without_declaration(text), False
            unfinished = _UNFINISHED.search(text, max(len(text) - _LONGEST_REFERENCE, 0))
            pending = text[unfinished.start() :] if unfinished else ""
            if text := _mended(text[: len(text) - len(pending)]):
                yield text
        if pending:
            yield pending

    def _decoded(self) -> Iterator[tuple[str, bool]]:
        """Yield text, and whether it is known to hold nothing that XML forbids."""
        decoder: codecs.IncrementalDecoder | None = None
        is_utf_8 = False
        for data in self._bytes():
            if decoder is None:
                encoding = _encoding(data, self._name)
                decoder = codecs.getincrementaldecoder(encoding)()
                is_utf_8 = encoding in {"utf-8", "utf-8-sig"}
            text = self._decode(decoder, data)
            yield text, is_utf_8 and _is_clean(data, text)
        if decoder is not None:
            yield self._decode(decoder, b"", final=True), False

    def _decode(
        self, decoder: codecs.IncrementalDecoder, data: bytes, *, final: bool = False
    ) -> str:
        """Decode strictly until that fails for the first time."""
        state = decoder.getstate()
        try:
            return decoder.decode(data, final)
        except UnicodeDecodeError:
            self.damaged = True
            decoder.errors = _HANDLER
            decoder.setstate(state)
            return decoder.decode(data, final)

    def _bytes(self) -> Iterator[bytes]:
        """Yield the file's bytes, unpacked; the first chunk is long enough to tell the encoding."""
        waiting = bytearray()
        for data in self._steps():
            waiting += data
            if len(waiting) >= _CHUNK:
                yield bytes(waiting)
                waiting.clear()
        if waiting:
            yield bytes(waiting)

    def _steps(self) -> Iterator[bytes]:
        try:
            packed = self._stream.read(len(_GZIP)) == _GZIP
            self._stream.seek(0)
            source = gzip.GzipFile(fileobj=self._stream) if packed else self._stream
            while data := source.read(_STEP):
                yield data
        except _DAMAGED as exc:
            self.cut = f"the compressed file is damaged or incomplete ({exc})"
        except OSError as exc:
            raise UnreadableFileError(
                f"the file cannot be read ({exc.strerror or exc})",
                where=self._name,
                hint="Check the disk or the network drive that it lies on.",
            ) from exc


def _is_clean(data: bytes, text: str) -> bool:
    """Return whether UTF-8 holds nothing that XML forbids: it never holds a surrogate."""
    if len(data.translate(None, _CONTROLS)) != len(data):
        return False
    return "\ufffe" not in text and "\uffff" not in text


def _encoding(start: bytes, name: str) -> str:
    """Return the codec for a file that starts so (XML 1.0, appendix F).

    The bytes are believed before the declaration: files that say UTF-16 and are not are common.
    """
    for bom, codec in _BOMS:
        if start.startswith(bom):
            return codec
    if start[:1] == b"<" and start[1:2] == b"\0":
        return "utf-16-le"
    if start[:1] == b"\0" and start[1:2] == b"<":
        return "utf-16-be"
    declared = _DECLARED.match(start)
    return _known(declared[1].decode(), name) if declared else _guessed(start)


def _known(declared: str, name: str) -> str:
    try:
        codec = codecs.lookup(declared).name
    except LookupError:
        codec = ""
    if codec in {"utf-8", "ascii", "utf-16", "utf-16-le", "utf-16-be"}:
        return "utf-8"
    if codec in {"gb2312", "gbk", "gb18030"}:
        return "gb18030"
    if _CHARSET.match(codec):
        return codec
    raise EncodingError(
        f"the file says that it is in {declared}, which is no known encoding",
        where=name,
        hint="Save it as UTF-8 and import it again.",
    )


def _guessed(start: bytes) -> str:
    """UTF-8 is what XML without a declaration is in; Chinese tools have written GBK instead."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def _without_declaration(start: str) -> str:
    """Return the text without mark and declaration, which have done their duty; lines stay."""
    found = _DECLARATION.match(start)
    return "\n" * found[0].count("\n") + start[found.end() :] if found else start


def _mended(text: str) -> str:
    """Return the text without references to forbidden characters."""
    return _REFERENCE.sub(_checked, text) if "&#" in text else text


def _checked(reference: re.Match[str]) -> str:
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    return "" if code > sys.maxunicode or _FORBIDDEN.match(chr(code)) else reference[0]


def _undecoded(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return UNDECODED, error.end


codecs.register_error(_HANDLER, _undecoded)
