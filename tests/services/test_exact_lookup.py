"""Look-up gives what ranking every unit of the memory gives: nothing better is ever missed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.core.memory import Unit
from workbench.core.status import Origin, Status
from workbench.memory.ranking import rank
from workbench.services import memory, penalties
from workbench.services.workspace import Workspace
from workbench.storage import memory as stored
from workbench.storage.database import Database

# Few characters, so that units lie close together, and whatever scoring looks at.
SOURCES = st.text(alphabet="港口货物很忙不，。？12三髮发A", min_size=1, max_size=12)
NEIGHBOURS = st.sampled_from(["", "好。", "谢谢。"])
UNITS = st.lists(
    st.builds(
        Unit,
        SOURCES,
        st.sampled_from(["One.", "Two.", "Three.", "Four.", "Five.", "Six.", "Seven."]),
        st.sampled_from(list(Origin)),
        before=NEIGHBOURS,
        after=NEIGHBOURS,
        status=st.sampled_from([Status.DRAFT, Status.CONFIRMED]),
    ),
    max_size=40,
)
QUERIES = st.lists(
    st.tuples(SOURCES, NEIGHBOURS, NEIGHBOURS, st.integers(51, 101), st.integers(0, 7)),
    min_size=1,
    max_size=8,
)


class UndoneError(Exception):
    """Raised to leave a database as it was."""


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with Database.open(tmp_path_factory.mktemp("memory") / "w.db") as opened:
        yield opened


@settings(max_examples=150)
@given(units=UNITS, queries=QUERIES, rng=st.randoms(use_true_random=False))
def test_matches_are_the_best_of_all_units(
    database: Database,
    units: list[Unit],
    queries: list[tuple[str, str, str, int, int]],
    rng: Random,
) -> None:
    with suppress(UndoneError), database.transaction() as session:
        stored.insert(session, units)
        everything = list(stored.everything(session))
        place = penalties.place(session)
        for source, before, after, threshold, limit in queries:
            wanted = rng.choice([source, *(unit.source for unit in units)])
            ask = partial(memory.lookup, session, wanted, threshold=threshold, limit=limit)
            best = partial(rank, wanted, everything, threshold=threshold, limit=limit, place=place)
            assert ask(before=before, after=after) == best(before=before, after=after)
        raise UndoneError


def test_many_that_differ_in_a_number_do_not_hide_the_one_that_does_not(tmp_path: Path) -> None:
    units = [Unit(f"第{n}条规定的期限为{n % 7}个月。", f"Article {n}.") for n in range(2000)]
    with Workspace.open(tmp_path / "w.db") as ws:
        with ws.database.transaction() as session:
            stored.insert(session, units)
        found = memory.matches(ws, "第1999条规定的期限为4个月。", limit=3)
        assert (found[0].percent, found[0].unit.target) == (100, "Article 1999.")
        assert [match.percent for match in found[1:]] == [95, 95]
