"""A filter says the same of a unit in hand and of a row in the database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.core.memory import Unit
from workbench.core.status import Origin, Status
from workbench.core.unit_filter import ALL, Filter
from workbench.storage import memory, unit_filter
from workbench.storage.database import Database
from workbench.storage.places import Place

MAY = datetime(2026, 5, 3, 12, tzinfo=UTC)
DAYS = [None, *(MAY + timedelta(days=day) for day in range(3))]
NAMES = ["", "one", "two", "三"]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    opened = Database.open(tmp_path_factory.mktemp("filter") / "units.db")
    with opened.transaction() as session:
        memory.insert(session, list(everything()))
    yield opened
    opened.close()


def everything() -> Iterator[Unit]:
    """Units of all kinds: each value of each field, and times in all combinations."""
    for number, (created, changed) in enumerate(product(DAYS, DAYS)):
        yield Unit(
            f"第{number}句",
            f"Sentence {number}",
            origin=list(Origin)[number % len(Origin)],
            document=NAMES[number % 3],
            domain=NAMES[number % 4],
            created_at=created,
            created_by=NAMES[number % 4],
            changed_at=changed,
            changed_by=NAMES[number % 3],
            memory=1 + number % 2,
            status=list(Status)[1 + number % 3],
        )


def some(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2).map(tuple)


TIMES = st.none() | st.sampled_from(DAYS)
FILTERS = st.builds(
    Filter,
    documents=some([*NAMES, "nowhere"]),
    memories=st.lists(st.integers(1, 3), max_size=2).map(tuple),
    origins=st.lists(st.sampled_from(Origin), max_size=2).map(tuple),
    domains=some(NAMES),
    persons=some(NAMES),
    statuses=st.lists(st.sampled_from(Status), max_size=2).map(tuple),
    since=TIMES,
    until=TIMES,
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FILTERS)
def test_rows_and_units_are_judged_alike(database: Database, where: Filter) -> None:
    with database.reading() as session:
        every = list(unit_filter.chosen(session, ALL))
        chosen = list(unit_filter.chosen(session, where))
        count = unit_filter.count(session, where)
    assert chosen == [unit for unit in every if where.takes(unit)]
    assert count == len(chosen)


def test_a_server_judges_alike(place: Place) -> None:
    wanted = [
        ALL,
        Filter(persons=("one",), since=MAY),
        Filter(until=MAY + timedelta(days=1), origins=(Origin.MT, Origin.HUMAN)),
        Filter(documents=("two", ""), statuses=(Status.REVIEWED,), memories=(1,)),
    ]
    with Database.open(place) as opened, opened.transaction() as session:
        memory.insert(session, list(everything()))
        every = list(unit_filter.chosen(session, ALL))
        for where in wanted:
            chosen = list(unit_filter.chosen(session, where))
            assert chosen == [unit for unit in every if where.takes(unit)] != []
            assert unit_filter.count(session, where) == len(chosen)


def test_the_empty_filter_takes_everything(database: Database) -> None:
    with database.reading() as session:
        assert unit_filter.count(session, ALL) == len(DAYS) ** 2
    assert all(map(ALL.takes, everything()))


@pytest.mark.parametrize(
    ("where", "unit"),
    [
        (Filter(documents=("one",)), Unit("", "", document="one")),
        (Filter(memories=(2,)), Unit("", "", memory=2)),
        (Filter(origins=(Origin.MT, Origin.TM)), Unit("", "", Origin.TM)),
        (Filter(domains=("law",)), Unit("", "", domain="law")),
        (Filter(statuses=(Status.DRAFT,)), Unit("", "", status=Status.DRAFT)),
        (Filter(persons=("LW",)), Unit("", "", created_by="LW", changed_by="MZ")),
        (Filter(persons=("MZ",)), Unit("", "", created_by="LW", changed_by="MZ")),
        (Filter(since=MAY), Unit("", "", changed_at=MAY)),
        (Filter(since=MAY), Unit("", "", created_at=MAY)),
        (Filter(until=MAY), Unit("", "", changed_at=MAY - timedelta(seconds=1))),
    ],
)
def test_each_field_of_a_filter_asks_for_something(where: Filter, unit: Unit) -> None:
    assert where.takes(unit)
    assert not where.takes(Unit("", ""))


def test_what_was_changed_late_was_not_changed_early() -> None:
    unit = Unit("", "", created_at=MAY, changed_at=MAY + timedelta(days=1))
    assert not Filter(until=MAY + timedelta(days=1)).takes(unit)
    assert Filter(since=MAY, until=MAY + timedelta(days=2)).takes(unit)
