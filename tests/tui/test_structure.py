"""Split, merge, source edits, paragraph kinds and rewriting, by keys, with undo."""

from __future__ import annotations

import pytest

from tests.tui.fakes import User
from workbench.core.document import ParagraphKind
from workbench.core.status import Status
from workbench.services import documents, memory
from workbench.services.workspace import Workspace
from workbench.tui.app import WorkbenchApp
from workbench.tui.screens.source import cuts, likely_cut

LONG = "双方同意深化合作，共同建设智慧港口。"


async def test_split_and_merge_and_undo(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+g", "3", "enter")
        await user.type("Both sides deepen cooperation, and build a port.")
        user.editor.page.area.place_cursor(len("Both sides deepen cooperation,"), 0)
        await user.press("f5", "enter")
        sources = [s.source for s in user.stored()]
        assert sources[2:4] == ["双方同意深化合作，", "共同建设智慧港口。"]
        assert [s.target for s in user.stored()[2:4]] == [
            "Both sides deepen cooperation,",
            "and build a port.",
        ]
        assert user.editor.desk.index == 2
        await user.press("f6")
        assert user.stored()[2].source == LONG
        assert user.stored()[2].target == "Both sides deepen cooperation, and build a port."
        await user.press("ctrl+z", "ctrl+z")
        assert user.stored()[2].source == LONG
        assert len(user.stored()) == 8


async def test_a_split_machine_draft_is_drafted_anew(app: WorkbenchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+g", "3", "enter", "f5")
        assert "双方同意深化合作，" in user.screen_text()
        await user.press("enter")
        assert [s.target for s in user.stored()[2:4]] == [
            "Draft of 9 characters.",
            "Draft of 9 characters.",
        ]


async def test_the_cut_can_be_moved_and_given_up(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+g", "3", "enter", "f5", "shift+left", "enter")
        assert user.stored()[2].source == "双方同意深化合作"
        await user.press("ctrl+z", "f5", "escape")
        assert user.stored()[2].source == LONG


async def test_the_source_is_corrected_and_its_draft_made_anew(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("f4", "end", "日", "enter")
        assert user.stored()[0].source == "港口开放一周年日"
        assert user.stored()[0].target == "Draft of 8 characters."
        assert documents.original(app.ws, 1).startswith("港口开放一周年\n".encode())


async def test_the_last_segment_of_a_paragraph_is_not_merged(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("f6")
        assert len(user.stored()) == 8
        assert "last segment of its paragraph" in user.screen_text()


async def test_a_paragraph_becomes_noise_and_is_folded(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+end", "f9", "n")
        assert len(user.stored()) == 7
        assert user.editor.desk.sheet.document.paragraphs[-1].kind is ParagraphKind.NOISE
        assert "▸ noise: 会议将于明年举行。" in user.screen_text()
        await user.press("f9", "down", "down", "down", "b")
        assert len(user.stored()) == 8


async def test_enter_in_the_list_goes_to_a_paragraph_and_brings_noise_back(
    app: WorkbenchApp,
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("f9", "down", "down", "enter")
        assert user.editor.desk.index == 4
        assert len(user.stored()) == 8
        await user.press("ctrl+end", "f9", "n", "f9", "end", "down", "enter")
        assert len(user.stored()) == 8


async def test_a_rewriting_that_is_left_is_kept(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+g", "2", "enter", "f7", *"More.", "escape")
        assert "F7 goes on with it" in user.screen_text()
        await user.press("up", "f7")
        assert "More." not in user.screen_text()
        await user.press("escape", "down", "f7")
        assert "characters.More." in user.screen_text()
        await user.press("ctrl+z", "escape", "f7")
        assert "More." not in user.screen_text()


async def test_a_rewritten_paragraph_is_aligned_reviewed_and_stored(
    app: WorkbenchApp, ws: Workspace
) -> None:
    text = (
        "The two sides agreed to expand trade and to deepen cooperation, jointly building a smart "
        "port. Last year throughput reached 12 million tonnes."
    )
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+g", "2", "enter", "f7")
        app.screen.query_one("TargetArea").put(text)  # type: ignore[attr-defined]
        await user.press("enter")
        assert "2:1" in user.screen_text()
        await user.press("enter")
        paragraph = documents.load(ws, 1).paragraphs[1]
        assert [s.status for s in paragraph.segments] == [Status.CONFIRMED] * 2
        assert paragraph.segments[0].source == "双方同意扩大贸易。" + LONG
        assert paragraph.segments[1].target == "Last year throughput reached 12 million tonnes."
        found = memory.matches(ws, "去年吞吐量达到1200万吨。")
        assert found[0].unit.target == paragraph.segments[1].target
        await user.press("ctrl+z")
        assert len(documents.load(ws, 1).paragraphs[1].segments) == 3


async def test_beads_can_be_split_moved_and_taken_back(app: WorkbenchApp) -> None:
    text = "One sentence about trade. Another about cooperation. A third about tonnage."
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+g", "2", "enter", "f7")
        app.screen.query_one("TargetArea").put(text)  # type: ignore[attr-defined]
        await user.press("enter")
        before = app.screen.beads  # type: ignore[attr-defined]
        await user.press("home", "m")
        assert len(app.screen.beads) == len(before) - 1  # type: ignore[attr-defined]
        await user.press("s", "u", "u")
        assert app.screen.beads == before  # type: ignore[attr-defined]
        await user.press("escape")
        assert app.screen.query_one("TargetArea").text == text  # type: ignore[attr-defined]
        await user.press("escape")
        assert not any(s.status.is_final for s in user.stored())


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("甲，乙。丙", [2, 4]),
        ("他说：“好。”然后走了", [3, 7]),
        ("没有标点", []),
        ("停？！走", [3]),
    ],
)
def test_cuts_come_after_punctuation_and_its_closers(source: str, expected: list[int]) -> None:
    assert cuts(source) == expected


def test_the_likely_cut_is_the_one_nearest_to_the_share() -> None:
    assert likely_cut("甲，乙丙丁，戊", 0.2) == 2
    assert likely_cut("甲，乙丙丁，戊", 0.9) == 6
    assert likely_cut("没有标点", 0.5) == 2


async def test_a_paragraph_is_split_and_joined_again(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+g", "3", "enter", "f17")
        kinds = [len(p.segments) for p in documents.load(app.ws, 1).paragraphs]
        assert kinds == [1, 1, 2, 3, 1]
        await user.press("f17")
        assert "A paragraph begins here already." in user.screen_text()
        await user.press("up", "f18")
        assert [len(p.segments) for p in documents.load(app.ws, 1).paragraphs] == [1, 3, 3, 1]
        await user.press("ctrl+z", "ctrl+z")
        assert [len(p.segments) for p in documents.load(app.ws, 1).paragraphs] == [1, 3, 3, 1]


async def test_the_last_paragraph_has_nothing_to_be_joined_with(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+end", "f18")
        assert [len(p.segments) for p in documents.load(app.ws, 1).paragraphs] == [1, 3, 3, 1]
        await user.see("This is the last paragraph.")


async def test_half_width_marks_become_chinese_in_the_list_of_paragraphs(
    app: WorkbenchApp,
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+g", "2", "enter", "f4", "home", *"好,", "enter")
        assert user.stored()[1].source == "好,双方同意扩大贸易。"
        await user.press("f9", "p")
        assert user.stored()[1].source == "好，双方同意扩大贸易。"
        await user.press("f9", "f")
        assert user.stored()[1].source == "双方同意扩大贸易。"
        await user.press("f9", "j")
        assert [len(p.segments) for p in documents.load(app.ws, 1).paragraphs] == [1, 6, 1]
