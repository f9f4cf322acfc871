"""The words and the markup of one paragraph, for formats that are characters.

A reader collects what lies in a paragraph into a `Run`, in the file's order. From it `settled`
makes what a translator has to see: markup that wraps the whole paragraph, and images at its edges,
stay outside; tags that stand together become one code; halves of pairs that lie in another
paragraph become codes of their own. The items know where in the file they came from, so that a
writer can replace exactly that stretch. `inline_text.py` makes text of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from workbench.core.code import CodeKind
from workbench.documents.cleanup.lines import BLANK, INVISIBLE
from workbench.text.codepoints import is_wordless

MAX_CODES: Final = 1000
"""Codes that a paragraph may have; one with more is no prose, and is not offered."""

WORD: Final = "A"
"""Stands in for markup that is read as a word."""

OBJECT: Final = "\ufffc"
"""Stands in for markup that shows as something that is no word, an image."""

BREAK: Final = "\v"
"""Stands in for markup that ends a line."""

_LABEL = 24  # characters of a label
_UNSEEN = dict.fromkeys(map(ord, INVISIBLE))


class Item(NamedTuple):
    """Words, or one piece of markup.

    Attributes:
        start, end: offsets in the file's text.
        text: the words, decoded; of markup, its characters.
        kind: what the markup does; None for words.
        label: how to show the markup.
        pair: a number that an opening and a closing half share; 0 for none.
        stand_in: what the markup counts for among the words: nothing, or one of the above.
    """

    start: int
    end: int
    text: str
    kind: CodeKind | None = None
    label: str = ""
    pair: int = 0
    stand_in: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether this is white space alone."""
        return self.kind is None and not self.text.strip(BLANK)

    @property
    def counted(self) -> str:
        """What it counts for among the words."""
        return self.text if self.kind is None else self.stand_in


class Run:
    """Collects the words and the markup of a stretch of a file, and pairs what opens and closes."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self._open: list[tuple[str, int]] = []
        self._names: Counter[str] = Counter()
        self._pairs = 0
        self._styles = {0: ""}  # pair → markup that opens it, if it is style alone

    def words(self, start: int, end: int, text: str) -> None:
        """Add words; characters that nobody sees are left out."""
        self.items.append(Item(start, end, text.translate(_UNSEEN)))

    def alone(self, start: int, end: int, markup: str, label: str, stand_in: str = "") -> None:
        """Add markup that neither opens nor closes."""
        self.items.append(
            Item(start, end, markup, CodeKind.ALONE, label[:_LABEL], stand_in=stand_in)
        )

    def opened(
        self, name: str, start: int, end: int, markup: str, label: str, *, is_style: bool = False
    ) -> None:
        """Add markup that opens something with this name.

        Args:
            name: what it opens.
            start: where the markup begins.
            end: where it ends.
            markup: its characters.
            label: how to show it.
            is_style: whether it may as well go on with the same that was just closed.
        """
        last = self.items[-1] if self.items else None
        if (
            is_style
            and last is not None
            and last.end == start
            and self._styles[last.pair] == markup
        ):
            del self.items[-1]
            self._open.append((name, last.pair))
            self._names[name] += 1
            return
        self._pairs += 1
        self._styles[self._pairs] = markup if is_style else ""
        self._open.append((name, self._pairs))
        self._names[name] += 1
        self.items.append(Item(start, end, markup, CodeKind.OPEN, label[:_LABEL], self._pairs))

    def closed(self, name: str, start: int, end: int, markup: str, label: str) -> None:
        """Add markup that closes the last that was opened with this name, if one was."""
        pair = 0
        while self._names[name] and not pair:
            other, number = self._open.pop()
            self._names[other] -= 1
            pair = number if other == name else 0
        self.items.append(Item(start, end, markup, CodeKind.CLOSE, label[:_LABEL], pair))


def settled(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return what belongs into the paragraph's text; nothing if there are no words in it."""
    kept = _peeled(_folded(_demoted(items)))
    words = (item.text for item in kept if item.kind is None)
    return () if all(map(is_wordless, words)) else kept


def _demoted(items: Sequence[Item]) -> list[Item]:
    """Return the items; halves whose other half is not among them stand alone."""
    halves = Counter(item.pair for item in items if item.pair)
    return [
        item._replace(kind=CodeKind.ALONE, pair=0)
        if item.kind not in {None, CodeKind.ALONE} and halves[item.pair] != 2  # noqa: PLR2004 - two halves
        else item
        for item in items
    ]


def _folded(items: Sequence[Item]) -> list[Item]:
    """Return the items with markup that stands together in one, where no nesting is lost by it."""
    found: list[Item | None] = []
    opened: dict[int, int] = {}  # pair → index of its opening half
    for item in items:
        if item.kind is CodeKind.ALONE:
            _stand(found, item)
        elif item.kind is CodeKind.CLOSE:
            _close(found, opened[item.pair], item)
        else:
            opened[item.pair] = len(found)
            found.append(item)
    return [item for item in found if item is not None]


def _stand(found: list[Item | None], item: Item) -> None:
    """Add markup that stands alone, to the one before it if nothing lies between."""
    last = found[-1] if found else None
    if last is not None and last.kind is CodeKind.ALONE and _touch(last, item):
        found[-1] = _one(last, item)
    else:
        found.append(item)


def _close(found: list[Item | None], at: int, item: Item) -> None:
    """Add the closing half of what opened at an index: to the one before it if both halves touch.

    A pair around nothing, or around an image, becomes one that stands alone.
    """
    first, inner, last = found[at], found[min(at + 1, len(found) - 1)], found[-1]
    assert first is not None
    assert last is not None
    if not _touch(last, item) or (at + 2 < len(found) and last.kind is not CodeKind.CLOSE):
        found.append(item)
    elif at + 1 == len(found) or (at + 2 == len(found) and _stands_alone(first, last)):
        whole = first if last is first else _one(first, last)
        del found[at:]
        _stand(found, _one(whole, item)._replace(kind=CodeKind.ALONE, pair=0))
    elif inner is not None and inner.pair == last.pair and last.pair and _touch(first, inner):
        found[at], found[at + 1] = _one(first, inner)._replace(pair=item.pair), None
        found[-1] = _one(last, item)._replace(pair=item.pair)
    else:
        found.append(item)


def _stands_alone(first: Item, last: Item) -> bool:
    return last.kind is CodeKind.ALONE and _touch(first, last)


def _touch(one: Item, two: Item) -> bool:
    """Return whether nothing lies between two items, and neither ends a line."""
    return one.end == two.start and BREAK not in {one.stand_in, two.stand_in}


def _one(one: Item, two: Item) -> Item:
    """Return two pieces of markup as one."""
    label = one.label if one.label == two.label else f"{one.label}{two.label}"[:_LABEL]
    stand_in = max(one.stand_in, two.stand_in, key=(["", OBJECT, WORD].index))
    return one._replace(end=two.end, text=one.text + two.text, label=label, stand_in=stand_in)


def _peeled(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return the items without what surrounds the words: it stays where it is in the file."""
    start, end = 0, len(items)
    while start < end:
        first, last = items[start], items[end - 1]
        if _is_outside(first):
            start += 1
        elif _is_outside(last):
            end -= 1
        elif first.kind is CodeKind.OPEN and first.pair == last.pair:
            start, end = start + 1, end - 1
        else:
            break
    return tuple(items[start:end])


def _is_outside(item: Item) -> bool:
    return item.is_blank or (item.kind is CodeKind.ALONE and item.stand_in != WORD)
