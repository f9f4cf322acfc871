"""Arguments and options that several commands share, so that they read the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

DocumentArgument = Annotated[
    str, typer.Argument(metavar="DOCUMENT", help="A document's number, name or file.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")]
EncodingOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="The file's encoding (utf-8, gb18030, utf-16, big5); else it is detected.",
    ),
]
EngineOption = Annotated[
    str | None,
    typer.Option(
        envvar="WORKBENCH_ENGINE",
        metavar="MODEL",
        help="The model that drafts (see: workbench models list); else the best that is installed.",
    ),
]
BackendOption = Annotated[
    str, typer.Option(metavar="NAME", help="What runs it: auto, ctranslate2 or transformers.")
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Write to this file (complete or not at all)."
    ),
]
StrictOption = Annotated[
    bool, typer.Option("--strict", help="Stop at the first bad entry and change nothing.")
]
