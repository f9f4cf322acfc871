"""The editor as its user works with it: keys in, database and screen out."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

import pytest
from textual import events

from tests.tui.fakes import User
from workbench.core.status import Origin, Status
from workbench.errors import DiskFullError
from workbench.services import editing, glossary, memory
from workbench.services.workspace import Workspace
from workbench.storage import segments
from workbench.tui.app import WorkbenchApp

TRADE = "The two sides agreed to expand trade."


async def test_edit_confirm_quit_and_find_everything_again(
    make_app: Callable[[], WorkbenchApp], ws: Workspace
) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.type("A year of the open port")
        await user.press("enter")
        assert user.editor.desk.index == 1
        await user.type(TRADE)
        await user.press("enter", "ctrl+q")
    assert app.return_value == 0

    again = make_app()
    async with again.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        segments = user.stored()
        assert [s.status for s in segments[:3]] == [
            Status.CONFIRMED,
            Status.CONFIRMED,
            Status.DRAFT,
        ]
        assert segments[1].target == TRADE
        assert segments[1].origin is Origin.HUMAN
        assert user.editor.desk.index == 2
        assert "✓" in user.screen_text()
        assert TRADE[:20] in user.screen_text()
    assert memory.matches(ws, "双方同意扩大贸易。")[0].unit.target == TRADE


async def test_typing_is_stored_without_confirming(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.type("Half a thought")
        segment = user.stored()[0]
        assert (segment.target, segment.status) == ("Half a thought", Status.DRAFT)
        assert segment.origin is Origin.HUMAN
        assert "● draft by LW" in user.screen_text()


async def test_no_line_end_enters_a_target(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+e")
        user.editor.page.area.insert("one\r\ntwo\n\nthree\x07\n")
        await user.rest()
        assert user.stored()[0].target == "one two three"


async def test_enter_goes_to_the_next_unconfirmed_and_round(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+end", "enter")
        assert user.editor.desk.index == 0
        await user.press("enter", "ctrl+home", "f2")
        assert user.editor.desk.index == 1
        await user.press("f14")
        assert user.editor.desk.index == 6
        assert user.stored()[0].status is Status.CONFIRMED


async def test_an_unedited_machine_draft_stays_one_when_confirmed(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("enter", "ctrl+home")
        assert user.stored()[0].origin is Origin.MT
        assert "✓○" in user.screen_text()
        assert "machine draft, confirmed unchanged" in user.screen_text()


async def test_the_tick_waits_for_the_disk_and_the_keys_do_not(
    app: WorkbenchApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, real = Event(), editing.confirm

    def slow(ws: Workspace, segment_id: int, target: str, **how: Any) -> editing.Confirmed:
        gate.wait(10)
        return real(ws, segment_id, target, **how)

    monkeypatch.setattr(editing, "confirm", slow)
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await pilot.press("enter")
        await user.see("saving …")
        assert user.editor.desk.index == 1
        assert "✓" not in user.screen_text()
        await pilot.press("ctrl+e", *"Typed meanwhile")
        assert user.editor.page.area.text == "Typed meanwhile"
        gate.set()
        await user.rest()
        assert "✓" in user.screen_text()
        assert user.stored()[1].target == "Typed meanwhile"


async def test_undo_goes_from_the_text_to_the_segments_before(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.type("First")
        await user.press("enter")
        await user.type("Second")
        await user.press("enter")
        assert [s.status.is_final for s in user.stored()[:2]] == [True, True]
        await user.press("ctrl+z")
        assert user.editor.desk.index == 1
        assert not user.stored()[1].status.is_final
        await user.press("ctrl+z", "ctrl+z")
        assert user.editor.desk.index == 0
        assert [s.status.is_final for s in user.stored()[:2]] == [False, False]
        assert user.stored()[0].target == "First"
        await user.press("ctrl+y", "ctrl+y", "ctrl+y")
        assert [s.target for s in user.stored()[:2]] == ["First", "Second"]
        assert [s.status.is_final for s in user.stored()[:2]] == [True, True]


async def test_undo_in_the_text_comes_first(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+e", *"Words", "ctrl+z")
        assert user.editor.page.area.text == ""
        await user.press("ctrl+y")
        assert user.editor.page.area.text == "Words"


async def test_a_suggestion_is_shown_with_its_difference_and_taken(
    app: WorkbenchApp, ws: Workspace
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+g", "3", "enter")
        await user.type("The two sides agreed to deepen cooperation and build a smart port.")
        await user.press("enter")
        segment = user.stored()[1]
        editing.save_target(ws, segment.id, "")
        found = user.editor.lookups.suggestions
        assert found[-1].label == "fake engine"
        await user.press("alt+1")
        taken = user.stored()[user.editor.desk.index]
        assert taken.target == found[0].target
        assert taken.origin is found[0].origin
        await user.press("ctrl+z")
        assert user.stored()[3].target != found[0].target or found[0].origin is Origin.MT


async def test_a_repetition_gets_the_confirmed_target_as_a_draft(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+g", "2", "enter")
        await user.type(TRADE)
        await user.press("enter")
        repeated = user.stored()[5]
        assert (repeated.target, repeated.origin) == (TRADE, Origin.TM)
        assert repeated.is_machine_draft
        right = user.editor.page.region.right
        page = "\n".join(row[:right] for row in user.screen_text().splitlines())
        assert page.count(TRADE[:20]) == 2


async def test_a_term_is_put_in_with_its_spaces_and_ticked_off(
    app: WorkbenchApp, ws: Workspace
) -> None:
    glossary.add(ws, "智慧港口", "smart port")
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+g", "3", "enter")
        await user.type("Both build a")
        uses = user.editor.lookups.uses
        letter = "acdeghij"[[u.hit.term.source for u in uses].index("智慧港口")]
        assert "– missing" in user.screen_text()
        await user.press(f"alt+{letter}")
        assert user.editor.page.area.text == "Both build a smart port"
        assert user.stored()[2].target == "Both build a smart port"
        use = next(u for u in user.editor.lookups.uses if u.hit.term.source == "智慧港口")
        assert use.found == "smart port"


async def test_a_locked_segment_takes_no_keys(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.type("Fixed")
        await user.press("ctrl+l", "x", "ctrl+e", "alt+1", "enter")
        segment = user.stored()[0]
        assert (segment.target, segment.locked, segment.status) == ("Fixed", True, Status.DRAFT)
        assert "▣ locked" in user.screen_text()
        await user.press("ctrl+l", "end", "x")
        assert user.stored()[0].target == "Fixedx"


async def test_reopening_makes_a_draft_of_a_confirmed_segment(
    app: WorkbenchApp, ws: Workspace
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+g", "2", "enter")
        await user.type(TRADE)
        await user.press("enter", "ctrl+up", "f12")
        assert user.stored()[1].status is Status.DRAFT
        assert user.stored()[1].target == TRADE
        assert memory.matches(ws, "双方同意扩大贸易。") == ()


async def test_typing_without_a_pause_is_stored_all_the_same(
    app: WorkbenchApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        monkeypatch.setattr("workbench.tui.desk.saving._PAUSE", 3600)
        monkeypatch.setattr("workbench.tui.desk.saving._LONGEST", 0.05)
        await pilot.press(*"typed ")
        await user.until(lambda: "typed" in user.stored()[0].target)
        await pilot.press(*"again ")
        await user.until(lambda: "typed again" in user.stored()[0].target)


async def test_keys_typed_ahead_while_leaving_are_not_taken(
    app: WorkbenchApp, ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.type(TRADE)
        settle = user.editor.saving.settle

        async def slowly() -> None:
            await settle()
            await pilot.press("x")

        monkeypatch.setattr(user.editor.saving, "settle", slowly)
        await app.action_quit()
        first = user.editor.desk.segment.id
    with ws.database.reading() as session:
        assert segments.get(session, first).target == TRADE


async def test_a_failed_save_is_told_and_tried_again(
    app: WorkbenchApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, full = editing.save_target, True

    def fail(ws: Workspace, segment_id: int, target: str, **how: Any) -> object:
        if full:
            raise DiskFullError("no room is left on the disk", hint="Free some space.")
        return real(ws, segment_id, target, **how)

    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        monkeypatch.setattr(editing, "save_target", fail)
        await pilot.press("ctrl+e", *"Precious")
        await user.see("NOT SAVED")
        assert user.editor.page.area.text == "Precious"
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert app.is_running
        full = False
        await user.until(lambda: user.stored()[0].target == "Precious")
        await user.until(lambda: "NOT SAVED" not in user.screen_text())


async def test_after_a_crash_the_typed_text_is_stored(
    app: WorkbenchApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.tui.desk.saving._PAUSE", 60)
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await pilot.press("ctrl+e", *"Just typed")
        app.exit(1)
    assert user.stored()[0].target != "Just typed"
    assert app.rescue() == []
    assert user.stored()[0].target == "Just typed"


async def test_keys_that_come_all_at_once_work_in_their_order(app: WorkbenchApp) -> None:
    """A busy screen gets keys in bursts: no letter may come after the Enter that followed it."""
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+e")
        for letter in "All ready":
            app.post_message(events.Key("space" if letter == " " else letter, letter))
        app.post_message(events.Key("enter", None))
        for letter in "Next":
            app.post_message(events.Key(letter, letter))
        await user.until(lambda: user.editor.page.area.text.startswith("Next"))
        await user.press("ctrl+s")
        assert [segment.target for segment in user.stored()[:1]] == ["All ready"]
        assert user.stored()[0].status is Status.CONFIRMED
