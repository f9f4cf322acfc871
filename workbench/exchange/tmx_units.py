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

from workbench.core.memory import OWN, InlineCode, Unit
from workbench.core.status import Origin, Status
from workbench.exchange import tmx_names as names
from workbench.exchange.skipped import Skipped
from workbench.exchange.tmx_codes import Content, sides
from workbench.text.normalise import clean

_ORIGINS: Final = {origin.value: origin for origin in Origin}
_STATUSES: Final = {status.value: status for status in Status if status is not Status.NEW}
_MACHINES: Final = {"MT!": Origin.MT, "ALIGN!": Origin.ALIGNMENT}
"""Names that older tools give to the person where it was none."""

_PERSON: Final = Origin.HUMAN  # what other tools write stands for one

_FIELDS: Final = (
    *(names.ORIGIN, names.STATUS, names.DOCUMENT),
    *(names.DOMAIN, names.BEFORE, names.AFTER),
)
_KNOWN: Final = {kind: kind for kind in _FIELDS} | names.PROPERTY_ALIASES
_KEPT: Final = frozenset(names.KEPT_ATTRIBUTES)
_KEPT_AS: Final = tuple((name, f"{names.ATTRIBUTE}{name}") for name in names.KEPT_ATTRIBUTES)
_SEGMENTED: Final = frozenset({"block", "paragraph", "sentence", "phrase"})

Properties = list[tuple[str, str]]
"""Types and values of `prop` elements, in order."""


Pair = tuple[str, str]
"""Source and target."""

Codes = tuple[tuple[InlineCode, ...], tuple[InlineCode, ...]]
"""What the placeholders of both stand for."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What notes and properties say of a unit.

    Attributes:
        note: all notes, on lines of their own.
        origin: as our writer noted it; None where nothing of ours stands there.
        status, document, domain, before, after: as in a unit.
        others: the properties that say something else.
    """

    note: str
    origin: Origin | None
    status: Status
    document: str
    domain: str
    before: str
    after: str
    others: tuple[tuple[str, str], ...]


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


def facts(notes: Iterable[str], properties: Properties) -> Facts:
    """Return what cleaned notes and properties say of a unit."""
    said: dict[str, str] = {}
    others: Properties = []
    for kind, value in properties:
        known = _KNOWN.get(kind, "")
        has_field = known and (known != names.ORIGIN or value in _ORIGINS)
        if not has_field or said.setdefault(known, value) != value:
            others.append((kind, value))
    return Facts(
        "\n".join(notes),
        _ORIGINS.get(said.get(names.ORIGIN, "")),
        _STATUSES.get(said.get(names.STATUS, ""), Status.CONFIRMED),
        said.get(names.DOCUMENT, ""),
        said.get(names.DOMAIN, ""),
        said.get(names.BEFORE, ""),
        said.get(names.AFTER, ""),
        tuple(others),
    )


def made(pair: Pair, codes: Codes, known: Mapping[str, str], told: Facts, document: str) -> Unit:
    """Return the unit of a pair.

    Args:
        pair: source and target.
        codes: of the source and of the target.
        known: attributes of `tu` and `tuv`.
        told: what notes and properties say.
        document: its name where the properties name none.
    """
    attribute = known.get
    who, by = attribute("creationid", ""), attribute("changeid", "")
    begun, changed = attribute("creationdate"), attribute("changedate")
    who = who and clean(who)
    return Unit(
        pair[0],
        pair[1],
        told.origin or _MACHINES.get(who, _PERSON),
        told.document or document,
        told.domain,
        told.note,
        told.before,
        told.after,
        names.parse_date(begun) if begun else None,
        who,
        names.parse_date(changed) if changed else None,
        by and clean(by),
        0,
        OWN,
        told.status,
        codes[0],
        codes[1],
        told.others if _KEPT.isdisjoint(known) else (*_attributes(known), *told.others),
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
    one, other = sides(source.content, target.content, _numbers(source), _numbers(target))
    of_segment = {names.PLACEHOLDERS, names.VARIANT} if of_several else {names.PLACEHOLDERS}
    properties = [
        (kind, value)
        for kind, value in (*raw.properties, *source.properties, *target.properties)
        if kind not in of_segment
    ]
    if of_several:
        properties.append((names.VARIANT, clean(target.code)))
    told = facts([*raw.notes, *source.notes, *target.notes], properties)
    known = source.attributes | raw.attributes | target.attributes
    return made((one.text, other.text), (one.codes, other.codes), known, told, document)


def _numbers(variant: Variant) -> str:
    return next((said for kind, said in variant.properties if kind == names.PLACEHOLDERS), "")


def _attributes(known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the attributes that no field holds, as properties; none that TMX would not allow."""
    for name, kind in _KEPT_AS:
        if name in known:
            said = clean(known[name])
            if said and (name != "segtype" or said in _SEGMENTED):
                yield kind, said
