"""Bytes → text: the encodings that Chinese files come in, and which one a file is in.

Strict decoding decides first: a byte order mark, then UTF-8, which hardly anything else is by
accident. Only bytes that several encodings accept are a question of plausibility, and only where
none reads like Chinese is a general detector asked. Nothing is ever replaced or left out while
decoding: bytes that no encoding takes raise `EncodingError` with their place and a guess.

A file is looked at in pieces, from its beginning to its end, so that a long one need not be in
memory; what is decoded then is the same however it is cut.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from workbench.documents import damage
from workbench.documents.plausibility import PLAUSIBLE, plausibility
from workbench.errors import EncodingError, UsageError
from workbench.text.codepoints import has_han

PIECE = 1 << 19
"""Bytes that are decoded at a time."""

_OTHERS = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")  # the order breaks ties
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# Files that call themselves the left one use characters of the right one.
_NAMES_OF_HOSTS = frozenset(("idna", "punycode"))  # no encodings of files, and slow
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
_SHORT = 64  # bytes: up to here GB18030 can pass for UTF-8 by accident
_GUESS_SAMPLE = 65_536  # bytes that the general detector looks at
_SAMPLES = 2  # pieces with more than ASCII that speak for the whole


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file is encoded: Python's name of it, and the byte order mark that it begins with."""

    name: str
    mark: bytes = b""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and how it was encoded.

    Attributes:
        text: the whole text without the byte order mark, line ends as they are.
        encoding: Python's name of the encoding (`utf-8`, `gb18030`, `utf-16-le` …).
        bom: whether the bytes began with a byte order mark.
    """

    text: str
    encoding: str
    bom: bool = False


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Return the bytes as text.

    Args:
        data: the whole file.
        encoding: what a person says that it is; None to find out.

    Raises:
        EncodingError: bytes that are no text in the encoding given, or in any that is known here.
        UsageError: `encoding` names no text encoding.
    """
    found = detect(BytesIO(data), encoding)
    return Decoded(decode_as(data, found), found.name, bom=bool(found.mark))


def decode_as(data: bytes, encoding: Encoding) -> str:
    """Return bytes whose encoding is known as text, without the byte order mark.

    Raises:
        EncodingError: they are no text in this encoding.
    """
    return "".join(pieces(BytesIO(data), encoding))


def pieces(stream: BinaryIO, encoding: Encoding) -> Iterator[str]:
    """Yield the text of a file in pieces, without the byte order mark; some may be empty.

    Raises:
        EncodingError: bytes that are no text in this encoding.
    """
    decoder = codecs.getincrementaldecoder(encoding.name)()
    at = stream.seek(len(encoding.mark))
    while True:
        data = stream.read(PIECE)
        try:
            text = decoder.decode(data, final=not data)
        except UnicodeDecodeError as exc:
            # What the decoder kept from the piece before stands first in the object it blames.
            first = at - (len(exc.object) - len(data))
            place = (first + exc.start, first + exc.end)
            raise damage.failure(stream, encoding.name, *place) from exc
        except UnicodeError as exc:
            raise _no_text(encoding.name) from exc
        yield text
        if not data:
            return
        at += len(data)


def detect(stream: BinaryIO, encoding: str | None = None) -> Encoding:
    """Return how a whole file is encoded; all of its bytes are text in that encoding.

    Args:
        stream: the file; it is read from its beginning, several times at worst.
        encoding: what a person says that it is; None to find out.

    Raises:
        EncodingError: bytes that are no text in the encoding given, or in any that is known here.
        UsageError: `encoding` names no text encoding.
    """
    if encoding is not None:
        found = _named(stream, canonical(encoding))
        try:
            _scan(stream, found)
        except EncodingError as exc:
            raise damage.advised(exc, stream, found.name, _guess(stream)) from exc
        return found
    mark = marked(stream)
    if mark is not None:
        _scan(stream, mark)
        return mark
    guess = _guess(stream)
    if guess is None:
        raise damage.undecodable(stream)
    return guess


def marked(stream: BinaryIO) -> Encoding | None:
    """Return the encoding whose byte order mark a file begins with, if it does."""
    stream.seek(0)
    head = stream.read(4)
    for mark, name in _MARKS:
        if head.startswith(mark) and (not name.startswith("utf-32") or _size(stream) % 4 == 0):
            return Encoding(name, mark)
    return None


