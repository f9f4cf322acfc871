"""Select the sentence pairs that the embedded model learns from.

Promises: the selection is a pure function of its input files (no clock, no unseeded chance); a pair
is held out by a hash of its source, so the split stays the same when pairs are added; a sentence
that was held out is never trained on under another source name.
"""

from __future__ import annotations

import csv
import hashlib
import json
import lzma
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from pathlib import Path

from .dictionary import Word
from .names import Names

LAW_LONGEST = 45
"""Longest law sentence taken, in characters: longer ones cost time and teach little of news."""

AT_MOST = {"tw-law": 60_000, "docs": 4_000}
"""Pairs kept of the kinds that would otherwise crowd out the rest."""

HELD_OUT_PER_MILLE = {
    "tw-law": 16,
    "tatoeba": 16,
    "xquad": 120,
    "docs": 50,
    "news": 50,
    "economy": 50,
    "diplomacy": 50,
    "society": 50,
    "commentary": 50,
    "practical": 50,
    "world": 50,
}
"""How many of each thousand pairs of a kind are never trained on."""

FIRST_EAST_ASIAN = "\u2e80"
"""Characters from here on are never trained on in English, nor written by the model."""

_ENUMERATOR = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十○〇百]+[）)、. 　]"
    r"|[（(]?\d+[）)、.]|[甲乙丙丁戊己庚辛]、)\s*"
)
_ENGLISH_ENUMERATOR = re.compile(r"^\s*(?:[（(]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[）).:]+)\s*")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "–": "-"})
_UNUSABLE = re.compile(r"[\^<>{}\\|=_#`*\[\]]|::|\.\.|--")
_SENTENCE_END = "。！？!?：:；;.…”\"'）)"


@dataclass(frozen=True, slots=True)
class Pair:
    """A source sentence and its English, of a ``kind`` that the mixture weighs."""

    kind: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry: a Chinese term, its preferred English and the glossary it stands in."""

    source: str
    target: str
    domain: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A sentence pair with ``{t}`` on both sides where a term of ``kind`` fits."""

    kind: str
    source: str
    target: str


NO_NAMES = Names((), ())


@dataclass(frozen=True, slots=True)
class Corpus:
    """All that training draws from, and what it must never see."""

    training: tuple[Pair, ...]
    held_out: tuple[Pair, ...]
    terms: tuple[Term, ...]
    frames: tuple[Frame, ...]
    names: Names = NO_NAMES
    words: tuple[Word, ...] = ()


def share(text: str) -> int:
    """A number from 0 to 999 that depends on ``text`` alone."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") % 1000


def plain_english(text: str) -> str:
    """``text`` with straight quotes, single spaces and composed letters."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_PLAIN).split())


def plain_chinese(text: str) -> str:
    """``text`` with single spaces and composed letters; punctuation stays as it is."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def read_bitext(path: Path) -> Iterator[Pair]:
    """The usable short pairs of the compressed collection ``source zh en attribution``."""
    with lzma.open(path, "rt", encoding="utf-8", newline="\n") as stream:
        next(stream)
        for line in stream:
            name, chinese, english, *_ = line.rstrip("\n").split("\t")
            pair = _select(name, plain_chinese(chinese), plain_english(english))
            if pair is not None:
                yield pair


def keep_shortlist(pairs: Iterable[Pair]) -> list[Pair]:
    """``pairs`` without repetitions, of each kind at most ``AT_MOST``, chosen by hash."""
    by_kind: dict[str, dict[str, Pair]] = {}
    for pair in pairs:
        by_kind.setdefault(pair.kind, {}).setdefault(f"{pair.source}\t{pair.target}", pair)
    shortlist: list[Pair] = []
    for kind, found in by_kind.items():
        ranked = sorted(
            found.values(), key=lambda pair: hashlib.sha256(pair.source.encode()).digest()
        )
        shortlist += ranked[: AT_MOST.get(kind)]
    return shortlist


def _select(name: str, chinese: str, english: str) -> Pair | None:
    """The pair as it is trained on, or None where it would do harm."""
    kind = "docs" if name.endswith("-docs") else name
    if kind == "tw-law":
        chinese = _ENUMERATOR.sub("", chinese)
        english = _ENGLISH_ENUMERATOR.sub("", english).strip()
        english = english.removesuffix("; and").rstrip(";")
        if not chinese or chinese[-1] not in _SENTENCE_END or english[:1].islower():
            return None
    longest = {"tw-law": LAW_LONGEST, "docs": 32}.get(kind, 60)
    if not 2 <= len(chinese) <= longest or not 1 <= len(english.split()) <= 48:
        return None
    if kind in {"docs", "tw-law"} and (_UNUSABLE.search(chinese) or _UNUSABLE.search(english)):
        return None
    if kind != "tatoeba" and len(english.split()) > 1.3 * len(chinese) + 4:
        return None
    return Pair(kind, chinese, english)


def read_pairs(path: Path) -> Iterator[Pair]:
    """The pairs of one of our own ``source<TAB>target`` files; the kind is the file's stem."""
    for row in _rows(path):
        if len(row) == 2 and row[0].strip() and row[1].strip():
            yield Pair(path.stem, plain_chinese(row[0]), plain_english(row[1]))


