"""Lines of runs: highlights, panels, provenance, help for the footer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.draft import Suggestion
from workbench.core.issue import Issue, Severity
from workbench.core.memory import DiffOp, DiffRun, Match, MatchKind, Unit
from workbench.core.status import Origin
from workbench.core.term import Compliance, Term, TermHit, TermStatus, TermTarget, TermUse
from workbench.text.widths import wrap
from workbench.tui.desk.lookups import target_marks
from workbench.tui.keys import EDITOR
from workbench.tui.panel_lines import (
    PanelLine,
    issue_lines,
    term_lines,
    unique_terms,
)
from workbench.tui.prose import one_line, spaced
from workbench.tui.rows import Span, line_text, line_width, row_runs, wrapped
from workbench.tui.suggestion_lines import suggestion_lines
from workbench.tui.widgets.key_bar import fitting


def texts(lines: list[PanelLine]) -> list[str]:
    return [line_text(line.line).rstrip() for line in lines]


def use(source: str, target: str, compliance: Compliance, found: str = "") -> TermUse:
    term = Term(source, (TermTarget(target), TermTarget("bad words", TermStatus.FORBIDDEN)))
    return TermUse(TermHit(0, len(source), term), compliance, found)


@given(st.text(alphabet="港口ab ，。", min_size=1, max_size=40), st.data())
def test_highlights_land_on_their_characters(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    shown = ""
    for row in wrap(text, 8):
        runs = row_runs(text, row, [Span(start, end, "term")])
        assert "".join(run.text for run in runs) == text[row.start : row.end]
        shown += "".join(run.text for run in runs if run.style == "term")
    assert shown.replace(" ", "") == text[start:end].replace(" ", "")


def test_overlapping_highlights_add_up() -> None:
    (row,) = wrap("港口码头", 20)
    runs = row_runs("港口码头", row, [Span(0, 3, "a"), Span(2, 4, "b")], "base")
    assert [(r.text, r.style) for r in runs] == [
        ("港口", "base a"),
        ("码", "base a b"),
        ("头", "base b"),
    ]


def test_a_fuzzy_suggestion_shows_what_differs() -> None:
    match = Match(
        Unit("双方同意扩大贸易", "Expand trade."),
        MatchKind.FUZZY,
        80,
        (
            DiffRun(DiffOp.SAME, "双方同意"),
            DiffRun(DiffOp.REMOVED, "扩大贸易"),
            DiffRun(DiffOp.ADDED, "深化合作"),
        ),
        numbers_differ=True,
    )
    found = Suggestion("Expand trade.", Origin.TM, "80 % memory · port.txt · LW", match)
    lines = suggestion_lines([found], 50)
    assert texts(lines) == [
        "1  80 % memory · port.txt · LW",
        "   Expand trade.",
        "   双方同意扩大贸易深化合作",
        "   ! numbers differ",
    ]
    assert [(r.text, r.style) for r in lines[2].line[1:]] == [
        ("双方同意", "dim"),
        ("扩大贸易", "removed"),
        ("深化合作", "added"),
    ]
    assert {line.entry for line in lines} == {0}


def test_a_repaired_suggestion_marks_what_is_new() -> None:
    runs = (DiffRun(DiffOp.REMOVED, "26"), DiffRun(DiffOp.ADDED, "34"), DiffRun(DiffOp.SAME, "箱"))
    match = Match(Unit("26箱", "26 boxes"), MatchKind.FUZZY, 95, runs, numbers_differ=True)
    label = "95 % memory, repaired"
    found = Suggestion("34 boxes", Origin.TM, label, match, changed=((0, 2),), repair="repaired")
    lines = suggestion_lines([found], 50)
    assert texts(lines) == ["1  95 % memory, repaired", "   34 boxes", "   2634箱"]
    assert [(r.text, r.style) for r in lines[1].line[1:]] == [("34", "added"), (" boxes", "")]


def test_an_exact_suggestion_shows_no_difference() -> None:
    match = Match(Unit("一", "One"), MatchKind.EXACT, 100, (DiffRun(DiffOp.SAME, "一"),))
    assert len(suggestion_lines([Suggestion("One", Origin.TM, "100 % memory", match)], 40)) == 2


def test_terms_say_what_became_of_them() -> None:
    uses = [
        use("海关", "customs", Compliance.PREFERRED, "customs"),
        use("贸易", "trade", Compliance.MISSING),
        use("港口", "port", Compliance.FORBIDDEN, "bad words"),
    ]
    lines = texts(term_lines(uses, 40))
    assert lines[0].startswith("a 海关 customs")
    assert lines[0].endswith("✓")
    assert lines[1].startswith("c 贸易 trade")
    assert lines[1].endswith("– missing")
    assert lines[2].endswith("✗ forbidden")
    assert lines[3] == "  not “bad words”"


@pytest.mark.parametrize("cells", range(16, 60))
def test_panel_lines_fit(cells: int) -> None:
    uses = [use("亚太自由贸易区建设", "Free Trade Area of the Asia-Pacific", Compliance.MISSING)]
    issues = [Issue("x", Severity.WARNING, "“亚太” should be “Asia-Pacific”, as it stands there")]
    found = [Suggestion("A long translation of it " * 3, Origin.MT, "embedded model · int8")]
    for lines in (
        term_lines(uses, cells),
        issue_lines(issues, cells),
        suggestion_lines(found, cells),
    ):
        assert max(line_width(line.line) for line in lines) <= cells


def test_a_term_that_stands_twice_is_listed_once_at_its_worst() -> None:
    good = use("贸易", "trade", Compliance.PREFERRED, "trade")
    bad = use("贸易", "trade", Compliance.MISSING)
    other = use("海关", "customs", Compliance.PREFERRED)
    assert unique_terms([good, other, bad]) == (bad, other)


def test_issues_come_worst_first_and_once() -> None:
    issues = [
        Issue("a", Severity.NOTE, "a note"),
        Issue("b", Severity.ERROR, "an error"),
        Issue("b", Severity.ERROR, "an error"),
    ]
    assert texts(issue_lines(issues, 40)) == ["✗ an error (2 times)", "· a note"]


def test_an_issue_of_the_whole_text_underlines_nothing() -> None:
    whole = Issue("a", Severity.WARNING, "short", start=0, end=20)
    word = Issue("b", Severity.ERROR, "bad", start=3, end=7)
    note = Issue("c", Severity.NOTE, "note", start=3, end=7)
    assert target_marks([whole, word, note], 20) == [Span(3, 7, "error")]


@pytest.mark.parametrize(
    ("before", "words", "after", "expected"),
    [
        ("", "port", "", "port"),
        ("a", "port", "", " port"),
        ("a ", "port", "is", "port "),
        ("(", "port", ")", "port"),
        ("the", "port", ", which", " port"),
        ("the", "port", " is", " port"),
    ],
)
def test_words_are_put_in_with_spaces(before: str, words: str, after: str, expected: str) -> None:
    assert spaced(before, words, after) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", "a"),
        (" ", " "),
        ("a\nb", "a b"),
        ("a \r\n\n b\n", "a b"),
        ("\n", ""),
        ("a\tb", "a b"),
        (" a\nb ", " a b "),
        ("\ta", " a"),
        ("\u3000", " "),
        ("\x00", ""),
    ],
)
def test_a_target_is_one_line(text: str, expected: str) -> None:
    assert one_line(text) == expected


@given(st.text(max_size=60))
def test_whatever_is_pasted_becomes_one_printable_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


@pytest.mark.parametrize(
    ("cells", "names"),
    [(20, {"editor.help", "editor.quit"}), (45, {"editor.confirm"}), (60, {"editor.palette"})],
)
def test_the_footer_keeps_what_matters_most(cells: int, names: set[str]) -> None:
    assert names <= {b.id for b in fitting(EDITOR, cells)}
    assert len(fitting(EDITOR, 300)) > len(fitting(EDITOR, 80)) > 3


def test_wrapped_lines_are_indented() -> None:
    assert [line_text(line) for line in wrapped("港口码头", 6, indent=2)] == ["  港口", "  码头"]
