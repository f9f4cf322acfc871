"""Bytes that are no text: which ones, where, among what, and what the file may be instead.

A person who has such a file wants to know three things: whether another encoding would read it;
whether two encodings are mixed in it, and on which lines; or else which bytes are damaged in a file
that is sound otherwise. Nothing here decides anything: it words an error.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from workbench.documents.plausibility import PLAUSIBLE, plausibility
from workbench.errors import EncodingError

if TYPE_CHECKING:
    from workbench.documents.encodings import Encoding

HINT = "Name another encoding with --encoding, or repair the file"

_CANDIDATES = ("utf-8", "gb18030", "big5hkscs")
_PIECE = 1 << 16  # bytes; what follows damage in it is decoded again for each
_LONGEST = 8  # bytes of a character that a piece may have cut
_MOST = 1_000  # damaged stretches that are looked for
_NAMED = 3  # of them that are named
_FEW = 0.02  # of the bytes: more damage than that, and the encoding is another one
_CONTEXT = 12  # characters on either side that are shown
_LINES = 1 << 16  # bytes of damaged lines that are tried in another encoding


@dataclass(frozen=True, slots=True)
class _Damage:
    """What is wrong with a file in an encoding.

    Attributes:
        name: of the encoding.
        stretches: where it cannot be decoded: offsets of the first byte and after the last one.
        size: of the file, or of as much of it as was looked at.
        score: how plausible the rest is.
    """

    name: str
    stretches: tuple[tuple[int, int], ...]
    size: int
    score: float

    @property
    def share(self) -> float:
        """The share of the bytes that cannot be decoded."""
        return sum(end - start for start, end in self.stretches) / max(1, self.size)


def failure(stream: BinaryIO, name: str, start: int, end: int, hint: str = HINT) -> EncodingError:
    """Return the error that names bytes, their offset, their line and what stands around them."""
    line, left = _before(stream, name, start)
    stream.seek(start)
    bad = stream.read(max(1, min(end - start, 4)))
    after = stream.read(4 * _CONTEXT).decode(_lenient(name), "ignore")
    right = _printable((after.splitlines() or [""])[0][:_CONTEXT])
    shown = bad.hex(" ").upper() or "(the end)"
    return EncodingError(
        f"the bytes {shown} at offset {start:,} (line {line:,}) are no {name} text: "
        f"{left}⟦{shown}⟧{right}",
        hint=hint,
    )


def advised(
    error: EncodingError, stream: BinaryIO, name: str, guess: Encoding | None
) -> EncodingError:
    """Return the error about an encoding that a person named, with better advice where there is."""
    if guess is not None and guess.name != name:
        hint = f"It reads as {guess.name}: leave --encoding out, or say --encoding {guess.name}"
        return EncodingError(error.what, hint=hint)
    if _lenient(name) != name:
        return error
    found = _damage(stream, name)
    hint = _advice(stream, found) if found.share < _FEW else error.hint
    return EncodingError(error.what, hint=hint)


def undecodable(stream: BinaryIO) -> EncodingError:
    """Return the error for bytes that are no text in any encoding, with the nearest as a guess."""
    found = [_damage(stream, name) for name in _CANDIDATES]
    nearest = max(found, key=lambda one: one.score - one.share)
    read = ", ".join(f"{one.name} {100 * (1 - one.share):.0f} %" for one in found)
    hint = f"Name the right encoding with --encoding; of the bytes are text: {read}"
    if not nearest.stretches:  # sound, and nonsense
        return EncodingError("the bytes are text in no encoding of Chinese", hint=hint)
    if nearest.score >= PLAUSIBLE:
        hint = _advice(stream, nearest)
    return failure(stream, nearest.name, *nearest.stretches[0], hint)


def _advice(stream: BinaryIO, found: _Damage) -> str:
    """Return what to do about a file that is nearly sound in an encoding."""
    other = _mixed_with(stream, found)
    if other is not None:
        ends = (found.stretches[0], found.stretches[-1])
        first, last = (_before(stream, found.name, s[0])[0] for s in ends)
        lines = f"line {first:,}" if first == last else f"lines from {first:,} to {last:,}"
        return (
            f"It looks like {found.name} with {lines} in {other}: save that part by itself, "
            f"convert it (`iconv -f {_iconv(other)} -t {_iconv(found.name)}`), and put it back"
        )
    count = len(found.stretches)
    where = ", ".join(f"{start:,}" for start, _ in found.stretches[:_NAMED])
    more = ", …" if count > _NAMED else ""
    many = f"{'at least ' if count == _MOST else ''}{count:,} places"
    places = "one place" if count == 1 else f"{many} (offsets {where}{more})"
    code = _iconv(found.name)
    return (
        f"It looks like {found.name}, damaged in {places}: repair it there, or leave the bytes "
        f"out with `iconv -c -f {code} -t UTF-8 FILE > repaired.txt`"
    )


def _mixed_with(stream: BinaryIO, found: _Damage) -> str | None:
    """Return the encoding that all damaged lines are good text in, if there is one."""
    data = b"".join(_damaged_lines(stream, found.stretches))
    for name in _CANDIDATES:
        if name != found.name:
            try:
                text = data.decode(name)
            except UnicodeDecodeError:
                continue
            if plausibility(text) >= PLAUSIBLE:
                return name
    return None


def _damaged_lines(stream: BinaryIO, stretches: tuple[tuple[int, int], ...]) -> Iterator[bytes]:
    """Yield the lines that have damage in them, each once, up to some size altogether."""
    done = 0
    taken = 0
    for start, _ in stretches:
        if start < done or taken > _LINES:
            continue
        begin = max(done, start - 1_000)
        stream.seek(begin)
        head = stream.read(start - begin)
        begin += head.rfind(b"\n") + 1
        stream.seek(begin)
        line = stream.readline(_LINES)
        done, taken = begin + len(line), taken + len(line)
        yield line


def _damage(stream: BinaryIO, name: str) -> _Damage:
    """Decode what can be decoded, and note what cannot."""
    found: list[tuple[int, int]] = []
    sample: list[str] = []
    size = 0
    for at, data, final in _pieces(stream):
        size = at + len(data)
        text, bad = _decode(data, name, final=final)
        found.extend((at + start, at + end) for start, end in bad)
        if len(sample) < 8 and not text.isascii():  # noqa: PLR2004 - half a megabyte is plenty
            sample.append(text)
        if len(found) >= _MOST:
            break
    score = plausibility("".join(sample)) if sample else 0.0
    return _Damage(name, _joined(found)[:_MOST], size, score)


def _pieces(stream: BinaryIO) -> Iterator[tuple[int, bytes, bool]]:
    """Yield offset, bytes and whether they are the last; each piece overlaps with none."""
    stream.seek(0)
    at = 0
    data = stream.read(_PIECE)
    while True:
        # Cut after a line end where there is one, so that no character is torn.
        following = stream.read(_PIECE)
        cut = data.rfind(b"\n") + 1 if following else len(data)
        keep = data[cut or len(data) :]
        yield at, data[: cut or len(data)], not following
        if not following:
            return
        at += len(data) - len(keep)
        data = keep + following


def _decode(data: bytes, name: str, *, final: bool) -> tuple[str, list[tuple[int, int]]]:
    """Return what can be decoded, and the places of what cannot."""
    texts: list[str] = []
    bad: list[tuple[int, int]] = []
    at = 0
    while at < len(data) and len(bad) < _MOST:
        try:
            texts.append(data[at:].decode(name))
            break
        except UnicodeDecodeError as exc:
            texts.append(data[at : at + exc.start].decode(name, "ignore"))
            is_torn = not final and len(data) - (at + exc.start) < _LONGEST
            if not is_torn:
                bad.append((at + exc.start, at + exc.end))
            at += max(exc.end, exc.start + 1)
    return "".join(texts), bad


def _joined(stretches: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return the stretches with those that touch made one."""
    joined: list[tuple[int, int]] = []
    for start, end in stretches:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def _before(stream: BinaryIO, name: str, offset: int) -> tuple[int, str]:
    """Return the 1-based line of a byte, and the text that stands before it there.

    Lines are counted as an editor does: LF, CR LF, or a lone CR. All is decoded from the beginning,
    since in the middle nobody knows where a character begins.
    """
    decoder = codecs.getincrementaldecoder(_lenient(name))("ignore")
    stream.seek(0)
    count, tail = 1, ""
    while offset > 0 and (data := stream.read(min(offset, _PIECE))):
        offset -= len(data)
        text = decoder.decode(data)
        count += text.count("\n") + text.count("\r") - text.count("\r\n")
        count -= tail.endswith("\r") and text.startswith("\n")
        tail = (tail + text)[-_CONTEXT:]
    lines = tail.splitlines(keepends=True) or [""]
    is_new = lines[-1].endswith(("\n", "\r"))
    return count, "" if is_new else _printable(lines[-1])


def _printable(text: str) -> str:
    return "".join(ch for ch in text if ch.isprintable())


def _lenient(name: str) -> str:
    """Return the encoding itself if it can leave out what it cannot read, else Latin-1."""
    try:
        for probe in (b"\x80", bytes(range(255, -1, -1))):
            probe.decode(name, "ignore")
    except UnicodeError:
        return "latin-1"
    return name


def _iconv(name: str) -> str:
    """Return what `iconv` calls an encoding."""
    return {"big5hkscs": "BIG5-HKSCS"}.get(name, name.upper())
