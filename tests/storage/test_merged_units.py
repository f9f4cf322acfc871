"""What a stored unit takes over from one with the same pair."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from workbench.core.memory import InlineCode, Unit
from workbench.core.status import Status
from workbench.storage.memory import merged

OLD = Unit("甲{1}", "A{1}", changed_at=datetime(2026, 5, 3, tzinfo=UTC))
BREAK = (InlineCode(1, '<ph x="1"/>'),)
BOLD = (InlineCode(1, '<ph x="1">b</ph>'),)


@pytest.mark.parametrize("younger", [True, False])
def test_codes_and_properties_are_taken_where_there_are_none(younger: bool) -> None:
    when = datetime(2026 if younger else 2025, 6, 1, tzinfo=UTC)
    new = replace(
        OLD, source_codes=BREAK, target_codes=BREAK, properties=(("x", "1"),), changed_at=when
    )
    full = merged(OLD, new)
    assert (full.source_codes, full.target_codes, full.properties) == (BREAK, BREAK, (("x", "1"),))
    other = replace(new, source_codes=BOLD, target_codes=(), properties=(("x", "2"),))
    assert merged(full, other) == full


def test_codes_of_the_two_sides_are_not_mixed() -> None:
    one_sided = replace(OLD, source_codes=BREAK)
    assert merged(one_sided, replace(OLD, target_codes=BOLD)) == one_sided


def test_what_somebody_vouched_for_stays_vouched_for() -> None:
    draft = replace(OLD, status=Status.DRAFT)
    reviewed = replace(OLD, status=Status.REVIEWED)
    assert merged(draft, OLD).status is Status.CONFIRMED
    assert merged(OLD, draft).status is Status.CONFIRMED
    assert merged(OLD, reviewed).status is Status.REVIEWED
    assert merged(reviewed, OLD) == reviewed
