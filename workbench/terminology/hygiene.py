"""Keeps the glossary in order: finds contradictions, duplicates and slips in the terms themselves.

Each finding names the term, what is wrong in a sentence, and a stable code. Nothing is changed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from workbench.core.term import Term, TermStatus
from workbench.terminology.folding import fold
from workbench.text.codepoints import has_han, is_cjk_punctuation, is_fullwidth, is_han

_SENTENCE_END = re.compile(r"[。！？；]")
_FINAL_MARK = re.compile(r"(?<!\b[A-Z])(?<!etc)(?<!Inc)(?<!Ltd)(?<!Co)[.,;:]$")
_FULLWIDTH_LETTER = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a term that is worth a look.

    Attributes:
        source: the term concerned.
        code: stable name of the finding (`contradictory`).
        message: one sentence for a person, without a full stop.
    """

    source: str
    code: str
    message: str


def lint(terms: Iterable[Term]) -> tuple[Finding, ...]:
    """Return what is wrong in a glossary, in the order of its terms, each finding once."""
    every = tuple(terms)
    groups: dict[str, list[Term]] = defaultdict(list)
    for term in every:
        groups[fold(term.source.strip())].append(term)
    found: list[Finding] = []
    for term in every:
        for check in _TERM_CHECKS:
            found += [Finding(term.source, code, message) for code, message in check(term)]
        group = groups[fold(term.source.strip())]
        if len(group) > 1 and term is group[0]:
            found += [Finding(term.source, code, message) for code, message in _compare(group)]
    return tuple(dict.fromkeys(found))


def _compare(group: list[Term]) -> Iterator[tuple[str, str]]:
    """Terms that the matcher takes for one."""
    written = ", ".join(sorted({term.source for term in group}))
    yield "duplicate", f"stands in the glossary {len(group)} times ({written})"
    good = {term.preferred.casefold(): term.preferred for term in group if term.preferred}
    if len(good) > 1:
        yield "contradictory", f"has different preferred targets: {_list(good.values())}"
    allowed = {_key(t.text) for term in group for t in term.targets if t.status is not _FORBIDDEN}
    for term in group:
        for text in term.texts(_FORBIDDEN):
            if _key(text) in allowed and not _allows(term, text):
                yield "contradictory", f"“{text}” is both allowed and forbidden"


_FORBIDDEN = TermStatus.FORBIDDEN


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()


def _allows(term: Term, text: str) -> bool:
    return any(_key(t.text) == _key(text) for t in term.targets if t.status is not _FORBIDDEN)


def _list(texts: Iterable[str]) -> str:
    return ", ".join(f"“{text}”" for text in texts)


def _status(term: Term) -> Iterator[tuple[str, str]]:
    preferred = term.texts(TermStatus.PREFERRED)
    if not term.targets:
        yield "no-target", "has no target"
    elif not preferred:
        yield "no-preferred", "has no preferred target"
    elif len(preferred) > 1:
        yield "two-preferred", f"has more than one preferred target: {_list(preferred)}"
    for text in term.texts(_FORBIDDEN):
        if _allows(term, text):
            yield "contradictory", f"“{text}” is both allowed and forbidden"
    keys = [(_key(t.text), t.status) for t in term.targets]
    for key, status in dict.fromkeys(keys):
        if keys.count((key, status)) > 1:
            yield "target-twice", f"has the target “{key}” more than once"


def _source(term: Term) -> Iterator[tuple[str, str]]:
    source = term.source
    if source != source.strip():
        yield "edge-space", "begins or ends with white space"
    if any(
        gap.isspace() and (is_han(before) or is_han(after))
        for before, gap, after in zip(source, source[1:], source[2:], strict=False)
    ):
        yield "inner-space", "has white space beside a Chinese character and will not be found"
    if _FULLWIDTH_LETTER.search(source):
        yield "full-width", "has full-width letters or digits"
    if len(source.strip()) == 1 and is_han(source.strip()):
        yield "too-short", "is a single character and will be found in the wrong places"
    if _SENTENCE_END.search(source):
        yield "a-sentence", "holds the end of a sentence: that belongs in the memory"


def _targets(term: Term) -> Iterator[tuple[str, str]]:
    for target in term.targets:
        for bad, code, what in _TARGET_FAULTS:
            if bad(target.text):
                yield code, f"the target “{target.text}” {what}"


_TARGET_FAULTS: tuple[tuple[Callable[[str], bool], str, str], ...] = (
    (lambda text: not text.strip(), "target-empty", "is empty"),
    (lambda text: text != text.strip(), "target-edge-space", "begins or ends with white space"),
    (lambda text: "  " in text.strip(), "target-inner-space", "has two spaces in a row"),
    (has_han, "target-chinese", "has Chinese characters"),
    (
        lambda text: any(is_cjk_punctuation(ch) or is_fullwidth(ch) for ch in text),
        "target-full-width",
        "has full-width or Chinese marks",
    ),
    (lambda text: bool(_FINAL_MARK.search(text)), "target-final-mark", "ends with a mark"),
)
_TERM_CHECKS = (_status, _source, _targets)
