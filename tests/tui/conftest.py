"""A workspace on a real database, a document of our own, and an engine that never surprises."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.tui.fakes import FakeCompleter, FakeEngine
from workbench.core.document import Document
from workbench.engines.base import Engine
from workbench.services import documents
from workbench.services.workspace import Workspace
from workbench.tui.app import WorkbenchApp

TEXT = """港口开放一周年

双方同意扩大贸易。双方同意深化合作，共同建设智慧港口。去年吞吐量达到1200万吨。

记者看到，码头上十分安静。双方同意扩大贸易。专家表示：“效率提高了百分之二十。”

会议将于明年举行。
"""


@pytest.fixture
def ws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """An open workspace whose clock stands still."""
    monkeypatch.setattr(Workspace, "now", lambda _: datetime(2026, 5, 3, 9, 30, tzinfo=UTC))
    with Workspace.open(tmp_path / "workbench.db", user="LW") as opened:
        yield opened


@pytest.fixture
def document(ws: Workspace, tmp_path: Path) -> Document:
    """The imported text: a title, two paragraphs of three sentences, one of one."""
    path = tmp_path / "port.txt"
    path.write_text(TEXT, "utf-8")
    return documents.import_document(ws, path)


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let autosave, checks and searches follow the keys at once."""
    monkeypatch.setattr("workbench.tui.desk.saving._PAUSE", 0.02)
    monkeypatch.setattr("workbench.tui.desk.saving._REST", 0.02)
    monkeypatch.setattr("workbench.tui.desk.saving._AGAIN", 0.05)
    monkeypatch.setattr("workbench.tui.desk.lookups._PAUSE", 0.02)
    monkeypatch.setattr("workbench.tui.screens.listing._PAUSE", 0.02)
    monkeypatch.setattr("workbench.tui.screens.memory._PAUSE", 0.02)
    monkeypatch.setattr("workbench.tui.desk.concording._PAUSE", 0.02)


@pytest.fixture
def engine() -> FakeEngine:
    """An engine whose drafts say what they are."""
    return FakeEngine()


@pytest.fixture
def completer(monkeypatch: pytest.MonkeyPatch) -> FakeCompleter:
    """What completes targets, whatever the engine."""
    made = FakeCompleter()

    def completer_of(_engine: Engine) -> Any:
        return made

    monkeypatch.setattr("workbench.services.completion.completer", completer_of)
    return made


@pytest.fixture
def make_app(
    ws: Workspace, document: Document, engine: FakeEngine, quiet: None
) -> Iterator[Callable[[], WorkbenchApp]]:
    """Make editors of the document; each lets go of it when the test ends."""
    made: list[WorkbenchApp] = []

    def make() -> WorkbenchApp:
        for before in made:
            before.release()
        app = WorkbenchApp(ws, load=lambda: engine)
        app.hold(document.id)
        made.append(app)
        return app

    yield make
    for app in made:
        app.release()


@pytest.fixture
def app(make_app: Callable[[], WorkbenchApp]) -> WorkbenchApp:
    """An editor of the document."""
    return make_app()


@pytest.fixture
def long_app(
    ws: Workspace, engine: FakeEngine, quiet: None, tmp_path: Path
) -> Iterator[WorkbenchApp]:
    """An editor of a document of eighty paragraphs, many windows high."""
    path = tmp_path / "long.txt"
    path.write_text("\n\n".join(f"第{n}段，说的是港口。" for n in range(80)), "utf-8")
    app = WorkbenchApp(ws, load=lambda: engine)
    app.hold(documents.import_document(ws, path).id)
    yield app
    app.release()
