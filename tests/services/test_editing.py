"""Targets: typing, taking, confirming, reopening; whose words they are, and what memory gets."""

from __future__ import annotations

import pytest

from tests.services.conftest import FakeEngine, MakeDocument
from workbench.core.document import Document
from workbench.core.draft import Suggestion
from workbench.core.memory import Match, MatchKind, Unit
from workbench.core.status import Origin, Status
from workbench.errors import NotFoundError, UsageError
from workbench.services import concordance, documents, editing, memory
from workbench.services.drafting import Drafter
from workbench.services.workspace import Workspace


def units(ws: Workspace) -> list[tuple[str, str, Origin]]:
    """What the memory holds, newest first."""
    found = concordance.concordance(ws, "。", limit=100)
    return [(f.unit.source, f.unit.target, f.unit.origin) for f in found]


def test_typing_is_saved_as_a_person_s_draft(ws: Workspace, document: Document) -> None:
    saved = editing.save_target(ws, document.segments[0].id, "The port  ")
    assert (saved.target, saved.status, saved.origin) == ("The port  ", Status.DRAFT, Origin.HUMAN)
    assert (saved.based_on, saved.updated_by) == (None, "LW")
    assert saved.updated_at is not None
    assert documents.load(ws, document.id).segments[0] == saved
    assert units(ws) == []


def test_saving_what_is_there_changes_nothing(ws: Workspace, document: Document) -> None:
    first = editing.save_target(ws, document.segments[0].id, "The port")
    assert editing.save_target(ws, document.segments[0].id, "The port") == first


def test_an_emptied_target_stays_a_person_s(
    ws: Workspace, document: Document, engine: FakeEngine
) -> None:
    segment = document.segments[0].id
    editing.save_target(ws, segment, "The port")
    saved = editing.save_target(ws, segment, "")
    assert (saved.target, saved.origin) == ("", Origin.HUMAN)
    assert Drafter(ws, engine).fill(document.id, [segment]) == ()


def test_confirming_writes_the_segment_and_its_unit(ws: Workspace, document: Document) -> None:
    done = editing.confirm(ws, document.segments[1].id, "  It is busier\nthis year. ")
    assert done.segment.status is Status.CONFIRMED
    assert done.segment.target == "It is busier this year."
    assert documents.load(ws, document.id).segments[1] == done.segment
    unit = memory.matches(ws, "今年更忙。")[0].unit
    assert (unit.source, unit.target) == ("今年更忙。", "It is busier this year.")
    assert (unit.before, unit.after) == ("港口去年很忙。", "双方同意扩大贸易。")
    assert (unit.document, unit.origin) == ("talks.txt", Origin.HUMAN)
    assert (unit.created_by, unit.changed_by) == ("LW", "LW")
    assert unit.created_at == unit.changed_at == done.segment.updated_at


def test_confirming_reports_what_qa_finds(ws: Workspace, make_document: MakeDocument) -> None:
    document = make_document("去年有1200人参加。\n")
    done = editing.confirm(ws, document.segments[0].id, "Many people took part last year.")
    assert "number-missing" in {issue.code for issue in done.issues}
    assert done.segment.status is Status.CONFIRMED


@pytest.mark.parametrize("target", ["", "  \n ", "\u200b"])
def test_an_empty_target_cannot_be_confirmed(
    ws: Workspace, document: Document, target: str
) -> None:
    with pytest.raises(UsageError, match="empty target"):
        editing.confirm(ws, document.segments[0].id, target)
    assert documents.load(ws, document.id) == document


def test_an_unknown_segment_is_told(ws: Workspace) -> None:
    for call in (editing.save_target, editing.confirm):
        with pytest.raises(NotFoundError, match="no segment 77"):
            call(ws, 77, "x")


