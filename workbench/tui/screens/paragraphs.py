"""What each paragraph is: title, heading, body, byline, or noise that is folded away."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.core.document import Paragraph, ParagraphKind
from workbench.text.widths import fit, pad
from workbench.tui.rows import Line, Run
from workbench.tui.screens.listing import Listing

_KEYS = (
    ("t", ParagraphKind.TITLE),
    ("h", ParagraphKind.HEADING),
    ("b", ParagraphKind.BODY),
    ("y", ParagraphKind.BYLINE),
    ("n", ParagraphKind.NOISE),
)


class ParagraphsDialog(Listing[tuple[int, ParagraphKind]]):
    """All paragraphs; the result is the id of one and what it is to be."""

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
        )
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
        """Toggle between body and noise."""
        is_noise = self.paragraphs[number].kind is ParagraphKind.NOISE
        kind = ParagraphKind.BODY if is_noise else ParagraphKind.NOISE
        self.dismiss((self.paragraphs[number].id, kind))

    def action_make(self, kind: str) -> None:
        """Make the selected paragraph something else."""
        paragraph = self.paragraphs[self.rows.cursor]
        chosen = ParagraphKind(kind)
        self.dismiss(None if chosen is paragraph.kind else (paragraph.id, chosen))


def _entry(paragraph: Paragraph, cells: int) -> list[Line]:
    is_noise = paragraph.kind is ParagraphKind.NOISE
    kind = Run(pad(paragraph.kind.value, 9), "faint" if is_noise else "key")
    text = fit(" ".join(paragraph.text.split()), max(cells - 10, 4))
    return [(kind, Run(text, "faint" if is_noise else ""))]
