"""Says where a row of characters that looks like a term is none, because it cuts words in two.

和服 in 产品和服务 and 市长 in 南京市长江大桥 are no kimono and no mayor: the sentence's most
probable division into words (jieba's dictionary, by way of rjieba) has 服务 and 南京市 there. A hit
is refused when a word of that division begins outside it and ends inside it, or the other way
round. A word that lies in the hit is no objection, nor is one that contains it, unless that is a
compound whose parts meet in a hit of two characters (海地 in 沿海|地区).

A dictionary errs, so it has to be sure of itself:

- the glossary's own terms are added to it, each with the frequency that makes it one word;
- words that it only guesses from character statistics do not count;
- a compound that may be parted where the hit ends is no objection (碳排放 in 碳排放|量, 上市公司 in
  上市 公司|股票), nor is a word of two characters against a term of four or more.

Measured with 712 terms on 250,000 sentence pairs, 18,568 hits: 258 are refused (海地 in 沿海地区,
关税 in 相关税费, 主权 in 业主权益, 建交 in 创建交易). Of the 13,844 hits whose English has the
term's target, 10 are among them, and 7 of these are none either. The check costs some 40 µs a line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rjieba import Jieba

_TRUSTED: Final = 4  # characters; terms as long as that hardly ever come about by accident
_SHORT_WORD: Final = 2
_PART: Final = 2  # characters that a part of a compound has at least


class WordDivision:
    """The division into words that a glossary's terms are checked against.

    The dictionary is loaded on first use (0.08 s, and 0.15 s more for 100,000 terms). Reading is
    safe from several threads.

    Args:
        terms: the folded sources of the glossary.
    """

    def __init__(self, terms: Iterable[str]) -> None:
        self._terms = tuple(terms)

    @cached_property
    def _dictionary(self) -> Jieba:
        from rjieba import Jieba

        dictionary = Jieba()
        for term in self._terms:
            if len(term) > 1 and not dictionary.has_word(term):
                dictionary.add_word(term, None, None)
        return dictionary

    def edges(self, text: str) -> list[int]:
        """Return the offsets at which a word of the folded text begins or ends, 0 first."""
        edges = [0]
        for word in self._dictionary.cut(text, False):
            edges.append(edges[-1] + len(word))
        return edges

    def refuses(self, text: str, edges: list[int], start: int, end: int) -> bool:
        """Return whether `text[start:end]` cuts a word in two.

        Args:
            text: the folded text.
            edges: what `edges` returned for it.
            start: where the hit begins, in code points.
            end: where it ends.
        """
        left, right = _word_around(edges, start), _word_around(edges, end)
        around = left or right
        if around and around[0] <= start and end <= around[1]:
            return end - start == _SHORT_WORD and self._is_parted(text, around, start)
        if left and left[1] < end and self._objects(text, left, start, end, hit_follows=True):
            return True
        return bool(
            right and right[0] > start and self._objects(text, right, end, start, hit_follows=False)
        )

    def _is_parted(self, text: str, word: tuple[int, int], start: int) -> bool:
        """Whether a word around a hit of two is a compound whose parts meet in it: 沿海|地区."""
        parts = text[word[0] : start + 1], text[start + 1 : word[1]]
        return all(len(part) >= _PART and self._dictionary.has_word(part) for part in parts)

    def _objects(
        self, text: str, word: tuple[int, int], cut: int, far: int, *, hit_follows: bool
    ) -> bool:
        """Whether a word that the hit's edge `cut` runs through speaks against the hit."""
        start, end = word
        if abs(far - cut) >= _TRUSTED and end - start <= _SHORT_WORD:
            return False
        inside, outside = text[cut:end], text[start:cut]
        if not hit_follows:
            inside, outside = outside, inside
        # One character after a word is a suffix (排放量), before it another word (全世界).
        enough = _PART if hit_follows else 1
        compound = len(inside) >= _PART and len(outside) >= enough
        return not (compound and self._dictionary.has_word(inside) and self._is_word(outside))

    def _is_word(self, text: str) -> bool:
        return len(text) == 1 or self._dictionary.has_word(text)


def _word_around(edges: list[int], at: int) -> tuple[int, int] | None:
    """Return the word that has `at` strictly inside it."""
    index = bisect_right(edges, at)
    if index == len(edges) or edges[index - 1] == at:
        return None
    return edges[index - 1], edges[index]
