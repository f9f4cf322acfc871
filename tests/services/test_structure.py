"""The shape of a document: sources, splitting, merging, kinds, beads."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.conftest import FakeEngine, MakeDocument
from workbench.core.bead import Bead
from workbench.core.document import Document, ParagraphKind
from workbench.core.status import Origin, Status
from workbench.errors import NotFoundError, UsageError
from workbench.services import documents, editing, history, memory, memory_statistics, structure
from workbench.services.drafting import Drafter
from workbench.services.workspace import Workspace


def sources(ws: Workspace, document: Document) -> list[str]:
    return [s.source for s in documents.load(ws, document.id).segments]


def test_a_corrected_source_wants_a_new_draft(
    ws: Workspace, document: Document, engine: FakeEngine
) -> None:
    segment = document.segments[0].id
    Drafter(ws, engine).fill(document.id, [segment])
    edited = structure.edit_source(ws, segment, " 港口今年很忙。\n")
    assert (edited.source, edited.target, edited.status) == ("港口今年很忙。", "", Status.NEW)
    assert sources(ws, document)[0] == "港口今年很忙。"
    assert documents.original(ws, document.id).decode().startswith("港口去年")


def test_a_source_keeps_its_markup(ws: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<p>港口<b>今年</b>很忙，文件名是{0}。</p>", "utf-8")
    document = documents.import_document(ws, path)
    segment = document.segments[0]
    for broken in ("港口{1}今年很忙。", "{1}港口{1}今年{2}很忙。"):
        with pytest.raises(UsageError, match="keep its markup"):
            structure.edit_source(ws, segment.id, broken)
    with pytest.raises(UsageError, match=r"\{1\}, once each"):
        structure.split(ws, segment.id, segment.source.index("{1}") + 1)
    assert sources(ws, document) == [segment.source]
    edited = structure.edit_source(ws, segment.id, "{1}今年{2}港口很忙。")
    assert edited.source == "{1}今年{2}港口很忙。"


def test_a_person_s_target_survives_a_source_edit_as_a_draft(
    ws: Workspace, document: Document
) -> None:
    segment = document.segments[0].id
    editing.confirm(ws, segment, "The port was busy.")
    edited = structure.edit_source(ws, segment, "港口今年很忙。")
    assert (edited.target, edited.status) == ("The port was busy.", Status.DRAFT)
    assert memory_statistics.statistics(ws).units == 0
    assert structure.edit_source(ws, segment, "港口今年很忙。") == edited


def test_a_source_cannot_be_emptied(ws: Workspace, document: Document) -> None:
    with pytest.raises(UsageError, match="cannot be empty"):
        structure.edit_source(ws, document.segments[0].id, " \n")


def test_splitting_cuts_source_and_target(ws: Workspace, document: Document) -> None:
    segment = document.segments[2].id
    editing.save_target(ws, segment, "Both sides agreed to expand trade.")
    first, second = structure.split(ws, segment, 4, 17)
    assert (first.source, second.source) == ("双方同意", "扩大贸易。")
    assert (first.target, second.target) == ("Both sides agreed", "to expand trade.")
    assert (first.id, first.position, second.position) == (segment, 2, 3)
    assert {first.origin, second.origin} == {Origin.HUMAN}
    stored = documents.load(ws, document.id)
    assert [s.position for s in stored.segments] == list(range(7))
    assert stored.segments[3] == second
    assert stored.paragraphs[1].text == document.paragraphs[1].text


def test_halves_of_a_machine_s_draft_want_drafts_of_their_own(
    ws: Workspace, document: Document, engine: FakeEngine
) -> None:
    segment = document.segments[2].id
    Drafter(ws, engine).fill(document.id, [segment])
    halves = structure.split(ws, segment, 4, 5)
    assert [(s.status, s.target) for s in halves] == [(Status.NEW, "")] * 2


def test_splitting_a_confirmed_segment_takes_its_unit_back(
    ws: Workspace, document: Document
) -> None:
    segment = document.segments[2].id
    editing.confirm(ws, segment, "They agreed.")
    first, second = structure.split(ws, segment, 4)
    assert (first.target, first.status) == ("They agreed.", Status.DRAFT)
    assert (second.target, second.status) == ("", Status.NEW)
    assert memory_statistics.statistics(ws).units == 0


@pytest.mark.parametrize("at", [-1, 0, 9, 99])
def test_there_must_be_text_on_both_sides_of_a_cut(
    ws: Workspace, document: Document, at: int
) -> None:
    with pytest.raises(UsageError, match="both sides of the cut"):
        structure.split(ws, document.segments[2].id, at)
    assert documents.load(ws, document.id) == document


def test_merging_joins_source_and_target(ws: Workspace, document: Document) -> None:
    first, second = document.segments[2].id, document.segments[3].id
    editing.save_target(ws, first, "They agreed.")
    editing.confirm(ws, second, "The talks took place in Shanghai.")
    merged = structure.merge_with_next(ws, first)
    assert merged.source == "双方同意扩大贸易。会谈在上海举行。"
    assert merged.target == "They agreed. The talks took place in Shanghai."
    assert (merged.id, merged.status, merged.origin) == (first, Status.DRAFT, Origin.HUMAN)
    assert memory_statistics.statistics(ws).units == 0
    with pytest.raises(NotFoundError):
        editing.save_target(ws, second, "x")


def test_merged_machine_drafts_want_a_draft_of_the_whole(
    ws: Workspace, document: Document, engine: FakeEngine
) -> None:
    ids = [s.id for s in document.segments[2:4]]
    Drafter(ws, engine).fill(document.id, ids)
    merged = structure.merge_with_next(ws, ids[0])
    assert (merged.status, merged.target) == (Status.NEW, "")


def test_words_of_a_machine_stay_a_machine_s_when_merged(
    ws: Workspace, document: Document, engine: FakeEngine
) -> None:
    ids = [s.id for s in document.segments[2:4]]
    for segment in Drafter(ws, engine).fill(document.id, ids):
        editing.confirm(ws, segment.id, segment.target)
    merged = structure.merge_with_next(ws, ids[0])
    assert merged.target == "EN 双方同意扩大贸易。 EN 会谈在上海举行。"
    assert (merged.origin, merged.status) == (Origin.MT, Status.DRAFT)


def test_paragraphs_are_not_merged(ws: Workspace, document: Document) -> None:
    with pytest.raises(UsageError, match="last segment of its paragraph"):
        structure.merge_with_next(ws, document.segments[1].id)


def test_latin_sources_are_joined_with_a_space(ws: Workspace, make_document: MakeDocument) -> None:
    document = make_document("会谈在上海举行 OK\n")
    first, _ = structure.split(ws, document.segments[0].id, 7)
    assert structure.merge_with_next(ws, first.id).source == "会谈在上海举行OK"
    edited = structure.edit_source(ws, first.id, "Hello world")
    left, _ = structure.split(ws, edited.id, 5)
    assert structure.merge_with_next(ws, left.id).source == "Hello world"


def test_locked_segments_keep_their_shape(ws: Workspace, document: Document) -> None:
    first, second = document.segments[2].id, document.segments[3].id
    editing.set_locked(ws, second, True)
    for change in (
        lambda: structure.edit_source(ws, second, "新"),
        lambda: structure.split(ws, second, 2),
        lambda: structure.merge_with_next(ws, first),
        lambda: structure.merge_with_next(ws, second),
        lambda: structure.confirm_beads(ws, document.paragraphs[1].id, ()),
    ):
        with pytest.raises(UsageError, match="locked"):
            change()


def test_noise_has_no_segments_and_gets_them_back(ws: Workspace, document: Document) -> None:
    paragraph = document.paragraphs[1].id
    noise = structure.set_kind(ws, paragraph, ParagraphKind.NOISE)
    assert (noise.kind, noise.segments) == (ParagraphKind.NOISE, ())
    assert [s.position for s in documents.load(ws, document.id).segments] == [0, 1, 2]
    body = structure.set_kind(ws, paragraph, ParagraphKind.BODY)
    assert [s.source for s in body.segments] == [s.source for s in document.paragraphs[1].segments]
    assert structure.set_kind(ws, paragraph, ParagraphKind.BODY) == body
    history.undo(ws, document.id)
    history.undo(ws, document.id)
    assert documents.load(ws, document.id) == document


def test_noise_that_becomes_a_heading_is_one_segment(ws: Workspace, document: Document) -> None:
    paragraph = document.paragraphs[1]
    structure.set_kind(ws, paragraph.id, ParagraphKind.NOISE)
    heading = structure.set_kind(ws, paragraph.id, ParagraphKind.HEADING)
    assert [s.source for s in heading.segments] == [paragraph.text]


def test_a_kind_changes_alone_where_there_is_text(ws: Workspace, document: Document) -> None:
    paragraph = document.paragraphs[0]
    editing.save_target(ws, paragraph.segments[0].id, "The port")
    title = structure.set_kind(ws, paragraph.id, ParagraphKind.TITLE)
    assert title.segments[0].target == "The port"


def test_work_is_never_called_noise(ws: Workspace, document: Document) -> None:
    editing.save_target(ws, document.segments[2].id, "They agreed.")
    with pytest.raises(UsageError, match="somebody has worked"):
        structure.set_kind(ws, document.paragraphs[1].id, ParagraphKind.NOISE)
    assert len(sources(ws, document)) == 6
    with pytest.raises(NotFoundError):
        structure.set_kind(ws, 99, ParagraphKind.NOISE)


A, B, C = "双方同意扩大贸易。", "会谈在上海举行。", "双方同意扩大贸易。"


def test_beads_become_segments_and_units(ws: Workspace, document: Document) -> None:
    paragraph = document.paragraphs[1]
    beads = (
        Bead((A, B), ("They met in Shanghai", "and agreed to expand trade."), 0, 0),
        Bead((C,), ("They agreed again.",), 2, 2),
    )
    done = structure.confirm_beads(ws, paragraph.id, beads)
    assert [(s.source, s.target) for s in done] == [
        (A + B, "They met in Shanghai and agreed to expand trade."),
        (C, "They agreed again."),
    ]
    assert {s.status for s in done} == {Status.CONFIRMED}
    assert [s.id for s in done] == [paragraph.segments[0].id, paragraph.segments[2].id]
    assert [s.position for s in documents.load(ws, document.id).segments] == list(range(5))
    unit = memory.matches(ws, A + B)[0].unit
    assert (unit.before, unit.after) == ("今年更忙。", C)
    assert unit.origin is Origin.HUMAN
    change = history.undo(ws, document.id)
    assert change is not None
    assert change.restructured
    assert documents.load(ws, document.id) == document
    assert memory_statistics.statistics(ws).units == 0


def test_what_is_aligned_to_nothing_loses_nothing(ws: Workspace, document: Document) -> None:
    beads = (
        Bead((), ("Before.",), 0, 0),
        Bead((A,), ("One.",), 0, 1),
        Bead((), ("Two.",), 1, 2),
        Bead((B,), (), 1, 3),
        Bead((C,), ("Three.",), 2, 3),
    )
    done = structure.confirm_beads(ws, document.paragraphs[1].id, beads)
    assert [(s.target, s.status) for s in done] == [
        ("Before. One. Two.", Status.CONFIRMED),
        ("", Status.NEW),
        ("Three.", Status.CONFIRMED),
    ]


def test_beads_finer_than_segments_split_them(ws: Workspace, document: Document) -> None:
    beads = (
        Bead(("双方同意",), ("They agreed",), 0, 0),
        Bead(("扩大贸易。", B, C), ("to expand trade.",), 1, 1),
    )
    done = structure.confirm_beads(ws, document.paragraphs[1].id, beads)
    assert [s.source for s in done] == ["双方同意", f"扩大贸易。{B}{C}"]
    assert done[0].id == document.segments[2].id


def test_a_machine_s_words_stay_a_machine_s_in_beads(
    ws: Workspace, document: Document, engine: FakeEngine
) -> None:
    drafted = Drafter(ws, engine).fill(document.id, [s.id for s in document.segments[2:5]])
    beads = (
        Bead((A, B), (f"{drafted[0].target} {drafted[1].target}",), 0, 0),
        Bead((C,), ("A person wrote this.",), 2, 1),
    )
    done = structure.confirm_beads(ws, document.paragraphs[1].id, beads)
    assert [s.origin for s in done] == [Origin.MT, Origin.HUMAN]
    assert done[1].based_on is Origin.MT


def test_what_was_confirmed_and_is_unchanged_stays_as_it_is(
    ws: Workspace, document: Document
) -> None:
    before = editing.confirm(ws, document.segments[2].id, "They agreed.").segment
    beads = (
        Bead((A,), ("They agreed.",), 0, 0),
        Bead((B,), ("They met.",), 1, 1),
        Bead((C,), ("They agreed again.",), 2, 2),
    )
    done = structure.confirm_beads(ws, document.paragraphs[1].id, beads)
    assert done[0] == before
    assert memory_statistics.statistics(ws).units == 3


@pytest.mark.parametrize(
    "beads",
    [
        (),
        (Bead((A,), ("x",), 0, 0),),
        (Bead((A, B, C, A), ("x",), 0, 0),),
        (Bead((B, A, C), ("x",), 0, 0),),
    ],
)
def test_beads_of_another_paragraph_are_refused(
    ws: Workspace, document: Document, beads: tuple[Bead, ...]
) -> None:
    with pytest.raises(UsageError, match="not of this paragraph"):
        structure.confirm_beads(ws, document.paragraphs[1].id, beads)
    assert documents.load(ws, document.id) == document
