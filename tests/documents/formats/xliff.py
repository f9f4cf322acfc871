"""What the tests of XLIFF share: a file of each version, and reading and writing in one go."""

from __future__ import annotations

from pathlib import Path

from tests.documents.formats.contract import SOURCE, paragraphs_of
from workbench.core.document import Paragraph
from workbench.documents.blocks import Block
from workbench.documents.cleanup.cleaning import DEFAULT
from workbench.documents.formats.base import Content, Wanted
from workbench.documents.formats.xliff import handler as xliff
from workbench.text.codepoints import has_han

_SAMPLES = Path(__file__).parents[1] / "samples"
VERSION_1 = (_SAMPLES / "ferry-1.2.xlf").read_text(encoding="utf-8")
VERSION_2 = (_SAMPLES / "ferry-2.0.xlf").read_text(encoding="utf-8")


HEAD_1 = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
    '<file original="a" source-language="zh" target-language="en" datatype="plaintext"><body>'
)
TAIL_1 = "</body></file></xliff>"
HEAD_2 = (
    '<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" '
    'srcLang="zh" trgLang="en"><file id="f">'
)
TAIL_2 = "</file></xliff>"


def one(*units: str) -> str:
    """Return a file of version 1.2 with these units."""
    return HEAD_1 + "".join(units) + TAIL_1


def marks(*texts: str) -> str:
    """Return segments of version 1.2, numbered from 1 on."""
    return "".join(f"<mrk mtype='seg' mid='{n}'>{text}</mrk>" for n, text in enumerate(texts, 1))


def two(*units: str) -> str:
    """Return a file of version 2.1 with these units."""
    return HEAD_2 + "".join(units) + TAIL_2


def content(data: str | bytes) -> Content:
    return Content(data.encode() if isinstance(data, str) else data, "", "", "ferry.xlf")


def blocks(data: str | bytes) -> tuple[Block, ...]:
    return tuple(xliff.read(content(data), DEFAULT).blocks)


def paragraphs(data: str | bytes) -> tuple[Paragraph, ...]:
    return paragraphs_of(blocks(data))


def in_file(block: Block) -> str:
    """Return what stands in a file for a unit: its targets, or its source if it has none."""
    targets = [one.target for one in block.given or () if one.target]
    is_chinese = any(map(has_han, targets))
    return ("" if is_chinese else " ").join(targets) or block.text


def written(data: str | bytes, paragraphs: tuple[Paragraph, ...], wanted: Wanted = SOURCE) -> str:
    """Return the file with these paragraphs, as text."""
    return xliff.write(content(data), paragraphs, wanted).decode()
