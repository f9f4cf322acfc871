"""The memory's indexes: what grew equals what is built anew, and nothing stays behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from workbench.core.memory import Unit
from workbench.memory import postings
from workbench.memory.grams import shape_of
from workbench.memory.word_grams import bulk_word_grams
from workbench.storage import health, memory, memory_index
from workbench.storage.database import Database
from workbench.storage.places import Place
from workbench.storage.unit_columns import UNITS, columns


@pytest.fixture
def session(place: Place) -> Iterator[Session]:
    with Database.open(place) as database, database.transaction() as opened:
        yield opened


def rows(session: Session) -> dict[tuple[int, int], bytes]:
    query = text("SELECT gram, block, slots FROM posting")
    return {(gram, block): slots for gram, block, slots in session.execute(query)}


def built_anew(session: Session) -> dict[tuple[int, int], bytes]:
    units = list(memory.everything(session))
    words = bulk_word_grams([unit.source for unit in units], [unit.target for unit in units])
    shapes = [shape_of(unit.source) for unit in units]
    found = postings.rows([unit.id for unit in units], shapes, words)
    return {(gram, block): slots for gram, block, slots in found}


def test_the_index_grows_as_if_built_at_once(session: Session) -> None:
    sources = ["港口很忙", "港口很闲", "很忙的港口", "港口港口港口", "5G港口"]
    numbers = memory.insert(session, [Unit(source, "x") for source in sources])
    numbers += memory.insert(session, [Unit(source, "y") for source in sources])
    assert rows(session) == built_anew(session)
    memory.put(session, numbers[2], None)
    assert rows(session) == built_anew(session)
    memory.put(session, numbers[3], {"source": "码头很新"})
    assert rows(session) == built_anew(session)
    memory.put(session, numbers[2], columns(Unit("很忙的港口", "back")))
    assert rows(session) == built_anew(session)
    assert health.unindexed(session) == 0


def test_an_emptied_memory_leaves_no_rows(session: Session) -> None:
    for number in memory.insert(session, [Unit("港口很忙", "x"), Unit("港口很闲", "y")]):
        memory.put(session, number, None)
    assert rows(session) == {}


def test_a_changed_note_leaves_the_indexes_alone(session: Session) -> None:
    number = memory.insert(session, [Unit("港口很忙", "x")])[0]
    before = rows(session)
    memory.put(session, number, {"note": "new"})
    assert rows(session) == before
    assert memory.several(session, [number])[0].note == "new"


def test_numbers_are_never_given_twice(session: Session) -> None:
    first = memory.insert(session, [Unit("港口", "x")])[0]
    memory.put(session, first, None)
    assert memory.insert(session, [Unit("码头", "y")])[0] > first
    assert memory.insert(session, []) == []


def test_units_that_hold_a_run_newest_first(session: Session) -> None:
    sources = ["港口货物吞吐量", "港口货物", "智慧港口的货物", "今年港口货物增长12.5%"]
    numbers = memory.insert(session, [Unit(source, "x") for source in sources])
    assert memory_index.holding(session, "港口货物", limit=9) == [
        numbers[3],
        numbers[1],
        numbers[0],
    ]
    assert memory_index.holding(session, "港口货物", limit=1) == [numbers[3]]
    assert memory_index.holding(session, "增长12", limit=9) == [numbers[3]]
    assert memory_index.holding(session, "港", limit=9) == []
    assert memory_index.holding(session, "码头货物", limit=9) == []


def test_many_units_go_and_come_back_at_once_whatever_their_numbers(session: Session) -> None:
    texts = [f"港口第{number}号码头{'很忙' * (number % 3)}" for number in range(60)]
    numbers = memory.insert(session, [Unit(text, f"quay {text}") for text in texts[:50]])
    memory.put(session, 70_000, columns(Unit(texts[50], "in the second block")))
    memory.put(session, 200_001, columns(Unit(texts[51], "in the fourth")))
    before = rows(session)
    gone = memory.several(session, [200_001, *numbers[40:10:-2], 70_000, numbers[0]])
    memory_index.take_away(session, gone)
    session.execute(UNITS.delete().where(UNITS.c.id.in_([unit.id for unit in gone])))
    assert rows(session) == built_anew(session)
    session.execute(UNITS.insert(), [columns(unit) for unit in gone])
    memory_index.add_again(session, gone)
    assert rows(session) == before


class UndoneError(Exception):
    """Raised to leave a database as it was."""


def near(session: Session) -> set[int]:
    return {each.number for each in memory_index.nearest(session, "港口去年很忙", 70)}


def test_what_look_up_keeps_is_of_the_state_that_it_sees(place: Place) -> None:
    # Enough units that lengths are asked for, and shorter ones that would be ruled out.
    units = [Unit(f"{number}号港口去年很忙", f"quay {number}") for number in range(200)]
    more = Unit("港口去年忙", "busy")
    with Database.open(place) as database, Database.open(place) as other:
        with database.transaction() as session:
            known = set(memory.insert(session, units))
            assert near(session) == known
        with database.reading() as session:
            assert near(session) == known
            with other.transaction() as elsewhere:
                (theirs,) = memory.insert(elsewhere, [more])
            assert near(session) == known
        with database.reading() as session:
            assert near(session) == {*known, theirs}
        with suppress(UndoneError), database.transaction() as session:
            (undone,) = memory.insert(session, [more])
            assert near(session) == {*known, theirs, undone}
            raise UndoneError
        with database.reading() as session:
            assert near(session) == {*known, theirs}
        with database.transaction() as session:
            memory.put(session, theirs, None)
            (ours,) = memory.insert(session, [more])
        with database.reading() as session:
            assert near(session) == {*known, ours}
