"""Asking for help costs nothing: no heavy library is loaded until a command needs it."""

from __future__ import annotations

import json
import subprocess
import sys

HEAVY = {
    "torch", "transformers", "ctranslate2", "textual", "sqlmodel", "sqlalchemy", "alembic", "numpy",
    "sentencepiece", "lxml",
}  # fmt: skip


def test_help_loads_no_heavy_library() -> None:
    script = (
        "import json, sys\n"
        "sys.argv = ['workbench', '--help']\n"
        "from workbench.cli.app import main\n"
        "try:\n    main()\nexcept SystemExit: pass\n"
        "print(json.dumps(sorted(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert "glossary" in done.stdout
    loaded = {name.partition(".")[0] for name in json.loads(done.stderr.splitlines()[-1])}
    assert loaded & HEAVY == set()
    assert "typer" in loaded
