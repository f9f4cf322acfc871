"""Aligns the sentences of a Chinese text with those of its English translation.

The result is a monotone cover: beads in order, every sentence of both sides in exactly one of them.
The best cover weighs how sentences are usually merged and split, how long a translation should be,
and what can be recognised on both sides: words, terms, numbers, names, punctuation. The same input
gives the same beads.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.alignment.band import band
from workbench.alignment.costs import bead_costs
from workbench.alignment.evidence import gains
from workbench.alignment.features import features
from workbench.alignment.lattice import Lattice
from workbench.alignment.lengths import english_lengths, expected_lengths
from workbench.alignment.lexicon import Lexicon, word_table
from workbench.core.bead import Bead


def align(
    sources: Sequence[str],
    targets: Sequence[str],
    *,
    lexicon: Lexicon | None = None,
    drafts: Sequence[str] | None = None,
) -> tuple[Bead, ...]:
    """Return the beads of two texts, given as sentences in order.

    Up to four sentences a side and six in all form a bead; more is cut up. Texts up to some
    600 × 600 sentences are searched completely, longer ones near the best path through blocks of
    sentences; time and memory then grow with their length.

    Args:
        sources: Chinese sentences.
        targets: English sentences.
        lexicon: Chinese words with their English renderings, as of a glossary; they count beside
            the word table that ships with the workbench and take precedence over it.
        drafts: a machine translation of each source sentence, if there is one.

    Returns:
        Beads that cover both texts, none missing and none twice; each with its margin in nats: what
        the best cover without it costs more, 0 where another cover is as good, at most 99.

    Raises:
        ValueError: if there are drafts, but not one for each source.
    """
    if drafts is not None and len(drafts) != len(sources):
        raise ValueError(f"{len(drafts)} drafts for {len(sources)} source sentences")
    known = word_table() | lexicon if lexicon is not None else word_table()
    keys = features(sources, targets, known, drafts)
    expected, found = expected_lengths(sources, targets), english_lengths(targets)
    within = band(keys)
    costs = bead_costs(within, expected, found, gains(keys, expected, within))
    return tuple(
        Bead(
            tuple(sources[link.source : link.source + link.shape[0]]),
            tuple(targets[link.target : link.target + link.shape[1]]),
            link.source,
            link.target,
            link.margin,
        )
        for link in Lattice(within, costs).solve()
    )
