"""What both back ends can do besides drafting: complete, score, attend; and that they agree."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engines import backends
from workbench.engines.backend import Backend, Decoding, Pieces
from workbench.engines.ctranslate2_engine import CTranslate2Backend
from workbench.engines.tokenizer import Tokenizer

DECODING = Decoding(4, 60)
SOURCES = [
    "双方同意扩大贸易，并深化海关合作。",
    "他指出，智慧港口是未来方向。",
    "会议什么时候开始？",
]


@pytest.fixture(scope="module")
def fast(embedded: Path) -> CTranslate2Backend:
    return backends.fast(embedded, "float32")


@pytest.fixture(params=["fast", "reference"])
def backend(request: pytest.FixtureRequest) -> Backend:
    found: Backend = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="module")
def sources(tokenizer: Tokenizer) -> list[Pieces]:
    return [tokenizer.encode(source) for source in SOURCES]


PREFIXES = [("▁The", "▁two", "▁countries"), (), ("▁When",)]


def test_every_completion_begins_with_its_prefix(backend: Backend, sources: list[Pieces]) -> None:
    found = backend.complete(sources, PREFIXES, DECODING, 3)
    for prefix, hypotheses in zip(PREFIXES, found, strict=True):
        assert len({hypothesis.pieces for hypothesis in hypotheses}) == 3
        for hypothesis in hypotheses:
            assert hypothesis.pieces[: len(prefix)] == prefix
            assert len(hypothesis.pieces) > len(prefix)


def test_both_complete_alike(fast: Backend, reference: Backend, sources: list[Pieces]) -> None:
    ours = fast.complete(sources, PREFIXES, DECODING, 1)
    theirs = reference.complete(sources, PREFIXES, DECODING, 1)
    for (mine,), (other,) in zip(ours, theirs, strict=True):
        assert mine.pieces == other.pieces
        assert mine.score == pytest.approx(other.score, abs=1e-3)


def test_both_score_alike_and_the_own_hypothesis_best(
    fast: Backend, reference: Backend, sources: list[Pieces]
) -> None:
    targets: list[Pieces] = [found.pieces for found in reference.decode(sources, DECODING)]
    ours, theirs = fast.score(sources, targets), reference.score(sources, targets)
    for mine, other, target in zip(ours, theirs, targets, strict=True):
        assert len(mine) == len(target) + 1
        assert mine == pytest.approx(other, abs=1e-3)
    exchanged = fast.score(sources, [*targets[1:], targets[0]])
    for mine, wrong in zip(ours, exchanged, strict=True):
        assert sum(mine) / len(mine) > sum(wrong) / len(wrong)


def test_attention_is_a_distribution_over_the_source(
    backend: Backend, sources: list[Pieces]
) -> None:
    targets: list[Pieces] = [found.pieces for found in backend.decode(sources, DECODING)]
    for source, target, matrix in zip(
        sources, targets, backend.attend(sources, targets), strict=True
    ):
        assert [len(row) for row in matrix] == [len(source)] * len(target)
        assert all(sum(row) == pytest.approx(1, abs=1e-3) for row in matrix)


def test_branches_begin_with_the_prefix_and_differ_right_after_it(
    backend: Backend, sources: list[Pieces]
) -> None:
    found = backend.branch(sources, PREFIXES, DECODING, 4)
    for prefix, targets in zip(PREFIXES, found, strict=True):
        assert len(targets) == 4
        for target in targets:
            assert tuple(target[: len(prefix)]) == prefix
        after = {tuple(target[len(prefix) : len(prefix) + 1]) for target in targets}
        assert len(after) == 4


def test_both_say_alike_what_comes_next(
    fast: Backend, reference: Backend, sources: list[Pieces], tokenizer: Tokenizer
) -> None:
    ours, theirs = fast.following(sources, PREFIXES), reference.following(sources, PREFIXES)
    for mine, other in zip(ours, theirs, strict=True):
        best = [int(number) for number in (-other).argsort()[:5]]
        assert [mine[number] for number in best] == pytest.approx(
            [other[number] for number in best], abs=1e-2
        )
        assert sum(2.718281828 ** float(value) for value in mine) == pytest.approx(1, abs=1e-3)
    first = tokenizer.pieces([int(ours[1].argmax())])
    assert fast.branch(sources, PREFIXES, DECODING, 1)[1][0][:1] == tuple(first)
