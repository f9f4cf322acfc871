"""`workbench glossary …`: keep the terminology in order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli.arguments import (
    DocumentArgument,
    EncodingOption,
    JsonOption,
    OutputOption,
    StrictOption,
)
from workbench.cli.imports import show_import
from workbench.cli.output import emit, emit_json, emit_rows, say
from workbench.cli.session import Commands, findings, workspace
from workbench.core.term import Term, TermStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

app = typer.Typer(cls=Commands, no_args_is_help=True, help="Keep the terminology in order.")

SourceArgument = Annotated[str, typer.Argument(metavar="SOURCE", help="The Chinese term.")]
TargetsOption = Annotated[
    list[str] | None,
    typer.Option("--admit", metavar="TEXT", help="Another target that may be used; repeatable."),
]
ForbidOption = Annotated[
    list[str] | None,
    typer.Option("--forbid", metavar="TEXT", help="A target that must not be used; repeatable."),
]
DomainOption = Annotated[
    str | None, typer.Option(metavar="TEXT", help="The field that the term belongs to.")
]
NoteOption = Annotated[
    str | None, typer.Option(metavar="TEXT", help="What a translator should know.")
]
COLUMNS = ("source", "target", "status", "domain", "note")


def show_terms(terms: Sequence[Term], *, json: bool) -> None:
    """Print terms, a row for each target."""
    if json:
        emit_json(terms)
        return
    rows = [(t.source, g.text, g.status, t.domain, t.note) for t in terms for g in t.targets]
    emit_rows(COLUMNS, rows)


@app.command()
def add(
    context: typer.Context,
    source: SourceArgument,
    target: Annotated[str, typer.Argument(metavar="TARGET", help="The preferred English target.")],
    admit: TargetsOption = None,
    forbid: ForbidOption = None,
    domain: DomainOption = None,
    note: NoteOption = None,
) -> None:
    """Add a term, or a further target to one that is there."""
    from workbench.services import glossary

    with workspace(context) as opened:
        term = glossary.add(
            opened,
            source,
            target,
            admitted=admit or (),
            forbidden=forbid or (),
            domain=domain or "",
            note=note or "",
        )
    show_terms([term], json=False)


@app.command()
def edit(
    context: typer.Context,
    source: SourceArgument,
    target: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The new preferred target.")
    ] = None,
    admit: TargetsOption = None,
    forbid: ForbidOption = None,
    drop: Annotated[
        list[str] | None,
        typer.Option("--drop", metavar="TEXT", help="A target to take away; repeatable."),
    ] = None,
    domain: DomainOption = None,
    note: NoteOption = None,
    rename: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The new Chinese term.")
    ] = None,
) -> None:
    """Change a term: its targets and their status, domain, note."""
    from workbench.services import glossary

    with workspace(context) as opened:
        term = glossary.edit(
            opened,
            source,
            preferred=target,
            admitted=admit or (),
            forbidden=forbid or (),
            dropped=drop or (),
            domain=domain,
            note=note,
            rename=rename,
        )
    show_terms([term], json=False)


@app.command()
def remove(context: typer.Context, source: SourceArgument) -> None:
    """Remove a term."""
    from workbench.services import glossary

    with workspace(context) as opened:
        term = glossary.remove(opened, source)
    say(f"Removed {term.source} ({', '.join(t.text for t in term.targets)}).")


@app.command("list")
def listing(
    context: typer.Context,
    domain: DomainOption = None,
    status: Annotated[
        TermStatus | None, typer.Option(help="Only terms with a target of that status.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """List the terms."""
    from workbench.services import glossary

    with workspace(context) as opened:
        terms = glossary.listing(opened, domain=domain, status=status)
    show_terms(terms, json=json)


@app.command()
def find(
    context: typer.Context,
    text: Annotated[
        str,
        typer.Argument(metavar="TEXT", help="Part of a term, of a target, or a whole sentence."),
    ],
    json: JsonOption = False,
) -> None:
    """Find terms by a part of either side, or in a sentence."""
    from workbench.services import glossary

    with workspace(context) as opened:
        terms = glossary.find(opened, text)
    show_terms(terms, json=json)
    if not terms:
        say(f"No term matches {text}.")
    findings(not terms)


@app.command("import")
def import_terms(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A CSV file: source,target,status,domain,note.")
    ],
    strict: StrictOption = False,
    encoding: EncodingOption = None,
) -> None:
    """Import terms from CSV; bad rows are skipped and named."""
    from workbench.services import glossary

    with workspace(context) as opened:
        report = glossary.import_csv(opened, file, strict=strict, encoding=encoding)
    show_import(report, file)


@app.command()
def export(
    context: typer.Context, output: OutputOption = None, domain: DomainOption = None
) -> None:
    """Write the terms as sorted CSV."""
    from workbench.services import glossary

    with workspace(context) as opened:
        if output is None:
            emit(glossary.export_text(opened, domain=domain), end="")
            return
        count = glossary.export_csv(opened, output, domain=domain)
    say(f"Wrote {count} terms to {output}.")


@app.command()
def check(context: typer.Context, document: DocumentArgument, json: JsonOption = False) -> None:
    """List the segments whose target misuses a term.

    It lacks the preferred target, or has a forbidden one; inflected forms count.
    """
    from workbench.cli.quality import show_issues
    from workbench.services import documents, glossary

    with workspace(context) as opened:
        found = documents.find(opened, document)
        report = glossary.check(opened, found.id)
    show_issues(report, name=found.name, json=json)


@app.command()
def lint(context: typer.Context, json: JsonOption = False) -> None:
    """Look for contradictions and oddities in the glossary."""
    from workbench.services import glossary

    with workspace(context) as opened:
        found = glossary.lint(opened)
    if json:
        emit_json(found)
    else:
        emit_rows(("term", "code", "finding"), [(f.source, f.code, f.message) for f in found])
    say(f"{len(found)} findings." if found else "The glossary is in order.")
    findings(len(found))
