"""A workspace on a real file, documents of a few sentences, and an engine that costs nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.services.reviews import TARGETS, Send
from workbench.core.document import Document
from workbench.core.draft import Draft, EngineInfo
from workbench.services import documents, editing, review
from workbench.services.drafting import Drafter
from workbench.services.workspace import Workspace
from workbench.storage.places import Place

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
def ws(place: Place) -> Iterator[Workspace]:
    """A workspace of somebody called LW, in a file and on a server."""
    with Workspace.open(place, user="LW") as opened:
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


@pytest.fixture
def drafted(ws: Workspace, document: Document) -> Document:
    """A document with a target in every segment: a machine's in the first two, a person's else."""
    engine = FakeEngine()
    engine.says = {s.source: t for s, t in zip(document.segments, TARGETS, strict=True)}
    ids = [segment.id for segment in document.segments]
    Drafter(ws, engine).fill(document.id, ids[:2])
    for number, target in zip(ids[2:], TARGETS[2:], strict=True):
        editing.confirm(ws, number, target, propagate=False)
    return documents.load(ws, document.id)


@pytest.fixture
def send(ws: Workspace, drafted: Document, tmp_path: Path) -> Send:
    """Export the document and change the file as a colleague would."""

    def make(*changes: tuple[str, str], version: str = "1.2") -> Path:
        path = tmp_path / "out.xlf"
        assert review.export_xliff(ws, drafted.id, path, version=version) == 6
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        path.write_text(text, encoding="utf-8")
        return path

    return make
