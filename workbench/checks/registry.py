"""Every check there is, with its help and the codes that it gives.

A check is a module of this package with a pure function `check(source, target, context)`, whose
docstring is the help text, and `SEVERITIES`, the worst severity of each of its codes.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from workbench.checks import (
    chinese_punctuation,
    ending,
    leftover_chinese,
    length,
    missing_numbers,
    pairs,
    repetition,
    spacing,
    terms,
    untranslated,
)
from workbench.checks.context import Context
from workbench.core.issue import Issue, Severity

CheckFunction = Callable[[str, str, Context], tuple[Issue, ...]]


@dataclass(frozen=True, slots=True)
class Check:
    """A check as the registry knows it.

    Attributes:
        name: the module's name, with hyphens.
        run: `(source, target, context)` → issues; pure.
        severities: the codes that it gives, each with its worst severity.
    """

    name: str
    run: CheckFunction
    severities: Mapping[str, Severity]

    @property
    def help(self) -> str:
        """What the check looks for, for people."""
        return inspect.getdoc(self.run) or ""


def _named(name: str, run: CheckFunction, severities: Mapping[str, Severity]) -> Check:
    return Check(name.rpartition(".")[2].replace("_", "-"), run, severities)


CHECKS: tuple[Check, ...] = tuple(
    _named(module.__name__, module.check, module.SEVERITIES)
    for module in (
        untranslated,
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
