"""Writes how Chinese characters are read, for recognising names: `pinyin.tsv`.

    python models/alignment/readings.py models/alignment/pinyin.tsv

Needs `pypinyin` (MIT), whose readings come from the Unihan database; nothing else does. For each
character of GB 2312 its first two readings are kept, without tones, ü as `u` and as `yu`.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Final

READINGS_A_CHARACTER: Final = 2
_FIRST, _LAST = 0x4E00, 0x9FFF


def spellings(reading: str) -> Iterator[str]:
    """Yield the ways to spell a reading without its tone: lǚ is lu, or lyu in passports."""
    marked = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    plain = "".join(char for char in marked if char.isascii())
    yield plain.replace("v", "u")
    if plain in {"lv", "nv"}:
        yield plain.replace("v", "yu")


def is_common(char: str) -> bool:
    """Whether GB 2312 has the character."""
    try:
        return len(char.encode("gb2312")) == len("汉".encode("gb2312"))
    except UnicodeEncodeError:
        return False


def main(target: str) -> None:
    """Write one line a syllable: the syllable, a tab, its characters."""
    pinyin_dict: dict[int, str] = import_module("pypinyin.pinyin_dict").pinyin_dict
    by_syllable: dict[str, list[str]] = {}
    for code in range(_FIRST, _LAST + 1):
        if code in pinyin_dict and is_common(chr(code)):
            readings = pinyin_dict[code].split(",")[:READINGS_A_CHARACTER]
            for syllable in sorted({s for reading in readings for s in spellings(reading)}):
                by_syllable.setdefault(syllable, []).append(chr(code))
    lines = (f"{syllable}\t{''.join(by_syllable[syllable])}" for syllable in sorted(by_syllable))
    Path(target).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
