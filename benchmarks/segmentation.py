"""How often sentences are cut where they end: ours, pysbd, a regular expression, OmegaT's rules.

    python -m benchmarks.segmentation
    python -m benchmarks.segmentation PAIRS.tsv.xz

Texts: lines of one sentence each, shuffled and joined by fives into paragraphs, so that the line
ends are the answer: our own news pairs, or a file (tab-separated with columns `zh` and `en`, or a
sentence a line). A line counts as one sentence when it ends with a final mark and has none before
that; the others are left out, and how many is said. That leaves out what is hard, so there are
four more texts whose boundaries were set by hand: the samples in `seeds/`; hard passages, on which
our rules (but no peer's) were worked out; passages of many kinds of text, written and marked before
any tool was run on them and held out until general rules were made from what they showed; and a
second text, made and used likewise, that collects no hard cases but runs as what translators get
runs. None is held out any more: what ours had on first sight is in `README.md`. A boundary is right
when it lies between the same characters, white space aside. OmegaT runs where it is installed.
"""

from __future__ import annotations

import csv
import lzma
import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.harness import say_machine, show
from tests import omegat_segments
from tests.segmentation.gold import paragraphs
from workbench.exchange.srx_writer import write
from workbench.segmentation import chinese, english, srx
from workbench.segmentation.srx_builtin import builtin

Paragraph = tuple[str, ...]
Tool = Callable[[Sequence[str]], list[tuple[str, ...]]]

PAIRS = Path(__file__).resolve().parent.parent / "models/embedded/recipe/pairs/news.tsv"
TOGETHER = 5
BY_HAND = {
    "seeds": "seeds",
    "hard": "hard",
    "held-out": "first held out, since used",
    "held-out-2": "second held out, since used",
}
CODES = {"zh": srx.CHINESE, "en": srx.ENGLISH}
OMEGAT = {"zh": "ZH-CN", "en": "EN-US"}
ONE_SENTENCE = {
    "zh": re.compile(r"[^。！？!?…]*[。！？!?…]+[”’」』）》\"]*"),
    "en": re.compile(r"[^.!?…]*[.!?…]+[\"'”’)]*"),
}
BARE = {
    "zh": re.compile(r"[^。！？!?…]*[。！？!?…]+[”’」』）》\"]*|[^。！？!?…]+$"),
    "en": re.compile(r".+?(?:[.!?…]+[\"'”’)]*(?=\s)|$)"),
}

CASES = {
    "quotations side by side": "“快走。”|“为什么？”|“车要开了！”",
    "the same, straight and half-width": '"快走。"|"为什么?"|"车要开了!"',
    "two marks, no orphan": "是吗？！|真的。",
    "half-width marks": "是吗?|真的!|好。",
    "an ellipsis ends": "他等了很久……|船没有来。",
    "an ellipsis in a sentence": "苹果、米糕、青菜……等等都有。",
    "decimal point": "增长3.5亿元，占比0.5%。|很好。",
    "time and version": "比赛10.30开始，用2.0.1版。|请来。",
    "address": "见www.haichuan.cn/a?b=1。|谢谢。",
    "ASCII full stops": "今天有雾.|明天晴.|后天有风.",
    "said after it": "“雾散了再走。”苏念说。|大家点头。",
    "said in between": "“走吧，”他说，“天黑了。”|她点头。",
    "sentences in a quotation": "他说：“雾太大。|再等等。”|大家点头。",
    "nested quotation": "他说：“老人问：‘开船吗？’|没人出声。”",
    "part of a sentence": "岸上的人喊着“加油！加油！”的口号，跑到桥头。",
    "title of a book": "《你去哪里？》是一本旧书。|我读过。",
    "brackets": "渡口（雾大时停航！请注意。）每天开门。|周末休息。",
    "whole sentence in brackets": "（雾散了。）|船开了。",
    "enumeration": "分三步：（一）看；（二）听；（三）问。|完了。",
    "numbered items": "1.等雾散。|2.查船底。",
}
"""What peers get wrong, by what it is about; a bar where a sentence begins."""


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs with known boundaries."""

    name: str
    language: str
    paragraphs: Sequence[Paragraph]


def main() -> None:
    """Print precision, recall and F1 of each tool on each text, then the cases."""
    say_machine("pysbd")
    texts = list(_texts(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
    header = ("text", "boundaries", "tool", "precision", "recall", "F1", "wrong", "chars/s")
    show(header, chain.from_iterable(map(_rows, texts)))
    tools = _tools("zh")
    gold = [tuple(case.split("|")) for case in CASES.values()]
    found = {name: tool(["".join(case) for case in gold]) for name, tool in tools.items()}
    rows = [
        (about, *("right" if cuts[number] == gold[number] else "wrong" for cuts in found.values()))
        for number, about in enumerate(CASES)
    ]
    show(("case", *found), rows)


def _texts(path: Path | None) -> Iterator[Text]:
    for language in ("zh", "en"):
        lines = _lines(path or PAIRS, language)
        whole = [line for line in lines if ONE_SENTENCE[language].fullmatch(line)]
        left = len(lines) - len(whole)
        print(f"{(path or PAIRS).name}, {language}: {len(whole):,} lines, {left:,} left out")
        if whole:
            yield Text(f"{(path or PAIRS).stem} {language}", language, _joined(whole, language))
        if path is None:
            for name, shown in BY_HAND.items():
                yield Text(f"{shown} {language}", language, paragraphs(f"{name}.{language}"))
    print()


def _lines(path: Path, language: str) -> list[str]:
    """Return a file's lines of a language; a file without columns has only Chinese ones."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    column = {"zh": ("zh", "source"), "en": ("en", "target")}[language]
    named = [place for place, name in enumerate(rows[0]) if name == column[0]]
    named = named or [place for place, name in enumerate(rows[0]) if name == column[1]]
    if not named:
        return [row[0].strip() for row in rows if row] if language == "zh" else []
    return [row[named[0]].strip() for row in rows[1:] if len(row) > named[0]]


