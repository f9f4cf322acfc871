"""Chinese paragraph → sentences, by rules for what other tools get wrong.

A sentence ends after `。！？!?`, an ellipsis, or an ASCII full stop that is no decimal point, name
dot or abbreviation; closing quotes and brackets go along with it. It does not end

- inside brackets or a book title, or in a quotation that is part of its sentence (喊“加油！”的人);
- between a quotation and its `…说` / `…表示`;
- before a comma, colon or another closing mark.

A line end is always a boundary. A sentence of more than `LONG` characters is cut at its semicolons,
one of more than `VERY_LONG` wherever it must. Nothing but white space is ever lost, and no sentence
is empty or only punctuation. Linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from workbench.segmentation.abbreviations import is_abbreviation
from workbench.segmentation.brackets import Brackets, Enclosure
from workbench.segmentation.lengths import cut_long
from workbench.segmentation.spans import cut, starts
from workbench.segmentation.speech import PART, TAG
from workbench.text.codepoints import TERMINALS, is_han, is_wordless

LONG = 400
"""Characters from which on a sentence is cut at its semicolons; engines lose text in long ones."""

VERY_LONG = 1000
"""Characters that no sentence exceeds: engines take 512 positions, and an editor must show it."""

_END = re.compile(rf"\n|(?:[{TERMINALS}…⋯]|\.{{3,}})+|[.．]")
_FINAL = re.compile(f"[{TERMINALS}]")
_MARKS = re.compile(rf"(?:[{TERMINALS}…⋯]|\.{{3,}})+")
_COMMA = re.compile(r"\s*[，、；：,;:/／]")
_TILDES = re.compile(r"[～~]+")
_PART = re.compile(PART)
_TAG = re.compile(TAG)
_AFTER_ELLIPSIS = re.compile(r"\s*[等的了吗嗎呢吧啊之—-]")
_ROW = 4  # quotations side by side that may be parts of one sentence: “…！”“…！”的喊声
_INDENT = 8  # white space and marks before a bracket that opens a sentence
_WORD = 20  # characters looked at before a full stop
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z.]*$")


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
        # Where a text has real full stops, `.` between characters is a name's dot: 列夫.托尔斯泰。
        self._has_full_stops = "。" in text

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
        elif not self._may_end(match):
            return None
        end = self._take_closers(match.end())
        return None if self._goes_on(match, start, end) else end

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
            elif marks := _MARKS.match(self._text, end) or _TILDES.match(self._text, end):
                end = marks.end()
            else:
                break
        return end

    def _goes_on(self, match: re.Match[str], start: int, end: int) -> bool:
        """Return whether the sentence continues at `end`, after its mark and closers."""
        text = self._text
        if end == len(text):
            return False
        if _COMMA.match(text, end):
            return True
        is_closed = self._brackets.closes(end - 1)
        if is_closed and self._is_taken_up(end):
            return True
        if match.group() in ".．" or _FINAL.search(text, match.start(), end):
            return False
        said = text[max(start, match.start() - 4) : match.start()]
        if sum(map(is_han, said)) < 3 or said[-1] == text[end]:  # noqa: PLR2004
            return True  # 嗯……我想想；我不……不去
        return _AFTER_ELLIPSIS.match(text, end) is not None

    def _is_taken_up(self, end: int) -> bool:
        """Return whether what follows the closing mark makes the quotation a part of it."""
        text, after = self._text, end
        if _TAG.match(text, end):
            return True
        for _ in range(_ROW):
            if _PART.match(text, after):
                return True
            following = self._brackets.end_of(after)
            if following is None:
                break
            after = following
        return False

    def _may_end(self, match: re.Match[str]) -> bool:
        """Return whether the mark itself, before a look at what follows its closers, can end."""
        mark, start, end = match.group(), match.start(), match.end()
        before, after = self._text[start - 1 : start], self._text[end : end + 1]
        if mark in "!?":
            return not (_is_ascii_word(before) and _is_ascii_word(after))
        return mark not in ".．" or self._full_stop_ends(start, before, after)

    def _full_stop_ends(self, index: int, before: str, after: str) -> bool:
        """Return whether a `.` or `．` is the end of a sentence."""
        if not after:
            return True
        if not before or before.isdigit() or _is_ascii_word(after):
            return bool(before) and not _is_ascii_word(before) and not before.isdigit()
        if _is_ascii_word(before):
            word = _LATIN_WORD.search(self._text, max(0, index - _WORD), index)
            return word is not None and not is_abbreviation(word.group())
        if before.isspace() and not after.isspace():
            return False  # a file's name, a folder: pip install -e .之后
        return after.isspace() or not (is_han(before) and is_han(after) and self._has_full_stops)


def _is_ascii_word(ch: str) -> bool:
    return ch.isascii() and ch.isalnum()
