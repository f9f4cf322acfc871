"""Text whose sentence boundaries were set by hand."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def paragraphs(name: str) -> list[tuple[str, ...]]:
    """Return the sentences of each paragraph of a file in this folder, as they lie in the text.

    Joined, they are the paragraph: an English sentence begins with the space before it.
    """
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("|")) for line in lines if line and not line.startswith("#")]
