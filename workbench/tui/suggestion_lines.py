"""What the suggestions panel shows, as lines: candidates with their reasons, then known parts.

Promises: pure; a label is never cut: it takes another line; every state has a mark or a word
besides its colour; each line knows the entry that it belongs to, so that a click can take it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from workbench.core.doubt import Doubt
from workbench.core.draft import Suggestion
from workbench.core.fragment import Fragment, FragmentKind
from workbench.core.memory import DiffOp, Match
from workbench.core.status import Origin
from workbench.text.widths import printable, width
from workbench.tui.doubts import sureness
from workbench.tui.panel_lines import PanelLine
from workbench.tui.rows import Line, Run, Span, joined, line_width, wrapped

Names = Mapping[int, str]
"""What the memories are called, by their numbers; empty where there is only one."""

NO_NAMES: Final[Names] = MappingProxyType({})

_INDENT: Final = 3
_KEYS: Final = 9
"""How many entries have a key."""

_MOST_RENDERINGS: Final = 3
_EXAMPLE: Final = 2
"""Rows of an example, where nothing is known but that."""


def suggestion_lines(
    suggestions: Sequence[Suggestion],
    cells: int,
    *,
    names: Names = NO_NAMES,
    fragments: Sequence[Fragment] = (),
    current: str = "",
) -> list[PanelLine]:
    """Return the suggestions with numbers, labels and differences, then parts of the source.

    Args:
        suggestions: the candidates, numbered from 1 and counted as entries from 0.
        cells: width of the panel.
        names: what the memories are called, where there are several.
        fragments: parts of the source that the memories know; their numbers follow on.
        current: the target as it stands; a suggestion that says the same is not spelt out.
    """
    lines: list[PanelLine] = []
    for number, suggestion in enumerate(suggestions):
        head = _labelled(number, suggestion.label, sureness(suggestion.draft), cells)
        body = _suggestion(suggestion, cells, names, is_current=suggestion.target == current)
        lines += (PanelLine(line, number) for line in (*head, *body))
    if fragments:
        lines += map(PanelLine, wrapped("Parts of it in the memory", cells, style="dim"))
    for number, fragment in enumerate(fragments, len(suggestions)):
        lines += (PanelLine(line, number) for line in _fragment(number, fragment, cells))
    return lines or [PanelLine((Run("none", "faint"),))]


def diff_lines(match: Match, cells: int, indent: int) -> list[Line]:
    """Return the difference from a unit's source to the segment's as marked text."""
    styles = {DiffOp.SAME: "dim", DiffOp.REMOVED: "removed", DiffOp.ADDED: "added"}
    text, spans = joined((run.text, styles[run.op]) for run in match.diff)
    return wrapped(text, cells, spans=spans, indent=indent)


def rendering_of(fragment: Fragment) -> str:
    """Return what probably translates a part of the source; empty where nothing is known."""
    if fragment.renderings:
        return fragment.renderings[0].text
    return fragment.matches[0].unit.target if fragment.matches else ""


def _suggestion(
    suggestion: Suggestion, cells: int, names: Names, *, is_current: bool
) -> list[Line]:
    lines: list[Line] = []
    match = suggestion.match
    if match is not None and (said := _standing(match, names)):
        lines += wrapped(said, cells, style="dim", indent=_INDENT)
    if is_current and not suggestion.changed:
        lines += wrapped("as it stands in the target", cells, style="faint", indent=_INDENT)
    else:
        style = "dim" if suggestion.origin is Origin.MT else ""
        changed = [Span(start, end, "added") for start, end in suggestion.changed]
        lines += wrapped(suggestion.target, cells, spans=changed, style=style, indent=_INDENT)
    if match is not None:
        lines += _difference(match, cells, is_repaired=bool(suggestion.repair))
    if suggestion.draft is None:
        return lines
    return lines + _reasons(suggestion.draft.doubts, suggestion.draft.warnings, cells)


def _labelled(number: int, label: str, sure: str, cells: int) -> list[Line]:
    """Return a label after its key in as many lines as it takes, and how sure an engine was."""
    first, *rest = wrapped(label, cells, style="bold", indent=_INDENT)
    lines = [(_key(number), *first[1:]), *rest]
    if not sure:
        return lines
    if line_width(lines[-1]) + 2 + width(sure) <= cells:
        return [*lines[:-1], (*lines[-1], Run(f"  {sure}", "dim"))]
    return [*lines, (Run(" " * _INDENT), Run(sure, "dim"))]


def _key(number: int) -> Run:
    return Run((f"{number + 1}" if number < _KEYS else "").ljust(_INDENT), "key")


def _standing(match: Match, names: Names) -> str:
    """Say which memory a match is from, where there are several, and what it lost for what."""
    lost = (f"−{percent} {reason}" for reason, percent in match.penalties)
    return " · ".join(filter(None, (names.get(match.unit.memory, ""), *lost)))


def _difference(match: Match, cells: int, *, is_repaired: bool) -> list[Line]:
    if all(run.op is DiffOp.SAME for run in match.diff):
        return []
    lines = diff_lines(match, cells, _INDENT)
    warnings = {
        "numbers differ": match.numbers_differ and not is_repaired,
        "only one of the two negates": match.negation_differs,
    }
    for text, is_so in warnings.items():
        if is_so:
            lines += wrapped(f"! {text}", cells, style="warning", indent=_INDENT)
    return lines


def _reasons(doubts: Sequence[Doubt], warnings: Sequence[str], cells: int) -> list[Line]:
    """What may be wrong with a draft, and what was done to make it."""
    lines: list[Line] = []
    doubted = [("! ", doubt.message, "warning") for doubt in doubts]
    for mark, message, style in (*doubted, *(("· ", said, "dim") for said in warnings)):
        body = wrapped(message, cells - 2, style=style, indent=_INDENT)
        first, *rest = body
        lines.append((first[0], Run(mark, style), *first[1:]))
        lines += ((Run(" " * (_INDENT + 2)), *line[1:]) for line in rest)
    return lines


def _fragment(number: int, fragment: Fragment, cells: int) -> list[Line]:
    """Return a part of the source, how well it is known, and what it probably became."""
    head = f"{printable(fragment.text)}  {_evidence(fragment)}"
    spans = (Span(0, len(fragment.text), "accent"),)
    first, *rest = wrapped(head, cells, spans=spans, style="dim", indent=_INDENT)
    lines: list[Line] = [(_key(number), *first[1:]), *rest]
    texts = [rendering.text for rendering in fragment.renderings[:_MOST_RENDERINGS]]
    if said := " / ".join(texts) or rendering_of(fragment):
        return lines + wrapped(said, cells, indent=_INDENT)
    for example in fragment.examples[:1]:
        lines += wrapped(example.target, cells, style="faint", indent=_INDENT)[:_EXAMPLE]
    return lines


def _evidence(fragment: Fragment) -> str:
    if fragment.kind is FragmentKind.CLAUSE:
        return f"{fragment.percent} %"
    best = next(iter(fragment.renderings), None)
    if best is not None:
        return f"in {best.units} of {best.of}"
    return f"in {fragment.units} unit{'s' if fragment.units != 1 else ''}"
