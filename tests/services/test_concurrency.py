"""Threads of one editor, and editors in several processes, at work at the same time."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from tests.services.conftest import FakeEngine, MakeDocument
from workbench.core.document import Document
from workbench.core.status import Origin, Status
from workbench.services import documents, editing, history, memory, memory_statistics
from workbench.services.drafting import Drafter
from workbench.services.pretranslation import pretranslate
from workbench.services.workspace import Workspace
from workbench.storage import health


def sentences(count: int) -> str:
    return "\n\n".join(f"这是第{number}个句子。" for number in range(count))


def test_drafting_typing_and_looking_up_at_once(
    ws: Workspace, make_document: MakeDocument, engine: FakeEngine
) -> None:
    document = make_document(sentences(60))
    problems: list[BaseException] = []

    def guarded(work: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            try:
                work()
            except BaseException as error:  # noqa: BLE001 (told to the main thread)
                problems.append(error)

        return run

    def draft() -> None:
        pretranslate(ws, Drafter(ws, engine), [document.id])

    def confirm() -> None:
        for segment in document.segments[::3]:
            editing.confirm(ws, segment.id, f"Sentence {segment.position}.", propagate=False)

    def look() -> None:
        for segment in document.segments:
            memory.matches(ws, segment.source)
            documents.load(ws, document.id)

    threads = [threading.Thread(target=guarded(work)) for work in (draft, confirm, look)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    after = documents.load(ws, document.id).segments
    assert {s.status for s in after[::3]} == {Status.CONFIRMED}
    assert all(s.origin is Origin.HUMAN for s in after[::3])
    assert all(s.target for s in after)
    assert memory_statistics.statistics(ws).units == 20


EDIT = """
import sys
from pathlib import Path
from workbench.services import documents, editing
from workbench.services.workspace import Workspace
with Workspace.open(sys.argv[1], user=sys.argv[3]) as ws:
    document = documents.import_document(ws, Path(sys.argv[2]))
    with documents.editing_lock(ws, document.id):
        for segment in document.segments:
            editing.confirm(ws, segment.id, f"{sys.argv[3]} said {segment.position}.")
"""


def test_two_editors_work_on_two_documents(tmp_path: Path) -> None:
    running = []
    for name in ("one", "two"):
        path = tmp_path / f"{name}.txt"
        path.write_text(sentences(40) + f"\n\n{name}。", encoding="utf-8")
        command = [sys.executable, "-c", EDIT, str(tmp_path / "w.db"), str(path), name]
        running.append(subprocess.Popen(command, stderr=subprocess.PIPE))
    for process in running:
        _, problems = process.communicate(timeout=120)
        assert process.returncode == 0, problems.decode()
    with Workspace.open(tmp_path / "w.db") as ws:
        for name in ("one", "two"):
            found = documents.load(ws, documents.find(ws, f"{name}.txt").id)
            assert _targets(found) == [f"{name} said {n}." for n in range(41)]
            assert history.undo(ws, found.id) is not None
        with ws.database.reading() as session:
            assert health.damage(session) == ()
            assert health.unindexed(session) == 0


def _targets(document: Document) -> list[str]:
    return [segment.target for segment in document.segments]
