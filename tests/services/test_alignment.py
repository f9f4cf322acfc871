"""Alignment through the service: files, paragraphs, memory and TMX."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.core.bead import Bead
from workbench.core.status import Origin
from workbench.errors import InputError, UnreadableFileError, UsageError
from workbench.resources import shipped
from workbench.services import alignment, memory, memory_import, memory_statistics
from workbench.services.workspace import Workspace

BEADS = (
    Bead(("港口去年很忙。", "今年更忙。"), ("It was busy last year,", "busier now."), 0, 0, 9),
    Bead((), ("Something else.",), 2, 2, 0),
    Bead(("会谈在上海举行。",), (), 2, 3, 0),
    Bead(("谢谢大家。",), ("Thank you all.",), 3, 3, 9),
)


def test_two_files_are_aligned(ws: Workspace) -> None:
    seeds = shipped("seeds")
    beads = alignment.align_files(ws, seeds / "port.txt", seeds / "port.en.txt")
    pairs = [bead for bead in beads if bead.is_pair]
    assert len(pairs) > 20
    title = next(bead for bead in pairs if "智慧港口" in "".join(bead.sources))
    assert "Smart Port" in " ".join(title.targets)


def test_an_encoding_can_be_named(ws: Workspace, tmp_path: Path) -> None:
    zh, en = tmp_path / "zh.txt", tmp_path / "en.txt"
    zh.write_bytes("港口去年很忙。\n".encode("gb18030"))
    en.write_text("The port was busy last year.\n", encoding="utf-16")
    beads = alignment.align_files(ws, zh, en, zh_encoding="gb18030", en_encoding="utf-16")
    assert beads[0].targets == ("The port was busy last year.",)


def test_markup_is_left_out_of_what_is_aligned(ws: Workspace, tmp_path: Path) -> None:
    zh, en = tmp_path / "zh.html", tmp_path / "en.html"
    zh.write_text("<p>港口<b>去年</b>很忙。</p>", "utf-8")
    en.write_text("<p>The port was busy <b>last year</b>.</p>", "utf-8")
    beads = alignment.align_files(ws, zh, en)
    assert beads[0].sources == ("港口去年很忙。",)
    assert beads[0].targets == ("The port was busy last year.",)


def test_a_missing_file_is_told(ws: Workspace, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"zh\.txt"):
        alignment.align_files(ws, tmp_path / "zh.txt", tmp_path / "en.txt")


def test_a_rewritten_paragraph_is_aligned_with_its_segments(ws: Workspace) -> None:
    sources = ("双方同意扩大贸易。", "会谈在上海举行。", "今年有3000人参加。")
    text = "Both sides agreed to expand trade; the talks took place in Shanghai. This year 3,000 "
    beads = alignment.align_paragraph(ws, sources, text + "people took part.")
    assert [bead.shape for bead in beads] == [(2, 1), (1, 1)]
    assert tuple(source for bead in beads for source in bead.sources) == sources


def test_pairs_go_to_the_memory_once(ws: Workspace) -> None:
    assert alignment.store(ws, BEADS, name="talks.txt") == 2
    assert alignment.store(ws, BEADS, name="talks.txt") == 0
    assert memory_statistics.statistics(ws).by_origin == (("alignment", 2),)
    unit = memory.matches(ws, "港口去年很忙。今年更忙。", threshold=90)[0].unit
    assert unit.target == "It was busy last year, busier now."
    assert (unit.before, unit.after) == ("", "会谈在上海举行。")
    assert (unit.origin, unit.document, unit.created_by) == (Origin.ALIGNMENT, "talks.txt", "LW")
    last = memory.matches(ws, "谢谢大家。", threshold=90)[0].unit
    assert (last.before, last.after) == ("会谈在上海举行。", "")


def test_pairs_can_be_written_as_tmx(ws: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "out.tmx"
    assert alignment.export_tmx(ws, BEADS, path, name="talks.txt") == 2
    assert memory_import.import_tmx(ws, path).added == 2
    with pytest.raises(UnreadableFileError):
        alignment.export_tmx(ws, BEADS, tmp_path / "none" / "out.tmx", name="x")


def test_what_needs_a_look_is_named_by_its_index() -> None:
    beads = (*BEADS[:1], Bead(("甲。",), ("A.",), 2, 2, 99.0))
    assert 1 not in alignment.doubtful(beads)
    assert 1 in alignment.doubtful(BEADS)


def test_texts_in_the_wrong_order_are_noticed(ws: Workspace) -> None:
    seeds = shipped("seeds")
    with pytest.raises(UsageError, match="no Chinese") as caught:
        alignment.align_files(ws, seeds / "port.en.txt", seeds / "port.txt")
    assert "first" in caught.value.hint
