"""Likely scanning errors: offered, accepted as one step of undo, dismissed for good."""

from __future__ import annotations

import pytest

from tests.services.conftest import MakeDocument
from workbench.core.document import Document, ParagraphKind
from workbench.core.status import Status
from workbench.errors import DocumentLockedError, NotFoundError, UsageError
from workbench.services import documents, editing, glossary, history, proposals, structure
from workbench.services.proposals import Offer
from workbench.services.workspace import Workspace

MISREAD = "这项协定为两国经济发展注人了新的动力。代表团昨天回国。"
LISTED = "会谈很顺利。双方将加强两国贸易。投资、旅游和教育合作。代表团昨天回国。"


def sources(ws: Workspace, document: Document) -> list[str]:
    return [segment.source for segment in documents.load(ws, document.id).segments]


def only(ws: Workspace, document: Document) -> Offer:
    (offer,) = proposals.for_document(ws, document.id)
    return offer


def test_an_offer_says_where_what_and_why(ws: Workspace, make_document: MakeDocument) -> None:
    document = make_document(f"会谈很顺利。\n\n{MISREAD}\n")
    offer = only(ws, document)
    assert (offer.position, offer.segments) == (1, (document.segments[1].id,))
    assert offer.source == document.segments[1].source
    found = offer.proposal
    assert offer.source[found.start : found.end] == found.found == "注人"
    assert (found.wanted, offer.before[-2:], offer.after[:2]) == ("注入", "发展", "了新")
    assert sources(ws, document) == [segment.source for segment in document.segments]


def test_accepting_edits_the_source_and_can_be_undone(
    ws: Workspace, make_document: MakeDocument
) -> None:
    document = make_document(MISREAD)
    before = sources(ws, document)
    editing.save_target(ws, document.segments[0].id, "The agreement gives new impetus.")
    edited = proposals.accept(ws, only(ws, document))
    assert edited.source == before[0].replace("注人", "注入")
    assert (edited.target, edited.status) == ("The agreement gives new impetus.", Status.DRAFT)
    assert proposals.for_document(ws, document.id) == ()
    assert documents.original(ws, document.id).decode() == MISREAD
    history.undo(ws, document.id)
    assert sources(ws, document) == before
    assert len(proposals.for_document(ws, document.id)) == 1


def test_segments_that_the_wrong_mark_cut_apart_become_one(
    ws: Workspace, make_document: MakeDocument
) -> None:
    document = make_document(LISTED)
    assert len(document.segments) == 4
    offer = only(ws, document)
    assert offer.segments == tuple(segment.id for segment in document.segments[1:3])
    merged = proposals.accept(ws, offer)
    assert merged.source == "双方将加强两国贸易、投资、旅游和教育合作。"
    assert len(sources(ws, document)) == 3
    history.undo(ws, document.id)
    assert sources(ws, document) == [segment.source for segment in document.segments]


def test_several_are_accepted_together(ws: Workspace, make_document: MakeDocument) -> None:
    text = (
        f"{LISTED}\n\n{MISREAD}农业和基础设施建没取得进展。政府采取一糸列措施，稳定世界各固物价。\n"
    )
    document = make_document(text)
    offers = proposals.for_document(ws, document.id)
    assert [offer.proposal.wanted for offer in offers[1:]][:3] == ["注入", "建设", "一系列"]
    assert proposals.accept_all(ws, offers) == len(offers)
    joined = "".join(sources(ws, document))
    assert all(offer.proposal.wanted in joined for offer in offers)
    assert proposals.for_document(ws, document.id) == ()
    for _ in offers:
        history.undo(ws, document.id)
    assert sources(ws, document) == [segment.source for segment in document.segments]


def test_nothing_is_accepted_behind_an_open_editor(
    ws: Workspace, make_document: MakeDocument
) -> None:
    document = make_document(MISREAD)
    offers = proposals.for_document(ws, document.id)
    with documents.editing_lock(ws, document.id), pytest.raises(DocumentLockedError):
        proposals.accept_all(ws, offers)
    assert sources(ws, document) == [segment.source for segment in document.segments]
    assert proposals.accept_all(ws, offers) == 1


def test_what_was_dismissed_is_not_offered_again_until_it_is_brought_back(
    ws: Workspace, make_document: MakeDocument
) -> None:
    document = make_document(MISREAD)
    offer = only(ws, document)
    proposals.dismiss(ws, offer)
    proposals.dismiss(ws, offer)
    assert proposals.for_document(ws, document.id) == ()
    other = make_document(MISREAD + "\n", name="other.txt")
    assert len(proposals.for_document(ws, other.id)) == 1
    assert proposals.bring_back(ws, document.id) == 1
    assert only(ws, document) == offer


def test_dismissals_go_with_their_document(ws: Workspace, make_document: MakeDocument) -> None:
    document = make_document(MISREAD)
    offer = only(ws, document)
    proposals.dismiss(ws, offer)
    documents.remove(ws, document.id)
    assert proposals.bring_back(ws, document.id) == 0
    with pytest.raises(NotFoundError):
        proposals.dismiss(ws, offer)


def test_noise_and_what_a_person_locked_or_vouched_for_is_left_alone(
    ws: Workspace, make_document: MakeDocument
) -> None:
    document = make_document(MISREAD)
    segment = document.segments[0].id
    offer = only(ws, document)
    editing.set_locked(ws, segment, True)
    assert proposals.for_document(ws, document.id) == ()
    with pytest.raises(UsageError, match="locked"):
        proposals.accept(ws, offer)
    editing.set_locked(ws, segment, False)
    editing.confirm(ws, segment, "The agreement gives new impetus.")
    assert proposals.for_document(ws, document.id) == ()
    history.undo(ws, document.id)
    history.undo(ws, document.id)
    assert only(ws, document) == offer
    structure.set_kind(ws, document.paragraphs[0].id, ParagraphKind.NOISE)
    assert proposals.for_document(ws, document.id) == ()


def test_an_offer_of_an_older_source_is_refused(ws: Workspace, make_document: MakeDocument) -> None:
    document = make_document(MISREAD)
    offer = only(ws, document)
    structure.edit_source(ws, document.segments[0].id, "这项协定为发展注人了新的动力。")
    with pytest.raises(UsageError, match="changed since"):
        proposals.accept(ws, offer)


def test_terms_of_the_glossary_are_right_as_they_stand(
    ws: Workspace, make_document: MakeDocument
) -> None:
    document = make_document(MISREAD)
    assert len(proposals.for_document(ws, document.id)) == 1
    glossary.add(ws, "注人", "infusing people")
    assert proposals.for_document(ws, document.id) == ()


def test_a_document_that_is_not_there_is_said_so(ws: Workspace) -> None:
    with pytest.raises(NotFoundError):
        proposals.for_document(ws, 99)
