"""A unit as a translator sees it: words with numbered placeholders, and what was there of targets.

Numbers run through all parts of a unit in the order of the source; a target's codes have those of
the same codes of its source. White space around a part, and a pair of codes around the only part
of a unit, is not shown: the writer puts it back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from workbench.core.code import Code, CodeKind
from workbench.documents import markup
from workbench.documents.formats.xliff.inline import Mark, Setting, Token, partners, setting, tokens
from workbench.documents.formats.xliff.units import Part, Unit
from workbench.errors import FormatError
from workbench.text.codepoints import is_wordless
from workbench.text.normalise import clean
from workbench.text.placeholders import placeholder, placeholders, without

_MOST_CODES: Final = 9999
DROPPED: Final = "the target in the file has markup that its source has not; it is not shown"


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a unit in words.

    Attributes:
        part: where it stands in the file.
        source, target: with placeholders, on one line.
        prefix, suffix: what stands around the words in the file and is not shown, as XML.
        codes: those of its source.
    """

    part: Part
    source: str
    target: str
    prefix: str
    suffix: str
    codes: tuple[Code, ...]

    @property
    def is_offered(self) -> bool:
        """Whether there is anything to translate."""
        return not is_wordless(without(self.source))


@dataclass(frozen=True, slots=True)
class Wording:
    """A unit in words.

    Attributes:
        passages: one for each part.
        codes: of all of them.
        notes: what is doubtful about it.
    """

    passages: tuple[Passage, ...]
    codes: tuple[Code, ...]
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Draft:
    """A part on its way: tokens of both sides, and what was taken off around them."""

    part: Part
    source: list[Token]
    target: list[Token]
    prefix: str = ""
    suffix: str = ""


def wording(unit: Unit, data: bytes, where: str) -> Wording:
    """Return a unit in words.

    Args:
        unit: the unit.
        data: the file, as UTF-8.
        where: the file's name, for messages.

    Raises:
        FormatError: it has more inline elements than placeholders can be numbered.
    """
    at = setting(unit.node, data, preserve=unit.preserve)
    drafts = [_draft(part, at) for part in unit.parts]
    for draft in drafts:
        _strip(draft, wraps=len(drafts) == 1)
    taken = {n for draft in drafts for n in _literals(draft)}
    marks = [token for draft in drafts for token in draft.source if isinstance(token, Mark)]
    if len(marks) + len(taken) > _MOST_CODES:
        what = f"a unit has more than {_MOST_CODES:,} inline elements"
        raise FormatError(what, where=where, line=unit.node.line, hint="Cut it in smaller units.")
    codes = _codes(marks, taken)
    passages: list[Passage] = []
    dropped = False
    done = 0
    for draft in drafts:
        count = sum(isinstance(token, Mark) for token in draft.source)
        own = tuple(codes[done : done + count])
        target, lost = _target(draft, own, marks[done : done + count])
        passages.append(_passage(draft, own, target))
        dropped = dropped or lost
        done += count
    return Wording(tuple(passages), tuple(codes), (DROPPED,) if dropped else ())


def _draft(part: Part, at: Setting) -> _Draft:
    target = tokens(part.target, at) if part.target is not None else []
    return _Draft(part, tokens(part.source, at), target)


def _strip(draft: _Draft, *, wraps: bool) -> None:
    """Take off the white space around both sides and, if wanted, the pairs around all of it."""
    while True:
        before, after = _trim(draft.source)
        _trim(draft.target)
        draft.prefix, draft.suffix = draft.prefix + before, after + draft.suffix
        around = _around(draft.source) if wraps else None
        if around is None:
            return
        if draft.target:
            there = _around(draft.target)
            if there is None or [m.key for m in there] != [m.key for m in around]:
                return
            del draft.target[0], draft.target[-1]
        del draft.source[0], draft.source[-1]
        draft.prefix, draft.suffix = draft.prefix + around[0].raw, around[1].raw + draft.suffix


def _trim(side: list[Token]) -> tuple[str, str]:
    """Take the white space off both ends, and return it."""
    before = after = ""
    while side and isinstance(side[0], str):
        bare = side[0].lstrip()
        before += side[0][: len(side[0]) - len(bare)]
        if bare:
            side[0] = bare
            break
        del side[0]
    while side and isinstance(side[-1], str):
        bare = side[-1].rstrip()
        after = side[-1][len(bare) :] + after
        if bare:
            side[-1] = bare
            break
        del side[-1]
    return before, after


def _around(side: Sequence[Token]) -> tuple[Mark, Mark] | None:
    """Return the pair of codes that opens before the first word and closes after the last."""
    if len(side) < 3:  # noqa: PLR2004 - a pair with something in it
        return None
    first, last = side[0], side[-1]
    if not (isinstance(first, Mark) and isinstance(last, Mark)):
        return None
    marks = [token for token in side if isinstance(token, Mark)]
    return (first, last) if partners(marks).get(0) == len(marks) - 1 else None


def _literals(draft: _Draft) -> set[int]:
    """Return the numbers of what looks like a placeholder in the file's own words."""
    words = (token for token in (*draft.source, *draft.target) if isinstance(token, str))
    return {number for text in words for number in placeholders(text)}


def _codes(marks: Sequence[Mark], taken: set[int]) -> list[Code]:
    numbers: list[int] = []
    for _ in marks:
        numbers.append(markup.first_free(taken, numbers[-1] + 1 if numbers else 1))
    other = partners(marks)
    return [
        Code(
            numbers[rank],
            mark.kind,
            mark.raw,
            mark.label,
            numbers[other[rank]] if rank in other else None,
        )
        for rank, mark in enumerate(marks)
    ]


def _target(draft: _Draft, codes: Sequence[Code], marks: Sequence[Mark]) -> tuple[str, bool]:
    """Return the target with the numbers of the source, and whether some code was dropped."""
    waiting: dict[tuple[str, ...], list[int]] = {}
    for code, mark in zip(codes, marks, strict=True):
        waiting.setdefault(mark.key, []).append(code.number)
    pieces: list[str] = []
    dropped = False
    for token in draft.target:
        if isinstance(token, str):
            pieces.append(token)
        elif numbers := waiting.get(token.key):
            # The last one is kept: what the file repeats, the check of placeholders shall see.
            pieces.append(placeholder(numbers.pop(0) if len(numbers) > 1 else numbers[0]))
        elif token.kind is CodeKind.ALONE and token.raw == "\n":
            pieces.append(" ")
        else:
            dropped = True
    return clean("".join(pieces)), dropped


def _passage(draft: _Draft, codes: tuple[Code, ...], target: str) -> Passage:
    numbers = iter(codes)
    source = "".join(
        token if isinstance(token, str) else placeholder(next(numbers).number)
        for token in draft.source
    )
    return Passage(draft.part, clean(source), target, draft.prefix, draft.suffix, codes)
