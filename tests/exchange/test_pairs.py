"""Tables of pairs: which column is what, what becomes of a row, and that nothing is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.tmx import UNITS
from workbench.core.memory import Unit
from workbench.core.status import Origin, Status
from workbench.errors import FormatError, UsageError
from workbench.exchange import pair_columns, pairs
from workbench.exchange.pairs import Row
from workbench.exchange.skipped import Skipped
from workbench.text.normalise import clean

PAIR = ("港口很忙。", "The port is busy.")
WANTED = [Unit(*PAIR, document="t.csv")]


def read(*rows: tuple[str, ...], columns: str = "") -> list[Unit | Skipped]:
    told = pair_columns.named(columns) if columns else ()
    return list(pairs.units(map(Row, range(1, 999), rows), name="t.csv", columns=told))


@pytest.mark.parametrize(
    "rows",
    [
        (("source", "target"), PAIR),
        (("Source", " TARGET "), PAIR),
        (("中文", "英文"), PAIR),
        (("原文", "译文"), PAIR),
        (("zh-CN", "en-US"), PAIR),
        (("zh_Hans_CN", "ENG"), PAIR),
        (("Chinese (PRC)", "English (United States)"), PAIR),
        (("中文（简体）", "英文（美国）"), PAIR),
        (("English", "Chinese"), PAIR[::-1]),
        (("ID", "English", "", "中文"), ("7", PAIR[1], "", PAIR[0])),
        (("source", "target", "target"), (PAIR[0], "", PAIR[1])),
        (PAIR,),
        (PAIR[::-1],),
        (("1", *PAIR), ("", "", "")),
        (("seg-1", "港口很忙。", "", "The port is busy."),),
        (("", ""), ("source", "target"), ("  ", "\t"), PAIR),
    ],
)
def test_one_pair_in_many_shapes(rows: tuple[tuple[str, ...], ...]) -> None:
    assert read(*rows) == WANTED


def test_columns_can_be_told() -> None:
    first, second = "甲乙丙，很长的一个备注，比原文长得多。", "港口很忙。"
    rows = ((first, second, PAIR[1]),)
    assert read(*rows, columns="note,source,target") == [Unit(*PAIR, note=first, document="t.csv")]
    assert read(*rows, columns=",原文, EN ") == WANTED
    assert read(("x", "Source", "Target"), ("", *PAIR), columns=",source,target") == WANTED


@pytest.mark.parametrize("columns", ["source", "source,targett", "note", ",", "target,en"])
def test_columns_that_cannot_be_told(columns: str) -> None:
    with pytest.raises(UsageError, match="--columns"):
        pair_columns.named(columns)


def test_a_header_without_target_is_refused() -> None:
    with pytest.raises(FormatError, match="no column for the target") as caught:
        read(("Source", "Note"), ("港口", "x"))
    assert caught.value.line == 1
    with pytest.raises(FormatError, match="no column for the source"):
        read(("English", "Notes"), ("port", "x"))


def test_a_table_that_shows_no_pair_is_refused() -> None:
    for rows in ([("a", "b")], [("港口", "码头")], [("1", "2")], [("港口 port",)]):
        with pytest.raises(FormatError, match="which column is the source"):
            read(*rows)


def test_a_header_in_words_nobody_knows_is_named() -> None:
    assert read(("Vorlage", "Fassung"), PAIR) == [
        Skipped(1, "row 1", "there is no Chinese in it; it is taken for a header"),
        *WANTED,
    ]


def test_a_bad_row_costs_no_other() -> None:
    found = read(
        ("source", "target", "origin", "status"),
        ("甲", ""),
        ("", "A"),
        ("乙", "B", "parrot"),
        ("丙", "C", "", "Untouched"),
        ("丁" * 10_001, "D"),
        (" \x01", "E"),
        (*PAIR, " 机器翻译 ", "Signed  Off"),
    )
    reasons = [item.reason for item in found if isinstance(item, Skipped)]
    assert reasons == [
        "it has no target",
        "it has no source",
        "the origin “parrot” is none of mt, tm, human, alignment",
        "the status “Untouched” is none of draft, confirmed, reviewed",
        "a segment is longer than 10,000 characters",
        "it has no source",
    ]
    assert found[-1] == Unit(*PAIR, Origin.MT, document="t.csv", status=Status.REVIEWED)


def test_a_row_that_could_not_be_read_is_named_where_it_stands() -> None:
    rows = [Row(1, fault="torn", sheet="A"), Row(2, ("source", "target")), Row(3, PAIR)]
    assert list(pairs.units(rows, name="t.csv")) == [
        Skipped(1, "sheet “A”, row 1", "torn"),
        *WANTED,
    ]
    assert list(pairs.units(rows[:1], name="t.csv")) == [Skipped(1, "sheet “A”, row 1", "torn")]
    assert list(pairs.units([], name="t.csv")) == []


MARCH = datetime(2026, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2026-03-04", MARCH),
        ("2026/3/4", MARCH),
        (" 2026.3.4 ", MARCH),
        ("20260304T000000Z", MARCH),
        ("2026-03-04 13:30", MARCH + timedelta(hours=13.5)),
        ("2026/3/4 13:30:00", MARCH + timedelta(hours=13.5)),
        ("2026-03-04T13:30:00+08:00", MARCH + timedelta(hours=5.5)),
        ("46085", MARCH),
        ("46085.5625", MARCH + timedelta(hours=13.5)),
        ("2026-13-01", None),
        ("last week", None),
        ("2026", None),
        ("", None),
    ],
)
def test_dates_as_people_and_programs_write_them(text: str, when: datetime | None) -> None:
    (unit,) = read(("source", "target", "changed_at"), (*PAIR, text))
    assert isinstance(unit, Unit)
    assert unit.changed_at == when


@given(UNITS, st.sampled_from(list(Status)[1:]))
def test_a_unit_comes_back_from_its_row(unit: Unit, status: Status) -> None:
    made = Unit(
        clean(unit.source),
        clean(unit.target),
        unit.origin,
        clean(unit.document) or "t.csv",
        clean(unit.domain),
        "\n".join(clean(line) for line in unit.note.splitlines()).strip(),
        clean(unit.before),
        clean(unit.after),
        unit.created_at,
        clean(unit.created_by),
        unit.changed_at,
        clean(unit.changed_by),
        status=status,
    )
    assert read(pair_columns.COLUMNS, pairs.cells(made)) == [made]
