"""Sentence boundaries by rules that a project brought along, as SRX 2.0 defines them.

A rule is two patterns, for what stands before and after a place in the text; at each place the
first rule that fits decides whether a sentence ends there, and where none fits, none ends (SRX 2.0,
section on the segmentation of text). Which rules there are for a language, and in which order, is
said by language maps: all whose pattern fits are used if the rules cascade, else the first.

What holds for our own rules holds here too: no sentence is empty, only punctuation, or too long for
an engine; line ends are boundaries; nothing but white space is lost.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from workbench.errors import FormatError
from workbench.segmentation import chinese, spans
from workbench.segmentation.lengths import cut_long
from workbench.segmentation.srx_patterns import EXHAUSTED, compiled, fits

CHINESE: Final = ("zh-CN", "zh_CN", "zh-Hans-CN", "zh-Hans", "zh", "cmn")
"""Codes of the language that we cut; a language map is meant when it fits one of them."""

ENGLISH: Final = ("en-US", "en_US", "en-GB", "en")

PATIENCE: Final = 5.0
"""Seconds that one rule may take on one paragraph; a sound one takes milliseconds."""

WHERE: Final = "the segmentation rules of this project"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        breaks: whether a sentence ends where it fits, or never does.
        before: pattern of what stands before the place, empty for anything.
        after: pattern of what stands after it.
        line: 1-based line of the file that it stands in, for messages.
    """

    breaks: bool
    before: str
    after: str
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules under one name, which language maps refer to."""

    name: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class LanguageMap:
    """Which rules are for the languages whose code fits a pattern.

    Attributes:
        pattern: of the whole code, in any case.
        name: of the rules.
        line: 1-based line of the file that it stands in, for messages.
    """

    pattern: str
    name: str
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Rules:
    """The content of one SRX file.

    Attributes:
        sets: the rules, by name.
        maps: which of them are for which language, in the order in which they are looked at.
        cascades: whether all maps that fit count, one after the other, or only the first.
        segments_subflows: whether text inside a code is to be cut as well; only kept.
        includes_start, includes_end, includes_isolated: whether an opening, closing or single
            code at a boundary belongs to the sentence before it.
    """

    sets: tuple[RuleSet, ...]
    maps: tuple[LanguageMap, ...]
    cascades: bool = True
    segments_subflows: bool = True
    includes_start: bool = False
    includes_end: bool = True
    includes_isolated: bool = False

    def named(self, codes: Collection[str] = CHINESE) -> tuple[RuleSet, ...]:
        """Return the sets for a language, in the order in which they are looked at."""
        by_name = {rules.name: rules for rules in self.sets}
        found = [by_name[m.name] for m in self.maps if any(fits(m.pattern, code) for code in codes)]
        return tuple(found if self.cascades else found[:1])


def sentences(
    text: str,
    rules: Rules,
    *,
    closing: Collection[int] = (),
    codes: Collection[str] = CHINESE,
    patience: float = PATIENCE,
) -> tuple[str, ...]:
    """Return the sentences of one paragraph, in order, without surrounding white space.

    Args:
        text: one paragraph; its placeholders change no boundary.
        rules: those of the project.
        closing: the placeholders that close something. SRX tells opening from single codes, which
            we do not: what is no closing one is treated as an opening one.
        codes: of the language of the text.
        patience: seconds that one rule may take.

    Raises:
        FormatError: a rule takes longer; the message names it.
    """

    def starts(bare: str) -> tuple[int, ...]:
        found = boundaries(bare, rules, codes=codes, patience=patience)
        return spans.starts(bare, cut_long(bare, found, chinese.LONG, chinese.VERY_LONG))

    def stays(number: int) -> bool:
        return rules.includes_end if number in closing else rules.includes_start

    return spans.cut(text, starts, stays)


def boundaries(
    text: str, rules: Rules, *, codes: Collection[str] = CHINESE, patience: float = PATIENCE
) -> list[int]:
    """Return the ascending offsets at which the rules, or line ends, begin a new sentence.

    Raises:
        FormatError: a rule takes longer than the patience; the message names it.
    """
    decided: dict[int, bool] = {}
    for chosen in rules.named(codes):
        for number, rule in enumerate(chosen.rules, start=1):
            try:
                for place in _places(text, rule, patience):
                    decided.setdefault(place, rule.breaks)
            except EXHAUSTED as exc:
                raise FormatError(
                    f"rule {number} of “{chosen.name}” takes too long on a text of"
                    f" {len(text):,} characters",
                    where=WHERE,
                    line=rule.line,
                    hint="Simplify its pattern and import the file again, or go back to the"
                    " built-in rules: `workbench segmentation reset`.",
                ) from exc
    lines = (at + 1 for at, ch in enumerate(text) if ch == "\n")
    found = {place for place, breaks in decided.items() if breaks}
    return sorted(place for place in found.union(lines) if 0 < place < len(text))


def _places(text: str, rule: Rule, patience: float) -> Iterator[int]:
    """Yield where a rule fits: where what it matches before the place ends.

    Each match is as long as can be, so that `[。！]+”?` fits after the quotation mark alone; it is
    what other tools do, which look for matches as well.
    """
    pattern = compiled(rule.before, rule.after)
    for match in pattern.finditer(text, overlapped=True, timeout=patience):
        yield match.end()


def check(rules: Rules, where: str) -> None:
    """Make sure that the rules can be used.

    Raises:
        FormatError: a pattern does not compile, a map names rules that are not there, or none are
            for Chinese; with the line and the rule.
    """
    names = {chosen.name for chosen in rules.sets}
    for mapping in rules.maps:
        if mapping.name not in names:
            raise FormatError(
                f"a language map names the rules “{mapping.name}”, which are not there",
                where=where,
                line=mapping.line,
                hint=f"The file has rules named: {', '.join(sorted(names)) or 'none'}.",
            )
        with _named(f"the language map of “{mapping.name}”", where, mapping.line):
            fits(mapping.pattern, CHINESE[0])
    for chosen in rules.sets:
        for number, rule in enumerate(chosen.rules, start=1):
            with _named(f"rule {number} of “{chosen.name}”", where, rule.line):
                compiled(rule.before, rule.after)
    if not any(chain.from_iterable(chosen.rules for chosen in rules.named())):
        raise FormatError(
            "it has no rules for Chinese",
            where=where,
            hint="Add a languagemap whose languagepattern fits zh-CN, such as [Zz][Hh].*",
        )


@contextmanager
def _named(what: str, where: str, line: int | None) -> Iterator[None]:
    """Say whose pattern it is that is no regular expression."""
    try:
        yield
    except ValueError as exc:
        raise FormatError(
            f"{what} has a pattern that is no regular expression ({exc})",
            where=where,
            line=line,
            hint="Correct the pattern and import the file again.",
        ) from exc