def test_an_unedited_machine_draft_stays_a_machine_s(
    ws: Workspace, document: Document, engine: FakeEngine
) -> None:
    first, second, *_ = (s.id for s in document.segments)
    drafted = Drafter(ws, engine).fill(document.id, [first, second])
    assert [s.origin for s in drafted] == [Origin.MT, Origin.MT]
    unedited = editing.confirm(ws, first, drafted[0].target).segment
    assert (unedited.origin, unedited.based_on) == (Origin.MT, None)
    assert unedited.engine == "fake engine one"
    edited = editing.confirm(ws, second, "It is busier.").segment
    assert (edited.origin, edited.based_on) == (Origin.HUMAN, Origin.MT)
    assert units(ws) == [
        ("今年更忙。", "It is busier.", Origin.HUMAN),
        ("港口去年很忙。", "EN 港口去年很忙。", Origin.MT),
    ]


def test_a_draft_that_was_typed_over_twice_still_says_what_it_was_based_on(
    ws: Workspace, document: Document, engine: FakeEngine
) -> None:
    segment = document.segments[0].id
    Drafter(ws, engine).fill(document.id, [segment])
    editing.save_target(ws, segment, "a")
    assert editing.save_target(ws, segment, "ab").based_on is Origin.MT


def match(percent: int, origin: Origin) -> Match:
    unit = Unit("港口很忙。", "The port is busy.", origin=origin)
    return Match(unit, MatchKind.EXACT if percent >= 100 else MatchKind.FUZZY, percent)


def suggestion(found: Match) -> Suggestion:
    return Suggestion(found.unit.target, Origin.TM, "label", match=found)


@pytest.mark.parametrize(
    ("percent", "made_by", "expected"),
    [
        (100, Origin.HUMAN, Origin.HUMAN),
        (101, Origin.ALIGNMENT, Origin.ALIGNMENT),
        (85, Origin.HUMAN, Origin.TM),
        (85, Origin.MT, Origin.MT),
        (97, Origin.MT, Origin.MT),
    ],
)
def test_what_a_taken_match_gives_to_the_memory(
    ws: Workspace, document: Document, percent: int, made_by: Origin, expected: Origin
) -> None:
    segment = document.segments[0].id
    taken = editing.take(ws, segment, suggestion(match(percent, made_by)))
    assert (taken.status, taken.origin, taken.match_percent) == (Status.DRAFT, Origin.TM, percent)
    assert editing.confirm(ws, segment, taken.target).segment.origin is Origin.TM
    assert units(ws) == [("港口去年很忙。", "The port is busy.", expected)]


def test_a_taken_draft_that_is_corrected_is_a_person_s(ws: Workspace, document: Document) -> None:
    segment = document.segments[0].id
    editing.take(ws, segment, suggestion(match(85, Origin.HUMAN)))
    done = editing.confirm(ws, segment, "The port was busy.").segment
    assert (done.origin, done.based_on) == (Origin.HUMAN, Origin.TM)


def test_an_engine_s_suggestion_can_be_taken(ws: Workspace, document: Document) -> None:
    given = Suggestion("The port.", Origin.MT, "embedded model · int8")
    taken = editing.take(ws, document.segments[0].id, given)
    assert (taken.origin, taken.engine) == (Origin.MT, "embedded model · int8")


def test_repetitions_that_nobody_touched_are_filled(
    ws: Workspace, make_document: MakeDocument, engine: FakeEngine
) -> None:
    text = "双方同意扩大贸易。会谈在上海举行。\n\n" + "双方同意扩大贸易。\n\n" * 4
    document = make_document(text)
    first, _, second, third, fourth, fifth = (s.id for s in document.segments)
    Drafter(ws, engine).fill(document.id, [second])
    editing.save_target(ws, third, "They agreed")
    editing.set_locked(ws, fourth, True)
    done = editing.confirm(ws, first, "The two sides agreed to expand trade.")
    assert [s.id for s in done.filled] == [second, fifth]
    for filled in done.filled:
        assert filled.target == "The two sides agreed to expand trade."
        assert (filled.status, filled.origin) == (Status.DRAFT, Origin.TM)
        assert (filled.match_percent, filled.based_on) == (100, Origin.HUMAN)
    stored = {s.id: s.target for s in documents.load(ws, document.id).segments}
    assert (stored[third], stored[fourth]) == ("They agreed", "")


def test_a_correction_reaches_the_repetitions_that_were_filled(
    ws: Workspace, document: Document
) -> None:
    first, repeated = document.segments[2].id, document.segments[4].id
    editing.confirm(ws, first, "They agree.")
    done = editing.confirm(ws, first, "They agreed.")
    assert [(s.id, s.target) for s in done.filled] == [(repeated, "They agreed.")]


