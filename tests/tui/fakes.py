"""What tests of the editor use instead of a model, and how they wait for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Event

from textual.pilot import Pilot
from textual.worker import WorkerCancelled, WorkerFailed

from workbench.core.document import Segment
from workbench.core.draft import Draft, EngineInfo
from workbench.errors import EngineError
from workbench.services import documents
from workbench.tui.app import WorkbenchApp
from workbench.tui.screens.editor import EditorScreen


class FakeEngine:
    """Drafts that name the source, made when the gate is open.

    Attributes:
        asked: all sources that were translated, in order.
        gate: closed, it holds every translation back.
        fails: whether the next translation raises.
        state, is_loaded: what an engine says while it is being loaded.
    """

    def __init__(self, label: str = "fake engine") -> None:
        self.info = EngineInfo("fake", label, "fake-1")
        self.asked: list[str] = []
        self.gate = Event()
        self.gate.set()
        self.fails = False
        self.state = ""
        self.is_loaded = True

    def translate(self, sources: Sequence[str]) -> list[Draft]:
        """Return a draft for each source."""
        self.gate.wait(10)
        if self.fails:
            raise EngineError("the engine fell over", hint="Start it again.")
        self.asked += sources
        return [Draft(f"Draft of {len(source)} characters.") for source in sources]


WHOLE = "My port has been open for a year and everybody in the whole town is glad of it."


class FakeCompleter:
    """Continues one text, when its gate is open.

    Attributes:
        whole: the text.
        asked: all beginnings that were to be completed, in order.
        gate: closed, it holds every answer back.
        fails: whether the next answer is an error.
    """

    def __init__(self) -> None:
        self.whole = WHOLE
        self.asked: list[str] = []
        self.gate = Event()
        self.gate.set()
        self.fails = False

    def known(self, _source: str, _typed: str) -> str | None:
        """Return None: it remembers nothing."""
        return None

    def rest(self, _source: str, typed: str) -> str:
        """Return what follows in the text."""
        self.asked.append(typed)
        self.gate.wait(10)
        if self.fails:
            raise EngineError("the model fell over")
        return self.whole[len(typed) :] if self.whole.startswith(typed) else ""


class User:
    """Somebody at the editor: presses keys, and waits until everything has come to rest."""

    def __init__(self, pilot: Pilot[int]) -> None:
        self.pilot = pilot
        assert isinstance(pilot.app, WorkbenchApp)
        self.app = pilot.app

    @property
    def editor(self) -> EditorScreen:
        assert self.app.editor is not None
        return self.app.editor

    async def press(self, *keys: str) -> None:
        """Press keys, then wait."""
        await self.pilot.press(*keys)
        await self.rest()

    async def type(self, text: str) -> None:
        """Write a text in place of the target, the last key by hand; wait until it is stored."""
        await self.pilot.press("ctrl+e")
        self.editor.page.area.insert(text[:-1], maintain_selection_offset=False)
        await self.pilot.press(text[-1])
        await self.rest()

    async def rest(self) -> None:
        """Wait until no worker, no timer of ours and no message is left."""
        for _ in range(2):
            await self.pilot.pause(0.04)
            # A newer look-up takes the place of an older one; a failure is the screen's to tell.
            with suppress(WorkerCancelled, WorkerFailed):
                await self.app.workers.wait_for_complete()
            await self.pilot.pause()

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until something is so, for what no worker's end tells; half a minute at most."""
        for _ in range(1500):
            if condition():
                return
            await self.pilot.pause(0.02)
        raise AssertionError(self.screen_text())

    async def see(self, text: str) -> None:
        """Wait until a text is on the screen; line ends count as spaces."""
        await self.until(lambda: text in " ".join(self.screen_text().split()))

    def stored(self) -> list[Segment]:
        """Return the segments as the database has them."""
        document_id = self.editor.desk.sheet.document.id
        return list(documents.load(self.app.ws, document_id).segments)

    def screen_text(self) -> str:
        """Return what is on the screen, row by row, without styles."""
        width, height = self.app.size
        lines = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in lines[:height])[: width * height * 2]


async def begin(user: User, text: str = "My por") -> None:
    """Write the beginning of the current target by hand."""
    await user.rest()
    await user.pilot.press("ctrl+e", *text)
    await user.rest()


def ghost(user: User) -> str:
    """What is offered after the cursor."""
    return user.editor.page.area.ghost
