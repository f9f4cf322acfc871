r"""The words of one cue: its tags ↔ codes, its lines ↔ one line, its speakers.

What stands around all of the words (`{\an8}`, `<i>…</i>`, ♪) is not shown to the translator and
comes back by itself. Lines of a cue part clauses, so that Chinese ones are joined with a space.
English goes on one line where it fits, else on two of about the same length.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from workbench.core.code import Code, CodeKind
from workbench.documents.markup import first_free
from workbench.text.placeholders import placeholder, placeholders, without

WIDTH: Final = 42
"""Characters that a line of English may have, as broadcasters ask."""

_TAG: Final = re.compile(r"<(/?)([a-zA-Z]\w*)(?:\s[^<>\r\n]*|\.[^<>\r\n]*)?>|\{\\[^{}\r\n]*\}")
_END: Final = re.compile(r"\r\n|\r|\n")
_DASH: Final = re.compile(r"((?:<[^<>]*>|\{\\[^{}]*\}|\s)*)([-–—－‐−]\s*)(?=\S)")
_ENGLISH_DASH: Final = re.compile(r"[-–—]\s*")
_SAME_AGAIN: Final = re.compile(
    r"</(i|b|u)>[ \t]*(\r\n|\r|\n)[ \t]*<\1>|♪[ \t]*(\r\n|\r|\n)[ \t]*♪"
)
_HEAD: Final = re.compile(r"(?:\{\\[^{}\r\n]*\}|[♪♫♬]|\s)+")
_TAIL: Final = "♪♫♬ \t\r\n\u3000"
_DEPTH: Final = 8  # pairs of tags around all words that are taken off; nobody has more
_PAUSE: Final = re.compile(r"[,.;:!?…—]['\"”’)]*\Z")
_TRIED: Final = 60  # spaces around the middle
_PAUSE_WORTH: Final = 8  # characters of imbalance that a break after a mark is worth


@dataclass(frozen=True, slots=True)
class Words:
    """A cue's words as a translator sees them.

    Attributes:
        head, tail: what stands around all of them.
        speeches: the one line of words; or one for each speaker, with its dash.
        codes: what the placeholders in them stand for.
        dash: what a speaker's line begins with, empty where there is one speaker.
    """

    head: str
    tail: str
    speeches: tuple[str, ...]
    codes: tuple[Code, ...]
    dash: str


def words(raw: str) -> Words:
    """Take the words of a cue apart."""
    head, inner, tail = _unwrapped(_SAME_AGAIN.sub(lambda m: m[2] or m[3], raw))
    lines = [line for line in _END.split(inner) if line.strip()]
    dashes = [match for match in map(_DASH.match, lines) if match]
    dash = dashes[0][2] if len(dashes) > 1 and _DASH.match(lines[0]) else ""
    groups: list[list[str]] = []
    for line in lines:
        if not groups or (dash and _DASH.match(line)):
            groups.append([])
        groups[-1].append(line)
    joined = [" ".join(" ".join(group).split()) for group in groups]
    speeches, codes = _coded(joined)
    return Words(head, tail, tuple(speeches), tuple(codes), dash)


def _unwrapped(raw: str) -> tuple[str, str, str]:
    """Return what stands before all words, the words, and what stands after them."""
    start, end = 0, len(raw)
    for _ in range(_DEPTH):
        found = _HEAD.match(raw, start, end)
        start = found.end() if found else start
        end = start + len(raw[start:end].rstrip(_TAIL))
        pair = _pair_around(raw, start, end)
        if pair is None:
            break
        start, end = pair
    return raw[:start], raw[start:end], raw[end:]


def _pair_around(raw: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the inside of a tag that opens at the start and closes only at the end."""
    tags = list(_TAG.finditer(raw, start, end))
    if len(tags) < 2 or tags[0].start() != start or tags[-1].end() != end:  # noqa: PLR2004
        return None
    return (tags[0].end(), tags[-1].start()) if _partners(tags).get(0) == len(tags) - 1 else None


def _partners(tags: Sequence[re.Match[str]]) -> dict[int, int]:
    """Return which of the tags belong together, both ways; lone ones are left out."""
    open_: list[int] = []
    found: dict[int, int] = {}
    for at, tag in enumerate(tags):
        if tag[2] is None:
            continue
        if not tag[1]:
            open_.append(at)
        elif open_ and tags[open_[-1]][2].lower() == tag[2].lower():
            found[at] = open_.pop()
            found[found[at]] = at
    return found


def _coded(speeches: Sequence[str]) -> tuple[list[str], list[Code]]:
    """Return the speeches with placeholders for their tags, and the codes."""
    taken = {number for speech in speeches for number in placeholders(speech)}
    codes: list[Code] = []
    coded: list[str] = []
    number = 0
    for speech in speeches:
        tags = list(_TAG.finditer(speech))
        numbers: list[int] = []
        for _ in tags:
            number = first_free(taken, number + 1)
            numbers.append(number)
        partners = _partners(tags)
        pieces, at = [], 0
        for rank, tag in enumerate(tags):
            pieces += [speech[at : tag.start()], placeholder(numbers[rank])]
            at = tag.end()
            codes.append(_code(tag, numbers[rank], numbers, partners.get(rank)))
        coded.append("".join((*pieces, speech[at:])))
    return coded, codes


def _code(tag: re.Match[str], number: int, numbers: Sequence[int], partner: int | None) -> Code:
    label = f"<{tag[1]}{tag[2].lower()}>" if tag[2] else tag.group()
    if partner is None:
        return Code(number, CodeKind.ALONE, tag.group(), label)
    kind = CodeKind.CLOSE if tag[1] else CodeKind.OPEN
    return Code(number, kind, tag.group(), label, numbers[partner])


def lines(speeches: Sequence[str], dash: str) -> list[str]:
    """Return English as the lines of a cue, placeholders still in.

    Args:
        speeches: as `Words.speeches`, translated.
        dash: as `Words.dash`.
    """
    spoken = [speech for speech in speeches if speech]
    if dash and len(spoken) > 1:
        return [dash + _ENGLISH_DASH.sub("", speech, count=1) for speech in map(_led, spoken)]
    return _two_lines(" ".join(spoken))


def _led(speech: str) -> str:
    """Return a speech with a dash before it, whether it has one or not."""
    return speech if _ENGLISH_DASH.match(without(speech)) else f"-{speech}"


def _two_lines(text: str) -> list[str]:
    """Return the text on one line if it fits, else cut at the space that balances it best."""
    if len(without(text)) <= WIDTH:
        return [text]
    places = [match.start() for match in re.finditer(" ", text)]
    if not places:
        return [text]
    middle = sorted(places, key=lambda place: abs(2 * place - len(text)))[:_TRIED]
    at = min(middle, key=lambda place: _cost(text, place))
    return [text[:at].rstrip(), text[at:].lstrip()]


def _cost(text: str, place: int) -> tuple[bool, int]:
    """Return how bad it is to cut there: lines too long first, then uneven ones."""
    first, second = without(text[:place]).rstrip(), without(text[place:]).lstrip()
    longest = max(len(first), len(second))
    worth = _PAUSE_WORTH if _PAUSE.search(first) else 0
    return longest > WIDTH, longest - worth
