"""Scans that never were: texts with characters replaced as a scanner might, and with names.

The confusions are drawn from the table of shapes, so that a figure taken with them says how well an
error is told from no error once its shape is known; a benchmark tells how much the table knows.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

import numpy as np

from workbench.documents.scanning.character_model import CharacterModel
from workbench.documents.scanning.character_shapes import Shapes
from workbench.text.codepoints import is_han

STRAYS: Final = "LLLIJTllitjrfXYZE11|="
STRAY_SHARE: Final = 0.15
MARKS: Final = "。。。，."
"""What a list comma is read as, as often as each stands here."""
SURNAMES: Final = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田"
GIVEN: Final = "伟芳娜秀敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰红梅飞雪峰懿晟睿"
FOREIGN: Final = (
    "阿埃安奥巴贝本比博布达德蒂丁杜多厄尔法菲费弗戈格古哈赫霍吉加杰卡凯坎科克库拉莱"
    "兰雷里利丽琳卢鲁路伦罗洛马玛麦曼梅蒙米莫姆穆纳内尼诺努帕佩皮普奇乔切萨塞森沙舍"
    "什史斯特塔泰坦提托瓦韦维温沃乌西希锡谢辛休雅亚耶伊因英约泽扎詹朱兹佐"
)
SAYING: Final = ("说，", "表示，", "指出，", "认为，", "告诉记者，", "强调，", "介绍，")


@dataclass(frozen=True, slots=True)
class Damaged:
    """A text after the scan: `errors` maps each place to the character that stood there."""

    text: str
    errors: dict[int, str]


class Scanner:
    """Replaces characters by what looks like them.

    Args:
        model: whose alphabet the shapes are in, and which characters are common.
        shapes: what looks alike.
        seed: of the random numbers.
    """

    def __init__(self, model: CharacterModel, shapes: Shapes, *, seed: int) -> None:
        self._random = random.Random(seed)
        self._taken_for: dict[str, list[tuple[str, float]]] = defaultdict(list)
        alone = np.exp(model.alone(np.arange(len(model.alphabet))))
        for number in range(2, len(model.alphabet)):
            found = model.alphabet.character(number)
            if not is_han(found):
                continue
            share = float(alone[number]) ** 0.3
            row = slice(int(shapes.firsts[number]), int(shapes.firsts[number + 1]))
            for other, likeness in zip(shapes.others[row], shapes.likeness[row], strict=True):
                weight = float(likeness) ** 6 * share
                self._taken_for[model.alphabet.character(int(other))].append((found, weight))

    def scan(self, text: str, share: float) -> Damaged:
        """Return a text in which about `share` of the Chinese characters are read wrongly."""
        letters, errors = list(text), {}
        for place, ch in enumerate(text):
            if self._random.random() < share and ch in self._taken_for:
                letters[place] = self._mistaken(ch)
                errors[place] = ch
        return Damaged("".join(letters), errors)

    def scan_lists(self, text: str, share: float) -> Damaged:
        """Return a text in which about `share` of the list commas are read as other marks."""
        letters, errors = list(text), {}
        for place, ch in enumerate(text):
            if ch == "、" and self._random.random() < share:
                letters[place] = self._random.choice(MARKS)
                errors[place] = ch
        return Damaged("".join(letters), errors)

    def _mistaken(self, character: str) -> str:
        if self._random.random() < STRAY_SHARE:
            return self._random.choice(STRAYS)
        likely = self._taken_for[character]
        return self._random.choices([ch for ch, _ in likely], [w for _, w in likely])[0]

    def with_name(self, text: str) -> str:
        """Return a text that begins with somebody, Chinese or foreign, saying it."""
        draw = self._random
        if draw.random() < 0.5:
            name = draw.choice(SURNAMES) + "".join(draw.choices(GIVEN, k=draw.choice((1, 2, 2))))
        else:
            parts = ["".join(draw.choices(FOREIGN, k=draw.randint(2, 5))) for _ in range(2)]
            name = "·".join(parts[: draw.choice((1, 2))])
        return name + draw.choice(SAYING) + text
