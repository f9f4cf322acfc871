"""A database without doubts keeps its drafts, its segments and their history."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from workbench.core.doubt import Doubt, DoubtKind
from workbench.core.draft import Draft, EngineInfo
from workbench.core.status import Status
from workbench.services import documents, editing, history
from workbench.services.workspace import Workspace
from workbench.storage import drafts, segments
from workbench.storage.database import Database
from workbench.storage.driver import driver
from workbench.storage.schema import SHIPPED, Migrations

SECOND = Migrations(("0001", "0002"), SHIPPED.folders)
NOW = "2026-03-01 08:00:00.000000"
ENGINE = EngineInfo("old", "old · int8", "f1")
ROWS = f"""
INSERT INTO document (id, name, path, encoding, digest, warnings, imported_at, imported_by)
VALUES (7, 'old.txt', '/old.txt', 'utf-8', 'd', '[]', '{NOW}', 'LW');
INSERT INTO paragraph (id, document_id, position, start, kind, text, original, line, notes,
    codes, place, section)
VALUES (11, 7, 0, 0, 'body', '今年更忙。谢谢。', '', 1, '[]', '', 0, 0);
INSERT INTO segment (id, document_id, paragraph_id, rank, source, source_key, characters,
    target, status, origin, engine, locked, updated_by)
VALUES
(21, 7, 11, 0, '今年更忙。', 1, 4, 'Busier.', 'draft', 'human', '', 0, 'LW'),
(22, 7, 11, 1, '谢谢。', 2, 2, 'Thanks.', 'draft', 'mt', 'old · int8', 0, '');
INSERT INTO change (id, document_id, kind, state, segment_id, changed_at, changed_by)
VALUES (31, 7, 'typing', 'done', 21, '{NOW}', 'LW');
INSERT INTO revision (change_id, entity, entity_id, before, after)
VALUES (31, 'segment', 21,
    '{{"target":"This year.","origin":"mt"}}', '{{"target":"Busier.","origin":"human"}}');
INSERT INTO engine (id, name, fingerprint) VALUES (3, 'old', 'f1');
INSERT INTO draft (engine_id, source, text, score, warnings, made_at)
VALUES (3, '谢谢。', 'Thanks.', -0.5, '["The draft repeats itself."]', '{NOW}');
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A database as the second revision left it."""
    path = tmp_path / "w.db"
    Database.open(path, migrations=SECOND).close()
    raw = driver.connect(path)
    raw.executescript(ROWS)
    raw.commit()
    raw.close()
    return path


def test_drafts_come_along_and_obey_no_terms(old: Path) -> None:
    with Database.open(old) as database, database.reading() as session:
        known = drafts.known(session, ENGINE, ["谢谢。"])
        assert known == {"谢谢。": Draft("Thanks.", -0.5, ("The draft repeats itself.",))}
        assert drafts.known(session, ENGINE, ["谢谢。"], terms={"谢谢。": "a1"}) == {}


def test_segments_come_along_without_doubts(old: Path) -> None:
    with Workspace.open(old, user="LW") as ws:
        found = documents.load(ws, 7).segments
        assert [s.target for s in found] == ["Busier.", "Thanks."]
        assert {(s.confidence, s.doubts, s.weak) for s in found} == {(None, (), ())}
        assert found[1].is_machine_draft


def test_what_was_done_before_can_still_be_undone(old: Path) -> None:
    with Workspace.open(old, user="LW") as ws:
        assert history.undo(ws, 7) is not None
        assert documents.load(ws, 7).segments[0].target == "This year."


def test_the_copy_is_of_the_second_revision(old: Path) -> None:
    Database.open(old).close()
    (copy,) = old.parent.glob("w.backup-*-0002.db")
    with Database.open(copy, migrations=SECOND) as database, database.reading() as session:
        assert session.execute(text("SELECT count(*) FROM draft")).scalar_one() == 1


def test_typing_over_a_doubtful_draft_and_undoing_it_brings_its_doubts_back(old: Path) -> None:
    doubt = Doubt(DoubtKind.NUMBER, "120 is not in the draft.")
    with Workspace.open(old, user="LW") as ws:
        with ws.database.transaction() as session:
            plain = segments.get(session, 22)
            doubtful = replace(plain, confidence=0.4, doubts=(doubt,), weak=((0, 6),))
            segments.write_drafts(session, [doubtful])
        typed = editing.save_target(ws, 22, "Thank you.")
        assert (typed.confidence, typed.doubts, typed.weak) == (None, (), ())
        history.undo(ws, 7)
        again = documents.load(ws, 7).segments[1]
        assert (again.confidence, again.doubts, again.weak) == (0.4, (doubt,), ((0, 6),))
        assert again.status is Status.DRAFT


def test_a_draft_that_obeys_terms_stands_beside_one_that_does_not(old: Path) -> None:
    at = datetime(2026, 5, 1, tzinfo=UTC)
    obeying = Draft("Many thanks.", -0.7, plain="Thanks.", terms="a1", confidence=0.5)
    with Database.open(old) as database, database.transaction() as session:
        drafts.keep(session, ENGINE, {"谢谢。": obeying}, at)
        assert drafts.known(session, ENGINE, ["谢谢。"])["谢谢。"].text == "Thanks."
        assert drafts.known(session, ENGINE, ["谢谢。"], terms={"谢谢。": "a1"}) == {
            "谢谢。": obeying
        }
