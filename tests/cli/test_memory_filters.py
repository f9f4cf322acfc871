"""The options that choose units, and `tm export` and `import` with every kind of file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Outcome, Run

TABLE = """source,target,origin,status,document,domain,changed_at,changed_by
一。,One.,human,confirmed,a.txt,law,2026-03-14T12:00:00Z,LW
二。,Two.,mt,draft,a.txt,,2026-04-01T12:00:00Z,MZ
三。,Three.,alignment,reviewed,b.txt,trade,2025-12-31T12:00:00Z,LW
四。,Four.,tm,confirmed,b.txt,,,
"""


@pytest.fixture
def filled(workbench: Run, tmp_path: Path) -> Run:
    path = tmp_path / "pairs.csv"
    path.write_text(TABLE, encoding="utf-8")
    assert "4 added" in workbench("tm", "import", path).err
    return workbench


def exported(filled: Run, tmp_path: Path, *options: str) -> tuple[Outcome, list[str]]:
    """Export to CSV, and return which of the four came."""
    path = tmp_path / "out.csv"
    path.unlink(missing_ok=True)
    outcome = filled("tm", "export", path, *options)
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    return outcome, [line.partition(",")[0][0] for line in text.splitlines()[1:]]


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ((), "一二三四"),
        (("--document", "a.txt"), "一二"),
        (("--document", "a.txt", "--document", "b.txt"), "一二三四"),
        (("--origin", "mt", "--origin", "tm"), "二四"),
        (("--status", "reviewed"), "三"),
        (("--domain", "law"), "一"),
        (("--person", "LW"), "一三"),
        (("--memory", "default"), "一二三四"),
        (("--since", "2026"), "一二"),
        (("--since", "2026-04"), "二"),
        (("--until", "2025"), "三"),
        (("--until", "2026-03"), "一三"),
        (("--since", "2026-03-14", "--until", "2026-3-14"), "一"),
        (("--since", "2026-03-14T12:00:01Z"), "二"),
        (("--person", "LW", "--since", "2026-01-01"), "一"),
    ],
)
def test_options_choose(
    filled: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, ...],
    wanted: str,
) -> None:
    monkeypatch.setenv("TZ", "UTC")
    outcome, found = exported(filled, tmp_path, *options)
    assert outcome.code == 0
    assert f"Wrote {len(wanted)} units" in outcome.err
    assert found == list(wanted)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--document", "c.txt"), "no unit of that kind"),
        (("--since", "2027"), "no unit of that kind"),
        (("--memory", "defalt"), "default"),
        (("--since", "soon"), "“soon” is no date"),
        (("--until", "2026-02-30"), "“2026-02-30” is no date"),
        (("--since", "9999999"), "is no date"),
    ],
)
def test_what_chooses_nothing_is_said(
    filled: Run, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    outcome, found = exported(filled, tmp_path, *options)
    assert outcome.code == 2
    assert said in outcome.err
    assert found == []


@pytest.mark.parametrize(
    "name", ["m.tmx", "m.tmx.gz", "m.zip", "m.xlsx", "m.csv", "m.tsv", "m.txt"]
)
def test_every_kind_of_file_goes_out_and_comes_in(filled: Run, tmp_path: Path, name: str) -> None:
    assert filled("tm", "export", tmp_path / name).code == 0
    assert "4 unchanged" in filled("tm", "import", tmp_path / name).err
    other = ("--db", tmp_path / "other.db")
    assert "4 added" in filled(*other, "tm", "import", tmp_path / name).err


def test_columns_that_nothing_shows_are_told(workbench: Run, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("甲\t乙\n丙\t丁\n", encoding="utf-8")
    refused = workbench("tm", "import", path)
    assert refused.code == 2
    assert "--columns" in refused.err
    assert "2 added" in workbench("tm", "import", path, "--columns", "target,source").err


def test_a_level_that_is_none_is_refused(filled: Run, tmp_path: Path) -> None:
    assert filled("tm", "export", tmp_path / "m.tmx", "--level", "3").code == 2
    assert filled("tm", "export", tmp_path / "m.tmx", "--level", "1").code == 0
