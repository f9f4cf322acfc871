"""An XLIFF file as a whole: whether it is one, which version, and its units one after the other.

It is refused with line and reason where nothing could be made of it; what a translator should know
of a file that can be used (its languages, ids that occur twice) is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from workbench.documents.formats.xliff.tree import Node, walk
from workbench.documents.formats.xliff.units import Unit, Unusable, unit_1, unit_2
from workbench.errors import FormatError

_UNITS: Final = frozenset({"trans-unit", "unit"})
_VERSION: Final = re.compile(r"(1\.[012]|2\.[0-9])")


@dataclass(slots=True)
class Facts:
    """What is known of a whole file.

    Attributes:
        root: its first element.
        version: 1 or 2.
        warnings: what a translator should know, one sentence each.
    """

    root: Node
    version: int
    warnings: list[str] = field(default_factory=list)


def parse(data: bytes, where: str, take: Callable[[Unit], None]) -> Facts:
    """Go through a file and hand over its units in order.

    Args:
        data: UTF-8 without a byte order mark.
        where: the file's name, for messages.
        take: told each unit.

    Raises:
        FormatError: it is no XML, no XLIFF, of an unknown version, or a unit has no source; with
            line and reason.
    """
    reading = _Reading(where, take)
    walk(data, where, units=_UNITS, on_unit=reading.unit, on_root=reading.root)
    assert reading.facts is not None, "no root"
    reading.warn_of_twins()
    return reading.facts


class _Reading:
    """The state between two units."""

    def __init__(self, where: str, take: Callable[[Unit], None]) -> None:
        self.facts: Facts | None = None
        self._where = where
        self._take = take
        self._seen: dict[tuple[int, str], int] = {}  # file and id → line
        self._twins: list[tuple[str, int]] = []
        self._files: set[int] = set()

    def root(self, node: Node) -> None:
        """See that this is XLIFF."""
        if node.name != "xliff":
            raise self._refusal(f"this is no XLIFF file but XML that begins with <{node.name}>", 1)
        version = node.get("version")
        if not _VERSION.fullmatch(version):
            said = f"version “{version}” of XLIFF is not known" if version else "it has no version"
            raise self._refusal(said, node.line, hint="Export it as XLIFF 1.2 or 2.0.")
        self.facts = Facts(node, int(version[0]))

    def unit(self, node: Node, around: tuple[Node, ...]) -> None:
        """Take one unit."""
        assert self.facts is not None, "a unit before the root"
        file = next((one for one in around if one.name == "file"), self.facts.root)
        self._look_at_languages(file)
        place = (file.start, node.get("id"))
        if place in self._seen:
            self._twins.append((node.get("id"), node.line))
        self._seen.setdefault(place, node.line)
        build = unit_1 if self.facts.version == 1 else unit_2
        try:
            self._take(build(node, around))
        except Unusable as exc:
            raise self._refusal(str(exc), node.line) from exc

    def warn_of_twins(self) -> None:
        """Note which ids occur more than once: other tools may mix such units up."""
        if self.facts is None or not self._twins:
            return
        name, line = self._twins[0]
        more = f", and {len(self._twins) - 1:,} more like it" if len(self._twins) > 1 else ""
        self.facts.warnings.append(
            f"The unit id “{name}” occurs again in line {line}{more}; other tools may mix them up."
        )

    def _look_at_languages(self, file: Node) -> None:
        assert self.facts is not None, "a unit before the root"
        if file.start in self._files:
            return
        self._files.add(file.start)
        root = self.facts.root
        source = file.get("source-language") or root.get("srcLang")
        target = file.get("target-language") or root.get("trgLang")
        if source and not _is(source, "zh", "zho", "chi", "cmn"):
            self._warn(f"The file says that its source is “{source}”, not Chinese.")
        if target and not _is(target, "en", "eng"):
            self._warn(f"The file says that its target is “{target}”, not English.")

    def _warn(self, sentence: str) -> None:
        assert self.facts is not None, "a warning before the root"
        if sentence not in self.facts.warnings:
            self.facts.warnings.append(sentence)

    def _refusal(self, what: str, line: int, *, hint: str = "") -> FormatError:
        hint = hint or "Export it again from the tool that it comes from."
        return FormatError(what, where=self._where, line=line, hint=hint)


def _is(code: str, *languages: str) -> bool:
    return code.strip().lower().replace("_", "-").split("-", 1)[0] in languages
