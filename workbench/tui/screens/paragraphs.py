"""What each paragraph is, and what the clean-up did to it: both can be changed here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.core.document import Paragraph, ParagraphKind
from workbench.text.widths import fit, pad
from workbench.tui.rows import Line, Run, wrapped
from workbench.tui.screens.listing import Listing

_KEYS = (
    ("t", ParagraphKind.TITLE),
    ("h", ParagraphKind.HEADING),
    ("b", ParagraphKind.BODY),
    ("y", ParagraphKind.BYLINE),
    ("n", ParagraphKind.NOISE),
)


class Treatment(StrEnum):
    """What can be done to a paragraph besides saying what it is."""

    JOIN = "join"
    RESTORE = "restore"
    PUNCTUATION = "punctuation"


_TREATMENTS = (
    ("j", Treatment.JOIN, "join", "Join the paragraph with the next one"),
    ("f", Treatment.RESTORE, "as in file", "Put the source back as the file has it"),
    ("p", Treatment.PUNCTUATION, "full-width", "Make half-width marks full-width ones"),
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A paragraph, and what it is to be or what is to be done to it; None to go there."""

    paragraph_id: int
    what: ParagraphKind | Treatment | None


class ParagraphsDialog(Listing[Chosen]):
    """All paragraphs with what the clean-up noted; the result is one and what to do with it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                key,
                f"make('{kind.value}')",
                kind.value,
                id=f"paragraphs.{kind.value}",
                tooltip=f"Make the paragraph a {kind.value}",
                priority=True,
            )
            for key, kind in _KEYS
        ),
        *(
            Binding(
                key,
                f"treat('{what.value}')",
                name,
                id=f"paragraphs.{what.value}",
                tooltip=tooltip,
                priority=True,
            )
            for key, what, name, tooltip in _TREATMENTS
        ),
        Binding(
            "enter",
            "choose",
            "go",
            id="paragraphs.go",
            tooltip="Go to the paragraph; bring noise back",
            priority=True,
        ),
    ]

    title_text: ClassVar[str] = "Paragraphs: what each of them is"

    def __init__(self, paragraphs: tuple[Paragraph, ...], current: int) -> None:
        """List paragraphs with the cursor on the one whose id is `current`."""
        super().__init__()
        self.paragraphs = paragraphs
        # Listed before anything is drawn: a key that comes early means the right paragraph.
        cursor = next((n for n, p in enumerate(paragraphs) if p.id == current), 0)
        self.show([partial(_entry, paragraph) for paragraph in paragraphs], cursor)

    def choose(self, number: int) -> None:
        """Bring noise back as body; go to any other paragraph."""
        is_noise = self.paragraphs[number].kind is ParagraphKind.NOISE
        self.dismiss(Chosen(self.paragraphs[number].id, ParagraphKind.BODY if is_noise else None))

    def action_make(self, kind: str) -> None:
        """Make the selected paragraph something else."""
        paragraph = self.paragraphs[self.rows.cursor]
        chosen = ParagraphKind(kind)
        self.dismiss(None if chosen is paragraph.kind else Chosen(paragraph.id, chosen))

    def action_treat(self, treatment: str) -> None:
        """Do something else to the selected paragraph."""
        paragraph = self.paragraphs[self.rows.cursor]
        self.dismiss(Chosen(paragraph.id, Treatment(treatment)))


def _entry(paragraph: Paragraph, cells: int) -> list[Line]:
    is_noise = paragraph.kind is ParagraphKind.NOISE
    kind = Run(pad(paragraph.kind.value, 9), "faint" if is_noise else "key")
    text = fit(" ".join(paragraph.text.split()), max(cells - 10, 4))
    lines: list[Line] = [(kind, Run(text, "faint" if is_noise else ""))]
    for note in paragraph.notes:
        lines += wrapped(note, cells, style="faint", indent=10)
    return lines
