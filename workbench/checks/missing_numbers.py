"""Numbers of the source that the target lacks."""

from __future__ import annotations

from workbench.checks.context import Context
from workbench.core.issue import Issue, Severity, Side
from workbench.text.numbers import missing_numbers

SEVERITIES = {"number-missing": Severity.WARNING}


def check(source: str, target: str, context: Context) -> tuple[Issue, ...]:
    """A number of the source is not in the target.

    Numbers are compared by value: 7000亿元 is met by `700 billion yuan`, 近一成 by `nearly 10
    percent`, 11月 by `November`. A Chinese numeral counts where it is clearly a number (三个, not
    三农).
    """
    del context
    return tuple(
        Issue(
            "number-missing",
            Severity.WARNING,
            f"The number {number.text} is not in the target.",
            Side.SOURCE,
            number.start,
            number.end,
        )
        for number in missing_numbers(source, target)
    )