def test_propagation_can_be_switched_off(ws: Workspace, document: Document) -> None:
    done = editing.confirm(ws, document.segments[2].id, "They agreed.", propagate=False)
    assert done.filled == ()
    assert documents.load(ws, document.id).segments[4] == document.segments[4]


def test_a_repetition_of_another_width_is_one_too(
    ws: Workspace, make_document: MakeDocument
) -> None:
    document = make_document("他看了ABC公司。\n\n他看了ＡＢＣ公司。\n")
    done = editing.confirm(ws, document.segments[0].id, "He visited ABC.")
    assert [s.id for s in done.filled] == [document.segments[1].id]


def test_confirming_again_with_other_words_replaces_the_unit(
    ws: Workspace, document: Document
) -> None:
    segment = document.segments[0].id
    editing.confirm(ws, segment, "The port was busy.")
    editing.confirm(ws, segment, "The harbour was busy.")
    assert units(ws) == [("港口去年很忙。", "The harbour was busy.", Origin.HUMAN)]


def test_confirming_again_with_the_same_words_changes_nothing(
    ws: Workspace, document: Document
) -> None:
    segment = document.segments[0].id
    first = editing.confirm(ws, segment, "The port was busy.")
    assert editing.confirm(ws, segment, "The port was busy.") == first


def test_the_same_source_with_another_target_is_a_second_unit(
    ws: Workspace, document: Document
) -> None:
    editing.confirm(ws, document.segments[2].id, "They agreed.")
    editing.confirm(ws, document.segments[4].id, "Both sides agreed.")
    assert {target for _, target, _ in units(ws)} == {"They agreed.", "Both sides agreed."}


def test_typing_in_a_confirmed_segment_takes_its_unit_back(
    ws: Workspace, document: Document
) -> None:
    segment = document.segments[0].id
    editing.confirm(ws, segment, "The port was busy.")
    saved = editing.save_target(ws, segment, "The port was bus")
    assert saved.status is Status.DRAFT
    assert units(ws) == []


def test_reopening_takes_the_unit_back(ws: Workspace, document: Document) -> None:
    segment = document.segments[0].id
    editing.confirm(ws, segment, "The port was busy.")
    draft = editing.reopen(ws, segment)
    assert (draft.status, draft.target) == (Status.DRAFT, "The port was busy.")
    assert units(ws) == []
    assert editing.reopen(ws, segment) == draft


def test_a_unit_stays_while_another_segment_says_the_same(
    ws: Workspace, make_document: MakeDocument
) -> None:
    one, other = make_document(name="one.txt"), make_document(name="other.txt")
    for document in (one, other):
        editing.confirm(ws, document.segments[0].id, "The port was busy.")
    assert len(units(ws)) == 1
    editing.reopen(ws, one.segments[0].id)
    assert len(units(ws)) == 1
    editing.reopen(ws, other.segments[0].id)
    assert units(ws) == []


def test_an_imported_unit_stays_when_a_segment_is_reopened(
    ws: Workspace, document: Document
) -> None:
    from workbench.storage import memory_intake

    with ws.database.transaction() as session:
        memory_intake.merge(
            session, [Unit("港口去年很忙。", "The port was busy.", document="old.tmx")]
        )
    segment = document.segments[0].id
    editing.confirm(ws, segment, "The port was busy.")
    editing.reopen(ws, segment)
    assert len(units(ws)) == 1


def test_a_locked_segment_is_protected(ws: Workspace, document: Document) -> None:
    segment = document.segments[0].id
    assert editing.set_locked(ws, segment, True).locked
    for change in (
        lambda: editing.save_target(ws, segment, "x"),
        lambda: editing.confirm(ws, segment, "x"),
        lambda: editing.reopen(ws, segment),
        lambda: editing.take(ws, segment, suggestion(match(100, Origin.HUMAN))),
    ):
        with pytest.raises(UsageError, match="locked"):
            change()
    assert not editing.set_locked(ws, segment, False).locked
    editing.confirm(ws, segment, "The port was busy.")
