"""Finds which Chinese characters look alike: `shapes.tsv`.

    python -m models.characters.shapes NotoSerifCJK-Regular.ttc NotoSansCJK-Regular.ttc \
        models/characters/grams.npz models/characters/shapes.tsv

Each character of the model's alphabet is drawn in each font, blurred a little, and compared with
every other one by the cosine of the drawings; the nearest few are kept if they are near enough.
Needs Pillow, which the workbench does not. A line of the table is a character, those it may be
mistaken for, nearest first, and the likeness of each in hundredths.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from workbench.documents.scanning.character_model import read_model
from workbench.text.codepoints import is_han

SIZE: Final = 36
CELL: Final = 18
NEAREST: Final = 18
LEAST: Final = 0.62
# What a scanner makes of a character that is no character at all, and what it makes of one.
STRAY: Final = {
    "0": "〇口白", "1": "一十", "2": "二乙", "3": "三", "=": "二三", "+": "十", "|": "一个",
    "/": "一", "<": "人八", "[": "工",
}  # fmt: skip
TWINS: Final = ("日曰", "己已巳", "戊戌戍", "末未", "土士", "人入八", "千干于", "力刀", "口囗")

Floats = npt.NDArray[Any]


def drawings(characters: str, font: Any) -> Floats:
    """Return each character drawn, blurred and made as long as one (shape n × CELL²)."""
    image_of, draw_on = import_module("PIL.Image"), import_module("PIL.ImageDraw")
    blur = import_module("PIL.ImageFilter").GaussianBlur(1.1)
    rows = []
    for ch in characters:
        image = image_of.new("L", (SIZE + 8, SIZE + 8))
        draw_on.Draw(image).text((4, 4 - SIZE // 6), ch, fill=255, font=font)
        blurred = image.filter(blur).resize((CELL, CELL))
        rows.append(np.asarray(blurred, dtype=np.float32).ravel())
    found = np.stack(rows)
    found -= found.mean(axis=0) * 0.5
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    return found


def likeness(characters: str, fonts: list[str]) -> Floats:
    """Return how alike each two characters are, from 0 to 1, the mean of the fonts."""
    font_of = import_module("PIL.ImageFont").truetype
    total: Floats = np.zeros((len(characters), len(characters)), dtype=np.float32)
    for name in fonts:
        rows = drawings(characters, font_of(name, SIZE, index=2))
        total += rows @ rows.T
    return total / len(fonts)


def table(characters: str, alike: Floats) -> list[str]:
    """Return the lines of the table."""
    twin = {ch: group.replace(ch, "") for group in TWINS for ch in group}
    lines = []
    np.fill_diagonal(alike, -1.0)
    for row, ch in enumerate(characters):
        nearest = [n for n in np.argsort(-alike[row])[:NEAREST] if alike[row, n] >= LEAST]
        found = dict.fromkeys(twin.get(ch, ""), 90)
        for other in nearest:
            found.setdefault(characters[other], round(100 * float(alike[row, other])))
        if found:
            lines.append(_line(ch, found))
    lines += [_line(ch, dict.fromkeys(others, 70)) for ch, others in STRAY.items()]
    return lines


def _line(character: str, found: dict[str, int]) -> str:
    scores = "".join(f"{min(score, 99):02d}" for score in found.values())
    return "\t".join((character, "".join(found), scores))


def main(*arguments: str) -> None:
    """Draw, compare, and write."""
    *fonts, model, target = arguments
    characters = "".join(filter(is_han, read_model(Path(model)).alphabet.characters))
    lines = table(characters, likeness(characters, fonts))
    Path(target).write_text("\n".join(lines) + "\n", encoding="utf-8")
    likenesses = sum(len(line.split("\t")[1]) for line in lines)
    print(f"{len(lines):,} characters, {likenesses:,} likenesses")


if __name__ == "__main__":
    main(*sys.argv[1:])
