"""The bytes of an XLIFF file ↔ its text, so that what is not touched stays byte for byte.

The bytes are believed before the declaration (XML 1.0, appendix F): files that say UTF-16 and are
not are common. A file is written in the encoding that it came in, with its byte order mark; what
that encoding cannot hold is written as a character reference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from workbench.documents import encodings
from workbench.errors import EncodingError, UsageError

_DECLARED: Final = re.compile(rb"""\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']""")
_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x84\x31\x95\x33", b"\0\0\xfe\xff")
# XML 1.0, section 2.2, production 2.
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HINT: Final = "Save it as UTF-8 and import it again."


@dataclass(frozen=True, slots=True)
class Encoded:
    """A file's text, and how to write it again.

    Attributes:
        data: the text as UTF-8, without a byte order mark: what the parser's offsets count in.
        encoding: Python's name of the file's own encoding.
        bom: whether the file began with a byte order mark.
    """

    data: bytes
    encoding: str
    bom: bool

    def written(self, data: bytes) -> bytes:
        """Return other UTF-8 text as a file of the same encoding."""
        if self.encoding == "utf-8" and not self.bom:
            return data
        text = ("\ufeff" if self.bom else "") + data.decode()
        return text.encode(self.encoding, "xmlcharrefreplace")


def decode(data: bytes, where: str) -> Encoded:
    """Return the text of a file.

    Raises:
        EncodingError: the bytes are no text in the encoding that the file declares, or it declares
            one that nobody knows.
    """
    try:
        decoded = encodings.decode(data, _encoding(data))
    except EncodingError as exc:
        raise EncodingError(exc.what, where=where, hint=_HINT) from exc
    except UsageError as exc:
        what = f"the file declares an encoding that nobody knows: {exc.what}"
        raise EncodingError(what, where=where, hint=_HINT) from exc
    return Encoded(decoded.text.encode(), decoded.encoding, decoded.bom)


def _encoding(data: bytes) -> str | None:
    """Return the encoding to decode with; None where a byte order mark says it."""
    if data.startswith(_MARKS):
        return None
    if data[:1] == b"<" and data[1:2] == b"\0":
        return "utf-16-le"
    if data[:1] == b"\0" and data[1:2] == b"<":
        return "utf-16-be"
    declared = _DECLARED.match(data[:1000])
    name = declared[1].decode() if declared else "utf-8"
    return "utf-8" if name.lower().startswith(("utf-16", "utf16", "utf-32")) else name


def escape(text: str) -> str:
    """Return words as XML text; what XML forbids is left out."""
    text = _FORBIDDEN.sub("", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def value(text: str) -> str:
    """Return words as the value of an attribute in double quotes."""
    return escape(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
