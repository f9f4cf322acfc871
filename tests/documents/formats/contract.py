"""What every document format must keep; each format's test class inherits it and brings a sample.

The sample should have three or more paragraphs with words, one of them of two sentences or more,
and, where the format has codes, one paragraph with codes inside its text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.core.code import Code, CodeKind
from workbench.core.document import Paragraph, ParagraphKind, Segment
from workbench.documents import markup, rendering
from workbench.documents.blocks import Block
from workbench.documents.cleanup.cleaning import DEFAULT, Cleaning
from workbench.documents.formats.base import Content, Handler, Parsed, Untranslated, Wanted
from workbench.documents.formats.registry import named
from workbench.errors import UsageError, WorkbenchError
from workbench.segmentation.paragraphs import cut_paragraph
from workbench.text.placeholders import PLACEHOLDER, placeholder, placeholders, without

SOURCE = Wanted(Untranslated.SOURCE)
EMPTY = Wanted(Untranslated.EMPTY)

# One function of the base class runs as a method of several classes, which is what we want.
_PROPERTY = settings(max_examples=50, suppress_health_check=[HealthCheck.differing_executors])


def paragraphs_of(blocks: Sequence[Block]) -> tuple[Paragraph, ...]:
    """Return blocks as the paragraphs of a document that was just imported."""
    made: list[Paragraph] = []
    count = 0
    for number, block in enumerate(blocks, 1):
        segments = tuple(
            replace(segment, id=count + rank, paragraph_id=number, position=count + rank)
            for rank, segment in enumerate(_segments(block))
        )
        count += len(segments)
        made.append(
            Paragraph(
                id=number,
                position=number - 1,
                kind=block.kind,
                text=block.text,
                original=block.original,
                line=block.line,
                segments=segments,
                notes=block.notes,
                codes=block.codes,
                place=block.place,
                section=block.section,
            )
        )
    return tuple(made)


def _segments(block: Block) -> tuple[Segment, ...]:
    if block.given is not None:
        return tuple(
            Segment(0, 0, 0, one.source, one.target, one.status, one.origin, locked=one.locked)
            for one in block.given
        )
    closing = frozenset(c.number for c in block.codes if c.kind is CodeKind.CLOSE)
    pieces = cut_paragraph(block.kind, block.text, closing=closing)
    return tuple(Segment(0, 0, 0, piece) for piece in pieces)


def translated(
    paragraphs: Sequence[Paragraph], target: Callable[[Segment], str]
) -> tuple[Paragraph, ...]:
    """Return the paragraphs with a target in every segment."""
    return tuple(
        replace(p, segments=tuple(replace(s, target=target(s)) for s in p.segments))
        for p in paragraphs
    )


def numbered(segment: Segment) -> str:
    """Return an English sentence of the segment's own that has its placeholders in order."""
    codes = "".join(f"{placeholder(n)} w{n} " for n in placeholders(segment.source))
    return f"Line {segment.position} {codes}ends."


def reordered(paragraph: Paragraph) -> str:
    """Return English with all codes of a paragraph: the last pair or lone code comes first."""
    units: list[list[Code]] = []
    waiting: list[int] = []
    for code in paragraph.codes:
        if waiting:
            units[-1].append(code)
        else:
            units.append([code])
        if code.kind is CodeKind.OPEN and code.partner is not None:
            waiting.append(code.partner)
        elif waiting and waiting[-1] == code.number:
            waiting.pop()
    words = (f"{placeholder(code.number)} w{code.number} " for u in reversed(units) for code in u)
    return f"Start {''.join(words)}end."


def split(paragraphs: Sequence[Paragraph], at: int) -> tuple[Paragraph, ...]:
    """Return the paragraphs with one of them cut after its first segment."""
    whole = paragraphs[at]
    first, rest = whole.segments[:1], whole.segments[1:]
    parts = [_part(whole, segments) for segments in (first, rest)]
    return (*paragraphs[:at], *parts, *paragraphs[at + 1 :])


def _part(whole: Paragraph, segments: tuple[Segment, ...]) -> Paragraph:
    text = "".join(segment.source for segment in segments)
    present = set(placeholders(text))
    codes = tuple(code for code in whole.codes if code.number in present)
    return replace(whole, text=text, segments=segments, codes=codes)


def joined(paragraphs: Sequence[Paragraph], at: int) -> tuple[Paragraph, ...]:
    """Return the paragraphs with one of them joined with the next, whose codes are renumbered."""
    one, two = paragraphs[at : at + 2]
    taken = {*placeholders(one.text), *placeholders(two.text), *(c.number for c in one.codes)}
    new: dict[int, int] = {}
    for code in two.codes:
        new[code.number] = markup.first_free(taken)
        taken.add(new[code.number])

    def renumbered(text: str) -> str:
        return PLACEHOLDER.sub(lambda m: placeholder(new.get(int(m[1]), int(m[1]))), text)

    segments = tuple(
        replace(s, source=renumbered(s.source), target=renumbered(s.target)) for s in two.segments
    )
    codes = tuple(
        replace(c, number=new[c.number], partner=new.get(c.partner or 0)) for c in two.codes
    )
    whole = replace(
        one,
        text=one.text + renumbered(two.text),
        segments=one.segments + segments,
        codes=one.codes + codes,
    )
    return (*paragraphs[:at], whole, *paragraphs[at + 2 :])


