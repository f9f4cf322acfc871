"""Placeholders in drafts: each once, whatever the model does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from workbench.core.draft import Draft
from workbench.engines import loading
from workbench.engines.placeholders import GUESSED, MOST, renderings, translated
from workbench.text.placeholders import placeholders, without

SOURCES = (
    "{1}会议什么时候开始？{2}",
    "双方同意{1}扩大贸易{2}，并深化海关合作{3}。",
    "他说{1}GPS{2}很重要。",
    "谢谢！",
    "{1}{2}……{3}",
    "我喜欢{1}你{1}。",
)


def _spelled(sources: Sequence[str]) -> list[Draft]:
    said = {"雾散了。": "The fog lifted.", "散": "lifted", "走。": "Go."}
    return [Draft(said.get(source, ""), -1.0, ("doubtful",)) for source in sources]


def test_the_model_sees_no_placeholder_and_the_draft_has_all() -> None:
    asked: list[str] = []

    def translate(sources: Sequence[str]) -> list[Draft]:
        asked.extend(sources)
        return _spelled(sources)

    drafts = translated(["雾{1}散{2}了。", "走。", "{1}走。"], translate)
    assert asked == ["雾散了。", "走。", "走。", "散"]
    assert [draft.text for draft in drafts] == ["The fog {1}lifted{2}.", "Go.", "{1}Go."]
    assert {draft.score for draft in drafts} == {-1.0}
    assert {draft.warnings for draft in drafts} == {("doubtful",)}


def test_a_guess_is_said() -> None:
    (draft,) = translated(["{1}雾{2}散了。"], _spelled)
    assert draft.text == "{1}The{2} fog lifted."
    assert draft.warnings == ("doubtful", GUESSED)


def test_without_placeholders_nothing_is_added() -> None:
    assert translated(["走。"], _spelled) == _spelled(["走。"])


def test_a_stretch_is_translated_once() -> None:
    asked: list[str] = []

    def translate(sources: Sequence[str]) -> list[Draft]:
        asked.extend(sources)
        return _spelled(sources)

    said: dict[str, str] = {}
    first = translated(["雾{1}散{2}了。"], translate, said)
    assert renderings(["雾{1}散{2}了。", "{1}走{2}"], translate, said) == {"散": "lifted", "走": ""}
    assert translated(["雾{1}散{2}了。"], translate, said) == first
    assert asked == ["雾散了。", "散", "走", "雾散了。"]


def test_no_more_stretches_are_remembered_than_fit() -> None:
    said = {str(number): "" for number in range(MOST)}
    assert renderings(["雾{1}散{2}了。"], _spelled, said) == {"散": "lifted"}
    assert said == {"散": "lifted"}


@pytest.mark.parametrize("backend", ["transformers", "ctranslate2"])
def test_the_embedded_model_keeps_them(backend: str) -> None:
    engine = loading.load("embedded", backend=backend)
    drafts = engine.translate(SOURCES)
    plain = engine.translate([without(source) for source in SOURCES])
    for source, draft, bare in zip(SOURCES, drafts, plain, strict=True):
        assert Counter(placeholders(draft.text)) == Counter(placeholders(source))
        assert without(draft.text) == bare.text
        assert draft.score == pytest.approx(bare.score) if bare.score is not None else True
