"""Units of one source: what is a duplicate, what a contradiction, and what a merger comes to."""

from __future__ import annotations

from datetime import UTC, datetime

from workbench.core.memory import Unit
from workbench.core.status import Origin
from workbench.memory.contradictions import duplicates, groups, merged, targets

MAY = datetime(2026, 5, 3, tzinfo=UTC)
JUNE = datetime(2026, 6, 3, tzinfo=UTC)


def test_sources_that_are_the_same_to_the_memory_are_a_group() -> None:
    units = [Unit("ＡＢＣ貿易。", "a"), Unit("港口", "b"), Unit("abc贸易。", "c")]
    assert [[u.target for u in group] for group in groups(units)] == [["a", "c"], ["b"]]


def test_targets_that_differ_in_case_and_width_are_one() -> None:
    group = [
        Unit("港口", "Port", changed_at=MAY),
        Unit("港口", "harbour"),
        Unit("港口", "ｐort", changed_at=JUNE),
        Unit("港口", "(port.)"),
        Unit("港口", "--"),
        Unit("港口", "…"),
    ]
    assert [u.target for u in targets(group)] == ["ｐort", "harbour", "--", "…"]


def test_duplicates_are_of_one_memory_pair_and_context() -> None:
    one = Unit("港口", "port", id=1)
    placed = Unit("港口", "port", before="甲。", id=2)
    elsewhere = Unit("港口", "port", before="乙。", id=3)
    foreign = Unit("港口", "port", memory=2, id=4)
    other = Unit("港口", "harbour", id=5)
    again = Unit("港口", "PORT", before="甲。", id=6)
    assert duplicates([placed, elsewhere, foreign, other]) == []
    assert duplicates([one, foreign, one]) == [[one, one]]
    assert duplicates([placed, elsewhere, one, again, other]) == [[one, placed, again]]


def test_a_merger_keeps_what_each_knows() -> None:
    old = Unit(
        "港口",
        "port",
        Origin.MT,
        document="a",
        created_at=MAY,
        created_by="AB",
        changed_at=MAY,
        id=7,
        properties=(("x", "1"),),
    )
    young = Unit(
        "港口",
        "port",
        Origin.MT,
        domain="law",
        before="甲。",
        created_at=JUNE,
        changed_at=JUNE,
        changed_by="CD",
        id=5,
        properties=(("x", "1"), ("y", "2")),
    )
    told = merged([old, young])
    assert (told.id, told.created_at, told.created_by, told.document) == (5, MAY, "AB", "a")
    assert (told.changed_at, told.changed_by, told.domain, told.before) == (
        JUNE,
        "CD",
        "law",
        "甲。",
    )
    assert told.properties == (("x", "1"), ("y", "2"))
