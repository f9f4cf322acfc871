"""Years, months and days as people write them."""

from __future__ import annotations

from datetime import datetime

import pytest

from workbench.core.period import period


@pytest.mark.parametrize(
    ("text", "first", "following"),
    [
        ("2026", (2026, 1, 1), (2027, 1, 1)),
        ("2026-12", (2026, 12, 1), (2027, 1, 1)),
        (" 2024-2 ", (2024, 2, 1), (2024, 3, 1)),
        ("2026-03-31", (2026, 3, 31), (2026, 4, 1)),
    ],
)
def test_a_period_begins_and_ends_at_midnight(
    text: str, first: tuple[int, int, int], following: tuple[int, int, int]
) -> None:
    assert period(text) == (
        datetime(*first).astimezone(),
        datetime(*following).astimezone(),
    )


def test_a_moment_is_taken_as_it_is() -> None:
    moment = datetime.fromisoformat("2026-03-14T09:30:00+02:00")
    assert period("2026-03-14T09:30:00+02:00") == (moment, moment)


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13", "2026-02-30", "0000", "99999"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        period(text)
