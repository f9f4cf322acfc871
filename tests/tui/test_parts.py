"""Parts of a source that the memory knows, and where it probably renders the words looked for."""

from __future__ import annotations

from threading import get_ident

import pytest

from tests.tui.fakes import User
from workbench.core.bead import Bead
from workbench.core.status import Origin
from workbench.services import alignment, concordance, memory, renderings
from workbench.services.workspace import Workspace
from workbench.tui.app import WorkbenchApp
from workbench.tui.provenance import fitting, provenance

HOLDERS = (
    ("我们将共同建设智慧港口，造福民众。", "We will build the smart port together for everyone."),
    ("今年要共同建设智慧港口的码头。", "This year the quays of the smart port are to be built."),
    ("为共同建设智慧港口，双方签约。", "Both signed a contract about the smart port."),
    ("他谈到共同建设智慧港口。", "He spoke of a smart port."),
)
OTHERS = (
    ("天气很好。", "The weather is fine."),
    ("会议结束了。", "The meeting is over."),
    ("他们住在村里。", "They live in the village."),
    ("列车晚点了。", "The train was late."),
)


@pytest.fixture(autouse=True)
def units(ws: Workspace) -> None:
    """Pairs with a run of words in common, and others without it."""
    beads = [Bead((source,), (target,), 0, 0) for source, target in (*OTHERS, *HOLDERS)]
    alignment.store(ws, beads, name="harbour.tmx")


async def test_parts_stand_under_the_suggestions_and_are_put_in(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+g", "3", "enter")
        await user.type("They build a")
        await user.see("Parts of it in the memory")
        assert "智慧港口 in 4 of 4" in " ".join(user.screen_text().split())
        known = len(user.editor.lookups.suggestions)
        await user.press(f"alt+{known + 1}")
        assert user.editor.page.area.text == "They build a smart port"


async def test_a_part_that_few_units_hold_is_looked_for(app: WorkbenchApp, ws: Workspace) -> None:
    source, target = "他们深化合作关系。", "They deepen their cooperation."
    alignment.store(ws, [Bead((source,), (target,), 0, 0)], name="own.tmx")
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+g", "3", "enter")
        await user.see("深化合作 in 1 unit")
        parts = [part.text for part in user.editor.lookups.fragments]
        number = len(user.editor.lookups.suggestions) + parts.index("深化合作") + 1
        await user.press(f"alt+{number}")
        panel = user.editor.panels.memory
        assert panel.words == "深化合作"
        assert [one.unit.target for one in panel.hits.found] == [target]
        assert panel.line.has_focus


async def test_a_source_that_is_matched_shows_no_parts(app: WorkbenchApp, ws: Workspace) -> None:
    source = "双方同意深化合作，共同建设智慧港口。"
    alignment.store(ws, [Bead((source,), ("They build it.",), 0, 0)], name="own.tmx")
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+g", "3", "enter")
        assert "They build it." in user.screen_text()
        assert "Parts of it" not in user.screen_text()
        await user.press("alt+9")
        assert "There is no suggestion 9." in user.screen_text()


def test_what_probably_renders_the_words_is_found(ws: Workspace) -> None:
    found = concordance.concordance(ws, "智慧港口")
    places = renderings.likely(ws, "智慧港口", found)
    texts = {one.unit.target[slice(*places[one.unit.id])] for one in found}
    assert texts == {"smart port"}
    assert renderings.likely(ws, "smart", concordance.concordance(ws, "smart")) == {}
    assert renderings.likely(ws, "天气", concordance.concordance(ws, "天气")) == {}


async def test_a_part_begins_with_what_probably_renders_the_words(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+g", "3", "enter")
        await user.type("A")
        await user.press("f3", *"智慧港口", "tab")
        assert user.editor.panels.memory.hits.chosen == "smart port"
        await user.press("enter")
        assert user.editor.page.area.text == "A smart port"


async def test_a_repaired_match_says_so_after_it_is_taken(app: WorkbenchApp, ws: Workspace) -> None:
    source, target = "去年吞吐量达到1100万吨。", "Last year throughput reached 11 million tonnes."
    alignment.store(ws, [Bead((source,), (target,), 0, 0)], name="harbour.tmx")
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+g", "4", "enter", "alt+1")
        stored = user.stored()[3]
        assert stored.target == "Last year throughput reached 12 million tonnes."
        assert (stored.origin, stored.engine) == (Origin.TM, "repaired")
        assert "% · repaired" in user.screen_text()
        await user.press("enter")
        said, _ = provenance(user.stored()[3], unsaved=False)
        assert said == "✓ from the memory, confirmed unchanged · repaired · by LW"


def test_whose_words_they_are_is_said_in_whole_parts() -> None:
    said = "? machine draft · confidence .23 · embedded model · int8"
    assert fitting(said, 60) == said
    assert fitting(said, 50) == "? machine draft · .23 · embedded model · int8"
    assert fitting(said, 39) == "? machine draft · .23 · embedded model"
    assert fitting(said, 20) == "? machine draft"
    assert fitting(said, 8) == "? machi…"


async def test_the_memory_is_made_ready_beside_the_screen(
    app: WorkbenchApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    readied: list[int] = []
    monkeypatch.setattr(memory, "warm", lambda _: readied.append(get_ident()))
    async with app.run_test(size=(120, 36)) as pilot:
        await User(pilot).rest()
    assert len(readied) == 1
    assert readied[0] != get_ident()
