"""Lines that are never one text with their neighbours, wherever they stand.

The head of a mail, a salutation, quoted lines of an earlier mail, the editor's name in brackets, a
stray mark of a scan. They look like parts of wrapped text, as they are short and stop without an
end; so they are parted from it before anything is weighed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from workbench.documents.cleanup.lines import Line
from workbench.documents.cleanup.patterns import (
    CREDIT,
    FIELD,
    GREETING,
    MAIL_FIELD,
    QUOTED,
    SALUTATION,
    STROKES,
)

_LONGEST = 80  # characters: none but quoted lines is longer
_RUN = 2  # fields in a row that are the head of a mail, or a form


def is_apart(text: str) -> bool:
    """Return whether a whole line or block is never joined with what stands around it."""
    if QUOTED.match(text):
        return True
    if len(text) > _LONGEST:
        return False
    return is_greeting(text) or _matches(text, CREDIT, MAIL_FIELD, STROKES)


def is_greeting(text: str) -> bool:
    """Return whether a whole line or block speaks to those for whom the text is."""
    return len(text) <= _LONGEST and _matches(text, GREETING, SALUTATION)


def fields(texts: Iterable[str], least: int = _RUN) -> set[int]:
    """Return the indices of the `key: value` lines of which at least so many stand in a row."""
    found: set[int] = set()
    run: list[int] = []
    for index, text in enumerate(texts):
        if len(text) <= _LONGEST and (FIELD.match(text) or MAIL_FIELD.match(text)):
            run.append(index)
            continue
        found.update(run if len(run) >= least else ())
        run = []
    found.update(run if len(run) >= least else ())
    return found


def parted(text: str, group: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines between two blank ones, those that are apart each by itself."""
    texts = [text[line.start : line.end] for line in group]
    alone = fields(texts)
    run: list[Line] = []
    for index, line in enumerate(group):
        if index in alone or _is_line_apart(texts, index, alone):
            if run:
                yield run
            yield [line]
            run = []
        else:
            run.append(line)
    if run:
        yield run


def _is_line_apart(texts: Sequence[str], index: int, alone: set[int]) -> bool:
    """Return whether a line is apart; a field or a greeting may be words of a wrapped paragraph."""
    text = texts[index]
    if is_greeting(text) or (len(text) <= _LONGEST and MAIL_FIELD.match(text)):
        return index == 0 or index - 1 in alone
    return is_apart(text)


def _matches(text: str, *patterns: re.Pattern[str]) -> bool:
    return any(pattern.match(text) for pattern in patterns)
