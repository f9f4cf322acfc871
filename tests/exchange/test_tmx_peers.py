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
from workbench.core.memory import Unit
from workbench.text.normalise import clean

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


@pytest.mark.peer("omegat")
def test_omegat_translates_from_our_memory(tmp_path: Path) -> None:
    memory = units([clean(text) for text in HARD])
    for folder in ("source", "target", "tm/auto", "omegat", "glossary", "dictionary"):
        (tmp_path / "project" / folder).mkdir(parents=True)
    project = tmp_path / "project"
    (project / "omegat.project").write_text(PROJECT)
    (project / "tm/auto/memory.tmx").write_bytes(written(memory))
    text = "\n\n".join(unit.source for unit in memory)
    (project / "source/text.txt").write_text(text, encoding="utf-8")
    run = subprocess.run(
        [
            "omegat",
            str(project),
            "--mode=console-translate",
            f"--config-dir={tmp_path / 'config'}",
            "--disable-project-locking",
        ],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    translated = (project / "target/text.txt").read_text(encoding="utf-8")
    assert translated.strip("\ufeff\n").split("\n\n") == [
        # OmegaT composes what can be composed, in whatever it reads.
        unicodedata.normalize("NFC", unit.target)
        for unit in memory
    ]
