"""CTranslate2 in float32 says what the reference says, piece by piece."""

from __future__ import annotations

from pathlib import Path

import pytest
import sacrebleu

from models.embedded import recipe
from models.embedded.recipe.prepare import Pair, is_held_out, read_pairs
from tests.engines.backends import fast
from workbench.engines.backend import Backend, Decoding, Hypothesis
from workbench.engines.loading import load
from workbench.engines.tokenizer import Tokenizer

SOURCES = [
    "我喜欢你。",
    "双方同意扩大贸易，并深化海关合作。",
    "新港区去年完成货物吞吐量1.2亿吨，比上年增长近一成。",
    "他指出，智慧港口是未来方向。",
    "会议什么时候开始？",
    "中国加入 World Trade Organization。",
    "缓缓走来",
    "外交部发言人说，中国愿意同各国一道维护世界和平与稳定。",
    "谢谢！",
    "经济全球化给各国带来机遇，也带来挑战。",
]


def decode(
    backend: Backend, tokenizer: Tokenizer, decoding: Decoding, batch: int
) -> list[Hypothesis]:
    pieces = [tokenizer.encode(source) for source in SOURCES]
    starts = range(0, len(pieces), batch)
    return [h for start in starts for h in backend.decode(pieces[start : start + batch], decoding)]


@pytest.mark.parametrize("beams", [1, 4])
@pytest.mark.parametrize("batch", [1, 10])
def test_float32_is_the_reference(
    embedded: Path, tokenizer: Tokenizer, reference: Backend, beams: int, batch: int
) -> None:
    decoding = Decoding(beams, 64)
    expected = decode(reference, tokenizer, decoding, batch)
    found = decode(fast(embedded, "float32"), tokenizer, decoding, batch)
    assert [h.pieces for h in found] == [h.pieces for h in expected]
    assert [h.score for h in found] == pytest.approx([h.score for h in expected], abs=1e-3)


def test_it_stays_the_reference_where_repetitions_are_forbidden(
    embedded: Path, tokenizer: Tokenizer, reference: Backend
) -> None:
    decoding = Decoding(4, 64, no_repeat=3)
    expected = decode(reference, tokenizer, decoding, 5)
    found = decode(fast(embedded, "float32"), tokenizer, decoding, 5)
    assert [h.pieces for h in found] == [h.pieces for h in expected]


def test_the_batch_does_not_change_a_translation(embedded: Path, tokenizer: Tokenizer) -> None:
    backend = fast(embedded, "float32")
    one, all_ = (decode(backend, tokenizer, Decoding(4, 64), batch) for batch in (1, 10))
    assert [h.pieces for h in one] == [h.pieces for h in all_]


@pytest.fixture(scope="module")
def held_out() -> list[Pair]:
    """Own pairs that the embedded model is never trained on, of four to seventy characters."""
    folder = Path(recipe.__file__).parent / "pairs"
    pairs = [pair for path in sorted(folder.glob("*.tsv")) for pair in read_pairs(path)]
    found = [pair for pair in pairs if is_held_out(pair)]
    assert len(found) > 150
    return found


@pytest.mark.parametrize("compute_type", ["float32", "int8"])
def test_padding_changes_no_translation(
    embedded: Path, tokenizer: Tokenizer, held_out: list[Pair], compute_type: str
) -> None:
    backend, decoding = fast(embedded, compute_type), Decoding(4, 96)
    pieces = [tokenizer.encode(pair.source) for pair in held_out[:60]]
    assert len({len(source) for source in pieces}) > 15
    alone = [backend.decode([source], decoding)[0] for source in pieces]
    for size in (2, 7, len(pieces)):
        starts = range(0, len(pieces), size)
        found = [
            h for start in starts for h in backend.decode(pieces[start : start + size], decoding)
        ]
        assert [h.pieces for h in found] == [h.pieces for h in alone]
        assert [h.score for h in found] == pytest.approx([h.score for h in alone], abs=1e-4)


def test_int8_translates_as_well_as_float32(embedded: Path, held_out: list[Pair]) -> None:
    """Within 1 chrF on some 200 sentences; on thousands it is within 0.1 (see the benchmarks)."""
    chrf = {
        compute_type: sacrebleu.corpus_chrf(
            [
                draft.text
                for draft in load(str(embedded), compute_type=compute_type).translate(
                    [pair.source for pair in held_out]
                )
            ],
            [[pair.target for pair in held_out]],
        ).score
        for compute_type in ("float32", "int8")
    }
    assert chrf["int8"] == pytest.approx(chrf["float32"], abs=1.0)


def test_int8_says_nearly_the_same(
    embedded: Path, tokenizer: Tokenizer, reference: Backend
) -> None:
    expected = decode(reference, tokenizer, Decoding(4, 64), 10)
    found = decode(fast(embedded, "int8"), tokenizer, Decoding(4, 64), 10)
    same = sum(f.pieces == e.pieces for f, e in zip(found, expected, strict=True))
    assert same >= len(SOURCES) // 2
    assert all("<unk>" not in h.pieces and "</s>" not in h.pieces for h in found)
