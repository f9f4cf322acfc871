"""Sentences to try a model out with: of the shipped samples, of a file, of a document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from workbench.engines.models import catalogue
from workbench.errors import UnreadableFileError, UsageError
from workbench.resources import shipped
from workbench.services import documents
from workbench.text.codepoints import is_wordless

if TYPE_CHECKING:
    from workbench.services.workspace import Workspace

_SEEDS: Final = ("notice", "port", "summit", "village")


def language(name: str) -> str:
    """Return the language that a model translates from; empty where it is not known.

    Raises:
        EngineError: the model is not on this machine, or not whole.
    """
    return catalogue.find(name).manifest.source_language


def see_chinese(name: str, language: str) -> None:
    """Let a model pass that translates from Chinese, or from nobody knows what.

    Raises:
        UsageError: it translates from another language, and documents are Chinese.
    """
    if language not in {"", "zh"}:
        raise UsageError(
            f"the model {name} translates from {language!r}, and documents are Chinese",
            hint="Give a text in that language with --file.",
        )


def has_samples(language: str) -> bool:
    """Return whether there are shipped samples in a language, or it is not known."""
    return language in {"", "zh", "en"}


def samples(language: str) -> tuple[str, ...]:
    """Return the sentences of the shipped samples in a language, Chinese where it is not known.

    Raises:
        UsageError: there are none.
    """
    if language in {"", "zh"}:
        paths = [shipped("seeds") / f"{name}.txt" for name in _SEEDS]
    elif language == "en":
        paths = [shipped("seeds") / f"{name}.en.txt" for name in _SEEDS]
    else:
        raise UsageError(
            f"there are no sample sentences in the language {language!r}",
            hint="Give a text of your own with --file.",
        )
    return tuple(sentence for path in paths for sentence in of_file(path, language))


def of_file(path: Path, language: str) -> tuple[str, ...]:
    """Return the sentences of a file, by the rules of its language.

    Chinese files are read as import reads them; others as UTF-8 text, English cut into sentences,
    any other language line by line.

    Raises:
        InputError: the file cannot be read.
    """
    if language in {"", "zh"}:
        from workbench.services.inspection import inspect

        found = [sentence for block in inspect(path).segments for sentence in block]
    else:
        found = _lines(path, language)
    return tuple(sentence for sentence in found if not is_wordless(sentence))


def of_document(ws: Workspace, reference: str) -> tuple[str, ...]:
    """Return the sources of a document.

    Args:
        ws: the workspace.
        reference: the document's number, name or file.

    Raises:
        NotFoundError: there is no such document.
    """
    document = documents.load(ws, documents.find(ws, reference).id)
    return tuple(s.source for s in document.segments if not is_wordless(s.source))


def _lines(path: Path, language: str) -> list[str]:
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as exc:
        raise UnreadableFileError(
            "the file cannot be read as UTF-8 text", where=str(path), hint="Give a text file."
        ) from exc
    if language != "en":
        return [line.strip() for line in text.splitlines()]
    from workbench.segmentation.english import sentences

    return list(sentences(text))
