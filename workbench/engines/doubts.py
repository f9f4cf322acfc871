"""The guard: says what may be wrong with a draft, each reason in words.

Promises: pure functions of source and target; what is compared is found by the same readers as in
the checks of a person's text (numbers by value, placeholders by number, terms by the matcher's
hits), only the bounds differ: a draft is accused where at most a few of a hundred human
translations would be. Figures are in `benchmarks/confidence.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from workbench.alignment.names import name_keys, sounding
from workbench.checks.context import Context
from workbench.checks.leftover_chinese import check as chinese_left
from workbench.core.doubt import Doubt, DoubtKind
from workbench.core.term import Compliance, TermHit
from workbench.documents.markup import Fault, flaws
from workbench.engines.guard import loops, repetition
from workbench.terminology.compliance import uses
from workbench.text.codepoints import count_han, has_han
from workbench.text.number import Number
from workbench.text.numbers import missing_numbers, source_numbers, target_numbers
from workbench.text.placeholders import placeholder, without

SHORT: Final = (0.5, 1.5)
LONG: Final = (1.2, 3.0)
"""Bounds of a target's words: a factor for each Chinese character, then words less or more.

Chosen over 5,800 of our own pairs and 7,200 of laws, everyday talk, questions and manuals: too
short are 0.2 % of ours (2.9 % of the questions, at most 1.3 % of the others) and 38 % of ours that
lack two words in five; too long are 0.3 % of ours, 1.2 % of laws.
"""

_LATIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-.&'][A-Za-z0-9]+)*")
_SURNAMES: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许邓韩冯曹彭曾肖田董袁潘蒋蔡余杜叶程魏苏吕丁"
    "任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵覃武钱戴"
)
_NAME: Final = re.compile(
    rf"(?:^|[，。；：、“])([{_SURNAMES}][\u4e00-\u9fff]{{1,2}})"
    r"(?=说[，：:]|表示[，：:]|指出[，：:]|介绍[，：:]|告诉记者|介绍说|强调[，：:])"
)
_NO_NAMES: Final = re.compile("方面|先生|女士|主任|书记|教授|经理|部长|局长|主席|总")
_NUMERAL: Final = re.compile("[0-9０-９〇零一二三四五六七八九十百千万亿两双半几数多]")
_DIGIT: Final = re.compile(r"[0-9]")

SEVERE: Final = frozenset(
    {
        DoubtKind.LOOP,
        DoubtKind.OMISSION,
        DoubtKind.NUMBER,
        DoubtKind.CHINESE,
        DoubtKind.SHORT,
        DoubtKind.LONG,
        DoubtKind.CUT,
    }
)
"""Kinds for which another version of a draft is looked for."""


def doubts(source: str, target: str, hits: Sequence[TermHit] = ()) -> tuple[Doubt, ...]:
    """Return what may be wrong with a draft, the gravest first; nothing for an empty one.

    Args:
        source: Chinese, with its placeholders.
        target: the engine's English, with its placeholders.
        hits: the glossary's terms in the source, where they are known.
    """
    if not target.strip():
        return ()
    bare, english = without(source), without(target)
    found = (
        *_loop(bare, english),
        *_chinese(bare, english),
        *_numbers(bare, english),
        *_omissions(bare, english),
        *_length(bare, english),
        *_placeholders(source, target),
        *term_doubts(hits, target),
    )
    return tuple(dict.fromkeys(found))  # a number or term that is missing twice is told once


def term_doubts(hits: Sequence[TermHit], target: str) -> tuple[Doubt, ...]:
    """Return the terms of a source that a draft renders otherwise than the glossary wants."""
    found = (
        Doubt(DoubtKind.TERM, f"{use.hit.term.source} should be “{use.hit.term.preferred}”.")
        for use in uses(hits, target)
        if use.compliance in {Compliance.MISSING, Compliance.FORBIDDEN} and use.hit.term.preferred
    )
    return tuple(dict.fromkeys(found))


def _loop(source: str, target: str) -> Iterator[Doubt]:
    found = repetition(target)
    if found is not None and loops(source, target):
        words = " ".join(found.words)
        yield Doubt(DoubtKind.LOOP, f"“{words}” comes {found.times} times in a row.")


def _chinese(source: str, target: str) -> Iterator[Doubt]:
    for issue in chinese_left(source, target, Context()):
        yield Doubt(DoubtKind.CHINESE, issue.message)


def _numbers(source: str, target: str) -> Iterator[Doubt]:
    """Name each number that is lost, and what stands there instead where one is new.

    A new number alone is named only where the source has no numeral at all: too much of what
    Chinese says in words (双方, 半年) is a figure in English.
    """
    missing = missing_numbers(source, target)
    new = _new_numbers(source, target) if missing or not _NUMERAL.search(source) else []
    if not missing:
        for number in new:
            yield Doubt(DoubtKind.NUMBER, f"{number.text} is not in the source.")
    for number in missing:
        instead = f"; it has {new.pop(0).text} instead" if new else ""
        yield Doubt(DoubtKind.NUMBER, f"{number.text} is not in the draft{instead}.")


def _new_numbers(source: str, target: str) -> list[Number]:
    """Return the target's numbers in digits that no number of the source accounts for."""
    known = {value for number in source_numbers(source) for value in number.values}
    return [
        number
        for number in target_numbers(target)
        if _DIGIT.search(number.text) and not number.values & known
    ]


def _omissions(source: str, target: str) -> Iterator[Doubt]:
    folded = target.lower()
    for word in dict.fromkeys(_LATIN.findall(source) if has_han(source) else ()):
        if word.lower() not in folded:
            yield Doubt(DoubtKind.OMISSION, f"“{word}” of the source is not in the draft.")
    keys = name_keys(target)
    for name in dict.fromkeys(_NAME.findall(source)):
        if not _NO_NAMES.search(name) and not _sounds(name, keys):
            yield Doubt(DoubtKind.OMISSION, f"The name {name} is not in the draft.")


def _sounds(name: str, keys: frozenset[str]) -> bool:
    return any(trust >= 1 for trust in sounding(name, keys).values()) or bool(
        sounding(name[0], keys)
    )


def _length(source: str, target: str) -> Iterator[Doubt]:
    characters, words = count_han(source), len(target.split())
    said = f"{words} words for {characters} characters"
    if not characters:
        return
    if words < SHORT[0] * characters - SHORT[1]:
        yield Doubt(DoubtKind.SHORT, f"{said}: something is probably missing.")
    elif words > LONG[0] * characters + LONG[1]:
        yield Doubt(DoubtKind.LONG, f"{said}: something is probably added or repeated.")


def _placeholders(source: str, target: str) -> Iterator[Doubt]:
    told = {
        Fault.LOST: "is not in the draft",
        Fault.REPEATED: "is in the draft more often than in the source",
        Fault.UNKNOWN: "is not in the source",
        Fault.DISORDERED: "is out of order",
    }
    for flaw in flaws(source, target):
        yield Doubt(DoubtKind.PLACEHOLDER, f"{placeholder(flaw.number)} {told[flaw.fault]}.")
