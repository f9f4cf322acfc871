"""Glossary CSV: written sorted and diffable, read as people write it, bad rows named."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.term import Term, TermStatus, TermTarget
from workbench.errors import EncodingError, FormatError
from workbench.exchange.glossary_csv import read, write
from workbench.exchange.skipped import Skipped
from workbench.text.normalise import clean

GLOSSARIES = Path(__file__).parent.parent.parent / "glossaries"
TARIFF = Term("关税", (TermTarget("tariff"),))
ADMITTED, FORBIDDEN = TermStatus.ADMITTED, TermStatus.FORBIDDEN


def parsed(text: str, *, strict: bool = False) -> list[Term | Skipped]:
    return list(read(StringIO(text, newline=""), name="terms.csv", strict=strict))


def written(terms: list[Term]) -> str:
    stream = StringIO(newline="")
    write(terms, stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        "source,target\n关税,tariff\n",
        "关税,tariff\n",
        "关税,tariff",
        "\ufeffsource,target\r\n关税,tariff\r\n",
        "SOURCE;Target\n关税;tariff\n",
        "中文\t英文\n关税\ttariff\n",
        "English,Chinese\ntariff,关税\n",
        "Notes,EN,Domain, ZH ,id\n,tariff,,关税,7\n",
        "关税\ttariff\n",
        "关税;tariff\n",
        'source,target\n"关税","tariff"\n',
        "source,target\n\n  \n 关税 ,  tariff \n\n",
        "source,target,status\n关税,tariff,Preferred\n",
        "source,target,status\n关税,tariff,首选\n",
    ],
)
def test_one_term_in_many_shapes(text: str) -> None:
    assert parsed(text) == [TARIFF]


def test_rows_of_one_source_are_one_term() -> None:
    text = (
        "source,target,status,domain,note\n"
        "关税,tax,forbidden,trade,\n"
        "关税,tariff,preferred,trade,see 税率\n"
        "关税,duty,admitted,trade,older\n"
        "关税,tariff,preferred,trade,see 税率\n"
        "关税,tariff,preferred,law,\n"
    )
    targets = (
        TermTarget("tariff"),
        TermTarget("duty", ADMITTED),
        TermTarget("tax", FORBIDDEN),
    )
    assert parsed(text) == [
        Term("关税", targets, "trade", "see 税率; older"),
        Term("关税", (TermTarget("tariff"),), "law"),
    ]


def test_a_row_without_status_is_preferred_then_admitted() -> None:
    targets = (TermTarget("tariff"), TermTarget("duty", ADMITTED))
    assert parsed("关税,tariff\n关税,duty\n") == [Term("关税", targets)]


def test_bad_rows_are_named_and_the_others_taken() -> None:
    text = (
        "source,target,status\n"
        "关税,tariff,preferred\n"
        "港口\n"
        ",port,preferred\n"
        "港口,port,perhaps\n"
        "关税,,\n"
        "港口,port,preferred\n"
    )
    assert parsed(text) == [
        Skipped(3, "row 2", "it has no target"),
        Skipped(4, "row 3", "it has no source"),
        Skipped(5, "row 4", "the status “perhaps” is none of preferred, admitted, forbidden"),
        Skipped(6, "row 5", "it has no target"),
        TARIFF,
        Term("港口", (TermTarget("port"),)),
    ]


def test_a_target_cannot_be_allowed_and_forbidden() -> None:
    text = "source,target,status\n关税,tariff,preferred\n关税,tariff,forbidden\n"
    assert parsed(text) == [
        Skipped(3, "term 关税", "“tariff” is preferred for 关税 in an earlier row"),
        TARIFF,
    ]


def test_a_forgotten_quotation_mark_costs_one_row() -> None:
    rows = "".join(f"词{n},word {n}\n" for n in range(100))
    text = f'source,target\n港口,"port\n{rows}'
    first, *others = parsed(text)
    assert first == Skipped(2, "row 1", "a quotation mark is not closed")
    assert len(others) == 100
    last, *_ = reversed(parsed(f'source,target\n{rows}港口,"port'))
    assert last == Term("词99", (TermTarget("word 99"),))


def test_quotes_delimiters_and_line_ends_in_fields() -> None:
    text = (
        'source,target,note\n显示器,"27"" screen, wide","one\ntwo"\n屏,27" screen,\n关税,tariff,\n'
    )
    assert parsed(text) == [
        Term("显示器", (TermTarget('27" screen, wide'),), note="one two"),
        Term("屏", (TermTarget('27" screen'),)),
        TARIFF,
    ]


def test_line_numbers_count_lines_not_records() -> None:
    text = 'source,target,note\n屏,screen,"one\ntwo\nthree"\n\n港口\n'
    assert parsed(text)[0] == Skipped(6, "row 2", "it has no target")


def test_strict_stops_at_the_first_bad_row() -> None:
    with pytest.raises(FormatError, match=r"terms\.csv, line 3: row 2: it has no target"):
        parsed("source,target\n关税,tariff\n港口\n", strict=True)


def test_a_header_without_target_is_refused() -> None:
    with pytest.raises(FormatError, match="no column target") as caught:
        parsed("source,note\n关税,x\n")
    assert caught.value.line == 1


def test_bytes_that_are_no_text_are_an_error_of_ours() -> None:
    stream = TextIOWrapper(BytesIO("关税,tariff\n".encode("gb18030")), encoding="utf-8")
    with pytest.raises(EncodingError, match=r"terms\.csv"):
        list(read(stream, name="terms.csv"))


def test_a_field_beyond_all_measure_costs_one_row() -> None:
    text = f"关税,tariff\n港口,{'x' * 200_000}\n词,word\n"
    terms = parsed(text)
    assert [type(item) for item in terms] == [Skipped, Term, Term]
    assert isinstance(terms[0], Skipped)
    assert terms[0].line == 2


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", "source,target\n"])
def test_an_empty_file_has_no_terms(text: str) -> None:
    assert parsed(text) == []


def test_writing_is_sorted_and_minimal() -> None:
    terms = [
        Term("港口", (TermTarget("port, harbour"),), "trade", "a\tnote"),
        Term("关税", (TermTarget("tax", FORBIDDEN), TermTarget("tariff")), "trade", "see 税率"),
        Term("空", ()),
    ]
    stream = StringIO(newline="")
    assert write(terms, stream) == 2
    assert stream.getvalue() == (
        "source,target,status,domain,note\n"
        "关税,tariff,preferred,trade,see 税率\n"
        "关税,tax,forbidden,trade,\n"
        '港口,"port, harbour",preferred,trade,a\tnote\n'
    )


@pytest.mark.parametrize("path", sorted(GLOSSARIES.glob("*.csv")), ids=lambda path: path.stem)
def test_the_starter_glossaries_come_back_byte_by_byte(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        terms = [
            item for item in read(stream, name=path.name, strict=True) if isinstance(item, Term)
        ]
    assert written(terms) == path.read_bytes().decode()


CELLS = st.text(
    alphabet=st.characters(
        codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Cn", "Zl", "Zp", "Co"]
    ),
    max_size=12,
).map(clean)
FULL = CELLS.filter(bool)
TARGETS = st.dictionaries(FULL, st.sampled_from(TermStatus), min_size=1, max_size=4)


@given(
    st.dictionaries(
        FULL, st.tuples(TARGETS, CELLS, CELLS.filter(lambda t: ";" not in t)), max_size=5
    )
)
def test_what_is_written_is_read_back(
    glossary: dict[str, tuple[dict[str, TermStatus], str, str]],
) -> None:
    order = list(TermStatus)
    terms = [
        Term(
            source,
            tuple(
                TermTarget(t, s)
                for t, s in sorted(targets.items(), key=lambda i: order.index(i[1]))
            ),
            domain,
            note,
        )
        for source, (targets, domain, note) in sorted(glossary.items())
    ]
    assert parsed(written(terms)) == terms


@given(st.text(alphabet='关税,;\t"\n\rab ', max_size=60))
def test_any_text_is_survived(text: str) -> None:
    for item in parsed(f"source,target\n{text}"):
        assert isinstance(item, Skipped) or (item.source and item.preferred)


@given(st.lists(st.lists(FULL, min_size=2, max_size=2), min_size=1, max_size=6))
def test_every_good_row_is_taken_whatever_the_dialect(rows: list[list[str]]) -> None:
    """The oracle is the standard library, which writes what we read."""
    for delimiter in (",", ";", "\t"):
        stream = StringIO(newline="")
        csv.writer(stream, delimiter=delimiter).writerows([["zh", "en"], *rows])
        taken = parsed(stream.getvalue())
        pairs = {(t.source, g.text) for t in taken if isinstance(t, Term) for g in t.targets}
        assert pairs == {(source, target) for source, target in rows}


def test_a_text_that_is_no_glossary_is_refused() -> None:
    text = (
        "港口去年增长，码头很忙。\n四十五岁的吴建平开了十八年集卡,如今是一名操作员。\n他很高兴。\n"
    )
    with pytest.raises(FormatError, match="does not look like a glossary") as caught:
        list(read(StringIO(text), name="port.txt"))
    assert "source,target" in caught.value.hint


def test_without_a_header_some_bad_rows_cost_nothing_else() -> None:
    found = list(read(StringIO("港口,port\n码头\n岸桥,quay crane\n"), name="terms.csv"))
    assert [item.source for item in found if isinstance(item, Term)] == ["港口", "岸桥"]
