r"""What a code point is to a Chinese text: Han, Chinese punctuation, a wide form, a Latin letter.

Every question about a character that more than one room asks is answered here once, by integer
ranges of the Unicode standard (blocks as of 16.0), so that nobody writes a string escape like
`\u20000`, which is two characters. Nothing here looks at a font, a locale or a terminal.

The `*_CLASS` strings are the same sets as the inside of a regular expression's `[…]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

Ranges = tuple[tuple[int, int], ...]
"""Inclusive ranges of code points, ascending."""

HAN: Ranges = (
    (0x3005, 0x3005),  # 々 iteration mark, a character among characters
    (0x3007, 0x3007),  # 〇 the zero of 二〇二四
    (0x3021, 0x3029),  # Hangzhou numerals
    (0x3400, 0x4DBF),  # extension A
    (0x4E00, 0x9FFF),  # unified ideographs
    (0xF900, 0xFAFF),  # compatibility ideographs
    (0x20000, 0x2FA1F),  # extensions B–F, I and the compatibility supplement
    (0x30000, 0x323AF),  # extensions G and H
)

CJK_PUNCTUATION: Ranges = (
    (0x3001, 0x3003),  # 、。〃
    (0x3008, 0x3020),  # 〈〉《》「」『』【】〔〕〖〗〜〝〞〟
    (0x3030, 0x3030),  # 〰
    (0x30FB, 0x30FB),  # ・
    (0xFE10, 0xFE1F),  # vertical forms
    (0xFE30, 0xFE6F),  # compatibility and small forms
    (0xFF01, 0xFF0F),  # ！ to ／
    (0xFF1A, 0xFF20),  # ： to ＠
    (0xFF3B, 0xFF40),  # ［ to ｀
    (0xFF5B, 0xFF65),  # ｛ to ･
)

FULLWIDTH: Ranges = ((0x3000, 0x3000), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6))
"""The ideographic space and the full-width forms that have a half-width twin."""

SHARED_PUNCTUATION = "“”‘’…—·–"
"""Marks that Chinese and English share: Chinese ones beside a Chinese character."""

TERMINALS = "。！？!?｡"
"""Marks that end a sentence whatever stands around them; `.` and `…` need a look."""

OPENERS = "（(［[｛{【〔〖《〈「『“‘〝"
"""Marks that open a quotation or a bracket."""

CLOSERS = "）)］]｝}】〕〗》〉」』”’〞〟"
"""Marks that close, in the order of `OPENERS` (〟 is a second form of 〞)."""


def regex_class(ranges: Iterable[tuple[int, int]]) -> str:
    """Return the ranges as the inside of a regular expression's character class."""
    return "".join(
        re.escape(chr(low)) if low == high else f"{re.escape(chr(low))}-{re.escape(chr(high))}"
        for low, high in ranges
    )


HAN_CLASS = regex_class(HAN)
CJK_PUNCTUATION_CLASS = regex_class(CJK_PUNCTUATION)

_HAN = re.compile(f"[{HAN_CLASS}]")
_HAN_RUN = re.compile(f"[{HAN_CLASS}]+")
_CJK_PUNCTUATION = re.compile(f"[{CJK_PUNCTUATION_CLASS}]")
_FULLWIDTH = re.compile(f"[{regex_class(FULLWIDTH)}]")


def is_han(ch: str) -> bool:
    """Return whether the character is a Chinese character (々 and 〇 are)."""
    return _HAN.fullmatch(ch) is not None


def has_han(text: str) -> bool:
    """Return whether any character of the text is Chinese."""
    return _HAN.search(text) is not None


def count_han(text: str) -> int:
    """Return how many Chinese characters the text has; punctuation is not counted."""
    return sum(map(len, _HAN_RUN.findall(text)))


def is_cjk_punctuation(ch: str) -> bool:
    """Return whether the character is punctuation of East Asian text alone (`，` but not `“`)."""
    return _CJK_PUNCTUATION.fullmatch(ch) is not None


def is_fullwidth(ch: str) -> bool:
    """Return whether the character is a full-width form of a half-width one, or U+3000."""
    return _FULLWIDTH.fullmatch(ch) is not None


def is_latin(ch: str) -> bool:
    """Return whether the character is a letter of a script that puts spaces between words.

    That is Latin with its accents, Greek, Cyrillic: every letter below the East Asian blocks.
    """
    return ch.isalpha() and ch < "\u2e80"


def is_wordless(text: str) -> bool:
    """Return whether the text has no letter, digit or Chinese character: only marks, or nothing."""
    return not any(map(str.isalnum, text))
