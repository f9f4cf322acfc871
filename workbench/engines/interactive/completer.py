"""Finish the sentence that a translator has begun: the rest follows what was typed.

Promises: what is returned goes after what was typed, which is never changed, not even in its case
or its spaces; a person who types on along a rest is given the same rest again without the model;
where the model has lost its way nothing is returned rather than nonsense.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING, Final

from workbench.engines.guard import loops
from workbench.engines.interactive.long_source import part_reached
from workbench.engines.interactive.spelling import spell_out
from workbench.engines.interactive.typed import Typed, is_ended, typed_words
from workbench.engines.interactive.vocabulary import Vocabulary, spelt
from workbench.engines.preparation import tidy, with_chinese_marks
from workbench.text.codepoints import is_wordless
from workbench.text.placeholders import without

if TYPE_CHECKING:
    from workbench.engines.backend import Pieces
    from workbench.engines.marian import MarianEngine

BEAMS: Final = 2
"""Enough for a rest: more cost time and save no more keys (see benchmarks)."""

DOUBTFUL: Final = -2.0
"""Mean log-probability of the pieces of a rest under which it is not shown."""

_ROOM: Final = 96
"""Pieces that a rest may have."""

_SOURCES: Final = 64
_RESTS: Final = 32


class Completer:
    """Completes with one engine; safe to call from several threads."""

    def __init__(self, engine: MarianEngine) -> None:
        """Complete with `engine`, which is loaded."""
        self._engine = engine
        self._lock = Lock()
        self._vocabulary = Vocabulary(engine.tokenizer.vocabulary())
        self._known: OrderedDict[str, OrderedDict[str, str]] = OrderedDict()

    def known(self, source: str, typed: str) -> str | None:
        """Return the rest where it is known without asking the model, else None; at once."""
        with self._lock:
            rests = self._known.get(source, OrderedDict())
            if typed in rests:
                return rests[typed]
            for before, rest in reversed(rests.items()):
                if rest and len(before) <= len(typed) and (before + rest).startswith(typed):
                    return (before + rest)[len(typed) :]
        return None

    def rest(self, source: str, typed: str) -> str:
        """Return what is to follow after `typed`, in a translation of `source`; empty for nothing.

        Raises:
            EngineError: the model failed.
        """
        rest = self.known(source, typed)
        if rest is None:
            rest = self._made(source, typed)
            self._keep(source, typed, rest)
        return rest

    def _keep(self, source: str, typed: str, rest: str) -> None:
        with self._lock:
            rests = self._known.setdefault(source, OrderedDict())
            rests[typed] = rest
            self._known.move_to_end(source)
            if len(rests) > _RESTS:
                rests.popitem(last=False)
            if len(self._known) > _SOURCES:
                self._known.popitem(last=False)

    def _made(self, source: str, typed: str) -> str:
        prepared = with_chinese_marks(tidy(without(source)))
        if is_ended(typed) or is_wordless(prepared):
            return ""
        found = part_reached(self._engine, prepared, without(typed))
        if found is None:
            return ""
        part, begun = found
        rest = self._sure(self._engine.tokenizer.encode(part), typed_words(begun))
        return "" if loops(part, begun + rest) else rest

    def _sure(self, source: Pieces, words: Typed) -> str:
        """The rest of a target; nothing where the model is not sure of it."""
        settled = self._engine.tokenizer.spell(words.settled)
        whole: Pieces = ()
        if words.is_at_space:
            whole = self._branch(source, settled)
            if len(whole) == len(settled):
                return ""
        after = spelt(whole[len(settled) :])
        if not after.startswith(words.letters):
            whole, after = self._forced(source, settled, words.letters)
        scores = self._engine.backend.score([source], [whole])[0][len(settled) :]
        is_sure = sum(scores) / len(scores) > DOUBTFUL
        return after[len(words.letters) :].rstrip() if is_sure else ""

    def _forced(self, source: Pieces, settled: Pieces, letters: str) -> tuple[tuple[str, ...], str]:
        """A target whose next word begins with `letters`; and its text from there on."""
        engine = self._engine
        last = spell_out(engine.backend, self._vocabulary, source, settled, letters)
        if last is not None:
            whole = self._branch(source, (*settled, *last))
            return whole, spelt(whole[len(settled) :])
        own = (*settled, *engine.tokenizer.spell(letters.strip()))
        whole = self._branch(source, own)
        return whole, letters + spelt(whole[len(own) :])

    def _branch(self, source: Pieces, prefix: Pieces) -> tuple[str, ...]:
        engine = self._engine
        beams = min(BEAMS, engine.decoding.beams)
        decoding = replace(engine.decoding, beams=beams, longest=len(prefix) + _ROOM)
        return tuple(engine.backend.branch([source], [prefix], decoding, 1)[0][0])
