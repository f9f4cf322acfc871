"""Which English stems the words of a Chinese sentence lead one to expect.

Two sources of knowledge are one thing here: the word table that ships in `models/alignment`
(learned from openly licensed pairs, see its card) and the terms of a glossary. Both map a Chinese
string to stems, each with the chance that its translation holds that stem.

This is evidence for alignment and no finding of terms: a wrong cut costs a little evidence and
nothing is ever shown. What is highlighted or checked is found by the glossary's one matcher.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from workbench.alignment.words import stems
from workbench.resources import shipped
from workbench.text.codepoints import HAN_CLASS
from workbench.text.variants import SIMPLIFIED

_HAN: Final = re.compile(f"[{HAN_CLASS}]+")
_FOLD: Final = str.maketrans(SIMPLIFIED)
_TERM_CHANCE: Final = 0.8
_LATIN_CHANCE: Final = 0.9


class Lexicon:
    """A mapping from Chinese words to the English stems that render them.

    Args:
        entries: word → English renderings; as of a glossary, every rendering is as likely.
    """

    def __init__(self, entries: Mapping[str, Sequence[str]]) -> None:
        self._chances = {
            fold(word): {stem: _TERM_CHANCE for text in texts for stem in stems(text)}
            for word, texts in entries.items()
        }
        self._longest = max(map(len, self._chances), default=0)

    @classmethod
    def of_chances(cls, chances: Mapping[str, Mapping[str, float]]) -> Lexicon:
        """Make a lexicon of word → stem → chance (0–1), as the word table has them."""
        made = cls({})
        made._chances = {word: dict(row) for word, row in chances.items()}
        made._longest = max(map(len, made._chances), default=0)
        return made

    def __len__(self) -> int:
        return len(self._chances)

    def __or__(self, other: Lexicon) -> Lexicon:
        """Return both together; where a word stands in both, `other` decides."""
        return Lexicon.of_chances(self._chances | other._chances)

    def expected(self, source: str) -> dict[str, float]:
        """Return the stems that a translation of `source` should hold, with their expected count.

        The sentence is cut at the longest known word, from the left. Latin strings, which stay
        verbatim in most translations, are expected too.
        """
        folded = fold(source)
        counts = dict.fromkeys(stems(folded), _LATIN_CHANCE)
        for run in _HAN.findall(folded):
            for word in self._cut(run):
                for stem, chance in self._chances[word].items():
                    counts[stem] = counts.get(stem, 0.0) + chance
        return counts

    def chances(self, word: str) -> Mapping[str, float]:
        """Return the stems by which a word is rendered, with their chances; none if unknown."""
        return self._chances.get(fold(word), {})

    def word_spans(self, text: str) -> list[tuple[int, int]]:
        """Return where the words of a Chinese text stand: known ones, else single characters."""
        spans: list[tuple[int, int]] = []
        for run in _HAN.finditer(text):
            start = run.start()
            while start < run.end():
                ends = range(min(start + self._longest, run.end()), start + 1, -1)
                end = next((e for e in ends if fold(text[start:e]) in self._chances), start + 1)
                spans.append((start, end))
                start = end
        return spans

    def _cut(self, run: str) -> list[str]:
        """Return the known words of a run of Chinese characters, longest first from the left."""
        words: list[str] = []
        start = 0
        while start < len(run):
            for end in range(min(start + self._longest, len(run)), start, -1):
                if run[start:end] in self._chances:
                    words.append(run[start:end])
                    start = end
                    break
            else:
                start += 1
        return words


def fold(text: str) -> str:
    """Return `text` in half width and simplified characters, as the lexicon compares it."""
    return unicodedata.normalize("NFKC", text).translate(_FOLD)


@cache
def word_table() -> Lexicon:
    """Return the word table that ships with the workbench; read once."""
    path = shipped("models") / "alignment" / "words.tsv"
    chances: dict[str, dict[str, float]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        word, *stems_of_word = line.split("\t")
        # `govern6`: the stem, then the chance in tenths.
        chances[word] = {item[:-1]: int(item[-1]) / 10 for item in stems_of_word}
    return Lexicon.of_chances(chances)
