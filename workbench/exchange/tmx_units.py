"""From what stands in one `tu` element to units of the memory, or to the reason why there is none.

A `tu` may hold any languages, each any number of times: every source text is paired with every
target text. Which Chinese variant is *the* source, where there are several, is what `srclang` of
the unit says, or of the header; its pairs come first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from workbench.core.memory import Unit
from workbench.core.status import Origin
from workbench.exchange import tmx_names as names
from workbench.exchange.skipped import Skipped
from workbench.text.normalise import clean

LONGEST_SEGMENT: Final = 10_000
"""Characters; what is longer is no sentence and no paragraph, and would choke every view of it."""


_ORIGINS: Final = {origin.value: origin for origin in Origin}


@dataclass(slots=True)
class Variant:
    """A `tuv` element: its code, its attributes, the text of its segment, cleaned."""

    code: str
    attributes: dict[str, str]
    text: str = ""


@dataclass(slots=True)
class RawUnit:
    """A `tu` element as it is being read.

    Attributes:
        number: 1-based, in the order of the file.
        line: where it starts.
        fault: the first thing that makes it unusable, empty if there is none.
    """

    number: int
    line: int
    attributes: dict[str, str]
    variants: list[Variant] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    fault: str = ""

    def skipped(self, reason: str) -> Skipped:
        """Return the record that this unit was left out."""
        return Skipped(self.line, f"unit {self.number}", reason)


@dataclass(frozen=True, slots=True)
class Languages:
    """What is being imported: primary languages of both sides, and the header's `srclang`."""

    source: str
    target: str
    header: str = ""


def units(raw: RawUnit, languages: Languages, document: str) -> tuple[Unit, ...] | Skipped:
    """Return the units that a `tu` element holds, at least one, or why it holds none.

    Args:
        raw: the element.
        languages: what is being imported.
        document: name of the document where the element names none.
    """
    if raw.fault:
        return raw.skipped(raw.fault)
    sources = _texts(raw.variants, languages.source)
    targets = _texts(raw.variants, languages.target)
    if fault := _missing(raw, languages, sources, targets):
        return raw.skipped(fault)
    sources.sort(key=lambda variant: not _is_source(variant, raw, languages))
    pairs: dict[tuple[str, str], Unit] = {}
    for source in sources:
        for target in targets:
            unit = _unit(raw, source, target, document)
            pairs.setdefault((unit.source, unit.target), unit)
    return tuple(pairs.values())


def _texts(variants: Sequence[Variant], language: str) -> list[Variant]:
    """The variants of a language that say something."""
    return [v for v in variants if v.text and names.language(v.code) == language]


def _missing(
    raw: RawUnit, languages: Languages, sources: list[Variant], targets: list[Variant]
) -> str:
    """Return why no pair can be made; empty if one can."""
    if sources and targets:
        return ""
    if any(not variant.code for variant in raw.variants):
        return "a variant (tuv) does not say which language it is in"
    side, wanted = ("target", languages.target) if sources else ("source", languages.source)
    if any(names.language(variant.code) == wanted for variant in raw.variants):
        return f"the {side} ({wanted}) is empty"
    present = ", ".join(dict.fromkeys(variant.code for variant in raw.variants)) or "no text at all"
    return f"it has no {side} in {wanted!r}, only {present}"


def _is_source(variant: Variant, raw: RawUnit, languages: Languages) -> bool:
    return names.same_code(variant.code, raw.attributes.get("srclang") or languages.header)


def _unit(raw: RawUnit, source: Variant, target: Variant, document: str) -> Unit:
    known = raw.attributes | target.attributes
    properties = raw.properties
    return Unit(
        source.text,
        target.text,
        origin=_origin(properties.get(names.ORIGIN, "")),
        document=properties.get(names.DOCUMENT) or document,
        domain=properties.get(names.DOMAIN, ""),
        note="\n".join(raw.notes),
        before=properties.get(names.BEFORE, ""),
        after=properties.get(names.AFTER, ""),
        created_at=names.parse_date(known.get("creationdate", "")),
        created_by=clean(known.get("creationid", "")),
        changed_at=names.parse_date(known.get("changedate", "")),
        changed_by=clean(known.get("changeid", "")),
    )


def _origin(value: str) -> Origin:
    """Who made the target, as our writer noted it; what other tools write stands for a person."""
    return _ORIGINS.get(value, Origin.HUMAN)
