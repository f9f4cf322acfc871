"""What the writer wrote, the reader reads; what chance made of it, the reader survives."""

from __future__ import annotations

import gzip
import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.exchange.tmx import HARD, UNITS, everything, file, tu, written
from workbench.core.memory import Unit
from workbench.errors import WorkbenchError
from workbench.exchange import tmx_archive
from workbench.exchange.skipped import Skipped
from workbench.text.normalise import clean
from workbench.text.placeholders import placeholders


def zipped(content: bytes) -> bytes:
    """Return an archive with this file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.tmx", content)
    return stream.getvalue()


VALID = (
    written([Unit(text, text, note="n", document="d", created_by="LW") for text in HARD]),
    written([Unit("甲", "a")]).decode().encode("utf-16"),
    gzip.compress(file(*(tu(f"第{n}句", f"{n}") for n in range(40)))),
    file(
        tu('<bpt i="1">x</bpt>粗<ept i="1"/><ph x="2"/>', "<![CDATA[&]]>&#20013;"),
        head='<!DOCTYPE tmx [<!ENTITY a "b">]><tmx version="1.4"><header srclang="*all*"/><body>',
    ),
    file(
        tu("一", "one"),
        tu('<bpt i="1" x="1">b</bpt>粗<ept i="1">/b</ept>', '<ph x="2"/>a', attributes=' tuid="1"'),
        tu("<hi>重</hi>要<ph>a<sub>脚注</sub></ph>", "<it pos='end'/>a", facts="<note>n</note>"),
        tu("{1}<x/>", "&amp;&#x4E2D;", facts='<prop type="x-placeholders">3</prop>'),
    ),
    zipped(file(tu("一", "one"), tu("二<ph/>", "two"))),
)
SPLICES = (
    b"<tu>",
    b"</tu>",
    b"<",
    b"&",
    b"]]>",
    b"<!--",
    b"\xff",
    b"\x00",
    b"&#0;",
    b"<seg>",
    b"<ph>",
    b"</hi>",
    b'<ept i="1"/>',
    b"<sub>",
    b"{1}",
    b'"',
)


def stored(unit: Unit) -> Unit:
    """The unit as a memory may hold it."""
    return replace(
        unit,
        source=clean(unit.source),
        target=clean(unit.target),
        document=clean(unit.document),
        domain=clean(unit.domain),
        note="\n".join(clean(line) for line in unit.note.splitlines()).strip(),
        before=clean(unit.before),
        after=clean(unit.after),
        created_by=clean(unit.created_by),
        changed_by=clean(unit.changed_by),
    )


@settings(max_examples=300)
@given(st.lists(UNITS, max_size=4))
def test_units_come_back_with_everything(units: list[Unit]) -> None:
    assert everything(written(units)) == [stored(unit) for unit in units]


@pytest.mark.parametrize("text", HARD)
def test_hard_segments_come_back(text: str) -> None:
    (unit,) = everything(written([Unit(text, text)]))
    assert isinstance(unit, Unit)
    assert unit.source == unit.target == clean(text)


@settings(max_examples=500, deadline=None)
@given(st.data())
def test_mutated_files_raise_only_errors_of_ours(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from(VALID)))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        to = min(at + data.draw(st.integers(0, 40)), len(content))
        content[at:to] = data.draw(st.sampled_from(SPLICES) | st.binary(max_size=6))
    try:
        found = list(tmx_archive.read(io.BytesIO(bytes(content)), name="test.tmx"))
    except WorkbenchError as error:
        assert error.where  # noqa: PT017 - either outcome is right
        return
    assert all(isinstance(item, Unit | Skipped) for item in found)
    for item in found:
        if isinstance(item, Unit):
            assert clean(item.source) == item.source != ""
            assert all(code.number in placeholders(item.source) for code in item.source_codes)
            assert written([item])


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
@example(b"<tmx><tu><tu><tu>")
@example(b"<tmx><tu a='<tu a='<tu a='")
@example(b"<tmx>&<tu\n<tu\n<tu\n<tu >")
def test_any_bytes_raise_only_errors_of_ours(content: bytes) -> None:
    for head in (b"", b"<tmx><body>", b"<tmx><body><tu>"):
        try:
            everything(head + content)
        except WorkbenchError as error:
            assert str(error)  # noqa: PT017


@pytest.mark.parametrize("cut", range(40, 700, 13))
def test_every_beginning_of_a_file_gives_its_whole_units(cut: int) -> None:
    whole = written([Unit(f"第{n}句", f"Sentence {n}") for n in range(4)])
    start = whole[:cut]
    if b'<tmx version="1.4">' not in start:
        return
    units = [item for item in everything(start) if isinstance(item, Unit)]
    assert len(units) == start.count(b"</tu>")
