"""Moves the placeholders of drafts to the words that render those which they stood at.

An engine knows no placeholder, and puts them back in the order of the source (`placeholders.py`).
Here the words of source and draft are aligned, as the editor does it for the word under the cursor,
what a pair encloses is looked for as it is translated by itself, and the placeholders turn round
where English does. Promises: the words stay as they are, but for spaces around what stands for a
word; each placeholder is there exactly once and pairs nest; where the alignment tells too little
the draft stays as it was; the model is asked once for all of them, and not at all without
placeholders.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from workbench.core.draft import Draft
from workbench.engines import fingerprint
from workbench.engines.interactive.word_alignment import align_all
from workbench.engines.placeholders import GUESSED
from workbench.text.arrangement import arrange
from workbench.text.nesting import Outline
from workbench.text.placeholders import placeholders, unmarked
from workbench.text.placing import Placed

if TYPE_CHECKING:
    from workbench.alignment.lexicon import Lexicon
    from workbench.engines.marian import MarianEngine

REVISION: Final = "2"
"""Raised when placeholders come to stand elsewhere."""


def digest(source: str, outline: Outline) -> str:
    """24 hexadecimal digits for what a source's placeholders are; empty where it has none."""
    numbers = set(placeholders(source))
    if not numbers:
        return ""
    pairs = sorted(pair for pair in outline.pairs if numbers & set(pair))
    return fingerprint.of_values(REVISION, *pairs, *sorted(outline.words & numbers))


def aligned(
    engine: MarianEngine,
    drafts: Mapping[str, Draft],
    outlines: Mapping[str, Outline],
    terms: Mapping[str, str] | None = None,
) -> dict[str, Draft]:
    """Return the drafts of those sources of whose placeholders it is known what they are.

    Args:
        engine: the model that aligns words; any will do, whoever made the drafts.
        drafts: by source, with its placeholders.
        outlines: by source what its placeholders are. Sources that are not named are left out.
        terms: of the glossary, with the rendering that each is to have.

    Raises:
        EngineError: the model failed.
    """
    found = {source: draft for source, draft in drafts.items() if source in outlines}
    asked = [
        (source, words)
        for source, draft in found.items()
        if placeholders(source)
        for text in (draft.text, draft.plain)
        if (words := unmarked(text)).strip()
    ]
    if not asked:
        return found
    linked = align_all(engine, asked, _lexicon(terms or {}))
    known = engine.renderings([source for source, _ in asked]) | dict(terms or {})
    placed: dict[tuple[str, str], Placed] = {}
    for (source, words), links in zip(asked, linked, strict=True):
        spans = [(link.source, link.target) for link in links]
        outline = outlines[source]
        one = arrange(source, words, spans, outline.pairs, known, outline.words)
        if one is not None:
            placed[source, words] = one
    return {source: _moved(source, draft, placed) for source, draft in found.items()}


def _lexicon(terms: Mapping[str, str]) -> Lexicon:
    from workbench.alignment.lexicon import Lexicon, word_table

    own = Lexicon({source: [target] for source, target in terms.items()})
    return word_table() | own if terms else word_table()


def _moved(source: str, draft: Draft, placed: Mapping[tuple[str, str], Placed]) -> Draft:
    """The draft with its placeholders, and those of the engine's own words, where they were put."""
    plain = placed.get((source, unmarked(draft.plain)))
    if plain is not None:
        draft = replace(draft, plain=plain.text)
    text = placed.get((source, unmarked(draft.text)))
    if text is None:
        return draft
    said = tuple(warning for warning in draft.warnings if warning != GUESSED)
    told = (GUESSED,) if text.is_guess else ()
    return replace(draft, text=text.text, warnings=(*said, *told), words=())
