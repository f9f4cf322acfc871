"""CSV of pairs: for Excel going out, as it comes coming in, never a formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.tmx import HARD, UNITS
from workbench.core.memory import Unit
from workbench.errors import EncodingError, FormatError
from workbench.exchange import pairs, pairs_csv
from workbench.exchange.skipped import Skipped
from workbench.text.normalise import clean

GOLDEN = (
    "\ufeffsource,target,origin,status,document,domain,note,before,after,"
    "created_at,created_by,changed_at,changed_by\r\n"
    '一。,"One, ""two"".",human,confirmed,d.txt,,"a\nb",\'＝甲,,,,,\r\n'
)


def written(units: list[Unit], **options: str) -> bytes:
    stream = io.BytesIO()
    assert pairs_csv.write(units, stream, **options) == len(units)
    assert not stream.closed
    return stream.getvalue()


def read(data: bytes, *, encoding: str | None = None) -> list[Unit | Skipped]:
    return list(pairs_csv.read(io.BytesIO(data), name="t.csv", encoding=encoding))


def test_golden() -> None:
    unit = Unit("一。", 'One, "two".', document="d.txt", note="a\nb", before="＝甲")
    assert written([unit]).decode() == GOLDEN
    assert read(GOLDEN.encode()) == [unit]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-5 °C", "@all", "＝甲", "'=x", "''-x", "＋", "－1"]
)
def test_no_cell_is_a_formula_and_all_come_back(text: str) -> None:
    unit = Unit(text, text, document=text)
    data = written([unit])
    (row,) = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[1:]
    assert row[0] == row[1] == row[4] == f"'{text}"
    assert read(data) == [unit]


@given(st.lists(UNITS, min_size=1, max_size=4), st.sampled_from([",", "\t", ";"]))
def test_units_come_back(units: list[Unit], delimiter: str) -> None:
    found = read(written(units, delimiter=delimiter))
    assert [pairs.cells(unit) for unit in found if isinstance(unit, Unit)] == [
        pairs.cells(unit) for unit in units
    ]
    assert len(found) == len(units)


def test_hard_segments_come_back() -> None:
    units = [Unit(text, text) for text in HARD]
    found = [(u.source, u.target) for u in read(written(units)) if isinstance(u, Unit)]
    assert found == [(clean(text), clean(text)) for text in HARD]


def test_a_long_note_stays_one_record() -> None:
    note = "\n".join(map(str, range(40)))
    (unit,) = read(written([Unit("一", "One", note=note)]))
    assert isinstance(unit, Unit)
    assert unit.note.split() == note.split()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("header", ["", "中文{}英文\n", "zh-CN{}en\n"])
def test_tables_as_programs_write_them(encoding: str, delimiter: str, header: str) -> None:
    wide = "，码头、航道、仓库和铁路都很忙"
    rows = "".join(
        f"第{number}天港口{wide * (number % 3)}。{delimiter}On day {number} the port was busy.\r\n"
        for number in range(30)
    )
    found = read((header.format(delimiter) + rows).encode(encoding))
    assert [unit.target for unit in found if isinstance(unit, Unit)] == [
        f"On day {number} the port was busy." for number in range(30)
    ]


def test_commas_of_the_text_do_not_part_a_table_of_tabs() -> None:
    data = "一，二\tOne, two\n三\tThree\n四\tFour, five, six\n".encode()
    targets = [unit.target for unit in read(data) if isinstance(unit, Unit)]
    assert targets == ["One, two", "Three", "Four, five, six"]


def test_a_broken_record_costs_no_other() -> None:
    found = read('source,target\n一,"One\n二,Two\n三,Three\n'.encode())
    assert [item.target for item in found if isinstance(item, Unit)] == ["Two", "Three"]
    assert found[0] == Skipped(2, "row 2", "a quotation mark is not closed")


def test_what_is_no_table_of_pairs_is_refused() -> None:
    with pytest.raises(EncodingError, match=r"t\.csv"):
        read(b"\x00\xff\x81" * 50)
    with pytest.raises(FormatError, match=r"t\.csv"):
        read("一个句子。\n两个句子。\n".encode())


@given(st.binary(max_size=120))
def test_any_bytes_raise_only_errors_of_ours(data: bytes) -> None:
    try:
        found = read(data)
    except (EncodingError, FormatError) as error:
        assert error.where  # noqa: PT017 - either outcome is right
        return
    assert all(isinstance(item, Unit | Skipped) for item in found)
