"""Arguments and options that several commands share, so that they read the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from workbench.documents.cleanup.cleaning import Cleaning, Step

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
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help="The file's format (text, markdown, html, docx, xliff, srt); else it is recognised.",
    ),
]
WithoutOption = Annotated[
    str | None,
    typer.Option(
        "--without",
        metavar="STEP,…",
        help="Leave steps of the clean-up out (`workbench inspect FILE --steps` lists them).",
    ),
]
WithOption = Annotated[
    str | None,
    typer.Option("--with", metavar="STEP,…", help="Take steps that are not taken by default."),
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


def cleaning(without: str | None, having: str | None) -> Cleaning:
    """Return the clean-up that the options `--without` and `--with` ask for.

    Raises:
        UsageError: one of the names is no step.
    """
    from workbench.documents.cleanup.cleaning import DEFAULT

    return DEFAULT.without(*_steps(without)).having(*_steps(having))


def _steps(names: str | None) -> list[Step]:
    from workbench.documents.cleanup.cleaning import Step
    from workbench.errors import UsageError

    wanted = [name.strip().lower() for name in (names or "").split(",") if name.strip()]
    known = {step.value: step for step in Step}
    for name in wanted:
        if name not in known:
            raise UsageError(
                f"the clean-up has no step “{name}”", hint=f"Its steps are {', '.join(known)}."
            )
    return [known[name] for name in wanted]
