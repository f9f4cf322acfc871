"""Whose words a target holds, in words: a machine's never pass for a person's."""

from __future__ import annotations

from workbench.core.document import Segment
from workbench.core.doubt import decimal
from workbench.core.status import Origin, Status
from workbench.text.widths import width
from workbench.tui.rows import fit_parts


def provenance(segment: Segment, *, unsaved: bool, drafting: bool = False) -> tuple[str, str]:
    """Return what to say of a target, and the style to say it in.

    Args:
        segment: the stored segment.
        unsaved: whether a person has typed over it since.
        drafting: whether an engine works on it.
    """
    text, style = _provenance(segment, unsaved, drafting)
    if not segment.propagates:
        text = f"≠ apart · {text}"
    return (f"▣ locked · {text}", style) if segment.locked else (text, style)


def fitting(text: str, cells: int) -> str:
    """Return what `provenance` said in its longest form that fits, whole parts left out.

    Whose words they are comes first, and goes last.
    """
    if width(text) > cells:
        text = text.replace("confidence ", "")
    return fit_parts(text, cells)


def _provenance(segment: Segment, unsaved: bool, drafting: bool) -> tuple[str, str]:
    if unsaved:
        return "● being typed", "accent"
    if segment.status.is_final:
        return f"✓ {_vouched(segment)}", "good"
    if drafting and not segment.target:
        return "… being drafted", "warning"
    if segment.status is Status.NEW:
        return "no target yet", "faint"
    if segment.is_machine_draft:
        if segment.is_doubtful:
            return f"? {_machine(segment)}", "warning"
        return f"○ {_machine(segment)}", "dim"
    return f"● draft{_by(segment)}{_basis(segment)}", "accent"


def _by(segment: Segment) -> str:
    return f" by {segment.updated_by}" if segment.updated_by else ""


def _machine(segment: Segment) -> str:
    if segment.origin is Origin.TM:
        percent = f" · {segment.match_percent} %" if segment.match_percent is not None else ""
        return f"from the memory{percent}{_repair(segment)}"
    sure = "" if segment.confidence is None else f" · confidence {decimal(segment.confidence)}"
    return f"machine draft{sure} · {segment.engine or 'engine unknown'}"


def _vouched(segment: Segment) -> str:
    status = segment.status.value
    if segment.origin not in (Origin.MT, Origin.TM):
        return f"{status}{_by(segment)}"
    is_machine = segment.origin is Origin.MT
    whose = "machine draft" if is_machine else "from the memory"
    repair = "" if is_machine else _repair(segment)
    who = f" · by {segment.updated_by}" if segment.updated_by else ""
    return f"{whose}, {status} unchanged{repair}{who}"


def _repair(segment: Segment) -> str:
    """Say what repaired a match that was taken as repaired."""
    return f" · {segment.engine}" if segment.engine else ""


def _basis(segment: Segment) -> str:
    if segment.based_on is Origin.MT:
        return " · after a machine draft"
    return " · after the memory" if segment.based_on is Origin.TM else ""
