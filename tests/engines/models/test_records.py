"""What is remembered of models comes back, and what cannot be read counts as not there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbench.engines.models import places, records
from workbench.engines.models.records import Speed
from workbench.errors import EngineError

SPEED = Speed("embedded model · int8", "ab", 4, 95, 117.4, 14.1, 36.5, records.now())


def test_a_choice_is_remembered_and_forgotten() -> None:
    assert records.chosen() is None
    records.choose("embedded")
    records.choose("opus-mt-zh-en")
    assert records.chosen() == "opus-mt-zh-en"
    records.forget_choice()
    records.forget_choice()
    assert records.chosen() is None


def test_each_model_has_a_speed_of_its_own_even_by_its_path() -> None:
    slow = replace(SPEED, segments_per_second=1.5)
    records.keep_speed("embedded", SPEED)
    records.keep_speed("/models/mine", slow)
    assert (records.speed("embedded"), records.speed("/models/mine")) == (SPEED, slow)
    records.forget_speed("embedded")
    assert records.speed("embedded") is None
    assert records.speed("/models/mine") == slow


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"label": "x"}', b"\xff"])
def test_what_cannot_be_read_counts_as_not_there(content: bytes) -> None:
    records.keep_speed("embedded", SPEED)
    records.choose("embedded")
    for path in places.remembered().iterdir():
        path.write_bytes(content)
    assert records.speed("embedded") is None
    assert records.chosen() in {None, content.decode("ascii", "ignore")}


def test_what_cannot_be_written_is_one_clear_message() -> None:
    places.remembered().parent.mkdir(parents=True)
    places.remembered().write_text("a file where the folder should be")
    with pytest.raises(EngineError, match="cannot be written"):
        records.choose("embedded")