def read_frames(path: Path) -> Iterator[Frame]:
    """The sentence frames of a ``kind<TAB>source<TAB>target`` file."""
    for row in _rows(path):
        if len(row) == 3 and "{t}" in row[1] and "{t}" in row[2]:
            yield Frame(row[0].strip(), plain_chinese(row[1]), plain_english(row[2]))


def _rows(path: Path) -> Iterator[list[str]]:
    """The rows of a tab-separated file, without its header and its ``#`` lines."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    for number, line in enumerate(line for line in lines if line and not line.startswith("#")):
        if number:
            yield line.split("\t")


def read_terms(folder: Path) -> Iterator[Term]:
    """The preferred terms of each glossary in ``folder``."""
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                if row["status"] == "preferred":
                    yield Term(row["source"], plain_english(row["target"]), path.stem)


def is_held_out(pair: Pair) -> bool:
    """Whether ``pair`` belongs to the fixed part that is only ever measured."""
    return share(pair.source) < HELD_OUT_PER_MILLE.get(pair.kind, 0)


def _is_latin(english: str) -> bool:
    return all(character < FIRST_EAST_ASIAN for character in english)


def keep(work: Path, bitext: Iterable[Pair], words: Iterable[Word]) -> None:
    """Write what was selected into ``work``, for ``restore``."""
    _write(work / "bitext.json", [astuple(pair) for pair in bitext])
    _write(work / "words.json", [astuple(word) for word in words])


def restore(work: Path) -> tuple[list[Pair], list[Word]]:
    """The sentence pairs and the words that ``keep`` wrote into ``work``."""
    pairs, words = (
        json.loads((work / f"{n}.json").read_text("utf-8")) for n in ("bitext", "words")
    )
    return [Pair(*row) for row in pairs], [Word(w, tag, tuple(g)) for w, tag, g in words]


def _write(path: Path, rows: list[tuple[object, ...]]) -> None:
    path.write_text(json.dumps(rows, ensure_ascii=False), "utf-8")


def assemble(
    bitext: Iterable[Pair], recipe: Path, glossaries: Path, words: Iterable[Word] = ()
) -> Corpus:
    """Read our own files fresh and divide everything into training and held out."""
    own = [pair for path in sorted((recipe / "pairs").glob("*.tsv")) for pair in read_pairs(path)]
    everything = [*bitext, *own]
    held_out = {pair: None for pair in everything if is_held_out(pair)}
    unseen = {pair.source for pair in held_out} | {pair.target for pair in held_out}
    training = {
        pair: None
        for pair in everything
        if pair.source not in unseen and pair.target not in unseen and _is_latin(pair.target)
    }
    return Corpus(
        tuple(training),
        tuple(held_out),
        tuple(read_terms(glossaries)),
        tuple(read_frames(recipe / "frames.tsv")),
        Names.of(_rows(recipe / "names.tsv")),
        tuple(words),
    )
