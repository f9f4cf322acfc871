"""The glossary's own faults are named; a good glossary has none."""

from __future__ import annotations

import pytest

from workbench.core.term import Term, TermStatus, TermTarget
from workbench.terminology.hygiene import Finding, lint

GOOD = Term("关税", (TermTarget("tariff"), TermTarget("customs duty", TermStatus.ADMITTED)))


def codes(*terms: Term) -> list[str]:
    return [finding.code for finding in lint(terms)]


def simple(source: str, target: str = "x") -> Term:
    return Term(source, (TermTarget(target),))


def test_a_good_glossary_has_no_findings() -> None:
    assert lint([GOOD, simple("APEC", "Asia-Pacific Economic Cooperation"), simple("B超")]) == ()
    assert lint([]) == ()


@pytest.mark.parametrize(
    ("term", "code"),
    [
        (Term("关税", ()), "no-target"),
        (Term("关税", (TermTarget("tax", TermStatus.FORBIDDEN),)), "no-preferred"),
        (Term("关税", (TermTarget("tariff"), TermTarget("duty"))), "two-preferred"),
        (
            Term("关税", (TermTarget("tax"), TermTarget("Tax", TermStatus.FORBIDDEN))),
            "contradictory",
        ),
        (simple(" 关税"), "edge-space"),
        (simple("关 税"), "inner-space"),
        (simple("Ｂ超"), "full-width"),
        (simple("税"), "too-short"),
        (simple("关税很高。"), "a-sentence"),
        (simple("关税", " "), "target-empty"),
        (simple("关税", "tariff "), "target-edge-space"),
        (simple("关税", "customs  duty"), "target-inner-space"),
        (simple("关税", "tariff 关税"), "target-chinese"),
        (simple("关税", "tariff，duty"), "target-full-width"),
        (simple("关税", "tariff;"), "target-final-mark"),
    ],
)
def test_each_fault_has_its_code(term: Term, code: str) -> None:
    assert code in codes(term)


def test_the_same_target_twice_is_named() -> None:
    admitted = TermTarget("Duty", TermStatus.ADMITTED)
    twice = Term("关税", (TermTarget("tariff"), admitted, TermTarget("duty", TermStatus.ADMITTED)))
    assert codes(twice) == ["target-twice"]


def test_abbreviations_may_end_with_a_full_stop() -> None:
    assert codes(simple("美国", "U.S."), simple("公司", "Co.")) == []


def test_duplicates_are_found_over_width_and_script() -> None:
    assert lint([simple("世贸组织", "WTO"), simple("世貿組織", "WTO")]) == (
        Finding("世贸组织", "duplicate", "stands in the glossary 2 times (世貿組織, 世贸组织)"),
    )


def test_terms_that_contradict_each_other_are_named() -> None:
    forbids = Term("关税", (TermTarget("duty"), TermTarget("tariff", TermStatus.FORBIDDEN)))
    assert codes(GOOD, forbids) == ["duplicate", "contradictory", "contradictory"]
