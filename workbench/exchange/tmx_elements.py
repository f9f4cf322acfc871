"""What the elements of a TMX file mean, one parser event after the other.

`Elements` is what a parser reports to; it collects finished units and skipped ones until they are
taken. It survives the parser: where the XML is broken, another one goes on reporting to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.parsers import expat

from workbench.core.memory import Unit
from workbench.errors import FormatError
from workbench.exchange.skipped import Skipped
from workbench.exchange.tmx_segment import LONGEST_SEGMENT, Segment
from workbench.exchange.tmx_text import UNDECODED
from workbench.exchange.tmx_units import (
    Languages,
    RawUnit,
    Variant,
    clean_lines,
    language_code,
    units,
)
from workbench.text.normalise import clean

_LONGEST_ENTITY: Final = 200
_UNDECODABLE: Final = "some of its bytes are no text in the file's encoding"


class Elements:
    """The state between two events.

    Attributes:
        seen_root: whether the file has begun to be TMX.
        ended: whether its last tag was read.
        number: how many units have begun.
        damaged: whether undecodable bytes have to be looked for.
        plain: whether an element's meaning is what it says: no DOCTYPE adds to it.
        closed_at: offset in the parser's input of the end tag of the last unit that ended.
    """

    def __init__(self, name: str, languages: Languages) -> None:
        self.seen_root = False
        self.ended = False
        self.number = 0
        self.damaged = False
        self.plain = True
        self.closed_at = -1
        self.languages = languages
        self._name = name
        self._ready: list[Unit | Skipped] = []
        self._unit: RawUnit | None = None
        self._variant: Variant | None = None
        self._segment: Segment | None = None
        self._collecting = ""  # note or prop
        self._within = 0  # depth of elements within that
        self._kind = ""  # a prop's type
        self._pieces: list[str] = []
        self._room = 0  # characters that the present text may still grow by
        self._unclosed = False  # whether a unit was never closed: the end tags will not match
        self._parser: expat.XMLParserType | None = None
        self._line = 1

    def listen(self, parser: expat.XMLParserType, line: int) -> None:
        """Take events from this parser, whose text begins at that line of the file."""
        self._parser, self._line = parser, line
        self.closed_at = -1
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = self._entity
        parser.ExternalEntityRefHandler = self._external
        parser.SkippedEntityHandler = self._undefined
        parser.StartDoctypeDeclHandler = self._doctype

    @property
    def line(self) -> int:
        """The line of the file that the parser is at."""
        return self._line + self._parser.CurrentLineNumber - 1 if self._parser else self._line

    def take(self) -> list[Unit | Skipped]:
        """Return what is finished, and forget it."""
        ready, self._ready = self._ready, []
        return ready

    def pass_over(self, units: Sequence[Unit], lines: int) -> None:
        """Take units that the parser was not shown, and so many lines; one unit an element."""
        self._ready += units
        self.number += len(units)
        self._line += lines

    def fail(self, line: int, reason: str) -> None:
        """Note that the XML is broken at that line: what was being read is lost."""
        if self._unit is not None:
            self._ready.append(self._unit.skipped(f"broken XML at line {line}: {reason}"))
        elif not self._unclosed:
            self._ready.append(Skipped(line, self._gap(), f"broken XML: {reason}"))
        self._reset()
        self._unclosed = False

    def break_off(self, line: int, reason: str) -> None:
        """Note that the file ends before its last tag."""
        place = f"inside unit {self.number}" if self._unit else self._gap()
        lost = f"the file breaks off {place} ({reason}); everything before was read"
        self._ready.append(Skipped(line, "end of file", lost))
        self._reset()

    def _gap(self) -> str:
        return f"after unit {self.number}" if self.number else "before the first unit"

    def _reset(self) -> None:
        self._unit = self._variant = self._segment = None
        self._collecting = ""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._segment is not None and (name != "tu" or self._segment.is_in_code):
            self._segment.start(name, attributes)
        elif name == "tu":
            self._begin_unit(attributes)
        elif self._collecting:
            self._within += 1
        elif self._unit is not None:
            self._start_within(self._unit, name, attributes)
        elif not self.seen_root:
            self._begin_file(name)
        elif name == "header":
            header = attributes.get("srclang", "")
            self.languages = Languages(self.languages.source, self.languages.target, header)

    def _start_within(self, unit: RawUnit, name: str, attributes: dict[str, str]) -> None:
        """An element directly within `tu` or `tuv`."""
        if name == "tuv":
            self._variant = Variant(language_code(attributes), attributes)
            unit.variants.append(self._variant)
        elif name == "seg" and self._variant is not None:
            self._segment = Segment()
        elif name in {"note", "prop"}:
            self._kind = attributes.get("type", "")
            self._collecting, self._within, self._pieces = name, 0, []
            self._room = LONGEST_SEGMENT

    def _end(self, name: str) -> None:
        if self._segment is not None:
            if self._segment.end():
                self._finish_segment(self._segment)
        elif self._collecting:
            self._within -= 1
            if self._within < 0:
                self._finish_text("".join(self._pieces))
        elif name == "tuv":
            self._variant = None
        elif name == "tu":
            self._finish_unit()
        elif name == "tmx":
            self.ended = True

    def _characters(self, data: str) -> None:
        if self._segment is not None:
            self._segment.characters(data)
        elif self._collecting:
            self._room -= len(data)
            if self._room >= 0:
                self._pieces.append(data)

    def _begin_file(self, name: str) -> None:
        if name != "tmx":
            raise FormatError(
                f"this is no TMX file but XML that begins with <{name}>",
                where=self._name,
                line=self.line,
                hint="Export the memory as TMX from the tool that it comes from.",
            )
        self.seen_root = True

    def _begin_unit(self, attributes: dict[str, str]) -> None:
        if self._unit is not None:
            self._ready.append(self._unit.skipped("it is not closed before the next unit begins"))
            self._reset()
            self._unclosed = True
        self.number += 1
        self._unit = RawUnit(self.number, self.line, attributes)

    def _finish_segment(self, segment: Segment) -> None:
        self._segment = None
        if self._unit is None or self._variant is None:
            return
        if segment.fault:
            self._unit.fault = segment.fault
        elif self.damaged and segment.holds(UNDECODED):
            self._unit.fault = _UNDECODABLE
        self._variant.content = segment.content

    def _finish_text(self, text: str) -> None:
        collected, self._collecting = self._collecting, ""
        if self._unit is None:
            return
        if self.damaged and UNDECODED in text:
            self._unit.fault = _UNDECODABLE
        about = self._variant or self._unit
        if collected == "note":
            about.notes.append(clean_lines(text))
        else:
            about.properties.append((clean(self._kind), clean(text)))

    def _finish_unit(self) -> None:
        if self._unit is not None:
            found = units(self._unit, self.languages, self._name)
            self._ready += [found] if isinstance(found, Skipped) else found
            if self._parser is not None:
                self.closed_at = self._parser.CurrentByteIndex
        self._reset()

    def _doctype(
        self, _name: str, _system: str | None, _public: str | None, has_subset: bool
    ) -> None:
        self.plain = not has_subset

    def _entity(
        self,
        name: str,
        is_parameter: bool,
        value: str | None,
        _base: str | None,
        _system: str | None,
        _public: str | None,
        _notation: str | None,
    ) -> None:
        """Refuse what could grow; parameter entities are never expanded."""
        if is_parameter or value is None:
            return
        if "&" in value or len(value) > _LONGEST_ENTITY:
            raise FormatError(
                f"the entity {name!r} is declared so that it could fill the memory",
                where=self._name,
                line=self.line,
                hint="Remove the <!ENTITY …> declarations, or ask where the file comes from.",
            )

    def _external(
        self, _context: str, _base: str | None, _system: str | None, _public: str | None
    ) -> int:
        if self._unit is not None:
            self._unit.fault = "it refers to an external entity, which is never opened"
        return 1

    def _undefined(self, name: str, is_parameter: bool) -> None:
        if self._unit is not None and not is_parameter:
            self._unit.fault = f"it refers to the entity {name!r}, which the file does not define"