def canonical(name: str) -> str:
    """Return Python's name for an encoding, widened to the superset that files really use.

    Raises:
        UsageError: it names no text encoding.
    """
    try:
        known = codecs.lookup(name).name
        bytes(4).decode(known)  # refuses codecs that are no text encodings, as `hex`
        codecs.getincrementaldecoder(known)
    except UnicodeError:
        pass  # a text encoding in which four NULs are no text
    except (LookupError, ValueError) as exc:
        raise _unknown(name) from exc
    if known in _NAMES_OF_HOSTS:
        raise _unknown(name)
    known = {"utf-8-sig": "utf-8"}.get(known, known)
    return _SUPERSETS.get(known, known)


def _unknown(name: str) -> UsageError:
    hint = "Use one of utf-8, gb18030, big5, utf-16, utf-16-le, utf-16-be"
    return UsageError(f"there is no text encoding {name!r}", hint=hint)


def _named(stream: BinaryIO, name: str) -> Encoding:
    """Return the encoding that a person named, with the byte order mark that the file has."""
    stream.seek(0)
    head = stream.read(4)
    for mark, marked in _MARKS:
        if head.startswith(mark) and (marked == name or marked.startswith(f"{name}-")):
            return Encoding(marked, mark)
    if name == "utf-16":
        name = _most_plausible(stream, ("utf-16-le", "utf-16-be"))[0] or "utf-16-le"
    return Encoding(name)


def _guess(stream: BinaryIO) -> Encoding | None:
    """Find the encoding of bytes without a mark; None where they are text in none."""
    text = _try(stream, "utf-8")
    if text is not None and "\0" not in text and not _passes_for_utf8(stream, text):
        return Encoding("utf-8")
    name, score = _most_plausible(stream, ("utf-8", *_OTHERS))
    if score >= PLAUSIBLE and name is not None:
        return Encoding(name)
    guess = _general_guess(stream)
    if guess is not None and _try(stream, guess) is not None:
        return Encoding(guess)
    return None if text is None else Encoding("utf-8")


def _passes_for_utf8(stream: BinaryIO, text: str) -> bool:
    """Return whether a few bytes of GB18030 happen to be UTF-8, as those of 联通 nearly are."""
    if _size(stream) > _SHORT or text.isascii() or has_han(text):
        return False
    rival = _try(stream, "gb18030")
    return rival is not None and plausibility(rival) > 0.9  # noqa: PLR2004 - all but one in ten


def _most_plausible(stream: BinaryIO, names: tuple[str, ...]) -> tuple[str | None, float]:
    """Return the encoding, of those that decode all the bytes, that reads best, and how well."""
    texts = ((name, _try(stream, name)) for name in names)
    scores = {name: plausibility(text) for name, text in texts if text is not None}
    best = max(scores, key=lambda name: scores[name], default=None)
    return best, scores[best] if best is not None else 0.0


def _general_guess(stream: BinaryIO) -> str | None:
    """Return what a general detector takes a sample for: text that is probably not Chinese."""
    from charset_normalizer import from_bytes

    stream.seek(0)
    best = from_bytes(stream.read(_GUESS_SAMPLE)).best()
    return best.encoding.replace("_", "-") if best is not None else None


def _try(stream: BinaryIO, name: str) -> str | None:
    """Return a sample of the text if all the bytes are text in this encoding."""
    try:
        return _scan(stream, Encoding(name))
    except (EncodingError, LookupError):
        return None


def _scan(stream: BinaryIO, encoding: Encoding) -> str:
    """Decode everything; return the beginning and some pieces with more than ASCII in them.

    A NUL anywhere, which speaks for UTF-16, is in the sample too.
    """
    sample: list[str] = []
    has_nul = False
    for text in pieces(stream, encoding):
        _require_whole_characters(text, encoding.name)
        has_nul = has_nul or "\0" in text
        if not sample or (len(sample) <= _SAMPLES and not text.isascii()):
            sample.append(text)
    return "".join(sample) + ("\0" if has_nul else "")


def _require_whole_characters(text: str, name: str) -> None:
    """Refuse the halves of characters that a codec like raw_unicode_escape can make."""
    try:
        text.encode("utf-8")
    except UnicodeError as exc:
        raise _no_text(name) from exc


def _no_text(name: str) -> EncodingError:
    return EncodingError(f"the bytes are no {name} text", hint=damage.HINT)


def _size(stream: BinaryIO) -> int:
    return stream.seek(0, 2)
