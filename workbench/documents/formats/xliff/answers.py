"""Which part of an XLIFF file gets what of a translated document.

The document's segments are laid over the parts of the file by their words, white space and codes
not counted: where both end at the same place, a group ends. So parts that the translator merged
stand in one group, and so do the segments that one part was split into. Where the source was edited
and the words differ, segments and parts of the same number belong together one by one, and else
those of a paragraph all do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from workbench.core.code import Code, CodeKind
from workbench.core.document import Paragraph, ParagraphKind, Segment
from workbench.core.status import Status
from workbench.documents import markup
from workbench.documents.formats.base import Untranslated, Wanted
from workbench.documents.formats.xliff.states import State, least
from workbench.documents.formats.xliff.units import Unit
from workbench.documents.formats.xliff.wording import Passage, Wording
from workbench.documents.rendering import english
from workbench.text.placeholders import placeholder, placeholders, without


@dataclass(frozen=True, slots=True)
class Group:
    """Parts of one unit and the segments that translate them.

    Attributes:
        passages: the parts, in order, at least one.
        segments: the segments; none where those of a unit before hold all.
        codes: those of the parts, by the numbers of the document.
        text: what to write, with placeholders; empty to write an empty target.
        marks: what the placeholders of the text stand for: codes of other parts may be among them.
        state: what to say of it.
        is_english: whether any of it is a target, and no source that stands in for one.
    """

    passages: tuple[Passage, ...]
    segments: tuple[Segment, ...]
    codes: tuple[Code, ...]
    text: str
    marks: tuple[Code, ...]
    state: State
    is_english: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What a unit gets.

    Attributes:
        unit: the unit.
        words: its parts in words.
        groups: what its parts get; one that is in none of them stays as it is.
    """

    unit: Unit
    words: Wording
    groups: tuple[Group, ...]

    def group_of(self, passage: Passage) -> Group | None:
        """Return the group of a part."""
        return next((one for one in self.groups if passage in one.passages), None)


_Units = Sequence[tuple[Unit, Wording]]


class Answering:
    """Lays a document over the units of a file, as these come one after the other.

    Args:
        paragraphs: those of the document.
        wanted: what stands for untranslated segments.
        take: told what each unit gets; one that nothing is to be changed in is left out.
    """

    def __init__(
        self, paragraphs: Sequence[Paragraph], wanted: Wanted, take: Callable[[Answer], None]
    ) -> None:
        self._by_place: dict[int, list[Paragraph]] = {}
        for paragraph in paragraphs:
            self._by_place.setdefault(paragraph.place, []).append(paragraph)
        self._wanted = wanted
        self._take = take
        self._count = 0
        self._paragraphs: list[Paragraph] = []
        self._units: list[tuple[Unit, Wording]] = []

    def unit(self, unit: Unit, words: Wording) -> None:
        """Take the next unit that is a paragraph: its place is its rank.

        One that no paragraph has the place of belongs to the unit before it, but for one that the
        file forbids to translate: it stays as it is.
        """
        is_known = self._count in self._by_place
        if is_known:
            self.close()
            self._paragraphs = self._by_place[self._count]
        self._count += 1
        if is_known or unit.translatable:
            self._units.append((unit, words))

    def close(self) -> None:
        """Answer for what has come so far."""
        kept = [p for p in self._paragraphs if p.kind is not ParagraphKind.NOISE and p.segments]
        if kept:
            for answer in _covered(self._units, kept, self._wanted):
                self._take(answer)
        self._units, self._paragraphs = [], []


def _covered(units: _Units, paragraphs: Sequence[Paragraph], wanted: Wanted) -> Iterator[Answer]:
    """Yield what changes in the units that these paragraphs stand for."""
    numbers = _numbers(units, paragraphs)
    # What was joined with the paragraph before is there without any segments of its own.
    places = [(rank, p) for rank, (_, w) in enumerate(units) for p in w.passages if p.is_offered]
    segments = [segment for paragraph in paragraphs for segment in paragraph.segments]
    groups: list[tuple[int, Group]] = []
    for here, there in _cut([p.source for _, p in places], [s.source for s in segments]):
        groups += _groups([places[n] for n in here], [segments[n] for n in there], numbers, wanted)
    sound = _sound([group for _, group in groups])
    for rank, (unit, words) in enumerate(units):
        own = [group for (at, _), group in zip(groups, sound, strict=True) if at == rank]
        if own:
            yield Answer(unit, words, tuple(own))


def _numbers(units: _Units, paragraphs: Sequence[Paragraph]) -> list[dict[int, int]]:
    """Return, for each unit, the document's numbers by the file's.

    They differ where paragraphs were joined: the codes of the second were numbered on. Codes that
    the document has no more get numbers of their own.
    """
    there = {code.number: code.markup for p in paragraphs for code in p.codes}
    if not there and len(units) == 1:
        return [{}]
    free = 1 + max(
        (*there, *(code.number for _, words in units for code in words.codes)), default=0
    )
    found: list[dict[int, int]] = []
    for _, words in units:
        numbers: dict[int, int] = {}
        for code in words.codes:
            same = next((n for n, raw in there.items() if raw == code.markup), None)
            numbers[code.number] = free if same is None else same
            free += same is None
            there.pop(same or 0, None)
        found.append(numbers)
    return found


