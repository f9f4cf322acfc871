"""From what stands in one `tu` element to units of the memory, or to the reason why there is none.

A `tu` may hold any languages, each any number of times: every source text is paired with every
target text. Which Chinese variant is *the* source, where there are several, is what `srclang` of
the unit says, or of the header; its pairs come first.

What a unit has no field for is kept in its properties, in the file's order: the attributes that
`tmx_names.KEPT_ATTRIBUTES` lists, then every property that says something else than a field does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from workbench.core.memory import Unit
from workbench.core.status import Origin, Status
from workbench.exchange import tmx_names as names
from workbench.exchange.skipped import Skipped
from workbench.exchange.tmx_codes import Content, Side, sides
from workbench.text.normalise import clean

_ORIGINS: Final = {origin.value: origin for origin in Origin}
_STATUSES: Final = {status.value: status for status in Status if status is not Status.NEW}
_MACHINES: Final = {"mt!": Origin.MT, "align!": Origin.ALIGNMENT}
"""Names that older tools give to the person where it was none."""

_FIELDS: Final = (
    names.ORIGIN,
    names.STATUS,
    names.DOCUMENT,
    names.DOMAIN,
    names.BEFORE,
    names.AFTER,
)
_SEGMENTED: Final = frozenset({"block", "paragraph", "sentence", "phrase"})

Properties = list[tuple[str, str]]
"""Types and values of `prop` elements, in order."""


@dataclass(slots=True)
class Variant:
    """A `tuv` element: its code, its attributes, its segment, and what is said about it."""

    code: str
    attributes: dict[str, str]
    content: Content = ()
    notes: list[str] = field(default_factory=list)
    properties: Properties = field(default_factory=list)

    @property
    def text(self) -> str:
        """The segment without inline elements, cleaned; empty if it says nothing."""
        return clean("".join([piece for piece in self.content if isinstance(piece, str)]))


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
    properties: Properties = field(default_factory=list)
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


def language_code(attributes: Mapping[str, str]) -> str:
    """Return the language code that a `tuv` element has; older versions said `lang`."""
    return attributes.get("xml:lang") or attributes.get("lang", "")


def clean_lines(text: str) -> str:
    """Return a note without what no memory holds, its lines kept."""
    return "\n".join([clean(line) for line in text.splitlines()]).strip()


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
    of_several = len({target.code for target in targets}) > 1
    pairs: dict[tuple[str, str], Unit] = {}
    for source in sources:
        for target in targets:
            one = _unit(raw, source, target, document, of_several=of_several)
            pairs.setdefault((one.source, one.target), one)
    return tuple(pairs.values())


def made(
    source: Side,
    target: Side,
    known: Mapping[str, str],
    properties: Iterable[tuple[str, str]],
    notes: Sequence[str],
    document: str,
) -> Unit:
    """Return the unit of a pair.

    Args:
        source: text and codes.
        target: likewise.
        known: attributes of `tu` and `tuv`.
        properties: of both, without those that are about a segment.
        notes: cleaned.
        document: its name where the properties name none.
    """
    said, others = _told(properties)
    if not known.keys().isdisjoint(names.KEPT_ATTRIBUTES):
        others = [*_attributes(known), *others]
    who = clean(known.get("creationid", ""))
    return Unit(
        source.text,
        target.text,
        _origin(said.get(names.ORIGIN, ""), who) if said or who else Origin.HUMAN,
        said.get(names.DOCUMENT) or document,
        said.get(names.DOMAIN, ""),
        "\n".join(notes),
        said.get(names.BEFORE, ""),
        said.get(names.AFTER, ""),
        names.parse_date(known.get("creationdate", "")),
        who,
        names.parse_date(known.get("changedate", "")),
        clean(known.get("changeid", "")),
        status=_STATUSES.get(said.get(names.STATUS, ""), Status.CONFIRMED),
        source_codes=source.codes,
        target_codes=target.codes,
        properties=tuple(others),
    )


def _texts(variants: Sequence[Variant], language: str) -> list[Variant]:
    """The variants of a language that say something."""
    return [v for v in variants if names.language(v.code) == language and v.text]


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


def _unit(
    raw: RawUnit, source: Variant, target: Variant, document: str, *, of_several: bool
) -> Unit:
    both = sides(source.content, target.content, _numbers(source), _numbers(target))
    of_segment = {names.PLACEHOLDERS, names.VARIANT} if of_several else {names.PLACEHOLDERS}
    said = [
        (kind, value)
        for kind, value in (*raw.properties, *source.properties, *target.properties)
        if kind not in of_segment
    ]
    if of_several:
        said.append((names.VARIANT, clean(target.code)))
    known = source.attributes | raw.attributes | target.attributes
    return made(*both, known, said, [*raw.notes, *source.notes, *target.notes], document)


def _numbers(variant: Variant) -> str:
    return next((said for kind, said in variant.properties if kind == names.PLACEHOLDERS), "")


def _told(properties: Iterable[tuple[str, str]]) -> tuple[dict[str, str], Properties]:
    """Return what properties say that a unit has fields for, by type, and the others."""
    said: dict[str, str] = {}
    others: Properties = []
    for kind, value in properties:
        known = names.PROPERTY_ALIASES.get(kind, kind)
        has_field = known in _FIELDS and (known != names.ORIGIN or value in _ORIGINS)
        if not has_field or said.setdefault(known, value) != value:
            others.append((kind, value))
    return said, others


def _attributes(known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the attributes that no field holds, as properties; none that TMX would not allow."""
    for name in names.KEPT_ATTRIBUTES:
        said = clean(known.get(name, ""))
        if said and (name != "segtype" or said in _SEGMENTED):
            yield f"{names.ATTRIBUTE}{name}", said


def _origin(value: str, who: str) -> Origin:
    """Who made the target, as our writer noted it; what other tools write stands for a person."""
    return _ORIGINS.get(value) or _MACHINES.get(who.lower(), Origin.HUMAN)
