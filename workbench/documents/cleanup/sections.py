"""Blocks → sections: the articles of a page that has several.

A title after other text begins an article, and so does a line that says from which page the text
continues (上接). Stray characters before a title are pieces of its headline and go with it; the
names and dates that sign an article stay with what they follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from workbench.core.document import ParagraphKind
from workbench.documents.blocks import Block
from workbench.documents.cleanup import notes
from workbench.documents.cleanup.patterns import is_jump_from

Kind = ParagraphKind

_SHOWN = 24  # characters of its text that name an article without a title


@dataclass(frozen=True, slots=True)
class Section:
    """One article.

    Attributes:
        number: 0-based, in the order of the file.
        title: its title lines with a space between; where it has none, how its text begins.
        line: 1-based line of the file where it starts.
        paragraphs: how many blocks it has, noise included.
    """

    number: int
    title: str
    line: int
    paragraphs: int


def sections(blocks: Iterable[Block]) -> tuple[Section, ...]:
    """Return the articles that the blocks, in the order of the file, belong to."""
    return tuple(
        _section(number, list(of_it))
        for number, of_it in groupby(blocks, key=lambda block: block.section)
    )


def _section(number: int, blocks: Sequence[Block]) -> Section:
    titles = [block.text for block in blocks if block.kind is Kind.TITLE]
    words = [block.text for block in blocks if block.kind is not Kind.NOISE] or [blocks[0].text]
    title = " ".join(titles) or _beginning(words[0])
    return Section(number, title, blocks[0].line, len(blocks))


def _beginning(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def starts(
    texts: Sequence[str], kinds: Sequence[Kind], reasons: Sequence[str], *, has_text: bool
) -> list[int]:
    """Return the indices of the blocks that begin another article.

    Args:
        texts: of the blocks, in order.
        kinds: what each is.
        reasons: why each is noise, empty where it is not.
        has_text: whether the article that goes on with the first block has some text already.
    """
    found: list[int] = []
    first = 0  # where the run of noise began that stands right before the block
    for index, kind in enumerate(kinds):
        if kind is Kind.NOISE:
            if reasons[index] == notes.JUMP and is_jump_from(texts[index]) and has_text:
                found.append(index)
                has_text = False
            elif reasons[index] != notes.FRAGMENT:
                first = index + 1
            continue
        if kind is Kind.TITLE and has_text:
            found.append(first)
            has_text = False
        has_text = has_text or kind in (Kind.BODY, Kind.HEADING)
        first = index + 1
    return found
