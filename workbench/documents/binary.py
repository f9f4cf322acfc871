"""Tells files that are no plain text from those that are, before anything is made of them."""

from __future__ import annotations

import re

_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive (a Word document or an e-book, perhaps)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"{\\rtf", "a rich-text document (RTF)"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 65_536


def binary_kind(data: bytes) -> str:
    """Return what kind of file the bytes begin like, in words; empty for one that may be text."""
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), "")


def is_binary_text(text: str) -> bool:
    """Return whether decoded text has so many control characters that it was never text.

    A stray NUL or two is forgiven, and one control in a hundred characters.
    """
    sample = text[:_SAMPLE]
    return len(_CONTROLS.findall(sample)) > 2 + len(sample) // 100
