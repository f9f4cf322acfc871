"""English with codes → Markdown in which the parser finds just these words and codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from workbench.core.code import Code, CodeKind
from workbench.documents.formats.inline import Item
from workbench.documents.formats.markdown.found import Form, MarkdownFound
from workbench.documents.formats.markdown.inline import inline
from workbench.documents.formats.markdown.parser import parsed
from workbench.text.placeholders import PLACEHOLDER, placeholder

_ANYWHERE = re.compile(r"[\\`*_\[\]<>~$]|&(?=#?\w+;)|\^(?=\[)|!(?=\Z|\[)|(?<!\S)#+")
_AT_START = re.compile(r"\s*(?:([-+=:|]|#+)|(\d{1,9})([.)]))")
_HTML: Final = {"*": "em", "_": "em", "**": "strong", "__": "strong", "~~": "del"}
_RUNS = re.compile(r"\*{1,2}|_{1,2}|~~")
_IN_ASIDE = re.compile(r"[\\`*_\[\]<>]|&(?=#?\w+;)")

Change = Callable[[Code], Code]


def escaped(words: str, before: str) -> str:
    r"""Return words with a backslash before whatever could be markup.

    Args:
        words: of the text.
        before: the markup before them, `\n` at the beginning of a line.
    """
    safe = _ANYWHERE.sub(lambda match: "".join(f"\\{ch}" for ch in match.group()), words)
    if before.endswith("]") and safe.startswith(("(", ":")):
        return f"\\{safe}"  # after a footnote's mark: no link, and no definition
    found = _AT_START.match(safe) if before.endswith("\n") else None
    if found is None:
        return safe
    at = found.start(1) if found.group(1) else found.start(3)
    return f"{safe[:at]}\\{safe[at:]}"


def aside(words: str, quote: str) -> str:
    """Return words as they stand inside of markup.

    Args:
        words: without codes.
        quote: the character that closes them.
    """
    safe = _IN_ASIDE.sub(lambda match: f"\\{match.group()}", words)
    if quote in {'"', "'"}:
        return safe.replace(quote, f"\\{quote}")
    return re.sub(r"[()]", r"\\\g<0>", safe) if quote == ")" else safe


def composed(text: str, codes: Sequence[Code], found: MarkdownFound, env: dict[str, Any]) -> str:
    r"""Return English as Markdown, `\n` after the hard breaks.

    Args:
        text: with placeholders.
        codes: what they stand for.
        found: the stretch where it is to stand.
        env: the definitions of the file.
    """
    text = text.replace("\0", "")
    if found.form in {Form.HEADING, Form.CELL}:
        codes = [_on_one_line(code) for code in codes]
    fallback = ""
    for change in (_same, _starred, _tagged):
        changed = [change(code) for code in codes]
        moved = _moved(text, changed)
        expected = _expected(moved, changed, found)
        for escape in (_unescaped, escaped):
            made = _filled(moved, changed, escape)
            if _seen(made, found, env) == expected:
                return _in_cell(made) if found.form is Form.CELL else made
            fallback = fallback or (made if escape is escaped else "")
    return _in_cell(fallback) if found.form is Form.CELL else fallback


def _unescaped(words: str, before: str) -> str:
    del before
    return words


def _in_cell(made: str) -> str:
    return made.replace("|", "\\|")


def _same(code: Code) -> Code:
    return code


def _starred(code: Code) -> Code:
    """Return emphasis by `_` as emphasis by `*`, which may begin and end inside words."""
    is_low = not code.markup.strip("_*") and "_" in code.markup
    return replace(code, markup=code.markup.replace("_", "*")) if is_low else code


def _tagged(code: Code) -> Code:
    """Return emphasis as HTML's tags, which may begin and end anywhere."""
    if code.kind is CodeKind.ALONE or code.markup.strip("*_~"):
        return code
    slash = "/" if code.kind is CodeKind.CLOSE else ""
    runs: list[str] = _RUNS.findall(code.markup)
    # Of `***` the longer one is inside: what opens last closes first.
    runs.sort(key=len, reverse=bool(slash))
    return replace(code, markup="".join(f"<{slash}{_HTML[run]}>" for run in runs))


def _on_one_line(code: Code) -> Code:
    return replace(code, markup="<br>") if code.markup.endswith("\n") else code


def _moved(text: str, codes: Sequence[Code]) -> str:
    """Return a text with the white space at the inner ends of emphasis outside, and tidy."""
    emphasis = {c.number: c.kind for c in codes if c.markup and not c.markup.strip("*_~")}
    breaks = {c.number for c in codes if c.markup.endswith("\n")}
    for _ in range(3):
        for number, kind in emphasis.items():
            mark = placeholder(number)
            if kind is CodeKind.OPEN:
                text = text.replace(f"{mark} ", f" {mark}")
            elif kind is CodeKind.CLOSE:
                text = text.replace(f" {mark}", f"{mark} ")
    for number in breaks:
        text = re.sub(rf" *\{{{number}\}} *", placeholder(number), text)
    return " ".join(text.split())


def _filled(text: str, codes: Sequence[Code], escape: Callable[[str, str], str]) -> str:
    """Return a text with the markup in the place of the placeholders."""
    by_number = {code.number: code.markup for code in codes}
    made: list[str] = []
    before = "\n"
    for words, number in _split(text, by_number):
        markup = by_number.get(number, "")
        made += (escape(words, before) if words else "", markup)
        before = markup or ("" if words else before)
    return "".join(made)


def _split(text: str, known: dict[int, str]) -> Iterator[tuple[str, int]]:
    """Yield the words before each code, and its number; at last 0 for none."""
    at = 0
    for match in PLACEHOLDER.finditer(text):
        if int(match.group(1)) in known:
            yield text[at : match.start()], int(match.group(1))
            at = match.end()
    yield text[at:], 0


Signature = list[tuple[bool, str]]
"""Words (False) and markup (True) in turn, without white space."""


def _signature(parts: Iterator[tuple[bool, str]]) -> Signature:
    made: Signature = []
    for is_markup, text in parts:
        bare = "".join(text.split())
        if bare and made and made[-1][0] == is_markup:
            made[-1] = (is_markup, made[-1][1] + bare)
        elif bare:
            made.append((is_markup, bare))
    return made


def _expected(text: str, codes: Sequence[Code], found: MarkdownFound) -> Signature:
    """Return what the parser is to find in the block."""

    def parts() -> Iterator[tuple[bool, str]]:
        by_number = {code.number: code.markup for code in codes}
        yield from _of_items(found.outside[0])
        for words, number in _split(text, by_number):
            yield False, words
            yield True, by_number.get(number, "")
        yield from _of_items(found.outside[1])

    return _signature(parts())


def _of_items(items: Sequence[Item]) -> Iterator[tuple[bool, str]]:
    yield from ((item.kind is not None, item.text) for item in items)


def _seen(made: str, found: MarkdownFound, env: dict[str, Any]) -> Signature | None:
    """Return what the parser finds in the block; None if it is another block, or several."""
    content = f"{found.before}{made}{found.after}"
    mark = {Form.HEADING: "# ", Form.CELL: "# "}.get(found.form, "")
    if mark and "\n" in content:
        return None
    tokens = parsed(mark + content, env)
    expected = "heading_open" if mark else "paragraph_open"
    if len(tokens) != 3 or tokens[0].type != expected:  # noqa: PLR2004 - open, content, close
        return None
    return _signature(_of_items(inline(tokens[1].content, tokens[1].children or ()).items))
