"""How good a model is before and after each epoch: on what was held out, and in general."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workbench.engines.tuning.batches import Encoded, Pieces, batches
from workbench.engines.tuning.network import Network
from workbench.engines.tuning.pairs import Pair
from workbench.engines.tuning.values import Figures, Scores
from workbench.text.chrf import chrf

_TOKENS = 2000


class Judge:
    """Judges a network by pairs that it does not learn from."""

    def __init__(self, pieces: Pieces, held_out: Sequence[Pair], general: Sequence[Pair]) -> None:
        self._pieces = pieces
        self._sets = [
            (tuple(pair.target for pair in pairs), [pieces.encode(pair) for pair in pairs])
            for pairs in (held_out, general)
        ]

    def figures(self, network: Network, epoch: int, stop: Callable[[], None]) -> Figures:
        """The figures of the network as it is; `stop` is called between batches.

        Raises:
            EngineError: the model failed.
        """
        held_out, general = (
            self._scores(network, references, encoded, stop) for references, encoded in self._sets
        )
        return Figures(epoch, held_out, general)

    def _scores(
        self,
        network: Network,
        references: Sequence[str],
        encoded: Sequence[Encoded],
        stop: Callable[[], None],
    ) -> Scores:
        loss, count = 0.0, 0
        writable = [pair for pair in encoded if network.can_write(pair)]
        for batch in batches(writable, _TOKENS, 0):
            stop()
            summed, pieces = network.loss(batch)
            loss, count = loss + summed, count + pieces
        drafts = network.draft([pair.source for pair in encoded], stop)
        texts = [self._pieces.decode(draft) for draft in drafts]
        return Scores(loss / max(1, count), chrf(texts, references))
