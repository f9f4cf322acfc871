"""Words are chosen by rule from a dictionary, and drawn alone or in lists."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest

from models.embedded.recipe import dictionary
from models.embedded.recipe.dictionary import Word, choose, draw
from models.embedded.recipe.prepare import Pair, keep, restore

ENTRIES = """# a remark
燈塔 灯塔 [deng1 ta3] /lighthouse/CL:座[zuo4]/
碼頭 码头 [ma3 tou5] /dock; pier (for ships)/wharf/
卸貨 卸货 [xie4 huo4] /to unload/to discharge cargo/
張 张 [Zhang1] /surname Zhang/
躉船 趸船 [dun3 chuan2] /a flat-bottomed vessel that serves as a landing stage/
浮標 浮标 [fu2 biao1] /see 浮筒[fu2 tong3]/
碇泊 碇泊 [ding4 bo2] /variant of 停泊/to drop anchor/
"""
COUNTS = "码头 90 n\n卸货 300 v\n灯塔 200 n\n张 999 n\n趸船 5 n\n浮标 8 n\n碇泊 1 v\n无 7 v\n"
CHOSEN = [
    Word("卸货", "v", ("unload", "discharge cargo")),
    Word("灯塔", "n", ("lighthouse",)),
    Word("码头", "n", ("dock", "pier")),
    Word("碇泊", "v", ("drop anchor",)),
]


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    monkeypatch.setattr(dictionary, "LEARNED_ANYWAY", 0)
    (tmp_path / "cedict.txt.gz").write_bytes(gzip.compress(ENTRIES.encode()))
    (tmp_path / "counts.txt").write_text(COUNTS, "utf-8")
    return tmp_path / "cedict.txt.gz", tmp_path / "counts.txt"


def test_the_commonest_words_with_a_usable_gloss_are_chosen(files: tuple[Path, Path]) -> None:
    assert choose(*files) == CHOSEN
    assert choose(*files, size=2) == CHOSEN[:2]


def test_a_plain_file_is_read_as_well(files: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "cedict.txt").write_text(ENTRIES, "utf-8")
    assert choose(tmp_path / "cedict.txt", files[1]) == CHOSEN


def test_words_are_drawn_alone_and_in_lists_of_one_kind() -> None:
    drawn = set(draw(tuple(CHOSEN), random.Random(1), 400))
    assert ("灯塔", "lighthouse") in drawn
    assert {("码头", "dock"), ("码头", "pier")} <= drawn
    assert ("灯塔和码头", "lighthouse and dock") in drawn
    assert not any("灯塔" in source and "卸货" in source for source, _ in drawn)
    assert any(target.count(",") == 2 for _, target in drawn)
    assert list(draw((), random.Random(1), 5)) == []


def test_what_was_selected_comes_back(tmp_path: Path) -> None:
    pairs = [Pair("news", "港口很忙。", "The port is busy.")]
    keep(tmp_path, pairs, CHOSEN)
    assert restore(tmp_path) == (pairs, CHOSEN)
