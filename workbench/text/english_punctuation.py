"""Chinese punctuation in English text → English punctuation, with the spaces that English wants.

For targets on their way into a finished file. What holds (and is tested with random text):

- a text without full-width forms and Chinese marks comes back as it was: what is English already is
  the translator's;
- marks inside Chinese that the English quotes stay: `Li Bai（李白，诗人）` → `Li Bai (李白，诗人)`;
- placeholders are never touched, lost or made, not even out of `｛１｝`;
- letters, digits and Chinese characters stay; doing it twice changes nothing.

A title in 《》 or 〈〉 gets quotation marks: plain text has no italics, and the reader must still
see that it is a title.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from workbench.text.codepoints import (
    CJK_PUNCTUATION_CLASS,
    FULLWIDTH,
    SHARED_PUNCTUATION,
    is_han,
    regex_class,
)
from workbench.text.placeholders import PLACEHOLDER

_CLOSING: Final = {
    **dict(zip("。｡，、；：？！", "..,,;:?!", strict=True)),
    **dict(zip("）】〕〗］」』》〉〞〟", ")]]]]”’””””", strict=True)),
}
_OPENING: Final = dict(zip("（【〔〖［「『《〈〝", "([[[[“‘“““", strict=True))
_PARTNERS: Final = dict(zip("）】〕〗］」』》〉〞", "（【〔〖［「『《〈〝", strict=True))
_ELSE: Final = {"〜": "~", "〰": "~", "～": "~", "・": "·", "･": "·", "〃": '"', "\u3000": " "}

_SHARED: Final = tuple(SHARED_PUNCTUATION)
_WORD_MARKS: Final = "$£€¥₩¢“‘(["
_BEFORE_OPENING: Final = ",.;:?!)]”’%…"
_QUOTES_CLOSING: Final = ("”", "’", '"', "'", ")", "]")
_DIGITS_BEFORE: Final = re.compile(r"[0-9]+\Z")
_DIGITS_AFTER: Final = re.compile(r"[0-9]+")
_THOUSAND: Final = 3
_FAR: Final = 6  # characters beside a mark that show whether it stands inside a number
_WAVES: Final = ("～", "〜")
_PLURAL: Final = re.compile(r"e?s[)）]")
_WIDE: Final = f"{CJK_PUNCTUATION_CLASS}{regex_class(FULLWIDTH)}"
_TOKEN: Final = re.compile(
    rf"(?P<fixed>{PLACEHOLDER.pattern}|[{{｛][0-9０-９]{{1,6}}[}}｝])"
    r"|(?P<dots>(?:[…⋯]|。{3,}){2,}|⋯|。{3,})|(?P<dash>[—―─]{2,})|(?P<gap>[ \t]*\u3000[ \t\u3000]*)"
    rf"|(?P<wide>[{_WIDE}])|(?P<plain>.)",
    re.DOTALL,
)
_SUSPECT: Final = re.compile(rf"[{_WIDE}⋯]|…{{2}}|[—―─]{{2}}")


@dataclass(slots=True)
class _Token:
    """A character, a run of dots or dashes, or a placeholder, and what becomes of it."""

    kind: str
    text: str
    new: str
    stays: bool = False

    @property
    def result(self) -> str:
        """What is written for it."""
        return self.text if self.stays else self.new

    @property
    def is_mark(self) -> bool:
        """Whether it is a mark but no bracket."""
        wide = self.kind in ("dots", "dash", "mark", "closing") and self.text not in _PARTNERS
        return wide or self.text in _SHARED

    @property
    def is_in_run(self) -> bool:
        """Whether a row of marks goes on here."""
        return self.is_mark or self.is_skipped

    @property
    def is_skipped(self) -> bool:
        """Whether one looks past it for what stands beside a mark."""
        return self.kind == "fixed" or self.text.isspace()


def english_punctuation(text: str) -> str:
    """Return English text with English marks, letters and digits, and spaces beside the marks."""
    if not _SUSPECT.search(text):
        return text
    tokens = [_token(match) for match in _TOKEN.finditer(text)]
    _keep_brackets(tokens)
    _keep_marks(tokens)
    writer = _Writer(tokens)
    for at in range(len(tokens)):
        writer.write(at)
    return writer.text


def _token(match: re.Match[str]) -> _Token:
    kind, text = str(match.lastgroup), match.group()
    if match.group("fixed"):
        return _Token("fixed", text, text)
    new = {"dots": "…", "dash": "—", "gap": " ", "plain": text}.get(kind)
    if new is None:
        kind, new = _of_wide(text)
    return _Token(kind, text, new)


def _of_wide(ch: str) -> tuple[str, str]:
    """Return the kind and the English form of a full-width form or a Chinese mark."""
    if ch not in _CLOSING and ch not in _OPENING and ch not in _ELSE:
        ch = unicodedata.normalize("NFKC", ch)
    if ch in _CLOSING:
        return "closing", _CLOSING[ch]
    if ch in _OPENING:
        return "opening", _OPENING[ch]
    return "plain" if ch.isalnum() else "mark", _ELSE.get(ch, ch)


def _keep_brackets(tokens: list[_Token]) -> None:
    """Mark the brackets that stand inside Chinese, with both of their outer neighbours."""
    waiting: dict[str, list[int]] = {}
    for at, token in enumerate(tokens):
        if token.text in _OPENING:
            waiting.setdefault(token.text, []).append(at)
        elif waiting.get(_PARTNERS.get(token.text, "")):
            start = waiting[_PARTNERS[token.text]].pop()
            if _is_chinese(tokens, start, -1) and _is_chinese(tokens, at, 1):
                tokens[start].stays = token.stays = True


def _keep_marks(tokens: list[_Token]) -> None:
    """Mark the other marks that stand, alone or several in a row, between Chinese characters."""
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and tokens[end].is_in_run:
            end += 1
        if end > at and _is_chinese(tokens, at, -1) and _is_chinese(tokens, end - 1, 1):
            for token in tokens[at:end]:
                token.stays = token.is_mark
        at = end + 1


def _is_chinese(tokens: list[_Token], at: int, step: int) -> bool:
    """Return whether what stands beside a mark is Chinese: a character, or a mark that stays."""
    at += step
    while 0 <= at < len(tokens) and tokens[at].is_skipped:
        at += step
    return 0 <= at < len(tokens) and (tokens[at].stays or is_han(tokens[at].text))


class _Writer:
    """Puts tokens one after another with the spaces that converted marks want."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._written: list[str] = []
        self._is_due = False  # a space, before the next word
        self._is_opened = False  # a bracket, whose inner space goes

    @property
    def text(self) -> str:
        """What has been written."""
        return "".join(self._written)

    def write(self, at: int) -> None:
        """Write the token at this place, after all those before it."""
        token = self._tokens[at]
        if token.result.isspace() and (self._is_opened or self._has_space_before(token)):
            return
        if self._is_due and _is_wordlike(self._next(at - 1)) and not token.result.isspace():
            self._written.append(" ")
        if token.kind == "closing" and not token.stays:
            while self._written and self._written[-1].isspace():
                self._written.pop()
        elif token.kind == "opening" and not token.stays and self._wants_space_before(at):
            self._written.append(" ")
        self._written.append("–" if self._is_range(at) else token.result)
        self._is_opened = token.kind == "opening" and not token.stays
        if token.kind in ("closing", "dots") and not token.stays:
            self._is_due = not self._is_in_number(at) and (token.kind != "dots" or self._follows())
        elif token.result not in _QUOTES_CLOSING:
            self._is_due = False

    def _has_space_before(self, token: _Token) -> bool:
        return token.kind == "gap" and bool(self._written) and self._written[-1].isspace()

    def _next(self, at: int) -> str:
        """Return the first character after a token that is of no placeholder; empty at the end."""
        rest = (self._tokens[place] for place in range(at + 1, len(self._tokens)))
        return next((token.result[:1] for token in rest if token.kind != "fixed"), "")

    def _wants_space_before(self, at: int) -> bool:
        before = next(
            (piece for piece in reversed(self._written) if not PLACEHOLDER.match(piece)), ""
        )[-1:]
        if not before or self._written[-1].isspace():
            return False
        is_plural = _PLURAL.match("".join(t.result for t in self._tokens[at + 1 : at + 4]))
        return not is_plural and (before.isalnum() or before in _BEFORE_OPENING)

    def _follows(self) -> bool:
        """Return whether the dots just written stand after a word."""
        return len(self._written) > 1 and self._written[-2][-1:].isalnum()

    def _is_range(self, at: int) -> bool:
        """Return whether the token is a wave between two numbers."""
        token = self._tokens[at]
        if token.text not in _WAVES or token.stays or not self._written:
            return False
        return self._written[-1][-1:].isdigit() and self._next(at).isdigit()

    def _is_in_number(self, at: int) -> bool:
        """Return whether a mark is a decimal point, the colon of a time, or parts thousands."""
        before = _DIGITS_BEFORE.search("".join(self._written[-_FAR:-1]))
        after = _DIGITS_AFTER.match("".join(t.result for t in self._tokens[at + 1 : at + _FAR]))
        if not before or not after:
            return False
        if self._tokens[at].text != "，":
            return self._tokens[at].result in ".:"
        return len(before[0]) <= _THOUSAND and len(after[0]) == _THOUSAND


def _is_wordlike(ch: str) -> bool:
    """Return whether a character begins something that a mark before it needs a space from."""
    return bool(ch) and (ch.isalnum() or ch in _WORD_MARKS)
