"""Threads of one editor, and editors in several processes, at work at the same time."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from tests.postgresql import address
from tests.services.conftest import FakeEngine, MakeDocument
from workbench.core.document import Document
from workbench.core.status import Origin, Status
from workbench.services import documents, editing, history, memory, memory_statistics
from workbench.services.drafting import Drafter
from workbench.services.pretranslation import pretranslate
from workbench.services.workspace import Workspace
from workbench.storage import health
from workbench.storage.places import Place


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


def test_two_editors_work_on_two_documents(place: Place, tmp_path: Path) -> None:
    running = []
    for name in ("one", "two"):
        path = tmp_path / f"{name}.txt"
        path.write_text(sentences(40) + f"\n\n{name}。", encoding="utf-8")
        command = [sys.executable, "-c", EDIT, address(place), str(path), name]
        running.append(subprocess.Popen(command, stderr=subprocess.PIPE))
    _wait(running)
    with Workspace.open(place) as ws:
        for name in ("one", "two"):
            found = documents.load(ws, documents.find(ws, f"{name}.txt").id)
            assert _targets(found) == [f"{name} said {n}." for n in range(41)]
            assert history.undo(ws, found.id) is not None
        _require_sound(ws)


SHARE = """
import sys
from workbench.core.memory import Unit
from workbench.core.status import Origin
from workbench.services import maintenance
from workbench.services.workspace import Workspace
from workbench.storage import memory, memory_intake
me, count = sys.argv[2], int(sys.argv[3])
with Workspace.open(sys.argv[1], user=me) as ws:
    for number in range(count):
        ours = Unit(f"第{number}批货物已经运到港口。", f"Batch {number} has arrived.", Origin.HUMAN)
        mine = Unit(f"第{number}批货物已经运到港口。", f"{me} says of {number}.", Origin.HUMAN)
        gone = Unit(f"{me}的第{number}句。", f"Sentence {number} of {me}.", Origin.HUMAN)
        with ws.database.transaction() as session:
            memory_intake.merge(session, [ours, mine, gone])
        with ws.database.reading() as session:
            number = max(unit.id for unit in memory.exact(session, gone.source))
        maintenance.delete(ws, [number])
        print(number, flush=True)
"""


def test_persons_who_change_one_memory_lose_nothing_and_never_wait_for_each_other_in_a_ring(
    place: Place,
) -> None:
    """They write the same units and the same rows of the index, all the time."""
    people, count = ("LW", "HM", "ZQ"), 25
    running = [
        subprocess.Popen(
            [sys.executable, "-c", SHARE, address(place), person, str(count)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for person in people
    ]
    _wait(running)
    with Workspace.open(place) as ws:
        assert memory_statistics.statistics(ws).units == count * (1 + len(people))
        for number in range(count):
            found = memory.matches(ws, f"第{number}批货物已经运到港口。", limit=9)
            targets = {match.unit.target for match in found if match.percent >= 100}
            assert targets == {
                f"Batch {number} has arrived.",
                *(f"{person} says of {number}." for person in people),
            }
        _require_sound(ws)


def _wait(running: list[subprocess.Popen[bytes]]) -> None:
    for process in running:
        _, problems = process.communicate(timeout=240)
        assert process.returncode == 0, problems.decode()


def _require_sound(ws: Workspace) -> None:
    with ws.database.reading() as session:
        assert health.damage(session) == ()
        assert health.unindexed(session) == 0


def _targets(document: Document) -> list[str]:
    return [segment.target for segment in document.segments]
