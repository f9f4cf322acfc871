"""A unit's target with the placeholders of the segment that it is suggested for."""

from __future__ import annotations

from workbench.text.placeholders import PLACEHOLDER, placeholder, placeholders, without
from workbench.text.placing import place


def adapted(target: str, unit_source: str, source: str) -> str:
    """Return a target that has the placeholders of `source` instead of those of its unit.

    Where both sources have as many, they are only renumbered, in the order of the sources; else
    they are placed anew, or left out where `source` has none. A unit that has broken ones counts
    as having none.

    Args:
        target: the unit's target.
        unit_source: the unit's source.
        source: of the segment.
    """
    old, new = placeholders(unit_source), placeholders(source)
    if old == new:
        return target
    if len(old) == len(new) and sorted(placeholders(target)) == sorted(set(old)):
        numbers = dict(zip(old, new, strict=True))
        return PLACEHOLDER.sub(lambda match: placeholder(numbers[int(match[1])]), target)
    if new:
        return place(source, target).text
    # What a placeholder stood for may have had a space on either side.
    return " ".join(without(target).split()) if old else target
