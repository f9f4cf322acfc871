"""Into which segments OmegaT 3.6 cuts a text, by its own rules or by those of an SRX file.

It has no command for that, and reads no SRX but the one in its jar. So a file that lies before the
jar on the class path stands in for that one; a first run lists the segments as a memory, and a
second run translates each of them to itself with a mark at its end.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

JAR = Path("/usr/share/omegat/OmegaT.jar")
RULES = "org/omegat/core/segmentation/defaultRules.srx"
MARK = "¦"

_PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>{language}</source_lang><target_lang>FR</target_lang>
<sentence_seg>true</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags>
</project></omegat>
"""
_MEMORY = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t"
adminlang="en" srclang="{language}" datatype="plaintext"/><body>
{units}
</body></tmx>
"""
_UNIT = (
    '<tu><tuv xml:lang="{language}"><seg>{source}</seg></tuv>'
    '<tuv xml:lang="FR"><seg>{source}{mark}</seg></tuv></tu>'
)


def is_there() -> bool:
    """Return whether OmegaT and a Java are on the machine."""
    return JAR.is_file() and shutil.which("java") is not None


def segments(
    paragraphs: Sequence[str], folder: Path, *, rules: str | None = None, language: str = "ZH-CN"
) -> list[tuple[str, ...]]:
    """Return the segments of each paragraph.

    Args:
        paragraphs: each on one line, without `MARK`.
        folder: an empty one for the project and the configuration.
        rules: an SRX file's text instead of OmegaT's own rules.
        language: of the paragraphs.
    """
    project = make_project(folder, language)
    (project / "source/text.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")
    if rules is not None:
        place = folder / "before" / RULES
        place.parent.mkdir(parents=True)
        place.write_text(rules, encoding="utf-8")
    listed = folder / "listed.tmx"
    _run(
        folder,
        "console-createpseudotranslatetmx",
        f"--pseudotranslatetmx={listed}",
        "--pseudotranslatetype=equal",
    )
    sources = [tuv[0].text or "" for tuv in ET.parse(listed).iter("tuv")][::2]
    units = "\n".join(
        _UNIT.format(language=language, source=escape(source), mark=MARK) for source in sources
    )
    memory = _MEMORY.format(language=language, units=units)
    (project / "tm/auto/marked.tmx").write_text(memory, encoding="utf-8")
    _run(folder, "console-translate")
    text = (project / "target/text.txt").read_text(encoding="utf-8").strip("\ufeff\n")
    return [
        tuple(part.strip() for part in paragraph.split(MARK) if part.strip())
        for paragraph in text.split("\n\n")
    ]


def make_project(folder: Path, language: str) -> Path:
    """Make an empty project in a folder of its own and return where it lies."""
    project = folder / "project"
    for name in ("source", "target", "tm/auto", "omegat", "glossary", "dictionary"):
        (project / name).mkdir(parents=True)
    (project / "omegat.project").write_text(_PROJECT.format(language=language), encoding="utf-8")
    return project


def _run(folder: Path, mode: str, *more: str) -> None:
    run = subprocess.run(
        [
            "java",
            "-Dfile.encoding=UTF-8",
            "-cp",
            f"{folder / 'before'}:{JAR}",
            "org.omegat.Main",
            str(folder / "project"),
            f"--mode={mode}",
            f"--config-dir={folder / 'config'}",
            "--disable-project-locking",
            *more,
        ],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    if run.returncode != 0 or "Exception" in run.stderr:
        lines = [line for line in run.stderr.splitlines() if " Info: " not in line]
        raise RuntimeError("\n".join(lines[:8]) or run.stdout)
