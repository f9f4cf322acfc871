"""Where what is offered is drawn: in rows that are free, over no other text, cut where need be."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.fakes import WHOLE, FakeCompleter, FakeEngine, User, begin, ghost
from workbench.core.draft import Draft
from workbench.services import documents
from workbench.services.workspace import Workspace
from workbench.text.widths import width
from workbench.tui.app import WorkbenchApp
from workbench.tui.ghost import ghost_rows

SIZES = [(80, 24), (120, 36)]
NARROW = (58, 24)
"""A window in which targets stand under their sources."""


def drawn(user: User) -> list[str]:
    """The rows of the text area, as they are drawn."""
    area = user.editor.page.area
    return [area.render_line(y).text for y in range(area.size.height)]


def around(user: User) -> list[str]:
    """The rows of the document on the screen that are not the current segment's."""
    view = user.editor.page.view
    region, layout = view.target_region(), view.layout_rows
    first = region.y - layout.target_offset(view.current)
    rows = user.screen_text().splitlines()[view.region.y : view.region.bottom]
    return [row.partition("│")[0] for row in rows[:first] + rows[region.bottom :]]


class Talker(FakeEngine):
    """An engine whose drafts take several rows."""

    def translate(self, sources: Sequence[str]) -> list[Draft]:
        """Return a long draft for each source."""
        return [
            Draft(f"{draft.text} {'It takes a row or two more. ' * 5}".strip())
            for draft in super().translate(sources)
        ]


@pytest.mark.parametrize("size", [*SIZES, NARROW])
@pytest.mark.parametrize("index", [1, 4, 7])
async def test_it_covers_no_other_text(
    app: WorkbenchApp, completer: FakeCompleter, size: tuple[int, int], index: int
) -> None:
    completer.whole = WHOLE * 4
    async with app.run_test(size=size) as pilot:
        user = User(pilot)
        await user.rest()
        user.editor.go(index)
        await begin(user, "M")
        assert ghost(user)
        offered = around(user)
        await user.press("escape")
        assert not ghost(user)
        # A blank row between paragraphs may hold a part of it: nothing else stands there.
        hidden = [(a, b) for a, b in zip(offered, around(user), strict=True) if a != b]
        assert all(not without.strip() for _, without in hidden)


@pytest.mark.parametrize("size", [*SIZES, NARROW])
async def test_what_has_no_room_is_cut_and_taken_all_the_same(
    app: WorkbenchApp, completer: FakeCompleter, size: tuple[int, int]
) -> None:
    completer.whole = WHOLE * 4
    async with app.run_test(size=size) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+down")
        await begin(user)
        rows = drawn(user)
        shown = "".join("".join(rows).split())
        assert shown.endswith("…")
        assert "".join(completer.whole.split()).startswith(shown[:-1])
        assert all(width(row) == user.editor.page.area.size.width for row in rows)
        await user.press("tab")
        assert user.stored()[1].target == completer.whole


@pytest.mark.parametrize("size", SIZES)
async def test_all_of_it_is_shown_where_a_draft_of_that_length_stood(
    ws: Workspace, completer: FakeCompleter, quiet: None, tmp_path: Path, size: tuple[int, int]
) -> None:
    path = tmp_path / "two.txt"
    path.write_text("双方同意扩大贸易。双方同意深化合作，共同建设智慧港口。", "utf-8")
    app = WorkbenchApp(ws, load=Talker)
    app.hold(documents.import_document(ws, path).id)
    async with app.run_test(size=size) as pilot:
        user = User(pilot)
        await user.rest()
        before = around(user)
        await begin(user)
        assert around(user) == before
        assert "".join("".join(drawn(user)).split()) == "".join(WHOLE.split())
        await user.press("tab")
        assert around(user) == before
        await user.press("enter")
        assert len(user.editor.page.view.layout_rows.target_rows(0)) == (
            user.editor.page.view.layout_rows.rows_of(0)
        )
    app.release()


async def test_at_the_bottom_of_the_page_it_ends_with_the_page(
    long_app: WorkbenchApp, completer: FakeCompleter
) -> None:
    completer.whole = WHOLE * 9
    async with long_app.run_test(size=(80, 24)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+end")
        await begin(user)
        page = user.editor.page
        assert page.area.region.bottom == page.view.region.bottom
        assert drawn(user)[-1].rstrip().endswith("…")


async def test_wide_letters_are_cut_between_two_of_them(
    app: WorkbenchApp, completer: FakeCompleter
) -> None:
    completer.whole = "My por" + "港口开放一年" * 30
    async with app.run_test(size=(80, 24)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+down")
        await begin(user)
        rows = drawn(user)
        assert all(width(row) == user.editor.page.area.size.width for row in rows)
        assert rows[-1].rstrip().endswith("…")
        await user.press("tab")
        assert user.editor.page.area.text == completer.whole


@given(
    st.text(alphabet="ab 港，.", min_size=1),
    st.integers(0, 20),
    st.integers(4, 20),
    st.integers(1, 6),
)
def test_rows_of_what_is_offered(words: str, at: int, cells: int, most: int) -> None:
    at = min(at, cells)
    rows = ghost_rows(words, at, cells, most)
    assert 1 <= len(rows) <= most
    assert width(rows[0]) <= max(cells - at, 1)
    assert all(width(row) <= cells for row in rows[1:])
    whole = ghost_rows(words, at, cells, 1_000)
    if len(whole) <= most:
        assert rows == whole
        assert "".join("".join(rows).split()) == "".join(words.split())
    else:
        assert rows[:-1] == whole[: most - 1]
        assert rows[-1].endswith("…")
