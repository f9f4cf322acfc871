"""A translated document → the finished English text."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.core.document import Paragraph, ParagraphKind, Segment
from workbench.errors import UsageError

CHOICES = ("source", "empty", "fail")
"""What may stand for a segment that has no target: its Chinese, nothing, or no text at all."""

_NAMED = 5  # segments that a refusal names
_EXCERPT = 20  # characters of each


def render(paragraphs: Sequence[Paragraph], *, untranslated: str = "source") -> str:
    """Return the English text: a paragraph per block with an empty line between, noise left out.

    The targets of a paragraph are joined with a space; a paragraph without any text is left out.
    The text ends with a line end unless it is empty.

    Args:
        paragraphs: in the order of the document.
        untranslated: one of `CHOICES`.

    Raises:
        UsageError: another choice; or `fail`, and segments have no target.
    """
    if untranslated not in CHOICES:
        hint = f"Use one of {', '.join(CHOICES)}"
        raise UsageError(f"untranslated segments cannot be {untranslated!r}", hint=hint)
    kept = [p for p in paragraphs if p.kind is not ParagraphKind.NOISE]
    missing = [s for p in kept for s in p.segments if not s.target.strip()]
    if missing and untranslated == "fail":
        raise _refusal(missing)
    texts = (_text(p, with_source=untranslated == "source") for p in kept)
    body = "\n\n".join(text for text in texts if text)
    return f"{body}\n" if body else ""


def _text(paragraph: Paragraph, *, with_source: bool) -> str:
    """Return one paragraph's English on one line."""
    chosen = (s.target.strip() or (s.source if with_source else "") for s in paragraph.segments)
    return " ".join(" ".join(text.split()) for text in chosen if text)


def _refusal(missing: Sequence[Segment]) -> UsageError:
    """Return the error that names the first untranslated segments."""
    named = ", ".join(f"{s.position + 1} ({s.source[:_EXCERPT]})" for s in missing[:_NAMED])
    more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
    return UsageError(
        f"{len(missing)} segments have no translation",
        where=f"segment {named}{more}",
        hint="Translate them, or export with the source or nothing in their place",
    )
