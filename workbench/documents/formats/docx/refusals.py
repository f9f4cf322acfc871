"""What a file is that claims to be DOCX and is not, and what its owner can do about it."""

from __future__ import annotations

from typing import Final

from workbench.errors import FormatError

ANOTHER: Final = "Open it in a word processor and save it as .docx"

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROTECTED_HINT: Final = (
    "Open it in a word processor with its password, take the password off (File, Info, "
    "Protect Document) and save it"
)
_STARTS: Final = (
    (b"{\\rtf", "an RTF document"),
    (b"%pdf-", "a PDF"),
    (b"<?xml", "a single XML file"),
    (b"<!doctype", "a web page"),
    (b"<html", "a web page"),
)
_INSIDES: Final = (
    ("xl/workbook.xml", "an Excel workbook"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("content.xml", "an OpenDocument file"),
    ("index/document.iwa", "a Pages document"),
    ("meta-inf/container.xml", "an e-book (EPUB)"),
)


def protected(where: str) -> FormatError:
    """Return the error for a file that only a password opens."""
    return FormatError("it is protected with a password", where=where, hint=_PROTECTED_HINT)


def no_zip(data: bytes, where: str) -> FormatError:
    """Return the error for bytes that are no zip archive, after what they are instead."""
    if data.startswith(_OLE):
        return _compound(data, where)
    if not data:
        return FormatError("the file is empty", where=where, hint="Choose another file")
    head = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for start, kind in _STARTS:
        if head.startswith(start):
            return FormatError(f"this is {kind}, not DOCX", where=where, hint=ANOTHER)
    if data.startswith(b"PK"):
        return damaged(where)
    return FormatError("this is no DOCX: it is no zip archive", where=where, hint=ANOTHER)


def damaged(where: str, detail: str = "") -> FormatError:
    """Return the error for an archive that is cut off or has errors."""
    because = f" ({detail})" if detail else ""
    return FormatError(
        f"the file is damaged or incomplete{because}",
        where=where,
        hint="Get it again from where it came, or let a word processor repair it",
    )


def no_word(names: frozenset[str], where: str) -> FormatError:
    """Return the error for an archive without a Word document, after what is in it.

    Args:
        names: of its parts, in lower case.
        where: the file.
    """
    for inside, kind in _INSIDES:
        if inside in names:
            return FormatError(f"this is {kind}, not DOCX", where=where, hint=ANOTHER)
    return FormatError("this is no DOCX: it has no document in it", where=where, hint=ANOTHER)


def _compound(data: bytes, where: str) -> FormatError:
    """Return the error for an OLE compound file: protected, old, or something else."""
    if _entry("EncryptedPackage") in data:
        return protected(where)
    if _entry("WordDocument") in data:
        what = "this is a document of Word 97–2003 (.doc), not DOCX"
        return FormatError(what, where=where, hint=ANOTHER)
    return FormatError("this is an old Office file, not DOCX", where=where, hint=ANOTHER)


def _entry(name: str) -> bytes:
    """Return a name as the directory of a compound file has it (MS-CFB, 2.6.1)."""
    return name.encode("utf-16-le")
