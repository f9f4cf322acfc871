"""Placeholders in the editor: never cut in half, put in again by a key, explained at the side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.fakes import FakeEngine, User
from workbench.core.code import Code, CodeKind
from workbench.services import documents
from workbench.services.workspace import Workspace
from workbench.tui.app import WorkbenchApp
from workbench.tui.placeholders import lost, meanings, next_pair, snapped, spans, widened
from workbench.tui.screens.source import likely_cut

BOLD = (
    Code(1, CodeKind.OPEN, "<b>", "<b>", 2),
    Code(2, CodeKind.CLOSE, "</b>", "</b>", 1),
    Code(3, CodeKind.ALONE, "<br>", "<br>"),
)
SOURCE = "点击{1}这里{2}，{3}继续。"


@pytest.mark.parametrize(
    ("at", "forward", "wanted"),
    [(0, True, 0), (1, True, 3), (2, False, 0), (3, True, 3), (4, True, 4), (6, False, 5)],
)
def test_an_offset_is_moved_out_of_a_placeholder(at: int, forward: bool, wanted: int) -> None:
    assert snapped("{1}ab{12}", at, forward=forward) == wanted


@given(st.text("a{1} }", max_size=12), st.integers(0, 12), st.integers(0, 12))
def test_a_widened_stretch_cuts_no_placeholder(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    wide = widened(text, start, end)
    assert wide[1] >= end
    assert wide[0] <= start if start < end else wide[0] == wide[1]
    for span in spans(text):
        assert not any(span.start < edge < span.end for edge in wide)


def test_what_is_lost_is_put_in_in_the_order_of_the_source() -> None:
    assert lost(SOURCE, "Click {2}here.") == (1, 3)
    assert next_pair(SOURCE, "Click here.", BOLD, around=True) == ("{1}", "{2}")
    assert next_pair(SOURCE, "Click here.", BOLD, around=False) == ("{1}", "")
    assert next_pair(SOURCE, "Click {1}here{2}.", BOLD, around=True) == ("{3}", "")
    assert next_pair(SOURCE, "{3}{2}{1}", BOLD, around=True) is None
    assert next_pair("{3}" + SOURCE, "Click here.", BOLD, around=True) == ("{1}", "{2}")


def test_each_placeholder_is_explained() -> None:
    assert meanings("{1}a{2}{7}", BOLD) == (
        ("{1}", "<b>"),
        ("{2}", "</b>"),
        ("{7}", "as it stands"),
    )


@pytest.fixture
def page(
    ws: Workspace, engine: FakeEngine, quiet: None, tmp_path: Path
) -> Iterator[Callable[[], WorkbenchApp]]:
    """An editor of a web page whose sentence has a bold word and a line break."""
    path = tmp_path / "page.html"
    path.write_text("<p>点击<b>这里</b>，<br>继续。</p>", "utf-8")
    document = documents.import_document(ws, path)
    made: list[WorkbenchApp] = []

    def make() -> WorkbenchApp:
        app = WorkbenchApp(ws, load=lambda: engine)
        app.hold(document.id)
        made.append(app)
        return app

    yield make
    for app in made:
        app.release()


async def test_keys_step_over_a_placeholder_and_delete_it_whole(
    page: Callable[[], WorkbenchApp],
) -> None:
    app = page()
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.type("Click {1}here{2}.")
        area = user.editor.page.area
        await user.press("home", *["right"] * 6)
        assert area.cursor_offset == 6
        await user.press("right")
        assert area.cursor_offset == 9
        await user.press("left")
        assert area.cursor_offset == 6
        await user.press("delete")
        assert area.text == "Click here{2}."
        await user.press("end", "left", "backspace")
        assert area.text == "Click here."


async def test_a_lost_pair_goes_around_the_selection(page: Callable[[], WorkbenchApp]) -> None:
    app = page()
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.type("Click here.")
        assert "{1}" in user.screen_text()
        await user.press("end", "left", *["shift+left"] * 4, "ctrl+n")
        assert user.editor.page.area.text == "Click {1}here{2}."
        await user.press("ctrl+n", "ctrl+n")
        assert user.editor.page.area.text == "Click {1}here{2}{3}."
        assert "No placeholder is lost here." in user.screen_text()
        await user.press("ctrl+z", "ctrl+z")
        assert user.editor.page.area.text == "Click here."


async def test_what_is_no_pair_goes_to_the_cursor(page: Callable[[], WorkbenchApp]) -> None:
    app = page()
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.type("Click {1}here.")
        await user.press("end", "left", *["shift+left"] * 4, *["shift+right"] * 4, "ctrl+n")
        assert user.editor.page.area.text == "Click {1}here{2}."
        await user.press("home", *["shift+right"] * 5, "ctrl+n")
        assert user.editor.page.area.text == "Click{3} {1}here{2}."


async def test_a_segment_is_not_cut_inside_a_placeholder(page: Callable[[], WorkbenchApp]) -> None:
    app = page()
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("f5", *["shift+left"] * 2, "enter")
        assert [one.source for one in user.stored()] == ["点击{1}这里", "{2}，{3}继续。"]
        assert likely_cut("{1}{22}啊", 0.3) == 3
        assert likely_cut("啊{1}", 0.9) == 1


async def test_the_source_keeps_its_markup(page: Callable[[], WorkbenchApp]) -> None:
    app = page()
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("f4", "home", "right", "right", "delete", "enter")
        await user.see("its markup: {1}")
        await user.press("ctrl+z", "end", *"{2}", "enter")
        await user.see("its markup: {2}")
        await user.press("backspace", *"{9}", "enter")
        assert user.stored()[0].source == SOURCE + "{9}"


async def test_a_lost_placeholder_is_an_issue(page: Callable[[], WorkbenchApp]) -> None:
    app = page()
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.type("Click {1}here.")
        await user.see("{2}")
        await user.see("<br>")
        await user.see("✗")
