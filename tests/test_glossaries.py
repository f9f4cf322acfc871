"""The starter glossaries: plain, sorted, free of contradictions, and big enough to be of use."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from workbench.core.term import Term
from workbench.exchange.glossary_csv import read
from workbench.terminology.hygiene import lint

FOLDER = Path(__file__).parent.parent / "glossaries"
FILES = sorted(FOLDER.glob("*.csv"))
RANK = {"preferred": 0, "admitted": 1, "forbidden": 2}
HEADER = ["source", "target", "status", "domain", "note"]


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.reader(handle))


def every_row() -> list[list[str]]:
    return [row for path in FILES for row in rows(path)[1:]]


def test_the_four_domains_are_there() -> None:
    assert [path.stem for path in FILES] == [
        "countries-and-regions",
        "diplomacy",
        "economics-and-trade",
        "international-organisations",
    ]


def test_they_hold_at_least_480_terms() -> None:
    assert len({row[0] for row in every_row()}) >= 480


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_plain_csv_that_diffs_well(path: Path) -> None:
    data = path.read_bytes()
    assert b"\r" not in data
    assert not data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\n")
    assert rows(path)[0] == HEADER
    assert all(len(row) == len(HEADER) for row in rows(path))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rows_are_sorted_and_name_their_file(path: Path) -> None:
    body = rows(path)[1:]
    keys = [(row[0], RANK[row[2]]) for row in body]
    assert keys == sorted(keys)
    assert {row[3] for row in body} == {path.stem}
    assert all(cell == cell.strip() for row in body for cell in row)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_source_has_one_preferred_target_and_no_target_twice(path: Path) -> None:
    targets = defaultdict(list)
    preferred = defaultdict(list)
    for source, target, status, *_ in rows(path)[1:]:
        assert source
        assert target
        targets[source].append(target.casefold())
        if status == "preferred":
            preferred[source].append(target)
    assert all(len(set(found)) == len(found) for found in targets.values())
    assert {source: len(preferred[source]) for source in targets} == dict.fromkeys(targets, 1)


def test_no_term_is_told_two_ways_in_two_domains() -> None:
    preferred: dict[str, set[str]] = defaultdict(set)
    for source, target, status, *_ in every_row():
        if status == "preferred":
            preferred[source].add(target)
    assert {s: t for s, t in preferred.items() if len(t) > 1} == {}


def test_the_lint_finds_nothing() -> None:
    terms: list[Term] = []
    for path in FILES:
        with path.open(encoding="utf-8", newline="") as stream:
            terms += [t for t in read(stream, name=path.name, strict=True) if isinstance(t, Term)]
    assert lint(terms) == ()


@pytest.mark.parametrize(
    ("source", "target", "status"),
    [
        ("国家统计局", "National Bureau of Statistics", "preferred"),
        ("国家统计局", "National Statistical Office", "forbidden"),
        ("一带一路", "Belt and Road", "preferred"),
        ("世贸组织", "WTO", "preferred"),
        ("国际电信联盟", "International Telecommunications Union", "forbidden"),
        ("关税", "tariff", "preferred"),
        ("土耳其", "Turkey", "admitted"),
    ],
)
def test_known_facts(source: str, target: str, status: str) -> None:
    assert [source, target, status] in [row[:3] for row in every_row()]
