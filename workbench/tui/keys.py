"""The editor's keys, as data: bindings, footer, help screen and palette all come from here.

Promises: every key that is named works in an ordinary terminal without the Kitty protocol (some
have a second key that only that protocol can send); each binding has an id, by which a keymap
can change it, a description for the footer, and a tooltip that explains it.
"""

from __future__ import annotations

from textual.binding import Binding

from workbench.tui.panel_lines import TERM_LETTERS

WORK = Binding.Group("Translate")
MOVE = Binding.Group("Move")
SHAPE = Binding.Group("Segments and paragraphs")
LOOK = Binding.Group("Look up and check")
APP = Binding.Group("Workbench")


def _key(
    key: str,
    action: str,
    name: str,
    tooltip: str,
    group: Binding.Group,
    *,
    show: bool = False,
    key_display: str | None = None,
    id: str | None = None,  # noqa: A002 - as Binding calls it
) -> Binding:
    """Return a binding that comes before the text area's own."""
    return Binding(
        key,
        action,
        name,
        show=show,
        key_display=key_display,
        priority=True,
        tooltip=tooltip,
        id=id or f"editor.{action}",
        group=group,
    )


_SUGGESTIONS = [
    _key(
        f"alt+{n},ctrl+{n}",
        f"take({n})",
        "suggestion",
        "Take suggestion 1 to 9 as the target; put what renders a part in, or look for the part",
        WORK,
        show=n == 1,
        key_display="Alt+1–9" if n == 1 else None,
        id=f"editor.take.{n}",
    )
    for n in range(1, 10)
]

_TERMS = [
    _key(
        f"alt+{letter}",
        f"insert_term({number})",
        "term",
        "Put a term's preferred rendering in at the cursor (a to z, but not b and f)",
        WORK,
        show=number == 0,
        key_display="Alt+a–z" if number == 0 else None,
        id=f"editor.insert_term.{letter}",
    )
    for number, letter in enumerate(TERM_LETTERS)
]

