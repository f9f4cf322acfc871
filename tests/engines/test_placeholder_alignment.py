"""The placeholders of drafts stand at the words that render those which they stood at."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.engines.attending import Attending, attending
from workbench.alignment.lexicon import word_table
from workbench.core.code import Code, CodeKind
from workbench.core.doubt import WordScore
from workbench.core.draft import Draft
from workbench.documents.markup import flaws
from workbench.engines import loading
from workbench.engines.interactive.word_alignment import align
from workbench.engines.placeholder_alignment import aligned, digest
from workbench.engines.placeholders import GUESSED
from workbench.text.arrangement import arrange
from workbench.text.nesting import Outline
from workbench.text.placeholders import placeholders, without

MEETING = "{1}会议{2}将于{3}明年{4}举行。"
INVITED = "{1}专家{2}来了{3}。"
PAIRS = Outline(frozenset({(1, 2), (3, 4)}))
RENDERS = {
    "meeting": "会议", "Next": "明年", "year": "明年", "held": "举行",
    "experts": "专家", "Here": "来了", "come": "来了",
}  # fmt: skip


@pytest.fixture
def backend() -> Attending:
    """A model that renders no stretch of a source by itself."""
    return Attending({}, RENDERS)


def _draft(text: str, **more: object) -> Draft:
    return Draft(text, -0.5, (GUESSED, "Made up."), **more)  # type: ignore[arg-type]


def test_all_drafts_are_aligned_in_one_go(backend: Attending) -> None:
    drafts = {
        MEETING: _draft("{1}Next{2} year the {3}meeting{4} will be held."),
        INVITED: _draft("{1}Here{2} come the experts{3}."),
    }
    pairs = {MEETING: PAIRS, INVITED: Outline(frozenset({(1, 2)}))}
    found = aligned(attending(backend), drafts, pairs)
    assert found[MEETING].text == "{3}Next year{4} the {1}meeting{2} will be held."
    assert found[INVITED].text == "Here come the {1}experts{2}{3}."
    assert {draft.warnings for draft in found.values()} == {("Made up.",)}
    assert backend.calls["attend"] == 1


def test_drafts_without_placeholders_or_of_unknown_ones_are_left_alone(backend: Attending) -> None:
    drafts = {"会议明年举行。": _draft("Next year."), MEETING: _draft("{1}Next{2} {3}year{4}.")}
    plain = {"会议明年举行。": Outline()}
    assert aligned(attending(backend), drafts, plain) == {
        "会议明年举行。": drafts["会议明年举行。"]
    }
    assert backend.calls == {}


def test_what_is_not_aligned_stays_and_is_still_called_a_guess(backend: Attending) -> None:
    drafts = {MEETING: _draft("{1}Nobody{2} has {3}said{4} it.")}
    assert aligned(attending(backend), drafts, {MEETING: PAIRS}) == drafts


def test_a_source_longer_than_the_model_takes_keeps_its_draft(backend: Attending) -> None:
    drafts = {MEETING: _draft("{1}Next{2} year the {3}meeting{4} will be held.")}
    assert aligned(attending(backend, longest=5), drafts, {MEETING: PAIRS}) == drafts


def test_the_engines_own_words_beside_the_glossarys_are_aligned_too(backend: Attending) -> None:
    plain = "{1}Next{2} year the {3}meeting{4} is held."
    words = (WordScore(0, 4, 0.5),)
    draft = _draft("{1}Held{2} next year: the {3}session{4}.", plain=plain, words=words)
    terms = {"会议": "session", "明年": "next year"}
    found = aligned(attending(backend), {MEETING: draft}, {MEETING: PAIRS}, terms)[MEETING]
    assert found.text == "Held {3}next year{4}: the {1}session{2}."
    assert found.plain == "{3}Next year{4} the {1}meeting{2} is held."
    assert found.words == ()


def test_stretches_that_were_translated_for_a_draft_are_not_asked_for_again() -> None:
    says = {"会议将于明年举行。": ["Next year we meet."], "会议": ["Meet."], "明年": ["Next year."]}
    backend = Attending(says, {})
    engine = attending(backend)
    drafts = {MEETING: engine.translate([MEETING])[0]}
    calls = backend.calls["decode"]
    found = aligned(engine, drafts, {MEETING: PAIRS})[MEETING]
    assert found.text == "{3}Next year{4} we {1}meet{2}."
    assert backend.calls["decode"] == calls


def test_a_digest_tells_how_a_sources_placeholders_pair() -> None:
    assert digest("会议", PAIRS) == ""
    assert digest(MEETING, PAIRS) == digest(
        MEETING, Outline(frozenset({(3, 4), (1, 2), (7, 8)}), frozenset({9}))
    )
    others = Outline(), Outline(frozenset({(1, 4), (2, 3)})), Outline(words=frozenset({1}))
    assert len({digest(MEETING, outline) for outline in (PAIRS, *others)}) == 4


SOURCES = (
    "我昨天买的{1}书{2}很{3}好看{4}。",
    "{1}专家{2}表示，{3}效率{4}提高了。",
    "{1}会议{2}将于{3}明年{4}举行。",
    "双方同意{1}扩大贸易{2}，并深化{3}海关合作{4}。",
)


@pytest.mark.parametrize("backend", ["transformers", "ctranslate2"])
def test_the_embedded_model_aligns_what_it_says(backend: str) -> None:
    engine = loading.load("embedded", backend=backend).loaded()
    drafts = dict(zip(SOURCES, engine.translate(SOURCES), strict=True))
    found = aligned(engine, drafts, dict.fromkeys(SOURCES, PAIRS))
    codes = [
        code
        for one, other in PAIRS.pairs
        for code in (
            Code(one, CodeKind.OPEN, "<b>", partner=other),
            Code(other, CodeKind.CLOSE, "</b>", partner=one),
        )
    ]
    for source, draft in found.items():
        words = without(drafts[source].text)
        assert without(draft.text) == words
        assert Counter(placeholders(draft.text)) == Counter(placeholders(source))
        assert flaws(source, draft.text, codes) == ()
        links = [(one.source, one.target) for one in align(engine, source, words, word_table())]
        known = engine.renderings([source])
        placed = arrange(source, words, links, PAIRS.pairs, known)
        assert draft.text == (drafts[source] if placed is None else placed).text
