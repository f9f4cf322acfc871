"""Learn the pieces, and lay them out as Marian directories have them.

One unigram model is learned on both languages and serves as ``source.spm`` and as ``target.spm``:
a Latin string in a Chinese sentence is then cut into the very pieces that the target needs, which
is what makes copying (and so terminology by inline substitution) easy to learn. Digits are single
pieces for the same reason. ``vocab.json`` follows opus-mt: ``</s>`` is 0, ``<unk>`` 1, ``<pad>``
the last.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from .prepare import FIRST_EAST_ASIAN

SIZE = 10_000
"""Pieces to learn; with 256 dimensions the embedding stays a quarter of the model."""


def learn(lines: Iterable[str], folder: Path, size: int = SIZE) -> None:
    """Learn ``size`` pieces from ``lines``; write the three tokenizer files into ``folder``."""
    import sentencepiece

    folder.mkdir(parents=True, exist_ok=True)
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines),
        model_prefix=str(folder / "joint"),
        model_type="unigram",
        vocab_size=size,
        character_coverage=0.99997,
        split_digits=True,
        max_sentencepiece_length=12,
        normalization_rule_name="nmt_nfkc",
        num_threads=2,
        minloglevel=2,
        bos_id=-1,
        pad_id=-1,
        eos_id=0,
        unk_id=1,
    )
    shutil.copyfile(folder / "joint.model", folder / "source.spm")
    shutil.copyfile(folder / "joint.model", folder / "target.spm")
    _write_vocabulary(folder)


def english(vocabulary: dict[str, int]) -> list[int]:
    """The numbers of the pieces that English can hold: no Chinese character, not ``<pad>``.

    Only these are candidates in training, which halves the cost of the softmax; the exported model
    gives the others a bias that rules them out.
    """
    return sorted(
        number
        for piece, number in vocabulary.items()
        if piece != "<pad>" and not any(ch >= FIRST_EAST_ASIAN for ch in piece)
    )


def _write_vocabulary(folder: Path) -> None:
    """Number the pieces as opus-mt does: as learned, ``<pad>`` after the last."""
    import sentencepiece

    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "joint.model"))
    vocabulary = {pieces.id_to_piece(number): number for number in range(pieces.get_piece_size())}
    vocabulary["<pad>"] = len(vocabulary)
    text = json.dumps(vocabulary, ensure_ascii=False, indent=0)
    (folder / "vocab.json").write_text(text + "\n", "utf-8")
    (folder / "joint.model").unlink()
    (folder / "joint.vocab").unlink()
