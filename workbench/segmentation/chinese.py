"""Chinese paragraph → sentences, by rules for what other tools get wrong.

A sentence ends after `。！？!?`, an ellipsis, or an ASCII full stop that is no decimal point, name
dot or abbreviation. What closes something, the number of a source, a note on what was said (（笑）)
and a picture go along with it. It does not end

- inside brackets, a book title or a `#topic#`, or in a quotation that is part of its sentence
  (喊“加油！”的人);
- between a quotation and its `…说` / `…表示`;
- before a comma, colon or another closing mark;
- at an ellipsis after a word that cannot be the last one (可是……), or after bare items that are
  taken up (甲、乙……一连串的).

A quotation that breaks off in a dash ends where nobody is said to say it. Talk has soft ends: a
tilde after a particle (好哒～马上来), and in a text that has such tildes, or pictures, every tilde
and picture between clauses of four characters and more; other tildes are those of ranges.

A line end is always a boundary. A sentence of more than `LONG` characters is cut at its semicolons,
one of more than `VERY_LONG` wherever it must. Nothing but white space is ever lost, and no sentence
is empty or only punctuation. Linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from workbench.segmentation.brackets import Brackets, Enclosure
from workbench.segmentation.full_stops import FullStops, is_ascii_word
from workbench.segmentation.lengths import cut_long
from workbench.segmentation.spans import cut, starts
from workbench.segmentation.speech import ETC, PART, TAG
from workbench.segmentation.wording import (
    CITATION,
    EMOJI,
    LISTED,
    PARTICLES,
    STAGE_NOTE,
    TAKEN_UP,
    UNFINISHED,
    UNITS,
)
from workbench.text.codepoints import HAN_CLASS, TERMINALS, is_han, is_wordless

LONG = 400
"""Characters from which on a sentence is cut at its semicolons; engines lose text in long ones."""

VERY_LONG = 1000
"""Characters that no sentence exceeds: engines take 512 positions, and an editor must show it."""

_FINALS = rf"(?:[{TERMINALS}…⋯]|\.{{3,}})+"
_END = re.compile(
    rf"\n|{_FINALS}|[.．]|(?P<dash>[—―─]{{1,4}})(?=\s?[”’」』\"])"
    rf"|(?P<soft>[～~]{{1,9}}|(?:{EMOJI}){{1,9}})(?=\s?[{HAN_CLASS}])"
)
_FINAL = re.compile(f"[{TERMINALS}]")
_MARKS = re.compile(rf"{_FINALS}|[～~]+")
_SPACED = re.compile(r"[ \u3000]{1,2}(?=[）)］\]”’」』]|\"(?:[\s，。]|$))")
_NOTE = re.compile(f"{CITATION}|{STAGE_NOTE}|(?:{EMOJI})+")
_REMARK = re.compile(f"{STAGE_NOTE}|(?:{EMOJI})+")  # what goes along in a list of sources
_LIST = re.compile(rf"\s*{CITATION}")
_COMMA = re.compile(r"\s*[，、；：,;:/／]")
_PART = re.compile(PART)
_TAG = re.compile(TAG)
_AFTER_ELLIPSIS = re.compile(rf"\s*(?:[的了吗嗎呢吧啊之—-]|{ETC})")
_UNFINISHED = re.compile(f"{UNFINISHED}$")
_LISTED = re.compile(LISTED)
_TAKEN_UP = re.compile(TAKEN_UP)
_TALK = re.compile(rf"[{PARTICLES}{TERMINALS}…][～~]|[～~]\s*$|{EMOJI}")
_COLON = re.compile(r"[：:]\s?$")
_ROW = 4  # quotations side by side that may be parts of one sentence: “…！”“…！”的喊声
_NOTES = 4  # notes after one mark
_INDENT = 8  # white space and marks before a bracket that opens a sentence
_LEAD = 12  # characters looked at before an ellipsis
_CLAUSE = 4  # characters of a clause of talk


def sentences(text: str, *, closing: Collection[int] = ()) -> tuple[str, ...]:
    """Return the sentences of one paragraph, in order, without surrounding white space.

    Args:
        text: one paragraph; its placeholders change no boundary.
        closing: the placeholders that close something and stay with the sentence before.
    """
    return cut(text, _starts, closing)


def _starts(text: str) -> tuple[int, ...]:
    return starts(text, cut_long(text, list(_Scan(text).boundaries()), LONG, VERY_LONG))


class _Scan:
    """One pass over one paragraph."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._brackets = Brackets(text)
        self._full_stops = FullStops(text)
        self._is_talk = _TALK.search(text) is not None
        self._note = _REMARK if _LIST.match(text) else _NOTE

    def boundaries(self) -> Iterator[int]:
        """Yield where a new sentence begins, ascending."""
        start = 0
        for match in _END.finditer(self._text):
            if match.start() < start:
                continue
            end = self._sentence_end(match, start)
            if end is not None:
                yield end
                start = end

    def _sentence_end(self, match: re.Match[str], start: int) -> int | None:
        """Return where the sentence from `start` ends if it does at this mark, closers included."""
        if "\n" in match.group():
            return match.end()
        if around := self._brackets.protecting(match.start()):
            # A bracket that holds a whole sentence ends like one: （完。）
            if match.end() != around.end - 1 or not self._begins_with(around, start):
                return None
        elif not self._may_end(match, start):
            return None
        closed = self._take_closers(match.end())
        end = self._take_notes(closed)
        return None if self._goes_on(match, start, closed, end) else end

    def _begins_with(self, around: Enclosure, start: int) -> bool:
        """Return whether the sentence from `start` begins with that round or square bracket."""
        if self._text[around.start] not in "（([［" or around.start - start > _INDENT:
            return False
        return is_wordless(self._text[start : around.start])

    def _take_closers(self, end: int) -> int:
        """Return the offset after the closing marks, and the further final marks, that follow."""
        while end < len(self._text):
            if self._brackets.closes(end):
                end += 1
            elif marks := _MARKS.match(self._text, end):
                end = marks.end()
            elif (gap := _SPACED.match(self._text, end)) and self._is_paired(gap.end()):
                end = gap.end() + 1
            else:
                break
        return end

    def _is_paired(self, index: int) -> bool:
        """Return whether the mark closes something; scanned text has spaces before it."""
        return self._brackets.opener_of(index) is not None

    def _take_notes(self, end: int) -> int:
        """Return the offset after what follows a sentence and belongs to it: [4]、（笑）、😄."""
        for _ in range(_NOTES):
            note = self._note.match(self._text, end)
            if note is None:
                break
            end = self._take_closers(note.end())
        return end

    def _goes_on(self, match: re.Match[str], start: int, closed: int, end: int) -> bool:
        """Return whether the sentence continues at `end`, after its mark, closers and notes."""
        text = self._text
        if end == len(text):
            return False
        if _COMMA.match(text, end):
            return True
        if self._brackets.closes(closed - 1):
            return self._is_taken_up(closed - 1, end)
        if match.group() in ".．" or match["soft"] or _FINAL.search(text, match.start(), end):
            return False
        said = text[max(start, match.start() - _LEAD) : match.start()]
        if sum(map(is_han, said[-4:])) < 3 or said[-1] == text[end]:  # noqa: PLR2004
            return True  # 嗯……我想想；我不……不去
        if _TAKEN_UP.match(text, end) and _LISTED.fullmatch(text, start, match.start()):
            return True
        return bool(_UNFINISHED.search(said) or _AFTER_ELLIPSIS.match(text, end))

    def _is_taken_up(self, closer: int, end: int) -> bool:
        """Return whether what follows the closing mark makes the quotation a part of it."""
        text, after = self._text, end
        if _TAG.match(text, end):
            return True
        for _ in range(_ROW):
            if part := _PART.match(text, after):
                return part.group() != "等" or not self._is_introduced(closer)
            following = self._brackets.end_of(after)
            if following is None:
                break
            after = following
        return False

    def _is_introduced(self, closer: int) -> bool:
        """Return whether the quotation that closes there stands after a colon."""
        opener = self._brackets.opener_of(closer)
        return (
            opener is not None and _COLON.search(self._text, max(0, opener - 2), opener) is not None
        )

    def _may_end(self, match: re.Match[str], start: int) -> bool:
        """Return whether the mark itself, before a look at what follows its closers, can end."""
        mark = match.group()
        if match["dash"]:
            return self._breaks_off(match, start)
        if match["soft"]:
            return self._is_soft_end(match, start)
        if mark in "!?":
            after = self._text[match.end() : match.end() + 1]
            return not (is_ascii_word(self._text[match.start() - 1]) and is_ascii_word(after))
        return mark not in ".．" or self._full_stops.ends(match.start(), start)

    def _breaks_off(self, match: re.Match[str], start: int) -> bool:
        """Return whether the dash ends a quotation that opens its sentence or follows a colon."""
        closer = match.end() + self._text[match.end()].isspace()
        opener = self._brackets.opener_of(closer)
        if opener is None:
            return False
        if self._is_introduced(closer):
            return True
        return 0 <= opener - start <= _INDENT and is_wordless(self._text[start:opener])

    def _is_soft_end(self, match: re.Match[str], start: int) -> bool:
        """Return whether a tilde or a picture stands between two clauses of talk."""
        at = match.start()
        clause = self._text[max(start, at - _CLAUSE) : at]
        if not clause or not all(map(is_han, clause[-2:])) or len(clause) == 1:
            return False
        if match.group()[0] in "～~":
            if clause[-1] in PARTICLES:
                return True
            if clause[-1] in UNITS:
                return False
        return self._is_talk and len(clause) == _CLAUSE and all(map(is_han, clause))
