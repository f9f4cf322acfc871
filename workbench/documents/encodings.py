"""Bytes → text: the encodings that Chinese files come in, and which one a file is in.

Strict decoding decides first: a byte order mark, then UTF-8, which hardly anything else is by
accident. Only bytes that several encodings accept are a question of plausibility, and only where
none reads like Chinese is a general detector asked. Nothing is ever replaced or left out while
decoding: bytes that no encoding takes raise `EncodingError` with their place and a guess.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from workbench.documents.plausibility import plausibility
from workbench.errors import EncodingError, UsageError
from workbench.text.codepoints import has_han

PLAUSIBLE = 0.5
"""From this plausibility on, text is taken for Chinese."""

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
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
_SHORT = 64  # bytes: up to here GB18030 can pass for UTF-8 by accident
_GUESS_SAMPLE = 65_536  # bytes that are looked at to word a guess


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
    if encoding is not None:
        return _decode_as(data, _canonical(encoding))
    for mark, name in _MARKS:
        if data.startswith(mark) and (not name.startswith("utf-32") or len(data) % 4 == 0):
            return _strict(data, name, mark)
    return _detect(data)


def _canonical(name: str) -> str:
    """Return Python's name for an encoding, widened to the superset that files really use."""
    try:
        known = codecs.lookup(name).name
        bytes(4).decode(known)  # refuses codecs that are no text encodings, as `hex`
    except UnicodeError:
        pass  # a text encoding in which four NULs are no text
    except (LookupError, ValueError) as exc:
        hint = "Use one of utf-8, gb18030, big5, utf-16, utf-16-le, utf-16-be"
        raise UsageError(f"there is no text encoding {name!r}", hint=hint) from exc
    known = {"utf-8-sig": "utf-8"}.get(known, known)
    return _SUPERSETS.get(known, known)


def _decode_as(data: bytes, name: str) -> Decoded:
    """Decode with the encoding that a person named; a byte order mark is taken off."""
    for mark, marked in _MARKS:
        if data.startswith(mark) and (marked == name or marked.startswith(f"{name}-")):
            return _strict(data, marked, mark)
    if name == "utf-16":
        name = _most_plausible(data, ("utf-16-le", "utf-16-be"))[0] or "utf-16-le"
    return _strict(data, name)


def _detect(data: bytes) -> Decoded:
    """Find the encoding of bytes without a mark."""
    text = _try(data, "utf-8")
    if text is not None and "\0" not in text and not _passes_for_utf8(data, text):
        return Decoded(text, "utf-8")
    name, score = _most_plausible(data, ("utf-8", *_OTHERS))
    if score >= PLAUSIBLE and name is not None:
        return _strict(data, name)
    guess = _general_guess(data)
    if guess is not None and (guessed := _try(data, guess)) is not None:
        return Decoded(guessed, guess)
    if text is not None:
        return Decoded(text, "utf-8")
    raise _undecodable(data)


def _passes_for_utf8(data: bytes, text: str) -> bool:
    """Return whether a few bytes of GB18030 happen to be UTF-8, as those of 联通 nearly are."""
    if len(data) > _SHORT or data.isascii() or has_han(text):
        return False
    rival = _try(data, "gb18030")
    return rival is not None and plausibility(rival) > 0.9  # noqa: PLR2004 - all but one in ten


def _most_plausible(data: bytes, names: tuple[str, ...]) -> tuple[str | None, float]:
    """Return the encoding, of those that decode all the bytes, that reads best, and how well."""
    texts = ((name, _try(data, name)) for name in names)
    scores = {name: plausibility(text) for name, text in texts if text is not None}
    best = max(scores, key=lambda name: scores[name], default=None)
    return best, scores[best] if best is not None else 0.0


def _general_guess(data: bytes) -> str | None:
    """Return what a general detector takes a sample for: text that is probably not Chinese."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_GUESS_SAMPLE]).best()
    return best.encoding.replace("_", "-") if best is not None else None


def _try(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeError, LookupError):
        return None


def _strict(data: bytes, name: str, mark: bytes = b"") -> Decoded:
    """Decode what follows the mark, or say where that fails."""
    try:
        text = data[len(mark) :].decode(name)
        text.encode("utf-8")  # a codec like raw_unicode_escape can make half a character
    except UnicodeDecodeError as exc:
        raise _failure(data, exc.start + len(mark), exc.end + len(mark), name) from exc
    except UnicodeError as exc:
        raise EncodingError(f"the bytes are no {name} text", hint=_HINT) from exc
    return Decoded(text, name, bom=bool(mark))


_HINT = "Name another encoding with --encoding, or repair the file"


def _failure(data: bytes, start: int, end: int, name: str, hint: str = _HINT) -> EncodingError:
    """Return the error that names the bytes, their offset and their line."""
    bad = data[start : max(end, start + 1)][:4].hex(" ").upper()
    line = data.count(b"\n", 0, start) + 1
    what = f"the bytes {bad} at offset {start:,} (line {line:,}) are no {name} text"
    return EncodingError(what, hint=hint)


def _undecodable(data: bytes) -> EncodingError:
    """Return the error for bytes that are no text in any candidate, with the nearest as a guess."""
    sample = data[:_GUESS_SAMPLE]
    nearest = {n: plausibility(sample.decode(n, "replace")) for n in ("utf-8", *_OTHERS[:2])}
    name = max(nearest, key=lambda n: nearest[n])
    try:
        data.decode(name)
    except UnicodeDecodeError as exc:
        hint = f"It looks like {name} with damaged bytes: repair them there"
        if nearest[name] < PLAUSIBLE:
            hint = "It looks like no encoding of Chinese: name the right one with --encoding"
        return _failure(data, exc.start, exc.end, name, hint)
    return EncodingError("the bytes are text in no encoding of Chinese", hint=_HINT)
