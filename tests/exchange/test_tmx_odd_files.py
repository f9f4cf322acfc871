"""Odd files give what can be had of them, twice the same, and what is written of it is sound."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tests.exchange.odd_files import ENCODINGS, REFUSED, STRUCTURES, OddFile
from tests.exchange.tmx import everything, written
from workbench.core.memory import Unit
from workbench.errors import FormatError
from workbench.exchange.skipped import Skipped

odd_files = pytest.mark.parametrize("odd", ENCODINGS + STRUCTURES, ids=lambda odd: odd.name)


@pytest.fixture(scope="module")
def dtd() -> etree.DTD:
    return etree.DTD(str(Path(__file__).with_name("tmx14.dtd")))


def units(content: bytes) -> list[Unit]:
    return [item for item in everything(content) if isinstance(item, Unit)]


@odd_files
def test_an_odd_file_gives_what_can_be_had(odd: OddFile) -> None:
    found = everything(odd.content)
    assert tuple((u.source, u.target) for u in found if isinstance(u, Unit)) == odd.pairs
    assert tuple(str(item) for item in found if isinstance(item, Skipped)) == odd.skipped


@odd_files
def test_what_is_written_of_an_odd_file_is_sound(odd: OddFile, dtd: etree.DTD) -> None:
    content = written(units(odd.content))
    dtd.assertValid(etree.fromstring(content))
    again = units(content)
    assert tuple((unit.source, unit.target) for unit in again) == odd.pairs
    assert written(again) == content


@pytest.mark.parametrize("odd", REFUSED, ids=lambda odd: odd.name)
def test_what_is_useless_is_refused(odd: OddFile) -> None:
    with pytest.raises(FormatError) as caught:
        everything(odd.content)
    assert caught.value.where.startswith("test.tmx")
    assert caught.value.hint
