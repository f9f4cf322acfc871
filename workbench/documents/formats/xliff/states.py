"""How far a segment is and whose words it holds, as XLIFF says it ↔ as the workbench says it.

A machine's words never pass for a person's: a target of which the file does not say who made it is
a person's only if its state says that somebody vouched for it; else it counts as the memory's, a
draft of unknown origin that a person has to confirm.

Sections: XLIFF 1.2, 2.3 (state, state-qualifier, approved); XLIFF 2.1, 4.3.1 (state, subState).
What neither has a word for is written where both leave room for it: `x-human` as state-qualifier,
`workbench:…` as subState.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from workbench.core.status import Origin, Status


@dataclass(frozen=True, slots=True)
class State:
    """What a file says of a target.

    Attributes:
        status: how far it is.
        origin: who made it; None where the file does not say.
    """

    status: Status
    origin: Origin | None = None

    def of(self, target: str) -> State:
        """Return the state of a segment with this target, origin decided."""
        if not target:
            return State(Status.NEW)
        status = Status.DRAFT if self.status is Status.NEW else self.status
        unsaid = Origin.HUMAN if status.is_final else Origin.TM
        return State(status, self.origin or unsaid)


_RANK: Final = {status: rank for rank, status in enumerate(Status)}
_STATES_1: Final = {
    "final": Status.REVIEWED,
    "signed-off": Status.REVIEWED,
    "translated": Status.CONFIRMED,
}
_STATES_2: Final = {
    "translated": Status.CONFIRMED,
    "reviewed": Status.REVIEWED,
    "final": Status.REVIEWED,
}
_QUALIFIERS: Final = {
    "leveraged-mt": Origin.MT,
    "mt-suggestion": Origin.MT,
    "exact-match": Origin.TM,
    "fuzzy-match": Origin.TM,
    "id-match": Origin.TM,
    "leveraged-glossary": Origin.TM,
    "leveraged-inherited": Origin.TM,
    "leveraged-repository": Origin.TM,
    "leveraged-tm": Origin.TM,
    "tm-suggestion": Origin.TM,
    "x-human": Origin.HUMAN,
}
_SUBSTATES: Final = {
    "workbench:mt": Origin.MT,
    "workbench:tm": Origin.TM,
    "workbench:human": Origin.HUMAN,
}
_CONFIRMATIONS: Final = {
    "Draft": Status.DRAFT,
    "Translated": Status.CONFIRMED,
    "ApprovedTranslation": Status.REVIEWED,
    "ApprovedSignOff": Status.REVIEWED,
}
_MACHINES: Final = ("mt", "nmt", "amt", "machine")


def read_1(state: str, qualifier: str, *, approved: bool) -> State:
    """Return what the attributes of an XLIFF 1.x target and its unit say."""
    if qualifier.startswith("rejected-"):
        return State(Status.DRAFT)
    status = Status.REVIEWED if approved else _STATES_1.get(state, Status.NEW)
    return State(status, _QUALIFIERS.get(qualifier))


def read_2(state: str, substate: str) -> State:
    """Return what the attributes of an XLIFF 2.x segment say."""
    return State(_STATES_2.get(state, Status.NEW), _SUBSTATES.get(substate))


def read_confirmation(confirmation: str, origin: str) -> State:
    """Return what an SDLXLIFF segment definition says (`conf` and `origin`)."""
    made_by = Origin.HUMAN if origin == "interactive" else _made_by(origin)
    return State(_CONFIRMATIONS.get(confirmation, Status.NEW), made_by)


def _made_by(origin: str) -> Origin | None:
    """Return what a tool's word for where a target comes from means."""
    word = origin.strip().lower()
    if not word:
        return None
    machine = word in _MACHINES or word.startswith(("mt ", "mt:", "mt-", "machine"))
    return Origin.MT if machine or "machine translat" in word else Origin.TM


def candidate(origin: str) -> Origin:
    """Return who made a translation that a file offers for a source."""
    return _made_by(origin) or Origin.TM


def least(states: Sequence[State]) -> State:
    """Return what holds of several segments that share one state: the least that any of them has.

    A machine's words in any of them make it a machine's, the memory's likewise.
    """
    status = min((state.status for state in states), key=lambda one: _RANK[one])
    origins = {state.origin for state in states}
    for origin in (Origin.MT, Origin.ALIGNMENT, Origin.TM, Origin.HUMAN):
        if origin in origins:
            return State(status, origin)
    return State(status)


def written_1(state: State) -> dict[str, str | None]:
    """Return the attributes `state` and `state-qualifier` of an XLIFF 1.2 target."""
    if state.status is Status.REVIEWED:
        return {"state": "signed-off", "state-qualifier": _qualifier(state.origin)}
    if state.status is Status.CONFIRMED:
        return {"state": "translated", "state-qualifier": _qualifier(state.origin)}
    if state.status is Status.DRAFT:
        qualifier = "x-human" if state.origin is Origin.HUMAN else _qualifier(state.origin)
        return {"state": "needs-review-translation", "state-qualifier": qualifier}
    return {"state": "needs-translation", "state-qualifier": None}


def _qualifier(origin: Origin | None) -> str | None:
    if origin is Origin.MT:
        return "leveraged-mt"
    return "leveraged-tm" if origin in (Origin.TM, Origin.ALIGNMENT) else None


def written_2(state: State) -> dict[str, str | None]:
    """Return the attributes `state` and `subState` of an XLIFF 2.x segment."""
    name = {Status.CONFIRMED: "translated", Status.REVIEWED: "reviewed"}.get(state.status)
    made_by = {
        Origin.MT: "workbench:mt",
        Origin.TM: "workbench:tm",
        Origin.ALIGNMENT: "workbench:tm",
        Origin.HUMAN: None if name else "workbench:human",
        None: None,
    }[state.origin]
    return {"state": name or "initial", "subState": None if not state.origin else made_by}


def written_confirmation(state: State) -> dict[str, str | None]:
    """Return the attributes of an SDLXLIFF segment definition; what is not named there stays."""
    names = {Status.CONFIRMED: "Translated", Status.REVIEWED: "ApprovedTranslation"}
    found: dict[str, str | None] = {"conf": names.get(state.status, "Draft")}
    return found | ({"origin": "interactive"} if state.origin is Origin.HUMAN else {})
