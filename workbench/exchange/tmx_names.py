"""What reader and writer of TMX 1.4 share: language codes, dates, the types of our properties.

The format is that of the TMX 1.4b specification (LISA OSCAR, 2005), whose section numbers these
modules cite.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

ORIGIN: Final = "x-origin"
DOCUMENT: Final = "x-document"
DOMAIN: Final = "x-domain"
BEFORE: Final = "x-context-pre"
AFTER: Final = "x-context-post"
STATUS: Final = "x-status"
"""Status of the target, where it is not confirmed."""
PLACEHOLDERS: Final = "x-placeholders"
"""Numbers of a segment's placeholders, in order, where no rule tells them; see `tmx_codes`."""
VARIANT: Final = "x-target-language"
"""The target's code, where a unit has several targets of one language."""

ATTRIBUTE: Final = "@"
"""Begins the type of each of `Unit.properties` that is an attribute of `tu`, not a `prop`."""

KEPT_ATTRIBUTES: Final = (
    "tuid",
    "usagecount",
    "lastusagedate",
    "segtype",
    "datatype",
    "creationtool",
    "creationtoolversion",
    "o-tmf",
)
"""Attributes of `tu` and `tuv` that no field of a unit holds and that are kept as properties.

They are written to `tu` in this form: `("@tuid", "17")` as `tuid="17"`.
"""

PROPERTY_ALIASES: Final = {
    "file": DOCUMENT,
    "prev": BEFORE,
    "next": AFTER,
    "domain": DOMAIN,
    "x-subject": DOMAIN,
    "subject": DOMAIN,
}
"""Types that other tools give to the same facts."""

_LENGTH: Final = len("YYYYMMDDThhmmssZ")
_SAME_LANGUAGE: Final = {"zho": "zh", "chi": "zh", "cmn": "zh", "eng": "en"}
_DATE: Final = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T?(\d\d):?(\d\d):?(\d\d))?", re.IGNORECASE)


@lru_cache(maxsize=1024)
def language(code: str) -> str:
    """Return the language of a code, without region and script: `zh` for `ZH_cn` and `cmn-Hans`.

    TMX wants RFC 3066 codes, which fold case (section 3.4, xml:lang); tools write underscores and
    three-letter codes as well.
    """
    primary = code.strip().lower().replace("_", "-").split("-", 1)[0]
    return _SAME_LANGUAGE.get(primary, primary)


def same_code(one: str, other: str) -> bool:
    """Whether two codes are the same but for case and underscores."""
    return one.strip().lower().replace("_", "-") == other.strip().lower().replace("_", "-")


def format_date(when: datetime) -> str:
    """Return a date as TMX has it, `YYYYMMDDThhmmssZ`; a time without a zone counts as UTC."""
    utc = when.astimezone(UTC) if when.tzinfo else when
    return f"{utc.year:04}{utc.month:02}{utc.day:02}T{utc.hour:02}{utc.minute:02}{utc.second:02}Z"


def parse_date(text: str) -> datetime | None:
    """Return the date that an attribute holds, in UTC, or None for what is no date."""
    if len(text) != _LENGTH or text[8] != "T" or text[15] != "Z" or not text[:8].isdecimal():
        return _date_within(text)
    try:  # nearly always, and in a tenth of the time
        return datetime.fromisoformat(text)
    except ValueError:
        return _date_within(text)


@lru_cache(maxsize=1024)
def _date_within(text: str) -> datetime | None:
    found = _DATE.match(text.strip())
    if not found:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None
