"""Files packed as their names say, always the same bytes."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from workbench.exchange.packing import packing, unpacked

KINDS = (".tmx", ".csv")
DATA = "港口".encode() * 1000


def packed(name: str) -> bytes:
    stream = io.BytesIO()
    with packing(stream, name, KINDS) as inner:
        inner.write(DATA)
    assert not stream.closed
    return stream.getvalue()


@pytest.mark.parametrize("name", ["memory.tmx", "memory", ".gz", "memory.gz.tmx"])
def test_other_names_pack_nothing(name: str) -> None:
    assert packed(name) == DATA
    assert unpacked(name) == name


@pytest.mark.parametrize("name", ["memory.tmx.gz", "memory.TMX.GZ", "m.gz"])
def test_gzip(name: str) -> None:
    assert gzip.decompress(packed(name)) == DATA
    assert packed(name) == packed("other.gz")


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("memory.zip", "memory.tmx"),
        ("memory.tmx.zip", "memory.tmx"),
        ("pairs.CSV.Zip", "pairs.CSV"),
        ("港口.2026.zip", "港口.2026.tmx"),
    ],
)
def test_zip_has_one_file_with_the_right_name(name: str, inside: str) -> None:
    with zipfile.ZipFile(io.BytesIO(packed(name))) as archive:
        assert archive.namelist() == [inside]
        assert archive.read(inside) == DATA
    assert packed(name) == packed(name)
