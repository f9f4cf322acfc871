"""What the elements of a TMX file mean, one parser event after the other.

`Elements` is what a parser reports to; it collects finished units and skipped ones until they are
taken. It survives the parser: where the XML is broken, another one goes on reporting to it.
"""

from __future__ import annotations

from typing import Final
from xml.parsers import expat

from workbench.core.memory import Unit
from workbench.errors import FormatError
from workbench.exchange import tmx_names as names
from workbench.exchange.skipped import Skipped
from workbench.exchange.tmx_text import UNDECODED
from workbench.exchange.tmx_units import LONGEST_SEGMENT, Languages, RawUnit, Variant, units
from workbench.text.normalise import clean

_CODES: Final = frozenset({"bpt", "ept", "it", "ph", "ut", "sub"})
_LONGEST_ENTITY: Final = 200


class Elements:
    """The state between two events.

    Attributes:
        seen_root: whether the file has begun to be TMX.
        ended: whether its last tag was read.
        number: how many units have begun.
        damaged: whether undecodable bytes have to be looked for.
    """

    def __init__(self, name: str, languages: Languages) -> None:
        self.seen_root = False
        self.ended = False
        self.number = 0
        self.damaged = False
        self._name = name
        self._languages = languages
        self._ready: list[Unit | Skipped] = []
        self._unit: RawUnit | None = None
        self._variant: Variant | None = None
        self._collecting = ""  # seg, note or prop
        self._kind = ""  # a prop's type
        self._pieces: list[str] = []
        self._room = 0  # characters that the present text may still grow by
        self._placeholders = 0
        self._codes = 0  # depth within an inline code
        self._unclosed = False  # whether a unit was never closed: the end tags will not match
        self._parser: expat.XMLParserType | None = None
        self._line = 1

    def listen(self, parser: expat.XMLParserType, line: int) -> None:
        """Take events from this parser, whose text begins at that line of the file."""
        self._parser, self._line = parser, line
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = self._entity
        parser.ExternalEntityRefHandler = self._external
        parser.SkippedEntityHandler = self._undefined

    @property
    def line(self) -> int:
        """The line of the file that the parser is at."""
        return self._line + self._parser.CurrentLineNumber - 1 if self._parser else self._line

    def take(self) -> list[Unit | Skipped]:
        """Return what is finished, and forget it."""
        ready, self._ready = self._ready, []
        return ready

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
        self._unit = self._variant = None
        self._collecting = ""
        self._codes = 0

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._codes:
            self._codes += 1
        elif name == "tu":
            self._begin_unit(attributes)
        elif self._collecting:
            if self._collecting == "seg" and name in _CODES:
                self._begin_code(name, attributes)
        elif self._unit is not None:
            self._start_within(self._unit, name, attributes)
        elif not self.seen_root:
            self._begin_file(name)
        elif name == "header":
            header = attributes.get("srclang", "")
            self._languages = Languages(self._languages.source, self._languages.target, header)

    def _start_within(self, unit: RawUnit, name: str, attributes: dict[str, str]) -> None:
        """An element directly within `tu` or `tuv`."""
        if name == "tuv":
            code = attributes.get("xml:lang") or attributes.get("lang", "")
            self._variant = Variant(code, attributes)
            unit.variants.append(self._variant)
        elif name == "seg" and self._variant is not None:
            self._placeholders = 0
            self._collect(name)
        elif name in {"note", "prop"}:
            self._kind = attributes.get("type", "")
            self._collect(name)

    def _end(self, name: str) -> None:
        if self._codes:
            self._codes -= 1
        elif name == self._collecting:
            self._finish_text("".join(self._pieces))
        elif name == "tuv":
            self._variant = None
        elif name == "tu":
            self._finish_unit()
        elif name == "tmx":
            self.ended = True

    def _characters(self, data: str) -> None:
        if not self._collecting or self._codes:
            return
        self._room -= len(data)
        if self._room >= 0:
            self._pieces.append(data)
        elif self._unit is not None and self._collecting == "seg":
            self._unit.fault = f"a segment is longer than {LONGEST_SEGMENT:,} characters"

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

    def _begin_code(self, name: str, attributes: dict[str, str]) -> None:
        self._codes = 1
        if name == "ph":
            self._placeholders += 1
            given = attributes.get("x", "")
            number = given if given.isascii() and given.isdigit() else self._placeholders
            self._pieces.append(f"{{{number}}}")

    def _collect(self, name: str) -> None:
        self._collecting = name
        self._pieces = []
        self._room = LONGEST_SEGMENT

    def _finish_text(self, text: str) -> None:
        collected, self._collecting = self._collecting, ""
        if self._unit is None:
            return
        if self.damaged and UNDECODED in text:
            self._unit.fault = "some of its bytes are no text in the file's encoding"
        if collected == "seg" and self._variant is not None:
            self._variant.text = clean(text)
        elif collected == "note":
            lines = [clean(line) for line in text.splitlines()]
            self._unit.notes.append("\n".join(lines).strip())
        elif collected == "prop":
            kind = names.PROPERTY_ALIASES.get(self._kind, self._kind)
            self._unit.properties.setdefault(kind, clean(text))

    def _finish_unit(self) -> None:
        if self._unit is not None:
            found = units(self._unit, self._languages, self._name)
            self._ready += [found] if isinstance(found, Skipped) else found
        self._reset()

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