def _joined(lines: Sequence[str], language: str) -> list[Paragraph]:
    """Return the lines as paragraphs in a random order, an English one with the space before it."""
    order = random.Random(1).sample(lines, len(lines))
    space = " " if language == "en" else ""
    return [
        (order[at], *(space + line for line in order[at + 1 : at + TOGETHER]))
        for at in range(0, len(order), TOGETHER)
    ]


def _tools(language: str) -> dict[str, Tool]:
    import pysbd

    ours = chinese.sentences if language == "zh" else english.sentences
    as_srx = partial(srx.sentences, rules=builtin(), codes=CODES[language])
    peer = pysbd.Segmenter(language=language, clean=False).segment
    tools: dict[str, Tool] = {
        "ours": partial(_each, ours),
        "ours as SRX": partial(_each, as_srx),
        "pysbd": partial(_each, peer),
        "regular expression": partial(_each, BARE[language].findall),
    }
    if omegat_segments.is_there():
        tools["OmegaT"] = partial(_omegat, language=language, rules=None)
        tools["OmegaT, our SRX"] = partial(_omegat, language=language, rules=write(builtin()))
    return tools


def _each(cut: Callable[[str], Sequence[str]], texts: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(part.strip() for part in cut(text) if part.strip()) for text in texts]


def _omegat(texts: Sequence[str], *, language: str, rules: str | None) -> list[tuple[str, ...]]:
    with TemporaryDirectory() as folder:
        return omegat_segments.segments(texts, Path(folder), rules=rules, language=OMEGAT[language])


def _rows(text: Text) -> Iterator[tuple[str | float, ...]]:
    gold = [_places(paragraph) for paragraph in text.paragraphs]
    count = sum(map(len, gold))
    whole = ["".join(paragraph) for paragraph in text.paragraphs]
    for name, tool in _tools(text.language).items():
        start = time.perf_counter()
        found = [_places(cuts) for cuts in tool(whole)]
        speed = sum(map(len, whole)) / (time.perf_counter() - start)
        right = sum(len(a & b) for a, b in zip(gold, found, strict=True))
        cuts = sum(map(len, found))
        wrong = cuts + count - 2 * right
        precision, recall = right / cuts if cuts else 0.0, right / count
        score = 2 * right / (cuts + count)
        timed = "" if name.startswith("OmegaT") else f"{speed:,.0f}"
        figures = (f"{value:.4f}" for value in (precision, recall, score))
        yield (text.name, f"{count:,}", name, *figures, f"{wrong:,}", timed)


def _places(parts: Sequence[str]) -> set[int]:
    """Return the boundaries between parts, in characters without white space."""
    found, at = set(), 0
    for part in parts[:-1]:
        at += len("".join(part.split()))
        found.add(at)
    return found


if __name__ == "__main__":
    main()
