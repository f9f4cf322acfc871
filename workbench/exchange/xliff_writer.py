"""Writes a document as XLIFF 1.2 or 2.0 for another CAT tool, to be taken back afterwards.

What other readers demand, and this promises: one file element, a group for each paragraph and a
unit for each segment, in the order that the specifications give the elements; no code point that
XML forbids; texts on one line; UTF-8 without a byte order mark; who made a target said by
`state-qualifier` or `subState`, so that a machine's words do not pass for a person's. Each unit is
written as it comes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import BinaryIO, Final

from workbench import __version__
from workbench.core.document import Document, Paragraph, ParagraphKind, Segment
from workbench.core.status import Origin, Status
from workbench.documents.formats.xliff import states
from workbench.documents.formats.xliff.states import State
from workbench.documents.formats.xliff.text import escape, value
from workbench.errors import UsageError
from workbench.exchange import xliff_names as names
from workbench.text.normalise import clean

_HEAD: Final = {
    "1.2": """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
  <file original="{name}" source-language="{source}" target-language="{target}" \
datatype="plaintext" date="{date}" product-name="{tool}" build-num="{token}" xml:space="preserve">
    <header>
      <tool tool-id="{tool}" tool-name="{tool}" tool-version="{version}"/>
    </header>
    <body>
""",
    "2.0": """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="{source}" \
trgLang="{target}">
  <file id="{token}" original="{name}" canResegment="no" xml:space="preserve">
""",
}
_TAIL: Final = {"1.2": "    </body>\n  </file>\n</xliff>\n", "2.0": "  </file>\n</xliff>\n"}
_EXACT: Final = 100


def write(
    document: Document,
    stream: BinaryIO,
    *,
    version: str = "1.2",
    token: str = "",
    at: datetime | None = None,
    fill: bool = False,
) -> int:
    """Write a document and return how many segments it has.

    Args:
        document: with its paragraphs and segments; noise is left out.
        stream: where to; neither flushed nor closed.
        version: one of `xliff_names.VERSIONS`.
        token: what the file is to be known by when it comes back, an NMTOKEN.
        at: now.
        fill: whether the source stands in for targets that are not there yet, for tools that
            translate what they find in the target.

    Raises:
        UsageError: another version, or nothing to translate.
    """
    if version not in _HEAD:
        hint = f"Use one of {', '.join(names.VERSIONS)}."
        raise UsageError(f"XLIFF {version} cannot be written", hint=hint)
    offered = [p for p in document.paragraphs if p.segments and p.kind is not ParagraphKind.NOISE]
    if not offered:
        raise UsageError("there is nothing to translate in it", where=document.name)
    head = _HEAD[version].format(
        name=value(clean(document.name)),
        source=names.SOURCE_LANGUAGE,
        target=names.TARGET_LANGUAGE,
        date=f"{at or datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        tool=names.TOOL,
        version=value(__version__),
        token=value(token or f"d{document.id}"),
    )
    stream.write(head.encode())
    group = _group_1 if version == "1.2" else _group_2
    for paragraph in map(_filled, offered) if fill else offered:
        stream.writelines(part.encode() for part in group(paragraph))
    stream.write(_TAIL[version].encode())
    return sum(len(paragraph.segments) for paragraph in offered)


def _filled(paragraph: Paragraph) -> Paragraph:
    """Return a paragraph whose untranslated segments have their source as target."""
    filled = (s if s.target.strip() else replace(s, target=s.source) for s in paragraph.segments)
    return replace(paragraph, segments=tuple(filled))


def _note(text: str) -> str:
    return escape(clean(text))


def _attributes(wanted: dict[str, str | None]) -> str:
    return "".join(f' {name}="{value(text)}"' for name, text in wanted.items() if text)


def _state(segment: Segment) -> State:
    return State(segment.status, segment.origin)


def _remarks(segment: Segment) -> Iterator[str]:
    """Yield what a colleague should know of a target, in words."""
    if not segment.target.strip():
        return
    if segment.origin is Origin.MT:
        yield f"machine translation: {segment.engine}" if segment.engine else "machine translation"
    elif segment.origin is Origin.TM and segment.match_percent is not None:
        yield f"memory match, {segment.match_percent} %"


# XLIFF 1.2: group: note*, trans-unit+; trans-unit: source, target?, note* (section 2.2).


def _group_1(paragraph: Paragraph) -> Iterator[str]:
    kind = paragraph.kind.value
    yield f'      <group id="p{paragraph.id}" restype="x-{kind}">\n'
    for note in paragraph.notes:
        yield f'        <note from="{names.TOOL}">{_note(note)}</note>\n'
    for segment in paragraph.segments:
        yield from _unit_1(segment, paragraph)
    yield "      </group>\n"


def _unit_1(segment: Segment, paragraph: Paragraph) -> Iterator[str]:
    approved = "yes" if segment.status is Status.REVIEWED else None
    flags = _attributes({"approved": approved, "translate": "no" if segment.locked else None})
    source = names.content(clean(segment.source), paragraph.codes, version="1.2")
    yield f'        <trans-unit id="{segment.id}"{flags}>\n'
    yield f'          <source xml:lang="{names.SOURCE_LANGUAGE}">{source}</source>\n'
    if target := clean(segment.target):
        text = names.content(target, paragraph.codes, version="1.2")
        state = _attributes(_state_1(segment))
        yield f'          <target xml:lang="{names.TARGET_LANGUAGE}"{state}>{text}</target>\n'
        for remark in _remarks(segment):
            yield f'          <note from="{names.TOOL}">{_note(remark)}</note>\n'
    yield "        </trans-unit>\n"


def _state_1(segment: Segment) -> dict[str, str | None]:
    found = states.written_1(_state(segment))
    if segment.origin is Origin.TM and segment.match_percent is not None:
        is_exact = segment.match_percent >= _EXACT
        found["state-qualifier"] = "exact-match" if is_exact else "fuzzy-match"
    return found


# XLIFF 2.0: group: notes?, unit+; unit: notes?, segment; segment: source, target? (section 4.2.2).


def _group_2(paragraph: Paragraph) -> Iterator[str]:
    yield f'    <group id="p{paragraph.id}" type="workbench:{paragraph.kind.value}">\n'
    yield from _notes_2(paragraph.notes, "      ")
    for segment in paragraph.segments:
        yield from _unit_2(segment, paragraph)
    yield "    </group>\n"


def _unit_2(segment: Segment, paragraph: Paragraph) -> Iterator[str]:
    flag = ' translate="no"' if segment.locked else ""
    source = names.content(clean(segment.source), paragraph.codes, version="2.0")
    target = clean(segment.target)
    yield f'      <unit id="{segment.id}"{flag}>\n'
    yield from _notes_2(tuple(_remarks(segment)), "        ")
    yield f"        <segment{_attributes(states.written_2(_state(segment))) if target else ''}>\n"
    yield f"          <source>{source}</source>\n"
    if target:
        text = names.content(target, paragraph.codes, version="2.0")
        yield f"          <target>{text}</target>\n"
    yield "        </segment>\n      </unit>\n"


def _notes_2(notes: Sequence[str], indent: str) -> Iterator[str]:
    if notes:
        yield f"{indent}<notes>\n"
        for note in notes:
            yield f'{indent}  <note category="{names.TOOL}">{_note(note)}</note>\n'
        yield f"{indent}</notes>\n"