def _cut(here: Sequence[str], there: Sequence[str]) -> Iterator[tuple[range, range]]:
    """Yield which ranks on both sides belong together."""
    one, other = ([len(bare(text)) for text in side] for side in (here, there))
    if "".join(map(bare, here)) != "".join(map(bare, there)):
        if len(here) == len(there):
            yield from ((range(n, n + 1), range(n, n + 1)) for n in range(len(here)))
        elif here:
            yield range(len(here)), range(len(there))
        return
    ends, others = list(accumulate(one)), list(accumulate(other))
    common = sorted({*ends} & {*others})
    first = second = 0
    for end in common:
        last, final = first, second
        while last < len(ends) and ends[last] <= end:
            last += 1
        while final < len(others) and others[final] <= end:
            final += 1
        if last > first and final > second:
            yield range(first, last), range(second, final)
        first, second = last, final


def bare(text: str) -> str:
    """Return a text without white space and placeholders."""
    return "".join(without(text).split())


def _groups(
    places: Sequence[tuple[int, Passage]],
    segments: Sequence[Segment],
    numbers: Sequence[dict[int, int]],
    wanted: Wanted,
) -> list[tuple[int, Group]]:
    """Return the groups, one for each unit, that these parts make; none if all stays as it is."""
    if _stays([passage for _, passage in places], segments, wanted):
        return []
    found: list[tuple[int, Group]] = []
    for rank in dict.fromkeys(rank for rank, _ in places):
        passages = tuple(passage for at, passage in places if at == rank)
        codes = tuple(c for p in passages for c in _renumbered(p.codes, numbers[rank]))
        found.append((rank, _group(passages, () if found else tuple(segments), codes, wanted)))
    return found


def _stays(passages: Sequence[Passage], segments: Sequence[Segment], wanted: Wanted) -> bool:
    """Whether nothing is to be written: all is locked, untouched, or to be left empty."""
    if all(passage.part.locked for passage in passages):
        return True
    has_target = any(segment.target.strip() for segment in segments)
    if not has_target and wanted.untranslated is Untranslated.EMPTY:
        return not any(passage.target for passage in passages)
    if len(passages) != 1 or len(segments) != 1 or not has_target:
        return False
    passage, segment = passages[0], segments[0]
    state = passage.part.state.of(passage.target)
    return (passage.target, state.status) == (segment.target.strip(), segment.status)


def _renumbered(codes: Sequence[Code], numbers: dict[int, int]) -> list[Code]:
    return [
        replace(
            code,
            number=numbers.get(code.number, code.number),
            partner=None if code.partner is None else numbers.get(code.partner, code.partner),
        )
        for code in codes
    ]


def _group(
    passages: tuple[Passage, ...],
    segments: tuple[Segment, ...],
    codes: tuple[Code, ...],
    wanted: Wanted,
) -> Group:
    text = rendered(segments, codes, wanted)
    has_target = [bool(segment.target.strip()) for segment in segments]
    states = [
        State(segment.status, segment.origin) if segment.target.strip() else State(Status.NEW)
        for segment in segments
    ]
    state = least(states) if states else State(Status.NEW)
    return Group(passages, segments, codes, text, codes, state, any(has_target))


def rendered(segments: Sequence[Segment], codes: Sequence[Code], wanted: Wanted) -> str:
    """Return the English of some segments of one paragraph, placeholders as they are."""
    source = "".join(segment.source for segment in segments)
    stretch = Paragraph(
        0, 0, ParagraphKind.BODY, source, source, 0, tuple(segments), codes=tuple(codes)
    )
    return english(stretch, replace(wanted, force=False))


def _sound(groups: Sequence[Group]) -> list[Group]:
    """Return the groups with each code once and pairs within one part, as XML needs it.

    A code may have moved to another part of the paragraph, if that breaks nothing.
    """
    codes = [code for group in groups for code in group.codes]
    known = [code.number for code in codes]
    sources = (segment.source for group in groups for segment in group.segments)
    words = {n for source in sources for n in placeholders(source)} - {*known}
    wanted = " ".join(map(placeholder, (*known, *words)))
    text = " ".join(group.text for group in groups)
    faulty = any(flaw.number not in words for flaw in markup.flaws(wanted, text, codes))
    if not faulty and all(_stands_alone(group.text, codes) for group in groups):
        return [replace(group, marks=tuple(codes)) for group in groups]
    return [replace(group, text=_repaired(group)) for group in groups]


def _stands_alone(text: str, codes: Sequence[Code]) -> bool:
    """Whether the halves of each pair of tags are both in the text, or neither."""
    present = set(placeholders(text))
    return all(code.partner in present for code in codes if code.number in present and is_tag(code))


def is_tag(code: Code) -> bool:
    """Whether the markup is a start or end tag alone, which is no XML without the other."""
    if code.kind is CodeKind.OPEN:
        return not code.markup.endswith("/>") and "</" not in code.markup
    return code.kind is CodeKind.CLOSE and code.markup.startswith("</")


def _repaired(group: Group) -> str:
    source = "".join(segment.source for segment in group.segments)
    return markup.repaired(source, group.text, group.codes)
