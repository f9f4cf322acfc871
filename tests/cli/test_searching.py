"""`tm search` and `tm stats`: what a pipe, a script and a terminal get."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

SOURCES = "双方同意扩大贸易。港口去年增长百分之十。会谈于9月12日举行。新港区占地三平方公里。"
TARGETS = (
    "The two sides agreed to expand trade. The port grew 10 percent last year."
    " The talks were held on 12 September. The new port area covers three square kilometres."
)


@pytest.fixture
def tm(workbench: Run, tmp_path: Path) -> Run:
    """Run `workbench tm …` where four units are."""
    zh, en = tmp_path / "talks.txt", tmp_path / "en.txt"
    zh.write_text(SOURCES, encoding="utf-8")
    en.write_text(TARGETS, encoding="utf-8")
    workbench("align", zh, en, "--store")
    return lambda *arguments: workbench("tm", *arguments)


def test_a_pipe_gets_the_pair_where_it_is_from_and_its_number(tm: Run) -> None:
    done = tm("search", "port", "grew")
    (row,) = done.rows
    assert row[:2] == ["港口去年增长百分之十。", "The port grew 10 percent last year."]
    assert row[2:] == ["alignment", "talks.txt", "default", "2"]
    assert (done.code, done.err) == (0, "1 unit.\n")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("port",), 2),
        (("new port",), 1),
        (('"new port"',), 1),
        (("port new",), 0),
        (("port", "new"), 1),
        (("港", "--side", "target"), 0),
        (("--regex", r"\d+月\d+日"), 1),
        (("--regex", "^The (port|talks)", "--side", "target"), 2),
        (("港", "--document", "talks.txt"), 2),
        (("港", "--document", "other.txt"), 0),
        (("港", "--origin", "human"), 0),
        (("港", "--memory", "default"), 2),
    ],
)
def test_as_many_are_counted_as_are_found(
    tm: Run, arguments: tuple[str, ...], expected: int
) -> None:
    found = tm("search", *arguments)
    counted = tm("search", "--count", *arguments)
    assert len(found.rows) == expected
    assert counted.out == f"{expected}\n"
    assert tm("search", "--count", "--json", *arguments).json == {"units": expected}
    assert found.code == counted.code == (0 if expected else 1)


def test_there_may_be_more_than_the_limit(tm: Run) -> None:
    done = tm("search", "。", "--limit", "3")
    assert len(done.rows) == 3
    assert "--count counts all" in done.err


def test_context_shows_the_neighbours(tm: Run) -> None:
    (row,) = tm("search", "会谈", "--context", "2").rows
    assert row[6:] == ["双方同意扩大贸易。 / 港口去年增长百分之十。", "新港区占地三平方公里。"]
    (told,) = tm("search", "会谈", "--context", "1", "--json").json
    assert told["context"] == {
        "before": ["港口去年增长百分之十。"],
        "after": ["新港区占地三平方公里。"],
    }
    assert "context" not in tm("search", "会谈", "--json").json[0]


def test_a_terminal_gets_what_was_found_highlighted(
    tm: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.cli.memory.searching.is_terminal", lambda: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    out = tm("search", "new port", "--context", "1").out
    assert "The \x1b[1;33mnew port\x1b[0m area" in out
    assert "\x1b[2m会谈于9月12日举行。\x1b[0m" in out
    assert "#4 · default · alignment · talks.txt · LW · " in out


def test_a_bad_expression_is_a_message(tm: Run) -> None:
    done = tm("search", "--regex", "(港")
    assert done.code == 2
    assert "cannot be read" in done.err
    two = tm("search", "--regex", "港", "口")
    assert (two.code, "takes one expression" in two.err) == (2, True)


def test_statistics_tell_units_groups_and_growth(tm: Run) -> None:
    out = tm("stats").out
    assert "units              4\n" in out
    assert "source characters  42\n" in out
    assert "target words       29\n" in out
    assert "by memory\n  default  4\n" in out
    assert "by domain\n  (unknown)  4\n" in out
    figures = tm("stats", "--json").json
    ((month, made),) = figures["by_month"]
    assert made == 4
    assert out.endswith(f"by month: made, and in all\n  {month}  4  4\n")
    assert tm("stats", "--origin", "human", "--json").json["units"] == 0


def test_long_groups_are_cut(tm: Run, workbench: Run, tmp_path: Path) -> None:
    lines = [f"港口{number},port {number},day{number}" for number in range(3)]
    table = tmp_path / "pairs.csv"
    table.write_text("\n".join(["source,target,domain", *lines]), encoding="utf-8")
    workbench("tm", "import", table)
    out = tm("stats", "--top", "2").out
    assert "by domain\n  (unknown)  4\n  day0  1\n  (2 more)  2\n" in out
