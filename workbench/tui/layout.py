"""Which row of the document view shows what: heights of the items at a width, and their rows.

Promises: opening ten thousand segments wraps none of them; heights start as estimates and become
exact when `settle` or `refine` reaches them, before they are drawn; source and target wrap by the
same rules as the text area that lies over the target: nothing jumps when a segment becomes current;
nor when its target becomes shorter while it is: the segment that is held keeps its rows.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from workbench.core.document import ParagraphKind
from workbench.text.widths import Row, wrap
from workbench.tui.columns import Columns
from workbench.tui.sheet import Item, Sheet


@dataclass(frozen=True, slots=True)
class Place:
    """What stands in a row of the view.

    Attributes:
        item: number of the item.
        row: 0-based row of the item; -1 for the blank row before a paragraph.
    """

    item: int
    row: int


class Layout:
    """The rows of all items of a sheet at given columns."""

    def __init__(self, sheet: Sheet, columns: Columns) -> None:
        self.sheet = sheet
        self.columns = columns
        self._heights = [self._estimate(item) for item in sheet.items]
        self._exact = bytearray(len(sheet.items))
        self._waiting = 0
        self._held: int | None = None
        self._tops: list[int] | None = None
        # A row is drawn on its own, but its text wraps as a whole.
        self._wrap = lru_cache(maxsize=512)(wrap)

    @property
    def tops(self) -> list[int]:
        """First row of each item, its blank row included; at the end the height of all."""
        if self._tops is None:
            self._tops = [0, *accumulate(self._heights)]
        return self._tops

    @property
    def height(self) -> int:
        """Rows of the whole document."""
        return self.tops[-1]

    def gap(self, number: int) -> int:
        """Return the blank rows before an item: 1 where a paragraph begins, but not at the top."""
        return int(number > 0 and self.sheet.items[number].opens)

    def top(self, number: int) -> int:
        """Return the row in which an item's own first row stands."""
        return self.tops[number] + self.gap(number)

    def rows_of(self, number: int) -> int:
        """Return the rows of an item without the blank one."""
        return self._heights[number] - self.gap(number)

    def place(self, y: int) -> Place | None:
        """Return what stands in row `y`, None below the end."""
        if not 0 <= y < self.height:
            return None
        number = bisect_right(self.tops, y) - 1
        return Place(number, y - self.top(number))

    def source_rows(self, index: int) -> tuple[Row, ...]:
        """Return the wrapped source of a segment."""
        return self._wrap(self.sheet.segments[index].source, self.columns.source_width)

    def target_rows(self, index: int) -> tuple[Row, ...]:
        """Return the wrapped target of a segment, as it stands on the screen."""
        return self._wrap(self.sheet.text(index), self.columns.target_width)

    def target_offset(self, index: int) -> int:
        """Return the row of its item in which a segment's target begins."""
        return len(self.source_rows(index)) if self.columns.stacked else 0

    def invalidate(self, index: int) -> bool:
        """Measure a segment again whose text has changed; return whether its height has changed."""
        return self._measure_again(self.sheet.item_of[index])

    def hold(self, index: int) -> bool:
        """Let a segment keep the rows that it has, or gets; the one that was held lets go of them.

        Returns:
            Whether any height has changed.
        """
        before, self._held = self._held, None
        changed = before is not None and self._measure_again(before)
        number = self.sheet.item_of[index]
        changed |= self._measure(number)
        self._held = number
        return changed

    def below(self, index: int) -> int | None:
        """Return the blank rows under a segment; None where nothing follows it."""
        number = self.sheet.item_of[index] + 1
        return self.gap(number) if number < len(self._heights) else None

    def settle(self, top: int, rows: int) -> bool:
        """Make the heights of all items that are seen from row `top` on exact.

        Returns:
            Whether any height has changed; row `top` still shows the same item.
        """
        changed = False
        place = self.place(max(top, 0))
        number = place.item if place else 0
        while number < len(self._heights) and self.tops[number] < top + rows:
            changed |= self._measure(number)
            number += 1
        return changed

    def refine(self, items: int) -> bool:
        """Make the next `items` heights exact; return whether any are left to do."""
        end = min(self._waiting + items, len(self._heights))
        for number in range(self._waiting, end):
            self._measure(number)
        self._waiting = end
        return end < len(self._heights)

    def _measure_again(self, number: int) -> bool:
        self._exact[number] = 0
        return self._measure(number)

    def _measure(self, number: int) -> bool:
        if self._exact[number]:
            return False
        self._exact[number] = 1
        height = self._rows(self.sheet.items[number]) + self.gap(number)
        if number == self._held:
            height = max(height, self._heights[number])
        if height == self._heights[number]:
            return False
        self._heights[number] = height
        self._tops = None
        return True

    def _rows(self, item: Item) -> int:
        if item.index is None:
            return 1
        source, target = len(self.source_rows(item.index)), len(self.target_rows(item.index))
        return source + target if self.columns.stacked else max(source, target)

    def _estimate(self, item: Item) -> int:
        gap = int(item.opens and item is not self.sheet.items[0])
        if item.index is None:
            return 1 + gap
        source = -(-2 * len(self.sheet.segments[item.index].source) // self.columns.source_width)
        target = -(-len(self.sheet.text(item.index)) // self.columns.target_width)
        source, target = max(source, 1), max(target, 1)
        return gap + (source + target if self.columns.stacked else max(source, target))


def is_heading(kind: ParagraphKind) -> bool:
    """Return whether a paragraph of that kind is shown in bold."""
    return kind in (ParagraphKind.TITLE, ParagraphKind.HEADING)
