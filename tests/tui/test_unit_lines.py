"""Units as lines: nothing is wider than its place, what is edited stands where it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from workbench.core.memory import Found, Unit
from workbench.core.status import Origin, Status
from workbench.tui.concordance_lines import found_lines, whence, whole_lines
from workbench.tui.rows import Line, fit_parts, line_text, line_width
from workbench.tui.unit_lines import SOURCE, TARGET, column, detail_lines, unit_lines

NAMES = {1: "default", 2: "agency"}
AT = datetime(2026, 5, 3, 9, 30, tzinfo=UTC)
UNIT = Unit(
    "双方同意扩大贸易，深化海关合作，并将于明年举行第二轮会谈。" * 2,
    "The two sides agreed to expand trade and to deepen customs cooperation. " * 3,
    Origin.MT,
    document="port.txt",
    domain="trade",
    note="as agreed",
    before="会议开始了。",
    created_at=AT,
    created_by="LW",
    id=12,
    memory=2,
    status=Status.DRAFT,
)
FOUND = Found(UNIT, ((6, 8),), ((57, 64),))


def texts(lines: Sequence[Line]) -> list[str]:
    return [line_text(line).rstrip() for line in lines]


@pytest.mark.parametrize("cells", range(16, 130, 3))
def test_no_line_is_too_wide(cells: int) -> None:
    lines = (
        *unit_lines(FOUND, NAMES, True, None, cells),
        *unit_lines(FOUND, NAMES, False, {TARGET: "typed " * 40}, cells),
        *found_lines(FOUND, NAMES, ((4, 13),), cells),
        *whole_lines(FOUND, NAMES, (), (4, 13), cells),
        *detail_lines(UNIT, NAMES, cells),
    )
    assert max(line_width(line) for line in lines) <= cells


@pytest.mark.parametrize("cells", [30, 78, 118])
@pytest.mark.parametrize("side", [SOURCE, TARGET])
def test_what_is_edited_stands_where_it_is_drawn(cells: int, side: str) -> None:
    typed = {SOURCE: "港" * 40, TARGET: "x" * 90}
    at = column(side, FOUND, typed, cells)
    lines = unit_lines(FOUND, NAMES, False, typed, cells)
    row, x = lines[at.above], 0
    for run in row:
        if x >= at.x and run.text.strip():
            assert run.text.startswith(typed[side][0])
            break
        x += line_width((run,))
    assert at.x + at.cells + 1 <= cells


def test_what_is_not_selected_is_shown_in_short_around_the_words() -> None:
    short = texts(found_lines(FOUND, NAMES, (), 40))
    assert len(short) == 5
    assert "贸易" in "".join(short[:2])
    assert "customs" in "".join(short[2:4])
    assert len(whole_lines(FOUND, NAMES, (), None, 40)) > 8


def test_where_a_unit_comes_from_is_said_in_whole_parts() -> None:
    said = whence(UNIT, NAMES)
    assert said == "agency · port.txt · LW · 3 May 2026 · machine · draft"
    assert fit_parts(said, 40) == "agency · port.txt · LW · 3 May 2026"
    assert whence(UNIT, {}) == said.removeprefix("agency · ")


def test_all_that_is_known_is_told() -> None:
    told = " ".join(texts(detail_lines(UNIT, NAMES, 200)))
    assert told == (
        "unit 12 · agency · draft · a machine's words · from port.txt · about trade · "
        "made 3 May 2026 by LW note: as agreed between “会议开始了。” and “(the end)”"
    )
