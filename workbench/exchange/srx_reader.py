"""Reads SRX 2.0, whichever tool wrote it.

Promises: no external entity or DTD is ever opened, a file built to exhaust the machine is refused,
and what is wrong is said with its line. A DOCTYPE, elements of other namespaces, and missing header
attributes are taken as they come: several tools leave `cascade` out and mean `yes`. All rules are
usable when this returns: each pattern compiles, each map names rules that are there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from workbench.errors import FormatError
from workbench.exchange.srx_names import HANDLED, NAMESPACE, VERSION
from workbench.segmentation.srx import LanguageMap, Rule, Rules, RuleSet, check

MOST: Final = 16 * 1024 * 1024
"""Bytes of the largest file that is read; the largest known has less than one million."""


def read(data: bytes, *, name: str) -> Rules:
    """Return the rules of an SRX file.

    Args:
        data: the file.
        name: what to call it in messages.

    Raises:
        FormatError: it is no SRX 2.0, too large, or has a rule that cannot be used.
    """
    return _Reading(name).rules(data)


class _Reading:
    """One file on its way in."""

    def __init__(self, name: str) -> None:
        self._name = name

    def rules(self, data: bytes) -> Rules:
        root = self._root(data)
        header, body = self._only(root, "header"), self._only(root, "body")
        sets = tuple(map(self._set, self._children(self._only(body, "languagerules"))))
        maps = tuple(map(self._map, self._children(self._only(body, "maprules"))))
        codes = {
            HANDLED[self._choice(code, "type", HANDLED)]: self._yes(code, "include", default=None)
            for code in self._children(header)
        }
        cascades = self._yes(header, "cascade", default=True)
        subflows = self._yes(header, "segmentsubflows", default=True)
        rules = Rules(sets, maps, cascades, subflows, **codes)
        self._require_one_of_each(rules, root)
        check(rules, self._name)
        return rules

    def _root(self, data: bytes) -> Any:
        if len(data) > MOST:
            raise self._error(f"it has {len(data):,} bytes, {MOST:,} are the most", None)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError, LookupError) as exc:
            line = exc.lineno if isinstance(exc, etree.XMLSyntaxError) else None
            raise self._error(f"it is no XML ({getattr(exc, 'msg', exc)})", line or None) from exc
        if etree.QName(root).localname != "srx":
            raise self._error("this is no SRX file", root)
        if (version := root.get("version", VERSION)) != VERSION:
            raise self._error(f"it is SRX {version}, and {VERSION} is read", root)
        for node in root.iter():
            if not isinstance(node.tag, str):
                raise self._error("it uses an entity that XML does not know", node)
        return root

    def _children(self, parent: Any) -> Iterator[Any]:
        """Yield the elements of SRX in another; other tools' own are passed over."""
        for child in parent:
            if etree.QName(child).namespace in (NAMESPACE, None):
                yield child

    def _only(self, parent: Any, tag: str) -> Any:
        found = [c for c in self._children(parent) if etree.QName(c).localname == tag]
        if len(found) != 1:
            of = etree.QName(parent).localname
            count = "no" if not found else f"{len(found)} times"
            raise self._error(f"<{of}> has {count} <{tag}>", parent)
        return found[0]

    def _set(self, element: Any) -> RuleSet:
        self._expect(element, "languagerule")
        name = self._attribute(element, "languagerulename")
        return RuleSet(name, tuple(map(self._rule, self._children(element))))

    def _rule(self, element: Any) -> Rule:
        self._expect(element, "rule")
        parts = {"beforebreak": "", "afterbreak": ""}
        for child in self._children(element):
            tag = etree.QName(child).localname
            if tag not in parts or len(child):
                raise self._error(f"<rule> cannot have this <{tag}>", child)
            parts[tag] = child.text or ""
        breaks = self._yes(element, "break", default=True)
        return Rule(breaks, parts["beforebreak"], parts["afterbreak"], element.sourceline)

    def _map(self, element: Any) -> LanguageMap:
        self._expect(element, "languagemap")
        pattern = self._attribute(element, "languagepattern")
        name = self._attribute(element, "languagerulename")
        return LanguageMap(pattern, name, element.sourceline)

    def _expect(self, element: Any, tag: str) -> None:
        found = etree.QName(element).localname
        if found != tag:
            raise self._error(f"<{found}> stands where <{tag}> is expected", element)

    def _attribute(self, element: Any, name: str) -> str:
        value = element.get(name)
        if value is None:
            raise self._error(f"<{etree.QName(element).localname}> lacks {name}", element)
        return str(value)

    def _choice(self, element: Any, name: str, choices: Any) -> str:
        value = self._attribute(element, name)
        if value not in choices:
            raise self._error(f"{name} is “{value}”, not {' or '.join(choices)}", element)
        return value

    def _yes(self, element: Any, name: str, *, default: bool | None) -> bool:
        if default is not None and element.get(name) is None:
            return default
        return self._choice(element, name, ("yes", "no")) == "yes"

    def _require_one_of_each(self, rules: Rules, root: Any) -> None:
        for name, count in Counter(chosen.name for chosen in rules.sets).items():
            if count > 1:
                raise self._error(f"two languagerules are named “{name}”", root)

    def _error(self, what: str, place: Any) -> FormatError:
        line = place if isinstance(place, int) or place is None else place.sourceline
        return FormatError(
            what,
            where=self._name,
            line=line,
            hint="Export the rules as SRX 2.0 from the tool that they come from.",
        )
