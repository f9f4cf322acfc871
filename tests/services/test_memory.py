"""The memory: matches that are never missed, TMX in and out."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.core.memory import MatchKind, Unit
from workbench.core.status import Origin
from workbench.errors import FormatError, UnreadableFileError
from workbench.memory.ranking import rank
from workbench.services import (
    memory,
    memory_import,
)
from workbench.services.workspace import Workspace
from workbench.storage import memory as stored
from workbench.storage import memory_intake
from workbench.storage.unit_columns import columns

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence"
 o-tmf="x" adminlang="en" srclang="zh-CN" datatype="plaintext"/><body>
{units}</body></tmx>
"""
TU = """<tu><tuv xml:lang="zh-CN"><seg>{source}</seg></tuv>
<tuv xml:lang="en"><seg>{target}</seg></tuv></tu>
"""


def keep(ws: Workspace, *units: Unit) -> None:
    with ws.database.transaction() as session:
        memory_intake.merge(session, units)


def tmx(path: Path, *pairs: tuple[str, str]) -> Path:
    units = "".join(TU.format(source=source, target=target) for source, target in pairs)
    path.write_text(TMX.format(units=units), encoding="utf-8")
    return path


def test_an_empty_memory_matches_nothing(ws: Workspace) -> None:
    assert memory.matches(ws, "港口很忙。") == ()


def test_exact_context_and_fuzzy_matches(ws: Workspace) -> None:
    keep(
        ws,
        Unit("双方同意扩大贸易。", "They agreed.", before="甲。", after="乙。"),
        Unit("双方同意扩大贸易合作。", "They agreed to cooperate."),
    )
    context, fuzzy = memory.matches(ws, "双方同意扩大贸易。", before="甲。", after="乙。")
    assert (context.kind, context.percent) == (MatchKind.CONTEXT, 101)
    assert (fuzzy.kind, fuzzy.unit.target) == (MatchKind.FUZZY, "They agreed to cooperate.")
    exact = memory.matches(ws, "双方同意扩大贸易。", limit=1)
    assert [m.percent for m in exact] == [100]
    assert memory.matches(ws, "双方同意扩大贸易。", threshold=95, limit=9) == exact


def test_width_and_script_make_no_difference(ws: Workspace) -> None:
    keep(ws, Unit("ＡＢＣ公司，很好！", "ABC is good!"))
    assert memory.matches(ws, "abc公司,很好!")[0].percent == 100


def test_a_low_threshold_is_allowed(ws: Workspace) -> None:
    keep(ws, Unit("双方同意扩大贸易。", "They agreed."))
    assert memory.matches(ws, "双方同意扩大贸易。", threshold=1)[0].percent == 100


sources = st.text(alphabet="港口很忙双方同意扩大贸易，。1２A", min_size=1, max_size=14)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(known=st.lists(sources, max_size=12), wanted=sources)
def test_no_match_is_ever_missed(ws: Workspace, known: list[str], wanted: str) -> None:
    units = [Unit(text.strip(), f"target {n}") for n, text in enumerate(known) if text.strip()]
    with ws.database.transaction() as session:
        numbers = stored.insert(session, units)
        everything = list(stored.everything(session))
    try:
        assert memory.matches(ws, wanted, limit=50) == rank(wanted, everything, limit=50)
    finally:
        with ws.database.transaction() as session:
            for number in numbers:
                stored.put(session, number, None)


def test_units_beyond_the_first_block_of_the_index_are_found(ws: Workspace) -> None:
    with ws.database.transaction() as session:
        stored.put(session, 65_535, columns(Unit("港口很忙。", "one")))
        stored.put(session, 65_536, columns(Unit("港口很闲。", "two")))
        stored.put(session, 200_000, columns(Unit("港口很大。", "three")))
    found = memory.matches(ws, "港口很忙。")
    assert {m.unit.id for m in found} == {65_535, 65_536, 200_000}


