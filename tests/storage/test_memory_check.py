"""The index against the units: every kind of difference is seen, and a rebuild mends all."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from workbench.core.memory import Unit
from workbench.memory.postings import BLOCK
from workbench.storage import memory, memory_check, memory_index, settings
from workbench.storage.database import Database
from workbench.storage.places import Place

SOURCES = ("港口很忙", "港口港口港口", "5G港口，", "。", "Ａ座", "髮型")


@pytest.fixture
def session(place: Place) -> Iterator[Session]:
    with Database.open(place) as database, database.transaction() as opened:
        yield opened


def fill(session: Session) -> list[int]:
    numbers = memory.insert(session, [Unit(source, "A new port") for source in SOURCES])
    session.execute(
        text(
            "INSERT INTO unit (id, source, target, source_key, origin, document, domain, note,"
            ' "before", "after", created_by, changed_by)'
            " VALUES (:id, :source, 'wharf', 1, 'human', '', '', '', '', '', '', '')"
        ),
        {"id": BLOCK + 7, "source": "码头，很新"},
    )
    return [*numbers, BLOCK + 7]


def parts(session: Session) -> list[str]:
    return sorted({found.part for found in memory_check.differences(session)})


def test_what_grew_is_what_is_built_anew(session: Session) -> None:
    numbers = memory.insert(session, [Unit(source, "A new port") for source in SOURCES])
    memory.put(session, numbers[1], None)
    memory.put(session, numbers[0], {"target": "The port is busy"})
    assert list(memory_check.differences(session)) == []


def test_a_rebuild_mends_keys_and_index(session: Session) -> None:
    numbers = fill(session)
    found = list(memory_check.differences(session))
    assert {each.part for each in found} >= {"keys", "shapes", "grams"}
    assert all(each.first <= numbers[-1] <= each.last for each in found)
    told: list[tuple[int, int]] = []
    assert memory_check.rebuild(session, lambda done, total: told.append((done, total))) == 7
    assert list(memory_check.differences(session)) == []
    assert told == [(BLOCK - 1, numbers[-1]), (numbers[-1], numbers[-1])]
    assert memory.exact(session, "码头,很新")[0].id == numbers[-1]
    assert [near.number for near in memory_index.nearest(session, "码头很新", 70)] == [numbers[-1]]
    assert memory_check.version(session) == memory_check.VERSION


@pytest.mark.parametrize(
    ("damage", "part"),
    [
        ("DELETE FROM posting WHERE gram = (SELECT min(gram) FROM posting)", "grams"),
        ("INSERT INTO posting SELECT 7, 9, slots FROM posting LIMIT 1", "grams"),
        ("UPDATE shape SET text = 'x' WHERE id = (SELECT min(id) FROM shape)", "shapes"),
        ("INSERT INTO shape VALUES (70000, 'x')", "shapes"),
        ("DELETE FROM shapelengths", "lengths"),
        ("UPDATE unit SET source_key = 5 WHERE id = (SELECT min(id) FROM unit)", "keys"),
    ],
)
def test_every_damage_is_seen_and_mended(session: Session, damage: str, part: str) -> None:
    fill(session)
    memory_check.rebuild(session)
    session.execute(text(damage))
    assert parts(session) == [part]
    memory_check.rebuild(session)
    assert parts(session) == []


def test_an_empty_memory_is_in_order(session: Session) -> None:
    assert parts(session) == []
    assert memory_check.rebuild(session) == 0


def lost(session: Session) -> None:
    session.execute(text("DELETE FROM posting"))
    settings.put(session, "memory_index", str(memory_check.VERSION - 1))


def kept(session: Session) -> None:
    settings.put(session, "memory_index", str(memory_check.VERSION + 1))


@pytest.mark.parametrize(
    ("before", "notice", "matches"), [(lost, "built anew for 6 units", 1), (kept, "newer", 1)]
)
def test_opening_indexes_what_an_older_version_did(
    place: Place, before: Callable[[Session], None], notice: str, matches: int
) -> None:
    from workbench.services import memory as service
    from workbench.services.workspace import Workspace

    with Workspace.open(place) as ws:
        assert ws.notices == ()
        with ws.database.transaction() as session:
            memory.insert(session, [Unit(source, "A new port") for source in SOURCES])
            before(session)
    with Workspace.open(place) as ws:
        assert len(ws.notices) == 1
        assert notice in ws.notices[0]
        assert len(service.matches(ws, "港口很闲")) == matches
    with Workspace.open(place) as ws:
        assert ws.notices == (() if before is lost else ws.notices)
