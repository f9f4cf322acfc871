"""The guard: each kind of bad output is caught, what people wrote is left alone."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.doubt import DoubtKind
from workbench.core.term import Term, TermHit, TermTarget
from workbench.engines.doubts import doubts, term_doubts
from workbench.resources import shipped
from workbench.segmentation import chinese, english

BAD = [
    ("双方同意扩大贸易。", "The two sides agreed agreed agreed agreed agreed.", DoubtKind.LOOP),
    ("缓缓走来。", "slowly walking slowly walking slowly walking", DoubtKind.LOOP),
    ("项目总投资7000亿元。", "The total investment is 700 million yuan.", DoubtKind.NUMBER),
    ("全年出口增长百分之六。", "Exports grew 16 percent over the year.", DoubtKind.NUMBER),
    ("会议将于11月5日举行。", "The meeting will be held on November 15.", DoubtKind.NUMBER),
    ("这是第十五届运动会。", "This is the fifth sports meeting.", DoubtKind.NUMBER),
    ("吞吐量达到1200万吨。", "Throughput reached 1.2 million tonnes.", DoubtKind.NUMBER),
    ("港口很忙。", "The port has been busy since 1990.", DoubtKind.NUMBER),
    ("智慧港口建设加快。", "Construction of 智慧 ports accelerates.", DoubtKind.CHINESE),
    (
        "代表团考察了港口和机场，并与当地企业家举行了座谈，就投资环境交换了意见。",
        "The delegation visited the port.",
        DoubtKind.SHORT,
    ),
    (
        "谢谢大家。",
        "Thank you all very much for coming here today to take part in this large meeting.",
        DoubtKind.LONG,
    ),
    (
        "全球已有三十家公司加入OPEC的计划。",
        "Thirty companies have joined the plan.",
        DoubtKind.OMISSION,
    ),
    ("王海宁说，港口很忙。", "The director said the port was busy.", DoubtKind.OMISSION),
    ("点击{1}这里{2}。", "Click {1}here.", DoubtKind.PLACEHOLDER),
]


@pytest.mark.parametrize(("source", "target", "kind"), BAD)
def test_a_bad_output_is_caught(source: str, target: str, kind: DoubtKind) -> None:
    assert kind in {doubt.kind for doubt in doubts(source, target)}


GOOD = [
    ("项目总投资7000亿元。", "Total investment in the project is 700 billion yuan."),
    ("全年出口增长百分之六。", "Exports grew six percent over the year."),
    ("这是第十五届运动会。", "This is the 15th sports meeting."),
    ("王海宁说，港口很忙。", "Wang Haining said the port was busy."),
    ("全球已有三十家公司加入OPEC的计划。", "Worldwide, 30 companies have joined the OPEC plan."),
    ("点击{1}这里{2}。", "Click {1}here{2}."),
    ("走走走走走！", "Go, go, go, go, go!"),
    ("……", "……"),
    ("好。", ""),
]


@pytest.mark.parametrize(("source", "target"), GOOD)
def test_a_good_output_is_left_alone(source: str, target: str) -> None:
    assert doubts(source, target) == ()


def test_a_changed_number_is_named_with_what_stands_there_instead() -> None:
    (doubt,) = doubts("项目总投资7000亿元。", "The total investment is 700 million yuan.")
    assert doubt.message.startswith("7000亿")
    assert "700 million" in doubt.message


def test_people_are_rarely_accused() -> None:
    pairs = [pair for path in PAIRS.glob("*.tsv") for pair in _rows(path.name)]
    assert len(pairs) > 2000
    accused = [kind for pair in pairs for kind in {doubt.kind for doubt in doubts(*pair)}]
    for kind in DoubtKind:
        assert accused.count(kind) <= 0.015 * len(pairs), kind


def test_the_samples_translation_is_hardly_accused() -> None:
    found = [kind for pair in _samples() for kind in {doubt.kind for doubt in doubts(*pair)}]
    assert len(found) <= 0.03 * len(_samples())


def test_a_term_is_named_with_what_it_should_be() -> None:
    hit = TermHit(2, 6, Term("一带一路", (TermTarget("Belt and Road"),)))
    assert term_doubts([hit], "They discussed the Belt and Road.") == ()
    (doubt,) = term_doubts([hit], "They discussed the area and the way.")
    assert (doubt.kind, "Belt and Road" in doubt.message) == (DoubtKind.TERM, True)


@given(st.text(max_size=40), st.text(max_size=60))
def test_whatever_the_texts_are_the_guard_answers(source: str, target: str) -> None:
    found = doubts(source, target)
    assert all(doubt.message.strip() for doubt in found)
    assert not found or target.strip()


PAIRS = shipped("models") / "embedded" / "recipe" / "pairs"


def _rows(name: str) -> list[tuple[str, str]]:
    with (PAIRS / name).open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row[0], row[1]) for row in list(rows)[1:] if len(row) == 2]


def _samples() -> list[tuple[str, str]]:
    """The sentences of the shipped samples with their translations by a person."""
    pairs: list[tuple[str, str]] = []
    for name in ("summit", "village", "notice", "port"):
        texts = (
            (shipped("seeds") / f"{name}{end}").read_text("utf-8") for end in (".txt", ".en.txt")
        )
        paragraphs = [[line for line in text.splitlines() if line.strip()] for text in texts]
        if len(paragraphs[0]) != len(paragraphs[1]):
            continue
        for source, target in zip(*paragraphs, strict=True):
            both = chinese.sentences(source), english.sentences(target)
            if len(both[0]) == len(both[1]):
                pairs += zip(*both, strict=True)
    return pairs
