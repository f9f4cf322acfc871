"""Confidence: what it goes by, where its calibration comes from, what an engine says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.core.doubt import DoubtKind
from workbench.core.draft import Draft
from workbench.engines import confidence
from workbench.engines.confidence import FILE_NAME, UNSURE, Calibration, Judge, features
from workbench.engines.loading import load
from workbench.errors import FormatError

KNOWN = Calibration(2.0, (5.0, -1.0, -1.0, -0.5), 45.0, 1000)
SOURCE = "双方同意扩大贸易，并深化海关合作。"
TARGET = "The two sides agreed to expand trade and deepen customs cooperation."


def test_the_likelier_draft_is_the_surer_one() -> None:
    judge = Judge(KNOWN)
    sure = [judge.judged(SOURCE, Draft(TARGET, score)).confidence for score in (-0.2, -0.6, -1.5)]
    assert sure == sorted(sure, key=lambda one: -(one or 0))
    assert sure[0] == pytest.approx(0.73, abs=0.1)


def test_a_lost_number_and_a_strange_length_make_it_less_sure() -> None:
    judge = Judge(KNOWN)
    source = "项目总投资为7000亿元。"
    good = judge.judged(source, Draft("Total investment in it is 700 billion yuan.", -0.3))
    lost = judge.judged(source, Draft("Total investment in it is 700 million yuan.", -0.3))
    short = judge.judged(source, Draft("Investment 700 billion", -0.3))
    assert good.doubts == ()
    assert [doubt.kind for doubt in lost.doubts] == [DoubtKind.NUMBER]
    assert (lost.confidence or 1) < (good.confidence or 0)
    assert (short.confidence or 1) < (good.confidence or 0)


def test_a_draft_that_is_hardly_usable_says_so() -> None:
    draft = Judge(KNOWN).judged(SOURCE, Draft(TARGET, -2.0))
    assert draft.confidence is not None
    assert draft.confidence < UNSURE
    assert [doubt.kind for doubt in draft.doubts] == [DoubtKind.UNSURE]


def test_judging_twice_says_nothing_twice() -> None:
    judge = Judge(KNOWN)
    once = judge.judged("共有300人。", Draft("There are 30 people.", -2.0))
    assert judge.judged("共有300人。", once) == once


def test_what_no_score_is_known_of_has_no_confidence() -> None:
    draft = Judge(KNOWN).judged("共有300人。", Draft("There are 30 people."))
    assert draft.confidence is None
    assert [doubt.kind for doubt in draft.doubts] == [DoubtKind.NUMBER]


def test_without_a_calibration_it_is_the_pieces_mean_probability() -> None:
    judge = Judge()
    assert judge.judged(SOURCE, Draft(TARGET, -0.5)).confidence == pytest.approx(0.607, abs=0.001)
    lost = judge.judged("共有300人。", Draft("There are 30 people.", -0.5))
    assert lost.confidence == pytest.approx(0.303, abs=0.001)


def test_placeholders_are_no_words() -> None:
    plain = features(SOURCE, TARGET, -0.5, ())
    judge = Judge(KNOWN)
    bare = judge.confidence(SOURCE, TARGET, -0.5)
    assert judge.confidence(f"{{1}}{SOURCE}{{2}}", f"{{1}} {TARGET} {{2}}", -0.5) == bare
    assert plain[0] == -0.5


def test_a_calibration_comes_back_from_its_file(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(confidence.text_of(KNOWN, head="A head.\n\nMore."), "utf-8")
    assert confidence.load(tmp_path) == KNOWN
    assert confidence.load(tmp_path / "elsewhere") is None


@pytest.mark.parametrize(
    "text", ["nonsense", "usable = 1", "weights = 3\nintercept = 1", "[weights]"]
)
def test_a_broken_calibration_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE_NAME).write_text(text, "utf-8")
    with pytest.raises(FormatError, match="calibration"):
        confidence.load(tmp_path)


def test_the_embedded_model_is_calibrated(embedded: Path) -> None:
    known = confidence.load(embedded)
    assert known is not None
    assert known.pairs > 500
    assert known.weights[0] > 0


def test_the_embedded_model_is_surer_of_what_makes_sense() -> None:
    engine = load("embedded")
    plain = engine.translate(["双方同意扩大贸易。", "我不知道。", "会议将于明年举行。"])
    odd = engine.translate(["贸贸双扩易方于举意。", "瓢泼囫囵饕餮魑魅魍魉。", "年明会行将议。"])
    worst = min(draft.confidence or 0 for draft in plain)
    assert worst > max(draft.confidence or 0 for draft in odd)
