"""Clean articles → damaged pages, with the exact answer.

The articles in `benchmarks/articles/` are written for this, a paragraph a line with its kind before
it. They fall in two halves: rules are tuned on `development` alone, `held_out` is what is reported.
Damage is what print and scans do: lines wrapped at some width, with or without kinsoku, line ends
turned to spaces, indents lost, stray spaces, half-width marks, columns cut, lines lost, headings
stuck to the paragraph before, page numbers and stray characters in between.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.documents.cleanup.measure import ems

ARTICLES = Path(__file__).parent / "articles"

_NO_START = "，。、；：？！”’）》」』】,;:?!)…—"
_TOKEN = re.compile(r"[0-9A-Za-z.%]+|\s|\S")
_HALF = str.maketrans("，；：？！（）“”‘’", ",;:?!()\"\"''")
_STRAY = "动建界和口球风城路光春海桥山星"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the answer: its kind and its text on one line, with the right spaces."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A damaged text and what it was."""

    text: str
    answer: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Damage:
    """What happens to a page.

    Attributes:
        name: what the table calls it.
        between: what stands between two paragraphs.
        joint: what stands between two lines of a paragraph.
        wraps: whether paragraphs are wrapped at all.
        indent: what stands before a first line.
        shortens: em by which a first line is shorter, though its indent may be lost.
        stray: share of the places between characters that get a stray space.
        half_width: whether marks are half-width.
        columns: lines after which a column is cut, 0 for none.
        loses: share of the cuts at which a line is lost.
        sticks: whether headings stick to the paragraph before them.
        noise: whether page numbers and stray characters stand in between.
        articles: how many articles a page has.
    """

    name: str
    between: str = "\n\n"
    joint: str = "\n"
    wraps: bool = True
    indent: str = ""
    shortens: int = 0
    stray: float = 0.0
    half_width: bool = False
    columns: int = 0
    loses: float = 0.0
    sticks: bool = False
    noise: bool = False
    articles: int = 1

    def having(self, name: str, **changes: object) -> Damage:
        """Return the damage with some more, under another name."""
        return replace(self, name=name, **changes)  # type: ignore[arg-type]


_BLANK = Damage("blank lines")
_SPACED = Damage("line ends turned to spaces", joint=" ", shortens=2)
_PAGE = _SPACED.having("", half_width=True, articles=3)
DAMAGES = (
    Damage("a line each", wraps=False, between="\n"),
    Damage("a line each, stray spaces", wraps=False, between="\n", stray=0.03),
    _BLANK,
    _BLANK.having("blank lines, half-width marks", half_width=True),
    Damage("indents", between="\n", indent="\u3000\u3000", shortens=2),
    Damage("neither blank lines nor indents", between="\n"),
    _SPACED,
    _BLANK.having("columns cut", columns=17),
    _SPACED.having("columns cut, line ends to spaces", columns=17),
    _SPACED.having("headings stuck", sticks=True),
    _PAGE.having("page of three articles"),
    _PAGE.having("page with noise", noise=True),
    _PAGE.having("page, all of it", columns=23, sticks=True, noise=True, stray=0.002),
    _BLANK.having("lines lost", columns=17, loses=0.6),
    _PAGE.having("page, lines lost", columns=23, loses=0.6, sticks=True, noise=True),
)
"""Every kind of damage that is measured, the mild ones first."""


def articles(half: str) -> list[tuple[Paragraph, ...]]:
    """Return the articles of `development` or `held_out`."""
    return [_article(path) for path in sorted((ARTICLES / half).glob("*.txt"))]


def _article(path: Path) -> tuple[Paragraph, ...]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(Paragraph(*line.split("|", 1)) for line in lines if line)


def pages(half: str, damage: Damage, widths: Sequence[int]) -> Iterator[Page]:
    """Yield damaged pages: each article, or as many in a row as the damage says, at each width."""
    clean = articles(half)
    for width in widths:
        rng = random.Random(f"{half} {damage.name} {width}")
        rng.shuffle(clean)
        for start in range(0, len(clean), damage.articles):
            found = [p for article in clean[start : start + damage.articles] for p in article]
            yield _Press(damage, width, rng).print(found)


