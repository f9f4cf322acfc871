"""What both databases do alike, whichever way they say it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select

from workbench.storage import dialect, rows, tables
from workbench.storage.database import Database, Transaction
from workbench.storage.places import Place

POSTINGS = tables.table(tables.Posting)
MEMORIES = tables.table(tables.Memory)
SETTINGS = tables.table(tables.Setting)
FAR = 2**40
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
NAMES = ("id", "name", "note", "read_only", "priority", "penalty", "created_at", "created_by")


@pytest.fixture
def session(place: Place) -> Iterator[Transaction]:
    """A transaction in a file, and in a server's database."""
    with Database.open(place) as database, database.transaction() as opened:
        yield opened


def postings(session: Transaction) -> list[tuple[object, ...]]:
    return dialect.fetch(session, "SELECT gram, block, slots FROM posting ORDER BY gram, block")


def memory(number: int, name: str, *, read_only: bool = False) -> tuple[object, ...]:
    return number, name, "", read_only, 0, 0, NOW, "LW"


def stored(session: Transaction, given: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    time = dialect.stored_time(session)
    return [(*row[:3], int(bool(row[3])), *row[4:6], time(NOW), *row[7:]) for row in given]


def test_bytes_are_put_behind_those_that_are_there(session: Transaction) -> None:
    dialect.append_bytes(session, POSTINGS, [(7, 0, b"ab"), (FAR, 1, b"\0\\")])
    dialect.append_bytes(session, POSTINGS, [(7, 0, b"c"), (7, 1, b"")])
    dialect.append_bytes(session, POSTINGS, [])
    assert postings(session) == [(7, 0, b"abc"), (7, 1, b""), (FAR, 1, b"\0\\")]


def test_rows_are_put_instead_of_those_that_are_there(session: Transaction) -> None:
    dialect.put_rows(session, POSTINGS, [(7, 0, b"ab"), (8, 0, b"c")])
    dialect.put_rows(session, POSTINGS, [(7, 0, b"x")])
    assert postings(session) == [(7, 0, b"x"), (8, 0, b"c")]


def test_many_more_rows_than_a_statement_has_parameters(session: Transaction) -> None:
    dialect.append_bytes(session, POSTINGS, [(gram, 0, b"a") for gram in range(70_000)])
    assert dialect.fetch(session, "SELECT count(*) FROM posting") == [(70_000,)]


def test_parameters_are_values_or_lists_of_them(session: Transaction) -> None:
    dialect.put_rows(session, POSTINGS, [(gram, gram % 2, b"a") for gram in (1, 2, 3, FAR)])
    query = "SELECT gram FROM posting WHERE gram IN ? AND block = ? ORDER BY gram"
    assert dialect.fetch(session, query, [[1, 2, FAR, 99], 0]) == [(2,), (FAR,)]
    assert dialect.fetch(session, query, [[3], 1]) == [(3,)]
    assert dialect.fetch(session, query, [[], 1]) == []


def test_a_percent_sign_is_one(session: Transaction) -> None:
    session.execute(SETTINGS.insert(), [{"key": "a%b", "value": "1"}, {"key": "ab", "value": "2"}])
    query = "SELECT value FROM setting WHERE key LIKE '%\\%b' ESCAPE '\\' AND value <> ?"
    assert dialect.fetch(session, query, ["x"]) == [("1",)]


def test_a_statement_runs_for_each_row(session: Transaction) -> None:
    dialect.put_rows(session, POSTINGS, [(gram, 0, b"a") for gram in range(4)])
    dialect.run(session, "DELETE FROM posting WHERE gram = ? AND block = ?", [(1, 0), (3, 0)])
    assert [gram for gram, *_ in postings(session)] == [0, 2]


def test_many_rows_go_in_as_sqlalchemy_would_put_them(session: Transaction) -> None:
    odd = "名\t\\N'\"\n%s"
    given = [memory(8, odd, read_only=True), memory(9, "plain")]
    dialect.add_rows(session, MEMORIES, NAMES, iter(stored(session, given)))
    found = session.execute(select(*(MEMORIES.c[name] for name in NAMES)).where(MEMORIES.c.id > 1))
    assert sorted(map(tuple, found)) == given


@pytest.mark.parametrize(
    "when",
    [
        NOW,
        datetime(987, 12, 31, 23, 59, 59, 7, tzinfo=UTC),
        datetime(2026, 3, 1, 2, tzinfo=timezone(timedelta(hours=8))),
    ],
    ids=str,
)
def test_times_are_stored_as_sqlalchemy_would(session: Transaction, when: datetime) -> None:
    time = dialect.stored_time(session)
    theirs, ours = ((number, str(number), "", 0, 0, 0, when, "LW") for number in (8, 9))
    rows.insert(session, MEMORIES, dict(zip(NAMES, (*theirs[:3], False, *theirs[4:]), strict=True)))
    dialect.add_rows(session, MEMORIES, NAMES, [(*ours[:6], time(when), "LW")])
    query = "SELECT CAST(created_at AS text) FROM memory WHERE id > ? ORDER BY id"
    (first,), (second,) = dialect.fetch(session, query, [7])
    assert first == second
    assert time(None) is None


def test_a_time_without_a_zone_is_refused(session: Transaction) -> None:
    with pytest.raises(ValueError, match="without a zone"):
        dialect.stored_time(session)(NOW.replace(tzinfo=None))


def test_an_id_that_was_had_is_never_had_again(session: Transaction) -> None:
    assert dialect.highest_ever(session, MEMORIES) == 1  # the user's own
    first = dialect.reserve(session, MEMORIES, 3)
    taken = [memory(first + place, str(place)) for place in range(3)]
    dialect.add_rows(session, MEMORIES, NAMES, stored(session, taken))
    for number, *_ in taken:
        rows.delete(session, MEMORIES, int(str(number)))
    assert dialect.highest_ever(session, MEMORIES) == first + 2
    assert dialect.reserve(session, MEMORIES, 1) == first + 3


def test_a_table_that_was_never_written_has_no_highest_id(session: Transaction) -> None:
    documents = tables.table(tables.Document)
    assert dialect.highest_ever(session, documents) == 0
    assert dialect.reserve(session, documents, 0) == 1


def test_insert_knows_conflicts(session: Transaction) -> None:
    for value in ("1", "2"):
        query = dialect.insert(session, SETTINGS).values(key="a", value=value)
        session.execute(query.on_conflict_do_nothing())
    assert dialect.fetch(session, "SELECT value FROM setting WHERE key = 'a'") == [("1",)]


def test_texts_are_ordered_by_code_points(session: Transaction) -> None:
    keys = ["中", "a", "Z", "é", "一", "b", "𠀀", "＃"]
    session.execute(SETTINGS.insert(), [{"key": f":{key}", "value": ""} for key in keys])
    wanted = SETTINGS.c.key.startswith(":")
    query = select(SETTINGS.c.key).where(wanted)
    ordered = query.order_by(dialect.by_code_point(session, SETTINGS.c.key))
    assert [key[1:] for key in session.execute(ordered).scalars()] == sorted(keys)
