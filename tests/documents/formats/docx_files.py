"""Word documents for the tests: made by hand, element for element, or with python-docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace

import docx
from docx.enum.text import WD_BREAK

from tests.documents.formats.contract import SOURCE, paragraphs_of
from workbench.core.document import Paragraph
from workbench.documents.blocks import Block
from workbench.documents.cleanup.cleaning import DEFAULT
from workbench.documents.formats.base import Content, Wanted
from workbench.documents.formats.docx import handler

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_NAMESPACES = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def element(tag: str, inside: str) -> str:
    """Return the root element of a part."""
    return f"{HEADER}<w:{tag} {_NAMESPACES}>{inside}</w:{tag}>"


def relations(targets: Sequence[tuple[str, str]], attributes: str = "") -> str:
    """Return a part of relations: pairs of a kind and a target."""
    each = (
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{to}"{attributes}/>'
        for n, (kind, to) in enumerate(targets, 1)
    )
    return f'{HEADER}<Relationships xmlns="{_RELATIONS}">{"".join(each)}</Relationships>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return an archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(
                zipfile.ZipInfo(name, (2024, 5, 3, 9, 15, 0)), data, zipfile.ZIP_DEFLATED
            )
    return out.getvalue()


def content_types(parts: Sequence[str]) -> str:
    """Return the part that says what the others are, `document` or `header` say."""
    each = (
        f'<Override PartName="/word/{one}.xml" ContentType="{_TYPES}.'
        f'{"document.main" if one == "document" else one}+xml"/>'
        for one in parts
    )
    names = "http://schemas.openxmlformats.org/package/2006/content-types"
    default = "application/vnd.openxmlformats-package.relationships+xml"
    rels = f'<Default Extension="rels" ContentType="{default}"/>'
    return f'{HEADER}<Types xmlns="{names}">{rels}{"".join(each)}</Types>'


def package(body: str, others: Mapping[str, str] | None = None) -> bytes:
    """Return a document with this body.

    Args:
        body: the elements in it.
        others: the content of further parts by their kind: `styles`, `footnotes`, `header` …
    """
    tags = {"header": "hdr", "footer": "ftr"}
    parts = {
        "[Content_Types].xml": content_types(["document", *(others or ())]),
        "_rels/.rels": relations([("officeDocument", "word/document.xml")]),
        "word/document.xml": element("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": relations([(k, f"{k}.xml") for k in others or ()]),
    }
    for kind, inside in (others or {}).items():
        parts[f"word/{kind}.xml"] = element(tags.get(kind, kind), inside)
    return zipped(parts)


def run(text: str, properties: str = "") -> str:
    """Return a run."""
    own = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{own}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str, properties: str = "") -> str:
    """Return a paragraph."""
    own = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{own}{''.join(content)}</w:p>"


def mark(kind: str) -> str:
    """Return a run with a mark of a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def complex_field(instruction: str, result: str) -> str:
    """Return a field of several runs."""
    code = f"<w:r><w:instrText> {instruction} </w:instrText></w:r>"
    return f"{mark('begin')}{code}{mark('separate')}{result}{mark('end')}"


def blocks(data: bytes) -> tuple[Block, ...]:
    """Return what the reader finds in a file."""
    return tuple(handler.read(Content(data, "", "", "file.docx"), DEFAULT).blocks)


def texts(data: bytes) -> list[str]:
    """Return the texts of what the reader finds in a file."""
    return [block.text for block in blocks(data)]


def text_of(*content: str, styles: str = "", properties: str = "") -> str:
    """Return the text of a document with one paragraph, '' if it is not offered."""
    others = {"styles": styles} if styles else None
    found = texts(package(paragraph(*content, properties=properties), others))
    assert len(found) <= 1
    return found[0] if found else ""


def labels(*content: str) -> list[str]:
    """Return how the codes of a paragraph are shown."""
    return [code.label for code in blocks(package(paragraph(*content)))[0].codes]


def warnings(data: bytes) -> tuple[str, ...]:
    """Return what the reader says of a file."""
    return handler.read(Content(data, "", "", "file.docx"), DEFAULT).warnings


def finished(data: bytes, targets: Sequence[str], wanted: Wanted = SOURCE) -> bytes:
    """Return the finished file: for each paragraph its English, '' for none."""
    return written(data, with_targets(paragraphs_of(blocks(data)), targets), wanted)


def with_targets(paragraphs: Sequence[Paragraph], targets: Sequence[str]) -> tuple[Paragraph, ...]:
    """Return paragraphs whose whole English is in the first segment."""
    made = []
    for one, target in zip(paragraphs, targets, strict=True):
        whole = replace(one.segments[0], source=one.text, target=target)
        made.append(replace(one, segments=(whole,)))
    return tuple(made)


def written(data: bytes, paragraphs: Sequence[Paragraph], wanted: Wanted = SOURCE) -> bytes:
    """Return the finished file of paragraphs."""
    return handler.write(Content(data, "", "", "file.docx"), paragraphs, wanted)


def part(data: bytes, name: str = "word/document.xml") -> str:
    """Return the text of a part of a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def body(data: bytes) -> str:
    """Return what is in the body of a file."""
    return part(data).partition("<w:body>")[2].partition("</w:body>")[0]


def saved(document: object) -> bytes:
    """Return the bytes of a document of python-docx."""
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def opened(data: bytes) -> docx.document.Document:
    """Open a file with python-docx."""
    return docx.Document(io.BytesIO(data))


def sample() -> bytes:
    """Return a document with a bit of everything that python-docx can make."""
    document = docx.Document()
    document.add_heading("渡口的清晨", level=0)
    document.add_heading("一、雾", level=1)
    mixed = document.add_paragraph("雾从江面升起来，")
    mixed.add_run("对岸的村子").bold = True
    mixed.add_run("看不见了。船家把")
    mixed.add_run("缆绳").italic = True
    mixed.add_run("解开，")
    mixed.add_run().add_break(WD_BREAK.LINE)
    mixed.add_run("又系上。等船的人不多。")
    document.add_paragraph("有人生起一堆火，烤着手说话。大家都不着急。", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    cells = ("名称", "数量", "渡船", "12")
    for cell, text in zip((c for row in table.rows for c in row.cells), cells, strict=True):
        cell.text = text
    document.add_paragraph("太阳出来以后，雾慢慢散了。船终于开了。")
    document.sections[0].header.paragraphs[0].text = "江边笔记"
    document.sections[0].footer.paragraphs[0].text = "仅供内部阅读"
    return saved(document)
