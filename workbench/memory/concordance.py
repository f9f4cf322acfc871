"""Concordance: units that hold what a translator asks about, in either language.

Words are compared as matching compares them (width, script, case fold), and what is found is a span
of the text as it stands. Chinese words are found anywhere, for nothing tells where one begins;
words of other scripts only at the beginning of a word: `port` finds `ports` and not `report`.
A regular expression is looked for in the text as it stands, upper and lower case alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal, Protocol

from workbench.core.memory import Found, Unit
from workbench.errors import UsageError
from workbench.text.codepoints import HAN_CLASS
from workbench.text.folding import Folded, fold

SearchSide = Literal["source", "target", "both"]
"""Where to look; with `both`, some words may stand in the source and the others in the target."""

Spans = tuple[tuple[int, int], ...]

SPACED: Final = "a-z0-9À-ʯͰ-ϿЀ-ӿ"
"""Folded letters and digits of scripts that put spaces between words, for a character class."""

_SPACED: Final = frozenset(
    character for character in map(chr, range(0x530)) if re.match(f"[{SPACED}]", character)
)
_WORDS: Final = re.compile(r'"([^"]+)"|([^\s"]+)')
_HAN: Final = re.compile(f"[{HAN_CLASS}]+")
# What matches any text or none is taken out of an expression; where one of the others is left, it
# may do without the characters beside it.
_ANYTHING: Final = re.compile(
    r"(?:\.|\\[dwsDWS]|\[[^\[\]\\]+\])(?:[*+?]|\{[0-9]*,?[0-9]*\})?\??|\\b"
)
_OPEN: Final = re.compile(r"[|?*{}\[\]()\\#]")
# What the library raises when an expression asks too much of it; a group that calls itself could
# have taken all memory by then.
_EXHAUSTED: Final = (TimeoutError, MemoryError, RecursionError)
_RECURSION: Final = re.compile(r"\(\?(?:R|[-+]?\d|&|P>)")
_ESCAPED: Final = re.compile(r"\\.")
_PATIENCE: Final = 1.0
"""Seconds that an expression may take for one text; a sound one needs some microseconds."""


class Wanted(Protocol):
    """What is searched for."""

    @property
    def certain(self) -> tuple[str, ...]:
        """Folded words that stand in whatever holds it; without any, everything may."""

    @property
    def side(self) -> SearchSide:
        """Where it stands."""

    def look(self, source: str, target: str) -> tuple[Spans, Spans] | None:
        """Return where a unit holds it, in the source and in the target; None if it does not."""

    def is_in(self, source: str, target: str) -> bool:
        """Return whether `look` would find it, which is faster to say than where."""


def words(query: str) -> tuple[str, ...]:
    """Return the folded words of a query, each once; words in double quotes are one phrase."""
    parts = _WORDS.findall(fold(query).text)
    found = [" ".join((phrase or word).split()) for phrase, word in parts]
    return tuple(dict.fromkeys(word for word in found if word))


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word of a query, or a phrase, whose spaces stand for any white space.

    Attributes:
        text: the word itself.
        part: what a text that has the word has.
        pattern: what finds a phrase; None for one word, which is found several times as fast
            without.
    """

    text: str
    part: str
    pattern: re.Pattern[str] | None

    @classmethod
    def of(cls, word: str) -> Word:
        """Return what finds a folded word."""
        parts = word.split()
        if len(parts) == 1:
            return cls(word, word, None)
        begins = f"(?<![{SPACED}])" if word[0] in _SPACED else ""
        phrase = r"\s+".join(map(re.escape, parts))
        return cls(word, max(parts, key=len), re.compile(begins + phrase))

    def look(self, text: Folded) -> list[tuple[int, int]]:
        """Return the spans of the text where the word stands."""
        return [text.span(*hit) for hit in self._hits(text.text)]

    def is_in(self, text: str) -> bool:
        """Return whether the word stands in a folded text."""
        return any(True for _ in self._hits(text))

    def _hits(self, text: str) -> Iterator[tuple[int, int]]:
        start = text.find(self.part)
        if start < 0:
            return
        if self.pattern is not None:
            yield from (hit.span() for hit in self.pattern.finditer(text))
            return
        while start >= 0:
            end = start + len(self.part)
            if start and self.part[0] in _SPACED and text[start - 1] in _SPACED:
                end = start + 1  # in the middle of a word
            else:
                yield start, end
            start = text.find(self.part, end)


