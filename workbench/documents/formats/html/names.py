"""What is known of HTML's elements and attributes: which divide text, nest, hide or hold words.

After the HTML standard (content models, section 4; rendering, section 15; optional tags, 13.1.2).
An element that is not known here is inline, as in a browser.
"""

from __future__ import annotations

from typing import Final


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


VOID: Final = _names(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source "
    "track wbr"
)
"""Elements without content or end tag."""

HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})

BLOCKS: Final = HEADINGS | _names(
    "address article aside base blockquote body button caption center col colgroup dd details "
    "dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 head header "
    "hgroup hr html legend li link listing main menu meta nav noframes ol optgroup option p "
    "plaintext pre search section select summary table tbody td tfoot th thead title tr ul xmp"
)
"""Elements that divide text into paragraphs, or stand outside of it."""

OPAQUE: Final = _names("audio canvas listing map math object pre rp rt rtc svg template video")
"""Elements whose content is left as it is."""

VERBATIM: Final = frozenset({"code", "kbd", "samp", "tt", "var"})
"""Inline elements whose content is left as it is unless it is Chinese."""

SHOWN: Final = _names("audio canvas embed iframe img input map object svg textarea video")
"""Elements that show as something that is no word."""

UNSEEN: Final = _names("noembed noframes noscript rp rt rtc script style template")
"""Elements whose content counts for nothing in the sentence around them."""

FLOW: Final = _names(
    "address article aside blockquote body center dd details div figcaption footer form header li "
    "main nav p section td th"
)
"""Elements in which two line breaks read as the end of a paragraph."""

SHELLS: Final = frozenset({"p"})
"""Elements of which there may be one more, for a paragraph that was split."""

REMOVABLE: Final = HEADINGS | {"h1", "p", "li", "dt", "dd"}
"""Elements that can go when nothing is left in them."""

STYLES: Final = _names("b em font i span strong u")
"""Elements that are the same whether they are one or two side by side."""

_ROWS = frozenset({"tr", "tbody", "thead", "tfoot"})
_HEADING_ENDS = HEADINGS | _names("article blockquote h1 ol p section table ul")
ENDED_BY: Final = {
    **dict.fromkeys((*HEADINGS, "h1"), _HEADING_ENDS),
    "dd": frozenset({"dd", "dt"}),
    "dt": frozenset({"dd", "dt"}),
    "head": frozenset({"body"}),
    "li": frozenset({"li"}),
    "optgroup": frozenset({"optgroup"}),
    "option": frozenset({"optgroup", "option"}),
    "p": BLOCKS - {"button", "link", "meta", "option", "select"},
    "tbody": frozenset({"tbody", "tfoot"}),
    "td": _ROWS | {"td", "th"},
    "tfoot": frozenset({"tbody"}),
    "th": _ROWS | {"td", "th"},
    "thead": frozenset({"tbody", "tfoot"}),
    "tr": _ROWS,
}
"""Elements whose end tag may be missing, and what begins after them then."""

SCOPES: Final = frozenset({"button", "caption", "object", "table", "td", "template", "th"})
"""Elements out of which a stray end tag does not reach, but that of a part of a table."""

TABLE_PARTS: Final = _ROWS | {"caption", "table", "td", "th"}

SPOKEN: Final = frozenset(
    {"alt", "aria-description", "aria-label", "placeholder", "summary", "title"}
)
"""Attributes whose values people read."""

LABELLED: Final = frozenset({"optgroup", "option", "track"})
"""Elements whose `label` people read."""

BUTTONS: Final = frozenset({"button", "reset", "submit"})
"""Types of `<input>` whose `value` people read."""

DESCRIBED: Final = _names(
    "description keywords title og:title og:description og:site_name twitter:title "
    "twitter:description"
)
"""Names of `<meta>` whose `content` people read."""
