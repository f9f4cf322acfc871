"""What a unit loses, and that nothing penalised is taken without a look."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from workbench.core.memory import Match, MatchKind, Memory, Unit
from workbench.core.status import Origin, Status
from workbench.memory.penalties import DEFAULT, Penalties, Place
from workbench.memory.ranking import rank

SOURCE = "双方同意扩大贸易规模。"
NOW = datetime(2026, 5, 1, tzinfo=UTC)
PLACE = Place("talks.txt", "trade", NOW, (Memory(1, "own"), Memory(2, "agency", penalty=4)))
PLAIN = Unit(
    SOURCE,
    "Trade.",
    document="talks.txt",
    domain="Trade",
    changed_at=datetime(2025, 1, 1, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("unit", "reasons"),
    [
        (PLAIN, ()),
        (replace(PLAIN, origin=Origin.MT), (("machine", 3),)),
        (replace(PLAIN, origin=Origin.ALIGNMENT), (("aligned", 1),)),
        (replace(PLAIN, status=Status.DRAFT), (("draft", 5),)),
        (replace(PLAIN, domain="law"), (("other domain", 1),)),
        (replace(PLAIN, domain=""), ()),
        (replace(PLAIN, document="old.tmx"), (("other document", 2),)),
        (replace(PLAIN, changed_at=datetime(2016, 4, 30, tzinfo=UTC)), (("old", 1),)),
        (replace(PLAIN, changed_at=datetime(2016, 5, 2, tzinfo=UTC)), ()),
        (replace(PLAIN, changed_at=None), ()),
        (replace(PLAIN, source="雙方同意擴大貿易規模。"), (("other script", 1),)),
        (replace(PLAIN, memory=2), (("agency", 4),)),
        (replace(PLAIN, origin=Origin.MT, memory=2), (("machine", 3), ("agency", 4))),
    ],
)
def test_each_reason_takes_something(unit: Unit, reasons: tuple[tuple[str, int], ...]) -> None:
    figures = Penalties(document=2)
    assert figures.reasons(unit, SOURCE, PLACE) == reasons


def test_a_figure_of_nothing_switches_a_reason_off() -> None:
    off = Penalties(machine=0, script=0, age=0, draft=0)
    unit = replace(
        PLAIN,
        source="雙方同意擴大貿易規模。",
        origin=Origin.MT,
        status=Status.DRAFT,
        changed_at=None,
    )
    assert off.reasons(unit, SOURCE, PLACE) == ()


def best(unit: Unit, figures: Penalties = DEFAULT, *, before: str = "") -> Match:
    (match,) = rank(SOURCE, [unit], before=before, penalties=figures, place=PLACE)
    return match


def test_a_penalised_match_is_never_exact() -> None:
    aligned = replace(PLAIN, origin=Origin.ALIGNMENT, before="标题")
    found = best(aligned, before="标题")
    assert (found.percent, found.kind) == (99, MatchKind.FUZZY)  # not 101 − 1
    assert found.penalties == (("aligned", 1),)
    assert best(replace(PLAIN, before="标题"), before="标题").percent == 101


def test_near_scripts_count_only_where_the_characters_tell() -> None:
    (match,) = rank("山上有人。", [Unit("山上有人", "x")], place=PLACE)
    assert match.penalties == ()


def test_a_memory_of_higher_priority_comes_first_among_equals() -> None:
    place = Place(memories=(Memory(1, "own"), Memory(2, "client", priority=5)))
    units = [
        Unit(SOURCE, "own", id=2, changed_at=NOW),
        Unit(SOURCE, "client", id=1, memory=2),
        Unit(SOURCE[:-1], "near", id=3, memory=2),
    ]
    found = rank(SOURCE, units, place=place)
    assert [match.unit.target for match in found] == ["client", "own", "near"]
