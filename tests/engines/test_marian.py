"""What an engine does with any source, proved with a back end that answers as it is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from workbench.core.doubt import DoubtKind
from workbench.core.draft import Draft, EngineInfo
from workbench.engines.backend import Decoding, Hypothesis, Matrix, Pieces, Scores
from workbench.engines.marian import NO_REPEAT, MarianEngine
from workbench.engines.tokenizer import Tokenizer

Answer = Callable[[str, Decoding], str]


class Scripted:
    """A back end whose answers a test writes; it remembers what it was asked."""

    def __init__(self, tokenizer: Tokenizer, answer: Answer) -> None:
        self._tokenizer = tokenizer
        self._answer = answer
        self.asked: list[tuple[list[str], Decoding]] = []

    def decode(self, sources: Sequence[Sequence[str]], decoding: Decoding) -> list[Hypothesis]:
        texts = [self._tokenizer.decode(source[:-1]) for source in sources]
        self.asked.append((texts, decoding))
        answers = [self._answer(text, decoding) for text in texts]
        return [Hypothesis(tuple(self._tokenizer.encode(text)[:-1]), -0.5) for text in answers]

    def complete(self, *_: Any, **__: Any) -> list[tuple[Hypothesis, ...]]:
        raise AssertionError("nothing here is completed")

    def branch(self, *_: Any, **__: Any) -> list[Any]:
        raise AssertionError("nothing here is branched")

    def following(self, *_: Any, **__: Any) -> list[Any]:
        raise AssertionError("nobody asks here what follows")

    def score(self, _: Sequence[Pieces], targets: Sequence[Pieces]) -> list[Scores]:
        return [(-0.5,) * (len(target) + 1) for target in targets]

    def attend(self, *_: Any, **__: Any) -> list[Matrix]:
        raise AssertionError("nothing here is attended to")


def engine(
    tokenizer: Tokenizer, answer: Answer, longest: int = 60
) -> tuple[MarianEngine, Scripted]:
    backend = Scripted(tokenizer, answer)
    info = EngineInfo("scripted", "scripted", "0")
    return MarianEngine(info, tokenizer, backend, Decoding(4, 512), longest), backend


def test_wordless_sources_come_back_and_are_not_decoded(tokenizer: Tokenizer) -> None:
    made, backend = engine(tokenizer, lambda *_: "invented")
    drafts = made.translate(["", "  ", "……", "——  ——"])
    assert drafts == [Draft(""), Draft(""), Draft("……"), Draft("—— ——")]
    assert backend.asked == []


def test_drafts_keep_the_order_of_the_sources(tokenizer: Tokenizer) -> None:
    made, _ = engine(tokenizer, lambda text, _: f"I see {text[0]}")
    sources = ["一" * 30, "二", "", "三" * 30, "四"]
    assert [draft.text[-1:] for draft in made.translate(sources)] == ["一", "二", "", "三", "四"]


def test_a_long_source_is_translated_in_parts_and_says_so(tokenizer: Tokenizer) -> None:
    made, backend = engine(tokenizer, lambda *_: "Good.", longest=20)
    (draft,) = made.translate(["我喜欢你。" * 20])
    assert draft.text.startswith("Good. Good.")
    assert draft.score == pytest.approx(-0.5)
    parts = [text for texts, _ in backend.asked for text in texts]
    assert "".join(parts) == "我喜欢你。" * 20
    assert f"in {len(parts)} parts" in draft.warnings[0]


def test_a_source_without_any_punctuation_is_cut_too(tokenizer: Tokenizer) -> None:
    made, backend = engine(tokenizer, lambda *_: "Good.", longest=20)
    made.translate(["港口" * 400])
    assert "".join(text for texts, _ in backend.asked for text in texts) == "港口" * 400


def test_a_loop_is_decoded_again_without_repetitions(tokenizer: Tokenizer) -> None:
    def answer(text: str, decoding: Decoding) -> str:
        loop = "走来" in text and not decoding.no_repeat
        return "slowly walking " * 9 if loop else "He came slowly."

    made, backend = engine(tokenizer, answer)
    looping, plain = made.translate(["缓缓走来。", "我喜欢你。"])
    assert looping.text == "He came slowly."
    assert "without repetitions" in looping.warnings[0]
    assert (plain.text, plain.score, plain.warnings) == ("He came slowly.", -0.5, ())
    assert backend.asked[1][0] == ["缓缓走来。"]
    assert backend.asked[1][1].no_repeat == NO_REPEAT


def test_a_loop_that_stays_is_reported(tokenizer: Tokenizer) -> None:
    made, _ = engine(tokenizer, lambda _, decoding: "go now " * (6 if decoding.no_repeat else 9))
    (draft,) = made.translate(["走来。"])
    assert draft.text == ("go now " * 6).strip()
    assert DoubtKind.LOOP in {doubt.kind for doubt in draft.doubts}


def test_a_draft_that_grew_too_long_says_so(tokenizer: Tokenizer) -> None:
    words = " ".join(f"{number} boats" for number in range(400))
    made, backend = engine(tokenizer, lambda *_: words)
    (draft,) = made.translate(["船。"])
    assert "cut off" in draft.doubts[0].message
    assert backend.asked[0][1].longest < 512


def test_characters_that_the_model_never_saw_are_named(tokenizer: Tokenizer) -> None:
    assert tokenizer.unknown("魑魅魍魉，他说港口很忙☃。") == ("魑", "魍魉")
    made, _ = engine(tokenizer, lambda *_: "Something is said here.")
    drafts = made.translate(["魑魅魍魉。", "港口很忙。"])
    found = [[d.message for d in draft.doubts if d.kind is DoubtKind.UNKNOWN] for draft in drafts]
    assert [len(messages) for messages in found] == [1, 0]
    assert "魑、魍魉" in found[0][0]


def test_what_a_source_may_cost_depends_on_itself_alone(tokenizer: Tokenizer) -> None:
    made, backend = engine(tokenizer, lambda *_: "Good.", longest=500)
    made.translate(["船。", "我喜欢你，" * 10, "港口，" * 60])
    limits = [decoding.longest for _, decoding in backend.asked]
    assert limits == sorted(limits)
    assert len(limits) == 3


def test_a_stream_gives_the_same_drafts(tokenizer: Tokenizer) -> None:
    made, backend = engine(tokenizer, lambda text, _: f"I see {text[0]}")
    sources = [f"{ch}船。" for ch in "一二三四五六七"]
    assert list(made.stream(iter(sources), batch=3)) == made.translate(sources)
    assert [len(texts) for texts, _ in backend.asked] == [3, 3, 1, 7]


def test_spaces_between_chinese_characters_do_not_reach_the_model(tokenizer: Tokenizer) -> None:
    made, backend = engine(tokenizer, lambda *_: "Good.")
    made.translate(["双 方 同\n意。"])
    assert backend.asked[0][0] == ["双方同意。"]


def test_a_broken_piece_model_is_named(copied: Path) -> None:
    from workbench.errors import ModelDirectoryError

    (copied / "source.spm").write_bytes(b"nonsense")
    with pytest.raises(ModelDirectoryError, match="tokenizer cannot be read"):
        Tokenizer(copied)
