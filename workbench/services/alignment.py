"""Alignment: finished texts, or a rewritten paragraph, become beads, and beads become memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.core.bead import Bead
from workbench.core.document import ParagraphKind
from workbench.core.memory import Unit
from workbench.core.status import Origin
from workbench.core.term import TermStatus
from workbench.errors import UsageError
from workbench.exchange import tmx_writer
from workbench.exchange.atomic import replacing
from workbench.services import glossary
from workbench.services.beads import joined_source
from workbench.services.workspace import Workspace
from workbench.storage import memories, memory_intake
from workbench.text.codepoints import has_han
from workbench.text.normalise import clean
from workbench.text.placeholders import without

if TYPE_CHECKING:
    from workbench.alignment.lexicon import Lexicon


def align_files(
    ws: Workspace,
    zh: Path,
    en: Path,
    *,
    zh_encoding: str | None = None,
    en_encoding: str | None = None,
) -> tuple[Bead, ...]:
    """Align a Chinese text with its English translation, sentence by sentence.

    Page furniture is left out of both. The glossary helps to recognise what belongs together.

    Args:
        ws: the workspace.
        zh: the Chinese text.
        en: the English one.
        zh_encoding: encoding of the one, None to find out.
        en_encoding: encoding of the other.

    Raises:
        InputError: one of the files cannot be read as text.
        UsageError: the Chinese text has no Chinese.
    """
    from workbench.documents.reading import read
    from workbench.segmentation import chinese, english

    sources = [
        sentence
        for block in read(zh, encoding=zh_encoding).blocks
        if block.kind is not ParagraphKind.NOISE
        for sentence in chinese.sentences(without(block.text))
    ]
    if not any(map(has_han, sources)):
        raise UsageError(
            "there is no Chinese in this text",
            where=str(zh),
            hint="Name the Chinese text first, then its translation.",
        )
    targets = [
        sentence
        for block in read(en, encoding=en_encoding).blocks
        if block.kind is not ParagraphKind.NOISE
        for sentence in english.sentences(without(block.text))
    ]
    return _align(ws, sources, targets)


def align_paragraph(
    ws: Workspace,
    sources: Sequence[str],
    target_text: str,
    *,
    drafts: Sequence[str] | None = None,
) -> tuple[Bead, ...]:
    """Align the segments of a paragraph with the paragraph that a translator wrote for them.

    Args:
        ws: the workspace.
        sources: the sources of the paragraph's segments, in order.
        target_text: the whole English paragraph.
        drafts: a machine translation of each source, if there is one for each.
    """
    from workbench.segmentation import english

    return _align(ws, sources, english.sentences(target_text), drafts=drafts)


def doubtful(beads: Sequence[Bead]) -> tuple[int, ...]:
    """Return the indexes of the beads that need a look."""
    from workbench.alignment import review

    return tuple(review.doubtful(beads))


def store(ws: Workspace, beads: Sequence[Bead], *, name: str) -> int:
    """Store the pairs of an alignment and return how many were new.

    They go to the memory that new documents write to; `name` is the document that the units say
    they came from.
    """
    units = list(_units(ws, beads, name))
    with ws.database.transaction() as session:
        return memory_intake.merge(session, units, into=memories.default(session)).added


def export_tmx(ws: Workspace, beads: Sequence[Bead], path: Path, *, name: str) -> int:
    """Write the pairs of an alignment as TMX 1.4, completely or not at all; return how many.

    Raises:
        UnreadableFileError: the file cannot be written.
        DiskFullError: there is no room for it.
    """
    with replacing(path) as stream:
        return tmx_writer.write(_units(ws, beads, name), stream)


def _align(
    ws: Workspace,
    sources: Sequence[str],
    targets: Sequence[str],
    *,
    drafts: Sequence[str] | None = None,
) -> tuple[Bead, ...]:
    from workbench.alignment.aligner import align

    return align(sources, targets, lexicon=_lexicon(ws), drafts=drafts)


def _lexicon(ws: Workspace) -> Lexicon:
    """Return what the glossary knows: every rendering that is not forbidden."""
    from workbench.alignment.lexicon import Lexicon

    good = (TermStatus.PREFERRED, TermStatus.ADMITTED)
    return Lexicon(
        {
            term.source: [target.text for target in term.targets if target.status in good]
            for term in glossary.listing(ws)
        }
    )


def _units(ws: Workspace, beads: Sequence[Bead], name: str) -> Iterator[Unit]:
    """Yield a unit for each bead with text on both sides, with its neighbours."""
    now = ws.now()
    texts = [_together(bead.sources) for bead in beads]
    with_text = [place for place, text in enumerate(texts) if text]
    around = {
        place: (texts[before] if before >= 0 else "", texts[after] if after >= 0 else "")
        for before, place, after in zip(
            [-1, *with_text], with_text, [*with_text[1:], -1], strict=False
        )
    }
    for place, (before, after) in around.items():
        target = " ".join(text for text in map(clean, beads[place].targets) if text)
        if target:
            yield Unit(
                source=texts[place],
                target=target,
                origin=Origin.ALIGNMENT,
                document=name,
                before=before,
                after=after,
                created_at=now,
                created_by=ws.user,
                changed_at=now,
                changed_by=ws.user,
            )


def _together(sources: Sequence[str]) -> str:
    whole = ""
    for source in sources:
        whole = joined_source(whole, clean(source))
    return whole
