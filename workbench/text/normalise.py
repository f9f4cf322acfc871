"""What matching compares, and what may be stored: text folded, and text cleaned.

`match_key` folds away what a Chinese translator does not call a difference: full and half width,
traditional and simplified characters, Chinese and ASCII punctuation, upper and lower case,
invisible characters, and white space that separates no two Latin words. Two sources with the same
key are *the same* source to the memory. `match_shape` folds numbers too, so that sentences that
differ in their numbers alone lie close together; the score then looks at the numbers themselves.

`clean` is the opposite: it keeps every visible character as it is and takes away only what no
memory and no TMX file can hold.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from workbench.text.variants import ALIKE, SIMPLIFIED

# NFKC has already brought full-width ASCII, ……, ideographic space and compatibility forms home;
# what is left are marks that Unicode keeps apart. 、 stays: a list comma is not a clause comma.
_PUNCTUATION: Final = {
    "。": ".",
    "“": '"',
    "”": '"',
    "„": '"',
    "‟": '"',
    "«": '"',
    "»": '"',
    "「": '"',
    "」": '"',
    "『": '"',
    "』": '"',
    "〝": '"',
    "〞": '"',
    "‘": "'",
    "’": "'",
    "‚": "'",
    "‛": "'",
    "《": "<",
    "》": ">",
    "〈": "<",
    "〉": ">",
    "‹": "<",
    "›": ">",
    "【": "[",
    "】": "]",
    "〔": "[",
    "〕": "]",
    "〖": "[",
    "〗": "]",
    "—": "-",
    "―": "-",
    "–": "-",
    "‐": "-",
    "‒": "-",
    "−": "-",
    "─": "-",
    "•": "·",
    "・": "·",
    "‧": "·",
    "∙": "·",
    "⋅": "·",
    "~": "-",
    "〜": "-",
}
# Soft hyphen, zero-width characters, bidirectional marks, word joiner, byte order mark, variation
# selectors: they change how a character looks at most.
_INVISIBLE: Final = (
    0xAD,
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    0xFEFF,
    *range(0xFE00, 0xFE10),
    *range(0xE0100, 0xE01F0),
)
_FOLD: Final = str.maketrans(
    SIMPLIFIED | ALIKE | _PUNCTUATION | {chr(code): "" for code in _INVISIBLE}
)

# What nearly every Chinese sentence has: replaced one by one it costs a tenth of a general folding.
_WIDTHS: Final = tuple((wide, unicodedata.normalize("NFKC", wide)) for wide in "，！？：；（）　…")
_COMMON_MARKS: Final = tuple((mark, _PUNCTUATION[mark]) for mark in "。“”《》—~")
# Basic plane: a class with more is slow. Of the others only variation selectors fold.
_BASIC: Final = "".join(map(chr, filter(range(0x10000).__contains__, _FOLD)))
_FOLDABLE: Final = re.compile(f"[{re.escape(_BASIC)}]")
_ASTRAL: Final = re.compile("[\U00010000-\U0010ffff]")

_DASHES: Final = re.compile(r"-{2,}")
_DOTS: Final = re.compile(r"\.{2,}")
# A space counts only between two characters of scripts that put spaces between words.
_WORD: Final = "[a-z0-9À-ʯͰ-ϿЀ-ӿ]"
_IDLE_SPACE: Final = re.compile(rf"(?<!{_WORD}) | (?!{_WORD})")
_NATIVE: Final = "零〇○一二两三四五六七八九十百千万亿"
_ARABIC_END: Final = r"[0-9]*(?:,[0-9]{3}(?![0-9]))*(?:\.[0-9]+)?"
_NATIVE_END: Final = f"[{_NATIVE}]*(?:点[零一二三四五六七八九]+)?"
_PART: Final = f"(?:(?<=[0-9]){_ARABIC_END}|(?<=[{_NATIVE}]){_NATIVE_END})"
# Both patterns begin with one class of characters: then searching takes a third of the time.
_NUMBER: Final = re.compile(f"(?:[0-9{_NATIVE}]{_PART})+")
# Between letters and digits a dash and an angle are a hyphen, a minus, a range, a comparison.
_MARK: Final = re.compile(r"[-.,;:!?\"'()\[\]…·、<>](?:(?<![-<>])|(?<![a-z0-9].)(?![a-z0-9]))")

# XML 1.0, section 2.2, production 2: everything outside Char, lone surrogates included. U+000B and
# U+000C, forbidden too, are line ends here.
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_END: Final = re.compile("[ \\t]*[\\r\\n\\v\\f\x85\u2028\u2029]+[ \\t]*")
# A line end between two of these was put there by wrapping: no space belongs in its place.
_UNSPACED: Final = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
_WRAPPED: Final = re.compile(rf"(?<={_UNSPACED})\n(?={_UNSPACED})")
# What surrounds a segment and means nothing: white space, byte order mark, zero-width space.
_TRIMMED: Final = "".join(
    chr(code) for code in range(0x10000) if chr(code).isspace() or code in {0xFEFF, 0x200B}
)


def match_key(text: str) -> str:
    """Return what the memory compares instead of `text`; equal keys are a 100 % match."""
    key = " ".join(folded(text).split())
    if " " in key:
        key = _IDLE_SPACE.sub("", key)
    if "--" in key:
        key = _DASHES.sub("-", key)
    return _DOTS.sub("…", key) if ".." in key else key


def folded(text: str) -> str:
    """Return NFKC, case folding and our own table of one text: 5 µs a sentence instead of 11.

    Unlike a key it keeps every space, every dash and every dot.
    """
    for wide, narrow in _WIDTHS:
        if wide in text:
            text = text.replace(wide, narrow)
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    text = text.casefold()
    for mark, plain in _COMMON_MARKS:
        if mark in text:
            text = text.replace(mark, plain)
    is_plain = text.isascii() or not (_FOLDABLE.search(text) or _ASTRAL.search(text))
    return text if is_plain else text.translate(_FOLD)


def match_shape(key: str) -> str:
    """Return a match key without punctuation, each number folded to `0`.

    A number is what digits and native numerals write together, separators and decimals included:
    `1.5万`, `三百`; a numeral in a word (统一, 十分) is one, too.
    """
    return _MARK.sub("", _NUMBER.sub("0", key))


def numbers(key: str) -> tuple[str, ...]:
    """Return the numbers that `match_shape` folds away, in order, without thousands separators."""
    return tuple(found.replace(",", "") for found in _NUMBER.findall(key))


def marks(key: str) -> str:
    """Return the punctuation that `match_shape` leaves out, in order."""
    return "".join(_MARK.findall(_NUMBER.sub("0", key)))


def clean(text: str) -> str:
    """Return `text` on one line, trimmed, without the code points that XML 1.0 forbids.

    Line ends become one space, or nothing between Chinese characters; nothing else changes, inner
    ideographic spaces and full-width forms included.
    """
    if text.isprintable():  # nearly all: no control, no separator but the ASCII space
        return text.strip()
    line = _LINE_END.sub("\n", _FORBIDDEN.sub("", text)).strip(_TRIMMED)
    return _WRAPPED.sub("", line).replace("\n", " ")
