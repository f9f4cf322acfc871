"""What becomes of segments and paragraphs where they are joined or divided; nothing is stored here.

One place for the rules: whose words a merged target holds, which numbers codes have that come
together, what is still true of the halves of a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from workbench.core.code import Code
from workbench.core.document import Paragraph, Segment
from workbench.core.status import Origin
from workbench.errors import UsageError
from workbench.services import beads as rules
from workbench.services import transitions
from workbench.text.placeholders import PLACEHOLDER, placeholder, placeholders

if TYPE_CHECKING:
    from workbench.storage.revisions import Step

_OPENING: Final = "“‘"
_CLOSING: Final = "”’"


def opened(change: Step, segment: Segment) -> Segment:
    """Return a segment whose source is about to change, without what is no longer true of it."""
    if transitions.is_untouched(segment):
        return transitions.cleared(segment)
    return transitions.reopened(segment, by=change.by, at=change.at)


def merged(change: Step, pair: tuple[Segment, Segment]) -> Segment:
    """Return the one segment that two become; drafts of the halves alone go."""
    one, other = pair
    source = rules.joined_source(one.source, other.source)
    if all(map(transitions.is_untouched, pair)):
        return replace(transitions.cleared(one), source=source)
    full = [part for part in pair if part.target.strip()]
    target = " ".join(part.target.strip() for part in full)
    if len({part.origin for part in full}) == 1 and full[0].origin is not Origin.HUMAN:
        # Still the words of one machine, or of the memory alone.
        kept = transitions.reopened(full[0], by=change.by, at=change.at)
        return replace(kept, id=one.id, source=source, target=target)
    return replace(transitions.typed(one, target, by=change.by, at=change.at), source=source)


def require_unlocked(row: Iterable[Segment]) -> None:
    """Refuse to change segments of which one is locked."""
    locked = next((segment for segment in row if segment.locked), None)
    if locked is not None:
        raise UsageError(
            "the segment is locked",
            where=f"segment {locked.position + 1}",
            hint="Unlock it first.",
        )


def joined_notes(first: Paragraph, second: Paragraph) -> tuple[str, ...]:
    """Return what is still true of either half when they are one."""
    from workbench.documents.cleanup import notes

    mended = {notes.TRUNCATED, notes.UNFINISHED, notes.INTERRUPTED}
    begun = {notes.HEADLESS, notes.RESUMED, notes.SPLIT, notes.CONTINUED}
    said = [note for note in first.notes if note not in mended]
    said += [note for note in second.notes if note not in begun]
    return tuple(dict.fromkeys((*said, notes.JOINED)))


def renumbered(paragraph: Paragraph, other: Paragraph) -> Paragraph:
    """Return a paragraph whose codes have numbers that are free in the other one, too."""
    from workbench.documents.markup import first_free

    taken = {*placeholders(other.text), *(code.number for code in other.codes)}
    clash = [code.number for code in paragraph.codes if code.number in taken]
    if not clash:
        return paragraph
    taken |= {*placeholders(paragraph.text), *(code.number for code in paragraph.codes)}
    moved: dict[int, int] = {}
    for number in clash:
        moved[number] = first_free(taken)
        taken.add(moved[number])

    def changed(text: str) -> str:
        return PLACEHOLDER.sub(
            lambda match: placeholder(moved.get(int(match.group(1)), int(match.group(1)))), text
        )

    return replace(
        paragraph,
        text=changed(paragraph.text),
        codes=tuple(_moved(code, moved) for code in paragraph.codes),
        segments=tuple(
            replace(segment, source=changed(segment.source), target=changed(segment.target))
            for segment in paragraph.segments
        ),
    )


def _moved(code: Code, moved: dict[int, int]) -> Code:
    partner = None if code.partner is None else moved.get(code.partner, code.partner)
    return replace(code, number=moved.get(code.number, code.number), partner=partner)


def shared_codes(codes: Sequence[Code], left: str) -> tuple[tuple[Code, ...], tuple[Code, ...]]:
    """Return the codes whose placeholders stand in the left part of a text, and the others."""
    numbers = set(placeholders(left))
    return (
        tuple(code for code in codes if code.number in numbers),
        tuple(code for code in codes if code.number not in numbers),
    )


def chinese(text: str) -> tuple[str, int]:
    """Return a text with Chinese marks, no space beside those that are new, and how many are."""
    from workbench.documents.cleanup.punctuation import chinese_marks

    found = chinese_marks(text)
    if found is text:
        return text, 0
    new = {at for at, (a, b) in enumerate(zip(text, found, strict=True)) if a != b}
    kept = (ch for at, ch in enumerate(found) if ch != " " or not _is_idle(found, at, new))
    return "".join(kept), len(new)


def _is_idle(text: str, at: int, new: set[int]) -> bool:
    """Return whether a space stood beside a half-width mark that is a Chinese one now."""
    after_mark = at - 1 in new and text[at - 1] not in _OPENING
    return after_mark or (at + 1 in new and text[at + 1] not in _CLOSING)


def joined(sources: Sequence[str]) -> str:
    """Return the sources of a paragraph's segments as one text."""
    whole = ""
    for source in sources:
        whole = rules.joined_source(whole, source)
    return whole
