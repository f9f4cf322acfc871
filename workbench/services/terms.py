"""How terms change: what adding to one and editing one make of it. No database here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from workbench.core.term import Term, TermStatus, TermTarget
from workbench.errors import NotFoundError, UsageError
from workbench.text.normalise import clean

_RANK: Final = {status: rank for rank, status in enumerate(TermStatus)}


def united(old: Term | None, fresh: Term) -> Term:
    """Return what a term becomes when another with the same source is added to it."""
    if old is None:
        return fresh
    return replace(
        old,
        targets=tuple(united_targets(old.targets, fresh.targets)),
        domain=fresh.domain or old.domain,
        note=fresh.note or old.note,
    )


def joined(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Return terms with each source once, those with the same source united."""
    found: dict[str, Term] = {}
    for term in terms:
        found[term.source] = united(found.get(term.source), term)
    return tuple(found.values())


def united_targets(old: Iterable[TermTarget], fresh: Iterable[TermTarget]) -> list[TermTarget]:
    """Return the targets of both, each text once, with its fresh status; preferred ones first."""
    statuses = {target.text: target.status for target in old}
    statuses.update((target.text, target.status) for target in fresh)
    targets = [TermTarget(text, status) for text, status in statuses.items()]
    return sorted(targets, key=lambda target: _RANK[target.status])


def term_targets(
    preferred: Iterable[str], admitted: Iterable[str], forbidden: Iterable[str]
) -> tuple[TermTarget, ...]:
    """Return targets of each status, preferred ones first.

    Raises:
        UsageError: one of them is empty.
    """
    return tuple(
        TermTarget(cleaned(text, "target"), status)
        for status, texts in zip(TermStatus, (preferred, admitted, forbidden), strict=True)
        for text in texts
    )


def cleaned(text: str, what: str) -> str:
    """Return a text on one line, trimmed.

    Raises:
        UsageError: nothing is left of it; `what` says what it was to be.
    """
    line = clean(text)
    if not line:
        raise UsageError(f"the {what} is empty", hint=f"Give the {what} as text.")
    return line


def require_targets(source: str, targets: Sequence[TermTarget], dropped: Sequence[str]) -> None:
    """Make sure that a term has the targets that are to be dropped.

    Raises:
        NotFoundError: it has not.
    """
    missing = [text for text in dropped if text not in {target.text for target in targets}]
    if missing:
        raise NotFoundError(
            f"it has no target “{missing[0]}”",
            where=source,
            hint="Its targets: " + ", ".join(target.text for target in targets) + ".",
        )
