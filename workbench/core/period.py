"""A year, a month or a day as a stretch of time, as people write it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final

_DATE: Final = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?")


def period(text: str) -> tuple[datetime, datetime]:
    """Return where a year, month or day begins and where the next one does, in local time.

    A time of day is taken as it is, both times.

    Raises:
        ValueError: it is none of these.
    """
    text = text.strip()
    found = _DATE.fullmatch(text)
    try:
        if found is None:
            moment = datetime.fromisoformat(text).astimezone()
            return moment, moment
        year, month, day = (int(part) if part else None for part in found.groups())
        first = datetime(year or 0, month or 1, day or 1).astimezone()
        return first, _next(first, month is None, day is None).astimezone()
    except (ValueError, OverflowError, OSError) as exc:  # years that no clock knows, too
        raise ValueError(f"“{text}” is no date") from exc


def _next(first: datetime, whole_year: bool, whole_month: bool) -> datetime:
    """Return the start of the next year, month or day, whatever clocks do in between."""
    local = first.replace(tzinfo=None)
    if whole_year:
        return local.replace(year=local.year + 1)
    if whole_month:
        return (local.replace(day=28) + timedelta(days=4)).replace(day=1)
    return local + timedelta(days=1)
