"""`workbench segmentation …`: by which rules Chinese paragraphs are cut into segments."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli.arguments import JsonOption, OutputOption
from workbench.cli.output import emit, emit_json, emit_rows, say
from workbench.cli.session import Commands, findings, workspace

if TYPE_CHECKING:
    from workbench.segmentation.srx import Rules

app = typer.Typer(
    cls=Commands, no_args_is_help=True, help="See and change how text is cut into segments."
)

COLUMNS = ("rules", "number", "break", "before", "after")


@app.command()
def show(context: typer.Context, json: JsonOption = False) -> None:
    """List the rules in use, in the order in which they are tried."""
    from workbench.services import segmentation

    with workspace(context) as opened:
        used = segmentation.in_use(opened)
    if json:
        emit_json(used)
    else:
        emit_rows(COLUMNS, _rows(used.rules), spare=("number",))
    if used.origin:
        say(f"These are the project's own rules, from {used.origin}.")
    else:
        say("These are the built-in rules, as far as SRX can say them.")


def _rows(rules: Rules) -> list[tuple[object, ...]]:
    return [
        (chosen.name, number, "yes" if rule.breaks else "no", rule.before, rule.after)
        for chosen in rules.sets
        for number, rule in enumerate(chosen.rules, start=1)
    ]


@app.command("import")
def import_rules(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A rule file in SRX 2.0.")],
) -> None:
    """Cut by the rules of an SRX file from now on; documents that are there stay as they are."""
    from workbench.services import segmentation

    with workspace(context) as opened:
        rules = segmentation.import_rules(opened, file)
    chosen = rules.named()
    count = sum(len(found.rules) for found in chosen)
    names = ", ".join(found.name for found in chosen)
    say(f"Chinese is cut by {count} rules from {file.name} ({names}) from now on.")


@app.command()
def export(context: typer.Context, output: OutputOption = None) -> None:
    """Write the rules in use as SRX 2.0, for other tools."""
    from workbench.services import segmentation

    with workspace(context) as opened:
        if output is None:
            emit(segmentation.export_text(opened), end="")
            return
        segmentation.export_rules(opened, output)
    say(f"Wrote the rules to {output}.")


@app.command()
def reset(context: typer.Context) -> None:
    """Go back to the built-in rules."""
    from workbench.services import segmentation

    with workspace(context) as opened:
        had_own = segmentation.reset_rules(opened)
    say("The built-in rules are used again." if had_own else "The built-in rules were in use.")


@app.command("try")
def try_out(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A Chinese paragraph.")],
    json: JsonOption = False,
) -> None:
    """Show into which segments the rules in use cut a text, one a line."""
    from workbench.services import segmentation

    with workspace(context) as opened:
        found = segmentation.sentences(opened, text)
    if json:
        emit_json(found)
    else:
        emit_rows(("segment",), [(sentence,) for sentence in found])
    if not found:
        say("There is no word in it, so it has no segment.")
    findings(not found)
