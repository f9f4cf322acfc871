"""Words and phrases that stand twice in a row, as typing and looping engines leave them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workbench.checks.context import Context
from workbench.core.issue import Issue, Severity

SEVERITIES = {"word-doubled": Severity.WARNING, "phrase-doubled": Severity.WARNING}

# Right now and then: `he had had`, `that that`, `what it is is`, and for emphasis `very very`.
_MAYBE = re.compile(
    "had|that|is|was|do|does|her|in|on|very|so|no|yes|far|many|much|bye", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LONGEST_PHRASE = 8
_TWICE = 2


def check(source: str, target: str, context: Context) -> tuple[Issue, ...]:
    """A word or a phrase stands twice in a row.

    `the the` is a slip; `had had`, `that that` and doubled names may be right and are only noted.
    A whole phrase that comes again at once is what a looping engine writes.
    """
    del source, context
    return tuple(_repetitions(target, list(_WORD.finditer(target))))


def _repetitions(target: str, words: Sequence[re.Match[str]]) -> Iterator[Issue]:
    forms = [word[0].lower() for word in words]
    at = 0
    while at < len(words):
        size = _repeated(forms, at)
        end = _end(target, words, at, size) if size else at
        if end == at or (size > 1 and _is_list(target, words, at, end, size)):
            at += 1
            continue
        yield _issue(target, words, at, end, size)
        at = end


def _repeated(forms: Sequence[str], at: int) -> int:
    """Return the length of the phrase at `at` that comes again at once, 0 where none does."""
    for size in range(1, min(_LONGEST_PHRASE, (len(forms) - at) // 2) + 1):
        phrase = forms[at : at + size]
        if phrase != forms[at + size : at + 2 * size] or all(map(str.isdigit, phrase)):
            continue
        if size != _TWICE or "and" not in phrase:  # `wider and wider and` is good English
            return size
    return 0


def _end(target: str, words: Sequence[re.Match[str]], at: int, size: int) -> int:
    """Return where the repetitions of a phrase end; `at` where a mark parts the first two."""
    phrase = [word[0].lower() for word in words[at : at + size]]
    end = at + size
    while [word[0].lower() for word in words[end : end + size]] == phrase:
        gap = target[words[end - 1].end() : words[end].start()].strip()
        if gap and not (size > 1 and gap == ","):
            break
        end += size
    return end if end > at + size else at


def _is_list(target: str, words: Sequence[re.Match[str]], at: int, end: int, size: int) -> bool:
    """Whether what comes twice may belong to two items of a list: `a bank, a bank clerk`."""
    marked = re.search(r"[^\w\s'’-]", target[words[at].start() : words[end - 1].end()])
    return bool(marked) and (end - at) // size == _TWICE


def _issue(target: str, words: Sequence[re.Match[str]], at: int, end: int, size: int) -> Issue:
    start, stop = words[at].start(), words[end - 1].end()
    phrase = target[start : words[at + size - 1].end()]
    if size > 1:
        message = f"“{phrase}” comes {(end - at) // size} times in a row."
        return Issue("phrase-doubled", Severity.WARNING, message, start=start, end=stop)
    named = phrase[0].isupper() and words[at + 1][0][0].isupper()
    maybe = end - at == _TWICE and (named or _MAYBE.fullmatch(phrase))
    severity = Severity.NOTE if maybe else Severity.WARNING
    message = f"The word “{phrase}” comes {end - at} times in a row."
    return Issue("word-doubled", severity, message, start=start, end=stop)
