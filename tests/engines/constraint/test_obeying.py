"""Drafts of the embedded model that obey a glossary it has never seen."""

from __future__ import annotations

import pytest

from tests.engines.constraint.scripted import term
from workbench.core.doubt import DoubtKind
from workbench.core.draft import Draft, EngineInfo
from workbench.engines import loading
from workbench.engines.constraint.obeying import obeyed
from workbench.engines.constraint.values import disobeyed
from workbench.engines.loading import LazyEngine
from workbench.terminology.matcher import Matcher
from workbench.text.placeholders import without

BANK = term("澜江开发银行", "Lanjiang Development Bank")
LEAGUE = term("友城联盟", "Sister Cities Alliance")
ECONOMY = term("低空经济", "low-altitude economy", "low altitude business")
SOURCES = [
    "澜江开发银行将为该项目提供三亿美元贷款。",
    "目前已有七十个城市加入友城联盟。",
    "政府将出台措施支持低空经济发展。",
    "澜江开发银行和友城联盟签署了合作协议。",
    "双方同意扩大贸易。",
]


@pytest.fixture(scope="module")
def engine() -> LazyEngine:
    return loading.load("embedded")


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher([BANK, LEAGUE, ECONOMY])


@pytest.fixture(scope="module")
def plain(engine: LazyEngine) -> list[Draft]:
    return engine.translate(SOURCES)


def test_terms_that_the_model_never_saw_are_in_its_drafts(
    engine: LazyEngine, matcher: Matcher, plain: list[Draft]
) -> None:
    drafts = obeyed(engine, matcher, SOURCES, plain)
    hits = [matcher.find(source) for source in SOURCES]
    assert sum(disobeyed(found, draft.text) for found, draft in zip(hits, plain, strict=True)) == 5
    assert [disobeyed(found, d.text) for found, d in zip(hits, drafts, strict=True)] == [0] * 5
    for before, after in zip(plain[:4], drafts[:4], strict=True):
        assert after.plain == before.text != after.text
        assert after.confidence is not None
    assert drafts[4] == plain[4]


def test_a_source_does_not_depend_on_its_batch(
    engine: LazyEngine, matcher: Matcher, plain: list[Draft]
) -> None:
    together = obeyed(engine, matcher, SOURCES, plain)
    alone = [
        obeyed(engine, matcher, [source], [draft])[0]
        for source, draft in zip(SOURCES, plain, strict=True)
    ]
    assert [draft.text for draft in alone] == [draft.text for draft in together]


def test_placeholders_are_in_the_draft_once_each(engine: LazyEngine, matcher: Matcher) -> None:
    source = "{1}澜江开发银行{2}将为该项目提供贷款{3}。"
    draft = obeyed(engine, matcher, [source], engine.translate([source]))[0]
    assert "Lanjiang Development Bank" in without(draft.text)
    assert [mark for mark in ("{1}", "{2}", "{3}") if draft.text.count(mark) == 1] == [
        "{1}",
        "{2}",
        "{3}",
    ]


def test_nothing_is_asked_of_the_model_where_there_is_no_term() -> None:
    class Refusing:
        info = EngineInfo("none", "none", "none")

        def translate(self, sources: object) -> list[Draft]:
            raise AssertionError(sources)

    drafts = [Draft("It is raining.")]
    assert obeyed(Refusing(), Matcher([BANK]), ["下雨了。"], drafts) == drafts


def test_a_source_longer_than_the_model_takes_is_worked_on_in_parts(
    engine: LazyEngine, matcher: Matcher
) -> None:
    source = "双方同意扩大贸易，" * 60 + "澜江开发银行将提供贷款。"
    draft = obeyed(engine, matcher, [source], engine.translate([source]))[0]
    assert "Lanjiang Development Bank" in draft.text
    assert len(draft.text.split()) > 60


def test_a_term_settles_what_the_engine_does_not_know(engine: LazyEngine) -> None:
    source = "他说魑魅魍魉不可怕。"
    demons = term("魑魅魍魉", "demons and monsters")
    (plain,) = engine.translate([source])
    assert DoubtKind.UNKNOWN in {doubt.kind for doubt in plain.doubts}
    (draft,) = obeyed(engine, Matcher([demons]), [source], [plain])
    assert "demons and monsters" in draft.text
    assert DoubtKind.UNKNOWN not in {doubt.kind for doubt in draft.doubts}
