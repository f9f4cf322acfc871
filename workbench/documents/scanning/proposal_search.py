"""Finds misread characters and marks in the paragraphs of a document, all at once.

The examiners say what may be meant, the judges how likely; here the document and the known terms
have their say, and what is sure enough becomes a proposal with its words and its reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from math import log
from typing import Final

import numpy as np

from workbench.core.proposal import Proposal
from workbench.documents.scanning import repetition
from workbench.documents.scanning.character_evidence import NAMES, Evidence, Examiner
from workbench.documents.scanning.character_judge import judges
from workbench.documents.scanning.character_model import LONGEST_WORD, Words, character_model
from workbench.documents.scanning.character_shapes import shapes
from workbench.documents.scanning.character_text import CharacterText, Ints
from workbench.documents.scanning.mark_evidence import COMMA, MarkExaminer
from workbench.text.codepoints import is_han
from workbench.text.variants import SIMPLIFIED

SURE: Final = 3.5
"""Log odds from which on a character is proposed: thirty to one."""
SURE_OF_MARK: Final = 1.2
"""Likewise for a mark: judged among the marks next to list commas alone, which are few."""
DOUBTFUL: Final = 1.3
"""What is asked in addition of a comma, which stands before a list by right more often, and of a
mark after which the list does not go on."""
KNOWN: Final = 1.0
"""What is asked in addition where the character belongs to a known word as it stands."""
FRAMED: Final = 4.0
"""What is asked in addition where it varies a frame: `又快又好` is as right as `又大又好`."""
ELSEWHERE: Final = 1.5
"""What it is worth that the document has the proposed words elsewhere."""
TERM: Final = 2.0
"""What it is worth that the proposed word is a known term."""
COMMON: Final = -9.5
"""Words likelier than this stand in any document, and say nothing by it."""
_TERM_CHANCE: Final = log(200 / 60_000_000)
_LONGEST_TERM: Final = 24
_NEAR: Final = 3
_FRAME: Final = 4
_WORD_AFTER: Final = NAMES.index("chance of the word after")
_KNOWN_WORD: Final = [NAMES.index(name) for name in ("in a pair before", "in a long word before")]
_MARKS_SAID: Final = ("a full stop", "a comma", "a point")


@dataclass(frozen=True, slots=True)
class _Finding:
    """Something that may be proposed.

    Attributes:
        start, end: the stretch of the row of characters that is shown.
        place: the character in question.
        wanted: the number of what is proposed for it.
        gain: log odds that it is right.
        least: what they have to reach.
        said: the stretch to look for elsewhere in the document.
        telling: whether it says something if it stands there.
        word: what is proposed as a word, empty if it is none.
        mark: which mark it is, empty if it is none.
    """

    start: int
    end: int
    place: int
    wanted: int
    gain: float
    least: float
    said: slice
    telling: bool = True
    word: str = ""
    mark: str = ""


class Searcher:
    """Finds proposals.

    Args:
        known: terms that are words and right.
    """

    def __init__(self, known: Collection[str] = ()) -> None:
        self._model = character_model()
        self._letters = self._model.alphabet
        self._characters = Examiner(self._model, shapes(self._letters))
        self._marks = MarkExaminer(self._model)
        self._judges = judges()
        self._simplified = frozenset(self._letters.numbers(set(SIMPLIFIED.values())).tolist())
        self._known = frozenset(term for term in known if 1 < len(term) <= _LONGEST_TERM)
        words = [w for w in sorted(self._known) if len(w) <= LONGEST_WORD and all(map(is_han, w))]
        self._words = Words.of(
            [self._letters.numbers(word) for word in words], [_TERM_CHANCE] * len(words)
        )

    def search(self, texts: Sequence[str]) -> list[tuple[Proposal, ...]]:
        """Return the proposals for each text, in order, none overlapping another."""
        row = self._letters.read(texts)
        findings = [*self._misread(row), *self._misread_marks(row)]
        heard = [one for one in self._heard(texts, row, findings) if one.gain > one.least]
        found: list[list[Proposal]] = [[] for _ in texts]
        taken = np.zeros(len(row.numbers), dtype=np.bool_)
        for finding in sorted(heard, key=lambda one: -one.gain):
            if not taken[finding.start : finding.end].any():
                taken[finding.start : finding.end] = True
                which = int(row.texts[finding.place])
                found[which].append(self._proposal(texts[which], row, finding))
        return [tuple(sorted(each, key=lambda one: one.start)) for each in found]

    def _misread(self, row: CharacterText) -> Iterator[_Finding]:
        """Yield the characters that may be misread."""
        for part in self._characters.examine(row, self._characters.candidates(row), self._words):
            gains = self._judges.characters.weigh(part.numbers)
            for number in np.flatnonzero(gains > SURE - ELSEWHERE - TERM).tolist():
                yield self._character(row, part, number, float(gains[number]))

    def _character(self, row: CharacterText, part: Evidence, number: int, gain: float) -> _Finding:
        place, wanted = int(part.candidates.places[number]), int(part.candidates.wanted[number])
        start = int(part.starts[number])
        end = start + int(part.lengths[number])
        is_word = end - start > 1
        meant = row.numbers[start:end].copy()
        meant[place - start] = wanted
        return _Finding(
            start,
            end,
            place,
            wanted,
            gain,
            least=SURE
            + KNOWN * bool(part.numbers[number, _KNOWN_WORD].any())
            + FRAMED * _is_framed(row.numbers[start:end], place - start),
            said=slice(start, end) if is_word else slice(place - 1, place + 2),
            telling=bool(part.numbers[number, _WORD_AFTER] < COMMON),
            word="".join(map(self._letters.character, meant.tolist())) if is_word else "",
        )

    def _misread_marks(self, row: CharacterText) -> Iterator[_Finding]:
        """Yield the marks that may be misread."""
        found = self._marks.candidates(row)
        gains = self._judges.marks.weigh(found.values)
        least = SURE_OF_MARK + DOUBTFUL * ((found.kinds == COMMA) | ~found.going_on)
        for number in np.flatnonzero(gains > least - ELSEWHERE).tolist():
            start, end = int(found.starts[number]), int(found.ends[number])
            place = int(found.places[number])
            yield _Finding(
                start,
                end,
                place,
                self._marks.wanted,
                float(gains[number]),
                least=float(least[number]),
                said=slice(max(start, place - _NEAR), min(end, place + _NEAR + 1)),
                mark=_MARKS_SAID[found.kinds[number]],
            )

    def _heard(
        self, texts: Sequence[str], row: CharacterText, findings: Sequence[_Finding]
    ) -> Iterator[_Finding]:
        """Yield the findings with what the document and the terms say of them; some say no."""
        strings: list[Ints] = []
        for finding in findings:
            strings += [row.numbers[finding.said], self._wanted(row, finding)]
        times = repetition.counts(row.numbers, strings)
        traditional = frozenset(row.texts[row.altered].tolist())
        for finding, found, wanted in zip(findings, times[::2], times[1::2], strict=True):
            repeated = found > 1 and found >= wanted
            text = int(row.texts[finding.place])
            foreign = text in traditional and finding.wanted in self._simplified
            if not (repeated or foreign) and not self._is_term(texts, row, finding.place):
                added = ELSEWHERE * (finding.telling and wanted > 0)
                added += TERM * (finding.telling and finding.word in self._known)
                yield replace(finding, gain=finding.gain + added)

    def _wanted(self, row: CharacterText, finding: _Finding) -> Ints:
        """Return the stretch to look for as it would be."""
        wanted = row.numbers[finding.said].copy()
        wanted[finding.place - finding.said.start] = finding.wanted
        return wanted

    def _is_term(self, texts: Sequence[str], row: CharacterText, place: int) -> bool:
        """Return whether the character belongs to a known term as it stands."""
        if not self._known:
            return False
        text, at = texts[row.texts[place]], int(row.offsets[place])
        return any(
            text[start:end] in self._known
            for start in range(max(0, at - _LONGEST_TERM + 1), at + 1)
            for end in range(max(at + 1, start + 2), min(len(text), start + _LONGEST_TERM) + 1)
        )

    def _proposal(self, text: str, row: CharacterText, finding: _Finding) -> Proposal:
        start = int(row.offsets[finding.start])
        end = int(row.offsets[finding.end - 1]) + 1
        place = int(row.offsets[finding.place])
        meant = self._letters.character(finding.wanted)
        wanted = text[start:place] + meant + text[place + 1 : end]
        reason = self._reason(row, finding, meant)
        return Proposal(start, end, text[start:end], wanted, reason, round(finding.gain, 1))

    def _reason(self, row: CharacterText, finding: _Finding, meant: str) -> str:
        here = int(row.numbers[finding.place])
        if finding.mark:
            return f"{finding.mark} among the items of a list"
        better = f"{finding.word} is a word" if finding.word else "it fits better here"
        if self._characters.han[here]:
            return f"{self._letters.character(here)} looks like {meant}, and {better}"
        return f"this is no Chinese character, and {better}"


def _is_framed(numbers: Ints, place: int) -> bool:
    """Return whether a character is the second or fourth of four, after the same one twice."""
    if len(numbers) != _FRAME or place % 2 == 0:
        return False
    return bool(numbers[0] == numbers[2])
