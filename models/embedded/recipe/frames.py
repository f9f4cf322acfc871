"""Put glossary terms into sentence frames, in English that has its articles.

A frame is written without articles because countries, organisations and notions differ in them:
``{t} announced new measures.`` becomes "The Ministry of Commerce announced …" but "France
announced …". The rules below cover the glossaries that the recipe reads; a term that they do not
know stands without an article.
"""

from __future__ import annotations

import random

from .prepare import Frame, Pair, Term


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BODIES = _words(
    "Administration Agency Association Authority Bank Bureau Commission Committee Community "
    "Conference Congress Council Court Federation Fund Ministry Office Organisation Organization "
    "Party Programme Secretariat Tribunal Union University"
)
_DEFINITE = _BODIES | _words(
    "Accord Agreement Alliance Arctic Antarctic Bahamas Belt Board Bureau Canal Caucasus Centre "
    "Charter Commonwealth Comoros Confederation Convention Corporation Corridor Delta Economic "
    "Emirates Expo Facility Fair Forum Gambia Group Initiative Institute Islands Kingdom League "
    "Maldives Middle Ocean Peninsula Philippines Netherlands Pact Partnership Plan Process "
    "Protocol Region Republic River SAR Sea See Service Silk Solution State States Strait Straits "
    "Summit Treaty area region"
)
_NOTIONS = _words(
    "agreement crisis deficit economy ecosystem index market mechanism network order partnership "
    "principle rate ratio surplus system"
)
_SPOKEN = _words(
    "APEC ASEAN BRICS CARICOM CELAC ECOWAS FIFA INTERPOL ISO Interpol Mercosur NATO OPEC SAARC "
    "UN-Habitat UNCTAD UNESCO UNHCR UNICEF UNRWA"
)


PERSON = "person"
"""The domain of invented names, and the kind of the frames that they alone fit."""


def kind_of(term: Term) -> str:
    """Which frames ``term`` fits: ``country``, ``organisation``, ``concept`` or ``person``."""
    if term.domain == PERSON:
        return PERSON
    if term.domain == "countries-and-regions":
        return "country"
    if term.domain == "international-organisations" or _BODIES & set(term.target.split()):
        return "organisation"
    return "concept"


def with_article(english: str) -> str:
    """``english`` with "the" where a sentence needs it."""
    words = english.split()
    initialism = len(words) == 1 and english.isupper() and english not in _SPOKEN
    definite = bool(_DEFINITE & set(words)) or (words[-1] in _NOTIONS and english[0].islower())
    titled = " of " in english and english[0].isupper()
    return f"the {english}" if initialism or definite or titled else english


def fill(frame: Frame, terms: tuple[Term, Term]) -> Pair:
    """The sentence pair of ``frame`` with ``terms`` for ``{t}`` and ``{u}``."""
    chinese, english = frame.source, frame.target
    bare = english == "{t}"
    for mark, term in zip(("{t}", "{u}"), terms, strict=True):
        chinese = chinese.replace(mark, term.source)
        english = english.replace(mark, term.target if bare else with_article(term.target))
    return Pair("frame", chinese, english if bare else english[:1].upper() + english[1:])


def frames_by_kind(frames: tuple[Frame, ...]) -> dict[str, tuple[Frame, ...]]:
    """The frames that fit each kind of term, those for any kind included."""
    kinds = ("country", "organisation", "concept")
    by_kind = {kind: tuple(f for f in frames if f.kind in {kind, "any"}) for kind in kinds}
    return by_kind | {PERSON: tuple(f for f in frames if f.kind == PERSON)}


def sentences(
    term: Term, others: tuple[Term, ...], frames: tuple[Frame, ...], chance: random.Random, n: int
) -> list[Pair]:
    """``n`` sentences about ``term``, in different frames; ``others`` fill ``{u}``."""
    chosen = chance.sample(frames, min(n, len(frames)))
    return [fill(frame, (term, chance.choice(others))) for frame in chosen]
