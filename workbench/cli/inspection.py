"""What import makes of a file, to read before it is imported: `inspect`.

Meant to be read by a translator at 80 columns: the articles first, like a table of contents, then
the text under its kinds, stray characters in a row on one line. On a terminal lines are folded
under their own indent; in a pipe each segment is one line.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from workbench.cli.arguments import (
    EncodingOption,
    FormatOption,
    JsonOption,
    WithOption,
    WithoutOption,
    cleaning,
)
from workbench.cli.output import emit, emit_json, say
from workbench.cli.session import workspace
from workbench.text.codepoints import CLOSERS, TERMINALS

if TYPE_CHECKING:
    from workbench.core.proposal import Proposal
    from workbench.documents.blocks import Block
    from workbench.services.inspection import Inspection

_INDENT: Final = "    "
_NEVER_FIRST: Final = f"{CLOSERS}{TERMINALS}，、；：…,.;:"
"""Marks that begin no line."""

_VISIBLE: Final = str.maketrans({"\n": "⏎", "\r": "␍", " ": "␣", "\t": "⇥", "\u3000": "□"})
"""White space of the file as signs that can be seen."""


def inspect(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A Chinese document.")],
    steps: Annotated[
        bool, typer.Option("--steps", help="Show what the clean-up changed in each paragraph.")
    ] = False,
    encoding: EncodingOption = None,
    form: FormatOption = None,
    without: WithoutOption = None,
    having: WithOption = None,
    json: JsonOption = False,
) -> None:
    """Show what import makes of a file.

    Articles, paragraphs with their kind, segments, likely scanning errors; nothing is stored.
    """
    from workbench.services import inspection as inspections
    from workbench.services import segmentation

    wanted = cleaning(without, having)
    with workspace(context) as opened:
        rules = segmentation.rules(opened)
    inspection = inspections.inspect(
        file, encoding=encoding, format=form, cleaning=wanted, rules=rules
    )
    rows = zip(
        inspection.reading.blocks,
        inspection.segments,
        inspections.proposals(inspection),
        strict=True,
    )
    looked = [_Paragraph(*row) for row in rows]
    if json:
        emit_json(_as_json(inspection, looked))
        return
    _say_summary(inspection)
    if steps:
        _show_steps(inspection)
    _show_contents(inspection)
    for _, of_article in groupby(looked, key=lambda one: one.block.section):
        _show_article(inspection, list(of_article), steps=steps)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """What is shown of a paragraph."""

    block: Block
    segments: tuple[str, ...]
    proposals: Sequence[Proposal]


def _as_json(inspection: Inspection, looked: Sequence[_Paragraph]) -> dict[str, object]:
    reading = inspection.reading
    return {
        "name": reading.name,
        "format": reading.format,
        "encoding": reading.encoding,
        "cleaning": sorted(reading.cleaning.steps),
        "warnings": reading.warnings,
        "articles": reading.sections,
        "paragraphs": [
            {
                "line": one.block.line,
                "kind": one.block.kind,
                "article": one.block.section,
                "place": one.block.place,
                "text": one.block.text,
                "original": one.block.original,
                "notes": one.block.notes,
                "codes": one.block.codes,
                "segments": one.segments,
                "proposals": one.proposals,
            }
            for one in looked
        ],
    }


def _say_summary(inspection: Inspection) -> None:
    reading = inspection.reading
    count = sum(map(len, inspection.segments))
    what = ", ".join(filter(None, (reading.format, reading.encoding)))
    say(f"{reading.name}: {what}, {len(reading.blocks)} paragraphs, {count} segments")
    for warning in reading.warnings:
        say(f"warning: {warning}")


def _show_steps(inspection: Inspection) -> None:
    """List the steps of the clean-up, and which of them were taken."""
    from workbench.documents.cleanup.cleaning import Step

    taken = inspection.reading.cleaning
    for step in Step:
        emit(f"{'+' if step in taken else '-'} {step.value:<12}{step.explanation}")
    emit("")


def _show_contents(inspection: Inspection) -> None:
    """List the articles where there are several."""
    articles = inspection.reading.sections
    if len(articles) < 2:  # noqa: PLR2004 - nothing to choose from
        return
    emit(f"{len(articles)} articles")
    for one in articles:
        _emit_folded(f"{one.number + 1:>3}  line {one.line:<5}  ", one.title)
    emit("")


def _show_article(inspection: Inspection, looked: Sequence[_Paragraph], *, steps: bool) -> None:
    number = looked[0].block.section
    if len(inspection.reading.sections) > 1:
        emit(f"── article {number + 1} {'─' * 24}")
    for is_noise, some in groupby(looked, key=lambda one: one.block.kind == "noise"):
        if is_noise:
            _show_noise(list(some))
        else:
            for one in some:
                _show_paragraph(one, steps=steps)


def _show_noise(looked: Sequence[_Paragraph]) -> None:
    """Show what is not to be translated, pieces of one kind in a row on one line."""
    for notes, some in groupby(looked, key=lambda one: one.block.notes):
        blocks = [one.block for one in some]
        emit(f"line {blocks[0].line}  noise{_noted(notes)}")
        _emit_folded(_INDENT, " · ".join(block.text for block in blocks))


def _show_paragraph(one: _Paragraph, *, steps: bool) -> None:
    block = one.block
    emit(f"line {block.line}  {block.kind}{_noted(block.notes)}")
    if steps and block.original != block.text:
        _emit_folded(f"{_INDENT}was  ", block.original.replace("\r\n", "\n").translate(_VISIBLE))
    for segment in one.segments or (block.text,):
        _emit_folded(_INDENT, segment)
    for code in block.codes:
        emit(f"{_INDENT}{{{code.number}}}  {code.label or code.markup}")
    for proposal in one.proposals:
        _emit_folded(
            f"{_INDENT}scan?  ", f"{proposal.found} → {proposal.wanted}  {proposal.reason}"
        )


def _noted(notes: Sequence[str]) -> str:
    return f"  [{'; '.join(notes)}]" if notes else ""


def _emit_folded(head: str, text: str) -> None:
    """Write a line; on a terminal fold it, and indent what follows as its head is wide."""
    if not sys.stdout.isatty():
        emit(head + text)
        return
    from rich.console import Console

    width = Console(file=sys.stdout).width
    for line in _folded(text, max(20, width - len(head))):
        emit(head + line)
        head = " " * len(head)


def _folded(text: str, width: int) -> Iterator[str]:
    """Yield a text in lines of at most so many cells.

    No Latin word is torn where it fits, and no line begins with a mark that closes.
    """
    from rich.cells import chop_cells

    while text:
        line = chop_cells(text, width)[0]
        rest = text[len(line) :]
        if rest and line[-1].isascii() and not line[-1].isspace() and rest[0].isalnum():
            cut = line.rfind(" ") + 1
            line = line[: cut or len(line)]
        elif rest and rest[0] in _NEVER_FIRST and len(line) > 1:
            line = line[:-1]
        yield line.rstrip()
        text = text[len(line) :].lstrip(" ")


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(inspect)
