"""Units that come in numbers: each once, in its memory, indexed as if they had come one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from workbench.core.memory import Unit
from workbench.core.unit_history import UnitChangeKind
from workbench.storage import memory, memory_check, memory_intake, unit_history
from workbench.storage.database import Database
from workbench.storage.memory_intake import Stored
from workbench.storage.places import Place

MAY = datetime(2026, 5, 3, tzinfo=UTC)
CONTEXTS = st.sampled_from([("", ""), ("甲。", "乙。"), ("", "乙。")])
UNITS = st.lists(
    st.builds(
        lambda source, target, context, memory, at: Unit(
            source, target, before=context[0], after=context[1], memory=memory, changed_at=at
        ),
        st.sampled_from(["港口很忙", "港口很忙。", "第3条", "5G网络", "。"]),
        st.sampled_from(["The port is busy", "Busy", "5G"]),
        CONTEXTS,
        st.sampled_from([1, 2]),
        st.sampled_from([None, MAY, MAY.replace(year=2027)]),
    ),
    max_size=12,
)


@pytest.fixture
def session(place: Place) -> Iterator[Session]:
    with Database.open(place) as database, database.transaction() as opened:
        yield opened


def everything(session: Session) -> list[Unit]:
    return [replace(unit, id=0) for unit in memory.everything(session)]


@settings(max_examples=30)
@given(UNITS, UNITS)
def test_many_at_once_are_what_they_are_one_by_one(first: list[Unit], then: list[Unit]) -> None:
    with TemporaryDirectory() as folder:
        ways: list[list[Unit]] = []
        for step in (1, 100):
            with (
                Database.open(Path(folder) / f"{step}.db") as database,
                database.transaction() as session,
            ):
                for units in (first, then):
                    for start in range(0, len(units), step):
                        memory_intake.merge(session, units[start : start + step])
                assert list(memory_check.differences(session)) == []
                ways.append(everything(session))
                again = memory_intake.merge(session, [*first, *then])
                assert again.added == 0
        assert sorted(map(repr, ways[0])) == sorted(map(repr, ways[1]))


def test_what_an_import_changes_keeps_its_past(session: Session) -> None:
    old = Unit("港口", "port", note="old", changed_at=MAY)
    assert memory_intake.merge(session, [old, old]) == Stored(added=1, unchanged=1)
    young = replace(old, note="new", changed_at=MAY.replace(year=2027), changed_by="AB")
    assert memory_intake.merge(session, [young]) == Stored(updated=1)
    (unit,) = memory.everything(session)
    (change,) = unit_history.of_unit(session, unit.id)
    assert (change.kind, change.by) == (UnitChangeKind.IMPORTED, "AB")
    assert unit.note == "new"


def test_units_go_into_the_memory_that_is_named(session: Session) -> None:
    units = [Unit("港口", "port"), Unit("码头", "wharf", memory=3)]
    assert memory_intake.merge(session, units, into=2) == Stored(added=2)
    assert [unit.memory for unit in memory.everything(session)] == [2, 2]
    assert memory_intake.merge(session, units) == Stored(added=2)
    assert memory_intake.merge(session, units, into=2) == Stored(unchanged=2)
