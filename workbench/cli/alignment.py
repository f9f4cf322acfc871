"""`workbench align`: two finished texts become beads, and beads become memory."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from workbench.cli.arguments import JsonOption
from workbench.cli.output import emit_json, emit_rows, say
from workbench.cli.session import workspace
from workbench.core.bead import Bead


def align(
    context: typer.Context,
    zh: Annotated[Path, typer.Argument(metavar="ZH", help="The Chinese text.")],
    en: Annotated[Path, typer.Argument(metavar="EN", help="Its English translation.")],
    store: Annotated[bool, typer.Option("--store", help="Store the pairs in the memory.")] = False,
    tmx: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the pairs as TMX.")
    ] = None,
    zh_encoding: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The Chinese file's encoding; else it is detected."),
    ] = None,
    en_encoding: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The English file's encoding; else it is detected."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Align two finished texts sentence by sentence.

    Shows the beads, or stores them in the memory, or exports them. Beads that need a look are
    marked `?`: those that are not one to one, or nearly fell otherwise.
    """
    from workbench.services import alignment

    with workspace(context) as opened:
        beads = alignment.align_files(
            opened, zh, en, zh_encoding=zh_encoding, en_encoding=en_encoding
        )
        if json:
            emit_json(
                [{"source": b.sources, "target": b.targets, "margin": b.margin} for b in beads]
            )
        elif not (store or tmx):
            _print_beads(beads, alignment.doubtful(beads))
        pairs = sum(bead.is_pair for bead in beads)
        say(f"{len(beads)} beads, {pairs} pairs, {len(alignment.doubtful(beads))} to look at.")
        if tmx:
            count = alignment.export_tmx(opened, beads, tmx, name=zh.name)
            say(f"Wrote {count} pairs to {tmx}.")
        if store:
            added = alignment.store(opened, beads, name=zh.name)
            say(f"Stored {added} new pairs in the memory.")


def _print_beads(beads: Sequence[Bead], doubtful: Sequence[int]) -> None:
    marked = set(doubtful)
    rows = [
        (
            number + 1,
            f"{len(bead.sources)}:{len(bead.targets)}{'?' if number in marked else ''}",
            "".join(bead.sources),
            " ".join(bead.targets),
        )
        for number, bead in enumerate(beads)
    ]
    emit_rows(("bead", "shape", "source", "target"), rows)


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(align)
