"""What always holds of an alignment, for the tests of everything that makes or edits one."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.core.bead import Bead


def is_cover(beads: Sequence[Bead], sources: Sequence[str], targets: Sequence[str]) -> bool:
    """Whether each sentence of both texts stands in exactly one bead, in order, none empty."""
    source = target = 0
    for bead in beads:
        starts_here = (bead.source_start, bead.target_start) == (source, target)
        if not starts_here or bead.shape == (0, 0):
            return False
        source += len(bead.sources)
        target += len(bead.targets)
    return [s for bead in beads for s in bead.sources] == list(sources) and [
        t for bead in beads for t in bead.targets
    ] == list(targets)
