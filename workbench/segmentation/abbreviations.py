"""English abbreviations, whose full stop need not end a sentence; shared by both segmenters."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words(
    """
    mr mrs ms mx dr prof gen col maj capt lt sgt cmdr adm sen rep gov pres st fr rev hon messrs mme
    mlle amb supt insp mt
    """
)
"""Followed by a name: never the end."""

NUMBERED = _words(
    """
    no nos art arts fig figs eq eqs vol vols ch chap sec sect para paras p pp pt ed cl
    jan feb mar apr jun jul aug sep sept oct nov dec ext
    """
)
"""Not the end where a number comes next."""

DAYS = _words("Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun")
"""Likewise, but words of their own without the capital: They sat. 3 men came."""

INNER = _words("vs viz cf e.g i.e eg ie al approx est ca resp incl dept univ")
"""Seldom the end, whatever comes next."""

CLOSING = _words(
    """
    inc ltd co corp plc llc jr sr etc bros
    u.s u.k u.n u.s.a e.u d.c ph.d m.d b.a m.a b.c a.d
    """
)
"""May end a sentence: it does where a word follows that usually opens one."""

HOURS = _words("a.m p.m")
"""End a sentence before any word with a capital but a day, a month or a zone of time."""

ALL = TITLES | NUMBERED | INNER | CLOSING | HOURS | {day.lower() for day in DAYS}
"""All of them, in small letters."""


def is_abbreviation(word: str) -> bool:
    """Return whether a word, given without its last full stop, is abbreviated: `Mr`, `U.S`."""
    return len(word) == 1 or "." in word or word.lower() in ALL
