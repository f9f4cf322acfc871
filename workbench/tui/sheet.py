"""The document as the editor holds it: the stored segments, and what is typed but not yet stored.

Promises: belongs to the screen's thread alone; a text that a person typed stays here until a stored
segment holds it, whatever fails in between; indexes are 0-based ranks in the document. Nothing of
Textual is known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from workbench.core.document import Document, Paragraph, ParagraphKind, Progress, Segment
from workbench.core.status import Origin
from workbench.text.codepoints import count_han


@dataclass(frozen=True, slots=True)
class Item:
    """What the document view shows as one block.

    Attributes:
        paragraphs: the paragraph; for folded noise all that follow one another.
        index: rank of the segment, None for folded noise.
        opens: whether it begins a paragraph, so that a blank row goes before it.
    """

    paragraphs: tuple[Paragraph, ...]
    index: int | None
    opens: bool


class Sheet:
    """The segments of the open document and the texts that are not stored yet."""

    def __init__(self, document: Document) -> None:
        self._unsaved: dict[int, str] = {}
        self.failed: set[int] = set()
        """Ids of segments whose last save failed."""
        self.drafting: set[int] = set()
        """Ids of segments that an engine works on."""
        self.helped: dict[int, Origin] = {}
        """By the ids of segments: whose words a person took while typing."""
        self.reload(document)

    def reload(self, document: Document) -> None:
        """Take the document as it now is in the database; unsaved texts of its segments stay."""
        self.document = document
        self.segments = list(document.segments)
        self._index = {segment.id: i for i, segment in enumerate(self.segments)}
        self._paragraph = {p.id: p for p in document.paragraphs}
        self._progress: Progress | None = None
        self._doubtful: int | None = None
        translated = [p.id for p in document.paragraphs if p.segments]
        self._ranks = {paragraph_id: rank for rank, paragraph_id in enumerate(translated, 1)}
        self._han = [count_han(segment.source) for segment in self.segments]
        self.items = tuple(_items(document, self._index))
        self.item_of = {i.index: n for n, i in enumerate(self.items) if i.index is not None}
        """The item in which a segment is shown, by the segment's index."""
        for known in (self._unsaved, self.failed, self.drafting):
            for segment_id in [key for key in known if key not in self._index]:
                known.pop(segment_id) if isinstance(known, dict) else known.discard(segment_id)

    def __len__(self) -> int:
        return len(self.segments)

    def index_of(self, segment_id: int | None) -> int | None:
        """Return the index of a segment, None where there is no such segment."""
        return None if segment_id is None else self._index.get(segment_id)

    def paragraph_of(self, index: int) -> Paragraph:
        """Return the paragraph of a segment, with its segments as they were when it was loaded."""
        return self._paragraph[self.segments[index].paragraph_id]

    def indexes_of_paragraph(self, index: int) -> range:
        """Return the indexes of all segments in the paragraph of a segment."""
        paragraph_id = self.segments[index].paragraph_id
        first = last = index
        while first > 0 and self.segments[first - 1].paragraph_id == paragraph_id:
            first -= 1
        while last + 1 < len(self) and self.segments[last + 1].paragraph_id == paragraph_id:
            last += 1
        return range(first, last + 1)

    def replace(self, segments: Iterable[Segment]) -> list[int]:
        """Take segments as they were stored; return the indexes that changed."""
        changed = []
        for segment in segments:
            index = self._index.get(segment.id)
            if index is None:
                continue
            self.segments[index] = segment
            self._progress = self._doubtful = None
            self.drafting.discard(segment.id)
            if self._unsaved.get(segment.id) == segment.target:
                del self._unsaved[segment.id]
            changed.append(index)
        return changed

    def text(self, index: int) -> str:
        """Return the target as it stands on the screen: what is typed, else what is stored."""
        segment = self.segments[index]
        return self._unsaved.get(segment.id, segment.target)

    def type(self, index: int, text: str) -> None:
        """Note what a person typed into a segment."""
        segment = self.segments[index]
        if text == segment.target:
            self._unsaved.pop(segment.id, None)
        else:
            self._unsaved[segment.id] = text

    def forget(self, segment_id: int) -> None:
        """Drop what is typed in a segment, because something else was stored over it on purpose."""
        self._unsaved.pop(segment_id, None)

    def is_unsaved(self, index: int) -> bool:
        """Return whether the text on the screen is not the stored one."""
        return self.segments[index].id in self._unsaved

    @property
    def unsaved(self) -> tuple[tuple[int, str], ...]:
        """Return (segment id, text) of all that is typed and not stored."""
        return tuple(self._unsaved.items())

    def next_unconfirmed(self, index: int, step: int = 1) -> int | None:
        """Return the nearest segment after (or before) one that waits for a person, going round."""
        return self._nearest(index, step, self._is_open)

    def next_doubtful(self, index: int, step: int = 1) -> int | None:
        """Return the nearest doubtful draft after (or before) a segment, going round."""
        return self._nearest(index, step, self.is_doubtful)

    def is_doubtful(self, index: int) -> bool:
        """Return whether a segment shows a machine's draft with something doubtful."""
        return self.segments[index].is_doubtful and not self.is_unsaved(index)

    @property
    def doubtful(self) -> int:
        """How many drafts have something doubtful."""
        if self._doubtful is None:
            self._doubtful = sum(segment.is_doubtful for segment in self.segments)
        return self._doubtful

    def _is_open(self, index: int) -> bool:
        segment = self.segments[index]
        return not segment.status.is_final and not segment.locked

    def _nearest(self, index: int, step: int, wanted: Callable[[int], bool]) -> int | None:
        around = (index + step * distance for distance in range(1, len(self) + 1))
        return next((i for i in (place % len(self) for place in around) if wanted(i)), None)

    def rank_of_paragraph(self, index: int) -> tuple[int, int]:
        """Return the 1-based rank of a segment's paragraph among those with segments, and these."""
        return self._ranks[self.segments[index].paragraph_id], len(self._ranks)

    @property
    def progress(self) -> Progress:
        """How much is done."""
        if self._progress is None:
            self._progress = self._count()
        return self._progress

    def _count(self) -> Progress:
        done = [segment.status.is_final for segment in self.segments]
        return Progress(
            segments=len(self),
            drafted=sum(bool(segment.target) for segment in self.segments),
            confirmed=sum(done),
            characters=sum(self._han),
            characters_confirmed=sum(
                n for n, is_done in zip(self._han, done, strict=True) if is_done
            ),
        )


def _items(document: Document, index: dict[int, int]) -> Iterable[Item]:
    noise: list[Paragraph] = []
    for paragraph in document.paragraphs:
        if paragraph.kind is ParagraphKind.NOISE or not paragraph.segments:
            noise.append(paragraph)
            continue
        if noise:
            yield Item(tuple(noise), None, opens=True)
            noise = []
        for n, segment in enumerate(paragraph.segments):
            yield Item((paragraph,), index[segment.id], opens=n == 0)
    if noise:
        yield Item(tuple(noise), None, opens=True)
