"""Other tools read our XLIFF, every unit and identically: a library, and a whole CAT tool."""

from __future__ import annotations

import subprocess
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from translate.storage import xliff, xliff2

from tests.exchange.test_tmx_peers import PROJECT
from tests.exchange.tmx import HARD
from tests.exchange.tmx import written as written_memory
from tests.exchange.xliff import TEXTS, cleaned, of_pairs, read, written
from workbench.core.memory import Unit
from workbench.core.status import Origin
from workbench.text.normalise import clean
from workbench.text.placeholders import without

PAIRS = st.lists(
    st.tuples(TEXTS, TEXTS).filter(lambda pair: all(map(clean, pair))), min_size=1, max_size=4
)


def composed(text: str) -> str:
    """Return a text composed where it can be, as some tools do with whatever they read."""
    return unicodedata.normalize("NFC", text)


def bare(text: str) -> str:
    """Return a text without inline elements, which the library shows in its own way."""
    return without(text)


def texts(element: etree._Element, name: str) -> str:
    """Return the words of a source or target that the library holds."""
    found = next(element.iter(f"{{*}}{name}"))
    codes = {code for one in found.iter("{*}ph") for code in one.itertext()}
    return "".join(str(piece) for piece in found.itertext() if piece not in codes)


@given(PAIRS)
def test_translate_toolkit_reads_every_unit_of_version_1(pairs: list[tuple[str, str]]) -> None:
    file: Any = xliff.xlifffile()
    file.parse(written(of_pairs(pairs), "1.2"))
    found = [(unit.xmlelement, unit.getid()) for unit in file.units]
    assert [number.rpartition("\x04")[2] for _, number in found] == [
        str(n) for n in range(1, len(pairs) + 1)
    ]
    assert [(texts(one, "source"), texts(one, "target")) for one, _ in found] == [
        (bare(zh), bare(en)) for zh, en in cleaned(pairs)
    ]


@given(PAIRS)
def test_translate_toolkit_reads_every_unit_of_version_2(pairs: list[tuple[str, str]]) -> None:
    file: Any = xliff2.Xliff2File()
    file.parse(written(of_pairs(pairs), "2.0"))
    assert [unit.getid() for unit in file.units] == [str(n) for n in range(1, len(pairs) + 1)]
    assert [(texts(u.xmlelement, "source"), texts(u.xmlelement, "target")) for u in file.units] == [
        (bare(zh), bare(en)) for zh, en in cleaned(pairs)
    ]


def test_what_translate_toolkit_writes_again_can_be_taken_back() -> None:
    pairs = [(f"第{n}句{text}。", f"Sentence {n} {text}") for n, text in enumerate(HARD)]
    file: Any = xliff.xlifffile()
    file.parse(written(of_pairs(pairs), "1.2"))
    plain = [n for n, (zh, _) in enumerate(pairs) if "{" not in zh]
    for number in plain:
        file.units[number].target = f"Changed {number}"
    found = read(bytes(file))
    assert [unit.source for unit in found] == [zh for zh, _ in cleaned(pairs)]
    assert [found[n].target for n in plain] == [f"Changed {n}" for n in plain]


@pytest.mark.peer("omegat")
def test_omegat_translates_our_file_and_it_can_be_taken_back(tmp_path: Path) -> None:
    """It translates what stands in targets, from a memory here; placeholders are tags to it."""
    project = tmp_path / "project"
    for folder in ("source", "target", "tm/auto", "omegat", "glossary", "dictionary"):
        (project / folder).mkdir(parents=True)
    (project / "omegat.project").write_text(PROJECT)
    candidates = [
        clean(f"第{number}句{text}。") for number, text in enumerate(HARD) if "{" not in text
    ]
    # It takes runs of spaces for one, and then finds no unit that has them.
    sources = [text for text in candidates if " ".join(text.split()) == text]
    assert len(sources) > len(candidates) // 2
    sources.append("{1}双方{2}同意{3}。")
    memory = [Unit(zh, f"Sentence {n}.", Origin.HUMAN) for n, zh in enumerate(sources[:-1])]
    (project / "tm/auto/memory.tmx").write_bytes(written_memory(memory))
    (project / "source/review.xlf").write_bytes(
        written(of_pairs([(zh, "") for zh in sources]), "1.2", fill=True)
    )
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
    found = read((project / "target/review.xlf").read_bytes())
    assert [composed(unit.source) for unit in found] == list(map(composed, sources))
    assert [unit.target for unit in found[:-1]] == [unit.target for unit in memory]
    assert found[-1].target == "{1}双方{2}同意{3}。"
