"""Times keep their zone, and a time without one is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.dialects.sqlite import dialect

from workbench.storage.columns import Strings, UTCDateTime

SQLITE = dialect()


def test_times_are_stored_as_utc() -> None:
    kind = UTCDateTime()
    beijing = datetime(2026, 5, 3, 8, 0, tzinfo=timezone(timedelta(hours=8)))
    stored = kind.process_bind_param(beijing, SQLITE)
    assert stored is not None
    assert stored.isoformat() == "2026-05-03T00:00:00+00:00"
    assert kind.process_result_value(stored.replace(tzinfo=None), SQLITE) == beijing
    assert kind.process_bind_param(None, SQLITE) is None
    assert kind.process_result_value(None, SQLITE) is None


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        UTCDateTime().process_bind_param(
            datetime(2026, 5, 3, tzinfo=UTC).replace(tzinfo=None), SQLITE
        )


def test_strings_stay_readable() -> None:
    kind = Strings()
    assert kind.process_bind_param(("港口", 'a"b'), SQLITE) == '["港口", "a\\"b"]'
    assert kind.process_result_value('["港口"]', SQLITE) == ("港口",)
    assert kind.process_bind_param(None, SQLITE) == "[]"
    assert kind.process_result_value("", SQLITE) == ()
