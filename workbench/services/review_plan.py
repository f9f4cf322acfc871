"""What becomes of each target that a colleague sent back. No database.

Three texts decide: what was exported, what the colleague made of it, and what is here now. A target
that only the colleague changed is taken; one that only changed here stays; one that both changed
is a conflict and stays, too. Without a record of what was exported, whatever differs from a
person's target here is a conflict.

What the colleague changed is a person's words, based on what stood there. It is as far as the file
says: `reviewed` where they approved it (signed off, final, reviewed, approved), `confirmed` where
they called it translated, else a draft. A table has no states: what a person had vouched for stays
confirmed, the rest are drafts.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from workbench.core.code import Code
from workbench.core.document import Segment
from workbench.core.status import Status
from workbench.documents import markup
from workbench.services import transitions
from workbench.text.normalise import clean
from workbench.text.placeholders import placeholder

_RANK: Final = {status: rank for rank, status in enumerate(Status)}


class Verdict(StrEnum):
    """What becomes of a target that came back."""

    CHANGED = "changed"
    CONFIRMED = "confirmed"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Returned:
    """A segment as it came back.

    Attributes:
        segment_id: its number.
        source, target: the two sides in the file.
        comment: what the colleague noted.
        status: how far the file says it is; None for a file that does not say.
    """

    segment_id: int
    source: str
    target: str
    comment: str = ""
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """What was exported of a segment: a mark of its target, and its status."""

    mark: str
    status: Status


@dataclass(frozen=True, slots=True)
class Finding:
    """What becomes of one segment.

    Attributes:
        verdict: what.
        segment_id: its number.
        number: 1-based rank in the document, as the editor shows it; 0 if it is not there.
        source: the Chinese.
        here: the target here, before.
        theirs: the target in the file.
        status: how far it is afterwards.
        reason: why it was not taken; empty if it was.
        comment: what the colleague noted.
    """

    verdict: Verdict
    segment_id: int
    number: int
    source: str
    here: str
    theirs: str
    status: Status
    reason: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """How what came back is to be taken.

    Attributes:
        approve: whether everything that the file holds counts as approved by the colleague.
        force: whether to take targets with broken placeholders.
    """

    approve: bool = False
    force: bool = False


def mark(target: str) -> str:
    """Return a short mark by which a target is known again."""
    return hashlib.blake2b(clean(target).encode(), digest_size=6).hexdigest()


def findings(
    returned: Iterable[Returned],
    segments: Mapping[int, Segment],
    codes: Mapping[int, Sequence[Code]],
    exported: Mapping[int, Exported] | None,
    terms: Terms,
) -> tuple[Finding, ...]:
    """Return what becomes of each segment that came back, in the order of the file.

    Args:
        returned: what came back.
        segments: those of the document, by id.
        codes: what the placeholders stand for, by paragraph.
        exported: what the file held when it was written; None if that is not known.
        terms: how to take it.
    """
    seen: set[int] = set()
    found: list[Finding] = []
    for one in returned:
        segment = segments.get(one.segment_id)
        if segment is None:
            reason = "the document has no such segment (any more)"
            found.append(_missing(one, reason))
        elif one.segment_id in seen:
            found.append(_finding(one, segment, Verdict.SKIPPED, "it is in the file twice"))
        else:
            before = exported.get(segment.id) if exported is not None else None
            own = codes.get(segment.paragraph_id, ())
            found.append(_judge(one, segment, own, before, terms))
        seen.add(one.segment_id)
    return tuple(found)


def _missing(one: Returned, reason: str) -> Finding:
    return Finding(
        Verdict.SKIPPED,
        one.segment_id,
        0,
        one.source,
        "",
        one.target,
        Status.NEW,
        reason,
        one.comment,
    )


def _finding(
    one: Returned,
    segment: Segment,
    verdict: Verdict,
    reason: str = "",
    status: Status | None = None,
) -> Finding:
    return Finding(
        verdict,
        segment.id,
        segment.position + 1,
        segment.source,
        segment.target,
        clean(one.target),
        segment.status if status is None else status,
        reason,
        one.comment,
    )


def _judge(
    one: Returned,
    segment: Segment,
    codes: Sequence[Code],
    exported: Exported | None,
    terms: Terms,
) -> Finding:
    here, theirs = clean(segment.target), clean(one.target)
    if theirs != here and _bare(one.target) == _bare(one.source):
        theirs = ""  # the source stands in for what is not translated
    if not is_of(one, segment):
        return _finding(one, segment, Verdict.SKIPPED, "its source is another one here")
    if theirs == here:
        status = _approved(one, segment, exported, terms)
        if status is None or segment.locked:
            return _finding(one, segment, Verdict.UNCHANGED)
        return _finding(one, segment, Verdict.CONFIRMED, status=status)
    if exported is not None and mark(theirs) == exported.mark:
        return _finding(one, segment, Verdict.UNCHANGED)  # changed here alone
    if not theirs:
        return _finding(one, segment, Verdict.SKIPPED, "its target is empty in the file")
    if segment.locked:
        return _finding(one, segment, Verdict.SKIPPED, "it is locked here")
    if _is_changed_here(segment, exported):
        reason = "its target was changed here, too"
        return _finding(one, segment, Verdict.CONFLICT, reason)
    if not terms.force and (flaws := markup.flaws(segment.source, theirs, codes)):
        return _finding(one, segment, Verdict.SKIPPED, _said(flaws))
    return _finding(one, segment, Verdict.CHANGED, status=_status(one, segment, terms))


def is_of(one: Returned, segment: Segment) -> bool:
    """Return whether what came back has the segment's source."""
    return _bare(one.source) == _bare(segment.source)


def _bare(text: str) -> str:
    """Return what of a source other tools leave as it is: no spaces, characters composed."""
    return "".join(unicodedata.normalize("NFC", text).split())


def _is_changed_here(segment: Segment, exported: Exported | None) -> bool:
    """Whether a person changed the target here; what a machine drafted anew may be replaced."""
    if transitions.is_untouched(segment) or (not segment.target.strip() and exported is None):
        return False
    return exported is None or mark(segment.target) != exported.mark


def _status(one: Returned, segment: Segment, terms: Terms) -> Status:
    """Return how far a target is that the colleague changed."""
    if terms.approve:
        return Status.REVIEWED
    if one.status is not None:
        return one.status
    return Status.CONFIRMED if segment.status.is_final else Status.DRAFT


def _approved(
    one: Returned, segment: Segment, exported: Exported | None, terms: Terms
) -> Status | None:
    """Return how far a target is that the colleague left as it was; None if they said nothing."""
    said = one.status
    if exported is not None and said is not None and said is exported.status:
        said = None  # as it was written
    wanted = Status.REVIEWED if terms.approve else said
    if wanted is None or not wanted.is_final or not segment.target.strip():
        return None
    return wanted if _RANK[wanted] > _RANK[segment.status] else None


def _said(flaws: Sequence[markup.Flaw]) -> str:
    """Return what is wrong with placeholders, in words."""
    named = ", ".join(f"{placeholder(flaw.number)} {flaw.fault}" for flaw in flaws)
    return f"its placeholders are broken: {named}"
