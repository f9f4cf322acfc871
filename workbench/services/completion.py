"""The rest of the sentence that a translator types: from memory or draft, else from the model.

Promises: a text that is there already and begins with what was typed is preferred to asking a
model; whose words a rest holds is known; nothing is stored here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbench.core.draft import Suggestion
from workbench.core.status import Origin
from workbench.engines.base import Engine, Interactive

if TYPE_CHECKING:
    from workbench.engines.interactive.completer import Completer

CLOSE: Final = 85
"""Percent from which on a memory match is followed; one further off says something else."""


@dataclass(frozen=True, slots=True)
class Completion:
    """What may follow a typed text.

    Attributes:
        typed: the text, to the letter.
        rest: what follows it; empty for nothing.
        origin: whose words the rest holds.
    """

    typed: str
    rest: str
    origin: Origin


def completer(engine: Engine) -> Completer | None:
    """Return what completes with `engine`, loading it; None where it can only translate.

    Raises:
        EngineError: the model cannot be loaded.
    """
    if not isinstance(engine, Interactive):
        return None
    from workbench.engines.interactive.completer import Completer

    return Completer(engine.loaded())


def continued(typed: str, suggestions: Iterable[Suggestion]) -> Completion | None:
    """Return the rest of the first suggestion that begins with what was typed; at once.

    Args:
        typed: the target so far, not empty.
        suggestions: for the segment, best first; distant matches are passed over.
    """
    for suggestion in suggestions:
        close = suggestion.match is None or suggestion.match.percent >= CLOSE
        if close and suggestion.target.startswith(typed) and suggestion.target != typed:
            rest = suggestion.target[len(typed) :]
            return Completion(typed, rest, suggestion.origin)
    return None


def known(completer: Completer, source: str, typed: str) -> Completion | None:
    """Return the rest where the model has said it before; at once."""
    rest = completer.known(source, typed)
    return None if rest is None else Completion(typed, rest, Origin.MT)


def complete(completer: Completer, source: str, typed: str) -> Completion:
    """Return the rest as the model has it; slow.

    Raises:
        EngineError: the model failed.
    """
    return Completion(typed, completer.rest(source, typed), Origin.MT)
