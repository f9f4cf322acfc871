"""Folds a source text for term matching without moving a single offset.

Width, case, script (traditional to simplified) and the shapes of quotes, dots and dashes are no
difference between a term and its use: ＡＰＥＣ is APEC, 世貿組織 is 世贸组织. Every fold is
one code point to one, so `fold(text)[a:b]` always stands for `text[a:b]`.
"""

from __future__ import annotations

from typing import Final

from workbench.text.codepoints import is_latin
from workbench.text.variants import SIMPLIFIED

_SHAPES: Final = (
    dict.fromkeys("“”„‟「」『』", '"')
    | dict.fromkeys("‘’‚‛", "'")
    | dict.fromkeys("·・‧∙•", "·")
    | dict.fromkeys("—–‐‑―", "-")
)
_WIDTHS: Final = {chr(0xFF01 + n): chr(0x21 + n) for n in range(94)} | {"\u3000": " "}
_TABLE: Final = str.maketrans(SIMPLIFIED | _SHAPES | _WIDTHS)


def fold(text: str) -> str:
    """Return the text as terms are compared, of the same length as `text`."""
    folded = text.translate(_TABLE)
    lowered = folded.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := ch.lower()) == 1 else ch for ch in folded)  # İ has two


def splits_word(text: str, at: int) -> bool:
    """Return whether position `at` lies inside a Latin word or a number of the folded text.

    `AI` is not in `said`, `5g` not in `1.5g`; between a Latin letter and a Chinese character there
    is always a boundary, so `b超` and `5g网络` are found anywhere.
    """
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if _is_wordly(before) and _is_wordly(after):
        return True
    if before in ".," and after.isdecimal():
        return at > 1 and text[at - 2].isdecimal()
    return after in ".," and before.isdecimal() and text[at + 1 : at + 2].isdecimal()


def _is_wordly(ch: str) -> bool:
    return is_latin(ch) or ch.isdecimal()
