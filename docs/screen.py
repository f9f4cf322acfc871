"""Draws the README's picture of the screen: `python -m docs.screen`, from the root of a checkout.

A sample is opened in the real editor with the embedded model, some segments get what a person
wrote, and the screen is exported as SVG.
"""

from __future__ import annotations

import asyncio
import html
import os
import re
import tempfile
from contextlib import suppress
from itertools import islice
from pathlib import Path
from unittest.mock import patch

from rich.cells import cell_len
from textual.events import Paste
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from workbench.segmentation.english import sentences

ROOT = Path(__file__).resolve().parent.parent
SIZE = (120, 36)
CELL = 12.2
"""Width of a cell in the units of Rich's SVG."""

TEXT = re.compile(r'(<text [^>]*textLength=")[\d.]+("[^>]*>)([^<]*)(</text>)')


def fitted(svg: str) -> str:
    """Give each run the width of its cells: Rich counts characters, and Chinese ones are wide."""

    def fit(match: re.Match[str]) -> str:
        before, after, content, end = match.groups()
        return f"{before}{cell_len(html.unescape(content)) * CELL:g}{after}{content}{end}"

    return TEXT.sub(fit, svg)


async def draw() -> str:
    """Work on a sample for a moment and return the screen as SVG."""
    from workbench.services import documents, engines
    from workbench.services.workspace import Workspace
    from workbench.tui.app import WorkbenchApp

    with (
        tempfile.TemporaryDirectory() as folder,
        patch.dict(os.environ, XDG_CONFIG_HOME=folder),  # as on a new machine
        Workspace.open(Path(folder) / "workbench.db", user="LW") as ws,
    ):
        document = documents.import_document(ws, ROOT / "seeds" / "summit.txt")
        app = WorkbenchApp(ws, load=engines.load)
        app.hold(document.id)
        async with app.run_test(size=SIZE) as pilot:
            await _rested(pilot)
            for target in _targets(6):
                await pilot.press("ctrl+e")
                app.post_message(Paste(target))
                await pilot.press("enter")
            for key in ("ctrl+home", "f2"):
                await pilot.press(key)
                await _rested(pilot)
            svg = app.export_screenshot(title="workbench")
        app.release()
    return fitted(svg)


def _targets(count: int) -> list[str]:
    """The first sentences of the sample as a person translated it."""
    text = (ROOT / "seeds" / "summit.en.txt").read_text("utf-8")
    found = (sentence for line in text.splitlines() if line for sentence in sentences(line))
    return list(islice(found, count))


async def _rested(pilot: Pilot[int]) -> None:
    """Wait until drafts, look-ups and checks are done."""
    for _ in range(3):
        await pilot.pause(1)
        with suppress(WorkerCancelled):  # a newer look-up takes the place of an older one
            await pilot.app.workers.wait_for_complete()


if __name__ == "__main__":
    (ROOT / "docs" / "screen.svg").write_text(asyncio.run(draw()), encoding="utf-8")
