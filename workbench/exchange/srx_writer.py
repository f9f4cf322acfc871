"""Writes SRX 2.0 that validates against its schema and that OmegaT reads.

What is read of the file again is what was written: `read(write(rules)) == rules`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from workbench.exchange.srx_names import HANDLED, NAMESPACE, VERSION
from workbench.segmentation.srx import Rule, Rules, RuleSet

_RETURN: Final = {"\r": "&#13;"}  # which a parser would read as a line end


def write(rules: Rules, *, comment: str = "") -> str:
    """Return the rules as the text of an SRX file.

    Args:
        rules: what to write; its patterns hold no character that XML forbids.
        comment: for people, at the top of the file.
    """
    return "".join(f"{line}\n" for line in _lines(rules, comment))


def _lines(rules: Rules, comment: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    if comment:
        yield f"<!--\n{re.sub('-(?=-)', '- ', comment)}\n-->"
    yield f'<srx xmlns="{NAMESPACE}" version="{VERSION}">'
    subflows, cascades = _yes(rules.segments_subflows), _yes(rules.cascades)
    yield f'  <header segmentsubflows="{subflows}" cascade="{cascades}">'
    for kind, name in HANDLED.items():
        yield f'    <formathandle type="{kind}" include="{_yes(getattr(rules, name))}"/>'
    yield "  </header>\n  <body>\n    <languagerules>"
    for chosen in rules.sets:
        yield from _set(chosen)
    yield "    </languagerules>\n    <maprules>"
    for mapping in rules.maps:
        pattern, name = quoteattr(mapping.pattern), quoteattr(mapping.name)
        yield f"      <languagemap languagepattern={pattern} languagerulename={name}/>"
    yield "    </maprules>\n  </body>\n</srx>"


def _set(chosen: RuleSet) -> Iterator[str]:
    yield f"      <languagerule languagerulename={quoteattr(chosen.name)}>"
    for rule in chosen.rules:
        yield from _rule(rule)
    yield "      </languagerule>"


def _rule(rule: Rule) -> Iterator[str]:
    yield f'        <rule break="{_yes(rule.breaks)}">'
    # Both, even if empty: without one of them OmegaT gives up on the whole file.
    yield f"          <beforebreak>{escape(rule.before, _RETURN)}</beforebreak>"
    yield f"          <afterbreak>{escape(rule.after, _RETURN)}</afterbreak>"
    yield "        </rule>"


def _yes(value: bool) -> str:
    return "yes" if value else "no"
