"""Other tools read our TMX, every unit and identically: a library, and a whole CAT tool."""

from __future__ import annotations

import subprocess
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from translate.storage import tmx

from tests.exchange.tmx import HARD, TEXTS, everything, written
from workbench.core.memory import InlineCode, Unit
from workbench.text.normalise import clean
from workbench.text.placeholders import without

PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
  <project version="1.0">
    <source_dir>__DEFAULT__</source_dir>
    <target_dir>__DEFAULT__</target_dir>
    <tm_dir>__DEFAULT__</tm_dir>
    <glossary_dir>__DEFAULT__</glossary_dir>
    <glossary_file>__DEFAULT__</glossary_file>
    <dictionary_dir>__DEFAULT__</dictionary_dir>
    <source_lang>ZH-CN</source_lang>
    <target_lang>EN</target_lang>
    <sentence_seg>false</sentence_seg>
    <support_default_translations>true</support_default_translations>
    <remove_tags>false</remove_tags>
  </project>
</omegat>
"""


def units(texts: list[str]) -> list[Unit]:
    """Units that carry everything a unit can, each source another one."""
    return [
        Unit(
            f"第{number}句{text}。",
            f"Sentence {number} {text}!",
            document="港口 & 贸易.txt",
            note='a "note" & more',
            before=text,
            created_at=datetime(2024, 5, 3, tzinfo=UTC),
            created_by="李 & Co",
        )
        for number, text in enumerate(texts)
    ]


def read_by_toolkit(data: bytes) -> list[tuple[str, str]]:
    file = tmx.tmxfile(sourcelanguage="zh-CN", targetlanguage="en")
    file.parse(data)
    return [(str(unit.source), str(unit.target)) for unit in file.units]


def test_translate_toolkit_reads_hard_segments() -> None:
    texts = [*HARD, "\u00a0x\u3000y", "x  y   z"]
    wanted = [(clean(unit.source), clean(unit.target)) for unit in units(texts)]
    assert read_by_toolkit(written(units(texts))) == wanted


@settings(deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_translate_toolkit_reads_every_unit(texts: list[str]) -> None:
    data = written([Unit(text, text) for text in texts])
    assert read_by_toolkit(data) == [(clean(text), clean(text)) for text in texts]


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_we_read_what_translate_toolkit_writes(texts: list[str]) -> None:
    file = tmx.tmxfile(sourcelanguage="zh-CN")
    for text in texts:
        # It trims no segment and knows nothing of what XML forbids.
        file.addtranslation(clean(text), "zh-CN", clean(text), "en")
    found = [item for item in everything(bytes(file)) if isinstance(item, Unit)]
    assert [(unit.source, unit.target) for unit in found] == [
        (clean(text), clean(text)) for text in texts
    ]


def coded() -> list[Unit]:
    """Units with inline elements, pairs broken and crossing among them.

    Without `hi`: OmegaT 3.6 takes what stands in one for markup.
    """
    xml = (
        '<bpt i="1" x="1">&lt;b&gt;</bpt>',
        '<ept i="1">&lt;/b&gt;</ept>',
        '<ph x="3">&lt;br&gt;</ph>',
        '<bpt i="4" type="bold"/>',
        '<ept i="4"/>',
        '<it pos="begin">&lt;i&gt;</it>',
    )
    codes = tuple(InlineCode(number, one) for number, one in enumerate(xml, 1))
    texts = ("{1}{2}", "{1}{3}", "{4}{1}{5}{2}", "{2}{6}{5}", "{3}{3}", "{1}{4}{2}{5}")
    return [
        Unit(
            f"第{number}句{''.join(found := text.replace('}{', '}字{'))}。",
            f"Sentence {number} {found.replace('字', ' word ')}!",
            source_codes=codes,
            target_codes=codes,
        )
        for number, text in enumerate(texts)
    ]


def bare(text: str) -> str:
    """The words of a coded unit, as a reader without inline elements has them."""
    return " ".join(without(text).split())


def test_translate_toolkit_reads_the_words_of_level_1() -> None:
    wanted = [(bare(unit.source), bare(unit.target)) for unit in coded()]
    assert read_by_toolkit(written(coded(), level=1)) == wanted


def test_translate_toolkit_reads_the_words_around_inline_elements() -> None:
    file = tmx.tmxfile(sourcelanguage="zh-CN", targetlanguage="en")
    file.parse(written(coded()))
    for unit, ours in zip(file.units, coded(), strict=True):
        # Its own text of a unit ends at the first element; the tree has all of it.
        for seg, text in zip(unit.xmlelement.iter("seg"), (ours.source, ours.target), strict=True):
            words = (seg.text, *(part.tail for part in seg.iter() if part is not seg))
            assert "".join(word or "" for word in words) == without(text)


@pytest.mark.peer("omegat")
@pytest.mark.parametrize("level", [1, 2])
def test_omegat_translates_from_units_with_inline_elements(tmp_path: Path, level: int) -> None:
    sources = [bare(unit.source) for unit in coded()]
    targets = translated(tmp_path, written(coded(), level=level), sources)
    if level > 1:  # what it takes an element out of keeps the spaces on both sides
        targets = [" ".join(target.split()) for target in targets]
    assert targets == [bare(unit.target) for unit in coded()]


@pytest.mark.peer("omegat")
def test_omegat_translates_from_our_memory(tmp_path: Path) -> None:
    memory = units([clean(text) for text in HARD])
    sources = [unit.source for unit in memory]
    assert translated(tmp_path, written(memory), sources) == [
        # OmegaT composes what can be composed, in whatever it reads.
        unicodedata.normalize("NFC", unit.target)
        for unit in memory
    ]


def translated(folder: Path, memory: bytes, sources: list[str]) -> list[str]:
    """Return what OmegaT makes of sentences with this memory and nothing else."""
    project = folder / "project"
    for name in ("source", "target", "tm/auto", "omegat", "glossary", "dictionary"):
        (project / name).mkdir(parents=True)
    (project / "omegat.project").write_text(PROJECT)
    (project / "tm/auto/memory.tmx").write_bytes(memory)
    (project / "source/text.txt").write_text("\n\n".join(sources), encoding="utf-8")
    run = subprocess.run(
        [
            "omegat",
            str(project),
            "--mode=console-translate",
            f"--config-dir={folder / 'config'}",
            "--disable-project-locking",
        ],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    text = (project / "target/text.txt").read_text(encoding="utf-8")
    return text.strip("\ufeff\n").split("\n\n")
