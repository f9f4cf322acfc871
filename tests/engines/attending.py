"""A scripted model that looks where a script says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.engines.constraint.scripted import ScriptedBackend, ScriptedTokenizer
from workbench.core.draft import EngineInfo
from workbench.engines.backend import Decoding, Matrix, Pieces
from workbench.engines.marian import MarianEngine


class Attending(ScriptedBackend):
    """Looks for a word of the target at the characters that it renders, else everywhere.

    Args:
        says: the targets of a source, best first.
        renders: for a word the characters that it renders.
    """

    def __init__(self, says: Mapping[str, Sequence[str]], renders: Mapping[str, str]) -> None:
        super().__init__(says)
        self.renders = renders

    def attend(self, sources: Sequence[Pieces], targets: Sequence[Pieces]) -> list[Matrix]:
        """The weights of the script."""
        self._count("attend")
        return [
            tuple(self._row(source, piece) for piece in target)
            for source, target in zip(sources, targets, strict=True)
        ]

    def _row(self, source: Pieces, piece: str) -> tuple[float, ...]:
        wanted = self.renders.get(piece.strip("▁.,"), "")
        weights = [float(character in wanted) for character in source]
        return tuple(w / sum(weights) if any(weights) else 1 / len(source) for w in weights)


def attending(backend: ScriptedBackend, longest: int = 100) -> MarianEngine:
    """An engine with this back end."""
    info = EngineInfo("scripted", "scripted", "0")
    tokenizer = ScriptedTokenizer()
    return MarianEngine(info, tokenizer, backend, Decoding(4, 200), longest)  # type: ignore[arg-type]
