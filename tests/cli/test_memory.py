"""The memory by the command line: alignment in, look-up, TMX out and in again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    zh, en = tmp_path / "zh.txt", tmp_path / "en.txt"
    zh.write_text(
        "双方同意扩大贸易。港口去年增长百分之十。\n\n会谈于9月12日举行。\n", encoding="utf-8"
    )
    en.write_text(
        "The two sides agreed to expand trade. The port grew 10 percent last year.\n\n"
        "The talks were held on 12 September.\n",
        encoding="utf-8",
    )
    return zh, en


def test_align_shows_stores_and_exports(
    workbench: Run, pair: tuple[Path, Path], tmp_path: Path
) -> None:
    shown = workbench("align", *pair)
    assert [row[1].rstrip("?") for row in shown.rows] == ["1:1", "1:1", "1:1"]
    assert workbench("tm", "stats", "--json").json["units"] == 0
    tmx = tmp_path / "pair.tmx"
    workbench("align", *pair, "--store", "--tmx", tmx)
    assert workbench("tm", "stats", "--json").json["units"] == 3
    assert "expand trade" in tmx.read_text(encoding="utf-8")


def test_search_and_look_up(workbench: Run, pair: tuple[Path, Path]) -> None:
    workbench("align", *pair, "--store")
    assert workbench("tm", "search", "扩大贸易").rows[0][1].startswith("The two sides")
    assert (
        workbench("tm", "search", "port", "grew", "--side", "target").rows[0][0].startswith("港口")
    )
    assert workbench("tm", "search", "火星").code == 1
    match = workbench("tm", "lookup", "双方同意扩大双边贸易。", "--json").json[0]
    assert 70 <= match["percent"] < 100
    same = workbench("tm", "lookup", "双方同意扩大贸易。").rows[0]
    assert same[0] == "99 %"  # the source is the same, but no person vouched for the pair


def test_tmx_out_and_in_again_adds_nothing(
    workbench: Run, pair: tuple[Path, Path], tmp_path: Path
) -> None:
    workbench("align", *pair, "--store")
    tmx = tmp_path / "memory.tmx"
    assert workbench("tm", "export", tmx).code == 0
    again = workbench("tm", "import", tmx)
    assert "0 added" in again.err
    other = ("--db", tmp_path / "other.db")
    assert "3 added" in workbench(*other, "tm", "import", tmx).err
    assert workbench(*other, "tm", "lookup", "双方同意扩大贸易。").code == 0


def test_a_wrong_unit_is_removed(workbench: Run, pair: tuple[Path, Path]) -> None:
    workbench("align", *pair, "--store")
    removed = workbench("tm", "delete", "双方同意扩大贸易。")
    assert removed.code == 0
    assert "Deleted 1 unit: 双方同意扩大贸易。" in removed.err
    assert workbench("tm", "delete", "双方同意扩大贸易。").code == 2
