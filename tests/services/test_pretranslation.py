"""Drafting whole documents: from the memory first, then in batches that outlive a stop."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.services.conftest import FakeEngine, MakeDocument
from workbench.core.document import Document
from workbench.core.draft import Draft
from workbench.errors import EngineError, NotFoundError
from workbench.services import documents, editing
from workbench.services.drafting import Drafter
from workbench.services.pretranslation import Pace, pretranslate
from workbench.services.workspace import Workspace

LONG = "".join("港" * 100 + f"第{number}个句子。" for number in range(120))
"""Sentences for eight batches."""


def targets(ws: Workspace, document: Document) -> list[str]:
    return [segment.target for segment in documents.load(ws, document.id).segments]


def test_it_drafts_everything_that_is_open(
    ws: Workspace, document: Document, engine: FakeEngine
) -> None:
    editing.confirm(ws, document.segments[0].id, "The port was busy.")
    told: list[Pace] = []
    summary = pretranslate(ws, Drafter(ws, engine), [document.id], progress=told.append)
    assert (summary.documents, summary.from_memory, summary.from_engine) == (1, 0, 5)
    assert (summary.left, summary.stopped) == (0, False)
    assert [(pace.done, pace.total, pace.left) for pace in told] == [(5, 5, 0.0)]
    again = pretranslate(ws, Drafter(ws, engine), [document.id])
    assert (again.documents, again.from_engine) == (0, 0)


def test_an_unknown_document_is_told(ws: Workspace, engine: FakeEngine) -> None:
    with pytest.raises(NotFoundError):
        pretranslate(ws, Drafter(ws, engine), [99])


def test_what_the_memory_has_is_not_asked_of_the_engine(
    ws: Workspace, make_document: MakeDocument, engine: FakeEngine
) -> None:
    first = make_document("船来了。灯亮了。")
    editing.confirm(ws, first.segments[0].id, "The ship came.")
    second = make_document("天黑了。船来了。")
    summary = pretranslate(ws, Drafter(ws, engine), [second.id])
    assert (summary.from_memory, summary.from_engine) == (1, 1)
    assert targets(ws, second) == ["EN 天黑了。", "The ship came."]
    assert engine.asked == ["天黑了。"]


def test_several_documents_go_through_one_pipeline(
    ws: Workspace, make_document: MakeDocument, engine: FakeEngine
) -> None:
    found = [make_document(f"船来了。第{number}天到了。") for number in range(3)]
    summary = pretranslate(ws, Drafter(ws, engine), [document.id for document in found])
    assert (summary.documents, summary.from_engine) == (3, 6)
    assert sorted(engine.asked) == sorted({"船来了。", *(f"第{n}天到了。" for n in range(3))})
    for number, document in enumerate(found):
        assert targets(ws, document) == ["EN 船来了。", f"EN 第{number}天到了。"]


def test_a_stopped_run_keeps_what_it_made_and_the_next_goes_on(
    ws: Workspace, make_document: MakeDocument, engine: FakeEngine
) -> None:
    document = make_document(LONG)
    told: list[Pace] = []
    summary = pretranslate(
        ws,
        Drafter(ws, engine),
        [document.id],
        progress=told.append,
        cancelled=lambda: bool(told),
    )
    assert summary.stopped
    assert summary.left == 120 - summary.from_engine > 0
    assert sum(bool(target) for target in targets(ws, document)) == summary.from_engine > 0
    rest = pretranslate(ws, Drafter(ws, engine), [document.id])
    assert (rest.from_engine, rest.left, rest.stopped) == (summary.left, 0, False)
    assert sorted(engine.asked) == sorted(segment.source for segment in document.segments)


def test_an_engine_that_fails_keeps_what_was_drafted(
    ws: Workspace, make_document: MakeDocument
) -> None:
    document = make_document(LONG)

    class Failing(FakeEngine):
        def translate(self, sources: Sequence[str]) -> list[Draft]:
            if any("第39个" in source for source in sources):
                raise EngineError("it broke")
            return super().translate(sources)

    with pytest.raises(EngineError, match="it broke"):
        pretranslate(ws, Drafter(ws, Failing()), [document.id])
    assert pretranslate(ws, Drafter(ws, FakeEngine()), [document.id]).left == 0


def test_what_a_person_typed_meanwhile_stays(ws: Workspace, make_document: MakeDocument) -> None:
    document = make_document("船来了。灯亮了。")

    class Slow(FakeEngine):
        def translate(self, sources: Sequence[str]) -> list[Draft]:
            editing.save_target(ws, document.segments[1].id, "The lamp is lit.")
            return super().translate(sources)

    summary = pretranslate(ws, Drafter(ws, Slow()), [document.id])
    assert targets(ws, document) == ["EN 船来了。", "The lamp is lit."]
    assert (summary.from_engine, summary.left) == (1, 0)