@dataclass(frozen=True, slots=True)
class Words:
    """Words that must all stand in a unit, on the side or the sides where one looks.

    A query without any word is in no unit.
    """

    words: tuple[Word, ...]
    side: SearchSide

    @classmethod
    def of(cls, query: str, side: SearchSide = "both") -> Words:
        """Return what a query asks for."""
        return cls(tuple(map(Word.of, words(query))), side)

    @property
    def certain(self) -> tuple[str, ...]:
        """The words."""
        return tuple(word.text for word in self.words)

    def look(self, source: str, target: str) -> tuple[Spans, Spans] | None:
        """See `Wanted.look`."""
        one = fold(source if self.side != "target" else "")
        other = fold(target if self.side != "source" else "")
        in_source: list[tuple[int, int]] = []
        in_target: list[tuple[int, int]] = []
        for word in self.words:
            here, there = word.look(one), word.look(other)
            if not (here or there):
                return None
            in_source += here
            in_target += there
        return (_merge(in_source), _merge(in_target)) if self.words else None

    def is_in(self, source: str, target: str) -> bool:
        """See `Wanted.is_in`."""
        one = "" if self.side == "target" else fold(source).text
        other = "" if self.side == "source" else fold(target).text
        return bool(self.words) and all(w.is_in(other) or w.is_in(one) for w in self.words)


@dataclass(frozen=True, slots=True)
class Expression:
    """A regular expression, in the syntax of the package `regex`; one side must hold it.

    Attributes:
        pattern: what finds it.
        certain: runs of Chinese characters that stand in whatever it matches.
    """

    pattern: Any
    certain: tuple[str, ...]
    side: SearchSide

    @classmethod
    def of(cls, text: str, side: SearchSide = "both") -> Expression:
        """Return what an expression asks for.

        Raises:
            UsageError: it is none.
        """
        import regex

        try:
            pattern = _compiled(text)
        except (regex.error, OverflowError, *_EXHAUSTED) as exc:
            raise UsageError(
                f"the regular expression cannot be read ({exc})",
                where=text,
                hint="Put a backslash before what shall stand for itself: \\( \\[ \\. \\*",
            ) from exc
        return cls(pattern, _certain(text), side)

    def look(self, source: str, target: str) -> tuple[Spans, Spans] | None:
        """See `Wanted.look`. What an expression matches without any character does not count.

        Raises:
            UsageError: it takes too long.
        """
        in_source = self._in(source) if self.side != "target" else ()
        in_target = self._in(target) if self.side != "source" else ()
        return (in_source, in_target) if in_source or in_target else None

    def is_in(self, source: str, target: str) -> bool:
        """See `Wanted.is_in`."""
        return self.look(source, target) is not None

    def _in(self, text: str) -> Spans:
        try:
            hits = self.pattern.finditer(text, timeout=_PATIENCE, concurrent=True)
            return _merge([hit.span() for hit in hits if hit.end() > hit.start()])
        except _EXHAUSTED as exc:
            raise UsageError(
                "the regular expression takes too long",
                where=self.pattern.pattern,
                hint="A repetition within a repetition, as in (a+)+, is mostly to blame.",
            ) from exc


def wanted(query: str, *, side: SearchSide = "both", regex: bool = False) -> Wanted:
    """Return what a query asks for.

    Raises:
        UsageError: it is to be a regular expression and is none.
    """
    return Expression.of(query, side) if regex else Words.of(query, side)


def search(
    query: str, units: Iterable[Unit], *, side: SearchSide = "both", limit: int = 50
) -> tuple[Found, ...]:
    """Return the units that hold every word of a query, in the order given, at most `limit`."""
    asked = Words.of(query, side)
    found: list[Found] = []
    for unit in units if asked.words else ():
        if len(found) >= limit:
            break
        if spans := asked.look(unit.source, unit.target):
            found.append(Found(unit, *spans))
    return tuple(found)


def _compiled(expression: str) -> Any:
    import regex

    if _RECURSION.search(_ESCAPED.sub("", expression)):
        raise regex.error("it calls itself")
    return regex.compile(expression, regex.IGNORECASE | regex.VERSION0)


def _certain(expression: str) -> tuple[str, ...]:
    """Return the runs of Chinese characters that an expression cannot do without, folded.

    Only what is plain to see: nothing where there are groups, alternatives or optional characters.
    """
    plain = _ANYTHING.sub(" ", expression)
    if _OPEN.search(plain):
        return ()
    return tuple(dict.fromkeys(fold(run).text for run in _HAN.findall(plain)))


def _merge(spans: list[tuple[int, int]]) -> Spans:
    """Return all spans in order, overlapping and touching ones joined."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
