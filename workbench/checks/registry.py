"""Every check there is, with its help and the codes that it gives.

A check is a module of this package with a pure function `check(source, target, context)`, whose
docstring is the help text, and `SEVERITIES`, the worst severity of each of its codes.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from types import ModuleType

from workbench.checks import (
    chinese_punctuation,
    ending,
    leftover_chinese,
    length,
    missing_numbers,
    pairs,
    placeholders,
    repetition,
    spacing,
    terms,
    untranslated,
)
from workbench.checks.context import Context
from workbench.core.issue import Issue, Severity

CheckFunction = Callable[[str, str, Context], tuple[Issue, ...]]


class Sight(Enum):
    """How a check sees the placeholders in source and target.

    Attributes:
        PLAIN: it sees them; it knows what they are.
        MASKED: as marks without meaning, that keep what stands around them apart.
        NONE: not at all: what stands around them stands together, as on a printed page.
    """

    PLAIN = auto()
    MASKED = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Check:
    """A check as the registry knows it.

    Attributes:
        name: the module's name, with hyphens.
        run: `(source, target, context)` → issues; pure.
        severities: the codes that it gives, each with its worst severity.
        sight: how it is to be shown placeholders.
    """

    name: str
    run: CheckFunction
    severities: Mapping[str, Severity]
    sight: Sight = Sight.NONE

    @property
    def help(self) -> str:
        """What the check looks for, for people."""
        return inspect.getdoc(self.run) or ""


# The matcher and its judge of compliance look through placeholders by themselves.
_SIGHTS = {placeholders: Sight.PLAIN, terms: Sight.PLAIN, spacing: Sight.MASKED}


def _known(module: ModuleType) -> Check:
    name = module.__name__.rpartition(".")[2].replace("_", "-")
    return Check(name, module.check, module.SEVERITIES, _SIGHTS.get(module, Sight.NONE))


CHECKS: tuple[Check, ...] = tuple(
    _known(module)
    for module in (
        untranslated,
        placeholders,
        leftover_chinese,
        terms,
        missing_numbers,
        length,
        repetition,
        pairs,
        chinese_punctuation,
        ending,
        spacing,
    )
)
"""All checks, the gravest first; `untranslated` leads because it makes the others idle."""


def severities() -> dict[str, Severity]:
    """Return every code that an issue may have, with its worst severity."""
    return {code: severity for one in CHECKS for code, severity in one.severities.items()}