def test_a_tmx_file_is_taken_once(ws: Workspace, tmp_path: Path) -> None:
    path = tmx(tmp_path / "old.tmx", ("港口", "port"), ("码头", "wharf"), ("港口", "harbour"))
    told: list[tuple[int, int]] = []
    done = memory_import.import_tmx(ws, path, progress=lambda at, of: told.append((at, of)))
    assert (done.added, done.updated, done.unchanged, done.skipped) == (3, 0, 0, ())
    assert told[-1] == (path.stat().st_size, path.stat().st_size)
    again = memory_import.import_tmx(ws, path)
    assert (again.added, again.updated, again.unchanged) == (0, 0, 3)
    assert {m.unit.target for m in memory.matches(ws, "港口")} == {"port", "harbour"}
    assert memory.matches(ws, "码头")[0].unit.document == "old.tmx"


def test_a_gzipped_tmx_file_is_read(ws: Workspace, tmp_path: Path) -> None:
    plain = tmx(tmp_path / "old.tmx", ("港口", "port"))
    packed = tmp_path / "old.tmx.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert memory_import.import_tmx(ws, packed).added == 1


def test_a_bad_unit_never_costs_the_file(ws: Workspace, tmp_path: Path) -> None:
    path = tmx(tmp_path / "old.tmx", ("港口", "port"), ("码头", ""), ("集卡", "truck"))
    done = memory_import.import_tmx(ws, path)
    assert done.added == 2
    assert len(done.skipped) == 1
    assert done.skipped[0].line > 0


def test_strict_stores_nothing_of_a_bad_file(ws: Workspace, tmp_path: Path) -> None:
    path = tmx(tmp_path / "old.tmx", ("港口", "port"), ("码头", ""))
    with pytest.raises(FormatError, match="nothing was stored"):
        memory_import.import_tmx(ws, path, strict=True)
    good = tmx(tmp_path / "good.tmx", ("港口", "port"))
    assert memory_import.import_tmx(ws, good, strict=True).added == 1


def test_a_file_that_cannot_be_read_is_told(ws: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no such file"):
        memory_import.import_tmx(ws, tmp_path / "missing.tmx")
    with pytest.raises(UnreadableFileError, match="is a directory"):
        memory_import.import_tmx(ws, tmp_path)
    (tmp_path / "not.tmx").write_text("plain words")
    with pytest.raises(FormatError):
        memory_import.import_tmx(ws, tmp_path / "not.tmx")


MAY = datetime(2026, 5, 3, tzinfo=UTC)
JUNE = datetime(2026, 6, 3, tzinfo=UTC)


def merged(ws: Workspace, *units: Unit) -> tuple[int, int, int]:
    with ws.database.transaction() as session:
        done = memory_intake.merge(session, units)
    return done.added, done.updated, done.unchanged


def test_a_younger_unit_says_who_and_when(ws: Workspace) -> None:
    old = Unit("港口", "port", document="a.tmx", changed_at=MAY, changed_by="AB", note="old")
    young = Unit("港口", "port", document="b.tmx", changed_at=JUNE, changed_by="CD", domain="x")
    assert merged(ws, old) == (1, 0, 0)
    assert merged(ws, young) == (0, 1, 0)
    assert merged(ws, old) == (0, 0, 1)
    unit = memory.matches(ws, "港口")[0].unit
    assert (unit.changed_by, unit.document) == ("CD", "a.tmx")
    assert (unit.note, unit.domain) == ("old", "x")


def test_a_machine_s_word_is_made_a_person_s_but_never_back(ws: Workspace) -> None:
    assert merged(ws, Unit("港口", "port", Origin.MT, changed_at=MAY)) == (1, 0, 0)
    assert merged(ws, Unit("港口", "port", Origin.HUMAN, changed_at=JUNE)) == (0, 1, 0)
    later = JUNE.replace(year=2027)
    merged(ws, Unit("港口", "port", Origin.MT, changed_at=later))
    assert memory.matches(ws, "港口")[0].unit.origin is Origin.HUMAN


def test_one_pair_in_two_contexts_is_two_units(ws: Workspace) -> None:
    bare = Unit("好。", "Fine.")
    one = Unit("好。", "Fine.", before="甲。", after="乙。")
    other = Unit("好。", "Fine.", before="丙。", after="丁。")
    assert merged(ws, bare, one, other, bare) == (2, 0, 2)
    assert merged(ws, one, other, bare) == (0, 0, 3)
