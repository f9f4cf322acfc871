"""docs/keys.md names every key of the editor, as the bindings have them."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.tui.keys import EDITOR, key_name
from workbench.tui.memory_keys import MEMORY
from workbench.tui.screens.help import IN_THE_BROWSER, IN_THE_CONCORDANCE

PAGE = Path(__file__).resolve().parents[2] / "docs" / "keys.md"
SCREENS = {
    "In the concordance": IN_THE_CONCORDANCE,
    "In the browser of the memory": IN_THE_BROWSER,
}
GROUPS = list(dict.fromkeys(b.group.description for b in EDITOR if b.group))


def table(group: str) -> str:
    """Return the Markdown table of a group's keys, one row for those that share a meaning."""
    rows = ["| key | what it does |", "|---|---|"]
    for binding in EDITOR:
        row = f"| {key_name(binding)} | {binding.tooltip} |"
        shared = any(binding.tooltip in earlier for earlier in rows)
        if binding.group and binding.group.description == group and not shared:
            rows.append(row)
    return "\n".join(rows)


@pytest.mark.parametrize("group", GROUPS)
def test_the_page_shows_the_keys_of_the_group(group: str) -> None:
    assert f"## {group}\n\n{table(group)}\n" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SCREENS)
def test_the_page_shows_the_keys_of_other_places(name: str) -> None:
    rows = [f"| {key} | {meaning} |" for key, meaning in SCREENS[name]]
    wanted = "\n".join([f"## {name}\n", "| key | what it does |", "|---|---|", *rows])
    assert f"{wanted}\n" in PAGE.read_text(encoding="utf-8")


def test_the_browser_has_the_keys_that_are_told() -> None:
    told = {key for keys, _ in IN_THE_BROWSER for key in keys.split()} - {"letters", "≠"}
    assert {key_name(b) for b in MEMORY if b.show} - {"F1"} == told
