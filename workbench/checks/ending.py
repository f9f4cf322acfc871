"""How the target ends, against how the source ends."""

from __future__ import annotations

import re

from workbench.checks.context import Context
from workbench.core.issue import Issue, Severity

SEVERITIES = {"ending-missing": Severity.WARNING, "ending-differs": Severity.NOTE}

_CLOSERS = "”’」』）)】》〉]\"'"
_SOURCE_END = re.compile(rf"([。！？!?｡…]+|(?<![a-zA-Z0-9])\.)[{re.escape(_CLOSERS)}\s]*\Z")
_TARGET_END = re.compile(
    rf"[.!?…:;,—–-][{re.escape(_CLOSERS)}\s]*\Z|[{re.escape(_CLOSERS)}]\Z|;\s+(?:and|or)\Z"
)
_QUESTION = re.compile(rf"\?!?[{re.escape(_CLOSERS)}\s]*\Z")


def check(source: str, target: str, context: Context) -> tuple[Issue, ...]:
    """A sentence of the source ends in the target without a mark, or as another kind of sentence.

    。 ！ …… ask for any final mark; ？ and ？！ ask for a `?` somewhere in the target, and a target
    that ends with `?` for a question in the source. Full and half width are the same.
    """
    del context
    text = target.rstrip()
    end = _SOURCE_END.search(source)
    if not end or not text:
        return ()
    at = len(text)
    if not _TARGET_END.search(text):
        message = f"The source ends with {end[1]}, the target without a mark."
        return (Issue("ending-missing", Severity.WARNING, message, start=at, end=at),)
    if "?" not in text and re.search("[？?]", end[1]):
        message = "Only the source is a question."
    elif _QUESTION.search(text) and not re.search("[？?吗]", source):
        message = "Only the target is a question."
    else:
        return ()
    return (Issue("ending-differs", Severity.NOTE, message, start=at - 1, end=at),)
