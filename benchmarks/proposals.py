"""How many scanning errors are found, and how many false alarms a clean text gives.

    python -m benchmarks.proposals [zh-en.tsv.xz]

Clean text that the model did not learn from gets errors, two in a hundred characters: some drawn
from its own table of shapes, some from a list of well-known confusions that was written by hand, to
see what the table does not know. Without a file of pairs only our own held-out sentences are used,
which are few; with it the held-out part of each of its sources, and the sources that were kept out.

The peer is what a word list alone can do: rjieba's words (the same list that ours learned from) and
the same shapes; where a character stands alone and a look-alike makes a word with its neighbour,
that is proposed. Published correctors want a neural model of hundreds of megabytes.

Then list commas are read as other marks (`proposal_marks.py`).
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import rjieba

from benchmarks import proposal_marks
from benchmarks.harness import say_machine, seconds, show
from models.characters.damage import Damaged, Scanner
from models.characters.learn import OWN, TEST, UNREAD, bucket, own_texts, texts
from workbench.documents.scanning.character_model import character_model
from workbench.documents.scanning.character_shapes import shapes
from workbench.documents.scanning.proposals import document_proposals
from workbench.text.codepoints import is_han

SHARE: Final = 0.02
MOST: Final = 40_000
LONG: Final = 1_000_000
SHORTEST: Final = 6
BY_HAND: Final = (
    "人入 己已 末未 土士 日曰 千干 于干 大太 大犬 天夫 午牛 甲由 申甲 田由 王玉 主王 乌鸟 "
    "令今 水永 力刀 万方 贝见 元无 友反 历厉 史吏 更吏 束柬 东车 失矢 免兔 侯候 冶治 冷泠 "
    "刺剌 徽微 燥躁 撤撒 茶荼 辨辩 晴睛 壁璧 暧暖 住往 往住 佳住 便使 性牲 材村 村材 乎平 "
    "固国 团因 因困 问间 间问 末朱 科料 努势 席度 员贡 设没 没设 耍要 老者 率牢 展屣 略赂 "
    "系糸 市巿 开幵 形彤 析折 拆折 抱拘 扰拢 报服 洒酒 活话 话活 清请 请清 情清 精情 猜精 "
    "快块 块快 坏环 环坏 怀坏 打扣 扛杠 抗杭 杆秆 处外 外处 夕歹 名各 各名 客容 宣宜 官宫 "
    "密蜜 崇祟 币市 带常 常带 幕慕 墓幕 库厍 庆厌"
)
"""Well-known confusions: what a scanner reads, and what stood there."""

Finder = Callable[[Sequence[str]], list[set[tuple[int, str]]]]
"""Texts → for each the places with the character proposed there."""


@dataclass(frozen=True, slots=True)
class Score:
    """Of one finder on one set of texts: errors, how many found, how many proposals, clean ones."""

    errors: int
    found: int
    proposed: int
    alarms: int


def held_out(pairs: Path | None) -> dict[str, list[str]]:
    """Return texts that were not learned from, by source, some ten thousand characters each."""
    by_source: dict[str, list[str]] = {}
    size: dict[str, int] = {}
    for source, text in own_texts() if pairs is None else texts(pairs):
        unseen = source == "vue-docs" or (source in UNREAD and bucket(text) % 2 == 0)
        if (unseen or bucket(text) == TEST) and len(text) >= SHORTEST:
            size[source] = size.get(source, 0) + len(text)
            if size[source] <= MOST:
                by_source.setdefault(source, []).append(text)
    return by_source


class HandScanner:
    """Replaces characters by those of the list."""

    def __init__(self, *, seed: int) -> None:
        self._random = random.Random(seed)
        self._taken_for: dict[str, list[str]] = {}
        for pair in BY_HAND.split():
            self._taken_for.setdefault(pair[1], []).append(pair[0])

    def scan(self, text: str, share: float) -> Damaged:
        """Return a text in which a good `share` of the characters of the list are read wrongly."""
        letters, errors = list(text), {}
        for place, ch in enumerate(text):
            if ch in self._taken_for and self._random.random() < 10 * share:
                letters[place] = self._random.choice(self._taken_for[ch])
                errors[place] = ch
        return Damaged("".join(letters), errors)


def ours(lines: Sequence[str]) -> list[set[tuple[int, str]]]:
    """Find what the workbench proposes."""
    return [
        {
            (one.start + step, wanted)
            for one in found
            for step, (is_, wanted) in enumerate(zip(one.found, one.wanted, strict=True))
            if is_ != wanted
        }
        for found in document_proposals(lines)
    ]


class WordList:
    """Finds what a word list and the shapes alone would propose."""

    def __init__(self) -> None:
        model = character_model()
        alike = shapes(model.alphabet)
        self._like: dict[str, list[str]] = {}
        for number in range(2, len(model.alphabet)):
            row = slice(int(alike.firsts[number]), int(alike.firsts[number + 1]))
            others = map(model.alphabet.character, alike.others[row].tolist())
            self._like[model.alphabet.character(number)] = list(others)

    def __call__(self, lines: Sequence[str]) -> list[set[tuple[int, str]]]:
        """Find them."""
        return [set(self._text(line)) for line in lines]

    def _text(self, line: str) -> Iterator[tuple[int, str]]:
        place = 0
        for word in rjieba.cut(line, False):
            if len(word) == 1 and is_han(word):
                wanted = self._wanted(line, place)
                if wanted:
                    yield place, wanted
            place += len(word)

    def _wanted(self, line: str, place: int) -> str:
        before, after = line[max(0, place - 1) : place], line[place + 1 : place + 2]
        for other in self._like.get(line[place], ()):
            if (before and is_han(before) and rjieba.has_word(before + other)) or (
                after and is_han(after) and rjieba.has_word(other + after)
            ):
                return other
        return ""


def measure(find: Finder, clean: Sequence[str], scans: Sequence[Damaged]) -> Score:
    """Return how a finder does on clean texts and on scanned ones."""
    found = find([scan.text for scan in scans])
    right = sum(
        scan.errors.get(place) == wanted
        for scan, each in zip(scans, found, strict=True)
        for place, wanted in each
    )
    return Score(
        sum(len(scan.errors) for scan in scans),
        right,
        sum(map(len, found)),
        sum(map(len, find(clean))),
    )


def main(pairs: Path | None = None) -> None:
    """Print both for each source of text, then how long a million characters take."""
    say_machine("numpy", "rjieba")
    model = character_model()
    by_shape, by_hand = Scanner(model, shapes(model.alphabet), seed=99), HandScanner(seed=99)
    word_list = WordList()
    rows: list[tuple[str, ...]] = []
    sets = held_out(pairs)
    everything = [text for part in sets.values() for text in part]
    for source, clean in sets.items():
        scans = [by_shape.scan(text, SHARE) for text in clean]
        rows.append(_row(source, clean, scans, "shapes", "ours", ours))
    for kind, scanner in (("shapes", by_shape), ("by hand", by_hand)):
        scans = [scanner.scan(text, SHARE) for text in everything]
        for name, find in (("words only (peer)", word_list), ("ours", ours)):
            rows.append(_row("all", everything, scans, kind, name, find))
    alarms = "false alarms in 10,000 clean"
    show(("held-out text", "errors", "finder", "characters", "recall", "precision", alarms), rows)
    alarms = "false alarms in 10,000 clean (of)"
    columns = ("text", "list comma read as", "finder", "recall", "recall in longer lists")
    show((*columns, "precision", alarms), proposal_marks.rows_of(everything))
    long = everything * (LONG // max(1, sum(map(len, everything))) + 1)
    took = seconds(lambda: ours(long))
    print(f"{sum(map(len, long)):,} characters in {len(long):,} paragraphs: {took:.1f} s")
    print(f"one line of {LONG:,}: {seconds(lambda: ours([''.join(long)[:LONG]])):.1f} s")


def _row(
    source: str,
    clean: Sequence[str],
    scans: Sequence[Damaged],
    kind: str,
    name: str,
    find: Finder,
) -> tuple[str, ...]:
    """Return a row of the table."""
    score = measure(find, clean, scans)
    size = sum(map(len, clean))
    return (
        "our own news" if source == OWN else source,
        kind,
        name,
        f"{size:,}",
        f"{score.found / max(1, score.errors):.3f} of {score.errors:,}",
        f"{score.found / max(1, score.proposed):.3f}",
        f"{10_000 * score.alarms / max(1, size):.2f}",
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