EDITOR = [
    _key(
        "enter,ctrl+j,ctrl+enter",
        "confirm",
        "confirm",
        "Confirm the target, store the pair in the memory, go to the next unconfirmed segment",
        WORK,
        show=True,
        key_display="Enter",
    ),
    *_SUGGESTIONS,
    *_TERMS,
    _key("right", "complete_word", "next word", "Take the next word of what is offered", WORK),
    _key("tab,ctrl+@", "complete_all", "complete", "Take all of what is offered", WORK),
    _key("escape", "hide_completion", "hide", "Hide what is offered until the next key", WORK),
    _key(
        "f10,alt+0",
        "alternatives",
        "alternatives",
        "Choose another word at the cursor; once more for another sentence",
        WORK,
    ),
    _key(
        "ctrl+n",
        "put_placeholder",
        "placeholder",
        "Put the next lost placeholder in: at the cursor, or a pair around what is selected",
        WORK,
    ),
    _key("ctrl+r", "redraft", "redraft", "Put the engine's draft back, or ask for one", WORK),
    _key("ctrl+o", "copy_source", "copy source", "Copy the source into the target", WORK),
    _key("ctrl+e", "clear_target", "clear", "Empty the target", WORK),
    _key("f12", "reopen", "reopen", "Make a confirmed segment a draft again", WORK),
    _key("ctrl+l", "toggle_lock", "lock", "Lock the segment against changes, or unlock it", WORK),
    _key(
        "ctrl+d",
        "toggle_apart",
        "keep apart",
        "Keep the segment apart from its repetitions, or no more",
        WORK,
    ),
    _key("ctrl+s", "save", "save now", "Save what is typed at once (it is saved anyway)", WORK),
    _key(
        "ctrl+z", "undo", "undo", "Undo: first in this text, then across segments", WORK, show=True
    ),
    _key("ctrl+y", "redo", "redo", "Redo what was undone", WORK),
    _key(
        "f2", "next_unconfirmed", "next open", "Go to the next unconfirmed segment", MOVE, show=True
    ),
    _key(
        "f14,shift+f2",
        "previous_unconfirmed",
        "previous open",
        "Go to the previous unconfirmed segment",
        MOVE,
        key_display="Shift+F2",
    ),
    _key(
        "f20,shift+f8",
        "next_doubtful",
        "next doubtful",
        "Go to the next doubtful draft",
        MOVE,
        key_display="Shift+F8",
    ),
    _key(
        "f19,shift+f7",
        "previous_doubtful",
        "previous doubtful",
        "Go to the previous doubtful draft",
        MOVE,
        key_display="Shift+F7",
    ),
    _key("ctrl+up,alt+up", "move(-1)", "up", "Go to the segment before", MOVE, id="editor.up"),
    _key(
        "ctrl+down,alt+down", "move(1)", "down", "Go to the segment after", MOVE, id="editor.down"
    ),
    _key("pageup", "page(-1)", "page up", "Go up a page", MOVE, id="editor.page_up"),
    _key("pagedown", "page(1)", "page down", "Go down a page", MOVE, id="editor.page_down"),
    _key("ctrl+home", "first", "first", "Go to the first segment", MOVE),
    _key("ctrl+end", "last", "last", "Go to the last segment", MOVE),
    _key("ctrl+g", "go_to", "go to", "Go to a segment by its number", MOVE, show=True),
    _key("ctrl+f", "find", "find", "Find words in the source or the target", LOOK, show=True),
    _key(
        "f3",
        "concordance",
        "concordance",
        "Search the memory for selected words, or for any: the concordance",
        LOOK,
        show=True,
    ),
    _key("escape", "close_concordance", "close", "Close the concordance", LOOK),
    _key(
        "f21,shift+f9",
        "browse_memory",
        "browse memory",
        "Browse the memory: search, filter, edit, delete, undo, see what a unit was before",
        LOOK,
        key_display="Shift+F9",
    ),
    _key(
        "f24,shift+f12",
        "choose_memory",
        "memories",
        "Choose the memory that the document writes to, or make a new one",
        LOOK,
        key_display="Shift+F12",
    ),
    _key("f8", "check", "check", "List what the checks find in the document", LOOK, show=True),
    _key("ctrl+t", "next_panel", "panel", "Show the next panel (on a narrow screen)", LOOK),
    _key("f4", "edit_source", "edit source", "Correct the source of the segment", SHAPE, show=True),
    _key(
        "f5",
        "split",
        "split",
        "Split the segment; the target is cut at the cursor",
        SHAPE,
        show=True,
    ),
    _key(
        "f6",
        "merge",
        "merge",
        "Merge the segment with the next one of its paragraph",
        SHAPE,
        show=True,
    ),
    _key(
        "f7",
        "rewrite",
        "rewrite ¶",
        "Translate the whole paragraph freely, then align it sentence by sentence",
        SHAPE,
        show=True,
    ),
    _key(
        "f16,shift+f4",
        "proposals",
        "scanning errors",
        "List likely scanning errors of the source; accept or dismiss each",
        SHAPE,
        key_display="Shift+F4",
    ),
    _key(
        "f17,shift+f5",
        "split_paragraph",
        "new ¶",
        "Let a new paragraph begin at the segment",
        SHAPE,
        key_display="Shift+F5",
    ),
    _key(
        "f18,shift+f6",
        "join_paragraphs",
        "join ¶",
        "Join the paragraph with the next one",
        SHAPE,
        key_display="Shift+F6",
    ),
    _key(
        "f9",
        "paragraphs",
        "paragraphs",
        "Say what each paragraph is; fold noise away; undo its clean-up",
        SHAPE,
    ),
    _key("f1", "help", "help", "Show all keys and marks", APP, show=True),
    _key(
        "ctrl+p",
        "app.command_palette",
        "palette",
        "Find any command by its name",
        APP,
        show=True,
        id="editor.palette",
    ),
    _key(
        "ctrl+q",
        "app.quit",
        "quit",
        "Save everything and leave",
        APP,
        show=True,
        id="editor.quit",
    ),
]
"""All keys of the editor's screen, the most used of each group first."""

FIRST = (
    "editor.help",
    "editor.quit",
    "dialog.close",
    "beads.back",
    "concordance.take",
    "concordance.leave",
    "memory.leave",
    "memory.help",
    "memory.edit",
    "memory.filter",
    "editor.confirm",
    "editor.palette",
)
"""Ids of the bindings that are the last to be left out of a narrow footer, in this order."""

_NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "space": "Space",
    "delete": "Del",
}


def key_name(binding: Binding) -> str:
    """Return the name of a binding's first key, as the footer and the help show it."""
    if binding.key_display:
        return binding.key_display
    *modifiers, key = binding.key.partition(",")[0].split("+")
    name = _NAMES.get(key, key.upper() if len(key) == 1 or key.startswith("f") else key)
    if modifiers == ["ctrl"] and len(key) == 1:
        return f"^{name}"
    return "".join(f"{modifier.capitalize()}+" for modifier in modifiers) + name