class _Press:
    """Prints one page, and scans it badly."""

    def __init__(self, damage: Damage, width: int, rng: random.Random) -> None:
        self._damage, self._width, self._rng = damage, width, rng
        self._kinsoku = rng.choice(["push", "hang", "none"])
        self._lines = 0
        self._answer: list[Paragraph] = []
        self._text: list[str] = []

    def print(self, paragraphs: Sequence[Paragraph]) -> Page:
        """Return the page of these paragraphs."""
        damage = self._damage
        for number, paragraph in enumerate(paragraphs):
            before = paragraphs[number - 1].kind if number else ""
            if damage.noise and (self._rng.random() < 0.06 or paragraph.kind == "title" != before):
                self._add_noise()
            after = self._answer[-1].kind if self._answer else ""
            sticks = damage.sticks and paragraph.kind == "heading" and after == "body"
            self._add(paragraph, " " if sticks else damage.between)
        return Page("".join(self._text) + "\n", tuple(self._answer))

    def _add_noise(self) -> None:
        """Print a page number, or the characters that a scan left of a big headline."""
        if self._rng.random() < 0.5:
            scraps = [f"— {self._rng.randint(2, 60)} —"]
        else:
            scraps = self._rng.sample(_STRAY, self._rng.randint(4, 7))
        for scrap in scraps:
            self._put([scrap], "noise", "\n\n")

    def _add(self, paragraph: Paragraph, between: str) -> None:
        """Print a paragraph, in one piece or cut by the ends of columns."""
        text = paragraph.text.translate(_HALF) if self._damage.half_width else paragraph.text
        kind = paragraph.kind
        if not self._damage.wraps:
            self._put([text], kind, between)
            return
        lines = self._wrapped(text, first=self._damage.shortens if kind == "body" else 0)
        column = self._damage.columns
        while column and self._lines + len(lines) > column:
            head, lines = self._cut(lines, column - self._lines)
            self._lines = 0
            lost = bool(head) and len(lines) > 1 and self._rng.random() < self._damage.loses
            if head:
                self._put(head, kind, between)
            if lost:
                between, lines = "\n\n", lines[1:]
            elif head:
                self._go_on(lines, kind)
                self._lines = len(lines)
                return
        self._lines += len(lines)
        self._put(lines, kind, between)

    def _cut(self, lines: list[str], at: int) -> tuple[list[str], list[str]]:
        return lines[:at], lines[at:]

    def _put(self, lines: Sequence[str], kind: str, between: str) -> None:
        """Print lines as a paragraph of their own."""
        indent = self._damage.indent if kind == "body" else ""
        self._text += [between if self._text else "", indent, self._scanned(lines)]
        self._answer.append(Paragraph(kind, _joined(lines)))

    def _go_on(self, lines: Sequence[str], kind: str) -> None:
        """Print the rest of the last paragraph at the top of the next column."""
        self._text += ["\n\n", self._scanned(lines)]
        last = self._answer.pop()
        self._answer.append(Paragraph(kind, _joined([last.text, *lines])))

    def _scanned(self, lines: Sequence[str]) -> str:
        """Return the lines as the scan has them."""
        text = self._damage.joint.join(line.strip() for line in lines)
        if not self._damage.stray:
            return text
        spaced = (
            ch + " " if _is_wide(ch) and self._rng.random() < self._damage.stray else ch
            for ch in text
        )
        return "".join(spaced).strip()

    def _wrapped(self, text: str, first: int) -> list[str]:
        """Return the lines of a text; a space that ends a line stays there."""
        lines: list[str] = []
        line, room = "", self._width - first
        for token in _TOKEN.findall(text):
            if line and ems(line + token) > room and not self._hangs(token):
                line, over = self._pushed(line, token)
                lines.append(line)
                line, room = over, self._width
            line += token
        return [*lines, line]

    def _hangs(self, token: str) -> bool:
        return token == " " or (self._kinsoku == "hang" and token in _NO_START)

    def _pushed(self, line: str, token: str) -> tuple[str, str]:
        """Return the line, and what goes to the next one so that no mark begins it."""
        if self._kinsoku != "push" or token not in _NO_START or len(line) < 3:
            return line, ""
        cut = len(line) - 1
        while cut > 1 and line[cut] in _NO_START:
            cut -= 1
        return line[:cut], line[cut:]


def _joined(lines: Sequence[str]) -> str:
    return "".join(lines).strip()


def _is_wide(ch: str) -> bool:
    return ems(ch) == 1.0