def words(text: str) -> str:
    """Return a text without placeholders, with one space where it has white space."""
    return " ".join(without(text).split())


class FormatContract:
    """Inherit it in a class `TestTheFormat`, say which format, and give a sample file.

    Attributes:
        format: its name in the registry.
        sample: a file of the format; UTF-8 if it is a text.
        is_structured: whether places and kinds come from the file's own structure.
        has_codes: whether the sample has a paragraph with codes.
    """

    format: ClassVar[str]
    sample: ClassVar[bytes]
    is_structured: ClassVar[bool] = True
    has_codes: ClassVar[bool] = True

    # What a format may see differently.

    @property
    def handler(self) -> Handler:
        return named(self.format).handler

    def content(self, data: bytes) -> Content:
        """Return a file's content as the reader gets it."""
        if named(self.format).is_text:
            return Content(data, data.decode("utf-8", "replace"), "utf-8", "sample")
        return Content(data, "", "", "sample")

    def english_of(self, blocks: Sequence[Block]) -> list[str]:
        """Return what stands in a finished file for each of its paragraphs, in order."""
        return [block.text for block in blocks if block.kind is not ParagraphKind.NOISE]

    # Helpers.

    def parse(self, data: bytes, cleaning: Cleaning = DEFAULT) -> Parsed:
        parsed = self.handler.read(self.content(data), cleaning)
        return replace(parsed, blocks=tuple(parsed.blocks))

    def blocks(self, data: bytes, cleaning: Cleaning = DEFAULT) -> tuple[Block, ...]:
        return tuple(self.parse(data, cleaning).blocks)

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return the sample's paragraphs, nothing translated."""
        bare = paragraphs_of(self.blocks(self.sample))
        return translated(bare, lambda _: "")

    def offered(self) -> list[int]:
        """Return the ranks of the paragraphs that have something to translate."""
        return [rank for rank, p in enumerate(self.paragraphs()) if p.segments]

    def write(self, paragraphs: Sequence[Paragraph], wanted: Wanted = SOURCE) -> bytes:
        return self.handler.write(self.content(self.sample), paragraphs, wanted)

    def finished(self, paragraphs: Sequence[Paragraph], wanted: Wanted = SOURCE) -> list[str]:
        """Return the words of each paragraph of the finished file."""
        found = self.english_of(self.blocks(self.write(paragraphs, wanted)))
        return [words(text) for text in found if words(text)]

    # The contract.

    def test_the_sample_serves(self) -> None:
        found = self.paragraphs()
        assert len(self.offered()) >= 3
        assert any(len(p.segments) > 1 for p in found)
        assert any(p.codes for p in found) or not self.has_codes

    def test_places_are_ranks(self) -> None:
        found = self.blocks(self.sample)
        assert [block.place for block in found] == list(range(len(found)))

    def test_reading_twice_gives_the_same(self) -> None:
        assert self.parse(self.sample) == self.parse(self.sample)

    def test_places_do_not_depend_on_the_cleaning(self) -> None:
        if not self.is_structured:
            return  # the paragraphs of this format are what the cleaning makes of its lines
        plain = self.blocks(self.sample, Cleaning(frozenset()))
        clean = self.blocks(self.sample)
        squeezed = [["".join(words(b.text).split()) for b in found] for found in (plain, clean)]
        assert squeezed[0] == squeezed[1]
        assert [b.place for b in plain] == [b.place for b in clean]

    def test_codes_are_in_the_text_once_each(self) -> None:
        for block in self.blocks(self.sample):
            numbers = [code.number for code in block.codes]
            found = Counter(placeholders(block.text))
            assert len(set(numbers)) == len(numbers)
            assert all(found[number] == 1 for number in numbers)
            assert not markup.flaws(block.text, block.text, block.codes)
            partners = {c.number: c.partner for c in block.codes if c.partner is not None}
            assert all(partners.get(other) == number for number, other in partners.items())

    def test_no_needless_code_stands_at_an_edge(self) -> None:
        for block in self.blocks(self.sample):
            if block.codes and block.codes[0].kind is CodeKind.OPEN:
                around = (block.codes[0].number, block.codes[0].partner)
                ends = placeholders(block.text)[:1] + placeholders(block.text)[-1:]
                marks = [placeholder(n) for n in ends]
                wraps = block.text.startswith(marks[0]) and block.text.endswith(marks[1])
                assert not (wraps and ends == around), block.text

    def test_blocks_are_one_line(self) -> None:
        for block in self.blocks(self.sample):
            assert block.text == block.text.strip()
            assert len(block.text.splitlines()) <= 1

    def test_nothing_translated_keeps_what_is_to_be_seen(self) -> None:
        before = self.english_of(self.blocks(self.sample))
        after = self.english_of(self.blocks(self.write(self.paragraphs())))
        assert after == before

    def test_targets_are_in_the_finished_file(self) -> None:
        paragraphs = translated(self.paragraphs(), numbered)
        expected = [words(rendering.english(paragraphs[rank], SOURCE)) for rank in self.offered()]
        assert [t for t in self.finished(paragraphs) if "Line" in t] == expected

    def test_structure_outlives_translation(self) -> None:
        if not self.is_structured:
            return  # this format has no structure
        before = self.blocks(self.sample)
        after = self.blocks(self.write(translated(self.paragraphs(), numbered)))
        assert [b.kind for b in after] == [b.kind for b in before]
        assert [_labels(b) for b in after] == [_labels(b) for b in before]

    def test_codes_may_change_their_order(self) -> None:
        if not self.has_codes:
            return  # this format has no codes
        paragraphs = list(self.paragraphs())
        ranks = [rank for rank in self.offered() if paragraphs[rank].codes]
        for rank in ranks:
            first, *rest = paragraphs[rank].segments
            targets = (replace(first, target=reordered(paragraphs[rank])),)
            empty = tuple(replace(segment, target="and") for segment in rest)
            paragraphs[rank] = replace(paragraphs[rank], segments=targets + empty)
        rendering.require(paragraphs, SOURCE)
        before = self.blocks(self.sample)
        after = self.blocks(self.write(paragraphs))
        for rank in ranks:
            assert _labels(after[rank]) == _labels(before[rank])
            expected = words(rendering.english(paragraphs[rank], SOURCE))
            assert words(self.english_of(after[rank : rank + 1])[0]) == expected

    def test_untranslated_segments_can_be_left_out(self) -> None:
        paragraphs = list(self.paragraphs())
        last = self.offered()[-1]
        paragraphs[last] = translated([paragraphs[last]], numbered)[0]
        found = self.finished(paragraphs, EMPTY)
        assert found == [words(rendering.english(paragraphs[last], EMPTY))]

    def test_broken_placeholders_are_repaired_by_force(self) -> None:
        paragraphs = translated(self.paragraphs(), lambda _: "No code {99} here.")
        if any(p.codes for p in paragraphs):
            with pytest.raises(UsageError):
                rendering.require(paragraphs, SOURCE)
        forced = Wanted(force=True)
        rendering.require(paragraphs, forced)
        found = self.english_of(self.blocks(self.write(paragraphs, forced)))
        assert all("here." in text for text in found if words(text))
        assert not any("{99}" in text for text in found)

    def test_split_paragraphs_are_written_in_order(self) -> None:
        paragraphs = translated(self.paragraphs(), numbered)
        at = next(rank for rank, p in enumerate(paragraphs) if len(p.segments) > 1)
        self._in_order(split(paragraphs, at))

    def test_joined_paragraphs_are_written_in_order(self) -> None:
        paragraphs = translated(self.paragraphs(), numbered)
        at = next(rank for rank in self.offered() if rank + 1 in self.offered())
        self._in_order(joined(paragraphs, at))

    def _in_order(self, paragraphs: Sequence[Paragraph]) -> None:
        found = " ".join(self.finished(paragraphs))
        marks = [f"Line {s.position} " for p in paragraphs for s in p.segments]
        places = [found.find(mark) for mark in marks]
        assert -1 not in places
        assert places == sorted(places)

    def test_a_missing_paragraph_is_no_error(self) -> None:
        self.write(self.paragraphs()[1:])
        self.write(())

    @given(st.binary(max_size=400))
    @_PROPERTY
    def test_any_bytes_raise_nothing_but_our_errors(self, data: bytes) -> None:
        self._survives(data)

    @given(st.data())
    @_PROPERTY
    def test_a_damaged_file_raises_nothing_but_our_errors(self, data: st.DataObject) -> None:
        damaged = bytearray(self.sample)
        for _ in range(data.draw(st.integers(1, 4))):
            start = data.draw(st.integers(0, len(damaged)))
            end = min(len(damaged), start + data.draw(st.integers(0, 40)))
            scrap = data.draw(st.binary(max_size=6) | st.sampled_from(_copies(self.sample)))
            damaged[start:end] = scrap
        self._survives(bytes(damaged))

    def _survives(self, data: bytes) -> None:
        """Read and write it: an error of ours is fine, and the file that comes out can be read."""
        try:
            blocks = self.blocks(data)
        except WorkbenchError:
            return
        assert [block.place for block in blocks] == list(range(len(blocks)))
        written = self.handler.write(self.content(data), paragraphs_of(blocks), SOURCE)
        self.blocks(written)


def _labels(block: Block) -> Counter[tuple[CodeKind, str]]:
    return Counter((code.kind, code.label) for code in block.codes)


def _copies(data: bytes) -> list[bytes]:
    """Return stretches of a file, to be put where they do not belong."""
    step = max(1, len(data) // 24)
    return [data[at : at + step] for at in range(0, len(data), step)] or [b""]
