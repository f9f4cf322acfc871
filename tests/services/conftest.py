"""A workspace on a real file, documents of a few sentences, and an engine that costs nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from workbench.core.document import Document
from workbench.core.draft import Draft, EngineInfo
from workbench.services import documents
from workbench.services.workspace import Workspace

TEXT = """港口去年很忙。今年更忙。

双方同意扩大贸易。会谈在上海举行。双方同意扩大贸易。

谢谢大家。
"""

MakeDocument = Callable[..., Document]


class FakeEngine:
    """An engine that says what it was given; it counts and can fail."""

    def __init__(self, fingerprint: str = "one") -> None:
        self.info = EngineInfo("fake", f"fake engine {fingerprint}", fingerprint)
        self.asked: list[str] = []
        self.says: dict[str, str] = {}

    def translate(self, sources: Sequence[str]) -> list[Draft]:
        """Return a draft for each source."""
        self.asked.extend(sources)
        return [
            Draft(self.says.get(source, f"EN {source}"), score=-0.5, warnings=("made up",))
            for source in sources
        ]


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace of somebody called LW."""
    with Workspace.open(tmp_path / "w.db", user="LW") as opened:
        yield opened


@pytest.fixture
def make_document(ws: Workspace, tmp_path: Path) -> MakeDocument:
    """Import a text as a document."""

    def make(text: str = TEXT, name: str = "talks.txt") -> Document:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return documents.import_document(ws, path)

    return make


@pytest.fixture
def document(make_document: MakeDocument) -> Document:
    """Six segments in three paragraphs; the third and the fifth have the same source."""
    return make_document()


@pytest.fixture
def engine() -> FakeEngine:
    """An engine that costs nothing."""
    return FakeEngine()
