"""Repair of a fuzzy match: the stored target stays, only what changed is written anew.

Numbers and glossary terms are substituted without an engine, where it is certain which words stand
for them. For what is left, the engine's attention says which words of the stored target the changed
part of its source stands for; the engine goes on from the words before them, and of all ways to get
from there back into the stored target the one is taken that it finds likeliest. Where none is
nearly as likely as going on freely, only the words before the change are kept.

Promises: what lies outside of the reported spans is the stored target, letter by letter; a repair
that is given has every number of the new source; nothing is given for sources with placeholders.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from workbench.core.term import TermHit
from workbench.engines.marian import MarianEngine
from workbench.engines.preparation import tidy, with_chinese_marks
from workbench.engines.splicing import spliced
from workbench.memory.changes import Change, Span, changes
from workbench.memory.repair import Edit, Repaired, applied, is_sound, number_edit, readings
from workbench.terminology.inflection import occurrences
from workbench.text.placeholders import placeholders

FindTerms = Callable[[str], Sequence[TermHit]]
"""Finds the glossary's terms in a source."""

LEAST_KEPT = 0.5
"""The share of the new source that must stand in the unit's too."""


def substituted(
    unit_source: str, unit_target: str, source: str, find_terms: FindTerms
) -> Repaired | None:
    """Return a stored target with numbers and terms replaced; None where more than those changed.

    Args:
        unit_source: the unit's source.
        unit_target: its target.
        source: the source to translate.
        find_terms: the glossary.
    """
    if _has_placeholders(unit_source, unit_target, source):
        return None
    before, after = _prepared(unit_source), _prepared(source)
    found = _changes(before, after, find_terms)
    edits = _edits(before, unit_target, after, found, find_terms)
    if not found or None in edits.values():
        return None
    repaired = applied(unit_target, [edit for edit in edits.values() if edit is not None])
    return repaired if repaired is not None and is_sound(source, repaired) else None


def repaired(
    engine: MarianEngine,
    unit_source: str,
    unit_target: str,
    source: str,
    find_terms: FindTerms,
) -> Repaired | None:
    """Return a stored target repaired with the engine's help; None where nothing is worth it.

    Raises:
        EngineError: the engine failed.
    """
    if _has_placeholders(unit_source, unit_target, source):
        return None
    before, after = _prepared(unit_source), _prepared(source)
    found = _changes(before, after, find_terms)
    edits = _edits(before, unit_target, after, found, find_terms)
    certain = [(change, edit) for change, edit in edits.items() if edit is not None]
    base = applied(unit_target, [edit for _, edit in certain])
    if base is None:
        base, certain = Repaired(unit_target, ()), []
    if certain and len(certain) == len(found):
        return base if is_sound(source, base) else None
    between = _with(before, after, [change for change, _ in certain])
    rest = _changes(between, after, find_terms)
    kept = len(after) - sum(change.new[1] - change.new[0] for change in rest)
    if not rest or kept < LEAST_KEPT * len(after):
        return None
    whole = Change((rest[0].old[0], rest[-1].old[1]), (rest[0].new[0], rest[-1].new[1]))
    made = spliced(engine, between, base.text, after, whole)
    if made is None:
        return None
    result = _joined(base, made)
    return result if is_sound(source, result) else None


def _has_placeholders(*texts: str) -> bool:
    return any(map(placeholders, texts))


def _prepared(source: str) -> str:
    return with_chinese_marks(tidy(source))


def _changes(before: str, after: str, find_terms: FindTerms) -> tuple[Change, ...]:
    return changes(before, after, _wholes(before, find_terms), _wholes(after, find_terms))


def _wholes(text: str, find_terms: FindTerms) -> list[Span]:
    numbers = [(number.start, number.end) for number in readings(text)]
    return numbers + [(hit.start, hit.end) for hit in find_terms(text)]


def _edits(
    before: str, target: str, after: str, found: Sequence[Change], find_terms: FindTerms
) -> dict[Change, Edit | None]:
    """The certain edit for each change, None where there is none."""
    old, new = find_terms(before), find_terms(after)
    return {
        change: number_edit(before, target, after, change)
        or _term_edit(target, _hit(old, change.old), _hit(new, change.new), old)
        for change in found
    }


def _hit(hits: Sequence[TermHit], span: Span) -> TermHit | None:
    """The term that fills a span."""
    return next((hit for hit in hits if (hit.start, hit.end) == span), None)


def _term_edit(
    target: str, old: TermHit | None, new: TermHit | None, hits: Sequence[TermHit]
) -> Edit | None:
    """The edit for one term that became another, if the old one stands once, in its plain form."""
    if old is None or new is None or not new.term.preferred:
        return None
    if sum(hit.term.source == old.term.source for hit in hits) != 1:
        return None
    places = {
        (place.start, place.end): place.exact
        for text in old.term.targets
        for place in occurrences(text.text, target)
    }
    if len(places) != 1 or not all(places.values()):
        return None
    ((start, end),) = places
    return _with_article(target, Edit(start, end, _cased(target[start:end], new.term.preferred)))


def _cased(old: str, new: str) -> str:
    """A term with a capital where the old one has one that begins a sentence."""
    return new[:1].upper() + new[1:] if old[:1].isupper() and new[:1].islower() else new


def _with_article(target: str, edit: Edit) -> Edit | None:
    """The edit with the article that fits; None where the spelling does not tell which does."""
    before = target[: edit.start].rsplit(" ", 2)
    article = before[-2] if len(before) > 1 and not before[-1] else ""
    if article.lower() not in {"a", "an"}:
        return edit
    if edit.text[:1].isupper() or edit.text[:2].lower() in {"un", "eu", "us", "on", "ho"}:
        return None  # a university, an hour, an MP: how it is spoken decides
    fitting = "an" if edit.text[0] in "aeiou" else "a"
    if fitting == article.lower():
        return edit
    fitting = fitting.capitalize() if article[0].isupper() else fitting
    return Edit(edit.start - len(article) - 1, edit.end, f"{fitting} {edit.text}")


def _with(before: str, after: str, done: Sequence[Change]) -> str:
    """The old source with some changes made."""
    text, at = "", 0
    for change in done:
        text += before[at : change.old[0]] + after[change.new[0] : change.new[1]]
        at = change.old[1]
    return text + before[at:]


def _joined(base: Repaired, made: Repaired) -> Repaired:
    """What the engine made of a target that had spans already."""
    ((start, end),) = made.spans
    grown = len(made.text) - len(base.text)
    moved = [
        (one + grown, other + grown) if one >= end - grown else (one, other)
        for one, other in base.spans
        if other <= start or one >= end - grown
    ]
    return replace(made, spans=tuple(sorted([*moved, (start, end)])))
