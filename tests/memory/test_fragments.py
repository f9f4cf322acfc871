"""Which parts of a source are looked for, and which are shown."""

from __future__ import annotations

from itertools import accumulate

from workbench.core.memory import Unit
from workbench.memory.fragments import Span, chosen, clauses, runs, various


def cut(words: str) -> tuple[str, list[int]]:
    """A source given as words with strokes between them, and where these begin and end."""
    parts = words.split("|")
    return "".join(parts), [0, *accumulate(map(len, parts))]


def found(words: str) -> list[str]:
    source, edges = cut(words)
    return [source[slice(*span)] for span in runs(source, edges)]


def test_clauses_are_cut_at_marks() -> None:
    source = "双方同意扩大贸易，他说：“很好”；会谈于9月举行。"
    assert [source[slice(*span)] for span in clauses(source)] == [
        "双方同意扩大贸易",
        "会谈于9月举行",
    ]
    assert clauses("双方同意扩大贸易。") == ()
    assert clauses("") == ()


def test_runs_are_rows_of_whole_words() -> None:
    assert found("加强|海关|合作") == ["加强海关", "加强海关合作", "海关合作"]


def test_runs_do_not_end_in_empty_words_nor_cross_marks_and_numbers() -> None:
    assert found("的|海关|合作|和|贸易|的") == ["海关合作", "海关合作和贸易", "合作和贸易"]
    assert found("海关|，|合作") == []
    assert found("海关|五个|月|GDP|合作") == []
    assert found("两|国|元首") == []
    assert found("统一|战线") == ["统一战线"]
    assert found("一般|规定") == ["一般规定"]


def test_a_run_has_no_more_than_sixteen_characters() -> None:
    assert max(map(len, found("|".join(["海关合作"] * 6)))) == 16


def test_the_longest_are_chosen_and_shorter_ones_that_tell_more() -> None:
    source, _ = cut("加强海关合作与贸易往来")
    held: dict[Span, int] = {(0, 6): 1, (2, 6): 9, (0, 4): 2, (7, 11): 5, (4, 11): 0}
    assert chosen(source, held, most=8) == ((0, 6), (2, 6), (7, 11))
    assert chosen(source, {**held, (0, 6): 3}, most=8) == ((0, 6), (7, 11))
    assert chosen(source, held, most=1) == ((0, 6),)
    assert chosen(source, {}, most=8) == ()


def test_units_that_repeat_each_other_are_taken_twice() -> None:
    alike = [Unit(f"第{n}条　加强海关合作的规定", f"t{n}", id=n) for n in range(5)]
    other = Unit("他说海關合作好", "other", id=9)
    without = Unit("海关的合作", "none", id=10)
    taken = various("海关合作", [*alike, without, other], most=24)
    assert [unit.id for unit in taken] == [0, 1, 9]
    assert len(various("海关合作", [*alike, other], most=2)) == 2
