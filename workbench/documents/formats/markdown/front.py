"""The front matter of a Markdown file: settings in YAML or TOML before its text.

Only what readers see of it is offered: title, subtitle, description and summary, where they stand
on one line. The rest is for programs and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from workbench.core.document import ParagraphKind
from workbench.documents.formats.inline import Run
from workbench.documents.formats.markdown.found import Form, MarkdownFound
from workbench.documents.formats.markdown.source import Source
from workbench.text.codepoints import has_han

_FENCES: Final = {"---": ("---", "..."), "+++": ("+++",)}
_MOST = 500  # lines that front matter may have
_VALUE = re.compile(
    r"(title|subtitle|description|summary|excerpt)[ \t]*([:=])[ \t]*"
    r"(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^']|'')*)'|([^\s\"'|>&*!%@`#\[{][^#]*?))[ \t]*(?:#.*)?",
    re.IGNORECASE,
)
_SAFE = re.compile(r"[A-Za-z][^:#]*")
_WORDS: Final = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}


def front_matter(source: Source) -> int:
    """Return how many lines the front matter has, 0 if there is none."""
    if not source.count:
        return 0
    closing = _FENCES.get(source.line(0).strip())
    if closing is None or source.line(0).startswith((" ", "\t")):
        return 0
    for number in range(1, min(source.count, _MOST)):
        if source.line(number).rstrip() in closing:
            return number + 1
    return 0


def values(source: Source, count: int) -> Iterator[MarkdownFound]:
    """Yield what readers see of the front matter, in so many lines, where it is Chinese."""
    for number in range(1, count - 1):
        found = _VALUE.fullmatch(source.line(number))
        if found is None or not has_han(found.group()):
            continue
        which = next(group for group in (3, 4, 5) if found.group(group) is not None)
        if which == 5 and found.group(2) == "=":  # noqa: PLR2004 - the group of bare words
            continue
        quote = {3: '"', 4: "'", 5: ""}[which]
        start = source.start(number) + found.start(which) - len(quote)
        end = source.start(number) + found.end(which) + len(quote)
        run = Run()
        run.words(start, end, _unquoted(found.group(which), quote))
        kind = ParagraphKind.TITLE if found.group(1).lower() == "title" else ParagraphKind.BODY
        notes = (f"the {found.group(1).lower()} in the front matter",)
        yield MarkdownFound(start, end, kind, tuple(run.items), notes, form=Form.VALUE, quote=quote)


def _unquoted(raw: str, quote: str) -> str:
    if quote == '"':
        return re.sub(r"\\(.)", r"\1", raw)
    return raw.replace("''", "'") if quote else raw


def value(words: str, quote: str) -> str:
    """Return words as the value of a setting, in quotation marks where it needs them."""
    if quote == "'" and "'" not in words:
        return f"'{words}'"
    if not quote and _SAFE.fullmatch(words) and words.lower() not in _WORDS:
        return words
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
