"""The keys of the browser of the memory, as data: bindings, footer and help come from here."""

from __future__ import annotations

from textual.binding import Binding


def _key(key: str, action: str, name: str, tooltip: str = "", *, id: str) -> Binding:  # noqa: A002
    """Return a binding that comes before those of the line; without a tooltip it is not shown."""
    return Binding(
        key,
        action,
        name,
        id=f"memory.{id}",
        tooltip=tooltip,
        show=bool(tooltip),
        priority=True,
    )


MEMORY = [
    _key("enter", "edit('target')", "edit", "Edit the target of the unit in its place", id="edit"),
    _key("f4", "edit('source')", "edit source", "Edit the source of the unit", id="edit_source"),
    _key("ctrl+d", "delete", "delete", "Take the unit out of its memory", id="delete"),
    _key("ctrl+z", "go_back(-1)", "undo", "Take back what you did last to units", id="undo"),
    _key("ctrl+y", "go_back(1)", "redo", "Do again what was taken back", id="redo"),
    _key("ctrl+o", "take", "put in", "Put the target of the unit into the text", id="take"),
    _key(
        "ctrl+f",
        "filter",
        "filter",
        "List only units of a memory, document, person …",
        id="filter",
    ),
    _key("f7", "history", "history", "Show what the unit was before; put that back", id="history"),
    _key(
        "f8",
        "others",
        "same source",
        "List all units with this source, or all that were listed before",
        id="others",
    ),
    _key("up", "move(-1)", "up", id="up"),
    _key("down", "move(1)", "down", id="down"),
    _key("pageup", "page(-1)", "page up", id="page_up"),
    _key("pagedown", "page(1)", "page down", id="page_down"),
    _key("f1", "help", "help", "Show all keys and marks", id="help"),
    _key("escape", "leave", "back", "Back to the text", id="leave"),
]
"""All keys of the browser."""
