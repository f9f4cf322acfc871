"""Puts a term into an English sentence so that it agrees: article, number, capital, marks.

Promises: text outside of the replaced words is kept, but for an article before them that has to
change (`a` and `an`) and one that a name needs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from workbench.terminology.english import ARTICLES, words

_VOWEL: Final = re.compile(r"(?:[aeio]|un(?!i)|u[^ns]|h(?:our|onest|onou?r|eir))", re.IGNORECASE)
_SPOKEN: Final = re.compile(r"(?!NATO|NASA|SARS|MERS|FIFA)[AEFHILMNORSX](?:[A-Z0-9]|\b)")
_YOU: Final = re.compile(r"[A-Z]{2}|[Ee]u|[Oo]ne\b|[Oo]nce\b|[Uu][ks]")
_AROUND: Final = re.compile(r"^([^\w]*)(.*?)((?:['’]s|s['’](?=\W*$))?[^\w)]*)$", re.DOTALL)
_NAMED: Final = re.compile(
    r"\b(?:Accord|Agency|Agreement|Alliance|Area|Association|Bank|Board|Bridge|Bureau|Cent(?:er|re)"
    r"|Commission|Committee|Conference|Convention|Cooperation|Corridor|Council|Court|Fund|Group"
    r"|Initiative|Institute|League|Ministry|Office|Organi[sz]ation|Plan|Program(?:me)?|Protocol"
    r"|Railway|Region|Republic|States|Strait|Summit|Treaty|Union|Zone)s?(?:$| (?:of|for|on)\b)"
)
_UNCOUNTED: Final = re.compile(
    r"(?:s|ment|ation|ship|ness|ity|ism|ance|ence|trade|commerce|diplomacy|economy|insurance)$"
)
_DETERMINERS: Final = ARTICLES | frozenset(
    (
        "this",
        "that",
        "these",
        "those",
        "its",
        "their",
        "his",
        "her",
        "our",
        "your",
        "my",
        "no",
        "any",
        "some",
        "every",
        "each",
        "another",
    )
)
_MANY: Final = frozenset(
    (
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "many",
        "several",
        "few",
        "these",
        "those",
        "all",
        "both",
    )
)


def fitted(term: str, replaced: Sequence[str], before: Sequence[str]) -> tuple[list[str], str]:
    """What stands before a term, and the term as it has to stand after it.

    Args:
        term: the glossary's form.
        replaced: the words that it takes the place of, with their marks; may be empty.
        before: the words before them.

    Returns:
        The words before it, the last of them an article that agrees, and the term with the number,
        the capital and the marks of what it replaces.
    """
    opening, core, closing = _AROUND.match(" ".join(replaced)).groups()  # type: ignore[union-attr]
    said = core.split()
    if said and said[0].lower() in ARTICLES:
        before = [*before, opening + said[0]]
        opening, said = "", said[1:]
    form = plural(term) if _is_many(said, before) and _is_common(term) else term
    kept = _with_article(list(before), form)
    if not kept or re.search(r"[.!?:][\"”’)]*$", kept[-1]):
        form = form[:1].upper() + form[1:]
    return kept, f"{opening}{form}{closing}"


def plural(term: str) -> str:
    """The plural of a noun phrase, made at its head: what stands before `of` or at the end."""
    head = re.match(r"(.*?)(\s(?:of|for|on|in|to|with|and)\s.*)?$", term, re.DOTALL)
    noun, rest = (head[1], head[2] or "") if head else (term, "")
    last = words(noun)[-1:] if noun else ()
    if not last or last[0].form != last[0].lemma or _UNCOUNTED.search(noun.lower()):
        return term
    if re.search(r"[^aeiou]y$", noun):
        return f"{noun[:-1]}ies{rest}"
    ending = "es" if re.search(r"(?:s|x|z|ch|sh)$", noun) else "s"
    return f"{noun}{ending}{rest}"


def article(following: str) -> str:
    """`a` or `an`, as the word that follows is said."""
    vowel = _SPOKEN.match(following) or (_VOWEL.match(following) and not _YOU.match(following))
    return "an" if vowel else "a"


def _is_determined(last: str) -> bool:
    """Whether a name after this word needs no article: `the`, `this`, `China's`."""
    return last in _DETERMINERS or last.endswith(("'s", "’s", "s'", "s’"))


def _is_common(term: str) -> bool:
    return term[:1].islower() and not term.rsplit(maxsplit=1)[-1][:1].isupper()


def _is_many(said: Sequence[str], before: Sequence[str]) -> bool:
    """Whether the replaced words, or a numeral before them, are of more than one."""
    if before and re.sub(r"\W", "", before[-1]).lower() in _MANY:
        return True
    head = words(said[-1])[-1:] if said else ()
    return (
        bool(head)
        and len(head[0].form) > len("was")
        and head[0].form.endswith("s")
        and (head[0].form != head[0].lemma)
    )


def _with_article(before: list[str], form: str) -> list[str]:
    """The words before, with the article that the term asks for."""
    last = before[-1].lower() if before else ""
    if last in {"a", "an"}:
        wanted = "the" if _NAMED.search(form) else article(form)
        if form != form.lower() and not _NAMED.search(form) and len(form.split()) == 1:
            return before[:-1]
        before[-1] = wanted.capitalize() if before[-1][0].isupper() else wanted
    elif not _is_determined(last) and form[:1].isupper() and _NAMED.search(form):
        first = not before or re.search(r"[.!?:][\"”’)]*$", before[-1])
        before.append("The" if first else "the")
    return before
