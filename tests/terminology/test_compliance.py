"""Each term of a source is judged by what the target made of it."""

from __future__ import annotations

import pytest

from workbench.core.term import Compliance, Term, TermStatus, TermTarget, TermUse
from workbench.terminology.compliance import uses
from workbench.terminology.matcher import Matcher

ADMITTED, FORBIDDEN = TermStatus.ADMITTED, TermStatus.FORBIDDEN


def term(source: str, preferred: str, admitted: str = "", forbidden: str = "") -> Term:
    targets = [TermTarget(preferred)] if preferred else []
    targets += [TermTarget(text, ADMITTED) for text in admitted.split("|") if text]
    targets += [TermTarget(text, FORBIDDEN) for text in forbidden.split("|") if text]
    return Term(source, tuple(targets))


GLOSSARY = Matcher(
    [
        term("国家统计局", "National Bureau of Statistics", "NBS", "National Statistical Office"),
        term("关税", "tariff", "customs duty"),
        term("尼日尔", "Niger", forbidden="Nigeria"),
        term("尼日利亚", "Nigeria", forbidden="Niger"),
        term("山西", "Shanxi", forbidden="Shaanxi"),
        term("陕西", "Shaanxi", forbidden="Shanxi"),
        term("国务院", "State Council", forbidden="State Department"),
        term("美国国务院", "US State Department"),
        term(
            "国际电信联盟",
            "International Telecommunication Union",
            forbidden="International Telecommunications Union",
        ),
        term("一带一路", "Belt and Road", forbidden="One Belt One Road"),
        term("安理会", "Security Council", "UN Security Council"),
        term("小康", "", forbidden="well-off"),
    ]
)


def judged(source: str, target: str) -> list[tuple[str, str, str]]:
    found = uses(GLOSSARY.find(source), target)
    for use in found:
        assert target[use.start : use.end] == use.found
    return [(use.hit.term.source, str(use.compliance), use.found) for use in found]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("降低关税", "Lower the tariffs", [("关税", "preferred", "tariffs")]),
        ("降低关税", "Lower customs duties", [("关税", "admitted", "customs duties")]),
        ("降低关税", "Lower them", [("关税", "missing", "")]),
        ("降低关税", "", [("关税", "missing", "")]),
        (
            "国家统计局发布",
            "The National Statistical Office said",
            [("国家统计局", "forbidden", "National Statistical Office")],
        ),
        ("国家统计局发布", "The NBS said", [("国家统计局", "admitted", "NBS")]),
        ("一带一路", "One Belt, One Road", [("一带一路", "forbidden", "One Belt, One Road")]),
        ("安理会决议", "a UN Security Council resolution", None),
        ("全面建成小康", "prosperity", [("小康", "preferred", "")]),
        ("全面建成小康", "a well-off society", [("小康", "forbidden", "well-off")]),
    ],
)
def test_one_term(source: str, target: str, expected: list[tuple[str, str, str]] | None) -> None:
    wanted = expected or [("安理会", "admitted", "UN Security Council")]
    assert judged(source, target) == wanted


def test_a_forbidden_form_beats_an_inflected_good_one() -> None:
    target = "the International Telecommunications Union"
    assert [use[1] for use in judged("国际电信联盟", target)] == ["forbidden"]
    assert [use[1] for use in judged("国际电信联盟", target.replace("s U", " U"))] == ["preferred"]


def test_the_words_of_one_term_are_no_fault_of_another() -> None:
    assert [use[1] for use in judged("山西和陕西", "Shanxi and Shaanxi")] == ["preferred"] * 2
    assert [use[1] for use in judged("山西和陕西", "Shanxi")] == ["preferred", "missing"]
    assert [use[1] for use in judged("尼日尔", "Nigeria")] == ["forbidden"]
    assert [
        use[1]
        for use in judged("美国国务院和国务院", "The US State Department and the State Council")
    ] == ["preferred"] * 2


def test_each_hit_has_an_occurrence_of_its_own_where_there_are_enough() -> None:
    assert judged("关税对关税", "tariff for customs duty") == [
        ("关税", "preferred", "tariff"),
        ("关税", "admitted", "customs duty"),
    ]
    assert [use[1] for use in judged("山西人在山西", "Shanxi people in Shaanxi")] == [
        "preferred",
        "forbidden",
    ]


def test_a_term_that_is_said_once_may_be_meant_twice() -> None:
    assert [use[1] for use in judged("关税就是关税", "A tariff is what it is")] == ["preferred"] * 2


def test_hits_without_targets_are_no_fault() -> None:
    (hit,) = Matcher([Term("术语", ())]).find("术语")
    assert uses([hit], "word") == (TermUse(hit, Compliance.PREFERRED),)
    assert uses([], "word") == ()
