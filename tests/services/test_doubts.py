"""What is doubtful about a document: counted, named, marked, and gone when a person types."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

import pytest

from tests.services.conftest import FakeEngine, MakeDocument
from workbench.core.document import Document
from workbench.core.doubt import Doubt, DoubtKind, WordScore
from workbench.core.draft import Draft
from workbench.services import documents, doubts, editing, engines, history
from workbench.services.doubts import DoubtSummary
from workbench.services.drafting import Drafter
from workbench.services.workspace import Workspace

NUMBER = Doubt(DoubtKind.NUMBER, "300 is not in the draft.")
UNSURE = Doubt(DoubtKind.UNSURE, "The engine was unsure (.05).")


class DoubtingEngine(FakeEngine):
    """Doubts its first two drafts, and was unsure of every first word."""

    def __init__(self) -> None:
        super().__init__()
        self.weighed: list[str] = []

    def translate(self, sources: Sequence[str]) -> list[Draft]:
        told = [((NUMBER,), 0.3), ((NUMBER, UNSURE), 0.05)]
        drafts = [Draft(f"Draft of {len(source)} characters.") for source in sources]
        return [
            Draft(draft.text, -0.5, (), *(told[n] if n < len(told) else ((), 0.8)))
            for n, draft in enumerate(drafts)
        ]

    def weigh(self, sources: Sequence[str], targets: Sequence[str]) -> list[tuple[WordScore, ...]]:
        self.weighed += sources
        return [(WordScore(0, 5, 0.1), WordScore(6, 8, 0.9)) for _ in targets]


@pytest.fixture
def doubting() -> DoubtingEngine:
    return DoubtingEngine()


def fill(ws: Workspace, document: Document, engine: DoubtingEngine) -> list[int]:
    ids = [segment.id for segment in document.segments]
    Drafter(ws, engine).fill(document.id, ids)
    return ids


def test_the_summary_counts_and_names(
    ws: Workspace, document: Document, doubting: DoubtingEngine
) -> None:
    first, second, *_ = fill(ws, document, doubting)
    found = doubts.summary(ws, document.id)
    assert (found.drafts, found.doubtful) == (len(document.segments), 2)
    assert found.reasons == ((DoubtKind.NUMBER, 2), (DoubtKind.UNSURE, 1))
    assert [(one.id, one.number) for one in found.worst] == [(second, 2), (first, 1)]
    assert found.worst[0].reasons == (NUMBER.message, UNSURE.message)
    assert document.segments[1].source.startswith(found.worst[0].source.rstrip("…"))
    assert json.loads(json.dumps(asdict(found)))["worst"][0]["confidence"] == 0.05


def test_only_so_many_are_named(
    ws: Workspace, document: Document, doubting: DoubtingEngine
) -> None:
    fill(ws, document, doubting)
    assert len(doubts.summary(ws, document.id, most=1).worst) == 1


def test_nothing_is_doubtful_before_and_after(
    ws: Workspace, document: Document, doubting: DoubtingEngine
) -> None:
    assert doubts.summary(ws, document.id) == DoubtSummary()
    first, second, *_ = fill(ws, document, doubting)
    editing.save_target(ws, first, "300 people.")
    editing.confirm(ws, second, documents.load(ws, document.id).segments[1].target)
    found = doubts.summary(ws, document.id)
    assert found.doubtful == 0
    assert found.worst == ()


def test_weak_words_are_marked_once_and_kept_with_the_draft(
    ws: Workspace, document: Document, doubting: DoubtingEngine
) -> None:
    first, second, *_ = fill(ws, document, doubting)
    marked = doubts.weigh(ws, doubting, document.id, [first, second])
    assert [segment.weak for segment in marked] == [((0, 5),)] * 2
    assert doubts.weigh(ws, doubting, document.id, [first, second]) == ()
    assert len(doubting.weighed) == 2
    (draft,) = Drafter(ws, doubting).cached([document.segments[0].source]).values()
    assert [word.probability for word in draft.words] == [0.1, 0.9]


def test_what_a_person_has_touched_is_not_weighed(
    ws: Workspace, document: Document, doubting: DoubtingEngine
) -> None:
    first, second, *_ = fill(ws, document, doubting)
    editing.save_target(ws, first, "Mine.")
    assert [s.id for s in doubts.weigh(ws, doubting, document.id, [first, second])] == [second]


def test_typing_meanwhile_wins(
    ws: Workspace, document: Document, doubting: DoubtingEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *_ = fill(ws, document, doubting)
    weigh = doubting.weigh

    def slowly(sources: Sequence[str], targets: Sequence[str]) -> list[tuple[WordScore, ...]]:
        editing.save_target(ws, first, "Typed meanwhile.")
        return weigh(sources, targets)

    monkeypatch.setattr(doubting, "weigh", slowly)
    assert doubts.weigh(ws, doubting, document.id, [first]) == ()
    assert documents.load(ws, document.id).segments[0].target == "Typed meanwhile."


def test_undoing_brings_the_doubts_back(
    ws: Workspace, document: Document, doubting: DoubtingEngine
) -> None:
    first, *_ = fill(ws, document, doubting)
    doubts.weigh(ws, doubting, document.id, [first])
    editing.save_target(ws, first, "Mine.")
    assert documents.load(ws, document.id).segments[0].weak == ()
    history.undo(ws, document.id)
    again = documents.load(ws, document.id).segments[0]
    assert (again.doubts, again.confidence, again.weak) == ((NUMBER,), 0.3, ((0, 5),))


def test_an_engine_that_cannot_weigh_marks_nothing(
    ws: Workspace, document: Document, engine: FakeEngine
) -> None:
    ids = [segment.id for segment in document.segments]
    Drafter(ws, engine).fill(document.id, ids)
    assert doubts.weigh(ws, engine, document.id, ids) == ()


def test_the_embedded_model_s_drafts_have_confidence_and_weak_words(
    ws: Workspace, make_document: MakeDocument
) -> None:
    text = "双方同意扩大贸易。\n\n貔貅夔魃蟾蜍蝾螈蜥蜴蚰蜒蛞蝓蚂蟥蟛蜞螟蛉蛴螬蟪蛄蚱蜢蠼螋。\n"
    document = make_document(text, "odd.txt")
    engine = engines.load("embedded")
    ids = [segment.id for segment in document.segments]
    plain, odd = Drafter(ws, engine).fill(document.id, ids)
    assert (odd.confidence or 1) < (plain.confidence or 0)
    assert odd.is_doubtful
    assert not plain.is_doubtful
    assert odd.id in {segment.id for segment in doubts.weigh(ws, engine, document.id, ids)}
