"""docs/keys.md names every key of the editor, as the bindings have them."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.tui.keys import EDITOR, key_name

PAGE = Path(__file__).resolve().parents[2] / "docs" / "keys.md"
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
