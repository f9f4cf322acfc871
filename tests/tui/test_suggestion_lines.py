"""Suggestions as lines: labels whole, reasons named, known parts under them."""

from __future__ import annotations

import pytest

from workbench.core.draft import Draft, Suggestion
from workbench.core.fragment import Fragment, FragmentKind, Rendering
from workbench.core.memory import DiffOp, DiffRun, Match, MatchKind, Unit
from workbench.core.status import Origin
from workbench.tui.panel_lines import PanelLine
from workbench.tui.rows import line_text, line_width
from workbench.tui.suggestion_lines import rendering_of, suggestion_lines

NAMES = {1: "default", 2: "agency"}


def texts(lines: list[PanelLine]) -> list[str]:
    return [line_text(line.line).rstrip() for line in lines]


def match(*, penalties: tuple[tuple[str, int], ...] = (), **facts: bool) -> Match:
    runs = (DiffRun(DiffOp.REMOVED, "3"), DiffRun(DiffOp.ADDED, "5"), DiffRun(DiffOp.SAME, "港"))
    unit = Unit("3港", "3 ports", memory=2)
    return Match(unit, MatchKind.FUZZY, 91, runs, penalties=penalties, **facts)


def of(found: Match, *, repair: str = "") -> Suggestion:
    return Suggestion("3 ports", Origin.TM, "91 % memory", found, repair=repair)


def test_a_long_label_takes_another_line() -> None:
    label = "95 % memory, repaired by embedded model · int8 · port.txt · LW · 3 May"
    draft = Draft("Three ports.", confidence=0.89)
    lines = texts(suggestion_lines([Suggestion("Three ports.", Origin.TM, label, draft=draft)], 39))
    assert lines == [
        "1  95 % memory, repaired by embedded",
        "   model · int8 · port.txt · LW · 3 May",
        "   confidence .89",
        "   Three ports.",
    ]


@pytest.mark.parametrize("cells", range(20, 60))
def test_nothing_is_cut_and_nothing_is_too_wide(cells: int) -> None:
    found = of(match(penalties=(("machine", 3), ("other domain", 1)), numbers_differ=True))
    lines = suggestion_lines([found], cells, names=NAMES, fragments=[run(), clause()])
    assert max(line_width(line.line) for line in lines) <= cells
    assert "…" not in "".join(texts(lines))


def test_what_a_match_lost_is_told_with_its_memory() -> None:
    lines = texts(
        suggestion_lines([of(match(penalties=(("machine", 3), ("agency", 5))))], 50, names=NAMES)
    )
    assert lines[1] == "   agency · −3 machine · −5 agency"
    assert texts(suggestion_lines([of(match())], 50))[1] == "   3 ports"


def test_differences_of_meaning_are_told() -> None:
    lines = texts(suggestion_lines([of(match(numbers_differ=True, negation_differs=True))], 50))
    assert lines[-2:] == ["   ! numbers differ", "   ! only one of the two negates"]
    repaired = of(match(numbers_differ=True), repair="repaired")
    assert "differ" not in texts(suggestion_lines([repaired], 50))[-1]


def test_what_stands_in_the_target_is_not_spelt_out() -> None:
    drafted = Suggestion("Three ports.", Origin.MT, "embedded model", draft=Draft("Three ports."))
    shown = texts(suggestion_lines([drafted, of(match())], 40, current="Three ports."))
    assert shown[:3] == ["1  embedded model", "   as it stands in the target", "2  91 % memory"]
    repaired = Suggestion("Three ports.", Origin.TM, "91 %", match(), changed=((0, 5),))
    assert texts(suggestion_lines([repaired], 40, current="Three ports."))[1] == "   Three ports."


def rendering(text: str) -> Rendering:
    return Rendering(text, 4, 5, 0.7, Unit("智慧港口", f"The {text}."), (4, 4 + len(text)))


def run() -> Fragment:
    found = (rendering("smart port"), rendering("intelligent port"))
    return Fragment(2, 6, "智慧港口", FragmentKind.RUN, renderings=found, units=5)


def clause() -> Fragment:
    return Fragment(0, 2, "第5港", FragmentKind.CLAUSE, percent=91, matches=(match(),))


def test_parts_follow_with_the_numbers_that_are_next() -> None:
    lines = suggestion_lines([of(match())], 50, fragments=[run(), clause()])
    shown = texts(lines)
    start = shown.index("Parts of it in the memory")
    assert shown[start + 1 :] == [
        "2  智慧港口  in 4 of 5",
        "   smart port / intelligent port",
        "3  第5港  91 %",
        "   3 ports",
    ]
    assert lines[start].entry is None
    assert [line.entry for line in lines[start + 1 :]] == [1, 1, 2, 2]


def test_a_part_is_rendered_by_the_likeliest_words() -> None:
    assert rendering_of(run()) == "smart port"
    assert rendering_of(clause()) == "3 ports"
    assert rendering_of(Fragment(0, 2, "港口", FragmentKind.RUN, units=1)) == ""
    alone = Fragment(0, 2, "港口", FragmentKind.RUN, units=1)
    assert texts(suggestion_lines([], 40, fragments=[alone]))[1] == "1  港口  in 1 unit"
