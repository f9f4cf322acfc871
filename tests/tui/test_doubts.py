"""Doubt in the editor: marks, reasons, weak words, keys; all gone when a person types."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.tui.fakes import FakeEngine, User
from workbench.core.document import Document
from workbench.core.doubt import Doubt, DoubtKind, WordScore
from workbench.core.draft import Draft
from workbench.services import engines
from workbench.services.workspace import Workspace
from workbench.tui.app import WorkbenchApp

SIZES = [(80, 24), (120, 36)]
OMISSION = Doubt(DoubtKind.OMISSION, "The name 王海宁 is not in the draft.")

TERMS = "The throughput of a smart port."
"""What the glossary wants to see in some of the drafts."""


class DoubtingEngine(FakeEngine):
    """Doubts the drafts of sources that begin with 双方, and was unsure of every first word."""

    def translate(self, sources: Sequence[str]) -> list[Draft]:
        texts = [f"{draft.text} {TERMS}" for draft in super().translate(sources)]
        return [
            Draft(text, -0.5, (), (OMISSION,), 0.12)
            if source.startswith("双方同意深化")
            else Draft(text, -0.5, (), (), 0.82)
            for source, text in zip(sources, texts, strict=True)
        ]

    def weigh(self, sources: Sequence[str], targets: Sequence[str]) -> list[tuple[WordScore, ...]]:
        """Return a weak first word for each."""
        return [(WordScore(0, 5, 0.1), WordScore(6, 8, 0.9)) for _ in sources if targets]


@pytest.fixture
def doubting(ws: Workspace, document: Document, quiet: None) -> WorkbenchApp:
    """The editor with an engine that doubts its draft of the third segment."""
    app = WorkbenchApp(ws, load=DoubtingEngine)
    app.hold(document.id)
    return app


@pytest.mark.parametrize("size", SIZES)
async def test_the_keys_go_to_the_doubtful_draft_and_back(
    doubting: WorkbenchApp, size: tuple[int, int]
) -> None:
    async with doubting.run_test(size=size) as pilot:
        user = User(pilot)
        await user.rest()
        assert user.editor.desk.index == 0
        await user.press("f20")
        assert user.editor.desk.index == 2
        await user.press("ctrl+end")
        await user.press("shift+f7")
        assert user.editor.desk.index == 2
        await user.press("shift+f8")
        assert user.editor.desk.index == 2
    doubting.release()


@pytest.mark.parametrize("size", SIZES)
async def test_the_segment_is_marked_and_counted(
    doubting: WorkbenchApp, size: tuple[int, int]
) -> None:
    async with doubting.run_test(size=size) as pilot:
        user = User(pilot)
        await user.rest()
        assert "3 ○?" in user.screen_text()
        assert user.screen_text().count("○?") == 1
        top = user.screen_text().splitlines()[0]
        assert "1 doubtful" in top or "1 ?" in top
    doubting.release()


@pytest.mark.parametrize("size", SIZES)
async def test_confidence_and_reasons_stand_beside_the_draft(
    doubting: WorkbenchApp, size: tuple[int, int]
) -> None:
    async with doubting.run_test(size=size) as pilot:
        user = User(pilot)
        await user.rest()
        assert "confidence .82" in user.screen_text()
        await user.press("f20")
        await user.see("confidence .12")
        await user.see("! The name 王海宁 is not in")
        panel = user.editor.panels.issues
        assert panel.count == 1
    doubting.release()


async def test_weak_words_are_underlined_and_typing_takes_every_mark_away(
    doubting: WorkbenchApp,
) -> None:
    async with doubting.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("f20")
        area = user.editor.page.area
        assert underlined(user) == "Draft"
        assert user.stored()[2].weak == ((0, 5),)
        await pilot.press("x")
        assert underlined(user) == ""
        await user.rest()
        assert "○?" not in user.screen_text()
        assert "doubtful" not in user.screen_text().splitlines()[0]
        stored = user.stored()[2]
        assert (stored.doubts, stored.weak, stored.confidence) == ((), (), None)
        await user.press("f20")
        assert area.key == stored.id
    doubting.release()


async def test_weak_words_of_other_rows_are_underlined_too(doubting: WorkbenchApp) -> None:
    async with doubting.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.until(lambda: all(segment.weak for segment in user.stored()))
        await user.rest()
        strips = doubting.screen._compositor.render_strips()
        rows = [strip for strip in strips if "  3 ○?" in strip.text]
        words = [s.text for s in rows[0] if s.style and s.style.underline and "Draft" in s.text]
        assert words == ["Draft"]
    doubting.release()


async def test_where_nothing_is_doubtful_the_key_says_so(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        for index, segment in enumerate(user.editor.desk.sheet.segments):
            if segment.is_doubtful:
                user.editor.go(index)
                await user.type("A person's words.")
        index = user.editor.desk.index
        await user.press("f20")
        assert user.editor.desk.index == index
        await user.see("No draft is doubtful.")


async def test_the_embedded_model_s_drafts_say_how_sure_it_was(
    ws: Workspace, document: Document, quiet: None
) -> None:
    app = WorkbenchApp(ws, load=lambda: engines.load("embedded"))
    app.hold(document.id)
    async with app.run_test(size=(80, 24)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.see("confidence")
        stored = user.stored()
        assert all(segment.confidence is not None for segment in stored)
        doubtful = [index for index, segment in enumerate(stored) if segment.is_doubtful]
        await user.press("shift+f8")
        assert user.editor.desk.index == (doubtful[0] if doubtful else 0)
    app.release()


def underlined(user: User) -> str:
    """The words of the current target that are underlined."""
    area = user.editor.page.area
    line = area.get_line(0)
    weak = area.get_component_rich_style("target--weak", partial=True)
    return " ".join(line.plain[s.start : s.end] for s in line.spans if s.style == weak)
