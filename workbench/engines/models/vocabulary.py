"""See that a model's vocabulary and its two piece models belong together and to the model.

Pieces of another model translate into fluent nonsense without any error, which is worse than a
crash. Promises: what `check` accepts can be encoded, numbered and spelt again.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from workbench.engines.models.weights import HINT
from workbench.errors import ModelDirectoryError

_SPECIAL: Final = ("</s>", "<unk>", "<pad>")
_CONTROL: Final = frozenset({"<s>", "<unk>", "</s>", "<pad>"})

COVERED: Final = 0.5
"""Share of a piece model's pieces that vocab.json must know. One that was made with it comes near
to 1 (rare pieces may have fallen to its limit); another language's knows little beyond marks."""


def check(folder: Path, vocabulary: Mapping[str, Any], config: Mapping[str, Any]) -> None:
    """Check ``vocab.json`` and both piece models of ``folder``.

    Raises:
        ModelDirectoryError: they are damaged, or do not belong together.
    """
    path = folder / "vocab.json"
    size = len(vocabulary)
    if size != config["vocab_size"]:
        raise ModelDirectoryError(
            f"the vocabulary has {size:,} pieces, the model {config['vocab_size']:,}",
            where=str(path),
            hint=HINT,
        )
    missing = [piece for piece in _SPECIAL if piece not in vocabulary]
    if missing:
        raise ModelDirectoryError(
            f"the vocabulary has no piece {' '.join(missing)}", where=str(path), hint=HINT
        )
    numbers = {number for number in vocabulary.values() if isinstance(number, int)}
    if numbers != set(range(size)):
        raise ModelDirectoryError(
            f"the pieces are not numbered from 0 to {size - 1:,}", where=str(path), hint=HINT
        )
    for name in ("source.spm", "target.spm"):
        _check_pieces(folder / name, vocabulary)


def prefixes(vocabulary: Mapping[str, Any]) -> tuple[str, ...]:
    """The pieces that ask a model with several target languages for one (``>>cmn_Hans<<``)."""
    return tuple(sorted(p for p in vocabulary if p.startswith(">>") and p.endswith("<<")))


def _check_pieces(path: Path, vocabulary: Mapping[str, Any]) -> None:
    from sentencepiece import SentencePieceProcessor

    try:
        model: Any = SentencePieceProcessor(model_file=str(path))
        pieces: list[str] = model.id_to_piece(list(range(model.get_piece_size())))
    except (RuntimeError, OSError, ValueError, TypeError) as exc:
        raise ModelDirectoryError(
            "the file is no sentencepiece model, or a damaged one", where=str(path), hint=HINT
        ) from exc
    wanted = [piece for piece in pieces if piece not in _CONTROL]
    known = sum(piece in vocabulary for piece in wanted)
    if not wanted or known < COVERED * len(wanted):
        raise ModelDirectoryError(
            f"vocab.json knows only {known:,} of its {len(wanted):,} pieces",
            where=str(path),
            hint="source.spm, target.spm and vocab.json must come from one and the same model.",
        )
