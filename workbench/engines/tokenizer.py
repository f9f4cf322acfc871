"""Cut text into a model's pieces and put pieces together again, the same for every back end.

Promises: the pieces of a source end in ``</s>`` (CTranslate2 does not add it); loading is quiet and
never imports torch; safe to call from several threads.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from workbench.errors import ModelDirectoryError

END = "</s>"


class Tokenizer:
    """The MarianTokenizer of a model directory, with the model's prefix and normalisation."""

    def __init__(self, folder: Path, *, prefix: str = "", moses: bool = False) -> None:
        """Load the tokenizer.

        Args:
            folder: the model directory.
            prefix: put before each source, as models with several target languages want.
            moses: normalise punctuation as opus-mt's authors did before training.

        Raises:
            ModelDirectoryError: the vocabulary or the piece models cannot be read.
        """
        self._prefix = f"{prefix} " if prefix else ""
        self._lock = threading.Lock()
        self._marian = load_tokenizer(folder)
        self._normalise = _moses() if moses else None
        self._unknown: int = self._marian.unk_token_id

    def encode(self, source: str) -> list[str]:
        """The pieces of ``source`` with prefix and ``</s>``."""
        text = self._normalise.normalize(source) if self._normalise else source
        with self._lock:
            return [*self._marian.tokenize(self._prefix + text), END]

    def unknown(self, source: str) -> tuple[str, ...]:
        """The letters of ``source``, run by run, that the model has never seen."""
        pieces = self.encode(source)
        strange = (
            piece.lstrip("▁")
            for piece, number in zip(pieces, self.numbers(pieces), strict=True)
            if number == self._unknown
        )
        return tuple(dict.fromkeys(piece for piece in strange if piece.isalpha()))

    def numbers(self, pieces: Sequence[str]) -> list[int]:
        """The vocabulary numbers of ``pieces``."""
        found: list[int] = self._marian.convert_tokens_to_ids(list(pieces))
        return found

    def pieces(self, numbers: Sequence[int]) -> list[str]:
        """The pieces that ``numbers`` stand for, without padding and ``</s>``."""
        found: list[str] = self._marian.convert_ids_to_tokens(
            list(numbers), skip_special_tokens=True
        )
        return found

    def vocabulary(self) -> list[str]:
        """All pieces of the model, by their numbers."""
        numbers: dict[str, int] = self._marian.get_vocab()
        return sorted(numbers, key=numbers.__getitem__)

    def spell(self, target: str) -> list[str]:
        """The pieces of an English ``target`` without ``</s>``; the model may not know them all."""
        with self._lock:
            found: list[str] = self._marian.spm_target.encode(target, out_type=str)
        return found

    def decode(self, pieces: Sequence[str]) -> str:
        """The English text that ``pieces`` spell."""
        with self._lock:
            return str(self._marian.spm_target.decode_pieces(list(pieces))).strip()


def load_tokenizer(folder: Path) -> Any:
    """The MarianTokenizer of ``folder``, loaded without a word on the terminal.

    Raises:
        ModelDirectoryError: a file of it cannot be read.
    """
    from transformers import MarianTokenizer
    from transformers.utils import logging

    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return MarianTokenizer.from_pretrained(str(folder), local_files_only=True)
    except (OSError, ValueError, RuntimeError, KeyError, TypeError) as exc:
        raise ModelDirectoryError(
            f"the tokenizer cannot be read ({exc})",
            where=str(folder),
            hint="One of source.spm, target.spm, vocab.json is damaged: install the model again.",
        ) from exc


def _moses() -> Any:
    """The normaliser that reproduces nearly all lines that the authors of opus-mt normalised."""
    from sacremoses import MosesPunctNormalizer

    return MosesPunctNormalizer(
        lang="en", pre_replace_unicode_punct=True, post_remove_control_chars=True
    )
